"""Finding many phrases at once: the codebook's terms and cues compiled into one trie over words.

A text is walked once. What each distinct word can do (which steps of any phrase does it satisfy, which does it begin?)
is found once and kept, so the cost of a token is two look-ups, whatever the number of phrases; most words begin none.
spaCy's `Matcher` tries every pattern at every token: with these wildcards, inflections and gaps some 80 times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress
from typing import Any, Generic, TypeVar

from pkcn_data.coding.reading import Reading
from pkcn_data.coding.wordtable import WordTable
from pkcn_data.patterns import SHORTEST_PREFIX, Gap, Word, spellings

Payload = TypeVar("Payload")
_Steps = tuple[int, ...]
"""Ids of the steps that a word satisfies."""
_SKIPPED: _Steps = (-1,)
"""Stands for a hyphen, which is a space to phrases."""
_HYPHENS = frozenset("-‐‑–")
_LIST_WORDS = frozenset({",", "and", "or", "&", "/", "as"})
_GAP_STOPS = frozenset(".;:!?")


@dataclass(slots=True)
class Hit(Generic[Payload]):
    """A phrase found: the tokens it matched (those in its gaps are left out) and what it stands for."""

    tokens: tuple[int, ...]
    payloads: tuple[Payload, ...]
    is_bare_acronym: bool  # one word, and matched by its capitals


_NONE: dict[Any, Any] = {}
"""What follows a last word. One for all of the thousands, so that to see that nothing follows costs no way to memory."""


@dataclass(slots=True)
class _Node(Generic[Payload]):
    next: dict[int, _Node[Payload]] = field(default_factory=lambda: _NONE)
    gaps: dict[Gap, _Node[Payload]] = field(default_factory=lambda: _NONE)
    payloads: tuple[Payload, ...] = ()
    cased: bool = False


# The node behind a first word: of the steps wanted, one must follow within so many words; any may where that is 0.
# A plain tuple, which is unpacked in a third of the time that a named one takes.
_Opening = tuple[_Node[Payload], frozenset[int], int]


# All openings of one word, with what any of them wants and how far, so that one look tells whether none goes on.
_Openings = tuple[tuple[_Opening[Payload], ...], frozenset[int], int]


class PhraseIndex(Generic[Payload]):
    """Phrases with what they stand for, ready to be found in any number of texts."""

    def __init__(self, phrases: Iterable[tuple[str, Payload]]) -> None:
        self._root: _Node[Payload] = _Node()
        self._step_ids: dict[Word, int] = {}
        self._plain: dict[str, list[int]] = {}
        self._cased: dict[str, list[int]] = {}
        self._prefixes: dict[str, list[int]] = {}
        self._beginnings: set[str] = set()  # of the prefixes
        for phrase, payload in phrases:
            for steps in spellings(phrase):
                node = self._root
                for step in steps:
                    node = self._grow(node, step)
                if payload not in node.payloads:
                    node.payloads = (*node.payloads, payload)
                node.cased = len(steps) == 1 and isinstance(steps[0], Word) and steps[0].cased
        self._uses: WordTable[tuple[_Steps, _Openings[Payload] | None]] = WordTable(self._uses_of)

    def find(
        self, reading: Reading, blocked: Iterable[int] = (), sentences: Iterable[int] | None = None
    ) -> dict[int, list[Hit[Payload]]]:
        """Return every phrase by the number of its sentence, overlapping ones too, in order of their first token.

        No phrase runs over the end of a sentence or over a blocked token. Without `sentences` all are searched.
        """
        words, sentence_of = reading.words, reading.sentence_of
        if not words:
            return {}
        each_steps, each_openings = zip(*map(self._uses.__getitem__, words), strict=True)
        steps, openings = [*each_steps, ()], list(each_openings)  # behind the last word stands none
        for index in blocked:
            if steps[index] is not _SKIPPED:
                steps[index], openings[index] = (), None
        spans = [(0, len(words))]
        if sentences is not None:
            spans = [(reading.sentences[number].first, reading.sentences[number].last) for number in sentences]
        found: dict[int, list[Hit[Payload]]] = {}
        for start in chain.from_iterable(compress(range(*span), openings[slice(*span)]) for span in spans):
            each, wanted, reach = openings[start]
            following = steps[start + 1]
            if reach == 1:
                if not following or wanted.isdisjoint(following):  # most words begin no phrase here
                    continue
            elif reach and wanted.isdisjoint(chain.from_iterable(steps[start + 1 : start + 1 + reach])):
                continue
            for node, wanted, reach in each:
                if reach == 1:
                    if wanted.isdisjoint(following):
                        continue
                elif reach and wanted.isdisjoint(chain.from_iterable(steps[start + 1 : start + 1 + reach])):
                    continue
                number = sentence_of[start]
                hits = found.setdefault(number, [])
                if node.next or node.gaps:
                    self._walk(node, start, words, steps, reading.sentences[number].last, hits)
                else:
                    hits.append(Hit((start,), node.payloads, node.cased))
        return found

    def _walk(
        self,
        node: _Node[Payload],
        start: int,
        words: Sequence[str],
        steps: Sequence[_Steps],
        last: int,
        hits: list[Hit[Payload]],
    ) -> None:
        stack: list[tuple[_Node[Payload], int, tuple[int, ...]]] = [(node, start + 1, (start,))]
        while stack:
            node, at, matched = stack.pop()
            if node.payloads:
                hits.append(Hit(matched, node.payloads, node.cased))
            while at < last and steps[at] is _SKIPPED:
                at += 1
            if at >= last:
                continue
            following = node.next
            if following:
                for step_id in steps[at]:
                    if step_id in following:
                        stack.append((following[step_id], at + 1, (*matched, at)))
            if not node.gaps:
                continue
            for gap, behind in node.gaps.items():
                following = behind.next
                for place in self._places(gap, at, last, words, steps):
                    for step_id in steps[place]:
                        if step_id in following:
                            stack.append((following[step_id], place + 1, (*matched, place)))

    @staticmethod
    def _places(gap: Gap, at: int, last: int, words: Sequence[str], steps: Sequence[_Steps]) -> Sequence[int]:
        """Return where the word behind a gap may stand."""
        most, listed = gap
        if listed and words[at].lower() not in _LIST_WORDS:
            return (at,)
        places: list[int] = []
        for place in range(at, last):
            if len(places) > most or words[place] in _GAP_STOPS:
                break
            if steps[place] is not _SKIPPED:
                places.append(place)
        return places

    def _grow(self, node: _Node[Payload], step: Word | Gap) -> _Node[Payload]:
        if isinstance(step, Gap):
            node.gaps = node.gaps or {}
            return node.gaps.setdefault(step, _Node())
        step_id = self._step_ids.get(step)
        if step_id is None:
            step_id = self._step_ids[step] = len(self._step_ids)
            table = self._prefixes if step.prefix else self._cased if step.cased else self._plain
            for form in step.forms:
                table.setdefault(form, []).append(step_id)
                if step.prefix:
                    self._beginnings.add(form[:SHORTEST_PREFIX])
        node.next = node.next or {}
        return node.next.setdefault(step_id, _Node())

    def _uses_of(self, word: str) -> tuple[_Steps, _Openings[Payload] | None]:
        """Return the steps that a word satisfies, and what phrases it may begin."""
        steps = self._steps_of(word)
        each = tuple(_opening(self._root.next[step_id]) for step_id in steps if step_id in self._root.next)
        if not each:
            return steps, None
        wanted = frozenset(chain.from_iterable(wanted for _, wanted, _ in each))
        reaches = [reach for _, _, reach in each]
        if len(each) == 1:
            each = ((each[0][0], wanted, 0),)  # what it wants is looked for already
        return steps, (each, wanted, max(reaches) if all(reaches) else 0)

    def _steps_of(self, word: str) -> _Steps:
        if word in _HYPHENS:
            return _SKIPPED
        if word[-1] == "." and "." not in word[:-1]:
            word = word[:-1]  # the tokenizer takes "5G." at a sentence's end for an abbreviation
        lower = word.lower().replace("’", "'")
        if not lower:
            return ()
        ids = [*self._plain.get(lower, ()), *self._cased.get(word, ())]
        if lower[:SHORTEST_PREFIX] in self._beginnings:
            for length in range(SHORTEST_PREFIX, len(lower) + 1):
                ids.extend(self._prefixes.get(lower[:length], ()))
        return tuple(ids)


def _opening(node: _Node[Payload]) -> _Opening[Payload]:
    if node.payloads:
        return node, frozenset(), 0
    behind = [_SKIPPED, node.next, *(gap.next for gap in node.gaps.values())]  # only a walk can tell behind a hyphen
    return node, frozenset(chain.from_iterable(behind)), 1 + max((gap.most for gap in node.gaps), default=0)

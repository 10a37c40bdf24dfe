"""Finding many phrases at once: the codebook's terms and cues compiled into one trie over words.

A text is walked once. What each distinct word can do (which steps of any phrase does it satisfy, which does it begin?)
is found once and kept, so the cost of a token is two look-ups, whatever the number of phrases; most words begin none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from pkcn_data.patterns import Gap, Word, spellings

Payload = TypeVar("Payload")
Value = TypeVar("Value")
_HYPHENS = frozenset("-‐‑–")
_LIST_WORDS = frozenset({",", "and", "or", "&", "/", "as"})
_GAP_STOPS = frozenset(".;:!?")
_MOST_WORDS = 1 << 16


class WordTable(dict[str, Value]):
    """What a function says of each word, found once; a dictionary is looked up faster than an `lru_cache`."""

    def __init__(self, function: Callable[[str], Value]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, word: str) -> Value:
        if len(self) > _MOST_WORDS:
            self.clear()
        value = self[word] = self._function(word)
        return value


class Hit(NamedTuple, Generic[Payload]):
    """A phrase found: the tokens it matched (those in its gaps are left out) and what it stands for."""

    tokens: tuple[int, ...]
    payloads: tuple[Payload, ...]
    is_bare_acronym: bool  # one word, and matched by its capitals


@dataclass(slots=True)
class _Node(Generic[Payload]):
    next: dict[int, _Node[Payload]] = field(default_factory=dict)
    gaps: dict[Gap, _Node[Payload]] = field(default_factory=dict)
    payloads: tuple[Payload, ...] = ()
    cased: bool = False


class _Opening(NamedTuple, Generic[Payload]):
    """The node behind a first word, and the steps of which the second word must be one; None where any may follow."""

    node: _Node[Payload]
    seconds: frozenset[int] | None


class PhraseIndex(Generic[Payload]):
    """Phrases with what they stand for, ready to be found in any number of texts."""

    def __init__(self, phrases: Iterable[tuple[str, Payload]]) -> None:
        self._root: _Node[Payload] = _Node()
        self._step_ids: dict[Word, int] = {}
        self._plain: dict[str, list[int]] = {}
        self._cased: dict[str, list[int]] = {}
        self._prefixes: dict[str, list[int]] = {}
        for phrase, payload in phrases:
            for steps in spellings(phrase):
                node = self._root
                for step in steps:
                    node = self._grow(node, step)
                node.payloads = (*node.payloads, payload)
                node.cased = len(steps) == 1 and isinstance(steps[0], Word) and steps[0].cased
        self._steps: WordTable[tuple[int, ...]] = WordTable(self._steps_of)
        self._openings: WordTable[tuple[_Opening[Payload], ...]] = WordTable(self._openings_of)

    def find(
        self, words: Sequence[str], first: int, last: int, blocked: frozenset[int] = frozenset()
    ) -> list[Hit[Payload]]:
        """Return every phrase within tokens [first, last), overlapping ones too, in order of their first token."""
        words = words[first:last]
        positions: Sequence[int] = range(first, last)
        if not _HYPHENS.isdisjoint(words):
            positions = [first + index for index, word in enumerate(words) if word not in _HYPHENS]
            words = [word for word in words if word not in _HYPHENS]
        steps = [*map(self._steps.__getitem__, words), ()]  # behind the last word stands none
        if blocked:
            for index in blocked.intersection(positions):
                steps[bisect_left(positions, index)] = ()
        hits: list[Hit[Payload]] = []
        for start, openings in enumerate(map(self._openings.__getitem__, words)):
            if not openings or not steps[start]:
                continue
            for node, seconds in openings:
                if seconds is not None and seconds.isdisjoint(steps[start + 1]):
                    continue
                if node.next or node.gaps:
                    self._walk(node, start, words, positions, steps, hits)
                else:
                    hits.append(Hit((positions[start],), node.payloads, node.cased))
        return hits

    def _walk(
        self,
        node: _Node[Payload],
        start: int,
        words: Sequence[str],
        positions: Sequence[int],
        steps: list[tuple[int, ...]],
        hits: list[Hit[Payload]],
    ) -> None:
        stack: list[tuple[_Node[Payload], int, tuple[int, ...]]] = [(node, start + 1, (positions[start],))]
        count = len(words)
        while stack:
            node, at, matched = stack.pop()
            if node.payloads:
                hits.append(Hit(matched, node.payloads, node.cased))
            if at >= count:
                continue
            following = node.next
            if following:
                for step_id in steps[at]:
                    if step_id in following:
                        stack.append((following[step_id], at + 1, (*matched, positions[at])))
            for gap, behind in node.gaps.items():
                following = behind.next
                for place in range(at, self._gap_end(gap, at, words)):
                    for step_id in steps[place]:
                        if step_id in following:
                            stack.append((following[step_id], place + 1, (*matched, positions[place])))

    @staticmethod
    def _gap_end(gap: Gap, at: int, words: Sequence[str]) -> int:
        """Return the place before which the word behind a gap stands."""
        if gap.listed and words[at].lower() not in _LIST_WORDS:
            return at + 1
        end = min(at + gap.most + 1, len(words))
        if _GAP_STOPS.isdisjoint(words[at:end]):
            return end
        return next(place for place in range(at, end) if words[place] in _GAP_STOPS)

    def _grow(self, node: _Node[Payload], step: Word | Gap) -> _Node[Payload]:
        if isinstance(step, Gap):
            return node.gaps.setdefault(step, _Node())
        step_id = self._step_ids.get(step)
        if step_id is None:
            step_id = self._step_ids[step] = len(self._step_ids)
            table = self._prefixes if step.prefix else self._cased if step.cased else self._plain
            for form in step.forms:
                table.setdefault(form, []).append(step_id)
        return node.next.setdefault(step_id, _Node())

    def _openings_of(self, word: str) -> tuple[_Opening[Payload], ...]:
        """Return what phrases a word may begin."""
        nodes = [self._root.next[step_id] for step_id in self._steps[word] if step_id in self._root.next]
        return tuple(_Opening(node, None if node.payloads or node.gaps else frozenset(node.next)) for node in nodes)

    def _steps_of(self, word: str) -> tuple[int, ...]:
        """Return the ids of the steps that a word satisfies."""
        if word[-1] == "." and "." not in word[:-1]:
            word = word[:-1]  # the tokenizer takes "5G." at a sentence's end for an abbreviation
        lower = word.lower().replace("’", "'")
        if not lower:
            return ()
        ids = [*self._plain.get(lower, ()), *self._cased.get(word, ())]
        for length in range(3, len(lower) + 1):
            ids.extend(self._prefixes.get(lower[:length], ()))
        return tuple(ids)

"""Finding many phrases at once: the codebook's terms and cues compiled into one trie over words.

A text is walked once. Each distinct word is looked up once (which steps of any phrase does it satisfy?) and kept in a
bounded cache, so the cost per token is one cache hit, whatever the number of phrases.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from pkcn_data.patterns import Gap, Word, spellings

Payload = TypeVar("Payload")
_HYPHENS = frozenset("-‐‑–")
_LIST_WORDS = frozenset({",", "and", "or", "&", "/", "as"})
_GAP_STOPS = frozenset(".;:!?")
_WORD_CACHE = 1 << 16


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
        self.steps_of = lru_cache(maxsize=_WORD_CACHE)(self._steps_of)

    def find(
        self, words: Sequence[str], first: int, last: int, blocked: frozenset[int] = frozenset()
    ) -> list[Hit[Payload]]:
        """Return every phrase within tokens [first, last), overlapping ones too, in order of their first token."""
        positions = [index for index in range(first, last) if words[index] not in _HYPHENS]
        steps_of = self.steps_of
        steps = [steps_of(words[index]) for index in positions]
        if blocked:
            steps = [() if index in blocked else ids for index, ids in zip(positions, steps, strict=True)]
        root = self._root.next
        hits: list[Hit[Payload]] = []
        for start, ids in enumerate(steps):
            for step_id in ids:
                node = root.get(step_id)
                if node is None:
                    continue
                if not node.next and not node.gaps:
                    hits.append(Hit((positions[start],), node.payloads, node.cased))
                else:
                    self._walk(node, start, words, positions, steps, hits)
        return hits

    def _walk(
        self,
        node: _Node[Payload],
        start: int,
        words: Sequence[str],
        positions: list[int],
        steps: list[tuple[int, ...]],
        hits: list[Hit[Payload]],
    ) -> None:
        stack: list[tuple[_Node[Payload], int, tuple[int, ...]]] = [(node, start + 1, (positions[start],))]
        count = len(positions)
        while stack:
            node, at, matched = stack.pop()
            if node.payloads:
                hits.append(Hit(matched, node.payloads, node.cased))
            if at >= count:
                continue
            if node.next:
                for step_id in steps[at]:
                    following = node.next.get(step_id)
                    if following is not None:
                        stack.append((following, at + 1, (*matched, positions[at])))
            for gap, behind in node.gaps.items():
                behind_next = behind.next
                for place in self._places(gap, at, words, positions):
                    for step_id in steps[place]:
                        following = behind_next.get(step_id)
                        if following is not None:
                            stack.append((following, place + 1, (*matched, positions[place])))

    @staticmethod
    def _places(gap: Gap, at: int, words: Sequence[str], positions: list[int]) -> range:
        """Return where the word behind a gap may stand."""
        end = min(at + gap.most + 1, len(positions))
        if gap.listed and words[positions[at]].lower() not in _LIST_WORDS:
            return range(at, at + 1)
        for place in range(at, end):
            if words[positions[place]] in _GAP_STOPS:
                return range(at, place)
        return range(at, end)

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

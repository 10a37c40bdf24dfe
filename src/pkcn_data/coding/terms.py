"""Sectors and themes that a text names, by the codebook's terms.

The longest phrase wins among those that share a word, and an ignored phrase ("cottage industry") is a phrase like the
others, so it wins over the shorter term inside it. Of two as long, a term wins over an ignored phrase that only begins
or ends in it ("in power plants"), and loses to one of the very same words. Sectors and themes do not compete.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, get_args

from pkcn_data.codebook import Codebook
from pkcn_data.coding.firms import between_firms
from pkcn_data.coding.phrases import Hit, PhraseIndex
from pkcn_data.coding.reading import Reading
from pkcn_data.model import ActorKind, CodeKind

if TYPE_CHECKING:
    from pkcn_data.coding.cast import Cast

_BLOCKING: frozenset[ActorKind] = frozenset({"organisation", "person"})
_IGNORED = ""

_Payload = tuple[CodeKind, str]


@dataclass(frozen=True, slots=True)
class TermMention:
    """One naming of a sector or theme: characters [start, end) of the body."""

    kind: CodeKind
    code_id: str
    sentence: int
    start: int
    end: int


def find_terms(reading: Reading, codebook: Codebook, cast: Cast) -> list[TermMention]:
    """Return the sectors and themes that the text names, in text order.

    Terms inside the name of an organisation or person or inside a job title do not code, unless the name is that of a
    joint body; those inside the name of an event, an initiative or a place do.
    """
    index = term_index(codebook)
    blocked = blocked_tokens(reading, cast)
    mentions: list[TermMention] = []
    for number, sentence in enumerate(reading.sentences):
        hits = index.find(reading.words, sentence.first, sentence.last, blocked)
        if any(hit.is_bare_acronym for hit in hits) and _is_shouted(reading.text[sentence.start : sentence.end]):
            hits = [hit for hit in hits if not hit.is_bare_acronym]
        mentions.extend(_mentions(reading, number, hits))
    mentions = [*mentions, *_joint_bodies(reading, codebook, cast)]
    return between_firms(sorted(mentions, key=_place), reading, codebook, cast)


@lru_cache(maxsize=8)
def term_index(codebook: Codebook) -> PhraseIndex[_Payload]:
    """Return the codebook's terms and ignored phrases, compiled."""
    phrases: list[tuple[str, _Payload]] = []
    for kind in get_args(CodeKind):
        phrases.extend((term, (kind, code.id)) for code in codebook.codes(kind) for term in code.terms)
    phrases.extend((term, ("sector", _IGNORED)) for term in codebook.sectors.ignored)
    phrases.extend((term, ("theme", _IGNORED)) for term in codebook.themes.ignored)
    return PhraseIndex(phrases)


def _mentions(reading: Reading, sentence: int, hits: list[Hit[_Payload]]) -> list[TermMention]:
    if not hits:
        return []
    ignored = {(kind, hit.tokens) for hit in hits for kind, code_id in hit.payloads if code_id == _IGNORED}
    hits.sort(key=lambda hit: (-len(hit.tokens), hit.tokens[-1] - hit.tokens[0], _is_ignored(hit), hit.tokens))
    taken: dict[CodeKind, set[int]] = {kind: set() for kind in get_args(CodeKind)}
    found: set[tuple[int, int, CodeKind, str]] = set()
    for hit in hits:
        free = {kind for kind, _ in hit.payloads if taken[kind].isdisjoint(hit.tokens)}
        start, end = reading.starts[hit.tokens[0]], _end(reading, hit.tokens[-1])
        for kind, code_id in hit.payloads:
            if kind not in free or (code_id != _IGNORED and (kind, hit.tokens) in ignored):
                continue
            taken[kind].update(hit.tokens)
            if code_id != _IGNORED:
                found.add((start, end, kind, code_id))
    return [TermMention(kind, code_id, sentence, start, end) for start, end, kind, code_id in sorted(found)]


def _joint_bodies(reading: Reading, codebook: Codebook, cast: Cast) -> Iterator[TermMention]:
    """Yield the theme of each organisation that is a committee or group in which two sides sit."""
    for mention in cast.mentions:
        actor = cast.actors[mention.actor_id]
        if actor.kind != "organisation":
            continue
        theme_id = _theme_of_body(actor.name, codebook)
        if theme_id:
            yield TermMention("theme", theme_id, mention.sentence, mention.start, mention.end)


@lru_cache(maxsize=4096)
def _theme_of_body(name: str, codebook: Codebook) -> str | None:
    words = f" {name.lower()}"
    for theme_id, beginnings in codebook.themes.joint_bodies.items():
        if any(f" {beginning}" in words for beginning in beginnings):
            return theme_id
    return None


def _place(mention: TermMention) -> tuple[int, int, str, str]:
    return mention.start, mention.end, mention.kind, mention.code_id


def _is_ignored(hit: Hit[_Payload]) -> bool:
    return hit.payloads[0][1] == _IGNORED


def _end(reading: Reading, token: int) -> int:
    """Return where a term ends: before the full stop that the tokenizer may leave at its last word."""
    word = reading.words[token]
    return reading.ends[token] - (len(word) > 1 and word.find(".") == len(word) - 1)


def blocked_tokens(reading: Reading, cast: Cast) -> frozenset[int]:
    """Return the tokens inside names of organisations and persons and inside job titles."""
    return frozenset(
        token
        for start, end in _blocked_spans(cast)
        for token in range(bisect_left(reading.starts, start), bisect_left(reading.starts, end))
    )


def _blocked_spans(cast: Cast) -> Iterator[tuple[int, int]]:
    yield from cast.titles
    for mention in cast.mentions:
        if cast.actors[mention.actor_id].kind in _BLOCKING:
            yield mention.start, mention.end


def _is_shouted(sentence: str) -> bool:
    """Tell whether a sentence is set in capitals throughout, where "IT" may be the pronoun."""
    return sentence.isupper() and sum(word.isalpha() for word in sentence.split()) > 3

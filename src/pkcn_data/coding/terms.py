"""Sectors and themes that a text names, by the codebook's terms.

The longest phrase wins among those that share a word, and an ignored phrase ("cottage industry") is a phrase like the
others, so it wins over the shorter term inside it. Of two as long, a term wins over an ignored phrase that only begins
or ends in it ("in power plants"), and loses to one of the very same words. Sectors and themes do not compete.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, get_args

from pkcn_data.codebook import Codebook
from pkcn_data.coding.firms import between_firms
from pkcn_data.coding.phrases import Hit, PhraseIndex
from pkcn_data.coding.reading import Reading
from pkcn_data.model import ActorKind, CodeKind

if TYPE_CHECKING:
    from pkcn_data.coding.cast import Cast

_BLOCKING: frozenset[ActorKind] = frozenset({"organisation", "person"})
_IGNORED = ""
_KINDS: tuple[CodeKind, ...] = get_args(CodeKind)

_place = attrgetter("start", "end", "kind", "code_id")
_Payload = tuple[CodeKind, str]


class TermMention(NamedTuple):
    """One naming of a sector or theme: characters [start, end) of the body, from token `first` to token `last`."""

    kind: CodeKind
    code_id: str
    sentence: int
    start: int
    end: int
    first: int
    last: int


def find_terms(reading: Reading, codebook: Codebook, cast: Cast) -> list[TermMention]:
    """Return the sectors and themes that the text names, in text order.

    Terms inside the name of an organisation or person or inside a job title do not code, unless the name is that of a
    joint body; those inside the name of an event, an initiative or a place do.
    """
    mentions: list[TermMention] = []
    for number, hits in term_index(codebook).find(reading, blocked_tokens(reading, cast)).items():
        if _is_shouted(reading, number):
            hits = [hit for hit in hits if not hit.is_bare_acronym]
        mentions.extend(_mentions(reading, number, hits))
    mentions.extend(_joint_bodies(reading, codebook, cast))
    return between_firms(sorted(mentions, key=_place), reading, codebook, cast)


@lru_cache(maxsize=8)
def term_index(codebook: Codebook) -> PhraseIndex[_Payload]:
    """Return the codebook's terms and ignored phrases, compiled."""
    phrases: list[tuple[str, _Payload]] = []
    for kind in _KINDS:
        phrases.extend((term, (kind, code.id)) for code in codebook.codes(kind) for term in code.terms)
    phrases.extend((term, ("sector", _IGNORED)) for term in codebook.sectors.ignored)
    phrases.extend((term, ("theme", _IGNORED)) for term in codebook.themes.ignored)
    return PhraseIndex(phrases)


def _mentions(reading: Reading, sentence: int, hits: list[Hit[_Payload]]) -> set[TermMention]:
    """Return what the longest of the phrases of one sentence code."""
    ignored = {(kind, hit.tokens) for hit in hits for kind, code_id in hit.payloads if code_id == _IGNORED}
    if len(hits) > 1:
        hits.sort(key=_priority)
    taken: set[tuple[CodeKind, int]] = set()
    found: set[TermMention] = set()
    for tokens, payloads, _ in hits:
        before = taken.copy() if len(payloads) > 1 else taken
        for kind, code_id in payloads:
            places = [(kind, token) for token in tokens]
            if not before.isdisjoint(places) or (code_id != _IGNORED and (kind, tokens) in ignored):
                continue
            taken.update(places)
            if code_id != _IGNORED:
                start, end = reading.starts[tokens[0]], _end(reading, tokens[-1])
                found.add(TermMention(kind, code_id, sentence, start, end, tokens[0], tokens[-1]))
    return found


def _priority(hit: Hit[_Payload]) -> tuple[int, int, bool, tuple[int, ...]]:
    """Return the least for the longest phrase, of those the one with the narrowest gaps, then one to be ignored."""
    tokens = hit.tokens
    return -len(tokens), tokens[-1] - tokens[0], hit.payloads[0][1] == _IGNORED, tokens


def _joint_bodies(reading: Reading, codebook: Codebook, cast: Cast) -> Iterator[TermMention]:
    """Yield the theme of each organisation that is a committee or group in which two sides sit."""
    for mention in cast.mentions:
        actor = cast.actors[mention.actor_id]
        if actor.kind != "organisation":
            continue
        theme_id = _theme_of_body(actor.name, codebook)
        if theme_id:
            first, behind = bisect_left(reading.starts, mention.start), bisect_left(reading.starts, mention.end)
            yield TermMention("theme", theme_id, mention.sentence, mention.start, mention.end, first, behind - 1)


@lru_cache(maxsize=4096)
def _theme_of_body(name: str, codebook: Codebook) -> str | None:
    words = f" {name.lower()}"
    for theme_id, beginnings in codebook.themes.joint_bodies.items():
        if any(f" {beginning}" in words for beginning in beginnings):
            return theme_id
    return None


def _end(reading: Reading, token: int) -> int:
    """Return where a term ends: before the full stop that the tokenizer may leave at its last word."""
    word = reading.words[token]
    return reading.ends[token] - (len(word) > 1 and word.find(".") == len(word) - 1)


def blocked_tokens(reading: Reading, cast: Cast) -> frozenset[int]:
    """Return the tokens inside names of organisations and persons and inside job titles."""
    starts, actors = reading.starts, cast.actors
    spans = [(start, end) for actor_id, _, start, end in cast.mentions if actors[actor_id].kind in _BLOCKING]
    blocked: set[int] = set()
    for start, end in (*cast.titles, *spans):
        first = bisect_left(starts, start)
        blocked.update(range(first, bisect_left(starts, end, first)))
    return frozenset(blocked)


def _is_shouted(reading: Reading, number: int) -> bool:
    """Tell whether a sentence is set in capitals throughout, where "IT" may be the pronoun."""
    sentence = reading.text[reading.sentences[number].start : reading.sentences[number].end]
    return sentence.isupper() and sum(word.isalpha() for word in sentence.split()) > 3

"""Sectors and themes that a text names, by the codebook's terms.

The longest phrase wins among those that share a word, and an ignored phrase ("cottage industry") is a phrase like the
others, so it wins over the shorter term inside it. Of two as long, a term wins over an ignored phrase that only begins
or ends in it ("in power plants"), and loses to one of the very same words. Sectors and themes do not compete.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from operator import attrgetter
from typing import TYPE_CHECKING

from pkcn_data.codebook import Codebook, SectorFile, ThemeFile
from pkcn_data.coding.firms import between_firms
from pkcn_data.coding.phrases import Hit, PhraseIndex
from pkcn_data.coding.reading import Reading
from pkcn_data.model import ActorKind, CodeKind
from pkcn_data.patterns import plural

if TYPE_CHECKING:
    from pkcn_data.coding.cast import ActorMention, Cast

_BLOCKING: frozenset[ActorKind] = frozenset({"organisation", "person"})
_IGNORED = ""
_BY_MEANS_OF = frozenset(("on", "via", "through", "using"))
_AND = frozenset(("and", "&"))
_OFFICE_OF = frozenset(("for", "of", "on"))
# "owner of a denim mill in Karachi": where the speaker works is no topic
_AT = frozenset(("of", "at", "with", "in"))
_WORKPLACES = frozenset(
    "company firm mill startup start-up enterprise business factory maker manufacturer bank brokerage".split()
)
_LONGEST_WORKPLACE = 7  # tokens behind the title: "of Lahore - based software company"

_place = attrgetter("start", "end", "kind", "code_id")
_Payload = tuple[CodeKind, str]


@dataclass(slots=True)
class TermMention:
    """One naming of a sector or theme: characters [start, end) of the body, from token `first` to token `last`."""

    kind: CodeKind
    code_id: str
    sentence: int
    start: int
    end: int
    first: int
    last: int


def find_terms(
    reading: Reading, codebook: Codebook, cast: Cast, *, blocked: frozenset[int] | None = None
) -> list[TermMention]:
    """Return the sectors and themes that the text names, in text order; `blocked` are its `blocked_tokens`, if at hand.

    Terms inside the name of an organisation or person or inside a job title do not code, unless the name is that of a
    joint body; those inside the name of an event, an initiative or a place do.
    """
    lowers = reading.lowers
    mentions: list[TermMention] = []
    offices, similes = _offices_named(reading, codebook), _similes(codebook)
    workplaces = _workplaces(reading, cast)
    blocked = blocked_tokens(reading, cast) if blocked is None else blocked
    for number, hits in term_index(codebook).find(reading, blocked).items():
        if not hits:  # a phrase began and did not go on
            continue
        if number in offices:
            hits = _outside_offices(lowers, offices[number], hits)
        hits = [
            hit
            for hit in hits
            if lowers[hit.tokens[0] - 1] not in similes or not _is_figure(reading, number, hit, similes)
        ]
        if workplaces:
            hits = [hit for hit in hits if workplaces.isdisjoint(hit.tokens)]
        if _is_shouted(reading, number):
            hits = [hit for hit in hits if not hit.is_bare_acronym]
        mentions.extend(_mentions(reading, number, hits))
    mentions.extend(_joint_bodies(reading, codebook, cast))
    return between_firms(sorted(mentions, key=_place), reading, codebook, cast)


@lru_cache(maxsize=8)
def term_index(codebook: Codebook) -> PhraseIndex[_Payload]:
    """Return the codebook's terms and ignored phrases, compiled."""
    phrases: list[tuple[str, _Payload]] = []
    files: tuple[tuple[CodeKind, SectorFile | ThemeFile], ...]
    files = ("sector", codebook.sectors), ("theme", codebook.themes)
    for kind, file in files:
        phrases.extend((file.spelled(term), (kind, code.id)) for code in file.codes for term in code.terms)
    for kind, file in files:
        phrases.extend((file.spelled(term), (kind, _IGNORED)) for term in file.ignored)
    return PhraseIndex(phrases)


@lru_cache(maxsize=8)
def _offices(codebook: Codebook) -> frozenset[str]:
    offices = codebook.titles.offices
    return frozenset((*offices, *map(plural, offices)))


def _offices_named(reading: Reading, codebook: Codebook) -> dict[int, list[int]]:
    """Return the tokens that name an office, by the number of their sentence."""
    lowers, named = reading.lowers, defaultdict(list)
    for place in compress(range(len(lowers)), map(_offices(codebook).__contains__, lowers)):
        named[reading.sentence_of[place]].append(place)
    return named


def _outside_offices(lowers: list[str], places: list[int], hits: list[Hit[_Payload]]) -> list[Hit[_Payload]]:
    """Leave out what only tells one office from another: "the IT and energy ministers", "minister of state for health"."""
    # where the field of an office ends, and where it begins
    ends = {end for place in places for end in _field_ends(lowers, place)}
    starts = {_field_start(lowers, place + 1) for place in places} - {None}
    fields: set[tuple[int, ...]] = set()
    while found := {hit.tokens for hit in hits if hit.tokens[-1] in ends or hit.tokens[0] in starts} - fields:
        fields |= found
        ends |= {tokens[0] - 2 for tokens in found if tokens[-1] in ends and _is_and(lowers, tokens[0] - 1)}
        starts |= {tokens[-1] + 2 for tokens in found if tokens[0] in starts and _is_and(lowers, tokens[-1] + 1)}
    return [hit for hit in hits if hit.tokens not in fields]


def _is_and(lowers: list[str], place: int) -> bool:
    return 0 <= place < len(lowers) and lowers[place] in _AND


@lru_cache(maxsize=8)
def _similes(codebook: Codebook) -> dict[str, list[list[str]]]:
    """Return the words that liken one thing to another, by the last of them."""
    by_last: dict[str, list[list[str]]] = {}
    for simile in codebook.sectors.similes:
        words = simile.lower().split()
        by_last.setdefault(words[-1], []).append(words)
    return by_last


def _is_figure(reading: Reading, sentence: int, hit: Hit[_Payload], similes: dict[str, list[list[str]]]) -> bool:
    """Tell whether a single word behind the last word of a simile is what it likens to: "as if it were a seed"."""
    at, first = hit.tokens[0], reading.sentences[sentence].first
    if len(hit.tokens) > 1 or at == first:
        return False
    return any(
        reading.lowers[max(first, at - len(simile)) : at] == simile for simile in similes[reading.lowers[at - 1]]
    )


def _field_ends(lowers: list[str], office: int) -> Iterator[int]:
    """Yield where the fields end that stand before an office: "the IT, housing and interior ministries"."""
    end = office - 1
    yield end
    if lowers[end - 1] not in _AND:
        return
    end -= 2
    yield end
    while lowers[end - 1] == ",":
        end -= 2
        yield end


def _field_start(lowers: list[str], behind: int) -> int | None:
    """Return where the field of an office begins that is followed by it: behind "for", "of state for", "on the"."""
    behind += 2 * (lowers[behind : behind + 2] == ["of", "state"])
    if lowers[behind : behind + 1] and lowers[behind] in _OFFICE_OF:
        return behind + 1 + (lowers[behind + 1 : behind + 2] == ["the"])
    return None


def _workplaces(reading: Reading, cast: Cast) -> frozenset[int]:
    """Return the tokens that describe where somebody works, behind his title: "of a denim mill"."""
    lowers = reading.lowers
    tokens: set[int] = set()
    for _, end in cast.titles:
        first = bisect_left(reading.starts, end)
        if lowers[first : first + 1] and lowers[first] in _AT:
            tokens.update(range(first, _workplace_end(lowers, first + 1)))
    return frozenset(tokens)


def _workplace_end(lowers: list[str], first: int) -> int:
    """Return where an unnamed workplace or the description of a named one ends that begins here, else 0."""
    words = lowers[first : first + _LONGEST_WORKPLACE]
    if words[:1] not in (["a"], ["an"]) and "based" not in words:
        return 0
    for behind, word in enumerate(words):
        if word in _WORKPLACES:
            return first + behind + 1
        if not word.replace("-", "").isalpha() and word != "-":
            return 0
    return 0


def _mentions(reading: Reading, sentence: int, hits: list[Hit[_Payload]]) -> list[TermMention]:
    """Return what the longest of the phrases of one sentence code."""
    ignored = {(kind, hit.tokens) for hit in hits for kind, code_id in hit.payloads if code_id == _IGNORED}
    if len(hits) > 1:
        hits.sort(key=_priority)
    taken: dict[CodeKind, set[int]] = {"sector": set(), "theme": set()}
    found: list[TermMention] = []
    for hit in hits:
        tokens = hit.tokens
        is_free = {"sector": taken["sector"].isdisjoint(tokens), "theme": taken["theme"].isdisjoint(tokens)}
        for kind, code_id in hit.payloads:
            if not is_free[kind] or (code_id != _IGNORED and (kind, tokens) in ignored):
                continue
            taken[kind].update(tokens)
            if code_id != _IGNORED:
                start, end = reading.starts[tokens[0]], _end(reading, tokens[-1])
                found.append(TermMention(kind, code_id, sentence, start, end, tokens[0], tokens[-1]))
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
    blocked: set[int] = set()
    named = (
        (mention.start, mention.end)
        for mention in cast.mentions
        if actors[mention.actor_id].kind in _BLOCKING and not _is_means(reading, mention)
    )
    for start, end in (*cast.titles, *named):
        first = bisect_left(starts, start)
        blocked.update(range(first, bisect_left(starts, end, first)))
    return frozenset(blocked)


def _is_means(reading: Reading, mention: ActorMention) -> bool:
    """Tell whether a firm's name of one word is that of its service, by which something is done: "sells on Taobao"."""
    first = bisect_left(reading.starts, mention.start)
    return first > 0 and reading.ends[first] == mention.end and reading.lowers[first - 1] in _BY_MEANS_OF


def _is_shouted(reading: Reading, number: int) -> bool:
    """Tell whether a sentence is set in capitals throughout, where "IT" may be the pronoun."""
    sentence = reading.text[reading.sentences[number].start : reading.sentences[number].end]
    return sentence.isupper() and sum(word.isalpha() for word in sentence.split()) > 3

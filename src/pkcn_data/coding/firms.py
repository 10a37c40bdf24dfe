"""Partnerships between firms, which are business to business."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from pkcn_data.codebook import Codebook
from pkcn_data.coding.reading import Reading

if TYPE_CHECKING:
    from pkcn_data.coding.cast import Cast
    from pkcn_data.coding.terms import TermMention

_JOINING = frozenset(("with", "between"))
_PARTNER_REACH = 3  # "with the US giant Starlink"


@dataclass(slots=True)
class _Parties:
    """Who a sentence names: the firms, the first token of each, and whether a country or a public body is among them."""

    firms: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    has_country: bool = False
    has_public: bool = False


def between_firms(mentions: list[TermMention], reading: Reading, codebook: Codebook, cast: Cast) -> list[TermMention]:
    """Replace the codes that have another name between firms.

    A sentence is between firms when it names two of them or more, by name or as "companies", and neither a country by
    its name nor a public body; what is "with" a firm is so beside a public body too, where another firm is named.
    """
    others = codebook.themes.between_firms
    candidates = {mention.sentence for mention in mentions if mention.code_id in others}
    if not candidates:
        return mentions
    parties = _parties(candidates, reading, codebook, cast)
    return [
        replace(mention, code_id=others[mention.code_id])
        if mention.code_id in others and _is_between_firms(mention, parties[mention.sentence], reading, codebook)
        else mention
        for mention in mentions
    ]


def _parties(candidates: set[int], reading: Reading, codebook: Codebook, cast: Cast) -> dict[int, _Parties]:
    parties = {number: _Parties() for number in candidates}
    public = _words(codebook.themes.public_bodies)
    for mention in cast.mentions:
        if mention.sentence not in candidates:
            continue
        actor, own = cast.actors[mention.actor_id], parties[mention.sentence]
        if actor.kind == "organisation":
            own.firms.add(actor.name)
            if public.isdisjoint(actor.name.lower().split()):
                own.places.append(bisect_left(reading.starts, mention.start))
            else:
                own.has_public = True
        elif actor.kind == "country" and reading.text[mention.start : mention.end] == actor.name:
            own.has_country = True
    for number, own in parties.items():
        sentence = reading.sentences[number]
        own.has_public |= not public.isdisjoint(reading.lowers[sentence.first : sentence.last])
    return parties


def _is_between_firms(mention: TermMention, own: _Parties, reading: Reading, codebook: Codebook) -> bool:
    sentence = reading.sentences[mention.sentence]
    if not own.has_country and not own.has_public:
        words = _words(codebook.themes.firms)
        firms = sum(word in words for word in reading.lowers[sentence.first : sentence.last])
        if len(own.firms) + firms > 1:
            return True
    behind = bisect_left(reading.starts, mention.end)
    is_joined = reading.lowers[behind - 1] in _JOINING or reading.lowers[behind : behind + 1] in (["with"], ["between"])
    return is_joined and len(own.places) > 1 and any(0 <= place - behind <= _PARTNER_REACH for place in own.places)


@lru_cache(maxsize=16)
def _words(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)

"""Which countries a sentence is about."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pkcn_data.codebook import Codebook
from pkcn_data.coding.reading import Reading

if TYPE_CHECKING:
    from pkcn_data.coding.cast import ActorMention, Cast
    from pkcn_data.model import Actor

_BACK_REFERENCES = frozenset("it its they their them we our us this these both the".split())
_PAIR_WORDS = frozenset("countries nations sides neighbours neighbors governments peoples".split())
_PAIR_MARKS = frozenset("both two".split())


def sentence_countries(reading: Reading, codebook: Codebook, cast: Cast) -> list[tuple[str, ...]]:
    """Return for every sentence the ISO3 codes it is about, sorted.

    Countries and their demonyms, places, and initiatives that carry countries in their names count; an organisation's
    country only where nothing else says one. A sentence that names none goes on about those of the sentence before it
    in its paragraph when it points back ("the country", "its exports"); "both countries" are the pair named last.
    """
    named: list[set[str]] = [set() for _ in reading.sentences]
    belonging: list[set[str]] = [set() for _ in reading.sentences]
    for mention in cast.mentions:
        actor = cast.actors[mention.actor_id]
        if actor.kind in ("country", "place", "initiative", "event"):
            if not _is_dateline(reading, mention, actor):
                named[mention.sentence].update(_countries_of(actor, codebook))
        elif actor.kind == "organisation" and actor.country:
            belonging[mention.sentence].add(actor.country)
    return _carried_on(reading, named, belonging)


def _carried_on(reading: Reading, named: list[set[str]], belonging: list[set[str]]) -> list[tuple[str, ...]]:
    result: list[tuple[str, ...]] = []
    before: set[str] = set()
    pair: set[str] = set()
    for sentence, own, owners in zip(reading.sentences, named, belonging, strict=True):
        lowers = reading.lowers[sentence.first : sentence.last]
        about = set(own)
        if pair and _speaks_of_pair(lowers):
            about |= pair
        about = about or set(owners)
        if not about and not _BACK_REFERENCES.isdisjoint(lowers):
            about = before
        result.append(tuple(sorted(about)))
        before = about or before
        pair = about if len(about) == 2 else pair
    return result


def _speaks_of_pair(lowers: list[str]) -> bool:
    """Tell whether "both countries", "the two sides" or "the two neighbouring nations" stand in a sentence."""
    return any(
        word in _PAIR_WORDS and not _PAIR_MARKS.isdisjoint(lowers[max(0, index - 3) : index])
        for index, word in enumerate(lowers)
    )


def _is_dateline(reading: Reading, mention: ActorMention, actor: Actor) -> bool:
    surface = reading.text[mention.start : mention.end]
    return actor.kind == "place" and surface.isupper() and mention.start == reading.sentences[mention.sentence].start


def _countries_of(actor: Actor, codebook: Codebook) -> tuple[str, ...]:
    if actor.kind in ("country", "place"):
        return (actor.country,) if actor.country else ()
    in_name = _countries_in(actor.name, codebook)
    return in_name or ((actor.country,) if actor.country and actor.kind == "event" else ())


@lru_cache(maxsize=4096)
def _countries_in(name: str, codebook: Codebook) -> tuple[str, ...]:
    """Return the countries that a name carries ("China-Pakistan Economic Corridor")."""
    by_name = _codes_by_name(codebook)
    words = name.replace("-", " ").replace("–", " ").split()
    return tuple(sorted({by_name[word] for word in words if word in by_name}))


@lru_cache(maxsize=8)
def _codes_by_name(codebook: Codebook) -> dict[str, str]:
    return {
        name: code
        for code, country in codebook.countries.countries.items()
        for name in (country.name, *country.aliases, *country.demonyms)
    }

"""Which countries a sentence is about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pkcn_data.codebook import Codebook
from pkcn_data.coding.reading import Reading

if TYPE_CHECKING:
    from pkcn_data.coding.cast import ActorMention, Cast
    from pkcn_data.model import Actor

_PRONOUNS = frozenset("it its they their them".split())
_FIRST_PERSON = frozenset("we our us".split())
_HOME_WORDS = frozenset("local locally domestic federal provincial nationwide countrywide".split())
_HOME_NOUNS = frozenset("country nation government govt province ministry parliament cabinet".split())
_DEFINITE = frozenset("the our whole entire".split())
_POSSESSIVES = frozenset(("'s", "’s"))
_DEMONSTRATIVES = frozenset("this these such".split())
_JOINT_NOUNS = frozenset(
    "initiative initiatives partnership partnerships cooperation collaboration agreement agreements alliance alliances "
    "corridor memorandum mou mous friendship exchanges".split()
)
_PAIR_WORDS = frozenset("countries nations sides neighbours neighbors governments peoples".split())
_PAIR_MARKS = frozenset("both two".split())
_HOME_WORDS_AND_NOUNS = _HOME_WORDS | _HOME_NOUNS
_PARTNER = "CHN"  # the other side of every corridor article: its country is home only where no other is named


def sentence_countries(reading: Reading, codebook: Codebook, cast: Cast) -> list[tuple[str, ...]]:
    """Return for every sentence the ISO3 codes it is about, sorted.

    Countries and their demonyms, places, and initiatives and events that carry countries in their names count; an
    organisation's country only where nothing else says one and the article names it elsewhere. The article's home, the
    country it names most beside the partner, is added by "the country", "local" and "the government", by "we" where
    another is named, and goes on through sentences that name none.
    """
    named: list[set[str]] = [set() for _ in reading.sentences]
    belonging: list[set[str]] = [set() for _ in reading.sentences]
    counts: defaultdict[str, int] = defaultdict(int)
    for mention in cast.mentions:
        actor = cast.actors[mention.actor_id]
        if actor.kind in ("country", "place", "initiative", "event"):
            if not _is_dateline(reading, mention, actor):
                codes = _countries_of(actor, codebook)
                named[mention.sentence].update(codes)
                if actor.kind in ("country", "place"):
                    for code in codes:
                        counts[code] += 1
        elif actor.kind == "organisation" and actor.country:
            belonging[mention.sentence].add(actor.country)
    if not counts:
        counts.update(Counter(code for codes in belonging for code in codes))
    return _carried_on(reading, named, [codes & counts.keys() for codes in belonging], home_country(counts))


def home_country(counts: Mapping[str, int]) -> str | None:
    """Return the country named most beside the partner, the partner where it stands alone; the first letter decides."""
    others = [(-count, code) for code, count in counts.items() if code != _PARTNER]
    if others:
        return min(others)[1]
    return _PARTNER if counts else None


def _carried_on(
    reading: Reading, named: list[set[str]], belonging: list[set[str]], home: str | None
) -> list[tuple[str, ...]]:
    result: list[tuple[str, ...]] = []
    before: set[str] = set()
    pair: set[str] = {home, _PARTNER} if home and home != _PARTNER else set()
    for sentence, own, owners in zip(reading.sentences, named, belonging, strict=True):
        lowers = reading.lowers[sentence.first : sentence.last]
        about = set(own)
        if pair and _speaks_of_pair(lowers):
            about |= pair
        about = about or set(owners)
        if home and home not in about and _speaks_of_home(lowers, about):
            about.add(home)
        if not about:
            about = _going_on(before, home, lowers)
        result.append(tuple(sorted(about)))
        before = about or before
        pair = about if len(about) == 2 else pair
    return result


def _speaks_of_home(lowers: list[str], about: set[str]) -> bool:
    """Tell whether a sentence about other countries, or none, is about home as well.

    "We" is home beside any other country; "the country", "local" and "the government" are that of a third country
    where a sentence names one.
    """
    if about and not _FIRST_PERSON.isdisjoint(lowers):
        return True
    if about - {_PARTNER} or _HOME_WORDS_AND_NOUNS.isdisjoint(lowers):
        return False
    return any(_is_home(lowers, index) for index, word in enumerate(lowers) if word in _HOME_WORDS_AND_NOUNS)


def _is_home(lowers: list[str], index: int) -> bool:
    """Tell "local" and "the government" from "its domestic", "the Chinese government" and "the government of China"."""
    before = lowers[index - 1] if index else ""
    if lowers[index] in _HOME_WORDS:
        return before not in _PRONOUNS
    following = lowers[index + 1 : index + 2]
    if before in _DEFINITE:
        return following != ["of"]
    return lowers[index] in ("country", "nation") and not _POSSESSIVES.isdisjoint(following)


def _going_on(before: set[str], home: str | None, lowers: list[str]) -> set[str]:
    """Return what a sentence that names no country is about.

    It is about home, or about the one country that "it" or "their" points back to; "this initiative" is that of all
    countries named before.
    """
    if not _JOINT_NOUNS.isdisjoint(lowers) and any(
        word in _DEMONSTRATIVES and following in _JOINT_NOUNS for word, following in pairwise(lowers)
    ):
        return before
    if home in before:
        return {home} if home else set()
    return before if len(before) == 1 and not _PRONOUNS.isdisjoint(lowers) else set()


def _speaks_of_pair(lowers: list[str]) -> bool:
    """Tell whether "both countries", "the two sides" or "the two neighbouring nations" stand in a sentence."""
    if _PAIR_MARKS.isdisjoint(lowers):
        return False
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
    return _countries_in(actor.name, codebook)


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

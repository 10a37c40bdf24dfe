"""Who and what an article names: every actor once, every naming of it, and the job titles beside people."""

from __future__ import annotations

from dataclasses import dataclass

from pkcn_data.codebook import Codebook
from pkcn_data.coding.acronyms import cast_acronyms, cast_definitions, cast_first_words
from pkcn_data.coding.bodies import cast_bodies
from pkcn_data.coding.groups import cast_groups
from pkcn_data.coding.known import known_actors
from pkcn_data.coding.lexicon import letters_of, lexicon
from pkcn_data.coding.masthead import add_masthead
from pkcn_data.coding.people import People
from pkcn_data.coding.reading import Reading
from pkcn_data.coding.roll import Roll
from pkcn_data.model import Actor, Article


@dataclass(slots=True)
class ActorMention:
    """One naming of an actor: characters [start, end) of the body, in the sentence with this index."""

    actor_id: str
    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of one article."""

    actors: dict[str, Actor]  # by id, in order of first mention; the outlet and the author, if never named, come last
    mentions: list[ActorMention]  # in text order, without overlap
    titles: list[tuple[int, int]]  # character spans of job titles, in text order


def find_cast(reading: Reading, codebook: Codebook, article: Article) -> Cast:
    """Find the actors that the body names, with the outlet and the author where the article gives them."""
    known = known_actors(codebook)
    lex = lexicon(codebook)
    roll = Roll(reading, letters_of(reading, lex))
    people = People(roll, common=lex.terms, regions=lex.regions, bodies=lex.bodies)
    add_masthead(roll, known, people, outlet=article.outlet, author=article.author)
    cast_bodies(roll, codebook, known)
    cast_definitions(roll)
    cast_acronyms(roll)
    cast_first_words(roll)
    people.cast()
    cast_groups(roll, codebook)
    actors = {draft.actor_id: draft.record() for draft in roll.finish()}
    return Cast(actors, _mentions(roll), _titles(roll))


def _mentions(roll: Roll) -> list[ActorMention]:
    starts, ends, sentence_of = roll.reading.starts, roll.reading.ends, roll.reading.sentence_of
    mentions, free = [], 0
    for first in sorted(roll.namings):
        naming = roll.namings[first]
        if first >= free:
            actor_id, free = naming.actor.actor_id, naming.last
            mentions.append(ActorMention(actor_id, sentence_of[first], starts[first], ends[free - 1]))
    return mentions


def _titles(roll: Roll) -> list[tuple[int, int]]:
    starts, ends = roll.reading.starts, roll.reading.ends
    return [(starts[first], ends[last - 1]) for first, last in sorted(set(roll.titles))]

"""Who and what an article names: every actor once, every naming of it, and the job titles beside people."""

from __future__ import annotations

from dataclasses import dataclass

from pkcn_data.codebook import Codebook
from pkcn_data.coding.casting import Casting
from pkcn_data.coding.reading import Reading
from pkcn_data.model import Actor, Article


@dataclass(frozen=True, slots=True)
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
    casting = Casting(reading, codebook)
    casting.add_masthead(article.outlet, article.author)
    casting.run()
    starts, ends, sentence_of = reading.starts, reading.ends, reading.sentence_of
    mentions = [
        ActorMention(naming.actor.actor_id, sentence_of[naming.first], starts[naming.first], ends[naming.last - 1])
        for naming in casting.namings
    ]
    titles = [(starts[first], ends[last - 1]) for first, last in casting.titles]
    return Cast({draft.actor_id: draft.record() for draft in casting.in_order()}, mentions, titles)

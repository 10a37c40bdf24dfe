"""What the overview says beside `findings`: who and what is missing, and which statements to look at. No Streamlit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pkcn_dashboard.statements import covered
from pkcn_dashboard.text import capital, clip, listing, part_of
from pkcn_dashboard.text.overview import ALL_HEARD, HEADS, LINKS, NOBODY_NAMED, POINT, POINTS, SILENT
from pkcn_dashboard.words import Words
from pkcn_data.summary import View
from pkcn_data.tables import Tables

NAMED = 4
_MAKERS = ("outlet", "author")
"""The roles of those who made an article: it names them, but isn't about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A page that carries on a paragraph, and what a reader finds there."""

    page_id: str
    label: str
    parameters: tuple[tuple[str, str], ...] = ()


def links(view: View, tables: Tables, words: Words) -> Mapping[str, tuple[Link, ...]]:
    """Return the links of each paragraph; that on tone leads to the statements in an order that has its point first."""
    fixed = {part: tuple(Link(page_id=one, label=label) for one, label in LINKS[part]) for part in HEADS}
    return fixed | {"tone": (*_points(view, words), *fixed["tone"])}


def _points(view: View, words: Words) -> Iterator[Link]:
    for column, one, sort, (single, plural) in POINTS:
        if count := int((view.statements[column] == one).sum()):
            label = POINT.format(count=count, what=single if count == 1 else plural)
            yield Link(page_id="statements", label=label, parameters=(("sort", words.word("sort", sort)),))


def missing(view: View, tables: Tables, words: Words) -> str:
    """Say who is named without a say, and how much of the text is coded."""
    return f"{silent(view, tables)} {covered.said(view, tables, words)}"


def silent(view: View, tables: Tables) -> str:
    """Say which persons and organisations the sentences shown name, but nowhere in the text let speak.

    An organisation has a say through a person who speaks for it.
    """
    actors = tables.actors[tables.actors["kind"].isin(["person", "organisation"])]
    actors = actors[~actors["role"].isin(_MAKERS)]
    mentions = tables.mentions[tables.mentions["kind"] == "actor"]
    named = set(mentions.loc[mentions["sentence_id"].isin(view.sentences["sentence_id"]), "code_id"])
    about = actors[actors["actor_id"].isin(named)]
    if about.empty:
        return NOBODY_NAMED
    speakers = set(view.all_sentences["speaker_id"])
    heard = speakers | set(tables.actors.loc[tables.actors["actor_id"].isin(speakers), "affiliation_id"].dropna())
    quiet = about[~about["actor_id"].isin(heard)]
    if quiet.empty:
        return ALL_HEARD
    return SILENT.format(
        silent=capital(part_of(len(quiet), len(about), "named")),
        have="has" if 1 in (len(quiet), len(about)) else "have",
        names=listing([clip(name, 60) for name in quiet["name"]], limit=NAMED),
    )

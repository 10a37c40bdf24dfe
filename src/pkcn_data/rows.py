"""Records to rows: plain dicts by table, with every column of the schema, lists as lists, missing as None."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from pkcn_data.model import Actor, Article, CodedArticle
from pkcn_data.schema import ARTICLE_TABLES, TABLES

if TYPE_CHECKING:
    from pkcn_data.codebook import Codebook

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = dict[str, list[Row]]


class MergedActors(NamedTuple):
    """Actors of several articles, one a thing, and where the articles disagree about one."""

    actors: list[Actor]
    conflicts: list[str]


def to_rows(coded: Iterable[CodedArticle]) -> Rows:
    """Return the rows of every table that coding fills; articles by id, all else in text order."""
    articles = sorted(coded, key=lambda one: one.article.article_id)
    rows: Rows = {name: [] for name in ARTICLE_TABLES}
    for one in articles:
        rows["articles"].append(_article_row(one.article, n_sentences=len(one.sentences)))
        for name in ("sentences", "mentions", "statements", "comparisons", "quantities"):
            rows[name].extend(_row(name, record) for record in getattr(one, name))
    rows["actors"] = [_row("actors", actor) for actor in merge_actors(articles).actors]
    return rows


def codebook_rows(codebook: Codebook) -> Rows:
    """Return the rows of the tables that the codebook fills, in its order."""
    return {
        "sectors": [_code_row("sectors", code) for code in codebook.codes("sector")],
        "themes": [_code_row("themes", code) for code in codebook.codes("theme")],
    }


def texts_of(coded: Iterable[CodedArticle]) -> dict[str, str]:
    """Return the bodies by article id, sorted by id."""
    return dict(sorted((one.article.article_id, one.article.text) for one in coded))


def merge_actors(coded: Sequence[CodedArticle]) -> MergedActors:
    """Make one actor of those with the same id, in order of first appearance.

    Role, affiliation and country are the first that an article gives; names and aliases are united. Of several kinds
    the most frequent holds, the first at a tie; what the codebook knows goes before what was discovered.
    """
    seen: dict[str, list[Actor]] = {}
    for one in coded:
        for actor in one.actors:
            seen.setdefault(actor.actor_id, []).append(actor)
    return MergedActors(
        actors=[_merged(same) for same in seen.values()],
        conflicts=[line for same in seen.values() for line in _conflicts(same)],
    )


def count_words(text: str) -> int:
    """Count runs of characters between white space that hold a letter or a digit."""
    return sum(any(character.isalnum() for character in word) for word in text.split())


def _merged(same: list[Actor]) -> Actor:
    known = [actor for actor in same if actor.origin == "codebook"] or same
    first = known[0]
    names = dict.fromkeys(name for actor in [first, *same] for name in (actor.name, *actor.aliases))
    names.pop(first.name)
    return replace(
        first,
        kind=Counter(actor.kind for actor in known).most_common(1)[0][0],
        role=_first(actor.role for actor in same),
        affiliation_id=_first(actor.affiliation_id for actor in same),
        country=_first(actor.country for actor in [*known, *same]),
        aliases=tuple(names),
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value is not None), None)


def _conflicts(same: list[Actor]) -> list[str]:
    """Say of which kinds or countries one actor is; roles and affiliations change from one article to the next."""
    chosen = _merged(same)
    lines = []
    for name in ("kind", "country"):
        values = dict.fromkeys(getattr(actor, name) for actor in same if getattr(actor, name) is not None)
        if len(values) > 1:
            lines.append(f"{chosen.actor_id}: {name} is {' or '.join(values)}; {getattr(chosen, name)} is kept")
    return lines


def _article_row(article: Article, *, n_sentences: int) -> Row:
    values = {field.name: getattr(article, field.name) for field in fields(article)}
    values |= {"n_sentences": n_sentences, "n_words": count_words(article.text)}
    return {name: values[name] for name in TABLES["articles"].names}


def _row(table: str, record: object) -> Row:
    return {
        column.name: list(getattr(record, column.name)) if column.type == "list" else getattr(record, column.name)
        for column in TABLES[table]
    }


def _code_row(table: str, code: object) -> Row:
    key = TABLES[table].key
    return {name: getattr(code, "id" if name == key else name) for name in TABLES[table].names}

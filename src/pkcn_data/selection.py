"""The rows of each table that belong to a view, so that every id in them resolves; and search within a table."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from pkcn_data.model import NARRATOR
from pkcn_data.schema import Table
from pkcn_data.summary import View
from pkcn_data.tables import Tables

_OF_A_SENTENCE = ("mentions", "quantities")


def select_tables(tables: Tables, view: View) -> Tables:
    """Return of each table the rows that a view shows, in their order.

    Statements, sentences and comparisons are the view's; mentions and quantities are all that its sentences hold.
    Articles and bodies are those of its sentences. Actors are those that speak or are named in it, and whom they
    are affiliated with. Sectors and themes stay whole: they are the vocabulary. A view of everything is everything,
    also the actors that no sentence names.
    """
    if len(view.sentences) == len(view.all_sentences) and len(view.statements) == len(view.all_statements):
        return tables
    statements = _having(tables.statements, "statement_id", view.statements["statement_id"])
    of_sentences = {
        name: _having(getattr(tables, name), "sentence_id", view.sentences["sentence_id"]) for name in _OF_A_SENTENCE
    }
    articles = _having(tables.articles, "article_id", view.sentences["article_id"])
    kept = set(articles["article_id"])
    chosen = replace(
        tables,
        articles=articles,
        sentences=view.sentences,
        statements=statements,
        comparisons=view.comparisons,
        texts={one: body for one, body in tables.texts.items() if one in kept},
        **of_sentences,
    )
    return replace(chosen, actors=_having(tables.actors, "actor_id", _actor_ids(chosen)))


def search_rows(texts: pd.Series, search: str) -> pd.Series:
    """Return for each row whether it holds every word of the search, in any case; `texts` are from `row_texts`."""
    found = pd.Series(True, index=texts.index)
    for word in search.casefold().split():
        found &= texts.str.contains(word, regex=False)
    return found


def row_texts(table: Table, frame: pd.DataFrame) -> pd.Series:
    """Return all cells of each row as one text to search in."""
    texts = pd.Series("", index=frame.index, dtype="str")
    for column in table:
        cells = frame[column.name]
        shown = cells.map(" ".join) if column.type == "list" else cells.astype("str").fillna("")
        texts = texts + shown.astype("str").str.casefold() + "\n"
    return texts


def _having(frame: pd.DataFrame, column: str, wanted: pd.Series | set[str]) -> pd.DataFrame:
    return frame[frame[column].isin(wanted)]


def _actor_ids(tables: Tables) -> set[str]:
    """Return the actors that rows refer to, and those that these actors refer to in turn."""
    named = tables.mentions.loc[tables.mentions["kind"] == "actor", "code_id"]
    speaking = [frame["speaker_id"] for frame in (tables.sentences, tables.statements, tables.comparisons)]
    affiliations = dict(zip(tables.actors["actor_id"], tables.actors["affiliation_id"], strict=True))
    found: set[str] = set()
    waiting = set(pd.concat([named, *speaking])) - {NARRATOR}
    while waiting:
        found |= waiting
        waiting = {affiliations[one] for one in waiting if pd.notna(affiliations.get(one))} - found
    return found

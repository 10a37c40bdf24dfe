"""Statements as an event list with the columns of Discourse Network Analyzer. No Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pkcn_dashboard.exports.spreadsheets import plain_csv
from pkcn_dashboard.text import PUBLIC_WORDS
from pkcn_data.model import NARRATOR
from pkcn_data.tables import Tables

COLUMNS = (
    *("statement_id", "time", "person", "organization", "concept", "agreement"),
    *("start_position", "stop_position", "text", "coder"),
    *("document_id", "document_title", "document_author", "document_source", "document_section", "document_type"),
)
"""The columns of the event list (CSV) that version 3 of the program writes for its own statement type, in its order."""
MORE_COLUMNS = ("stance", "modality", "concept_kind", "concept_id", "speaker_id", "pkcn_statement_id")
_AGREEMENT = {"positive": "1", "negative": "0"}
_CODER = 1
_DOCUMENT_TYPE = "news article"


def event_list(tables: Tables) -> bytes:
    """Return one line a statement, in text order: semicolons between cells, UTF-8 without a mark, as that program has.

    `agreement` is 1 for a positive and 0 for a negative stance, and empty for a neutral one, which a yes-or-no
    agreement cannot say. `person` is empty where a body speaks; `organization` is whom a person speaks for, the body
    itself, or the article's own voice. Positions are those of the sentence. `time` is midnight of the day of
    publication, empty where that is unknown. Ids of statements are numbers from 1, as there; ours and what else our
    coding says follow after the program's columns. No cell runs as a formula.
    """
    sentences, articles = _by_id(tables.sentences, "sentence_id"), _by_id(tables.articles, "article_id")
    actors, labels = _by_id(tables.actors, "actor_id"), _labels(tables)
    lines = [
        {
            "statement_id": number,
            **_speaker(row["speaker_id"], actors),
            "concept": labels[row["kind"], row["code_id"]],
            "agreement": _AGREEMENT.get(row["stance"], ""),
            **_place(sentences[row["sentence_id"]]),
            "coder": _CODER,
            **_document(articles[row["article_id"]]),
            "stance": row["stance"],
            "modality": row["modality"],
            "concept_kind": row["kind"],
            "concept_id": row["code_id"],
            "speaker_id": row["speaker_id"],
            "pkcn_statement_id": row["statement_id"],
        }
        for number, row in enumerate(tables.statements.to_dict("records"), 1)
    ]
    return plain_csv(pd.DataFrame(lines, columns=[*COLUMNS, *MORE_COLUMNS]), delimiter=";", with_mark=False)


def _speaker(one: str, actors: Mapping[str, Mapping[Any, Any]]) -> dict[str, str]:
    if one == NARRATOR:
        return {"person": "", "organization": PUBLIC_WORDS["speaker"][NARRATOR]}
    actor = actors[one]
    if actor["kind"] != "person":
        return {"person": "", "organization": actor["name"]}
    body = actors.get(actor["affiliation_id"])
    return {"person": actor["name"], "organization": body["name"] if body else ""}


def _place(sentence: Mapping[Any, Any]) -> dict[str, Any]:
    return {"start_position": sentence["start"], "stop_position": sentence["end"], "text": sentence["text"]}


def _document(article: Mapping[Any, Any]) -> dict[str, Any]:
    published = article["published"]
    return {
        "time": "" if pd.isna(published) else f"{published} 00:00:00",
        "document_id": article["article_id"],
        "document_title": article["title"],
        "document_author": article["author"],
        "document_source": article["outlet"],
        "document_section": "",
        "document_type": _DOCUMENT_TYPE,
    }


def _by_id(frame: pd.DataFrame, key: str) -> dict[str, dict[Any, Any]]:
    return {row[key]: row for row in frame.to_dict("records")}


def _labels(tables: Tables) -> dict[tuple[str, str], str]:
    sectors = {("sector", row["sector_id"]): row["label"] for row in tables.sectors.to_dict("records")}
    return sectors | {("theme", row["theme_id"]): row["label"] for row in tables.themes.to_dict("records")}

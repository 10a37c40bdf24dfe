"""The list of statements: what is searched, in what order it stands, what stands together. No Streamlit."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

import pandas as pd

from pkcn_dashboard.text.statements import GROUP_CODE
from pkcn_dashboard.words import Words
from pkcn_data.coverage import CodedWords, coded_words, uncoded
from pkcn_data.summary import View
from pkcn_data.tables import Tables, records

Sort = Literal["text", "speaker", "code", "tone", "kind"]
Row = Mapping[str, Any]
"""A statement with its sentence, or a sentence without one: columns by name, and `searched`, what a search looks in."""

_RANKS: Mapping[Sort, tuple[str, tuple[str, ...]]] = {
    "tone": ("stance", ("negative", "neutral", "positive")),
    "kind": ("modality", ("recommendation", "aim", "potential", "fact")),
}
"""The orders by what is rarer and asked for first: column, and ids from first to last."""
_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Entry:
    """Statements of one sentence that stand together, under the head of their group; in text order there is none."""

    head: str
    statements: tuple[Row, ...]


def shown(view: View, tables: Tables, words: Words) -> tuple[Row, ...]:
    """Return the statements that fit the filters, in text order."""
    return _rows(view.statements, words)


def left_out(view: View, tables: Tables, words: Words) -> tuple[Row, ...]:
    """Return the statements that don't fit the filters, in text order."""
    is_left = ~view.all_statements["statement_id"].isin(view.statements["statement_id"])
    return _rows(view.all_statements[is_left], words)


def everything(view: View, tables: Tables, words: Words) -> Mapping[str, Row]:
    """Return all statements by id, whether or not they fit the filters."""
    return {row["statement_id"]: row for row in _rows(view.all_statements, words)}


def without(view: View, tables: Tables, words: Words) -> tuple[Row, ...]:
    """Return the sentences from which no statement comes, in text order."""
    rows = records(uncoded(view, tables))
    return tuple(row | {"searched": _folded([row["text"], words.label("speaker", row["speaker_id"])])} for row in rows)


def words_behind(view: View, tables: Tables, words: Words) -> CodedWords:
    """Return the words of the article on which statements rest."""
    return coded_words(tables)


def find(rows: Sequence[Row], search: str) -> Sequence[Row]:
    """Return the rows in which every word of the search stands, in any case and with or without accents."""
    wanted = _folded([search]).split()
    return [row for row in rows if all(word in row["searched"] for word in wanted)] if wanted else rows


def arrange(rows: Iterable[Row], sort: Sort, words: Words) -> list[Entry]:
    """Return the rows in an order: by speaker or code as their names sort, by tone and kind as `_RANKS` says.

    Within a group they stand in text order, those of a sentence together.
    """
    head, place = _groups(sort, words)
    ordered = sorted(rows, key=lambda row: (place(row), head(row)))
    together = groupby(ordered, key=lambda row: (head(row), row["sentence_id"]))
    return [Entry(name, tuple(statements)) for (name, _), statements in together]


def _groups(sort: Sort, words: Words) -> tuple[Callable[[Row], str], Callable[[Row], Any]]:
    """Return what names the group of a row, and what orders the groups."""
    if sort in _RANKS:
        column, ranks = _RANKS[sort]
        return lambda row: words.word(column, row[column]), lambda row: ranks.index(row[column])
    if sort == "text":
        return lambda row: "", lambda row: 0
    head = _speaker(words) if sort == "speaker" else _code(words)
    return head, lambda row: _folded([head(row)])


def _speaker(words: Words) -> Callable[[Row], str]:
    return lambda row: words.word("speaker", row["speaker_id"])


def _code(words: Words) -> Callable[[Row], str]:
    """Return what names a row's code; its kind with it, for a sector and a theme may share a name."""
    return lambda row: GROUP_CODE.format(label=words.label(row["kind"], row["code_id"]), kind=row["kind"])


def _rows(statements: pd.DataFrame, words: Words) -> tuple[Row, ...]:
    rows = records(statements.sort_values(["article_id", "position"], kind="stable"))
    return tuple(row | {"searched": _searched(row, words)} for row in rows)


def _searched(row: Row, words: Words) -> str:
    kind, code = row["kind"], row["code_id"]
    return _folded(
        [row["text"], words.label("speaker", row["speaker_id"]), words.label(kind, code), words.word(kind, code)]
    )


def _folded(texts: Iterable[str]) -> str:
    """Return texts as they are compared: no case, no accents, typographic marks as typed, one space between words."""
    decomposed = unicodedata.normalize("NFKD", "\n".join(texts).translate(_ALIKE).casefold())
    return " ".join("".join(one for one in decomposed if not unicodedata.combining(one)).split())

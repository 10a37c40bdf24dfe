"""Check tables, each by itself and against each other and the bodies; collect every problem, raise once.

The checks run on plain rows, so that writing, reading and coding share them and none needs pandas.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from pkcn_data.errors import TableError
from pkcn_data.model import NARRATOR
from pkcn_data.rows import Row, Rows, count_words
from pkcn_data.schema import TABLES, Column, Table

SHOWN_PROBLEMS = 50
TYPE_NAMES: Mapping[str, str] = {
    "string": "a text",
    "date": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "list": "a list",
}
_PYTHON_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "date": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "list": (list,),
}


class Problem(NamedTuple):
    """One thing wrong in one table; `problem` says what, and what is allowed."""

    table: str
    column: str
    key: str
    value: object
    problem: str

    def __str__(self) -> str:
        value = "" if self.value in ("", None) else f"{_short(self.value)} "
        return f"{': '.join(part for part in (self.table, self.column, self.key) if part)}: {value}{self.problem}"


def ensure(problems: Sequence[Problem], *, where: str, next_step: str) -> None:
    """Raise `TableError` that lists the problems, if there are any."""
    if not problems:
        return
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    lines = [f"- {problem}" for problem in problems[:SHOWN_PROBLEMS]]
    if len(problems) > SHOWN_PROBLEMS:
        lines.append(f"- and {len(problems) - SHOWN_PROBLEMS} more")
    raise TableError("\n".join([f"{where}: {count} in the tables (table: column: row); {next_step}", *lines]))


def check(rows: Rows, texts: Mapping[str, str]) -> list[Problem]:
    """Return every problem of the tables: values first, and only where those are right how they fit together."""
    problems = [problem for table in TABLES.values() for problem in check_table(table, rows[table.name])]
    return problems or list(_check_together(rows, texts))


def check_table(table: Table, rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield what is wrong with the values of one table: type, missing, empty, closed list, pattern, key."""
    seen: set[Any] = set()
    for row in rows:
        name = table.name_of(row)
        for column in table:
            if problem := _value_problem(column, row[column.name]):
                yield Problem(table.name, column.name, name, row[column.name], problem)
        key = tuple(row[column] for column in table.keys)
        if key in seen:
            yield Problem(table.name, ", ".join(table.keys), name, name, "stands twice; a key is unique")
        seen.add(key)


def _value_problem(column: Column, value: Any) -> str | None:
    if value is None or value == []:
        return "is missing; a value is required" if column.required else None
    if type(value) not in _PYTHON_TYPES[column.type]:
        return f"is {type(value).__name__}, not {TYPE_NAMES[column.type]}"
    items: list[Any] = value if column.type == "list" else [value]
    return next((problem for item in items if (problem := _item_problem(column, item))), None)


def _item_problem(column: Column, value: Any) -> str | None:
    if value == "":
        return "is an empty text; a missing value has no text at all"
    if column.enum and value not in column.enum:
        return f"is not allowed; choose one of {', '.join(column.enum)}"
    if column.pattern and not re.fullmatch(column.pattern.removeprefix("^").removesuffix("$"), value):
        return f"does not match {column.pattern}"
    if column.minimum is not None and value < column.minimum:
        return f"is too small; the least is {column.minimum}"
    if column.type == "number" and not abs(value) < float("inf"):
        return "is not a finite number"
    if column.type == "date" and not _is_date(value):
        return "is no day; write YYYY-MM-DD"
    return None


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _check_together(rows: Rows, texts: Mapping[str, str]) -> Iterator[Problem]:
    yield from _check_bodies(rows, texts)
    yield from _check_references(rows)
    yield from _check_sentences(rows, texts)
    yield from _check_spans(rows, texts)
    yield from _check_statements(rows)


def _check_bodies(rows: Rows, texts: Mapping[str, str]) -> Iterator[Problem]:
    counts: defaultdict[str, int] = defaultdict(int)
    for sentence in rows["sentences"]:
        counts[sentence["article_id"]] += 1
    for article in rows["articles"]:
        key = article["article_id"]
        if key not in texts:
            yield Problem("articles", "article_id", key, key, "has no body; texts/<article_id>.txt is missing")
            continue
        found = {
            "sha256": hashlib.sha256(texts[key].encode()).hexdigest(),
            "n_words": count_words(texts[key]),
            "n_sentences": counts[key],
        }
        for name, value in found.items():
            if article[name] != value:
                yield Problem("articles", name, key, article[name], f"is not what the body gives, {value}")
    known = {article["article_id"] for article in rows["articles"]}
    for key in sorted(texts.keys() - known):
        yield Problem("articles", "article_id", key, key, "has a body but no row")


def _check_references(rows: Rows) -> Iterator[Problem]:
    keys = {name: {row[table.key] for row in rows[name]} for name, table in TABLES.items()}
    if NARRATOR in keys["actors"]:
        yield Problem("actors", "actor_id", NARRATOR, NARRATOR, "is reserved for the article's own voice")
    for table in TABLES.values():
        for column in table:
            if column.references or column.references_by:
                yield from _unresolved(table, column, rows[table.name], keys)


def _unresolved(table: Table, column: Column, rows: Sequence[Row], keys: Mapping[str, set[str]]) -> Iterator[Problem]:
    for row in rows:
        value = row[column.name]
        if value is None or value in column.reserved:
            continue
        target = column.references
        if column.references_by:
            by, targets = column.references_by
            target = targets[row[by]]
        if target and value not in keys[target]:
            yield Problem(table.name, column.name, row[table.key], value, f"is not a row of {target}")


def _check_sentences(rows: Rows, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Check that the sentences are numbered without gaps, in text order, and leave no word of the body out."""
    by_article: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows["sentences"]:
        by_article[row["article_id"]].append(row)
    for article_id, sentences in by_article.items():
        text, end = texts.get(article_id, ""), 0
        for position, row in enumerate(sentences, start=1):
            key = row["sentence_id"]
            if row["position"] != position:
                yield Problem("sentences", "position", key, row["position"], f"is out of order; {position} is next")
            if key != f"{article_id}:{row['position']:03d}":
                yield Problem("sentences", "sentence_id", key, key, "is not <article_id>:<position>")
            if row["start"] < end:
                yield Problem("sentences", "start", key, row["start"], f"overlaps the sentence that ends at {end}")
            yield from _left_out(key, text[end : row["start"]])
            if row["attribution"] == NARRATOR != row["speaker_id"]:
                yield Problem("sentences", "attribution", key, row["attribution"], f"has speaker {row['speaker_id']}")
            end = row["end"]
        yield from _left_out(f"{article_id}:end", text[end:])


def _left_out(key: str, gap: str) -> Iterator[Problem]:
    if count_words(gap):
        yield Problem("sentences", "start", key, gap.strip(), "stands in no sentence; every word stands in one")


def _check_spans(rows: Rows, texts: Mapping[str, str]) -> Iterator[Problem]:
    sentences = {row["sentence_id"]: row for row in rows["sentences"]}
    for name, words in (("sentences", "text"), ("mentions", "surface"), ("quantities", "surface")):
        for row in rows[name]:
            key, text = row[TABLES[name].key], texts.get(row["article_id"])
            if text is None:
                continue
            found = text[row["start"] : row["end"]]
            if found != row[words]:
                yield Problem(name, words, key, row[words], f"is not what the body holds there, {_short(found)}")
            sentence = sentences.get(row["sentence_id"])
            if sentence and not sentence["start"] <= row["start"] < row["end"] <= sentence["end"]:
                yield Problem(name, "start", key, row["start"], "lies outside its sentence")
    for name in ("mentions", "statements", "comparisons", "quantities"):
        for row in rows[name]:
            sentence = sentences.get(row["sentence_id"])
            if sentence and sentence["article_id"] != row["article_id"]:
                yield Problem(name, "article_id", row[TABLES[name].key], row["article_id"], "is not its sentence's")


def _check_statements(rows: Rows) -> Iterator[Problem]:
    named = {(row["sentence_id"], row["kind"], row["code_id"]) for row in rows["mentions"]}
    speakers = {row["sentence_id"]: row["speaker_id"] for row in rows["sentences"]}
    for row in rows["statements"]:
        if (row["sentence_id"], row["kind"], row["code_id"]) not in named:
            problem = "has no mention in the sentence; a statement rests on one"
            yield Problem("statements", "code_id", row["statement_id"], row["code_id"], problem)
    for name in ("statements", "comparisons"):
        for row in rows[name]:
            speaker = speakers.get(row["sentence_id"], row["speaker_id"])
            if speaker != row["speaker_id"]:
                key = row[TABLES[name].key]
                yield Problem(name, "speaker_id", key, row["speaker_id"], f"is not its sentence's, {speaker}")


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:76]}…{text[-1]}"

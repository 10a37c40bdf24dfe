"""Every way in which tables can be wrong is found, and named so that it can be mended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pkcn_data.checks import SHOWN_PROBLEMS, Problem, check, ensure
from pkcn_data.errors import TableError
from pkcn_data.rows import Rows, codebook_rows, texts_of, to_rows
from tests.builders import coded, small_codebook


def valid() -> tuple[Rows, dict[str, str]]:
    """Return tables of two articles that keep the contract."""
    articles = [coded("a"), coded("b")]
    return to_rows(articles) | codebook_rows(small_codebook()), texts_of(articles)


def test_tables_that_keep_the_contract_have_no_problem() -> None:
    """The cases below each break one thing of these."""
    assert check(*valid()) == []


VALUES = [
    ("sentences", "text", None, "is missing; a value is required"),
    ("sentences", "position", "1", "is str, not a whole number"),
    ("sentences", "position", True, "is bool, not a whole number"),
    ("sentences", "position", 0, "is too small; the least is 1"),
    ("sentences", "sentence_id", "a-1", r"does not match ^\w[\w-]*:\d{3,}$"),
    ("sentences", "attribution", "said", "is not allowed; choose one of narrator, direct, reported, continued"),
    ("actors", "role", "", "is an empty text; a missing value has no text at all"),
    ("actors", "aliases", ["Khan", ""], "is an empty text; a missing value has no text at all"),
    ("actors", "country", "Pakistan", "does not match ^[A-Z]{3}$"),
    ("articles", "published", "2024-7-22", "is no day; write YYYY-MM-DD"),
    ("articles", "published", "2024-02-30", "is no day; write YYYY-MM-DD"),
    ("articles", "article_id", "../a", r"does not match ^\w[\w-]*$"),
    ("statements", "countries", ["PAK", "pk"], "does not match ^[A-Z]{3}$"),
    ("quantities", "value", float("inf"), "is not a finite number"),
    ("quantities", "value", float("nan"), "is not a finite number"),
]


@pytest.mark.parametrize(("table", "column", "value", "problem"), VALUES)
def test_a_wrong_value_is_named_with_what_is_allowed(table: str, column: str, value: Any, problem: str) -> None:
    """Table, column, row, value, reason."""
    rows, texts = valid()
    rows[table][0][column] = value

    (found,) = check(rows, texts)

    assert found[:2] + found[3:] == (table, column, value, problem)


def test_all_wrong_values_are_found_in_one_run() -> None:
    """Nobody mends one problem to meet the next."""
    rows, texts = valid()
    for table, column, value, _ in VALUES[:1] + VALUES[6:7] + VALUES[9:10]:
        rows[table][0][column] = value

    assert [(one.table, one.column) for one in check(rows, texts)] == [
        ("articles", "published"),
        ("sentences", "text"),
        ("actors", "role"),
    ]


def set_value(table: str, row: int, **values: Any) -> Callable[[Rows, dict[str, str]], None]:
    """Return a change that sets values of one row."""
    return lambda rows, texts: rows[table][row].update(values)


def remove(table: str, row: int) -> Callable[[Rows, dict[str, str]], None]:
    """Return a change that removes one row."""
    return lambda rows, texts: rows[table].pop(row) and None


def swap_sentences(rows: Rows, texts: dict[str, str]) -> None:
    """Put the second sentence first."""
    rows["sentences"][:2] = reversed(rows["sentences"][:2])


TOGETHER = {
    "key twice": (
        lambda rows, texts: rows["actors"].append(dict(rows["actors"][0])),
        "actors: actor_id: khan: 'khan' stands twice; a key is unique",
    ),
    "speaker unknown": (
        set_value("sentences", 1, speaker_id="nobody", attribution="reported"),
        "sentences: speaker_id: a:002: 'nobody' is not a row of actors",
    ),
    "narrator as actor": (
        set_value("actors", 1, actor_id="narrator"),
        "actors: actor_id: narrator: 'narrator' is reserved for the article's own voice",
    ),
    "affiliation unknown": (
        set_value("actors", 0, affiliation_id="nowhere"),
        "actors: affiliation_id: khan: 'nowhere' is not a row of actors",
    ),
    "code of another kind": (
        set_value("mentions", 0, code_id="trade"),
        "mentions: code_id: a:001:m01: 'trade' is not a row of sectors",
    ),
    "theme unknown": (
        set_value("comparisons", 0, theme_id="it"),
        "comparisons: theme_id: a:001:c01: 'it' is not a row of themes",
    ),
    "mention gone": (
        remove("mentions", 0),
        "statements: code_id: a:001:sector:it: 'it' has no mention in the sentence; a statement rests on one",
    ),
    "words elsewhere": (
        set_value("mentions", 1, start=11),
        "mentions: surface: a:001:m02: 'Khan' is not what the body holds there, ' Khan'",
    ),
    "outside its sentence": (
        set_value("quantities", 0, sentence_id="a:001"),
        "quantities: start: a:002:q01: 24 lies outside its sentence",
    ),
    "another article's": (
        set_value("comparisons", 0, article_id="b"),
        "comparisons: article_id: a:001:c01: 'b' is not its sentence's",
    ),
    "another speaker's": (
        set_value("statements", 0, speaker_id="cabinet"),
        "statements: speaker_id: a:001:sector:it: 'cabinet' is not its sentence's, khan",
    ),
    "narrator who is somebody": (
        set_value("sentences", 1, speaker_id="khan"),
        "sentences: attribution: a:002: 'narrator' has speaker khan",
    ),
    "sentence left out": (
        remove("sentences", 1),
        "sentences: start: a:end: 'Two ports were closed.' stands in no sentence; every word stands in one",
    ),
    "out of order": (swap_sentences, "sentences: position: a:002: 2 is out of order; 1 is next"),
    "count": (set_value("articles", 0, n_sentences=3), "articles: n_sentences: a: 3 is not what the body gives, 2"),
    "hash": (lambda rows, texts: rows["articles"][0].update(sha256="0" * 64), "articles: sha256: a: '000"),
    "body gone": (
        lambda rows, texts: texts.pop("a"),
        "articles: article_id: a: 'a' has no body; texts/<article_id>.txt is missing",
    ),
    "body of none": (
        lambda rows, texts: texts.update(c="More."),
        "articles: article_id: c: 'c' has a body but no row",
    ),
}


@pytest.mark.parametrize(("change", "problem"), TOGETHER.values(), ids=TOGETHER)
def test_tables_that_do_not_fit_together_are_found(change: Callable[[Rows, dict[str, str]], Any], problem: str) -> None:
    """Keys, references, spans, order, counts, bodies."""
    rows, texts = valid()
    change(rows, texts)

    assert any(str(found).startswith(problem) for found in check(rows, texts)), check(rows, texts)


def test_many_problems_are_counted_and_the_first_are_shown() -> None:
    """A broken file does not fill the screen."""
    problems = [Problem("actors", "name", str(n), None, "is missing") for n in range(SHOWN_PROBLEMS + 5)]

    with pytest.raises(TableError) as caught:
        ensure(problems, where="here", next_step="mend them")

    first, *lines, last = str(caught.value).splitlines()
    assert first == "here: 55 problems in the tables (table: column: row); mend them"
    assert (len(lines), lines[0], last) == (SHOWN_PROBLEMS, "- actors: name: 0: is missing", "- and 5 more")

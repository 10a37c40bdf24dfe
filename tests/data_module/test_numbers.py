"""The ledger of numbers: nothing of a text is missed, nothing stands twice, and it needs no claims."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pkcn_data
from pkcn_data.claims.checks import check_claims
from pkcn_data.claims.numbers import number_rows
from pkcn_data.codebook import load_codebook
from pkcn_data.rows import Row
from pkcn_data.schema import NUMBERS

ROOT = Path(__file__).resolve().parents[2]


def ledger(text: str, *quantities: tuple[int, int]) -> list[Row]:
    """Return the ledger of a text of one sentence, some spans of which are quantities."""
    sentence = {"sentence_id": "a:001", "article_id": "a", "start": 0, "end": len(text)}
    coded = [
        {"sentence_id": "a:001", "quantity_id": f"a:001:q{start}", "start": start, "end": end, "value": 1.0}
        | {"unit_text": "things", "approximate": False}
        for start, end in quantities
    ]
    return number_rows([sentence], coded, {"a": text})


def found(text: str) -> list[tuple[str, str, float | None]]:
    """Return words, kind and value of each number of a sentence, as the program codes it."""
    rows = pkcn_data.code_text(text)
    numbers = number_rows(rows["sentences"], rows["quantities"], {rows["articles"][0]["article_id"]: text})
    return [(row["surface"], row["kind"], row["value"]) for row in numbers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exports rose by 12 per cent in 2023.", [("12 per cent", "quantity", 12), ("2023", "date", 2023)]),
        ("The 4th meeting was the second.", [("4th", "ordinal", 4), ("second", "ordinal", 2)]),
        ("It met on July 22, 2024.", [("July 22, 2024", "date", 2024)]),
        ("It met on 22 July 2024.", [("22 July 2024", "date", 2024)]),
        ("It met on 2024-07-22.", [("2024-07-22", "date", 2024)]),
        ("It opened in March.", []),
        ("It opened on March 3.", [("March 3", "date", None)]),
        ("In FY2024 it grew.", [("FY2024", "date", 2024)]),
        ("In 2023-24 it grew.", [("2023-24", "date", 2023)]),
        ("It began at 10:30.", [("10:30", "date", None)]),
        ("5G and B2B grew.", [("5G", "name", None), ("B2B", "name", None)]),
        ("Two hundred and fifty firms came.", [("Two hundred and fifty firms", "quantity", 250)]),
        ("Dozens of firms came.", [("Dozens", "number", None)]),
        ("One of them left.", [("One", "number", 1)]),
        ("Version 3.5 came out.", [("3.5", "number", 3.5)]),
        ("Call 0300-1234567 now.", [("0300-1234567", "number", None)]),
        ("It cost $2.5 billion.", [("$2.5 billion", "quantity", 2.5e9)]),
        ("Nothing was counted.", []),
    ],
)
def test_each_number_has_a_kind_and_a_value(text: str, expected: list[tuple[str, str, float | None]]) -> None:
    """Dates give their year; digits in a word are no number."""
    assert found(text) == expected


def test_a_quantity_keeps_what_it_was_coded_with() -> None:
    """The span, the unit, whether it is approximate, and its row."""
    text = "Approximately 20 leading IT companies came."
    rows = pkcn_data.code_text(text)
    (quantity,) = rows["quantities"]
    (row,) = number_rows(rows["sentences"], rows["quantities"], {quantity["article_id"]: text})

    assert {name: row[name] for name in quantity} == quantity


def test_digits_of_other_scripts_are_digits() -> None:
    """As Python, and whoever reads them, count them."""
    assert [(row["surface"], row["value"]) for row in ledger("سال ۲۰۲۴ میں")] == [("۲۰۲۴", 2024.0)]


def test_every_number_that_nobody_checks_says_why() -> None:
    """By its kind, in a sentence."""
    rows = ledger("In 2024 the 2nd B2B meeting drew 40 from 3.", (33, 35))

    assert [(row["surface"], row["kind"]) for row in rows] == [
        ("2024", "date"),
        ("2nd", "ordinal"),
        ("B2B", "name"),
        ("40", "quantity"),
        ("3", "number"),
    ]
    assert all(row["why_not"].endswith(".") and row["checked_by"] == [] for row in rows)


def digit_runs(text: str) -> list[tuple[int, int]]:
    """Return where digits stand."""
    return [match.span() for match in re.finditer(r"\d+", text)]


def assert_complete(text: str, rows: list[Row]) -> None:
    """Fail unless every run of digits lies in exactly one row, and rows follow each other."""
    for start, end in digit_runs(text):
        assert len([row for row in rows if row["start"] <= start and end <= row["end"]]) == 1, text[start:end]
    for earlier, later in pairwise(rows):
        assert earlier["end"] <= later["start"]
    for row in rows:
        assert row["surface"] == text[row["start"] : row["end"]] != ""


PIECES = st.one_of(
    st.text(max_size=6),
    st.text(alphabet="0123456789.,:-–/% $+()“”'٣", max_size=8),
    st.sampled_from(
        ["July ", "4th", " 2024", "FY", "two ", "hundred ", " per cent", "B2B", "10:30", "$", " and ", "second "]
    ),
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_every_digit_of_any_text_stands_in_exactly_one_row(text: str) -> None:
    """Whatever stands around it."""
    assert_complete(text, ledger(text))


@given(st.lists(PIECES, max_size=14).map("".join), st.data())
def test_every_digit_stands_in_one_row_whatever_was_coded_as_a_quantity(text: str, data: st.DataObject) -> None:
    """Quantities end where a run of digits ends, as the coding's do."""
    runs = digit_runs(text)
    chosen = data.draw(st.lists(st.sampled_from(runs), unique=True).map(sorted)) if runs else []

    assert_complete(text, ledger(text, *chosen))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "About 20 firms", "In 2023-24", "the 5th phase", "rose 3.5 per cent", "to Rs1,200 crore", "10 to 15 MW",
                "from 1 to 2 million", "on 5 May 2024", "5G", "COVID-19", "at 9:30am", "a 3,000-km line", "two-way trade",
                "Phase 2", "half a dozen", "1.5–2 billion dollars", "25,000+ jobs", "since 1951", "8.6pc", "3-5 years",
            ]
        ),
        min_size=1,
        max_size=6,
    )
)  # fmt: skip
def test_every_digit_of_a_coded_article_stands_in_exactly_one_row(pieces: list[str]) -> None:
    """With the quantities that the program finds itself."""
    text = f"{', '.join(pieces)} for Pakistan."
    rows = pkcn_data.code_text(text)
    numbers = number_rows(rows["sentences"], rows["quantities"], {rows["articles"][0]["article_id"]: text})

    assert_complete(text, numbers)


@pytest.mark.parametrize("folder", sorted((ROOT / "tests" / "gold" / "dev").iterdir()), ids=lambda path: path.name)
def test_every_digit_of_real_articles_stands_in_exactly_one_row(folder: Path) -> None:
    """Their rows keep the contract."""
    from pkcn_data.articles import read_article
    from pkcn_data.coding import code_article
    from pkcn_data.rows import to_rows

    article = read_article(folder / "article.txt")
    rows = to_rows([code_article(article, load_codebook())])
    numbers = number_rows(rows["sentences"], rows["quantities"], {article.article_id: article.text})
    empty = {"claims": [], "claim_parts": [], "claim_figures": [], "numbers": numbers}

    assert_complete(article.text, numbers)
    assert check_claims(empty, rows, {article.article_id: article.text}) == []


def test_the_ledger_of_tables_is_a_frame() -> None:
    """Of every article of the tables, whether claims are made of it or not."""
    tables = pkcn_data.read_tables()
    frame = pkcn_data.article_numbers(tables)

    assert list(frame.columns) == list(NUMBERS.names)
    assert list(frame["number_id"]) == list(pkcn_data.read_claims().numbers["number_id"])
    assert frame["why_not"].notna().all()

"""The data package describes the tables truly: another program validates them by it alone."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import frictionless
import pytest

from pkcn_data.datapackage import dictionary
from pkcn_data.model import Actor
from pkcn_data.schema import DECLARED_TABLES
from pkcn_data.store import write_tables
from tests.builders import CABINET, KHAN, article, coded, small_codebook

HOSTILE = 'He said "no",\r\nthen; NA\tand\\left\u2028– 中国'


@pytest.fixture
def descriptor(tmp_path: Path) -> Path:
    """A built data package whose texts try to break CSV."""
    strange = replace(KHAN, role=HOSTILE, aliases=(HOSTILE, "b"))
    alone = Actor("nobody", "N/A", "group")
    first = coded(
        "a", actors=(strange, CABINET, alone), article=article("a", title=HOSTILE, url="https://example.org/a")
    )
    write_tables(
        [first, coded("b")], small_codebook(), tmp_path / "tables", inputs={"b.txt": "0" * 64, "a.txt": "1" * 64}
    )
    return tmp_path / "datapackage.json"


def problems(descriptor: Path) -> list[str]:
    """Return what the reference implementation finds wrong."""
    report = frictionless.validate(str(descriptor))
    return [f"{error.type}: {error.message}" for task in report.tasks for error in task.errors] + [
        str(error) for error in report.errors
    ]


def test_the_reference_implementation_finds_nothing_wrong(descriptor: Path) -> None:
    """Types, keys, references, closed lists, hashes hold for whoever gets the package."""
    assert problems(descriptor) == []


@pytest.mark.parametrize(
    ("table", "old", "new", "error"),
    [
        ("actors", ",person,", ",robot,", "constraint-error"),
        ("actors", ",cabinet,", ",nowhere,", "foreign-key"),
        ("sentences", "a:002,a,2,", "a:002,a,two,", "type-error"),
        ("articles", "\nb,", "\na,", "primary-key"),
        ("mentions", ",a:001,", ",a:009,", "foreign-key"),
    ],
)
def test_the_reference_implementation_finds_a_change(
    descriptor: Path, table: str, old: str, new: str, error: str
) -> None:
    """The descriptor says enough to catch it, beside the changed hash."""
    path = descriptor.parent / "tables" / f"{table}.csv"
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())

    found = problems(descriptor)

    assert any(line.startswith(error) for line in found), found


def test_the_manifest_says_what_the_tables_were_made_from(descriptor: Path) -> None:
    """Codebook version, articles by hash, row counts; nothing of when or where."""
    package = json.loads(descriptor.read_text(encoding="utf-8"))

    assert package["manifest"]["codebook_version"] == "1.2.3"
    assert list(package["manifest"]["inputs"].items()) == [("a.txt", "1" * 64), ("b.txt", "0" * 64)]
    assert package["manifest"]["rows"]["actors"] == 3
    assert package["sources"] == [
        {"title": HOSTILE, "path": "https://example.org/a"},
        {"title": "b"},
    ]


def test_every_file_has_its_terms(descriptor: Path) -> None:
    """The words of an article are not licensed with our tables."""
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    terms = {one["name"]: [licence["name"] for licence in one["licenses"]] for one in package["resources"]}

    assert terms["text-a"] == ["publishers-own"]
    assert terms["statements"] == ["CC-BY-4.0"]
    assert terms["sentences"] == ["CC-BY-4.0", "publishers-own"]
    assert all(terms.values())


def test_the_dictionary_names_every_column() -> None:
    """One line a column, under its table."""
    lines = list(dictionary())

    assert [line for line in lines if line.startswith("### ")] == [f"### `{name}`" for name in DECLARED_TABLES]
    assert sum(line.startswith("| `") for line in lines) == sum(
        len(table.columns) for table in DECLARED_TABLES.values()
    )
    assert (
        "| `speaker_id` | string | The actor to whom the sentence's content is attributed; `narrator` is the article's "
        "own voice. A row of `actors`, or `narrator`. |"
    ) in lines

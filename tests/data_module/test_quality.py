"""The measured quality on disk: what is written is read, and the data package describes it."""

from __future__ import annotations

from pathlib import Path

import frictionless
import pytest

from pkcn_data.cli import main
from pkcn_data.errors import TableError
from pkcn_data.evaluate import Evaluation, Measured, Score, quality_rows
from pkcn_data.paths import QUALITY_FILE
from pkcn_data.quality import read_quality, write_quality
from pkcn_data.rows import Row
from pkcn_data.store import write_tables
from pkcn_data.swap import DESCRIPTOR
from tests.builders import coded, small_codebook

GOLD = """
sentences:
  - text: "Exports rose."
"""


@pytest.fixture
def rows() -> list[Row]:
    scores = (
        Score(field="actors", right=2, given=3, cases=4, low=0.5, high=2 / 3),
        Score(field="persons", right=0, given=0, cases=0, low=None, high=None),
    )
    return quality_rows([Measured("unseen", "1.2.3", Evaluation(articles=1, sentences=9, scores=scores))])


def test_what_is_written_is_read(rows: list[Row], tmp_path: Path) -> None:
    write_quality(rows, tmp_path / QUALITY_FILE)

    assert read_quality(tmp_path / QUALITY_FILE) == rows
    assert [path.name for path in tmp_path.iterdir()] == [QUALITY_FILE]
    assert rows[0] == {
        "quality_id": "unseen: actors",
        "gold_set": "unseen",
        "field": "actors",
        "articles": 1,
        "sentences": 9,
        "cases": 4,
        "given": 3,
        "right": 2,
        "precision": 0.666667,
        "recall": 0.5,
        "f1": 0.571429,
        "low": 0.5,
        "high": 0.666667,
        "codebook_version": "1.2.3",
    }
    assert [rows[1][name] for name in ("precision", "recall", "f1", "low", "high")] == [None] * 5


@pytest.mark.parametrize("first", ["tables", "quality"])
def test_the_data_package_describes_tables_and_quality_in_either_order(
    first: str, rows: list[Row], tmp_path: Path
) -> None:
    """Each writer leaves what the other has described, and the bytes are the same."""
    if first == "quality":
        write_quality(rows, tmp_path / QUALITY_FILE)
    write_tables([coded("a")], small_codebook(), tmp_path / "tables")
    write_quality(rows, tmp_path / QUALITY_FILE)
    once = (tmp_path / DESCRIPTOR).read_bytes()
    write_tables([coded("a")], small_codebook(), tmp_path / "tables")

    assert (tmp_path / DESCRIPTOR).read_bytes() == once
    report = frictionless.validate(str(tmp_path / DESCRIPTOR))
    assert report.valid, report.flatten(["title", "note"])
    assert [task.name for task in report.tasks][-1] == "quality"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("quality_id,", "id,", "quality: quality_id: header: is missing"),
        (",4,3,2,", ",four,3,2,", "quality: cases: unseen: actors: 'four' is not a whole number"),
        ("unseen: persons", "unseen: actors", "stands twice"),
        (None, "", "quality: holds no row"),
    ],
)
def test_a_changed_file_is_an_error_that_says_what_to_do(
    old: str | None, new: str, message: str, rows: list[Row], tmp_path: Path
) -> None:
    path = write_quality(rows, tmp_path / QUALITY_FILE)
    text = path.read_text(encoding="utf-8")
    assert old is None or old in text
    header = text.splitlines(keepends=True)[0]
    path.write_text(header if old is None else text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(TableError, match=message) as caught:
        read_quality(path)

    assert "run `pkcn evaluate --write` to measure it" in str(caught.value)


def test_a_missing_file_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"no measured quality here; run `pkcn evaluate --write` to measure it"):
        read_quality(tmp_path / QUALITY_FILE)


def test_wrong_rows_leave_what_was_there(rows: list[Row], tmp_path: Path) -> None:
    path = write_quality(rows, tmp_path / QUALITY_FILE)
    before = path.read_bytes()

    with pytest.raises(TableError, match="stands twice"):
        write_quality([rows[0], rows[0]], path)

    assert path.read_bytes() == before


def test_the_command_prints_and_keeps_the_same_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Into the data folder that is set; the README belongs to the checkout's own."""
    case = tmp_path / "gold" / "one"
    case.mkdir(parents=True)
    (case / "article.txt").write_text("Exports rose.", encoding="utf-8")
    (case / "gold.yml").write_text(GOLD, encoding="utf-8")
    monkeypatch.setenv("PKCN_DATA", str(tmp_path))
    (tmp_path / "codebook").symlink_to(Path(__file__).resolve().parents[2] / "data" / "codebook")

    assert main(["evaluate", str(case.parent), "--format", "csv", "--write"]) == 0

    said = capsys.readouterr()
    assert said.out == (tmp_path / QUALITY_FILE).read_text(encoding="utf-8")
    assert said.err == f"written: {tmp_path / QUALITY_FILE}\n"
    assert {row["gold_set"] for row in read_quality()} == {"gold"}

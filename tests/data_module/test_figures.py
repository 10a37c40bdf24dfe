"""Official figures: nothing lost, nothing made up, every witness kept, vintages apart, written whole or not at all."""

from __future__ import annotations

import csv
import errno
import json
import shutil
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest.mock import patch

import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pkcn_data
from pkcn_data.cli import main
from pkcn_data.csvtext import from_csv, to_csv
from pkcn_data.errors import TableError
from pkcn_data.figures.build import build_figures, codebook_ids, figure_rows
from pkcn_data.figures.checks import check_figures
from pkcn_data.figures.facts import Measure, Period, read_measure, read_period
from pkcn_data.figures.frames import SAME_FIGURE, one_per_period, read_figures
from pkcn_data.figures.precision import agree, resolution
from pkcn_data.figures.source import read_source
from pkcn_data.figures.store import read_figure_rows, write_figure_rows
from pkcn_data.paths import FIGURES_FOLDER
from pkcn_data.rows import Row, Rows
from pkcn_data.schema import FIGURES, OBSERVATIONS
from pkcn_data.store import write_tables
from pkcn_data.swap import DESCRIPTOR
from tests.builders import coded, small_codebook
from tests.data_module.figure_sources import CITED, CITED_HEADER, SERIES, SOURCES, WDI, write_source

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = ROOT / "data" / FIGURES_FOLDER


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def as_read(name: str) -> list[dict[str, str]]:
    """Return a committed file as read, by the standard library alone."""
    with (COMMITTED / "source" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def rows(tmp_path: Path) -> Rows:
    """The tables of the small source."""
    return figure_rows(read_source(write_source(tmp_path / "small")))


# --- the committed figures ---


def test_every_value_that_was_read_is_an_observation_and_there_is_no_other() -> None:
    """Nothing lost, nothing interpolated: a year that was not read has no row."""
    observations = read_figure_rows()["observations"]

    assert [tuple(row.values()) for row in observations] == [
        (row["indicator"], row["country"], int(row["year"]), float(row["value"])) for row in as_read("wdi.csv")
    ]
    assert len(observations) == 2508


def test_every_cited_row_is_a_witness_of_exactly_one_fact_that_says_what_it_says() -> None:
    """With its own source and address."""
    cited = as_read("cited.csv")
    facts = read_figure_rows()["facts"]
    witnessed = {
        witness: (fact, source, address)
        for fact in facts
        for witness, source, address in zip(fact["witness_ids"], fact["source"], fact["source_url"], strict=True)
    }

    assert sorted(witness for fact in facts for witness in fact["witness_ids"]) == sorted(
        row["fact_id"] for row in cited
    )
    for row in cited:
        fact, source, address = witnessed[row["fact_id"]]
        said = fact["date"] if row["unit"] == "date" else fact["value"]
        assert (source, address) == (row["source"], row["source_url"])
        assert said == (row["value"] if row["unit"] == "date" else float(row["value"]))
        assert [fact[name] for name in ("topic", "partner", "period", "unit")] == [
            row[name] for name in ("topic", "partner", "period", "unit")
        ]
        assert row["measure"].startswith(fact["measure"])


def test_each_vintage_holds_what_its_pages_call_so_and_nothing_else() -> None:
    """State Bank of Pakistan moved China's FY2023 from 432 to 692 million: never on one line."""
    cited = {row["fact_id"]: row for row in as_read("cited.csv")}
    marks = {"first_release": "first release", "revised": "revised (later release)", "other_series": "series"}

    for fact in read_figure_rows()["facts"]:
        for witness in fact["witness_ids"]:
            measure = cited[witness]["measure"].partition(" [")[0]
            told = next((name for name, mark in marks.items() if measure.endswith(f", {mark}")), None)
            assert fact["vintage"] == (told or ("other_series" if measure.endswith(" series") else None))


def test_facts_that_say_otherwise_of_the_same_are_flagged_on_both_sides() -> None:
    """Kept apart, and each names the other; a revision that moved says so."""
    facts = {fact["fact_id"]: fact for fact in read_figure_rows()["facts"]}

    assert [facts[key]["differs_from"] for key in ("FDI-108", "FDI-115")] == [["FDI-115"], ["FDI-108"]]
    assert [facts[key]["flags"] for key in ("FDI-108", "FDI-126", "AGR-001")] == [
        ["sources_differ"],
        ["differs_from_first_release"],
        ["sources_differ"],
    ]
    assert facts["FDI-120"]["differs_from"] == []  # 568.2 is no other figure than 568


def test_the_breaks_that_are_known_are_declared() -> None:
    """As the notes on the data name them."""
    figures = read_figures()

    assert set(map(tuple, figures.breaks[["indicator_id", "country", "year"]].to_numpy().tolist())) == {
        ("BX.GSR.CCIS.ZS", "CHN", 2003),
        ("NV.AGR.TOTL.ZS", "LKA", 2010),
        ("SP.POP.TOTL", "LKA", 2013),
        ("NV.MNF.TXTL.ZS.UN", "CHN", 2011),
        *(
            ("IT.NET.SECR.P6", country, year)
            for country in ("PAK", "CHN", "IND", "BGD", "LKA")
            for year in (2016, 2017)
        ),
    }
    assert figures.fact_breaks["period"].tolist() == ["FY2019", "FY2021"]
    assert figures.fact_breaks["starts"].tolist() == ["2018-07-01", "2020-07-01"]


def test_the_committed_figures_are_those_of_their_source(tmp_path: Path) -> None:
    """To the byte, with the entries in the data package. When this fails, run `pkcn figures`."""
    for name in (DESCRIPTOR, "quality.csv"):
        shutil.copy(ROOT / "data" / name, tmp_path)
    build_figures(COMMITTED / "source", tmp_path / FIGURES_FOLDER)

    assert contents(tmp_path / FIGURES_FOLDER) == contents(COMMITTED)
    assert (tmp_path / DESCRIPTOR).read_bytes() == (ROOT / "data" / DESCRIPTOR).read_bytes()


def test_the_codes_are_those_of_the_codebook() -> None:
    """When the codebook drops one, the figures must be told."""
    assert check_figures(read_figure_rows(), codebook_ids()) == []


# --- from source to tables ---


def test_a_small_source_gives_these_tables(rows: Rows) -> None:
    """Every column; gaps stay gaps."""
    assert [tuple(row.values()) for row in rows["observations"]] == [
        ("NY.GDP.MKTP.CD", "IND", 2001, 485441014538.64),
        ("NY.GDP.MKTP.CD", "IND", 2004, 709148514804.66),
        ("NY.GDP.MKTP.CD", "PAK", 2001, 79484403984.7),
        ("IT.NET.USER.ZS", "PAK", 2003, 5.04086),
        ("IT.NET.USER.ZS", "IND", 2003, 1.68649),
    ]
    assert rows["indicators"][1] == {
        "indicator_id": "IT.NET.USER.ZS",
        "name": "Individuals using the Internet (% of population)",
        "unit": "% of population",
        "source_organisation": "ITU",
        "theme_ids": ["digital_infrastructure"],
        "sector_ids": ["telecom"],
        "higher_is": "good",
    }
    assert [(row["country"], row["year"]) for row in rows["breaks"]] == [("PAK", 2003), ("IND", 2003)]
    assert rows["cautions"] == [{"indicator_id": "IT.NET.USER.ZS", "country": "IND", "caution": "An estimate."}]
    assert rows["fact_breaks"] == [
        {"topic": "FDI", "period": "FY2019", "starts": "2018-07-01", "why": "Another definition."}
    ]


def test_witnesses_are_joined_and_all_else_is_kept_apart(rows: Rows) -> None:
    """One fact a value and vintage; the best confidence; a rounded figure differs from none that it may be."""
    assert [(row["fact_id"], row["witness_ids"], row["differs_from"], row["flags"]) for row in rows["facts"]] == [
        ("F-1", ["F-1", "F-2"], ["F-5"], ["sources_differ"]),
        ("F-3", ["F-3"], [], ["differs_from_first_release"]),
        ("F-4", ["F-4"], ["F-5"], ["sources_differ"]),
        ("F-5", ["F-5"], ["F-1", "F-4"], ["sources_differ"]),
        ("F-6", ["F-6"], [], []),
        ("F-7", ["F-7"], [], []),
        ("F-8", ["F-8"], [], []),
    ]
    assert rows["facts"][0] == {
        "fact_id": "F-1",
        "topic": "FDI",
        "measure": "net",
        "partner": "China",
        "period": "FY2023",
        "value": 432.0,
        "unit": "USD million",
        "source": ["Bank via A", "Bank via B"],
        "source_url": ["https://a.example/1;x", "https://b.example/1"],
        "vintage": "first_release",
        "confidence": "high",
        "basis": "fiscal_year_pakistan",
        "starts": "2022-07-01",
        "ends": "2023-06-30",
        "date": None,
        "witness_ids": ["F-1", "F-2"],
        "flags": ["sources_differ"],
        "differs_from": ["F-5"],
    }
    assert [(row["value"], row["date"]) for row in rows["facts"][-2:]] == [(None, "2018-07"), (None, "2018-07-13")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("net FDI, first release", Measure("net FDI", "first_release", frozenset())),
        ("net FDI, revised (later release)", Measure("net FDI", "revised", frozenset())),
        (
            "net FDI, revised (later release) [differs from first release]",
            Measure("net FDI", "revised", frozenset({"differs_from_first_release"})),
        ),
        (
            "net FDI, Board of Investment series",
            Measure("net FDI, Board of Investment series", "other_series", frozenset()),
        ),
        ("share of GDP [sources differ]", Measure("share of GDP", None, frozenset({"sources_differ"}))),
        (
            "cell towers on fibre, low end of range",
            Measure("cell towers on fibre, low end of range", None, frozenset()),
        ),
    ],
)
def test_the_vintage_is_taken_out_of_the_measure(text: str, expected: Measure) -> None:
    """Another series stays another measure."""
    assert read_measure(text) == expected


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("FY2024", "PAK", Period("fiscal_year_pakistan", "2023-07-01", "2024-06-30")),
        ("FY2024", "IND", Period("fiscal_year_india", "2023-04-01", "2024-03-31")),
        ("FY2024 (Jul-Mar)", "PAK", Period("fiscal_year_pakistan", "2023-07-01", "2024-03-31")),
        ("FY2024 (Jul-Dec)", "PAK", Period("fiscal_year_pakistan", "2023-07-01", "2023-12-31")),
        ("FY2024 (Jan-Feb)", "IND", Period("fiscal_year_india", "2024-01-01", "2024-02-29")),
        ("FY2025 budget", "PAK", Period("fiscal_year_pakistan", "2024-07-01", "2025-06-30")),
        ("2021", None, Period("calendar_year", "2021-01-01", "2021-12-31")),
        ("2024-02", None, Period("calendar_month", "2024-02-01", "2024-02-29")),
        ("about 2018", None, Period("other", None, None)),
        ("2020-25", None, Period("other", None, None)),
        ("5th edition", None, Period("other", None, None)),
    ],
)
def test_a_period_says_whose_year_it_is(text: str, country: str | None, expected: Period) -> None:
    """Fiscal years by country; what is no stretch of time has no days."""
    assert read_period(text, fiscal_year_of=country) == expected


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "F-1,Trade,x,China,FY2023,1,USD,A,https://a.example,high",
            "'FY2023' is a fiscal year, and nothing says whose",
        ),
        ('F-1,FDI,"x (GACC, calendar year)",C,FY2023,1,USD,A,https://a.example,high', "fiscal year pakistan, and the"),
        ("F-1,FDI,x (fiscal year),C,2023,1,USD,A,https://a.example,high", "is a calendar year, and the measure says"),
        ("F-1,FDI,x [guess],C,2023,1,USD,A,https://a.example,high", "has the unknown flag"),
        ("F-1,FDI,x,C,2023,1.2m,USD,A,https://a.example,high", "'1.2m' is no number"),
        ("F-1,FDI,x,C,2023,2023-13,date,A,https://a.example,high", "month must be in 1..12"),
        ("F-1,FDI,x,C,2023,July,date,A,https://a.example,high", "'July' is no date"),
        ("F-1,FDI,x,C,FY2023 (Foo-Bar),1,USD,A,https://a.example,high", "names Foo-Bar; write months as Jul-Mar"),
    ],
)
def test_a_cited_row_that_cannot_be_read_is_named(row: str, message: str, tmp_path: Path) -> None:
    """No row is dropped in silence."""
    source = read_source(write_source(tmp_path, cited=f"{CITED_HEADER}{row}\n"))

    with pytest.raises(TableError) as caught:
        figure_rows(source)

    assert message in str(caught.value)
    assert "F-1" in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"series": SERIES.replace("higher_is: good", "higher_is: better")},
            "choose one of 'good', 'bad' or 'neither'",
        ),
        ({"series": SERIES.replace("[growth]", "[grwth]")}, "'grwth' is no code; themes of the codebook are"),
        ({"series": SERIES.replace("year: 2003", "yaer: 2003")}, "unknown field yaer"),
        ({"series": SERIES.replace("[PAK, IND], year", "[PAK, LKA], year")}, "'LKA' is none of its countries"),
        ({"series": SERIES.replace("topic: FDI", "topic: Trade")}, "nothing says whose"),
        ({"wdi": WDI.replace("PAK,2001", "NPL,2001")}, "'NPL' is none of the countries"),
        (
            {"wdi": WDI.replace("PAK,2001,79484403984.7", "PAK,2001,n/a")},
            "wdi: value: NY.GDP.MKTP.CD PAK 2001: 'n/a' is not",
        ),
        ({"wdi": WDI.replace("PAK,2001", "IND,2001")}, "NY.GDP.MKTP.CD IND 2001' stands twice"),
        ({"wdi": WDI.replace("NY.GDP.MKTP.CD,PAK", "NY.XXX.XXXX.CD,PAK")}, "is no series of wdi_indicators.csv"),
        ({"wdi_indicators": "indicator,name,unit,source_organisation\nA.B,x,y,z\n"}, "is not in series.yml"),
        ({"cited": CITED.replace("https://b.example/1", "b.example")}, "source_url: F-1"),
        ({"sources": SOURCES.replace("pages,", "page,")}, "'pages' is missing; figures come from it"),
    ],
)
def test_a_mistake_in_the_source_is_named_and_nothing_is_written(
    changes: dict[str, str], message: str, tmp_path: Path
) -> None:
    """What, where, what is allowed."""
    source = write_source(tmp_path / "source", **changes)

    with pytest.raises(TableError) as caught:
        build_figures(source, tmp_path / FIGURES_FOLDER)

    assert message in str(caught.value)
    assert not (tmp_path / FIGURES_FOLDER).exists()


# --- exactness ---


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("568.2", "568", True),
        ("432.7", "432", True),  # cut off
        ("1901", "1900", True),
        ("2596", "2590", True),
        ("57030", "57000", True),
        ("183", "182", False),
        ("19329", "19350", False),
        ("1950", "1900", False),
        ("38", "30", False),  # thirty is not "thirty-something"
        ("29.88", "30", True),
        ("0", "0.4", True),
        ("-10.5", "-10", True),
        ("432", "692", False),
    ],
)
def test_figures_agree_that_differ_by_rounding_alone(one: str, other: str, expected: bool) -> None:
    assert (agree(Decimal(one), Decimal(other)), agree(Decimal(other), Decimal(one))) == (expected, expected)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4), st.integers(min_value=0, max_value=4))
def test_a_figure_agrees_with_itself_rounded(value: Decimal, places: int) -> None:
    """To however many decimals, and its step is never coarser than a hundredth of it, or one."""
    assert agree(value, round(value, places))
    assert resolution(value) <= max(abs(value) / 100, Decimal(1))


def test_one_fact_a_period_is_the_surest_and_then_the_most_exact(rows: Rows, tmp_path: Path) -> None:
    """Never two of one thing, vintage and period, so that a line has one point each."""
    write_figure_rows(rows, {}, tmp_path / FIGURES_FOLDER)
    chosen = one_per_period(read_figures(tmp_path / FIGURES_FOLDER).facts)

    assert chosen["fact_id"].tolist() == ["F-1", "F-3", "F-6", "F-8"]
    of_all = one_per_period(read_figures().facts)
    assert not of_all.duplicated(SAME_FIGURE).any()
    assert len(of_all) == len(read_figures().facts.drop_duplicates(SAME_FIGURE))


# --- files ---

finite = st.floats(allow_nan=False, allow_infinity=False)
keys = st.tuples(st.sampled_from(["A.B", "C.D"]), st.sampled_from(["PAK", "IND"]), st.integers(1900, 2100))


@given(st.dictionaries(keys, finite))
def test_any_observations_survive_csv(values: dict[tuple[str, str, int], float]) -> None:
    """To the last digit, and no year comes that was not there."""
    rows = [dict(zip(OBSERVATIONS.names, (*key, value), strict=True)) for key, value in values.items()]
    problems: list[Any] = []

    assert from_csv(OBSERVATIONS, to_csv(OBSERVATIONS, rows), problems) == rows
    assert problems == []


def test_what_is_written_is_read_and_the_frames_hold_it(rows: Rows, tmp_path: Path) -> None:
    """Missing as missing, lists as tuples."""
    write_figure_rows(rows, {"wdi.csv": b"as read"}, tmp_path / FIGURES_FOLDER)
    figures = pkcn_data.read_figures(tmp_path / FIGURES_FOLDER)

    assert read_figure_rows(tmp_path / FIGURES_FOLDER) == rows
    assert (tmp_path / FIGURES_FOLDER / "source" / "wdi.csv").read_bytes() == b"as read"
    assert {name: len(getattr(figures, name)) for name in FIGURES} == {name: len(rows[name]) for name in FIGURES}
    assert figures.observations["year"].tolist() == [2001, 2004, 2001, 2003, 2003]
    assert figures.facts["source_url"][0] == ("https://a.example/1;x", "https://b.example/1")
    assert figures.facts["value"].isna().tolist() == [False] * 5 + [True] * 2


@pytest.mark.parametrize("first", ["tables", "figures"])
def test_the_data_package_describes_figures_whoever_wrote_last(first: str, rows: Rows, tmp_path: Path) -> None:
    """With source, licence, edition and day of reading; the reference implementation finds nothing wrong."""
    if first == "figures":
        write_figure_rows(rows, {}, tmp_path / FIGURES_FOLDER)
    write_tables([coded("a")], small_codebook(), tmp_path / "tables")
    write_figure_rows(rows, {}, tmp_path / FIGURES_FOLDER)
    once = (tmp_path / DESCRIPTOR).read_bytes()
    write_tables([coded("a")], small_codebook(), tmp_path / "tables")

    assert (tmp_path / DESCRIPTOR).read_bytes() == once
    report = frictionless.validate(str(tmp_path / DESCRIPTOR))
    assert report.valid, report.flatten(["title", "note"])
    described = {one["name"]: one for one in json.loads(once)["resources"]}
    observations = described["observations"]
    assert observations["schema"]["primaryKey"] == ["indicator_id", "country", "year"]
    assert observations["sources"] == [
        {"title": "The World Bank: World Development Indicators", "path": "https://w.example"}
    ]
    assert (observations["edition"], observations["read"]) == ("2025-26", "2026-11")
    assert observations["licenses"][0]["name"] == "CC-BY-4.0"
    assert described["facts"]["sources"] == [{"title": "The pages"}]
    assert "sources" not in described["breaks"]


@pytest.mark.parametrize(
    ("table", "old", "new", "error"),
    [
        ("observations", "NY.GDP.MKTP.CD,IND,2004", "NY.GDP.MKTP.CD,IND,2001", "primary-key"),
        ("observations", "IT.NET.USER.ZS,PAK", "IT.NET.USER.XX,PAK", "foreign-key"),
        ("indicators", ",good", ",fine", "constraint-error"),
        ("facts", "first_release", "second_release", "constraint-error"),
    ],
)
def test_the_reference_implementation_finds_a_change(
    table: str, old: str, new: str, error: str, rows: Rows, tmp_path: Path
) -> None:
    """The descriptor says enough to catch it, beside the changed hash."""
    write_tables([coded("a")], small_codebook(), tmp_path / "tables")
    write_figure_rows(rows, {}, tmp_path / FIGURES_FOLDER)
    path = tmp_path / FIGURES_FOLDER / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")

    report = frictionless.validate(str(tmp_path / DESCRIPTOR))

    assert error in {one.type for task in report.tasks for one in task.errors}


Break = Callable[[Rows], object]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda rows: rows["observations"].append(rows["observations"][0]), "stands twice"),
        (lambda rows: rows["observations"].clear(), "observations: holds no row"),
        (lambda rows: rows["observations"][0].update(value=None), "value: NY.GDP.MKTP.CD IND 2001: is missing"),
        (lambda rows: rows["observations"][0].update(indicator_id="A.B"), "'A.B' is not a row of indicators"),
        (lambda rows: rows["breaks"][0].update(indicator_id="A.B"), "'A.B' is not a row of indicators"),
        (lambda rows: rows["facts"][0].update(value=None), "exactly one of them is given"),
        (lambda rows: rows["facts"][0].update(unit="date"), "`date` is the unit of a date"),
        (lambda rows: rows["facts"][0].update(source=["A"]), "items for 1 sources"),
        (lambda rows: rows["facts"][0].update(ends=None), "needs a first and a last day"),
        (lambda rows: rows["facts"][0].update(ends="2001-01-01"), "is after the last day"),
        (lambda rows: rows["facts"][0].update(differs_from=["F-9"]), "'F-9' is not another row of facts"),
        (lambda rows: rows["facts"][0].update(differs_from=[]), "does not differ from this one in turn"),
        (lambda rows: rows["facts"][1].update(witness_ids=["F-1"]), "a witness has one fact"),
        (lambda rows: rows["fact_breaks"][0].update(topic="X"), "'X' is no topic of facts"),
        (lambda rows: rows["sources"].pop(), "'pages' is missing"),
    ],
)
def test_wrong_rows_are_named_and_leave_what_was_there(spoil: Break, message: str, rows: Rows, tmp_path: Path) -> None:
    """On write; and on read, where they came to the disk some other way."""
    folder = tmp_path / FIGURES_FOLDER
    write_figure_rows(rows, {}, folder)
    before = contents(tmp_path)
    spoil(rows)

    with pytest.raises(TableError) as caught:
        write_figure_rows(rows, {}, folder)
    assert message in str(caught.value)
    assert contents(tmp_path) == before

    for name, table in FIGURES.items():
        (folder / f"{name}.csv").write_text(to_csv(table, rows[name]), encoding="utf-8", newline="\n")
    with pytest.raises(TableError) as caught:
        read_figure_rows(folder)
    assert message in str(caught.value)


def test_a_persons_notes_survive(rows: Rows, tmp_path: Path) -> None:
    """The folder is replaced, what lies in it and is not ours stays."""
    folder = tmp_path / FIGURES_FOLDER
    (folder / "source").mkdir(parents=True)
    (folder / "source" / "notes.txt").write_text("mine", encoding="utf-8")

    write_figure_rows(rows, {"wdi.csv": b"as read"}, folder)

    assert contents(folder).keys() == {"source/notes.txt", "source/wdi.csv", *(f"{name}.csv" for name in FIGURES)}


@pytest.mark.parametrize("step", ["write_bytes", "rename"])
def test_a_full_disk_is_one_message_and_leaves_what_was_there(step: str, rows: Rows, tmp_path: Path) -> None:
    """Not even a temporary file stays."""
    write_figure_rows(rows, {}, tmp_path / FIGURES_FOLDER)
    before = contents(tmp_path)
    full = OSError(errno.ENOSPC, "No space left on device")
    rows["observations"].pop()

    with patch.object(Path, step, side_effect=full), pytest.raises(TableError, match="what was there stays"):
        write_figure_rows(rows, {}, tmp_path / FIGURES_FOLDER)

    assert contents(tmp_path) == before


def test_without_figures_it_says_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no figures here; run `pkcn figures`"):
        read_figures(tmp_path / "nowhere")
    with pytest.raises(TableError, match=r"no such folder; give one that holds sources\.csv"):
        build_figures(tmp_path / "nowhere", tmp_path / FIGURES_FOLDER)


def test_the_command_builds_into_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From another folder, whose files it keeps; and again from these."""
    monkeypatch.setenv("PKCN_DATA", str(tmp_path))
    (tmp_path / "codebook").symlink_to(ROOT / "data" / "codebook")
    source = write_source(tmp_path / "elsewhere")

    assert main(["figures", str(source)]) == 0
    once = contents(tmp_path / FIGURES_FOLDER)
    assert main(["figures"]) == 0

    assert (
        capsys.readouterr().out.splitlines()
        == ["2 sources, 2 indicators, 5 observations, 2 breaks, 1 cautions, 7 facts, 1 fact_breaks"] * 2
    )
    assert contents(tmp_path / FIGURES_FOLDER) == once
    assert Counter(path.partition("/")[0] for path in once)["source"] == 5


def test_a_row_keeps_its_type() -> None:
    """A year is a whole number, a value none that was rounded."""
    row: Row = read_figure_rows()["observations"][0]

    assert (type(row["year"]), type(row["value"]), row["value"]) == (int, float, 24775377.39537)

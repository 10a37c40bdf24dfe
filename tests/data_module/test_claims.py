"""Claims beside figures: each verdict worked out by hand, flipped by a changed figure, and kept as checked tables."""

from __future__ import annotations

import copy
import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import frictionless
import pandas as pd
import pytest

import pkcn_data
from pkcn_data.claims.build import build_claims, claim_rows, judge_claims
from pkcn_data.claims.checks import check_claims
from pkcn_data.claims.files import ClaimFile, read_claim_files
from pkcn_data.claims.store import read_claim_rows, write_claim_rows
from pkcn_data.cli import main
from pkcn_data.codebook import load_codebook
from pkcn_data.errors import ClaimError, TableError
from pkcn_data.figures.build import build_figures
from pkcn_data.figures.store import read_figure_rows
from pkcn_data.paths import CLAIMS_FOLDER, FIGURES_FOLDER, QUALITY_FILE
from pkcn_data.rows import Row, Rows
from pkcn_data.schema import CLAIM_TABLES
from pkcn_data.store import read_rows
from pkcn_data.strictfiles import read_strict
from pkcn_data.swap import DESCRIPTOR

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
SEED = "2024-07-22-wealthpk-china-digital-sector"
FOLDERS = ("tables", FIGURES_FOLDER, CLAIMS_FOLDER)


@pytest.fixture(scope="module")
def committed() -> tuple[Rows, dict[str, str], Rows, dict[str, ClaimFile]]:
    """The coded articles with their bodies, the figures and the files of claims."""
    return (*read_rows(), read_figure_rows(), read_claim_files())


@pytest.fixture(scope="module")
def judged() -> Rows:
    """The claims, judged now."""
    return judge_claims()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder of its own, which a test may change."""
    for name in FOLDERS:
        shutil.copytree(DATA / name, tmp_path / name)
    for name in (DESCRIPTOR, QUALITY_FILE):
        shutil.copy(DATA / name, tmp_path)
    return tmp_path


def judge(committed: tuple[Rows, dict[str, str], Rows, dict[str, ClaimFile]], figures: Rows) -> dict[str, str]:
    """Return the verdicts on today's snapshot with other figures, by entry."""
    coded, texts, _, files = committed
    rows = claim_rows(files, coded, texts, figures, countries={}, folder=DATA)
    return {row["entry"]: row["verdict"] for row in rows["claims"] if row["reading"] == "snapshot"}


def by_reading(rows: Rows) -> dict[tuple[str, str], Row]:
    """Return the claims by entry and reading."""
    return {(row["entry"], row["reading"]): row for row in rows["claims"]}


# --- the seed's verdicts, by hand from the CSV files ---


def as_read(name: str) -> list[dict[str, str]]:
    """Return a table of figures, by the standard library alone."""
    with (DATA / FIGURES_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FACTS = {row["fact_id"]: row for row in as_read("facts.csv")}
VALUES = {
    (row["indicator_id"], row["country"], int(row["year"])): float(row["value"]) for row in as_read("observations.csv")
}
LAST_YEAR = {"article": 2023, "snapshot": 2024}


def at(fact_id: str) -> float:
    """Return the value of a fact."""
    return float(FACTS[fact_id]["value"])


def common(reading: str, series: str, *countries: str) -> list[float]:
    """Return the values of countries in the last year that all have."""
    for year in range(LAST_YEAR[reading], 1999, -1):
        values = [VALUES.get((series, country, year)) for country in countries]
        if None not in values:
            return [value for value in values if value is not None]
    raise AssertionError(f"{series} has no year in common")


def rose(reading: str, series: str, country: str, years: int) -> bool:
    """Tell whether the last value is above that of some years before."""
    last = max(year for name, of, year in VALUES if (name, of) == (series, country) and year <= LAST_YEAR[reading])
    return VALUES[series, country, last] > VALUES[series, country, last - years]


def below_median(reading: str, series: str) -> bool:
    """Tell whether Pakistan lies below the median of its neighbours in the series."""
    own, *others = common(reading, series, "PAK", "IND", "BGD", "LKA")
    return own < median(others)


def largest(own: str, *others: str) -> bool:
    """Tell whether a fact surpasses others."""
    return all(at(own) > at(other) for other in others)


def highest(reading: str, series: str, own: str, *others: str) -> bool:
    """Tell whether a country lies above all others in the series."""
    value, *rivals = common(reading, series, own, *others)
    return value > max(rivals)


def days_before(fact_id: str) -> int:
    """Return how many days before the article a fact is dated."""
    return (pd.Timestamp("2024-07-22") - pd.Timestamp(FACTS[fact_id]["date"])).days


INDUSTRY = ("IT.NET.SECR.P6", "IT.NET.BBND.P2", "IT.NET.USER.ZS", "IT.CEL.SETS.P2")
HANDMADE: dict[str, Callable[[str], list[bool]]] = {
    "china-technology-strides": lambda reading: [
        rose(reading, series, "CHN", 10) for series in ("GB.XPD.RSDV.GD.ZS", "IP.PAT.RESD", "SP.POP.SCIE.RD.P6")
    ],
    "china-top-fdi": lambda reading: {
        "article": [largest("FDI-120", "FDI-122", "FDI-123", "FDI-124"), largest("FDI-126", "FDI-127")],
        "snapshot": [largest("FDI-140", "FDI-142", "FDI-144"), largest("FDI-141", "FDI-143")],
    }[reading],
    "ict-industry-digitalised": lambda reading: [
        rose(reading, "BX.GSR.CCIS.CD", "PAK", 5),
        rose(reading, "IT.NET.USER.ZS", "PAK", 5),
        days_before("FIB-007") >= 0,
        at("INF-019") > at("INF-020"),
    ],
    "depends-on-agriculture-textiles": lambda reading: [
        highest(reading, "NV.AGR.TOTL.ZS", "PAK", "IND", "BGD", "LKA"),
        common(reading, "SL.AGR.EMPL.ZS", "PAK")[0] > 33.3,
        at("EXP-020") / at("EXP-022") > 0.5,
    ],
    "b2b-cooperation": lambda reading: ["GDE-005" in FACTS],
    "export-oriented-policy": lambda reading: [
        "POL-006" in FACTS,
        rose(reading, "NE.EXP.GNFS.ZS", "PAK", 5),
        at("EXP-022") > at("POL-003"),
    ],
    "trade-through-ftas": lambda reading: [
        FACTS["FTA-005"]["date"] < "2024-07-22",
        at("FTA-002") >= 50,
        *{
            "article": [at("TRD-028") > at("TRD-029"), at("TRD-028") / at("TRD-030") >= 0.5],
            "snapshot": [at("TRD-041") > at("TRD-037"), at("TRD-041") / at("TRD-043") >= 0.5],
        }[reading],
    ],
    "four-new-working-groups": lambda reading: [
        at("CPE-001") + at("CPE-005") == 4,
        "CPE-001" in FACTS,
        "CPE-005" in FACTS,
    ],
    "china-digital-leader": lambda reading: [
        highest(reading, "TX.VAL.TECH.MF.ZS", "CHN", "PAK", "IND", "LKA"),
        highest(reading, "BX.GSR.CCIS.CD", "CHN", "PAK", "IND", "BGD", "LKA"),
    ],
    "digital-silk-road": lambda reading: ["DSR-002" in FACTS, "DSR-004" in FACTS, days_before("FIB-007") >= 0],
    "infrastructure-below-neighbours": lambda reading: [
        *(below_median(reading, series) for series in INDUSTRY),
        at("INF-001") < median(at(other) for other in ("INF-002", "INF-004", "INF-003", "INF-005")),
    ],
    "india-it-recognised": lambda reading: [
        highest(reading, "BX.GSR.CCIS.CD", "IND", "PAK", "CHN", "BGD", "LKA"),
        at("IND-020") <= 1,
    ],
    "apple-stores-recent": lambda reading: [
        days_before("APL-001") >= 0,
        days_before("APL-003") >= 0,
        days_before("APL-003") <= 366,
    ],
    "india-technology-market": lambda reading: [
        rose(reading, "TX.VAL.ICTG.ZS.UN", "IND", 5),
        rose(reading, "TX.VAL.TECH.MF.ZS", "IND", 5),
    ],
    "conference-held": lambda reading: [
        at("GDE-003") == 4,
        FACTS["GDE-001"]["date"].startswith("2024"),
        0 <= days_before("GDE-002") <= 31,
    ],
    "twenty-companies": lambda reading: [15 <= at("GDE-004") <= 25],
}
UNTESTED = {"it-brings-jobs-investment-exports", "china-productivity", "learning-from-china", "mous-expected"}


@pytest.mark.parametrize("reading", LAST_YEAR)
@pytest.mark.parametrize("entry", HANDMADE)
def test_the_verdict_is_that_worked_out_by_hand(judged: Rows, entry: str, reading: str) -> None:
    """Part by part."""
    holds = HANDMADE[entry](reading)
    row = by_reading(judged)[entry, reading]
    parts = [part["outcome"] for part in judged["claim_parts"] if part["claim_id"] == row["claim_id"]]

    assert parts == ["holds" if one else "fails" for one in holds]
    assert row["verdict"] == ("supported" if all(holds) else "partly" if any(holds) else "contradicted")


def test_every_claim_is_worked_out_by_hand_or_says_why_no_figure_bears_on_it(judged: Rows) -> None:
    """In both readings."""
    claims = by_reading(judged)

    assert {entry for entry, _ in claims} == HANDMADE.keys() | UNTESTED
    assert len(claims) == 2 * len({entry for entry, _ in claims})
    for entry in UNTESTED:
        assert claims[entry, "snapshot"]["verdict"] == "not checkable with these figures"
        assert claims[entry, "snapshot"]["because"]


def test_the_facts_that_were_read_by_hand_are_those_that_the_tests_read(judged: Rows) -> None:
    """The imbalance of trade, as of each reading."""
    claims = by_reading(judged)

    assert claims["trade-through-ftas", "article"]["fact_ids"] == [
        "FTA-005",
        "FTA-002",
        "TRD-029",
        "TRD-028",
        "TRD-030",
    ]
    assert claims["trade-through-ftas", "snapshot"]["fact_ids"] == [
        "FTA-005",
        "FTA-002",
        "TRD-037",
        "TRD-041",
        "TRD-043",
    ]


def change(figures: Rows, key: str, value: float | str) -> None:
    """Set a fact by its id, or a value by series, country and year, to another value or date."""
    table, names = ("facts", ("fact_id",)) if " " not in key else ("observations", ("indicator_id", "country", "year"))
    (row,) = [row for row in figures[table] if " ".join(str(row[name]) for name in names) == key]
    row["date" if isinstance(value, str) else "value"] = value


FLIPS: dict[str, tuple[str, float | str]] = {
    "china-technology-strides": ("IP.PAT.RESD CHN 2021", 1),
    "china-top-fdi": ("FDI-142", 2000),
    "ict-industry-digitalised": ("INF-019", 60),
    "depends-on-agriculture-textiles": ("EXP-022", 90000),
    "export-oriented-policy": ("EXP-022", 50000),
    "four-new-working-groups": ("CPE-005", 2),
    "china-digital-leader": ("BX.GSR.CCIS.CD CHN 2023", 9e11),
    "digital-silk-road": ("FIB-007", "2025-01-01"),
    "infrastructure-below-neighbours": ("IT.NET.BBND.P2 PAK 2023", 30),
    "trade-through-ftas": ("TRD-041", 9000),
    "india-it-recognised": ("IND-020", 2),
    "apple-stores-recent": ("APL-003", "2024-04-20"),
    "india-technology-market": ("TX.VAL.ICTG.ZS.UN IND 2021", 0.1),
    "conference-held": ("GDE-003", 5),
    "twenty-companies": ("GDE-004", 8),
}


@pytest.mark.parametrize("entry", FLIPS)
def test_a_changed_figure_flips_the_verdict(
    committed: tuple[Rows, dict[str, str], Rows, dict[str, ClaimFile]], judged: Rows, entry: str
) -> None:
    """Supported turns to partly or contradicted, partly to supported; other claims on other figures stay."""
    figures = copy.deepcopy(committed[2])
    key, value = FLIPS[entry]
    change(figures, key, value)
    claims = {row["entry"]: row for row in judged["claims"] if row["reading"] == "snapshot"}
    after = judge(committed, figures)
    flipped = {name for name, row in claims.items() if after[name] != row["verdict"]}
    touched = {name for name, row in claims.items() if key.split(" ")[0] in row["fact_ids"] + row["indicator_ids"]}

    assert after[entry] in {"supported": {"partly", "contradicted"}, "partly": {"supported"}}[claims[entry]["verdict"]]
    assert entry in flipped <= touched


def test_a_claim_is_contradicted_where_nothing_of_it_holds(
    committed: tuple[Rows, dict[str, str], Rows, dict[str, ClaimFile]],
) -> None:
    """Both releases rank Hong Kong first."""
    figures = copy.deepcopy(committed[2])
    change(figures, "FDI-142", 2000)
    change(figures, "FDI-143", 2000)

    assert judge(committed, figures)["china-top-fdi"] == "contradicted"


def test_a_claim_whose_figures_are_gone_is_not_checkable(
    committed: tuple[Rows, dict[str, str], Rows, dict[str, ClaimFile]],
) -> None:
    """Not contradicted."""
    figures = copy.deepcopy(committed[2])
    figures["observations"] = [row for row in figures["observations"] if row["country"] != "IND"] + [
        {"indicator_id": "NY.GDP.MKTP.CD", "country": "IND", "year": 2020, "value": 1.0}
    ]

    assert judge(committed, figures)["india-technology-market"] == "not checkable with these figures"


def test_a_snapshot_of_other_years_is_judged_as_well(
    committed: tuple[Rows, dict[str, str], Rows, dict[str, ClaimFile]], judged: Rows
) -> None:
    """Years moved by two, as a refreshed one would be: the parts name the new years."""
    coded, texts, figures, files = committed
    moved = copy.deepcopy(figures)
    for table in ("observations", "breaks"):
        for row in moved[table]:
            row["year"] += 2
    rows = claim_rows(files, coded, texts, moved, countries={}, folder=DATA)

    def verdicts(found: Rows) -> dict[str, str]:
        return {row["entry"]: row["verdict"] for row in found["claims"] if row["reading"] == "snapshot"}

    def years(found: Rows) -> set[int]:
        ids = {row["claim_id"] for row in found["claims"] if row["reading"] == "snapshot"}
        return {row["year"] for row in found["claim_figures"] if row["year"] and row["claim_id"] in ids}

    assert verdicts(rows) == verdicts(judged)
    assert years(rows) == {year + 2 for year in years(judged)}


# --- what the rows hold ---


def test_every_figure_of_a_claim_is_that_of_the_snapshot(judged: Rows) -> None:
    """Nothing is rounded or converted on the way."""
    for row in judged["claim_figures"]:
        if row["fact_id"] is None:
            assert row["value"] == VALUES[row["indicator_id"], row["country"], row["year"]]
        else:
            fact = FACTS[row["fact_id"]]
            assert (row["value"], row["date"]) == (
                float(fact["value"]) if fact["value"] else None,
                fact["date"] or None,
            )
            assert (row["period"], row["unit"]) == (fact["period"], fact["unit"])


def test_no_figure_from_after_the_article_bears_on_its_own_reading(judged: Rows) -> None:
    """No later year, no revision that came later."""
    own = {row["claim_id"] for row in judged["claims"] if row["reading"] == "article"}
    used = [row for row in judged["claim_figures"] if row["claim_id"] in own]

    assert max(row["year"] for row in used if row["year"]) == 2023
    assert not {"FDI-139", "FDI-140", "FDI-141", "TRD-041", "TRD-037"} & {row["fact_id"] for row in used}


def test_speaker_and_sentence_are_those_of_the_coded_tables(
    committed: tuple[Rows, dict[str, str], Rows, dict[str, ClaimFile]], judged: Rows
) -> None:
    """And the passage is the body's."""
    sentences = {row["sentence_id"]: row for row in committed[0]["sentences"]}
    for row in judged["claims"]:
        sentence = sentences[row["sentence_id"]]
        assert row["speaker_id"] == sentence["speaker_id"]
        assert committed[1][row["article_id"]][row["start"] : row["end"]] == row["surface"]
        assert sentence["start"] <= row["start"] < row["end"] <= sentence["end"]


def test_a_claim_on_investment_says_that_only_outcomes_are_measured(judged: Rows) -> None:
    """In both readings."""
    for reading in LAST_YEAR:
        assert (
            "Investment itself is not measured"
            in by_reading(judged)["infrastructure-below-neighbours", reading]["caveat"]
        )


def test_reasons_are_sentences(judged: Rows) -> None:
    """With a capital, an end, and no figure unrounded."""
    for row in [*judged["claims"], *judged["claim_parts"]]:
        assert re.match(r"[A-Z“]", row["because"])
        assert row["because"].endswith(".")
        assert not re.search(r"\d\.\d{4,}|\bnan\b|_|  ", row["because"]), row["because"]


def test_the_numbers_that_claims_check_are_named_in_the_ledger(judged: Rows) -> None:
    """The others say why not."""
    assert {row["surface"]: (row["checked_by"], row["why_not"]) for row in judged["numbers"]} == {
        "B2B": ([], "The digit is part of the word B2B."),
        "four new joint working groups": (["four-new-working-groups"], None),
        "second": ([], "It tells one phase of CPEC from another."),
        "4th": (["conference-held"], None),
        "2024": (["conference-held"], None),
        "Approximately 20 leading IT companies": (["twenty-companies"], None),
    }


# --- on disk ---


def test_the_committed_claims_are_those_that_are_judged_now(judged: Rows, data: Path) -> None:
    """To the byte. After a change of claims, tables or figures run `pkcn claims --write`."""
    build_claims(*(data / name for name in (CLAIMS_FOLDER, "tables", FIGURES_FOLDER)))

    for name in (*(f"{table}.csv" for table in CLAIM_TABLES), f"{SEED}.yml"):
        assert (data / CLAIMS_FOLDER / name).read_bytes() == (DATA / CLAIMS_FOLDER / name).read_bytes(), name
    assert (data / DESCRIPTOR).read_bytes() == (DATA / DESCRIPTOR).read_bytes()
    assert read_claim_rows() == judged


def test_the_package_with_the_claims_is_valid(data: Path) -> None:
    """As `frictionless validate` finds it, also after they were written."""
    build_claims(*(data / name for name in (CLAIMS_FOLDER, "tables", FIGURES_FOLDER)))
    report = frictionless.validate(str(data / DESCRIPTOR))

    assert report.flatten(["type", "title", "note"]) == []


def test_claims_are_frames_with_the_columns_of_the_schema() -> None:
    """Lists as tuples, missing as missing."""
    claims = pkcn_data.read_claims()

    for name, table in CLAIM_TABLES.items():
        assert list(getattr(claims, name).columns) == list(table.names)
    assert isinstance(claims.claims["indicator_ids"].iloc[0], tuple)


def test_figures_of_claims_come_with_their_addresses() -> None:
    """Series with that of the World Bank, facts with those of their pages; no row is lost."""
    claims, figures = pkcn_data.read_claims(), pkcn_data.read_figures()
    found = pkcn_data.figures_with_sources(claims, figures)

    assert list(found["claim_figure_id"]) == list(claims.claim_figures["claim_figure_id"])
    fact = found[found["fact_id"] == "APL-001"].iloc[0]
    assert (fact["name"], fact["partner"]) == ("Apple BKC (Mumbai) opened", "India")
    assert ";".join(fact["source_url"]) == FACTS["APL-001"]["source_url"]
    series = found[found["indicator_id"] == "NV.AGR.TOTL.ZS"].iloc[0]
    assert (series["partner"], series["source"][-1]) == ("PAK", "The World Bank: World Development Indicators")
    assert series["source_url"] == (as_read("sources.csv")[0]["url"],)


def test_broken_tables_are_refused_with_what_is_wrong(data: Path, judged: Rows) -> None:
    """On write and on read."""
    rows = copy.deepcopy(judged)
    rows["claims"][0]["verdict"] = "true"
    rows["claim_figures"][0]["claim_part_id"] = "gone"

    with pytest.raises(TableError, match=r"claims: verdict: .*not allowed; choose one of supported"):
        write_claim_rows(rows, data / CLAIMS_FOLDER)
    path = data / CLAIMS_FOLDER / "claims.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("supported", "true"), encoding="utf-8")
    with pytest.raises(TableError, match="run `pkcn claims --write`"):
        read_claim_rows(data / CLAIMS_FOLDER)


def test_references_and_spans_are_looked_up(
    committed: tuple[Rows, dict[str, str], Rows, dict[str, ClaimFile]], judged: Rows
) -> None:
    """In the articles, in the figures, and among the claims themselves."""
    coded, texts, figures, _ = committed
    rows = copy.deepcopy(judged)
    rows["claims"][0] |= {"fact_ids": ["GONE-1"], "speaker_id": "nobody", "surface": "other words"}
    rows["claim_parts"][0]["claim_id"] = "gone"
    rows["claim_figures"][0]["indicator_id"] = "GONE.1"
    rows["numbers"][0] |= {"why_not": None}

    problems = {(one.table, one.column) for one in check_claims(rows, coded | figures, texts)}

    assert problems == {
        ("claims", "fact_ids"),
        ("claims", "speaker_id"),
        ("claims", "surface"),
        ("claim_parts", "claim_id"),
        ("claim_figures", "indicator_id"),
        ("claim_figures", "claim_id"),
        ("numbers", "why_not"),
    }


def test_an_article_without_a_date_has_one_reading(
    committed: tuple[Rows, dict[str, str], Rows, dict[str, ClaimFile]],
) -> None:
    """Nothing can be said as of its date."""
    coded, texts, figures, files = committed
    undated = coded | {"articles": [row | {"published": None} for row in coded["articles"]]}
    rows = claim_rows(files, undated, texts, figures, countries={}, folder=DATA)

    assert {row["reading"] for row in rows["claims"]} == {"snapshot"}


# --- mistakes in the files ---

GOOD = """
claims:
  - id: top
    quote: is now the top source of foreign direct investment
    claim: China is the largest source.
    parts:
      - test: largest
        figure: {topic: FDI into Pakistan, measure: net FDI, partner: China, vintage: first_release}
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("is now the top", "is soon the top", "entry top, field quote: 'is soon the top source of foreign direct investment' stands in no sentence"),
        ("is now the top source of foreign direct investment", "a", "times in the article; copy a passage"),
        ("test: largest", "test: guess", "entry top, field parts.1: 'guess' is not allowed; choose one of 'compare', 'level'"),
        ("test: largest", "expect: lower", "entry top, field parts.1: the field 'test' is missing"),
        ("partner: China", "partner: Chnia", "'Chnia' is no partner of the facts chosen so far; choose one of China"),
        ("measure: net FDI", "measure: gross FDI", "'gross FDI' is no measure of the facts chosen so far; choose one of net FDI"),
        (", vintage: first_release", "", "the vintage none at all has no such fact; choose one of"),
        ("vintage: first_release", "vintage: third", "choose one of 'first_release', 'revised' or 'other_series'"),
        ("{topic: FDI into Pakistan, measure: net FDI, partner: China, vintage: first_release}", "{fact: FDI-120}", "largest needs topic, measure and partner"),
        ("{topic: FDI into Pakistan, measure: net FDI, partner: China, vintage: first_release}", "{fact: FDI-120, series: X}", "give series and country, or topic, measure and partner"),
        ("claim: China is the largest source.", "claim: China is the largest source", "field 1.claim: 'China is the largest source' is not allowed; write a sentence"),
        ("id: top", "id: Top One", "'Top One' is not allowed; write lower-case words joined by hyphens"),
        ("    parts:", "    verdict: supported\n    parts:", "unknown field verdict; allowed are id, quote, claim, parts, no_figure, caveat"),
        ("    parts:", "    no_figure: Nothing.\n    parts:", "give either parts, which test the claim, or no_figure"),
        ("- test: largest\n        figure: {topic: FDI into Pakistan, measure: net FDI, partner: China, vintage: first_release}", "- {test: level, figure: {series: NY.GDP, country: PAK}, expect: above, bound: 1, unit: x}", "'NY.GDP' is no series; choose one of NY.GDP.MKTP.CD"),
        ("- test: largest\n        figure: {topic: FDI into Pakistan, measure: net FDI, partner: China, vintage: first_release}", "- {test: level, figure: {series: NY.GDP.MKTP.CD, country: NPL}, expect: above, bound: 1, unit: x}", "'NPL' is no country of the series; choose one of"),
        ("- test: largest\n        figure: {topic: FDI into Pakistan, measure: net FDI, partner: China, vintage: first_release}", "- {test: happened, figure: {fact: FDI-120}}", "happened needs a fact that is a date"),
        ("- test: largest\n        figure: {topic: FDI into Pakistan, measure: net FDI, partner: China, vintage: first_release}", "- {test: level, figure: {fact: APL-002}, expect: above, bound: 1, unit: x}", "'APL-002' is a witness of APL-001; give that"),
        ("- test: largest\n        figure: {topic: FDI into Pakistan, measure: net FDI, partner: China, vintage: first_release}", "- {test: level, figure: {fact: APL-001}, expect: above, bound: 1, unit: x}", "level needs figures, and this is a date"),
        ("- test: largest\n        figure: {topic: FDI into Pakistan, measure: net FDI, partner: China, vintage: first_release}", "- {test: level, figure: {fact: FDI-120}, expect: above, bound: much, unit: x}", "a number or true or false is expected, not 'much'"),
        ("- test: largest\n        figure: {topic: FDI into Pakistan, measure: net FDI, partner: China, vintage: first_release}", "- {test: equals, number: top source, figures: [{fact: GDE-003}]}", "'top source' holds 0 numbers (none); quote the words of one"),
        ("- test: largest\n        figure: {topic: FDI into Pakistan, measure: net FDI, partner: China, vintage: first_release}", "- {test: compare, figure: {fact: FDI-120}, against: [India], by: each, expect: lower}", "compare needs series and country, or topic, measure and partner"),
        ("claims:", "known:\n  - {fact: GDE-99, by: 2024-07-05, why: So.}\nclaims:", "entry known, field fact: 'GDE-99' is no fact; choose one of"),
        ("claims:", "known:\n  - {fact: GDE-003, by: July, why: So.}\nclaims:", "'July' is not allowed; write a day of the calendar"),
        ("claims:", "numbers:\n  - {quote: 4th Global Digital Economy Conference 2024, why: So.}\nclaims:", "holds 2 numbers ('4th', '2024'); quote the words of one"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_with_file_entry_and_what_is_allowed(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    """And nothing is written."""
    assert old in GOOD
    (tmp_path / f"{SEED}.yml").write_text(GOOD.replace(old, new), encoding="utf-8")

    with pytest.raises(ClaimError) as error:
        build_claims(tmp_path)
    lines = str(error.value).splitlines()

    assert [line for line in lines if message in line], str(error.value)
    assert all(line.startswith(f"- {SEED}.yml") for line in lines[1:])
    assert [path.name for path in tmp_path.iterdir()] == [f"{SEED}.yml"]


def test_a_file_that_is_right_is_judged(tmp_path: Path) -> None:
    """The file from which the mistakes above are made."""
    (tmp_path / f"{SEED}.yml").write_text(GOOD, encoding="utf-8")

    assert [row["verdict"] for row in judge_claims(tmp_path)["claims"]] == ["supported", "supported"]


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    """Also of a file that is of no article, and an id that stands twice."""
    double = GOOD + GOOD.partition("claims:\n")[2]
    (tmp_path / f"{SEED}.yml").write_text(double, encoding="utf-8")
    (tmp_path / "other.yml").write_text(double, encoding="utf-8")

    with pytest.raises(ClaimError) as error:
        judge_claims(tmp_path)
    assert str(error.value).count("entry top, field id: stands 2 times") == 2

    for name in (SEED, "other"):
        (tmp_path / f"{name}.yml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(
        ClaimError, match=f"other.yml: there is no article of this name; name the file as one of {SEED}"
    ):
        judge_claims(tmp_path)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """With what belongs there."""
    with pytest.raises(ClaimError, match=r"no such folder; put a file <article id>\.yml"):
        judge_claims(tmp_path / "gone")
    with pytest.raises(TableError, match="no claims here; run `pkcn claims --write`"):
        read_claim_rows(tmp_path / "gone")


def test_the_example_of_the_data_readme_is_read(tmp_path: Path) -> None:
    """Whoever copies it gets no error of form."""
    text = (DATA / "README.md").read_text(encoding="utf-8")
    example = text.partition("## Claims")[2].partition("```yaml\n")[2].partition("```")[0]
    path = tmp_path / "example.yml"
    path.write_text(example, encoding="utf-8")

    assert isinstance(read_strict(path, ClaimFile), ClaimFile)


def test_every_test_is_described_in_the_data_readme() -> None:
    """By its name in the table."""
    text = (DATA / "README.md").read_text(encoding="utf-8")

    for name in CLAIM_TABLES["claim_parts"]["operation"].enum:
        assert f"| `{name}` |" in text


# --- the command line ---


def test_the_command_prints_each_verdict_with_its_reason(capsys: pytest.CaptureFixture[str], judged: Rows) -> None:
    """On today's snapshot unless asked otherwise."""
    assert main(["claims"]) == 0
    said = " ".join(capsys.readouterr().out.split())

    for row in judged["claims"]:
        if row["reading"] == "snapshot":
            assert f"{row['verdict'].upper()} {row['entry']} ({row['speaker_id']}; as of {row['as_of']})" in said
            assert row["because"] in said


def test_the_command_prints_data(capsys: pytest.CaptureFixture[str], judged: Rows) -> None:
    """All tables as JSON, the claims of a reading as CSV."""
    assert main(["claims", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == judged
    assert main(["claims", "--format", "csv", "--reading", "article"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))

    assert [row["claim_id"] for row in rows] == [
        row["claim_id"] for row in judged["claims"] if row["reading"] == "article"
    ]


def test_a_mistake_ends_the_command_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And no traceback."""
    (tmp_path / f"{SEED}.yml").write_text("claims: []\n", encoding="utf-8")

    assert main(["claims", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith(f"pkcn claims: {tmp_path}: mistakes in the claims")


def test_new_figures_judge_the_claims_anew(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stale verdicts would stand beside figures that say otherwise."""
    shutil.copytree(DATA / "codebook", data / "codebook")
    monkeypatch.setenv("PKCN_DATA", str(data))
    source = data / FIGURES_FOLDER / "source" / "cited.csv"
    source.write_text(source.read_text(encoding="utf-8").replace(",FY2025,470,", ",FY2025,4700,"), encoding="utf-8")

    assert main(["figures"]) == 0

    verdicts = {row["entry"]: row["verdict"] for row in read_claim_rows()["claims"] if row["reading"] == "snapshot"}
    assert verdicts["china-top-fdi"] == "partly"


def test_figures_alone_are_made_where_there_are_no_claims(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No folder of claims is made."""
    shutil.rmtree(data / CLAIMS_FOLDER)
    shutil.copytree(DATA / "codebook", data / "codebook")
    monkeypatch.setenv("PKCN_DATA", str(data))

    assert main(["figures"]) == 0
    assert not (data / CLAIMS_FOLDER).exists()


# --- suggestions for any article ---


def statement(statement_id: str, kind: str, code: str, *countries: str, sentence: str = "a:001") -> dict[str, Any]:
    """Return a statement."""
    return {
        "statement_id": statement_id,
        "sentence_id": sentence,
        "speaker_id": "narrator",
        "kind": kind,
        "code_id": code,
        "countries": countries,
    }


def test_series_are_suggested_by_code_the_specific_first() -> None:
    """Sharing more codes with what is said there goes before having fewer codes."""
    figures = pkcn_data.read_figures()
    statements = pd.DataFrame(
        [
            statement("both", "sector", "agriculture", "PAK"),
            statement("theme", "theme", "jobs", "PAK"),
            statement("alone", "sector", "agriculture", "PAK", sentence="a:002"),
            statement("none", "theme", "security", "PAK", sentence="a:003"),
        ]
    )

    assert pkcn_data.suggested_series(statements, figures) == {
        "both": ("SL.AGR.EMPL.ZS", "NV.AGR.TOTL.ZS"),
        "theme": ("SL.AGR.EMPL.ZS",),
        "alone": ("NV.AGR.TOTL.ZS", "SL.AGR.EMPL.ZS"),
        "none": (),
    }


def test_series_without_data_for_the_countries_are_not_suggested() -> None:
    """Researchers are not counted for Bangladesh; a country that the snapshot lacks has none."""
    figures = pkcn_data.read_figures()
    statements = pd.DataFrame(
        [
            statement("pak", "sector", "science_technology", "PAK"),
            statement("bgd", "sector", "science_technology", "BGD"),
            statement("usa", "sector", "science_technology", "USA"),
            statement("both", "sector", "science_technology", "USA", "BGD"),
            statement("nobody", "sector", "science_technology"),
        ]
    )
    found = pkcn_data.suggested_series(statements, figures)

    assert "SP.POP.SCIE.RD.P6" in found["pak"]
    assert set(found["bgd"]) == set(found["pak"]) - {"SP.POP.SCIE.RD.P6", "GB.XPD.RSDV.GD.ZS"}
    assert found["usa"] == ()
    assert found["both"] == found["bgd"]
    assert found["nobody"] == found["pak"]


def test_every_statement_of_the_seed_has_its_suggestions() -> None:
    """Those whose codes no series declares have none, and the frames stay as they were."""
    tables, figures = pkcn_data.read_tables(), pkcn_data.read_figures()
    before = tables.statements.copy()
    found = pkcn_data.suggested_series(tables.statements, figures)

    assert list(found) == list(tables.statements["statement_id"])
    assert found[f"{SEED}:012:theme:digital_infrastructure"][0] in INDUSTRY
    pd.testing.assert_frame_equal(tables.statements, before)


def test_countries_are_named_as_the_codebook_names_them() -> None:
    """Not by their codes."""
    assert load_codebook().countries.countries["LKA"].name in " ".join(
        row["because"] for row in read_claim_rows()["claims"]
    )


def test_claims_can_be_made_of_new_figures_alone(data: Path) -> None:
    """The tables that `pkcn figures` makes are what claims are judged on."""
    build_figures(data / FIGURES_FOLDER / "source", data / FIGURES_FOLDER)

    assert judge_claims(data / CLAIMS_FOLDER, data / "tables", data / FIGURES_FOLDER) == read_claim_rows()

"""The page of claims: verdicts, figures and counts are those of the tables, and nothing is hidden or invented."""

from __future__ import annotations

import csv
import io
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pkcn_dashboard import load, text
from pkcn_dashboard.claims import board as boards
from pkcn_dashboard.claims import page, plots, rows, said
from pkcn_dashboard.claims.board import READINGS, Asked, board_of
from pkcn_dashboard.claims.names import WORDS
from pkcn_dashboard.report import document
from pkcn_dashboard.text import claims as say
from pkcn_data.claims.frames import read_claims
from pkcn_data.claims.store import write_claim_rows
from pkcn_data.figures.frames import read_figures
from pkcn_data.model import Reading
from pkcn_data.rows import Row
from pkcn_data.summary import Filters
from pkcn_data.tables import read_tables
from tests.dashboard.conftest import Serve, open_page, outside_share

DATA = Path(__file__).resolve().parents[2] / "data"
VERDICTS = list(say.PUBLIC["verdict"])


def rows_of(table: str, folder: Path = DATA / "claims") -> list[dict[str, str]]:
    """Return a table as it lies on disk, by the standard library alone."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CLAIMS = rows_of("claims")
FIGURES = rows_of("claim_figures")
READ = read_figures(DATA / "indicators")
BOARD = board_of(read_claims(DATA / "claims"), READ, read_tables(DATA / "tables"))


def shown_text(value: str) -> str:
    """Return Markdown without its escapes and word joiners."""
    return value.replace("\\", "").replace("\u2060", "")


def entries(app: AppTest) -> list[tuple[str, str]]:
    """Return each claim on the page with its verdict and reason, as far as it is written."""
    verdicts = [one.value for one in app.markdown if one.value.startswith(":material/")]
    return [(shown_text(head.value), shown_text(one)) for head, one in zip(app.subheader, verdicts, strict=True)]


def claim_row(sentence: Row, *, entry: str = "one", reading: Reading = "snapshot", **changes: Any) -> Row:
    """Return a claim about a whole sentence that nothing tests."""
    row = {
        "claim_id": f"{sentence['article_id']}:{entry}:{reading}",
        **{name: sentence[name] for name in ("article_id", "sentence_id", "speaker_id", "start", "end")},
        "claim": "IT unites them.",
        "verdict": VERDICTS[-1],
        "because": "No figure tells.",
        "as_of": "2026-01-01",
        "indicator_ids": [],
        "fact_ids": [],
        "entry": entry,
        "reading": reading,
        "caveat": None,
        "surface": sentence["text"],
    }
    return row | changes


@pytest.fixture(autouse=True)
def one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """List all claims at once."""
    monkeypatch.setattr(page, "CLAIMS_PER_PAGE", 100)


@pytest.fixture
def serve_claims(serve: Serve) -> Any:
    """Write the small corpus with claims about its first sentence; return the folder."""

    def write(*changes: dict[str, Any], with_figures: bool = True) -> Path:
        folder = serve()
        sentence = read_tables(folder / "tables").sentences.iloc[0].to_dict()
        found = [claim_row(sentence, **one) for one in changes]
        write_claim_rows({"claims": found, "claim_parts": [], "claim_figures": [], "numbers": []}, folder / "claims")
        if with_figures:
            shutil.copytree(DATA / "indicators", folder / "indicators")
        return folder

    return write


@pytest.mark.parametrize("reading", READINGS)
def test_the_page_shows_each_claim_with_the_verdict_and_reason_of_the_table(reading: Reading) -> None:
    app = open_page("claims", reading=say.PUBLIC["reading"][reading])

    expected = {row["claim"]: row for row in CLAIMS if row["reading"] == reading}
    found = entries(app)
    assert sorted(claim for claim, _ in found) == sorted(expected)
    for claim, words in found:
        row = expected[claim]
        icon, verdict = say.VERDICT_ICONS[row["verdict"]], say.PUBLIC["verdict"][row["verdict"]]
        reason, *small = words.split("\n\n")
        assert row["because"].startswith(reason.removeprefix(f"{icon} **{verdict}.** "))
        assert reason.startswith(f"{icon} **{verdict}.** ")
        assert any(row["caveat"] in one for one in small) or not row["caveat"]


def test_pages_of_the_list_have_every_claim_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "CLAIMS_PER_PAGE", 8)
    app = open_page("claims")
    found = [claim for claim, _ in entries(app)]
    for number in (2, 3):
        app.session_state["page-claims"] = number
        app.run()
        assert not app.exception
        found += [claim for claim, _ in entries(app)]

    assert Counter(found) == Counter(row["claim"] for row in CLAIMS if row["reading"] == "article")


def test_what_a_reason_leaves_out_is_said_as_a_caution() -> None:
    for claim in BOARD.claims.values():
        for reading, judged in claim.readings.items():
            row = next(one for one in CLAIMS if one["entry"] == claim.entry and one["reading"] == reading)
            assert " ".join([judged.because, *judged.cautions]) == row["because"]


def test_the_first_sentence_counts_the_verdicts_of_the_reading_chosen() -> None:
    app = open_page("claims")
    lead = shown_text(app.markdown[0].value)
    counts = Counter(row["verdict"] for row in CLAIMS if row["reading"] == "article")

    assert f"Of {counts.total()} claims" in lead
    assert f"{counts['supported']} are supported" in lead
    assert f"{counts['partly']} are supported in part" in lead
    assert "22 July 2024" in lead

    app.segmented_control("reading").set_value("snapshot").run()

    assert not app.exception
    assert "the figures of the snapshot" in shown_text(app.markdown[0].value).replace("all figures", "the figures")


def test_what_the_other_reading_changes_is_said() -> None:
    pair = [dict(row) for row in CLAIMS[:1]]
    claim = next(one for one in BOARD.claims.values() if one.entry == pair[0]["entry"])
    other = boards.Judged(
        claim_id="x",
        reading="snapshot",
        as_of="2026-06-01",
        verdict="contradicted",
        because="It fell.",
        cautions=(),
        parts=(),
    )
    changed = boards.Claim(
        **{name: getattr(claim, name) for name in ("name", "entry", "article_id", "sentence_id", "speaker_id")},
        claim=claim.claim,
        caveat="",
        start=claim.start,
        readings={"article": claim.readings["article"], "snapshot": other},
    )
    board = boards.Board(claims={claim.name: changed}, numbers=(), figures=None)

    words = said.findings(board, load.view(Filters()), load.data().words, "article")

    assert words[-1] == (
        f"On today's figures 1 of them reads otherwise: “{claim.claim.rstrip('.')}” is then contradicted."
    )


def test_a_link_opens_its_claim_first_with_every_figure_of_the_table() -> None:
    app = open_page("claims", claim="china-top-fdi")

    assert [one.value for one in app.header][:2] == [say.ASKED_HEAD, say.OTHERS_HEAD]
    assert shown_text(app.subheader[0].value).startswith("China is now the largest source")
    expected = [one for one in FIGURES if one["claim_id"].endswith(":china-top-fdi:article")]
    names = say.FIGURE_COLUMNS
    table = app.dataframe[0].value
    found = {(row[names["code"]], row[names["value"]], row[names["period"]]) for _, row in table.iterrows()}
    assert found == {(one["fact_id"], float(one["value"]), one["period"]) for one in expected}
    assert all(one.startswith("https://") for one in table[names["address"]])
    assert len(app.get("plotly_chart")) == 1


def test_the_link_of_a_chart_opens_its_claim_too() -> None:
    app = open_page("claims", chart="claim-infrastructure-below-neighbours")

    assert shown_text(app.subheader[0].value).startswith("Pakistan has invested less")
    assert not app.warning


@pytest.mark.parametrize("name", ["claim", "chart"])
def test_a_link_to_a_claim_that_is_gone_says_so(name: str) -> None:
    app = open_page("claims", **{name: "claim-gone" if name == "chart" else "gone"})

    told = [*(one.value for one in app.caption), *(one.value for one in app.warning)]
    assert shown_text(say.GONE_CLAIM.format(claim="gone")) in map(shown_text, told)
    assert len(app.subheader) == len({row["entry"] for row in CLAIMS})


def test_details_are_made_only_once_they_are_opened() -> None:
    app = open_page("claims")
    assert not app.get("plotly_chart")
    assert len(app.dataframe) == 1  # the ledger

    app = open_page("claims", claim="apple-stores-recent")

    assert say.NO_CHART in [one.value for one in app.caption]
    assert len(app.dataframe) == 2


@pytest.mark.parametrize("reading", READINGS)
def test_every_value_of_a_chart_is_a_row_of_the_figures(reading: Reading) -> None:
    drawn = 0
    for claim in BOARD.claims.values():
        judged = claim.readings[reading]
        chart = plots.chart(claim.claim, judged, READ, scheme="light")
        expected = Counter(
            float(one["value"]) for one in FIGURES if one["claim_id"] == judged.claim_id and one["value"]
        )
        if chart is None:
            continue
        used = [value for panel in chart.panels for value in panel.values]
        assert not Counter(one.value for one in used) - expected
        marked = [trace for trace in chart.figure.to_dict()["data"] if "hovertext" in trace]
        assert [one.value for one in used] == [
            value for trace in marked for value in (trace["x"] if trace["type"] == "bar" else trace["y"])
        ]
        assert all(panel.unit for panel in chart.panels)
        assert all(one.full in chart.alt for one in used) or chart.alt.endswith("…")
        drawn += 1
    assert drawn >= 8


def test_a_line_knows_nothing_that_came_after_the_article() -> None:
    observed = {
        (one["indicator_id"], one["country"], int(one["year"])): float(one["value"])
        for one in rows_of("observations", DATA / "indicators")
    }
    judged = BOARD.claims["china-technology-strides"].readings["article"]
    chart = plots.chart("", judged, READ, scheme="light")

    assert chart is not None
    for panel in chart.panels:
        assert panel.line is not None
        points = panel.line.dropna(subset=["value"])
        assert points["at"].max() < int(judged.as_of[:4])
        for _, row in points.iterrows():
            assert observed[row["series"], row["key"], row["at"]] == row["value"]


@pytest.mark.parametrize("verdict", ["supported", "partly", VERDICTS[-1]])
def test_a_verdict_chosen_leaves_its_claims_and_counts_reconcile(verdict: str) -> None:
    app = open_page("claims", verdict=say.PUBLIC["verdict"][verdict])
    expected = [row for row in CLAIMS if row["reading"] == "article" and row["verdict"] == verdict]

    assert Counter(claim for claim, _ in entries(app)) == Counter(row["claim"] for row in expected)
    assert f"{len(expected)} of 20 claims." in [one.value for one in app.caption]
    asked = Asked(verdicts=(verdict,))  # type: ignore[arg-type]  # a parametrised id
    shown = load.of_claims(boards.shown, Filters(), asked)
    file = list(csv.DictReader(io.StringIO(rows.claims_csv(shown, load.data().words).decode("utf-8-sig"))))
    assert [(one["claim"], one["verdict"], one["because"]) for one in file] == [
        (row["claim"], row["verdict"], row["because"])
        for row in sorted(expected, key=lambda row: [one["claim"] for one in file].index(row["claim"]))
    ]


def test_a_verdict_that_no_claim_has_is_said() -> None:
    app = open_page("claims", verdict=say.PUBLIC["verdict"]["contradicted"])

    assert say.NONE_WITH_VERDICT in [one.value for one in app.caption]
    assert not app.subheader


@pytest.mark.parametrize("order", ["verdict", "speaker"])
def test_an_order_keeps_what_is_alike_together(order: str) -> None:
    found = load.of_claims(boards.shown, Filters(), Asked(order=order))  # type: ignore[arg-type]  # a parametrised id
    keys = [one.judged.verdict if order == "verdict" else one.claim.speaker_id for one in found]

    assert len(found) == 20
    assert [key for place, key in enumerate(keys) if key not in keys[:place]] == [
        key for place, key in enumerate(keys) if place == 0 or keys[place - 1] != key
    ]


def test_filters_choose_claims_by_their_sentence() -> None:
    app = open_page("claims", speaker="Malik Sohail Hussain")
    expected = {row["claim"] for row in CLAIMS if row["speaker_id"] == "malik_sohail_hussain"}

    assert {claim for claim, _ in entries(app)} == expected
    assert any(say.FILTERED in one.value for one in app.caption)


def test_filters_that_leave_no_claim_say_so() -> None:
    app = open_page("claims", speaker="Malik Sohail Hussain", tone="Negative", sector="Textiles")

    assert any(one.value.startswith(say.NONE_LEFT) for one in app.caption)
    assert not app.subheader


def test_a_claim_that_the_filters_leave_out_is_shown_for_its_link_and_says_so() -> None:
    app = open_page("claims", speaker="Malik Sohail Hussain", claim="china-top-fdi")

    assert shown_text(app.subheader[0].value).startswith("China is now the largest source")
    assert any(shown_text(say.NOT_IN_FILTERS) in shown_text(one.value) for one in app.caption)


def test_the_ledger_has_every_number_and_why_none_checks_it() -> None:
    app = open_page("claims")
    table, names = app.dataframe[0].value, say.LEDGER_COLUMNS
    numbers = rows_of("numbers")
    claims = {row["entry"]: row["claim"] for row in CLAIMS}

    assert list(table[names["surface"]]) == [row["surface"] for row in numbers]
    for row, told in zip(numbers, table[names["said"]], strict=True):
        if row["checked_by"]:
            assert told == say.CHECKED_BY.format(claims=" ".join(claims[one] for one in row["checked_by"].split(";")))
        else:
            assert told == say.NOT_CHECKED.format(why=row["why_not"])

    app.text_input("numbers").set_value("companies").run()

    assert not app.exception
    assert list(app.dataframe[0].value[names["surface"]]) == ["Approximately 20 leading IT companies"]


def test_without_claims_the_page_says_so_and_offers_series(serve: Serve) -> None:
    folder = serve()
    shutil.copytree(DATA / "indicators", folder / "indicators")

    app = open_page("claims")

    assert say.NO_CLAIMS_READ in [one.value for one in app.caption]
    assert say.NO_CLAIMS.format(articles=say.NO_CLAIMS_HERE) in [shown_text(one.value) for one in app.markdown]
    suggested = load.suggested_series()
    links = [one for one in outside_share(app, "page_link") if ":small[In the article]" not in one.proto.label]
    assert links
    assert len(links) == sum(min(len(series), 4) for series in suggested.values())
    assert all("series=" in one.proto.query_string for one in links)


def test_without_figures_the_claims_stand_without_sources(serve_claims: Any) -> None:
    serve_claims({}, with_figures=False)

    app = open_page("claims", claim="one")

    assert entries(app) == [
        ("IT unites them.", ":material/radio_button_unchecked: **Not checkable.** No figure tells.")
    ]


def test_one_claim_of_an_undated_reading_is_said_and_shown(serve_claims: Any) -> None:
    serve_claims({})

    app = open_page("claims", claim="one")

    assert shown_text(app.markdown[0].value).startswith(
        say.LEAD_SINGLE.format(verdict="can't be checked with these figures")
    )
    assert say.OF_READING_ONLY in [shown_text(one.value) for one in app.caption]
    assert say.NO_TEST in [one.value for one in app.markdown]
    assert not app.get("segmented_control") or "reading" not in {one.key for one in app.get("segmented_control")}


HOSTILE = "[link](https://example.org) :red[alarm] $x$ <b>b</b> www.example.org " + "a very long claim " * 60


def test_claims_of_any_kind_are_shown_as_they_are(serve_claims: Any) -> None:
    serve_claims({"claim": HOSTILE.strip(), "because": f"{HOSTILE.strip()}.", "caveat": HOSTILE.strip()})

    app = open_page("claims", claim="one")

    assert shown_text(app.subheader[0].value) == HOSTILE.strip()
    for element in [*app.markdown, *app.caption, *app.subheader, *app.header]:
        assert "[link](" not in element.value
        assert ":red[" not in element.value
        assert "www.example" not in element.value


def test_the_file_of_the_view_has_the_claims_shown_with_reason_and_figures() -> None:
    asked = Asked(verdicts=("partly",))
    html = document.of_page("claims", Filters(), unit="statements", address="", claims=asked)
    partly = [row for row in CLAIMS if row["reading"] == "article" and row["verdict"] == "partly"]

    for row in CLAIMS:
        escaped = row["claim"].replace("'", "&#39;")
        assert (f">{escaped}</h3>" in html) == any(row["claim"] == one["claim"] for one in partly)
    assert html.count(say.VERDICT_MARKS["partly"]) == len(partly)
    assert "FTA" in html
    assert say.REPORT_HEAD not in document.of_page("overview", Filters(), unit="statements", address="")


def test_the_csv_of_a_claim_has_its_figures_sources_and_terms() -> None:
    shown = next(
        one for one in load.of_claims(boards.shown, Filters(), Asked()) if one.claim.name == "india-technology-market"
    )
    sources = rows.sources(shown.judged, READ)
    file = list(csv.DictReader(io.StringIO(rows.figures_csv(shown, sources).decode("utf-8-sig"))))
    expected = [one for one in FIGURES if one["claim_id"] == shown.judged.claim_id]

    assert [float(one[say.FIGURE_COLUMNS["value"]]) for one in file] == [float(one["value"]) for one in expected]
    assert all("CC BY 4.0" in one["terms"] and one["terms"].startswith("Source: The World Bank") for one in file)


def test_the_overview_says_how_the_claims_stand_and_leads_to_them() -> None:
    app = open_page("overview")

    assert say.OVERVIEW_HEAD in [one.value for one in app.subheader]
    assert any("10 are supported" in shown_text(one.value) for one in app.markdown)


def test_without_claims_the_overview_has_no_paragraph_on_them(serve: Serve) -> None:
    serve()

    assert say.OVERVIEW_HEAD not in [one.value for one in open_page("overview").subheader]


def test_a_sentence_of_the_article_leads_to_its_claims() -> None:
    html = "".join(one.proto.body for one in open_page("article").get("html"))

    for row in CLAIMS:
        assert f'href="claims?claim={row["entry"]}"' in html
    supported = sum(row["verdict"] == "supported" for row in CLAIMS if row["reading"] == "article")
    assert html.count('data-c="claim: supported"') + html.count('data-c="also: supported"') == supported


def test_a_statement_names_the_series_that_bear_on_it() -> None:
    suggested = load.suggested_series()
    statement = next(one for one, series in suggested.items() if 1 < len(series) < 4)

    app = open_page("statements", statement=statement)

    assert say.STATEMENT_SERIES in [one.value for one in app.caption]
    labels = [one.proto.label for one in outside_share(app, "page_link")]
    for _, name in suggested[statement]:
        assert any(name in label for label in labels)


def test_words_in_addresses_stay() -> None:
    assert {name: list(words.values()) for name, words in say.PUBLIC.items()} == {
        "reading": ["As of the article", "On today's figures"],
        "verdict": ["Supported", "Partly supported", "Contradicted", "Not checkable"],
        "order": ["Text", "Verdict", "Speaker"],
    }
    for name, words in say.PUBLIC.items():
        for one, word in words.items():
            assert WORDS.resolve(name, word) == WORDS.resolve(name, one) == one


def test_a_word_that_is_gone_from_a_link_is_reported() -> None:
    app = open_page("claims", verdict="Doubtful", reading="On today's figures")

    assert [shown_text(one.value) for one in app.warning] == [
        text.link_report([("verdict", "Doubtful")], 2).replace("\\", "")
    ]

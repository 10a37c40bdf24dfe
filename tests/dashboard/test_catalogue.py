"""Every chart of the catalogue: figure, title, marks and downloads tell the same numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pkcn_dashboard import load, text
from pkcn_dashboard.charts import catalogue, figures
from pkcn_dashboard.charts.catalogue import CHARTS
from pkcn_dashboard.exports import downloads
from pkcn_dashboard.load import Data
from pkcn_dashboard.theme import template
from pkcn_dashboard.words import words_of
from pkcn_data.datapackage import Manifest
from pkcn_data.summary import Filters, Unit, View, code_mentions, code_statements, filter_view
from pkcn_data.tables import Tables, read_tables, to_frames
from tests.dashboard.conftest import Serve
from tests.dashboard.corpus import CODEBOOK, CORPUS, COUNTRY_NAMES, Said, code

UNITS: tuple[Unit, ...] = ("statements", "sentences", "speakers")
KEYS = {"statements": "statement_id", "mentions": "mention_id"}
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def corpus(serve: Serve) -> None:
    serve()


def draw(chart_id: str, filters: Filters | None = None, *, unit: str = "statements") -> catalogue.Drawn:
    return load.drawn(chart_id, filters or Filters(), unit=unit, scheme="light")


def marks(drawn: catalogue.Drawn) -> Iterator[tuple[str, int]]:
    """Return the mark and the length or size of each bar or dot that the figure draws."""
    for trace in drawn.figure.checked().data:
        if trace.customdata is not None:
            counts = trace.x if trace.type == "bar" else trace.marker.size
            for (row_id, series_id), count in zip(trace.customdata, counts, strict=True):
                yield f"{row_id}|{series_id}", count


def data_of(tables: Tables) -> Data:
    """Return tables as the dashboard holds them."""
    manifest = Manifest("", {})
    return Data("", tables, code_statements(tables), code_mentions(tables), words_of(tables), manifest)


def view_of(data: Data, filters: Filters) -> View:
    return filter_view(data.tables, data.statements, data.mentions, filters)


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_focus_chart_is_drawn_as_counted() -> None:
    drawn = draw("focus-tone")

    assert drawn.title == (
        "IT comes up in 3 statements, agriculture in 1 and textiles in 1; negative on agriculture (1) and textiles (1)"
    )
    assert [(trace.name, list(trace.x)) for trace in drawn.figure.checked().data] == [
        ("Positive", [3, 0, 0]),
        ("Negative", [0, 1, 1]),
    ]
    assert list(drawn.figure.checked().data[0].y) == ["it", "agriculture", "textiles"]
    assert list(drawn.figure.checked().layout.yaxis.ticktext) == ["IT", "Agriculture", "Textiles"]
    assert drawn.figure.checked().layout.barmode == "stack"
    assert drawn.alt == (
        f"{drawn.title}. Information technology: Positive 3; Agriculture: Negative 1; Textiles and apparel: Negative 1."
    )


def test_of_many_rows_the_longest_are_drawn_and_the_table_has_all(serve: Serve) -> None:
    serve(
        tuple(Said(text="IT is good.", speaker=f"Speaker {n}", codes={"sector:it": "positive fact"}) for n in range(30))
    )
    drawn = draw("speakers")

    assert sum(len(trace.x) for trace in drawn.figure.checked().data) == drawn.chart.most_rows == 12
    assert len(drawn.marks) == len(lines(downloads.chart_csv(drawn))) == drawn.row_count == 30


def test_a_legend_has_room_on_a_phone(serve: Serve) -> None:
    """Four entries stand in two lines above the bars, two in one."""
    kinds = ("fact", "aim", "recommendation", "potential")
    serve(tuple(Said(text="IT is it.", countries=("PAK",), codes={"sector:it": f"positive {kind}"}) for kind in kinds))

    assert draw("sides-kind").figure.checked().layout.margin.t == 56
    assert draw("sides-tone").figure.checked().layout.margin.t == 36


def built() -> Data:
    """Return the tables of the articles in the repository."""
    return data_of(read_tables(ROOT / "data" / "tables"))


BUILT = built()
NAMES = ("Ali Raza", "Board of Trade", "Li Wei", *COUNTRY_NAMES.values())
CODES = [f"sector:{one}" for one in ("it", "agriculture", "textiles", "health")]
CODES += [f"theme:{one}" for one in ("partnership", "skills", "jobs")]
TONES = [
    f"{tone} {kind}" for tone in ("positive", "neutral", "negative") for kind in catalogue.SERIES_ORDER["modality"]
]


@st.composite
def corpora(draw: st.DrawFn) -> Data:
    """Return the tables of an article of up to five sentences, with any names, codes, countries and speakers."""
    sentences = [
        Said(
            text=f"Here are {' and '.join(draw(st.lists(st.sampled_from(NAMES), max_size=3)))}.",
            speaker=draw(st.sampled_from(("narrator", "Ali Raza", "Board of Trade"))),
            countries=tuple(sorted(draw(st.sets(st.sampled_from(sorted(COUNTRY_NAMES)))))),
            codes=draw(st.dictionaries(st.sampled_from(CODES), st.sampled_from(TONES), max_size=4)),
        )
        for _ in range(draw(st.integers(1, 5)))
    ]
    return data_of(to_frames([code(tuple(sentences))], CODEBOOK))


def any_filters(data: Data) -> st.SearchStrategy[Filters]:
    """Return choices of up to two ids in each filter."""
    offered = {field.name: sorted(data.words.shown[field.name]) for field in fields(Filters)}
    chosen = {
        name: st.sets(st.sampled_from(ids), max_size=2).map(lambda some: tuple(sorted(some))) if ids else st.just(())
        for name, ids in offered.items()
    }
    none = st.just(())
    # A choice in each of seven filters leaves nothing most of the time.
    return st.fixed_dictionaries({name: st.one_of(none, none, some) for name, some in chosen.items()}).map(
        lambda given: Filters(**given)
    )


@pytest.mark.parametrize("chart_id", sorted(CHARTS))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=6, deadline=None)
@given(example=st.data())
def test_every_mark_its_evidence_and_its_file_agree(chart_id: str, example: st.DataObject) -> None:
    """Whatever is filtered and counted: as long or large as drawn = rows listed = lines of the CSV = kept as filter."""
    data = example.draw(st.one_of(st.just(BUILT), corpora()))
    filters = example.draw(any_filters(data))
    for unit in UNITS:
        _agree(CHARTS[chart_id], unit, data, filters, example)


def _agree(chart: catalogue.Chart, unit: Unit, data: Data, filters: Filters, example: st.DataObject) -> None:
    """Fail where a mark, what it opens, what its file says and what is kept of it are not the same rows."""
    view = view_of(data, filters)
    drawn = catalogue.draw(chart, view, data.words, unit=unit, scheme="light")
    counts = {mark_id: mark.count for mark_id, mark in drawn.marks.items()}

    assert {mark_id: length for mark_id, length in marks(drawn) if length}.items() <= counts.items()
    assert [int(line[drawn.unit]) for line in lines(downloads.chart_csv(drawn))] == drawn.table["count"].tolist()
    some = st.lists(st.sampled_from(sorted(counts)), max_size=4, unique=True) if counts else st.just([])
    for mark_id in example.draw(some):
        mark = drawn.marks[mark_id]
        rows = catalogue.behind(chart, view, mark, unit=unit)
        assert mark.count == rows["unit_id"].nunique() > 0
        assert len(lines(downloads.evidence_csv(rows, unit=drawn.unit, words=data.words))) == mark.count
        _filters_only_take_away(chart, data, mark, rows)
        kept = catalogue.filters_of(chart, mark, rows)
        if kept and not (filters.country and "country" in kept):  # a choice of countries takes another's place
            again = catalogue.behind(chart, view_of(data, replace(filters, **kept)), mark, unit=unit)
            assert again["unit_id"].nunique() == mark.count


def _filters_only_take_away(chart: catalogue.Chart, data: Data, mark: catalogue.Mark, rows: pd.DataFrame) -> None:
    """Fail where a mark lists a row twice, or one that its row of the unfiltered chart doesn't have."""
    key = KEYS[chart.source]
    unfiltered = catalogue.behind(chart, view_of(data, Filters()), replace(mark, series_id=""), unit="sentences")
    assert not rows[key].duplicated().any()
    assert set(rows[key]) <= set(unfiltered[key])


def test_who_is_named_is_counted_in_mentions() -> None:
    drawn = draw("named")

    assert (drawn.unit, drawn.title) == (
        "mentions",
        "Pakistan is named most, 3 times; nobody named is heard",
    )
    assert catalogue.caption(drawn, asked="statements").endswith(text.FALLBACK_NOTE["mentions"])
    assert [(trace.name, dict(zip(trace.y, trace.x, strict=True))) for trace in drawn.figure.checked().data] == [
        ("Not heard", {"pakistan": 3, "china": 1, "india": 1})
    ]


def test_a_statement_on_a_theme_counts_with_the_sectors_of_its_sentence() -> None:
    drawn = draw("themes-sectors")
    dots = drawn.figure.checked().data[-1]

    assert {(y, x): size for x, y, size in zip(dots.x, dots.y, dots.marker.size, strict=True)} == {
        ("partnership", "it"): 1,
        ("diversification", "it"): 1,
        ("diversification", "agriculture"): 1,
        ("diversification", "textiles"): 1,
        ("market_recognition", "it"): 1,
    }
    assert drawn.title == "IT is the sector that comes up with the most themes, 3 of 4; 1 comes up with no sector"
    assert list(drawn.figure.checked().layout.xaxis.ticktext) == ["IT", "Agriculture", "Textiles"]


def test_dots_are_as_large_as_their_counts_and_say_them(serve: Serve) -> None:
    codes = {"sector:it": "positive fact", "theme:jobs": "positive fact"}
    serve(
        (
            *[Said(text="IT and jobs.", codes=codes)] * 16,
            Said(text="IT and jobs.", codes=codes | {"theme:skills": "positive fact"}),
        )
    )
    dots = draw("themes-sectors").figure.checked().data[-1]

    assert (dots.marker.sizemode, list(dots.marker.size), list(dots.text)) == ("area", [17, 1], ["17", "1"])
    assert list(dots.textposition) == ["middle center", "bottom center"]


def test_of_many_columns_the_most_frequent_are_drawn_and_the_table_has_all(serve: Serve) -> None:
    one = {"theme:jobs": "positive fact"}
    serve(tuple(Said(text="Jobs.", speaker=f"Speaker {n}", codes=one) for n in [*range(12), 11, 10]))
    drawn = draw("speakers-themes")

    assert list(drawn.figure.checked().layout.xaxis.ticktext)[:3] == ["Speaker 10", "Speaker 11", "Speaker 0"]
    assert len(drawn.figure.checked().layout.xaxis.ticktext) == drawn.chart.most_columns == 9
    assert len(lines(downloads.chart_csv(drawn))) == drawn.column_count == 12
    assert "The 9 most frequent of 12 columns are drawn" in catalogue.caption(drawn, asked="statements")


def test_a_name_that_no_filter_knows_cannot_be_kept() -> None:
    drawn, view = draw("named"), load.view(Filters())
    mark = drawn.marks["china|"]

    assert catalogue.filters_of(drawn.chart, mark, catalogue.behind(drawn.chart, view, mark, unit="mentions")) == {}


def test_names_are_text_in_figures_and_files(serve: Serve) -> None:
    serve((Said(text="IT = <b>good</b>.", speaker="=1+<b>B</b> $x$ $y$", codes={"sector:it": "positive fact"}),))
    load.clear()
    drawn = draw("speakers")

    assert list(drawn.figure.checked().layout.yaxis.ticktext) == ["=1+&lt;b&gt;B&lt;/b&gt; &#36;x&#36; &#36;y&#36;"]
    assert lines(downloads.chart_csv(drawn))[0]["speaker"] == "'=1+<b>B</b> $x$ $y$"


def test_long_names_are_cut_in_the_figure_only(serve: Serve) -> None:
    name = "Ministry of " + "Very " * 20 + "Long Names"
    serve((Said(text="IT is good.", speaker=name, codes={"sector:it": "positive fact"}),))
    load.clear()
    drawn = draw("speakers")

    label = drawn.figure.checked().layout.yaxis.ticktext[0]
    assert label.count("<br>") == 2
    assert label.endswith("…")
    assert next(iter(drawn.marks.values())).label == name


def test_the_same_rows_are_drawn_once() -> None:
    assert draw("sectors") is draw("sectors")


def test_new_tables_are_seen_at_once(serve: Serve) -> None:
    before = draw("sectors").title
    serve(CORPUS[:1])

    assert before != draw("sectors").title == "IT is the only sector that comes up, in 1 statement"


def test_a_finished_figure_has_the_look_of_its_template_in_it() -> None:
    """With a template, the browser would draw each chart twice."""
    look = template("dark")["layout"]
    shown = {
        "template": template("dark"),
        "xaxis": {"range": [0, 3]},
        "yaxis2": {"title": {"text": "%"}},
        "bargap": 0.1,
    }

    layout = figures.FinishedFigure({"data": [], "layout": shown}).to_dict()["layout"]

    assert "template" not in layout
    assert (layout["paper_bgcolor"], layout["bargap"]) == (look["paper_bgcolor"], 0.1)
    assert layout["xaxis"] == {**look["xaxis"], "range": [0, 3]}
    assert layout["yaxis2"] == {**look["yaxis"], "title": {"text": "%"}}
    assert shown["xaxis"] == {"range": [0, 3]}

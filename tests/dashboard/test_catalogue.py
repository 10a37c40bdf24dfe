"""Every chart of the catalogue: figure, title, marks and downloads tell the same numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pkcn_dashboard import catalogue, downloads, load
from pkcn_dashboard.catalogue import CHARTS
from pkcn_data.summary import Filters
from tests.dashboard.corpus import CORPUS, Said

Serve = Callable[..., Path]
UNITS = ("statements", "sentences", "speakers")


@pytest.fixture(autouse=True)
def corpus(serve: Serve) -> None:
    serve()


def draw(chart_id: str, filters: Filters | None = None, *, unit: str = "statements") -> catalogue.Drawn:
    return load.drawn(chart_id, filters or Filters(), unit=unit, scheme="light")


def bars(drawn: catalogue.Drawn) -> Iterator[tuple[str, int]]:
    """Return the mark and the length of each bar that the figure draws."""
    for trace in drawn.figure.data:
        for (row_id, series_id), length in zip(trace.customdata, trace.x, strict=True):
            yield f"{row_id}|{series_id}", length


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_focus_chart_is_drawn_as_counted() -> None:
    drawn = draw("focus-tone")

    assert drawn.title == (
        "IT comes up in 3 statements, agriculture in 1 and textiles in 1; negative on agriculture (1) and textiles (1)"
    )
    assert [(trace.name, list(trace.x)) for trace in drawn.figure.data] == [
        ("Positive", [3, 0, 0]),
        ("Negative", [0, 1, 1]),
    ]
    assert list(drawn.figure.data[0].y) == ["it", "agriculture", "textiles"]
    assert list(drawn.figure.layout.yaxis.ticktext) == ["IT", "Agriculture", "Textiles"]
    assert drawn.figure.layout.barmode == "stack"
    assert drawn.alt == (
        f"{drawn.title}. Information technology: Positive 3; Agriculture: Negative 1; Textiles and apparel: Negative 1."
    )


def test_of_many_rows_the_longest_are_drawn_and_the_table_has_all(serve: Serve) -> None:
    serve(
        tuple(Said(text="IT is good.", speaker=f"Speaker {n}", codes={"sector:it": "positive fact"}) for n in range(30))
    )
    drawn = draw("speakers")

    assert sum(len(trace.x) for trace in drawn.figure.data) == drawn.chart.most_rows == 12
    assert len(drawn.marks) == len(lines(downloads.chart_csv(drawn))) == drawn.row_count == 30


def test_a_legend_has_room_on_a_phone(serve: Serve) -> None:
    """Four entries stand in two lines above the bars, two in one."""
    kinds = ("fact", "aim", "recommendation", "potential")
    serve(tuple(Said(text="IT is it.", countries=("PAK",), codes={"sector:it": f"positive {kind}"}) for kind in kinds))

    assert draw("sides-kind").figure.layout.margin.t == 56
    assert draw("sides-tone").figure.layout.margin.t == 36


FIELDS = {
    "sector": ("it", "agriculture", "textiles", "health"),
    "theme": ("partnership", "skills"),
    "speaker": ("narrator", "ali_raza", "board_of_trade"),
    "country": ("PAK", "CHN", "IND"),
    "tone": ("positive", "negative"),
    "modality": ("fact", "potential"),
}
ANY_FILTERS = st.fixed_dictionaries(
    {
        name: st.sets(st.sampled_from(values), max_size=2).map(lambda chosen: tuple(sorted(chosen)))
        for name, values in FIELDS.items()
    }
).map(lambda chosen: Filters(**chosen))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(chart_id=st.sampled_from(sorted(CHARTS)), filters=ANY_FILTERS, unit=st.sampled_from(UNITS))
def test_a_bar_its_evidence_and_its_file_agree(chart_id: str, filters: Filters, unit: str) -> None:
    data, view = load.data(), load.view(filters)
    drawn = draw(chart_id, filters, unit=unit)

    for mark_id, length in bars(drawn):
        if not length:
            continue
        mark = drawn.marks[mark_id]
        rows = catalogue.behind(drawn.chart, view, mark, unit=unit)
        assert mark.count == length == rows["unit_id"].nunique()
        assert len(lines(downloads.evidence_csv(rows, unit=drawn.unit, words=data.words))) == length
    assert [int(line[drawn.unit]) for line in lines(downloads.chart_csv(drawn))] == drawn.table["count"].tolist()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(chart_id=st.sampled_from(sorted(CHARTS)), filters=ANY_FILTERS, unit=st.sampled_from(UNITS))
def test_a_bar_kept_as_filter_stays_as_long_as_it_is(chart_id: str, filters: Filters, unit: str) -> None:
    filters = replace(filters, country=())  # another choice of countries can't be added to one: it takes its place
    drawn = draw(chart_id, filters, unit=unit)

    for mark in drawn.marks.values():
        kept = load.view(replace(filters, **catalogue.filters_of(drawn.chart, mark)))
        assert catalogue.behind(drawn.chart, kept, mark, unit=unit)["unit_id"].nunique() == mark.count


def test_names_are_text_in_figures_and_files(serve: Serve) -> None:
    serve((Said(text="IT = <b>good</b>.", speaker="=1+<b>B</b> $x$ $y$", codes={"sector:it": "positive fact"}),))
    load.clear()
    drawn = draw("speakers")

    assert list(drawn.figure.layout.yaxis.ticktext) == ["=1+&lt;b&gt;B&lt;/b&gt; &#36;x&#36; &#36;y&#36;"]
    assert lines(downloads.chart_csv(drawn))[0]["speaker"] == "'=1+<b>B</b> $x$ $y$"


def test_long_names_are_cut_in_the_figure_only(serve: Serve) -> None:
    name = "Ministry of " + "Very " * 20 + "Long Names"
    serve((Said(text="IT is good.", speaker=name, codes={"sector:it": "positive fact"}),))
    load.clear()
    drawn = draw("speakers")

    label = drawn.figure.layout.yaxis.ticktext[0]
    assert label.count("<br>") == 2
    assert label.endswith("…")
    assert next(iter(drawn.marks.values())).label == name


def test_the_same_rows_are_drawn_once() -> None:
    assert draw("sectors") is draw("sectors")


def test_new_tables_are_seen_at_once(serve: Serve) -> None:
    before = draw("sectors").title
    serve(CORPUS[:1])

    assert before != draw("sectors").title == "IT is the only sector that comes up, in 1 statement"

"""Every page through the frame: full, filtered, with a link that doesn't fit, empty, with hostile names."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pkcn_dashboard import load, navigation, text
from pkcn_dashboard.charts import catalogue
from pkcn_dashboard.text import actors, share
from pkcn_data.store import write_tables
from pkcn_data.summary import Filters
from tests.dashboard.conftest import FRAME, Serve, open_page
from tests.dashboard.corpus import CODEBOOK, CORPUS, Said, code

PAGES = sorted(navigation.PAGES)
FILTERED = [page_id for page_id in PAGES if navigation.PAGES[page_id].has_filters]


def findings(app: AppTest) -> list[str]:
    """Return the titles of charts and paragraphs."""
    return [element.value.replace("\\", "") for element in app.subheader]


@pytest.mark.parametrize("page_id", PAGES)
def test_a_page_shows_its_title_and_charts(page_id: str, serve: Serve) -> None:
    serve()

    app = open_page(page_id)

    assert [element.value for element in app.title] == [text.PAGE_TITLES[page_id]]
    charts = app.get("plotly_chart")
    behind_switch = {"actors": list(actors.HEARD_BY)[1:], "india": list(text.TREATMENT_BY)[1:]}.get(page_id, [])
    assert len(charts) == len(catalogue.charts_of(page_id)) - len(behind_switch)
    assert all(chart.proto.alt and chart.proto.spec for chart in charts)


@pytest.mark.parametrize("page_id", FILTERED)
def test_a_filter_leaves_what_fits_and_names_itself(page_id: str, serve: Serve) -> None:
    serve()
    app = open_page(page_id)

    app.multiselect("speaker").set_value(["ali_raza"]).run()

    assert not app.exception
    assert app.button("chip-speaker-ali_raza").label == "Speaker: Ali Raza"
    assert "Showing 5 of 9 statements in 2 of 5 sentences." in [caption.value for caption in app.caption]


@pytest.mark.parametrize("page_id", FILTERED)
def test_one_press_clears_all_filters(page_id: str, serve: Serve) -> None:
    serve()
    app = open_page(page_id, sector="IT", tone="Positive")
    assert app.multiselect("sector").value == ["it"]

    app.button("clear-all").click().run()

    assert not app.exception
    assert (app.multiselect("sector").value, app.multiselect("tone").value) == ([], [])


def test_a_page_without_filters_keeps_them_for_the_next(serve: Serve) -> None:
    serve()

    app = open_page("method", sector="IT")
    assert app.multiselect("sector").value == ["it"]
    assert not [button for button in app.button if button.key == "clear-all"]

    app.switch_page(str(navigation.PAGES["sectors"].file)).run()
    assert not app.exception
    assert app.button("chip-sector-it").label == "Sector: IT"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ({}, "heard-kind"),
        ({"heard": "Country"}, "heard-country"),
        ({"chart": "heard-institution"}, "heard-institution"),
        ({"bar-heard-country": "China"}, "heard-country"),
        ({"heard": "Institution", "chart": "heard-country"}, "heard-institution"),
    ],
)
def test_a_link_chooses_among_charts_that_share_a_card(address: dict[str, str], shown: str, serve: Serve) -> None:
    serve()

    app = open_page("actors", **address)

    assert _heard_shown(app) == [shown]


def test_the_switch_of_a_card_shows_each_of_its_charts(serve: Serve) -> None:
    serve()
    app = open_page("actors", chart="heard-country")

    for chart_id, word in actors.HEARD_BY.items():
        app.get("button_group")[0].set_value(chart_id).run()
        assert not app.exception
        assert _heard_shown(app) == [chart_id], word
    assert "chart" not in app.query_params


def test_a_link_to_a_choice_that_is_gone_says_so(serve: Serve) -> None:
    serve()

    app = open_page("actors", heard="Blood group")

    assert text.GONE_CHOICE.format(choice="Blood group") in [caption.value for caption in app.caption]
    assert _heard_shown(app) == ["heard-kind"]


def test_a_run_of_a_page_looks_at_the_files_once(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    serve()
    looked: list[Path] = []
    version = load.tables_version
    monkeypatch.setattr(load, "tables_version", lambda folder: looked.append(folder) or version(folder))

    open_page("overview", sector="IT")

    assert len(looked) == 1


def test_what_the_share_button_opens_is_made_when_it_is_open(serve: Serve) -> None:
    serve()
    app = open_page("overview")
    assert not [button for button in app.button if button.key == "copy-link"]

    app.session_state["share"] = True
    app.run()

    assert not app.exception
    assert app.button("copy-link").label == share.COPY_LINK


def _heard_shown(app: AppTest) -> list[str]:
    keys = [chart.proto.id.rpartition("chart-heard-")[2] for chart in app.get("plotly_chart")]
    return [
        f"heard-{key.rpartition('-')[0]}"
        for key in keys
        if key.rpartition("-")[0] in ("kind", "country", "institution")
    ]


@pytest.mark.parametrize("page_id", [page_id for page_id in PAGES if navigation.PAGES[page_id].is_filtered])
def test_nothing_that_fits_is_said_and_no_error(page_id: str, serve: Serve) -> None:
    serve()

    app = open_page(page_id, sector="Health")

    assert not app.exception
    assert not app.get("plotly_chart")
    assert any(text.EMPTY_HINT in caption.value for caption in app.caption)


@pytest.mark.parametrize("page_id", PAGES)
def test_a_text_without_any_statement_has_pages(page_id: str, serve: Serve) -> None:
    serve((Said(text="It rained."),))

    assert not open_page(page_id).get("plotly_chart")


@pytest.mark.parametrize("page_id", PAGES)
def test_one_row_has_pages(page_id: str, serve: Serve) -> None:
    serve(CORPUS[:1], title=None, outlet=None, published=None)

    app = open_page(page_id)

    assert bool(app.get("plotly_chart")) == bool(catalogue.charts_of(page_id))
    if catalogue.charts_of(page_id):
        assert any("untitled article" in caption.value for caption in app.caption)


NAMES = (
    "A very long name " * 12,
    "[link](https://example.org) :red[alarm] $x$ <b>b</b> :material/home: www.example.org a@example.org",
    "محمد علی جناح",
    "中华人民共和国工业和信息化部",
)


@pytest.mark.parametrize("page_id", PAGES)
def test_names_of_any_kind_are_shown_as_they_are(page_id: str, serve: Serve) -> None:
    codes = {"sector:it": "positive fact", "theme:skills": "positive aim"}
    serve(tuple(Said(text=f"{name} praises IT.", speaker=name.strip(), codes=codes) for name in NAMES))

    app = open_page(page_id)

    for element in [*app.markdown, *app.caption, *app.subheader, *app.header]:
        assert "[link](" not in element.value
        assert ":red[" not in element.value
        assert "www.example" not in element.value


def test_a_link_that_no_longer_fits_says_which_part(serve: Serve) -> None:
    serve()

    app = open_page("sectors", sector=["IT", "Steel"], tone="Angry", theme="Skills", size="9")

    assert [warning.value.replace("\\", "") for warning in app.warning] == [
        "3 of 5 settings in this link no longer exist: sector “Steel”, tone “Angry”, size “9”. The rest is applied."
    ]
    assert app.multiselect("sector").value == ["it"]
    assert app.multiselect("theme").value == ["skills"]


def test_what_was_said_about_a_link_goes_with_the_next_filter(serve: Serve) -> None:
    serve()
    app = open_page("sectors", sector="Steel")
    assert app.warning

    app.multiselect("tone").set_value(["positive"]).run()

    assert not app.warning


@pytest.mark.parametrize("value", ["it", "IT", "Information technology", "information TECHNOLOGY"])
def test_ids_and_labels_in_a_link_resolve(value: str, serve: Serve) -> None:
    serve()

    app = open_page("overview", sector=value)

    assert app.multiselect("sector").value == ["it"]
    assert not app.warning


def test_a_former_word_in_a_link_resolves(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    serve()
    monkeypatch.setattr(text, "FORMER_WORDS", {"sector": {"ICT": "it"}})

    assert open_page("overview", sector="ICT").multiselect("sector").value == ["it"]


def test_the_sentences_behind_a_bar_are_as_many_as_it_is_long(serve: Serve) -> None:
    serve()
    app = open_page("sectors")

    app.selectbox("bar-focus-tone").set_value("it|positive").run()

    assert not app.exception
    assert "**IT, Positive** · 3 statements in 3 sentences" in [element.value for element in app.markdown]
    assert [element.value for element in app.get("text")] == [
        "IT unites Pakistan and China.",
        "IT can free Pakistan from agriculture and textiles.",
        "India's IT sector is recognised.",
    ]


def test_the_sentences_behind_a_bar_close(serve: Serve) -> None:
    serve()
    app = open_page("sectors", **{"bar-focus-tone": "IT, Positive"})
    assert app.get("text")

    app.button("close-focus-tone").click().run()

    assert not app.exception
    assert not app.get("text")


def test_keeping_a_side_says_that_it_replaces_the_countries_set(serve: Serve) -> None:
    serve()
    app = open_page("india", country="India")
    app.selectbox("bar-sides-tone").set_value("ind|").run()
    assert app.button("keep-sides-tone").label == text.KEEP_AS_FILTER

    app.multiselect("country").set_value(["IND", "CHN"]).run()

    assert app.button("keep-sides-tone").label == text.KEEP_INSTEAD


def test_a_sentence_names_its_article_where_there_are_several(serve: Serve, tmp_path: Path) -> None:
    serve()
    write_tables([code(CORPUS), code(CORPUS, article_id="other", title="Another")], CODEBOOK, tmp_path / "tables")

    app = open_page("sectors", **{"bar-focus-tone": "Agriculture, Negative"})

    places = [caption.value.split(" · ")[0] for caption in app.caption if caption.value.startswith("Sentence ")]
    assert places == ["Sentence 2 of “A corpus”", "Sentence 2 of “Another”"]


def test_a_bar_can_be_kept_as_filter_and_keeps_its_length(serve: Serve) -> None:
    serve()
    app = open_page("sectors")
    app.selectbox("bar-focus-tone").set_value("agriculture|negative").run()

    app.button("keep-focus-tone").click().run()

    assert not app.exception
    assert (app.multiselect("sector").value, app.multiselect("tone").value) == (["agriculture"], ["negative"])
    assert "**Agriculture, Negative** · 1 statement in 1 sentence" in [element.value for element in app.markdown]


def test_a_bar_in_a_link_that_is_gone_is_reported_under_its_chart(serve: Serve) -> None:
    serve()

    app = open_page("overview", **{"bar-sectors": "Steel"})

    assert text.GONE_MARK["bars"] in [caption.value for caption in app.caption]


def test_the_counting_unit_changes_every_chart(serve: Serve) -> None:
    serve()
    app = open_page("overview")

    app.radio("count").set_value("sentences").run()

    assert not app.exception
    assert "Ali Raza is heard most, in 2 of 4 coded sentences" in findings(app)


def test_the_numbers_of_a_chart_stand_in_a_table(serve: Serve) -> None:
    serve()
    app = open_page("sectors")

    app.toggle("table-focus-tone").set_value(True).run()

    assert not app.exception
    assert app.dataframe[0].value.to_dict("list") == {
        "Sector": ["Information technology", "Agriculture", "Textiles and apparel"],
        "Positive": [3, 0, 0],
        "Negative": [0, 1, 1],
    }


def test_an_explicit_comparison_stands_with_its_sentence(serve: Serve) -> None:
    serve()

    app = open_page("india")

    assert "**Pakistan is put below India on global recognition**" in [element.value for element in app.markdown]
    assert "India's IT sector is recognised." in [element.value for element in app.get("text")]


def test_a_link_to_a_chart_that_is_none_or_elsewhere_says_so_and_shows_the_page(serve: Serve) -> None:
    serve()

    unknown = open_page("overview", chart="pie")
    elsewhere = open_page("overview", chart="sides-tone")

    assert [one.value.replace("\\", "") for one in unknown.warning] == [
        "This link asks for the chart “pie”, which does not exist (any more)."
    ]
    assert ["Pakistan-China and India" in one.value for one in elsewhere.warning] == [True]
    assert not open_page("overview", chart="sectors").warning
    assert unknown.get("plotly_chart")


@pytest.mark.parametrize("chart_id", ["focus-tone", "speakers"])
def test_a_chart_alone_has_its_filters_and_source_and_no_bar(
    chart_id: str, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve()
    monkeypatch.setattr(type(st.context), "is_embedded", True)

    app = open_page("overview", chart=chart_id, tone="negative", count="sentences", theme="Steel")

    whole = load.drawn(chart_id, Filters(tone=("negative",)), unit="sentences", scheme="light")
    assert findings(app) == [whole.title]
    assert len(app.get("plotly_chart")) == 1
    assert not app.title and not app.multiselect
    assert any(caption.value.startswith("Source: ") for caption in app.caption)
    assert any(f"chart={chart_id}" in one.value for one in app.markdown)
    assert [one.value.replace("\\", "")[:30] for one in app.warning] == ["1 of 3 settings in this link n"]


def test_a_chart_alone_that_is_none_says_so(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    serve()
    monkeypatch.setattr(type(st.context), "is_embedded", True)

    app = open_page("overview", chart="[x](y)")

    assert app.caption[0].value == share.CHART_UNKNOWN.format(chart=text.plain("[x](y)"))
    assert not app.get("plotly_chart")


def test_without_tables_the_page_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PKCN_DATA", str(tmp_path))

    app = AppTest.from_file(FRAME, default_timeout=30).run()

    assert not app.exception
    assert app.title[0].value == text.NO_TABLES
    assert "pkcn build" in app.get("text")[0].value

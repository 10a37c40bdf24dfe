"""The Data page: which table, which rows, what is handed out."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from pkcn_dashboard import load, text
from pkcn_dashboard.exports import formats
from pkcn_dashboard.text import data as say
from pkcn_data.schema import TABLES
from tests.dashboard.conftest import Serve, open_page, outside_share
from tests.dashboard.corpus import Said


def captions(app: AppTest) -> list[str]:
    return [caption.value.replace("\\", "") for caption in app.caption]


def keys(app: AppTest, table: str) -> list[str]:
    return list(app.dataframe[0].value[TABLES[table].key])


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_link_opens_a_table_with_its_dictionary(name: str, serve: Serve) -> None:
    serve()

    app = open_page("data", table=name)

    assert app.selectbox("table").value == name
    frame = getattr(load.data().tables, name)
    if frame.empty:
        assert say.NO_ROWS_AT_ALL in captions(app)
    else:
        assert keys(app, name) == list(frame[TABLES[name].key])
    assert list(app.table[0].value.index) == [f"`{column.name}`" for column in TABLES[name]]


def test_a_table_that_does_not_exist_is_reported_and_another_shown(serve: Serve) -> None:
    serve()

    app = open_page("data", table="[rows](x)")

    assert say.UNKNOWN_TABLE.format(name="[rows](x)", shown="statements") in captions(app)
    assert len(app.dataframe[0].value) == 9


def test_search_leaves_rows_that_hold_every_word(serve: Serve) -> None:
    serve()

    app = open_page("data", table="statements", find="ALI potential")

    assert keys(app, "statements") == ["corpus:002:1", "corpus:002:2", "corpus:002:3", "corpus:002:4"]
    assert any(caption.endswith("4 of 9 rows fit the search.") for caption in captions(app))
    assert say.SEARCH_NOT_PART in captions(app)


def test_everything_can_be_taken_away_where_nothing_fits_the_filters(serve: Serve) -> None:
    serve()

    app = open_page("data", sector="Health")
    app.radio("extent").set_value("full").run()

    assert not app.exception
    assert f"{say.NO_ROWS} {text.EMPTY_HINT}" in captions(app)
    assert app.radio("extent").value == "full"
    assert say.OFFERS["package"][0] in [button.proto.label for button in app.get("download_button")]


def test_filters_and_search_are_both_said(serve: Serve) -> None:
    serve()

    app = open_page("data", table="statements", find="it", country="India")

    assert keys(app, "statements") == ["corpus:004:1", "corpus:004:2"]
    assert any(caption.endswith("2 of 9 rows fit the filters and the search.") for caption in captions(app))


def test_a_search_without_result_says_what_to_change(serve: Serve) -> None:
    serve()

    app = open_page("data", find="nowhere <b>.*")

    assert not app.dataframe
    assert say.NOTHING_FOUND in captions(app)


def test_a_filter_that_leaves_no_row_of_a_table_says_so(serve: Serve) -> None:
    serve()

    app = open_page("data", table="comparisons", speaker="Ali Raza")

    assert any(caption.startswith(say.NO_ROWS) for caption in captions(app))


def test_both_extents_say_how_much_they_hold(serve: Serve) -> None:
    serve()

    app = open_page("data", speaker="Ali Raza")

    assert list(app.radio("extent").proto.captions) == [
        "What the filters leave: 5 statements in 2 sentences.",
        "Whatever the filters say: 9 statements in 5 sentences.",
    ]
    assert "**Speakers and themes**  \n2 ties between 1 speaker and 2 themes." in [one.value for one in app.markdown]

    app.radio("extent").set_value("full").run()

    assert not app.exception
    assert "**Speakers and themes**  \n4 ties between 3 speakers and 4 themes." in [one.value for one in app.markdown]


def test_every_export_has_a_button(serve: Serve) -> None:
    serve()

    app = open_page("data")

    labels = [button.proto.label for button in outside_share(app, "download_button")]
    assert labels[1:] == [
        *(say.OFFERS[export_id][0] for export_id in formats.TABLE_EXPORTS),
        *("GraphML", "CSV"),
        *("GraphML", "CSV"),
    ]


def test_no_file_is_built_before_it_is_asked_for(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    serve()
    monkeypatch.setattr("pkcn_dashboard.exports.archives.pack", lambda files: pytest.fail("built a file"))

    open_page("data")


def test_the_lines_to_copy_and_the_citation_stand_in_code(serve: Serve) -> None:
    serve()

    app = open_page("data", table="sentences")

    codes = [code.value for code in outside_share(app, "code")]
    assert len(codes) == len(say.SNIPPET_TABS) + len(text.CITATION_FORMS)
    assert 'package.open("tables/sentences.csv")' in codes[0]
    assert codes[3].startswith(f"{say.AUTHOR} ({say.YEAR}). {say.DATA_SET}")


def test_strange_names_are_shown_as_they_are(serve: Serve) -> None:
    name = "=1+1 <b>محمد</b> [link](x) 中文 " * 9
    serve((Said(text="IT.", speaker=name.strip(), codes={"sector:it": "positive fact"}),))

    app = open_page("data", table="actors")

    assert not app.exception
    assert name.strip() in list(app.dataframe[0].value["name"])

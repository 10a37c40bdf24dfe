"""The Method page: measured quality as measured, every code with its terms, a link that opens one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from streamlit.testing.v1 import AppTest

from pkcn_dashboard import links, load, text
from pkcn_dashboard.method import codes, quality
from pkcn_dashboard.text import method as words
from pkcn_data import model
from pkcn_data.codebook import load_codebook
from pkcn_data.evaluate import FIELDS, Evaluation, Measured, Score, quality_rows
from pkcn_data.paths import QUALITY_FILE
from pkcn_data.quality import write_quality
from pkcn_data.rows import Row
from tests.dashboard.conftest import Serve, open_page, outside_share
from tests.dashboard.corpus import CODEBOOK

CODEBOOK_FOLDER = Path(__file__).resolve().parents[2] / "data" / "codebook"
CODES = codes.codes_of(CODEBOOK)

UNSEEN = (
    Score(field="actors", right=93, given=96, cases=100, low=0.9, high=0.97),
    Score(field="stance", right=13, given=20, cases=20, low=0.45, high=0.79),
    Score(field="persons", right=0, given=0, cases=0, low=None, high=None),
)
SEEN = (
    Score(field="actors", right=1000, given=1000, cases=1000, low=1.0, high=1.0),
    Score(field="stance", right=15, given=20, cases=20, low=0.65, high=0.81),
    Score(field="persons", right=4, given=4, cases=4, low=1.0, high=1.0),
)


def rows(*, unseen: tuple[Score, ...] = UNSEEN, seen: tuple[Score, ...] = SEEN, version: str = "1.1.0") -> list[Row]:
    """Return what an evaluation of two sets writes, in the order in which it does."""
    return quality_rows(
        [
            Measured("dev", version, Evaluation(articles=17, sentences=259, scores=seen)),
            Measured("heldout", version, Evaluation(articles=7, sentences=106, scores=unseen)),
        ]
    )


@pytest.fixture
def method(serve: Serve) -> Callable[..., AppTest]:
    """Return a function that opens the page of a data folder with codebook and measured quality."""

    def open_method(*, measured: list[Row] | None = None, **parameters: str) -> AppTest:
        folder = serve()
        (folder / "codebook").symlink_to(CODEBOOK_FOLDER)
        write_quality(rows(version=CODES.version) if measured is None else measured, folder / QUALITY_FILE)
        return open_page("method", **parameters)

    return open_method


def labels(app: AppTest) -> list[str]:
    """Return the labels of the codes listed."""
    return [one.label.replace("\\", "") for one in app.expander if one.label.endswith("terms")]


def said(app: AppTest) -> list[str]:
    return [element.value.replace("\\", "") for element in [*app.markdown, *app.caption]]


def test_the_page_shows_steps_limits_quality_and_the_whole_codebook(method: Callable[..., AppTest]) -> None:
    app = method()

    assert not app.exception
    assert [head.value for head in app.header] == list(words.SECTIONS.values())
    assert labels(app) == [f"{one.label} · {len(one.terms)} terms" for one in CODES.entries.values()]
    shown = said(app)
    for one in CODES.entries.values():
        assert one.definition in shown
        assert f"**Coded:** {one.example}  \n**Not coded:** {one.counter_example}" in shown
    chart = app.get("plotly_chart")[0]
    assert chart.proto.alt.startswith("On articles kept unseen, 1 of 2 fields reach an F1 of 0.90; the lowest is tone")


def test_the_tables_hold_what_was_measured_and_the_unseen_articles_come_first(
    method: Callable[..., AppTest],
) -> None:
    app = method()

    heads = [head.value for head in app.subheader if "sentences" in head.value]
    assert heads == [
        "Articles kept unseen: 7 articles, 106 sentences",
        "Articles the rules were written with: 17 articles, 259 sentences",
    ]
    assert len(app.table) == 2
    first = app.table[0].value.rename(columns=lambda name: name.replace("\u00ad", ""))
    assert first.drop(columns=["Precision", "Recall", "F1"]).to_dict("list") == {
        "Field": ["Actors", "Tone", "Persons"],
        "Cases": [100, 20, 0],
        "95% interval": ["0.90–0.97", "0.45–0.79", "–"],
    }
    assert first["Precision"].round(2).tolist()[:2] == [0.97, 0.65]
    assert first["Precision"].isna().tolist() == [False, False, True]


def test_a_missing_measurement_is_said_with_what_to_do_and_the_rest_is_shown(
    method: Callable[..., AppTest], tmp_path: Path
) -> None:
    app = method()
    (tmp_path / QUALITY_FILE).unlink()

    app.run()

    assert not app.exception
    assert words.QUALITY_MISSING in said(app)
    assert "run `pkcn evaluate --write` to measure it" in app.get("text")[0].value
    assert not app.get("plotly_chart")
    assert len(labels(app)) == len(CODES.entries)


def test_an_empty_measurement_is_said(method: Callable[..., AppTest]) -> None:
    app = method(measured=[])

    assert not app.exception
    assert words.QUALITY_MISSING in said(app)


def test_a_missing_codebook_is_said_and_the_quality_is_shown(serve: Serve) -> None:
    folder = serve()
    write_quality(rows(), folder / QUALITY_FILE)

    app = open_page("method")

    assert words.CODEBOOK_MISSING in said(app)
    assert "no such folder" in app.get("text")[0].value
    assert len(app.get("plotly_chart")) == 1


def test_new_figures_are_seen_without_a_restart(method: Callable[..., AppTest], tmp_path: Path) -> None:
    app = method()
    best = tuple(score for score in SEEN if score.field == "actors")

    write_quality(rows(unseen=best, seen=best), tmp_path / QUALITY_FILE)
    app.run()

    assert "On articles kept unseen, all 1 fields reach an F1 of 0.90" in [
        head.value.replace("\\", "") for head in app.subheader
    ]


def test_figures_of_another_codebook_say_so(method: Callable[..., AppTest]) -> None:
    app = method(measured=rows(version="0.9.0"))

    assert any(f"Measured with codebook 0.9.0; the codebook below is {CODES.version}." in one for one in said(app))


@pytest.mark.parametrize("asked", ["theme:skills", "THEME:Skills", "theme: Skills and human capital "])
def test_a_link_opens_its_code_and_no_other(asked: str, method: Callable[..., AppTest]) -> None:
    app = method(code=asked)

    assert not app.warning
    entry = CODES.entries["theme:skills"]
    marked = [element.proto.body for element in app.get("html")]
    assert marked == [f'<div data-arrive tabindex="-1">{entry.definition}</div>']
    opened = [one for one in said(app) if one.startswith("**Terms:**")]
    assert opened == [f"**Terms:** {' · '.join(entry.terms)}"]
    assert [one.value for one in outside_share(app, "code")] == [f"{links.base()}/method?code=theme:skills"]


@pytest.mark.parametrize("asked", ["theme:steel", "skills", ":", "[a](b) <script> $x$ :red[y] " + "z" * 500])
def test_an_unknown_code_is_said_and_all_are_listed(asked: str, method: Callable[..., AppTest]) -> None:
    app = method(code=asked)

    assert not app.exception
    assert [warning.value.replace("\\", "").replace("\u2060", "") for warning in app.warning] == [
        words.CODE_GONE.format(code=text.clip(asked, 60))
    ]
    assert not any(mark in app.warning[0].value for mark in ("[a](", "$x$", ":red["))
    assert len(labels(app)) == len(CODES.entries)
    assert not app.get("html")


def test_a_search_leaves_the_codes_whose_terms_or_definition_fit(method: Callable[..., AppTest]) -> None:
    app = method()

    app.text_input("method-search").set_value("cotton").run()

    assert not app.exception
    assert any(label.startswith("Textiles") for label in labels(app))
    assert 0 < len(labels(app)) < len(CODES.entries)
    assert any(one.startswith("Terms that fit:") and "cotton" in one for one in said(app))

    app.text_input("method-search").set_value("[xyzzy](b)").run()

    assert labels(app) == []
    assert words.CODEBOOK_NO_MATCH.format(words="[xyzzy](b)") in said(app)


def test_filters_that_leave_nothing_leave_the_page(method: Callable[..., AppTest]) -> None:
    app = method(sector="Health")

    assert [head.value for head in app.header] == list(words.SECTIONS.values())


@pytest.mark.parametrize(
    ("asked", "terms", "fits"),
    [
        ("digitisation", ("digiti*",), ("digiti*",)),
        ("creating", ("create+ jobs",), ("create+ jobs",)),
        ("jobs creating", ("create+ jobs",), ("create+ jobs",)),
        ("E-Commerce", ("e commerce", "commerce=", "ecommerce"), ("e commerce", "ecommerce")),
        ("ware", ("software", "wares"), ("software", "wares")),
        ("sector", ('"industrial ,.. sector"',), ('"industrial ,.. sector"',)),
        ("it", ("IT", "transit"), ("IT",)),
        ("jobless", ("jobs", "job="), ()),
    ],
)
def test_a_search_reads_terms_as_they_are_written(asked: str, terms: tuple[str, ...], fits: tuple[str, ...]) -> None:
    entry = codes.Entry(
        kind="theme",
        id="x",
        label="X",
        group="G",
        isic=None,
        definition="D.",
        example="E.",
        counter_example="C.",
        terms=terms,
    )

    assert [found.terms for found in codes.search([entry], asked)] == ([fits] if fits else [])


def test_dots_and_intervals_are_those_measured() -> None:
    sets = quality.gold_sets(rows())

    figure = quality.draw(sets, codebook=None, scheme="light").figure.checked()

    unseen, seen = figure.data
    assert [round(one, 3) for one in unseen.x] == [0.949, 0.65]
    assert [round(a + b, 3) for a, b in zip(unseen.x, unseen.error_x.array, strict=True)] == [0.97, 0.79]
    assert [round(a - b, 3) for a, b in zip(unseen.x, unseen.error_x.arrayminus, strict=True)] == [0.9, 0.45]
    assert [round(one, 3) for one in seen.x] == [1, 0.75, 1]
    assert list(figure.layout.yaxis.ticktext) == ["Actors", "Tone", "Persons"]
    assert [one.text for one in figure.layout.annotations] == ["0.95", "0.65", "–"]
    assert unseen.marker.symbol != seen.marker.symbol


def test_an_unknown_set_and_field_go_by_their_own_names_and_plotly_reads_no_tags() -> None:
    score = Score(field="<b>new</b>", right=1, given=1, cases=1, low=None, high=None)
    one = Measured("<i>mine</i>", "1.0.0", Evaluation(articles=1, sentences=1, scores=(score,)))
    drawn = quality.draw(quality.gold_sets(quality_rows([one])), codebook=None, scheme="dark")

    assert drawn.figure.checked().data[0].name == "&lt;i&gt;mine&lt;/i&gt;"
    assert drawn.figure.checked().layout.yaxis.ticktext == ("&lt;b&gt;new&lt;/b&gt;",)
    assert drawn.alt.endswith("<b>new</b>: 1.00 on <i>mine</i>.")


def test_every_measured_field_has_a_label_and_a_meaning() -> None:
    assert list(words.FIELDS) == list(FIELDS)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("actor", model.ActorKind),
        ("tone", model.Stance),
        ("modality", model.Modality),
        ("attribution", model.AttributionKind),
        ("direction", model.Direction),
    ],
)
def test_every_value_of_the_closed_lists_is_defined(name: str, kind: Any) -> None:
    assert set(words.VOCABULARY[name]) == set(get_args(kind))


def test_the_codebook_is_read_once(serve: Serve) -> None:
    folder = serve()
    (folder / "codebook").symlink_to(CODEBOOK_FOLDER)

    assert load.codes() is load.codes()
    assert load.codes().version == load_codebook(CODEBOOK_FOLDER).codebook.version

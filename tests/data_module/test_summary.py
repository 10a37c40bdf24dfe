"""Filters, counts and evidence agree with each other, whatever is asked."""

from __future__ import annotations

import hashlib

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pkcn_data.codebook import load_codebook
from pkcn_data.model import NARRATOR, Actor, Article, CodedArticle, Mention, Sentence, Statement
from pkcn_data.summary import (
    SIDES,
    Filters,
    actor_table,
    code_mentions,
    code_statements,
    count_units,
    evidence,
    filter_statements,
    filter_view,
    tally,
    with_sides,
)
from pkcn_data.tables import Tables, to_frames

STANCES = ("positive", "neutral", "negative")
MODALITIES = ("fact", "aim", "recommendation", "potential")
CODES = {"sector": ("it", "agriculture", "textiles"), "theme": ("skills", "trade")}
COUNTRIES = ("PAK", "CHN", "IND", "USA")
SPEAKERS = ("narrator", "ali_raza", "board")


def said(**values: object) -> dict[str, object]:
    """Return one coded statement."""
    return {
        "sentence_id": "a:001",
        "article_id": "a",
        "position": 1,
        "speaker_id": "narrator",
        "kind": "sector",
        "code_id": "it",
        "stance": "positive",
        "modality": "fact",
        "countries": ("CHN", "PAK"),
        "text": "x",
        "attribution": "narrator",
    } | values


def frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Return statements as a frame, with ids."""
    columns = list(said())
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(statement_id=[f"s{number}" for number in range(len(rows))])


TWO_SENTENCES = frame(
    [
        said(),
        said(code_id="agriculture", stance="negative"),
        said(kind="theme", code_id="skills", modality="recommendation"),
        said(sentence_id="a:002", position=2, kind="theme", code_id="trade", speaker_id="board", countries=("IND",)),
        said(sentence_id="a:002", position=2, speaker_id="board", countries=("IND",)),
    ]
)


def ids(statements: pd.DataFrame) -> list[str]:
    return statements["statement_id"].tolist()


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (Filters(), ["s0", "s1", "s2", "s3", "s4"]),
        (Filters(tone=("negative",)), ["s1"]),
        (Filters(country=("PAK", "USA")), ["s0", "s1", "s2"]),
        (Filters(speaker=("board",)), ["s3", "s4"]),
        # Of a sentence about IT the other sectors are left out, its themes are not.
        (Filters(sector=("it",)), ["s0", "s2", "s3", "s4"]),
        (Filters(sector=("agriculture",)), ["s1", "s2"]),
        # The sentence has to speak of both.
        (Filters(sector=("it",), theme=("skills",)), ["s0", "s2"]),
        (Filters(sector=("textiles",)), []),
    ],
)
def test_filters_keep_what_fits(filters: Filters, kept: list[str]) -> None:
    assert ids(filter_statements(TWO_SENTENCES, filters)) == kept


def test_tally_counts_rows_and_cells_in_order() -> None:
    counted = tally(TWO_SENTENCES, rows="sector", series="stance", series_order=STANCES)

    assert counted.row_counts == [("it", 2), ("agriculture", 1)]
    assert counted.cell_counts == {
        ("it", "positive"): 2,
        ("it", "negative"): 0,
        ("agriculture", "positive"): 0,
        ("agriculture", "negative"): 1,
    }
    assert (counted.overall, counted.is_additive) == (3, True)


def test_tally_keeps_what_was_asked_for_though_it_counts_nothing() -> None:
    counted = tally(TWO_SENTENCES, rows="sector", only_rows=("textiles", "it"))

    assert counted.row_counts == [("textiles", 0), ("it", 2)]


def test_a_row_counts_a_unit_once_though_several_cells_do() -> None:
    counted = tally(TWO_SENTENCES, rows="side", series="stance", unit="sentences")

    assert counted.row_counts == [("pak_chn", 1), ("ind", 1)]
    assert counted.cell_counts["pak_chn", "positive"] == counted.cell_counts["pak_chn", "negative"] == 1
    assert not counted.is_additive


def test_a_statement_counts_with_each_sector_of_its_sentence_that_is_shown() -> None:
    shown = {
        tone: tally(
            filter_statements(TWO_SENTENCES, Filters(tone=tone)), rows="theme", series="with_sector"
        ).cell_counts
        for tone in ((), ("positive",))
    }

    assert {cell for cell, count in shown[()].items() if count} == {
        ("skills", "it"),
        ("skills", "agriculture"),
        ("trade", "it"),
    }
    assert {cell for cell, count in shown["positive",].items() if count} == {("skills", "it"), ("trade", "it")}


def test_a_statement_that_counts_in_several_cells_is_listed_once() -> None:
    listed = evidence(TWO_SENTENCES, rows="theme", row_id="skills", series="with_sector")

    assert ids(listed) == ["s2"]


def test_one_speaker_or_several_carry_a_code() -> None:
    counted = tally(TWO_SENTENCES, rows="sector", series="sources", series_order=("one", "several"))

    assert {cell for cell, count in counted.cell_counts.items() if count} == {("it", "several"), ("agriculture", "one")}


def test_speakers_have_the_institution_and_country_they_belong_to() -> None:
    coded = code_statements(tables(speakers=("narrator", "li", "bureau", "ann")))

    columns = ["speaker_id", "speaker_kind", "institution", "speaker_country"]
    assert coded[columns].to_numpy().tolist() == [
        ["narrator", "narrator", "narrator", "narrator"],
        ["li", "person", "bureau", "CHN"],
        ["bureau", "organisation", "bureau", "CHN"],
        ["ann", "person", "unknown", "unknown"],
    ]


def test_who_is_named_is_heard_in_person_or_through_somebody_of_theirs() -> None:
    named = ("bureau", "china", "li", "paper", "ann", "india", "plan")
    coded = code_mentions(tables(speakers=("li", "narrator"), named=named))

    assert dict(zip(coded["code_id"], coded["heard"], strict=True)) == {
        "bureau": "heard",
        "china": "heard",
        "li": "heard",
        "paper": "heard",
        "ann": "unheard",
        "india": "unheard",
        "plan": "no_voice",
    }


def test_the_table_of_actors_counts_what_is_shown() -> None:
    whole = tables(speakers=("li", "li", "narrator"), named=("ann", "ann", "china"))
    view = filter_view(whole, code_statements(whole), code_mentions(whole), Filters())

    listed = actor_table(view, whole)

    assert listed[["actor_id", "sentences", "mentions"]].to_numpy().tolist() == [["li", 2, 0], ["ann", 0, 2]]


def tables(*, speakers: tuple[str, ...], named: tuple[str, ...] = ()) -> Tables:
    """Return a text with a statement of each speaker, in a sentence each, whose first names these actors."""
    text = " ".join(["Word."] * len(speakers))
    sentences = [
        Sentence(
            f"a:{n:03d}", "a", n, 1, 6 * (n - 1), 6 * n - 1, "Word.", one, "narrator" if one == NARRATOR else "direct"
        )
        for n, one in enumerate(speakers, 1)
    ]
    coded = CodedArticle(
        article=Article("a", "T", None, None, None, None, None, "en", text, hashlib.sha256(text.encode()).hexdigest()),
        actors=ACTORS,
        sentences=tuple(sentences),
        mentions=(
            *(Mention(f"m{n}", "a:001", "a", "actor", one, 0, 4, "Word") for n, one in enumerate(named)),
            *(
                Mention(f"{one.sentence_id}m", one.sentence_id, "a", "sector", "it", one.start, one.start + 4, "Word")
                for one in sentences
            ),
        ),
        statements=tuple(
            Statement(f"s{one[0]}", one.sentence_id, "a", one.speaker_id, "sector", "it", "positive", "fact", ())
            for one in sentences
        ),
        comparisons=(),
        quantities=(),
    )
    return to_frames([coded], load_codebook())


ACTORS = (
    Actor("bureau", "Bureau", "organisation", country="CHN"),
    Actor("li", "Li", "person", affiliation_id="bureau"),
    Actor("ann", "Ann", "person"),
    Actor("paper", "Paper", "organisation", role="outlet"),
    Actor("china", "China", "country", country="CHN", origin="codebook"),
    Actor("india", "India", "country", country="IND", origin="codebook"),
    Actor("plan", "Plan", "initiative"),
)


def test_what_is_about_both_sides_counts_on_both() -> None:
    both = frame([said(countries=("CHN", "IND")), said(countries=("USA",))])

    assert with_sides(both)["side"].tolist() == ["pak_chn", "ind"]


def test_an_empty_frame_has_no_marks() -> None:
    counted = tally(TWO_SENTENCES.head(0), rows="sector", series="stance")

    assert (counted.row_counts, counted.cell_counts, counted.overall) == ([], {}, 0)


@st.composite
def statements(draw: st.DrawFn) -> pd.DataFrame:
    """Return any statements: up to a dozen, in up to four sentences, each of one speaker."""
    rows = []
    for position in range(1, draw(st.integers(0, 4)) + 1):
        shared = {
            "sentence_id": f"a:{position:03d}",
            "position": position,
            "speaker_id": draw(st.sampled_from(SPEAKERS)),
            "countries": tuple(sorted(draw(st.sets(st.sampled_from(COUNTRIES))))),
        }
        coded = st.sampled_from([(kind, code) for kind, codes in CODES.items() for code in codes])
        for kind, code in draw(st.lists(coded, unique=True, max_size=4)):
            rows.append(
                said(
                    **shared,
                    kind=kind,
                    code_id=code,
                    stance=draw(st.sampled_from(STANCES)),
                    modality=draw(st.sampled_from(MODALITIES)),
                )
            )
    return frame(rows)


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(values), max_size=2).map(lambda chosen: tuple(sorted(chosen)))


ANY_FILTERS = st.builds(
    Filters,
    sector=some(CODES["sector"]),
    theme=some(CODES["theme"]),
    speaker=some(SPEAKERS),
    country=some(COUNTRIES),
    tone=some(STANCES),
    modality=some(MODALITIES),
)
DIMENSIONS = st.sampled_from(
    ["sector", "theme", "speaker", "stance", "modality", "country", "side", "with_sector", "with_theme"]
)
SERIES = st.sampled_from([None, "stance", "modality", "side", "speaker", "with_sector", "sources"])
UNITS = st.sampled_from(["statements", "sentences", "speakers"])


@settings(deadline=None)
@given(statements(), ANY_FILTERS)
def test_filters_never_add_rows_nor_change_any(coded: pd.DataFrame, filters: Filters) -> None:
    before = coded.copy()

    kept = filter_statements(coded, filters)

    pd.testing.assert_frame_equal(coded, before)
    pd.testing.assert_frame_equal(kept, coded.loc[kept.index])


@settings(deadline=None)
@given(statements(), ANY_FILTERS, DIMENSIONS, SERIES, UNITS)
def test_every_bar_is_as_long_as_its_evidence(
    coded: pd.DataFrame, filters: Filters, rows: str, series: str | None, unit: str
) -> None:
    assume(rows != series)
    kept = filter_statements(coded, filters)

    counted = tally(kept, rows=rows, series=series, unit=unit)

    for row_id, count in counted.row_counts:
        listed = evidence(kept, rows=rows, row_id=row_id, series=series, unit=unit)
        assert listed["unit_id"].nunique() == count_units(listed, unit) == count
        assert set(listed["statement_id"]) <= set(kept["statement_id"])
    for (row_id, series_id), count in counted.cell_counts.items():
        only = (series_id,) if series else ()
        listed = evidence(kept, rows=rows, row_id=row_id, series=series, only_series=only, unit=unit)
        assert listed["unit_id"].nunique() == count


@settings(deadline=None)
@given(statements(), UNITS)
def test_sides_are_as_the_countries_say(coded: pd.DataFrame, unit: str) -> None:
    counted = dict(tally(coded, rows="side", unit=unit, only_rows=tuple(SIDES)).row_counts)

    for side, countries in SIDES.items():
        about = coded[coded["countries"].map(lambda listed, side=countries: not side.isdisjoint(listed)).astype(bool)]
        assert counted[side] == count_units(about, unit)

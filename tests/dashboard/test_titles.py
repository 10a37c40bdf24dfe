"""Titles and paragraphs are true sentences for any rows: many, ties, one, none, and in each counting unit."""

from __future__ import annotations

import pytest

from pkcn_dashboard import findings, load, text
from pkcn_dashboard.charts import titles
from pkcn_dashboard.charts.catalogue import CHARTS
from pkcn_data.summary import Filters
from tests.dashboard.conftest import Serve
from tests.dashboard.corpus import CORPUS, Said


def title(chart_id: str, unit: str = "statements", filters: Filters | None = None) -> str:
    return load.drawn(chart_id, filters or Filters(), unit=unit, scheme="light").title


def said(
    *codes: str, speaker: str = "Ali Raza", countries: tuple[str, ...] = ("PAK",), tone: str = "positive fact"
) -> Said:
    """Return a sentence with these codes."""
    return Said(text="Some words.", speaker=speaker, countries=countries, codes=dict.fromkeys(codes, tone))


def test_every_chart_has_a_title_and_a_subject() -> None:
    assert set(CHARTS) == set(titles.TITLES) == set(text.SUBJECTS)


@pytest.mark.parametrize(
    ("chart_id", "unit", "expected"),
    [
        ("speakers", "statements", "Ali Raza is heard most, in 5 of 9 statements"),
        ("speakers", "sentences", "Ali Raza is heard most, in 2 of 4 coded sentences"),
        ("sectors", "statements", "IT is the sector that comes up most, in 3 of 5 statements on sectors"),
        ("sectors", "sentences", "IT is the sector that comes up most, in all 3 sentences on sectors"),
        ("sectors", "speakers", "IT is the sector that comes up most, with all 3 speakers on sectors"),
        ("themes", "statements", "All 4 themes come up equally, in 1 statement each"),
        ("themes", "speakers", "All 4 themes come up equally, with 1 speaker each"),
        (
            "focus-tone",
            "speakers",
            (
                "IT comes up with 3 speakers, agriculture with 1 and textiles with 1; "
                "negative on agriculture (1) and textiles (1)"
            ),
        ),
        ("focus-speakers", "statements", "3 speakers speak of IT, only Ali Raza of agriculture and textiles"),
        (
            "sectors-tone",
            "statements",
            "3 of 5 statements on sectors are positive, 2 negative: on agriculture and textiles",
        ),
        (
            "sectors-tone",
            "sentences",
            "All 3 sentences on sectors say something positive, 1 something negative: on agriculture and textiles",
        ),
        ("sides-tone", "statements", "5 of 7 statements on Pakistan-China are positive, against 2 of 2 on India"),
        ("sides-tone", "speakers", "Both speakers on Pakistan-China say something positive, against 1 of 1 on India"),
        (
            "sides-kind",
            "statements",
            "Pakistan-China gets facts (2), recommendations (1) and potential (4); India gets only facts (2)",
        ),
        (
            "sides-themes",
            "statements",
            "The sides share no theme: 3 themes only with Pakistan-China and 1 theme only with India",
        ),
        ("sides-speakers", "statements", "2 speakers speak of Pakistan-China, only Board of Trade of India"),
        (
            "themes-kind",
            "statements",
            "Themes come up most often as facts, in 2 of 4 statements; 2 of 4 themes never do",
        ),
        (
            "themes-sectors",
            "sentences",
            "IT is the sector that comes up with the most themes, 3 of 4; 1 comes up with no sector",
        ),
        ("themes-sources", "statements", "All 4 themes rest on a single source each, 2 of them on Ali Raza"),
        ("speakers-tone", "statements", "Only Ali Raza says something negative"),
        ("speakers-themes", "statements", "Ali Raza speaks of the most themes, 2 of 4; none has several speakers"),
        ("named", "statements", "Pakistan is named most, 3 times; nobody named is heard"),
        ("named", "sentences", "Pakistan is named most, in 3 sentences; nobody named is heard"),
        ("named", "speakers", "Pakistan is named most, by 2 speakers; nobody named is heard"),
        ("named-themes", "statements", "Pakistan is named beside the most themes, 3 of 4"),
        ("heard-kind", "statements", "7 of 9 statements are by people and 2 by the article itself"),
        ("heard-institution", "statements", "No institution is heard"),
        (
            "heard-country",
            "statements",
            "No speaker's country is given; from Pakistan, China and India, which are named, nobody is known to speak",
        ),
    ],
)
def test_titles_state_what_the_rows_say(chart_id: str, unit: str, expected: str, serve: Serve) -> None:
    serve()

    assert title(chart_id, unit) == expected


@pytest.mark.parametrize(
    ("chart_id", "expected"),
    [
        ("speakers", "Only Ali Raza is heard, in 1 statement"),
        ("sectors", "IT is the only sector that comes up, in 1 statement"),
        ("themes", "No theme comes up"),
        ("focus-tone", "IT comes up in 1 statement, agriculture and textiles in none; nothing negative"),
        ("focus-speakers", "Only Ali Raza speaks of IT, nobody of agriculture and textiles"),
        ("sectors-tone", "The one statement on sectors is positive"),
        ("sides-tone", "The one statement on Pakistan-China is positive; nothing is said on India"),
        ("sides-kind", "Pakistan-China gets only facts (1); nothing is said on India"),
        ("sides-themes", "No theme comes up on either side"),
        ("sides-speakers", "Only Ali Raza speaks of Pakistan-China, nobody of India"),
        ("themes-kind", "No theme comes up"),
        ("themes-sectors", "No theme comes up together with a sector"),
        ("themes-sources", "No theme comes up"),
        ("speakers-tone", "Nobody says anything negative"),
        ("speakers-themes", "Nobody speaks of a theme"),
        ("named", "Nobody and nothing is named"),
        ("named-themes", "Nobody is named beside a theme"),
        ("heard-kind", "Only people are heard, in the one statement"),
        ("heard-institution", "No institution is heard"),
        ("heard-country", "No speaker's country is given"),
    ],
)
def test_titles_of_one_statement(chart_id: str, expected: str, serve: Serve) -> None:
    serve((said("sector:it"),))

    assert title(chart_id) == expected


@pytest.mark.parametrize(
    ("chart_id", "expected"),
    [
        ("speakers", "Nobody speaks here"),
        ("sectors", "No sector comes up"),
        ("focus-tone", "None of these sectors comes up"),
        ("focus-speakers", "Nobody speaks of these sectors"),
        ("sectors-tone", "No sector comes up"),
        ("sides-tone", "Nothing is said on either side"),
        ("sides-kind", "Nothing is said on either side"),
        ("sides-themes", "No theme comes up on either side"),
        ("sides-speakers", "Nobody speaks of either side"),
        ("speakers-tone", "Nobody speaks here"),
        ("heard-kind", "Nobody speaks here"),
        ("heard-country", "Nobody speaks here"),
    ],
)
def test_titles_of_nothing(chart_id: str, expected: str, serve: Serve) -> None:
    serve((Said(text="It rained."),))

    assert title(chart_id) == expected


def test_a_tie_has_no_first(serve: Serve) -> None:
    two = (said("sector:it", "theme:jobs"), said("sector:textiles", "theme:skills", speaker="Bo Li"))
    five = tuple(said(f"theme:{one}") for one in ("jobs", "skills", "trade", "growth", "security"))
    serve((*two, *five, said("theme:security", "theme:trade", "theme:jobs", "theme:skills"), said("theme:exports")))

    assert title("sectors") == "IT and textiles are the sectors that come up most, in 1 statement each"
    assert title("themes") == "Jobs and skills are the themes that come up most, in 3 statements each"
    assert title("focus-speakers") == "Only Ali Raza speaks of IT, only Bo Li of textiles, nobody of agriculture"


def test_a_tie_of_many_is_counted_not_listed(serve: Serve) -> None:
    codes = [f"theme:{one}" for one in ("jobs", "skills", "trade", "growth")]
    serve((said(*codes), said(*codes, speaker="Bo Li"), said("theme:exports", speaker="Bo Li")))

    assert title("themes") == "4 of 5 themes come up most, in 2 statements each"


def test_the_narrator_is_no_person(serve: Serve) -> None:
    serve((Said(text="IT is good.", codes={"sector:it": "positive fact"}), said("theme:jobs", countries=("IND",))))

    assert title("speakers") == "The article's own voice and Ali Raza are heard most, in 1 statement each"
    assert title("focus-speakers") == ("Only the article's own voice speaks of IT, nobody of agriculture and textiles")


def test_nothing_positive_is_said(serve: Serve) -> None:
    serve((said("sector:it", tone="negative fact"), said("sector:it", tone="neutral fact", countries=("IND",))))

    assert title("sectors-tone") == "None of 2 statements on sectors are positive, 1 negative: on IT"
    assert title("sides-tone") == "No statement on Pakistan-China is positive, against 0 of 1 on India"


def test_only_the_other_side_is_spoken_of(serve: Serve) -> None:
    serve((said("theme:jobs", countries=("IND",)),))

    assert title("sides-tone") == "The one statement on India is positive; nothing is said on Pakistan-China"
    assert title("sides-themes") == "The one theme comes up only with India, none with Pakistan-China"


def test_a_sentence_about_both_sides_counts_on_both_and_says_so(serve: Serve) -> None:
    serve((said("theme:jobs", countries=("IND", "PAK")),))

    assert title("sides-themes") == "The theme both sides share is jobs; no other theme comes up"
    assert load.computed(findings.side_figures, Filters()) == {
        side: {"sentences": 1, "statements": 1, "positive": 1, "speakers": 1, "sectors": 0, "themes": 1}
        for side in ("pak_chn", "ind")
    }
    assert "counts on both sides: here one is." in load.computed(findings.sides_rule, Filters())


def test_a_side_with_few_sentences_says_so(serve: Serve) -> None:
    serve((*[said("theme:jobs")] * 12, said("theme:jobs", countries=("IND",))))

    assert load.computed(findings.sides_rule, Filters()).endswith(
        "India rests on only 1 sentence: too few for shares to mean much."
    )


def test_a_theme_of_one_speaker_is_named_with_the_speaker(serve: Serve) -> None:
    both = (said("theme:jobs"), said("theme:jobs", "theme:skills", speaker="Bo Li"))
    serve((*both, said("theme:trade", "theme:exports")))

    assert load.computed(findings.single_sources, Filters()) == {"Ali Raza": "Trade, exports.", "Bo Li": "Skills."}
    assert title("themes-sources") == "3 of 4 themes rest on a single source each, 2 of them on Ali Raza"
    assert title("speakers-themes") == "Ali Raza speaks of the most themes, 3 of 4; 1 has several speakers"


def test_who_is_named_and_never_heard_is_listed(serve: Serve) -> None:
    met = Said(text="Ali Raza met Bo Li in China and China.", codes={"theme:jobs": "positive fact"})
    serve((met, said("theme:jobs", speaker="Bo Li"), Said(text="Ann Lee and Ali Raza left.", speaker="Ann Lee")))

    assert load.computed(findings.unheard, Filters()) == {"Countries": "China (2)."}
    assert load.computed(findings.actors, Filters()).to_dict("list") == {
        "Name": ["Ann Lee", "Bo Li"],
        "Sentences heard": [1, 1],
        "Times named": [1, 1],
        "Role": ["", ""],
        "Institution": ["", ""],
        "Country": ["", ""],
        "Kind": ["Person", "Person"],
    }


def test_paragraphs_of_the_overview(serve: Serve) -> None:
    serve(CORPUS)

    assert load.computed(findings.overview, Filters()) == {
        "who": "Ali Raza is heard in 2 of 5 sentences; Board of Trade in 1. 2 sentences are in the article's own voice.",
        "what": "4 of 5 sentences speak of a sector or policy theme. 3 sectors come up: IT (3), agriculture (1) and textiles (1). "
        "4 policy themes come up, in 1 statement each.",
        "tone": "7 of 9 statements are positive, 2 negative: on agriculture and textiles. "
        "By kind: 4 facts, 1 recommendation and 4 of potential.",
        "comparison": "3 of 4 coded sentences are about Pakistan or China, 1 about India. "
        "Countries are compared outright once: Pakistan is put below India on global recognition.",
    }


def test_paragraphs_of_nothing(serve: Serve) -> None:
    serve((Said(text="It rained."),))

    assert load.computed(findings.overview, Filters()) == {
        "who": "Nobody is quoted. The one sentence is in the article's own voice.",
        "what": "No sentence speaks of a sector or policy theme.",
        "tone": "No statement was coded.",
        "comparison": "No coded sentence is about Pakistan, China or India. No sentence compares countries outright.",
    }

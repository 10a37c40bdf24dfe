"""Each test of the vocabulary: when it holds and fails, and that what cannot be compared is named and never told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkcn_data.claims.evidence import first_seen, out_by, period_end
from pkcn_data.claims.operations import Outcome, run
from pkcn_data.claims.testwords import in_words
from pkcn_data.claims.verdicts import because, verdict_of
from pkcn_data.rows import Row, Rows
from tests.data_module.claim_figures import GDP, USERS, claim_file, evidence, fact, figures

PAK_USERS = {"series": USERS, "country": "PAK"}
EXPORTS = {"topic": "Trade", "measure": "exports", "partner": "China"}
IMPORTS = EXPORTS | {"measure": "imports"}


def outcome(
    rows: Rows, part: dict[str, Any], *, published: str | None = "2024-07-22", number: Row | None = None
) -> Outcome:
    """Run one part of a test on figures."""
    (read,) = claim_file(part).claims[0].parts
    return run(read, evidence(rows, published=published), {str(part.get("number")): number or {}})


def told(rows: Rows, part: dict[str, Any], **options: Any) -> tuple[str, str]:
    """Return what came of a part, and why."""
    result = outcome(rows, part, **options)
    return result.outcome, result.said


def users(**values: float) -> Rows:
    """Return figures of internet users: `PAK_2022=24.2`."""
    return figures({(USERS, name[:3], int(name[4:])): value for name, value in values.items()})


# --- compare ---

COMPARE = {"test": "compare", "figure": PAK_USERS, "against": ["IND", "LKA"], "by": "each", "expect": "lower"}


def test_compare_reads_the_latest_year_that_all_have() -> None:
    """India's later year is not held against Pakistan's earlier one."""
    rows = users(PAK_2022=24.21, PAK_2023=27.4, IND_2022=55.9, LKA_2022=48.3, LKA_2023=51.2)

    assert told(rows, COMPARE) == (
        "holds",
        (
            "individuals using the Internet in Pakistan came to 24.2% of population in 2022, below India (55.9) and "
            "Sri Lanka (48.3)"
        ),
    )


def test_compare_with_each_fails_where_one_does_not_follow() -> None:
    """Below one of two is not below both."""
    assert told(users(PAK_2022=50, IND_2022=55, LKA_2022=48), COMPARE) == (
        "fails",
        (
            "individuals using the Internet in Pakistan came to 50% of population in 2022, not below all of India (55) and "
            "Sri Lanka (48)"
        ),
    )


def test_compare_with_the_median_says_it() -> None:
    """Of an even number it lies between the two in the middle."""
    part = COMPARE | {"by": "median"}

    assert told(users(PAK_2022=50, IND_2022=55, LKA_2022=47), part) == (
        "holds",
        (
            "individuals using the Internet in Pakistan came to 50% of population in 2022, below 51, the median of India (55) "
            "and Sri Lanka (47)"
        ),
    )
    assert told(users(PAK_2022=51, IND_2022=55, LKA_2022=47), part)[0] == "fails"


def test_figures_without_a_common_year_are_not_compared() -> None:
    """And both years are named."""
    rows = users(PAK_2023=27.4, IND_2022=55.9, LKA_2023=51.2)

    assert told(rows, COMPARE) == (
        "unknown",
        (
            "not comparable, for no period has them all; the latest are 2023 (calendar year) for Pakistan, 2022 (calendar "
            "year) for India and 2023 (calendar year) for Sri Lanka"
        ),
    )


def test_a_country_without_figures_is_named() -> None:
    """It is not left out of the comparison in silence."""
    assert told(users(PAK_2022=24.2, IND_2022=55.9), COMPARE) == (
        "unknown",
        "there is no figure for individuals using the Internet in Sri Lanka",
    )


def test_facts_of_partners_are_compared_like_series() -> None:
    """On one measure and period."""
    rows = figures(facts=[fact("A", 45, partner="Pakistan"), fact("B", 61, partner="India")])
    part = {"test": "compare", "figure": EXPORTS | {"partner": "Pakistan"}, "against": ["India"]}

    assert told(rows, part | {"by": "each", "expect": "lower"})[0] == "holds"
    assert told(rows, part | {"by": "each", "expect": "higher"})[0] == "fails"


@given(st.lists(st.integers(0, 1000), min_size=3, max_size=3))
def test_compare_holds_exactly_where_the_figures_do(values: list[int]) -> None:
    """Equal is neither lower nor higher."""
    one, *others = values
    rows = users(PAK_2022=one, IND_2022=others[0], LKA_2022=others[1])

    assert (outcome(rows, COMPARE).outcome == "holds") == (one < min(others))
    assert (outcome(rows, COMPARE | {"expect": "higher"}).outcome == "holds") == (one > max(others))


# --- level, share ---


@pytest.mark.parametrize(
    ("expect", "bound", "expected"),
    [
        ("above", 27, ("holds", "above 27")),
        ("above", 27.4, ("fails", "not above 27.4")),
        ("at_least", 27.4, ("holds", "at least 27.4")),
        ("at_least", 30, ("fails", "below 30")),
        ("below", 30, ("holds", "below 30")),
        ("at_most", 20, ("fails", "above 20")),
    ],
)
def test_level_holds_the_latest_figure_against_a_bound(expect: str, bound: float, expected: tuple[str, str]) -> None:
    """The year before does not count."""
    part = {"test": "level", "figure": PAK_USERS, "expect": expect, "bound": bound, "unit": "% of population"}

    assert told(users(PAK_2022=1, PAK_2023=27.4), part) == (
        expected[0],
        f"individuals using the Internet in Pakistan came to 27.4% of population in 2023, {expected[1]}",
    )


def test_a_bound_in_another_unit_is_not_held_against_a_figure() -> None:
    """Not even where the numbers would fit."""
    part = {"test": "level", "figure": PAK_USERS, "expect": "above", "bound": 1, "unit": "per 100 people"}

    assert told(users(PAK_2023=27.4), part) == (
        "unknown",
        (
            "not comparable, for individuals using the Internet in Pakistan is in % of population and the bound in per 100 "
            "people"
        ),
    )


SHARE = {"test": "share", "figure": EXPORTS, "of": IMPORTS, "expect": "above", "percent": 50}


def test_share_is_of_one_period() -> None:
    """The latest that both have."""
    facts = [
        fact("E22", 60, period="FY2022"),
        fact("E23", 90),
        fact("I22", 100, measure="imports", period="FY2022"),
    ]

    assert told(figures(facts=facts), SHARE) == (
        "holds",
        "exports (60 million US dollars) made up 60% of imports (100 million US dollars) in Pakistan's FY2022, above 50%",
    )


def test_fiscal_and_calendar_years_are_not_mixed() -> None:
    """FY2023 and 2023 are half a year apart."""
    calendar = {"basis": "calendar_year", "starts": "2023-01-01", "ends": "2023-12-31", "period": "2023"}
    facts = [fact("E", 60), fact("I", 100, measure="imports", **calendar)]

    assert told(figures(facts=facts), SHARE) == (
        "unknown",
        (
            "not comparable, for no period has them all; the latest are FY2023 (fiscal year of Pakistan) for exports and 2023 "
            "(calendar year) for imports"
        ),
    )


def test_the_fiscal_years_of_two_countries_are_not_mixed() -> None:
    """They have one name and other days."""
    indian = {"basis": "fiscal_year_india", "starts": "2022-04-01", "ends": "2023-03-31"}
    facts = [fact("E", 60), fact("I", 100, measure="imports", **indian)]

    assert told(figures(facts=facts), SHARE)[0] == "unknown"


def test_two_units_are_named_and_not_compared() -> None:
    """Millions and billions are not silently converted."""
    facts = [fact("E", 60), fact("I", 0.1, measure="imports", unit="USD billion")]

    assert told(figures(facts=facts), SHARE) == (
        "unknown",
        "not comparable, for their units are USD million and USD billion",
    )


def test_two_releases_are_named_and_not_compared() -> None:
    """A first release is not held against a revision."""
    facts = [fact("E", 60, vintage="first_release"), fact("I", 100, measure="imports", vintage="revised")]
    part = SHARE | {"figure": EXPORTS | {"vintage": "first_release"}, "of": IMPORTS | {"vintage": "revised"}}

    assert told(figures(facts=facts), part) == (
        "unknown",
        "not comparable, for their releases are first release and revised",
    )


def test_nothing_is_a_share_of_nought() -> None:
    """No division by it either."""
    facts = [fact("E", 60), fact("I", 0, measure="imports")]

    assert told(figures(facts=facts), SHARE)[0] == "unknown"


# --- largest, pair ---

LARGEST = {"test": "largest", "figure": EXPORTS | {"vintage": "first_release"}, "aside": ["Total"]}


def partners(**values: float) -> list[Row]:
    """Return first releases of one period by partner."""
    return [fact(name, value, partner=name, vintage="first_release") for name, value in values.items()]


def test_largest_leaves_the_total_aside() -> None:
    """It is no partner."""
    assert told(figures(facts=partners(China=432, Japan=183, Total=1456)), LARGEST) == (
        "holds",
        (
            "exports for China (first release) came to 432 million US dollars in Pakistan's FY2023, ahead of Japan (183) among "
            "the partners listed"
        ),
    )


def test_a_partner_that_another_equals_is_not_the_largest() -> None:
    """Nor one that is surpassed."""
    assert told(figures(facts=partners(China=183, Japan=183)), LARGEST)[0] == "fails"
    assert told(figures(facts=partners(China=100, Japan=183)), LARGEST)[0] == "fails"


def test_largest_never_mixes_vintages() -> None:
    """A revised figure of a rival counts in another test."""
    facts = [*partners(China=432, Japan=183), fact("J", 900, partner="Japan", vintage="revised")]

    assert told(figures(facts=facts), LARGEST)[0] == "holds"


def test_a_total_that_leaves_room_for_a_larger_partner_is_said() -> None:
    """The pages list the largest partners only; without room nothing is said."""
    roomy = outcome(figures(facts=partners(China=432, Japan=183, Total=1456)), LARGEST)
    tight = outcome(figures(facts=partners(China=432, Japan=183, Total=1000)), LARGEST)

    assert roomy.cautions == (
        "Partners that are not listed make up 841 million US dollars together in Pakistan's FY2023; one of them could be larger.",
    )
    assert [found.fact_id for found in roomy.found] == ["China", "Japan", "Total"]
    assert (tight.outcome, tight.cautions) == ("holds", ())


def test_a_period_with_one_partner_alone_tells_nothing() -> None:
    """The period before that has several does."""
    early = [fact("C1", 10, period="FY2022", vintage="first_release")]
    rival = fact("J1", 20, period="FY2022", partner="Japan", vintage="first_release")

    assert told(figures(facts=[*early, *partners(China=432)]), LARGEST)[0] == "unknown"
    assert told(figures(facts=[*early, rival, *partners(China=432)]), LARGEST)[0] == "fails"


def test_pair_says_the_ratio() -> None:
    """Of the larger to the smaller."""
    facts = [fact("E", 2707), fact("I", 13506, measure="imports")]
    part = {"test": "pair", "figure": EXPORTS, "other": IMPORTS, "expect": "higher"}

    assert told(figures(facts=facts), part) == (
        "fails",
        (
            "exports came to 2,707 million US dollars in Pakistan's FY2023, below imports of 13,506 million US dollars, a ratio "
            "of 5.0 to 1"
        ),
    )


def test_a_label_says_the_partner_where_nothing_else_does() -> None:
    """In the words of a test."""
    others = {"test": "compare", "against": ["India", "Nepal"], "by": "median", "expect": "lower"}
    part, compare = (
        claim_file({"test": "recorded", "figure": EXPORTS}, others | {"figure": EXPORTS | {"partner": "Pakistan"}})
        .claims[0]
        .parts
    )

    assert in_words(part, evidence(figures())) == "there is a figure for exports for China"
    assert in_words(compare, evidence(figures())) == (
        "exports in Pakistan is lower than the median of India and Nepal, in the latest period that all have"
    )


# --- trend ---

TREND = {"test": "trend", "figure": PAK_USERS, "years": 5, "expect": "rising"}


def test_trend_holds_the_latest_year_against_that_of_so_many_years_before() -> None:
    """What lies between does not count."""
    assert told(users(PAK_2018=15.3, PAK_2020=50, PAK_2023=27.4), TREND) == (
        "holds",
        "individuals using the Internet in Pakistan rose from 15.3 to 27.4% of population between 2018 and 2023",
    )
    assert told(users(PAK_2018=30, PAK_2023=27.4), TREND)[0] == "fails"
    assert told(users(PAK_2018=30, PAK_2023=30), TREND) == (
        "fails",
        "individuals using the Internet in Pakistan stayed at 30% of population between 2018 and 2023",
    )
    assert told(users(PAK_2018=30, PAK_2023=27.4), TREND | {"expect": "falling"})[0] == "holds"


def test_a_missing_year_is_not_replaced_by_the_one_beside_it() -> None:
    """Nothing is interpolated."""
    assert told(users(PAK_2017=15, PAK_2019=17, PAK_2023=27.4), TREND) == (
        "unknown",
        "there is no figure for individuals using the Internet in Pakistan 5 years before 2023",
    )


def test_no_trend_leads_across_a_break() -> None:
    """A break in the first year after it counts; one in the first year of the trend lies before it."""
    row = {"indicator_id": USERS, "country": "PAK", "why": "Another survey."}
    rows = users(PAK_2018=15, PAK_2023=27)

    assert told(rows | {"breaks": [row | {"year": 2019}]}, TREND) == (
        "unknown",
        "individuals using the Internet in Pakistan cannot be followed from 2018 to 2023 (Another survey)",
    )
    assert told(rows | {"breaks": [row | {"year": 2018}]}, TREND)[0] == "holds"
    assert told(rows | {"breaks": [row | {"year": 2020, "country": "IND"}]}, TREND)[0] == "holds"


def test_no_trend_of_facts_leads_across_a_change_of_definition() -> None:
    """As with the series."""
    rows = figures(
        facts=[fact("A", 10, period="FY2020"), fact("B", 20, period="FY2021")],
        fact_breaks=[{"topic": "Trade", "period": "FY2021", "starts": "2020-07-01", "why": "Another definition."}],
    )
    part = {"test": "trend", "figure": EXPORTS, "years": 1, "expect": "rising"}

    assert told(rows, part) == (
        "unknown",
        "exports cannot be followed from FY2020 to FY2021 (Another definition)",
    )
    assert told(rows | {"fact_breaks": []}, part)[0] == "holds"


def test_a_constant_that_is_repeated_shows_no_trend() -> None:
    """It was carried on, not measured."""
    rows = users(PAK_2018=9.99, PAK_2020=9.99, PAK_2023=9.99)

    assert told(rows, TREND) == (
        "unknown",
        "individuals using the Internet in Pakistan repeats one value from 2018 to 2023, which shows no trend",
    )


def test_a_part_of_a_year_is_not_held_against_a_whole_one() -> None:
    """July to March is no year."""
    short = {
        "starts": "2023-07-01",
        "ends": "2024-03-31",
        "period": "FY2024 (Jul-Mar)",
        "basis": "fiscal_year_pakistan",
    }
    rows = figures(facts=[fact("A", 10), fact("B", 20, **short)])

    assert told(rows, {"test": "trend", "figure": EXPORTS, "years": 1, "expect": "rising"})[0] == "unknown"


# --- happened, equals, recorded ---


@pytest.mark.parametrize(
    ("day", "within", "expected"),
    [
        ("2023-04-18", None, ("holds", "18 April 2023, 15 months before the article")),
        ("2023-04-18", 12, ("fails", "18 April 2023, 15 months before the article, more than 12 months")),
        ("2023-07-22", 12, ("holds", "22 July 2023, 12 months before the article, within 12 months")),
        ("2023-07-21", 12, ("fails", "21 July 2023, 12 months before the article, more than 12 months")),
        ("2024-07-05", 1, ("holds", "5 July 2024, less than a month before the article, within 1 month")),
        ("2024-07-22", None, ("holds", "22 July 2024, less than a month before the article")),
        ("2024-07-23", None, ("fails", "23 July 2024, after the article")),
        ("2007-07", None, ("holds", "July 2007, 16 years before the article")),
    ],
)
def test_happened_reckons_from_the_article(day: str, within: int | None, expected: tuple[str, str]) -> None:
    """To the day where one is known."""
    part = {"test": "happened", "figure": {"fact": "A", "named": "it"}} | ({"within_months": within} if within else {})

    assert told(figures(facts=[fact("A", day)]), part) == (expected[0], f"it is dated {expected[1]}")


def test_an_article_without_a_date_has_no_before() -> None:
    """And nothing is told of it."""
    part = {"test": "happened", "figure": {"fact": "A"}}

    assert told(figures(facts=[fact("A", "2023-04-18")]), part, published=None)[0] == "unknown"


def said(value: float | None, surface: str, unit: str | None = None, *, approximate: bool = False) -> Row:
    """Return a row of the ledger."""
    return {"value": value, "surface": surface, "unit_text": unit, "approximate": approximate}


EQUALS = {"test": "equals", "number": "it", "figures": [{"fact": "A"}]}


@pytest.mark.parametrize(
    ("number", "value", "expected"),
    [
        (said(20, "20 firms"), 20, "holds"),
        (said(20, "20 firms"), 21, "fails"),
        (said(20, "about 20 firms", approximate=True), 24, "holds"),
        (said(20, "about 20 firms", approximate=True), 26, "fails"),
        (said(568, "568"), 568.2, "holds"),
        (said(None, "dozens"), 20, "unknown"),
        (said(20, "20 per cent", "per cent"), 20, "unknown"),
    ],
)
def test_equals_allows_for_rounding_and_for_nothing_else(number: Row, value: float, expected: str) -> None:
    """What the text calls about 20 may be 15 to 25."""
    rows = figures(facts=[fact("A", value, unit="companies")])

    assert told(rows, EQUALS, number=number)[0] == expected


def test_equals_adds_figures_up() -> None:
    """One group and two groups are of one unit."""
    facts = [fact("A", 2, unit="groups", measure="new in 2020"), fact("B", 1, unit="group", measure="new in 2022")]
    part = EQUALS | {"figures": [{"fact": "A"}, {"fact": "B"}]}

    assert told(figures(facts=facts), part, number=said(4, "four groups", "groups")) == (
        "fails",
        "the text says “four groups”, while new in 2020 (2) and new in 2022 (1) come to 3 groups",
    )


def test_equals_multiplies_money_out() -> None:
    """Two billion dollars are 2,000 million."""
    rows = figures(facts=[fact("A", 2000)])

    assert told(rows, EQUALS, number=said(2e9, "$2 billion", "$"))[0] == "holds"


def test_a_year_equals_that_of_a_date() -> None:
    """And only that."""
    rows = figures(facts=[fact("A", "2024-07-02", measure="the start")])

    assert told(rows, EQUALS, number=said(2024, "2024")) == (
        "holds",
        "the text says “2024”, and the start is dated 2 July 2024",
    )
    assert told(rows, EQUALS, number=said(2023, "2023"))[0] == "fails"


def test_recorded_needs_a_figure() -> None:
    """Whatever it is."""
    part = {"test": "recorded", "figure": {"fact": "A", "named": "the count of memoranda"}}

    assert told(figures(facts=[fact("A", 32, unit="MoUs")]), part) == (
        "holds",
        "the count of memoranda is on record with 32 MoUs in Pakistan's FY2023",
    )
    assert told(figures(), part) == ("unknown", "there is no figure for the count of memoranda")


# --- words and cautions ---


def test_money_is_said_in_the_scale_of_the_largest() -> None:
    """Two figures never read alike where they differ."""
    rows = figures({(GDP, "PAK", 2023): 337_885_531_778.0, (GDP, "IND", 2023): 3_638_489_096_033.9})
    part = COMPARE | {"figure": {"series": GDP, "country": "PAK"}, "against": ["IND"]}

    assert told(rows, part)[1] == "GDP in Pakistan came to 0.34 trillion current US dollars in 2023, below India (3.64)"
    assert (
        "24.21% of population in 2022, below India (24.22)"
        in told(users(PAK_2022=24.21, IND_2022=24.22), COMPARE | {"against": ["IND"]})[1]
    )


def test_cautions_follow_the_reason() -> None:
    """Each once, those of series and of facts."""
    caution = {"indicator_id": USERS, "country": "PAK", "caution": "An estimate."}
    rows = users(PAK_2018=15, PAK_2023=27) | {"cautions": [caution]}
    twice = [outcome(rows, TREND), outcome(rows, TREND)]

    assert because(twice).endswith(" between 2018 and 2023. An estimate.")
    assert because(twice).count("An estimate.") == 1


def test_a_figure_that_pages_dispute_says_so() -> None:
    """And one that was revised."""
    facts = [
        fact("A", 432, vintage="first_release", differs_from=["B"], flags=["sources_differ"]),
        fact("B", 440, vintage="first_release", differs_from=["A"], confidence="medium"),
        fact("C", 692, vintage="revised"),
    ]
    part = {"test": "recorded", "figure": EXPORTS | {"vintage": "first_release"}}

    assert because([outcome(figures(facts=facts), part)]) == (
        "Exports is on record with 432 million US dollars in Pakistan's FY2023. Pages differ on exports (China, FY2023): "
        "440 is given too. A later release gives 692 USD million for exports (China, FY2023)."
    )


def test_a_dispute_that_came_later_is_no_caution_as_of_the_article() -> None:
    """What was not out cannot warn; a dispute whose other side is not among the facts does."""
    later = {"differs_from": ["A"], "source_url": ["https://a.example/2025/07/08/page"]}
    facts = [fact("A", 432, differs_from=["B"], flags=["sources_differ"]), fact("B", 440, **later)]
    part = {"test": "recorded", "figure": {"fact": "A"}}
    rows = out_by(figures(facts=facts), "2024-07-22", {})

    assert outcome(rows, part).found[0].cautions == ()
    assert outcome(figures(facts=facts), part).found[0].cautions == (
        "Pages differ on exports (China, FY2023): 440 is given too.",
    )
    assert outcome(figures(facts=[fact("A", 1, flags=["sources_differ"])]), part).found[0].cautions == (
        "Pages differ on exports (China, FY2023).",
    )


@pytest.mark.parametrize(
    ("kinds", "verdict"),
    [
        ("h", "supported"),
        ("hh", "supported"),
        ("hf", "partly"),
        ("hu", "partly"),
        ("f", "contradicted"),
        ("fu", "contradicted"),
        ("u", "not checkable with these figures"),
        ("", "not checkable with these figures"),
    ],
)
def test_the_verdict_follows_from_the_parts(kinds: str, verdict: str) -> None:
    """A claim says all its parts at once."""
    names = {"h": "holds", "f": "fails", "u": "unknown"}

    assert verdict_of([Outcome(outcome=names[kind], said="so") for kind in kinds]) == verdict  # type: ignore[arg-type]


def test_the_reason_is_one_sentence_with_what_holds_first() -> None:
    """Whatever the order of the parts."""
    outcomes = [
        Outcome(outcome="fails", said="imports grew"),
        Outcome(outcome="holds", said="exports grew"),
        Outcome(outcome="unknown", said="there is no figure for ships"),
    ]

    assert because(outcomes) == "Exports grew; but imports grew; there is no figure for ships."


# --- what was out by a day ---


@pytest.mark.parametrize(
    ("changes", "was_out"),
    [
        ({}, True),
        ({"period": "FY2025"}, False),
        ({"period": "FY2023", "vintage": "revised"}, True),
        ({"period": "FY2024", "vintage": "first_release"}, True),
        ({"period": "FY2024", "vintage": "revised"}, False),
        ({"source_url": ["https://a.example/2024/08/02/page"]}, False),
        ({"source_url": ["https://a.example/02-Aug-2024/page"]}, False),
        ({"source_url": ["https://a.example/02-Aug-2024/page", "https://a.example/2024/07/20/page"]}, True),
        ({"period": "FY2025", "source_url": ["https://a.example/2024/06/23/page"]}, True),
        ({"period": "2025 report"}, False),
        ({"period": "before 2020"}, True),
        ({"period": "by 2024-07"}, False),
        ({"period": "2020-25"}, False),
        ({"period": "5th edition"}, False),
        ({"date": "2024-07-22"}, True),
        ({"date": "2024-07-23"}, False),
        ({"date": "2024-07"}, False),
    ],
)
def test_what_was_out_by_the_article(changes: dict[str, Any], was_out: bool) -> None:
    """Addresses tell before periods; a revision comes with the next release."""
    rows = figures(facts=[fact("A", 1, **changes)])

    assert bool(out_by(rows, "2024-07-22", {})["facts"]) == was_out


def test_a_day_that_is_declared_counts_where_no_address_tells() -> None:
    """And only there."""
    undated, dated = fact("A", 1, period="5th edition"), fact("B", 1, source_url=["https://a.example/2024/08/02/x"])
    known = {"A": "2024-07-05", "B": "2024-07-05"}

    assert [row["fact_id"] for row in out_by(figures(facts=[undated, dated]), "2024-07-22", known)["facts"]] == ["A"]


def test_a_year_must_have_ended() -> None:
    """The year of the article has not."""
    rows = out_by(users(PAK_2023=27, PAK_2024=28), "2024-07-22", {})

    assert [row["year"] for row in rows["observations"]] == [2023]


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://a.example/2024/07/20/page", "2024-07-20"),
        ("https://a.example/02-Aug-2024/page", "2024-08-02"),
        ("https://a.example/2023/04/page", "2023-04-30"),
        ("https://a.example/news/201912/20191202919456.shtml", "2019-12-31"),
        ("https://a.example/2024/13/45/page", None),
        ("https://a.example/news/1665128/page", None),
    ],
)
def test_dates_are_read_off_addresses(address: str, day: str | None) -> None:
    """A month counts from its end."""
    assert first_seen(fact("A", 1, source_url=[address])) == day


def test_the_end_of_a_period_without_days_is_that_of_the_last_year_it_names() -> None:
    """Or of the month."""
    ends = {
        period: period_end(fact("A", 1, period=period))
        for period in ("2020-25", "by 2021-07", "about 2018", "phase II")
    }

    assert ends == {
        "2020-25": "2025-12-31",
        "by 2021-07": "2021-07-31",
        "about 2018": "2018-12-31",
        "phase II": None,
    }

"""Quantities: which numbers count something, what, how much."""

from __future__ import annotations

import pytest

from pkcn_data.coding.cast import ActorMention, Cast
from pkcn_data.coding.quantities import find_quantities
from pkcn_data.coding.reading import read
from pkcn_data.model import Actor

Row = tuple[str, float, str | None, bool]


def quantities(text: str, cast: Cast | None = None) -> list[Row]:
    found = find_quantities(read(text), cast or Cast(actors={}, mentions=[], titles=[]))
    return [(text[one.start : one.end], one.value, one.unit_text, one.approximate) for one in found]


FOUND: dict[str, list[Row]] = {
    "There are four new joint working groups on trade.": [
        ("four new joint working groups", 4, "new joint working groups", False)
    ],
    "Approximately 20 leading IT companies from Pakistan": [
        ("Approximately 20 leading IT companies", 20, "leading IT companies", True)
    ],
    "worth $3.2 billion, US$3.2bn or nearly Rs. 5.4 billion": [
        ("$3.2 billion", 3.2e9, "$", False),
        ("US$3.2bn", 3.2e9, "US$", False),
        ("nearly Rs. 5.4 billion", 5.4e9, "Rs.", True),
    ],
    "Rs38,000 and Rs2.5 lakh crore and 45 billion yuan": [
        ("Rs38,000", 38000, "Rs", False),
        ("Rs2.5 lakh crore", 2.5e12, "Rs", False),
        ("45 billion yuan", 4.5e10, "yuan", False),
    ],
    "worth $3.2\u2009billion or 5\tmillion yuan": [
        ("$3.2\u2009billion", 3.2e9, "$", False),
        ("5\tmillion yuan", 5e6, "yuan", False),
    ],
    "It sold 2.5 lakh in all": [("2.5 lakh", 250000, None, False)],
    "up to 3 lakh workers": [("up to 3 lakh workers", 300000, "workers", True)],
    "rose by 30 per cent, 30% and 2 percentage points": [
        ("30 per cent", 30, "per cent", False),
        ("30%", 30, "%", False),
        ("2 percentage points", 2, "percentage points", False),
    ],
    "half a million people, two dozen firms, two hundred and fifty large and medium enterprises": [
        ("half a million people", 500000, "people", False),
        ("two dozen firms", 24, "firms", False),
        ("two hundred and fifty large and medium enterprises", 250, "large and medium enterprises", False),
    ],
    "10 to 15 companies": [("10 to 15 companies", 10, "companies", True)],
    "$3-5 billion": [("$3-5 billion", 3e9, "$", True)],
    "between 8% and 12% of it": [("8% and 12%", 8, "%", True)],
    "ranging from 4.5 to 7.0 kWh": [("4.5 to 7.0 kWh", 4.5, "kWh", True)],
    "grew from 10 to 15 per cent": [("10", 10, "per cent", False), ("15 per cent", 15, "per cent", False)],
    "820 km of optical fiber and more than 1,320 MW": [
        ("820 km of optical fiber", 820, "km of optical fiber", False),
        ("more than 1,320 MW", 1320, "MW", True),
    ],
    "60 of our graduates; two of the five biggest makers": [
        ("60 of our graduates", 60, "graduates", False),
        ("two of the five biggest makers", 2, "biggest makers", False),
    ],
    "in February 14 girls danced": [("14 girls", 14, "girls", False)],
    "It worked for over five years": [("five years", 5, "years", False)],
    "a 300-megawatt plant": [("300-megawatt", 300, "megawatt", False)],
    "over 3,000+ farmers": [("over 3,000+ farmers", 3000, "farmers", True)],
}


@pytest.mark.parametrize(("text", "expected"), FOUND.items())
def test_quantities_are_found(text: str, expected: list[Row]) -> None:
    assert quantities(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In 2013, Chinese companies came; since 2020, and in 2022-23.",
        "On July 22-24, 22 July and Sept. 5, 2024 at 10:30 am or 10 a.m.",
        "The 4th conference on 5G, 4G, B2B, CPEC-II and COVID-19",
        "Phase 2, Section 3, No. 5, Vision 2030, Industry 4.0 and an iPhone 15",
        "Call 051-9201234 or +92 300 1234567",
        "One of the firms, one company and the one he likes",
        "Two-way trade between the two countries, with two-thirds of it by road",
        "Rana, 45, left.",
    ],
)
def test_other_numbers_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


def test_numbers_in_names_are_no_quantities_but_those_of_groups_are() -> None:
    text = "The Group of 20 nations met 20 leading firms."
    cast = Cast(
        actors={
            "group_of_20_nations": Actor("group_of_20_nations", "Group of 20 nations", "organisation"),
            "firms": Actor("firms", "20 leading firms", "group"),
        },
        mentions=[ActorMention("group_of_20_nations", 0, 4, 23), ActorMention("firms", 0, 28, 44)],
        titles=[],
    )
    assert quantities(text, cast) == [("20 leading firms", 20, "leading firms", False)]

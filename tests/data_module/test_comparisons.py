"""Which comparisons of countries a text makes, with the real codebook and cast."""

from __future__ import annotations

import pytest

from pkcn_data.codebook import load_codebook
from pkcn_data.coding.cast import find_cast
from pkcn_data.coding.comparisons import find_comparisons
from pkcn_data.coding.quantities import find_quantities
from pkcn_data.coding.reading import read
from pkcn_data.coding.speakers import find_speakers
from pkcn_data.coding.terms import find_terms
from tests.builders import article


def comparisons(text: str) -> list[tuple[str, str, str]]:
    codebook, reading = load_codebook(), read(text)
    cast = find_cast(reading, codebook, article(text=text))
    terms = find_terms(reading, codebook, cast)
    found = find_comparisons(
        reading, codebook, cast, terms, find_speakers(reading, codebook, cast), find_quantities(reading, cast)
    )
    return [(one.subject, one.reference, one.direction) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Compared to some neighboring countries, Pakistan's investment has been relatively lower.",
            [("PAK", "some neighboring countries", "lower")],
        ),
        ("Pakistan's exports are low compared with those of India.", [("PAK", "IND", "lower")]),
        (
            "Pakistan lags behind India and Bangladesh in IT exports.",
            [("PAK", "IND", "lower"), ("PAK", "BGD", "lower")],
        ),
        ("India is ahead of Pakistan in software.", [("IND", "PAK", "higher")]),
        ("India's exports are higher than Pakistan's.", [("IND", "PAK", "higher")]),
        ("Wages in Pakistan are lower than in China.", [("PAK", "CHN", "lower")]),
        ("Vietnam exports more phones than Pakistan does.", [("VNM", "PAK", "higher")]),
        ("Unlike India, Pakistan has few chip plants.", [("PAK", "IND", "lower")]),
        ("Pakistan's growth is on par with that of Bangladesh.", [("PAK", "BGD", "equal")]),
        ("China trains twice as many engineers as India.", [("CHN", "IND", "higher")]),
        ("Bangladesh has outpaced Pakistan.", [("BGD", "PAK", "higher")]),
        (
            "Pakistan's factories are less productive than India's and only slightly more productive than Ethiopia's.",
            [("PAK", "IND", "lower"), ("PAK", "ETH", "higher")],
        ),
        (
            "India's network is years ahead of Pakistan's, and even Bangladesh has invested more than Pakistan.",
            [("IND", "PAK", "higher"), ("BGD", "PAK", "higher")],
        ),
        ("While India exports $200 billion of software, Pakistan exports $3.2 billion.", [("PAK", "IND", "lower")]),
        (
            "Our neighbouring country, India, earns over $200 billion from software, whereas Pakistan earns $3.2 billion.",
            [("IND", "PAK", "higher")],
        ),
        (
            "Pakistan has lagged behind as compared to India and Bangladesh.",
            [("PAK", "IND", "lower"), ("PAK", "BGD", "lower")],
        ),
        ("India, with a population seven times that of Pakistan, exports more software.", [("IND", "PAK", "higher")]),
        ("Pakistan's exports are higher than last year.", []),
        ("Pakistan has more than 240 million people.", []),
        ("Pakistan is the third largest producer of cotton.", []),
        ("Khan arrived in Pakistan ahead of the visit.", []),
        ("While China built the road, Pakistan guarded it.", []),
        ("Pakistan works with China as well as India.", []),
    ],
)
def test_comparisons_of_countries(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert comparisons(text) == expected


def test_ours_is_the_speakers_country() -> None:
    text = "“India's exports are larger than ours,” said Adnan Khan, Pakistan's ambassador to India."
    assert comparisons(text) == [("IND", "PAK", "higher")]


def test_the_theme_is_the_one_nearest_to_the_measure() -> None:
    text = "Pakistan's investment in digital infrastructure is lower than India's."
    codebook, reading = load_codebook(), read(text)
    cast = find_cast(reading, codebook, article(text=text))
    terms = find_terms(reading, codebook, cast)
    found = find_comparisons(
        reading, codebook, cast, terms, find_speakers(reading, codebook, cast), find_quantities(reading, cast)
    )
    assert [one.theme_id for one in found] == ["digital_infrastructure"]

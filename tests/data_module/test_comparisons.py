"""Which comparisons of countries a text makes, with the real codebook and cast."""

from __future__ import annotations

import time

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
        ("Pakistan's exports are dwarfed by India's.", [("PAK", "IND", "lower")]),
        ("Data costs Rs 40 per unit in Karachi, compared with Rs 10 in Mumbai.", [("PAK", "IND", "higher")]),
        ("Bangladesh and Pakistan remain far behind India.", [("BGD", "IND", "lower"), ("PAK", "IND", "lower")]),
        ("India built four plants, while Bangladesh had only hopes.", [("IND", "BGD", "higher")]),
        ("Pakistan has few doctors, about half China's ratio.", [("PAK", "CHN", "lower")]),
        ("Pakistan, unlike India, has not set up a fund.", [("PAK", "IND", "lower")]),
        ("Output is $52 million in Pakistan against $78 million for India.", [("PAK", "IND", "lower")]),
        (
            "Bangladesh and India took the orders, whereas Pakistan's share has been stuck.",
            [("PAK", "BGD", "lower"), ("PAK", "IND", "lower")],
        ),
        ("Pakistan's bonds fell, while Huawei's Indian shares barely moved.", []),
        ("Compared to Vietnam, however, Pakistan earns far less from software.", [("PAK", "VNM", "lower")]),
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
        ("Pakistan's exports rose to $3.2 billion, compared with $2.6 billion a year earlier.", []),
        ("Pakistan ranks 79th and India 40th in the index.", []),
        ("Chinese firms invested in Pakistan rather than in India.", []),
        ("Pakistan voted against India's plan.", []),
        ("China buys a third of Pakistan's exports.", []),
        ("A third of the people of Pakistan work in China.", []),
        ("The president of China visited Pakistan three times.", []),
        ("Pakistan bought 12 ships and China sold 40 trains.", []),
        ("Pakistan signed 12 agreements and China sent 12 engineers.", []),
    ],
)
def test_comparisons_of_countries(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert comparisons(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pakistan's exports reached $3.2bn, against India's $200bn.", [("PAK", "IND", "lower")]),
        ("Only 38 per cent of Pakistan is online, compared with 12% in Bangladesh.", [("PAK", "BGD", "higher")]),
        (
            "Solar makes 6.8 per cent in Pakistan, lower than in Sri Lanka (17 per cent) and India (10 per cent).",
            [("PAK", "LKA", "lower"), ("PAK", "IND", "lower")],
        ),
        ("Output in Pakistan is 1.6 per cent, short of the 9.7 per cent it makes in India.", [("PAK", "IND", "lower")]),
        ("Only 5,000 Pakistanis code, whereas 100,000 Indians do.", [("PAK", "IND", "lower")]),
        ("Where Vietnam built 60 parks, Pakistan built 14.", [("PAK", "VNM", "lower")]),
        ("In Pakistan, use stands at 36 per cent; in India it is 52 per cent.", [("PAK", "IND", "lower")]),
        ("China trains one lakh engineers and Pakistan trains 60,000.", [("CHN", "PAK", "higher")]),
    ],
)
def test_figures_of_one_unit_compare(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert comparisons(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pakistan's exports are barely a sixtieth of India's.", [("PAK", "IND", "lower")]),
        ("Pakistan earns half of what India does.", [("PAK", "IND", "lower")]),
        ("Data use in Pakistan is roughly a third of that in India.", [("PAK", "IND", "lower")]),
        ("Pakistan has a tenth of the data centre capacity of Malaysia.", [("PAK", "MYS", "lower")]),
        ("India has 20 times Pakistan's number of start-ups.", [("IND", "PAK", "higher")]),
    ],
)
def test_shares_and_multiples_compare(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert comparisons(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("India has left Pakistan far behind in software.", [("IND", "PAK", "higher")]),
        ("Pakistan ranks below India in the index.", [("PAK", "IND", "lower")]),
        ("India's exports dwarf those of Pakistan.", [("IND", "PAK", "higher")]),
        ("China has overtaken India.", [("CHN", "IND", "higher")]),
        ("Power in Pakistan is dearer than in India.", [("PAK", "IND", "higher")]),
        ("Coders in Pakistan earn more than their Indian counterparts.", [("PAK", "IND", "higher")]),
        ("Pakistan's score is below the regional average.", [("PAK", "regional average", "lower")]),
        (
            "Pakistan spends less on fibre than most countries in the region.",
            [("PAK", "most countries in the region", "lower")],
        ),
        ("Pakistan's tariffs are higher than in the rest of South Asia.", [("PAK", "rest of South Asia", "higher")]),
        ("Unlike India, Pakistan has no repair ship.", [("PAK", "IND", "lower")]),
    ],
)
def test_verdicts_and_groups(text: str, expected: list[tuple[str, str, str]]) -> None:
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


def test_cost_grows_with_the_length_of_one_sentence_only_linearly() -> None:
    codebook = load_codebook()

    def seconds(clauses: int) -> float:
        reading = read("Pakistan has 20 firms" + ", against 30 in India and half of China's; it" * clauses + ".")
        cast = find_cast(reading, codebook, article(text=reading.text))
        quantities, speakers = find_quantities(reading, cast), find_speakers(reading, codebook, cast)
        begin = time.perf_counter()
        find_comparisons(reading, codebook, cast, [], speakers, quantities)
        return time.perf_counter() - begin

    seconds(10)
    assert seconds(1000) < 40 * max(seconds(100), 0.002)

"""Statements: stance and modality clause by clause, and the countries a sentence is about."""

from __future__ import annotations

import pytest

from pkcn_data.codebook import load_codebook
from pkcn_data.coding.cast import ActorMention, Cast
from pkcn_data.coding.countries import sentence_countries
from pkcn_data.coding.reading import read
from pkcn_data.coding.speakers import Attribution
from pkcn_data.coding.statements import find_statements
from pkcn_data.coding.terms import find_terms
from pkcn_data.model import NARRATOR, Actor

ACTORS = {
    "pakistan": Actor("pakistan", "Pakistan", "country", country="PAK"),
    "china": Actor("china", "China", "country", country="CHN"),
    "india": Actor("india", "India", "country", country="IND"),
    "gwadar": Actor("gwadar", "Gwadar", "place", country="PAK"),
    "islamabad": Actor("islamabad", "ISLAMABAD", "place", country="PAK"),
    "cpec": Actor("cpec", "China-Pakistan Economic Corridor", "initiative"),
    "fpcci": Actor("fpcci", "FPCCI", "organisation", country="PAK"),
}
SURFACES = {
    "Pakistan": "pakistan",
    "Chinese": "china",
    "China": "china",
    "India": "india",
    "Gwadar": "gwadar",
    "ISLAMABAD": "islamabad",
    "CPEC": "cpec",
    "FPCCI": "fpcci",
}


def cast_of(text: str) -> Cast:
    """Make a cast of the actors above by the words of the text."""
    reading = read(text)
    mentions = [
        ActorMention(SURFACES[word], reading.sentence_of[token], reading.starts[token], reading.ends[token])
        for token, word in enumerate(reading.words)
        if word in SURFACES
    ]
    return Cast(ACTORS, mentions, [])


def said(text: str, *, speaker: str = NARRATOR) -> dict[str, str]:
    """Return code -> "stance modality" of all sentences, each of them said by one speaker."""
    reading, codebook, cast = read(text), load_codebook(), cast_of(text)
    terms = find_terms(reading, codebook, cast)
    speakers = [Attribution(speaker, "narrator" if speaker == NARRATOR else "direct")] * len(reading.sentences)
    return {
        draft.code_id: f"{draft.stance} {draft.modality}"
        for draft in find_statements(reading, codebook, cast, terms, speakers)
    }


def countries(text: str) -> list[tuple[str, ...]]:
    return sentence_countries(read(text), load_codebook(), cast_of(text))


def test_statements_one_sentence_praises_one_sector_and_not_another() -> None:
    """What dependence is to be reduced on is negative, what comes of it is positive."""
    text = (
        "By turning to software, Pakistan can reduce its dependence on old sectors like farming and textiles, "
        "creating jobs and increasing exports."
    )

    assert said(text) == {
        "it": "positive potential",
        "agriculture": "negative potential",
        "textiles": "negative potential",
        "diversification": "positive potential",
        "jobs": "positive potential",
        "exports": "positive potential",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("There was no progress on the railway.", {"transport": "negative fact"}, id="negation"),
        pytest.param(
            "Despite the shortage of electricity, textiles thrived.",
            {"energy_mining": "negative fact", "textiles": "positive fact"},
            id="despite",
        ),
        pytest.param(
            "Fisheries prospered, but hospitals lack doctors.",
            {"agriculture": "positive fact", "health": "negative fact"},
            id="but",
        ),
        pytest.param("Hospitals have 300 rooms.", {"health": "neutral fact"}, id="plain"),
        pytest.param("Is there a hospital with strong teams?", {"health": "neutral fact"}, id="question"),
        pytest.param(
            "Hospitals suffer; what can banks do?",
            {"health": "negative fact", "finance": "neutral potential"},
            id="question behind a semicolon",
        ),
        pytest.param("Not only banks gain.", {"finance": "positive fact"}, id="not only"),
        pytest.param("The lack of hospitals is felt.", {"health": "negative fact"}, id="scope"),
        pytest.param("Hospitals are no longer rare.", {"health": "neutral fact"}, id="no scope in a set phrase"),
        pytest.param(
            "Militants attacked a convoy near the port.",
            {"security": "negative fact", "transport": "neutral fact"},
            id="harm tells of security alone",
        ),
        pytest.param(
            "He said hospitals had improved and farms were in decline.",
            {"health": "positive fact", "agriculture": "negative fact"},
            id="and begins a clause",
        ),
        pytest.param("Losses of mangoes have dropped.", {"agriculture": "positive fact"}, id="less trouble"),
        pytest.param("The price of electricity has doubled.", {"energy_mining": "negative fact"}, id="dearer"),
    ],
)
def test_statements_stance(text: str, expected: dict[str, str]) -> None:
    """Cues work inside their clause, and turn round where they are negated."""
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Hospitals have 300 rooms.", "positive fact", id="a branch"),
        pytest.param("Banks fail. Hospitals have 300 rooms.", "negative fact", id="the tone goes on"),
        pytest.param("Banks fail. Farms fail. Banks thrive. Hospitals have 300 rooms.", "positive fact", id="the last"),
        pytest.param("Banks fail. It rained. So it was. Hospitals have 300 rooms.", "positive fact", id="too long ago"),
        pytest.param("Banks fail. Hospitals will have 300 rooms.", "positive aim", id="an aim"),
        pytest.param("Hospitals have 300 rooms, have they not?", "neutral fact", id="a question"),
    ],
)
def test_statements_stance_of_quoted_sentences_without_a_cue(text: str, expected: str) -> None:
    """Whoever is quoted goes on in his tone, and is not neutral about a branch."""
    assert said(text, speaker="khan")["health"] == expected


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Hospitals are open.", "fact"),
        ("The province will open hospitals.", "aim"),
        ("The province agreed to open hospitals.", "aim"),
        ("He urged the province to open hospitals.", "recommendation"),
        ("He stressed the need for hospitals.", "recommendation"),
        ("Hospitals must open.", "recommendation"),
        ("Hospitals could open.", "potential"),
        ("If rents fall, hospitals will open.", "potential"),
        ("On May 14 hospitals opened.", "fact"),
        ("Hospitals are our pride and banks will open.", "fact"),
        ("The town will have hospitals.", "aim"),
        ("Hospitals are widely expected to grow.", "aim"),
        ("Hospitals, which are old, must change.", "fact"),
        ("A group met to promote hospitals.", "aim"),
        ("A group needs to promote hospitals.", "recommendation"),
        ("A clerk said hospitals were full, and the mayor said banks should open.", "fact"),
        ("The proposed hospitals are large.", "fact"),
    ],
)
def test_statements_modality(text: str, modality: str) -> None:
    """Aim, recommendation and potential by their cues; a month is no cue."""
    assert said(text)["health"].split()[1] == modality


def test_statements_one_a_code_and_sentence_with_its_countries() -> None:
    """A code named twice in a sentence is one statement, and its clearest stance and modality count."""
    text = "Chinese hospitals are large, and hospitals in Gwadar will benefit."
    reading, codebook, cast = read(text), load_codebook(), cast_of(text)

    speakers = [Attribution(NARRATOR, "narrator")]
    drafts = find_statements(reading, codebook, cast, find_terms(reading, codebook, cast), speakers)

    assert [(draft.code_id, draft.stance, draft.modality, draft.countries) for draft in drafts] == [
        ("health", "positive", "aim", ("CHN", "PAK"))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("India grows. Chinese firms help Pakistan.", [("IND",), ("CHN", "PAK")], id="named, sorted"),
        pytest.param("CPEC goes on.", [("CHN", "PAK")], id="in an initiative's name"),
        pytest.param(
            "FPCCI spoke. FPCCI praised China. Pakistan grows.",
            [("PAK",), ("CHN",), ("PAK",)],
            id="organisation only alone",
        ),
        pytest.param("FPCCI praised farms. China grows.", [(), ("CHN",)], id="organisation of a country not named"),
        pytest.param(
            "India and China met. It rained. China builds. It exports. Rain fell.",
            [("CHN", "IND"), ("IND",), ("CHN",), ("CHN",), ()],
            id="home goes on, another by a pronoun",
        ),
        pytest.param(
            "Pakistan met China. The country's exports to China rose. Local firms sell to China. We need China.",
            [("CHN", "PAK")] * 4,
            id="home beside another",
        ),
        pytest.param(
            "Pakistan grows. The Chinese government and the government of China agreed. China helps its local firms.",
            [("PAK",), ("CHN",), ("CHN",)],
            id="not at home",
        ),
        pytest.param(
            "Pakistan grows. Pakistan trades. Shops in India show the country's standing.",
            [("PAK",), ("PAK",), ("IND",)],
            id="the country is the third one named",
        ),
        pytest.param(
            "Pakistan met China. This initiative creates jobs. Jobs matter.",
            [("CHN", "PAK"), ("CHN", "PAK"), ("PAK",)],
            id="this initiative is that of both",
        ),
        pytest.param(
            "China met Pakistan. India grows. Both countries trade.",
            [("CHN", "PAK"), ("IND",), ("CHN", "PAK")],
            id="the pair",
        ),
        pytest.param("ISLAMABAD: China builds in Gwadar.", [("CHN", "PAK")], id="place"),
        pytest.param("ISLAMABAD: China builds.", [("CHN",)], id="dateline"),
    ],
)
def test_countries_of_sentences(text: str, expected: list[tuple[str, ...]]) -> None:
    """Countries, places and initiatives count; a sentence that points back carries on."""
    assert countries(text) == expected

"""Sectors and themes by terms: longest match, ignored phrases, blocked names, and each code's own examples."""

from __future__ import annotations

import pytest

from pkcn_data.codebook import Code, load_codebook
from pkcn_data.coding.cast import ActorMention, Cast
from pkcn_data.coding.phrases import PhraseIndex
from pkcn_data.coding.reading import read
from pkcn_data.coding.terms import find_terms
from pkcn_data.model import Actor, ActorKind, CodeKind

NOBODY = Cast(actors={}, mentions=[], titles=[])
SECTORS = load_codebook().codes("sector")
THEMES = load_codebook().codes("theme")


def cast_with(text: str, **names: ActorKind) -> Cast:
    """Make a cast of actors that the text names; `_` in a name is a space."""
    actors: dict[str, Actor] = {}
    mentions: list[ActorMention] = []
    for key, kind in names.items():
        name = key.replace("_", " ")
        actors[key] = Actor(key, name, kind)
        mentions.append(ActorMention(key, 0, text.index(name), text.index(name) + len(name)))
    return Cast(actors, mentions, [])


def coded(text: str, kind: CodeKind, cast: Cast = NOBODY) -> list[tuple[str, str]]:
    """Return (code, surface) of one kind in text order."""
    found = find_terms(read(text), load_codebook(), cast)
    return [(term.code_id, text[term.start : term.end]) for term in found if term.kind == kind]


def codes(text: str, kind: CodeKind, cast: Cast = NOBODY) -> set[str]:
    return {code_id for code_id, _ in coded(text, kind, cast)}


@pytest.mark.parametrize("code", SECTORS, ids=lambda code: code.id)
def test_terms_sector_example_codes_and_counter_example_does_not(code: Code) -> None:
    """Definition, example and counter-example of a code hold for the program as for a reader."""
    assert code.id in codes(code.example, "sector")
    assert code.id not in codes(code.counter_example.split(" (")[0], "sector")


@pytest.mark.parametrize("code", THEMES, ids=lambda code: code.id)
def test_terms_theme_example_codes_and_counter_example_does_not(code: Code) -> None:
    """Definition, example and counter-example of a code hold for the program as for a reader."""
    assert code.id in codes(code.example, "theme")
    assert code.id not in codes(code.counter_example.split(" (")[0], "theme")


TOWER = "A tower was built on the hill."
PHONES = "Telecom operators sell spectrum."
OTHER = "The weather was fine."


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        pytest.param([TOWER], [], id="alone it means nothing"),
        pytest.param([PHONES, TOWER], [0, 1], id="beside a sentence of its code"),
        pytest.param([PHONES, OTHER, TOWER], [0], id="one sentence of its code, not beside it"),
        pytest.param([PHONES, OTHER, PHONES, OTHER, TOWER], [0, 2, 4], id="two sentences of its code anywhere"),
        pytest.param([TOWER, TOWER], [], id="words in context do not hold each other up"),
    ],
)
def test_terms_a_word_in_context_codes_in_a_text_about_its_code(sentences: list[str], expected: list[int]) -> None:
    found = find_terms(read(" ".join(sentences)), load_codebook(), NOBODY)
    assert sorted({term.sentence for term in found if term.code_id == "telecom"}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It said that IT exports rose.", [("it", "IT")], id="capitals decide"),
        pytest.param(
            "Its e-commerce and E Commerce firms.",
            [("ecommerce_fintech", "e-commerce"), ("ecommerce_fintech", "E Commerce")],
            id="hyphen",
        ),
        pytest.param("A cottage industry of consultants.", [], id="ignored phrase wins"),
        pytest.param(
            "The textile industry hopes; the industry fears.", [("textiles", "textile industry")], id="anaphor"
        ),
        pytest.param(
            "Digitisation of industrial and agriculture sectors.",
            [("industry", "industrial and agriculture sectors"), ("agriculture", "agriculture")],
            id="elliptic list",
        ),
        pytest.param(
            "Agriculture, textile, and IT sectors.",
            [("agriculture", "Agriculture"), ("textiles", "textile"), ("it", "IT sectors")],
            id="list",
        ),
        pytest.param(
            "Information and communication technology matters.",
            [("it", "Information and communication technology")],
            id="one name for two words",
        ),
        pytest.param("The party in power wins the wealth of the power of ideas.", [], id="false friends"),
        pytest.param("They speak of it as if it were a seed, like a bank.", [], id="similes"),
        pytest.param("Nothing is like a textile mill.", [("textiles", "textile mill")], id="no simile of a phrase"),
        pytest.param("The Silk Road and the Belt and Road are a road map.", [], id="roads that are none"),
        pytest.param(
            "They put money in power plants.", [("energy_mining", "power plants")], id="a term before its like"
        ),
        pytest.param("A 5G-enabled plant has 5G.", [("telecom", "5G"), ("telecom", "5G")], id="split by the tokenizer"),
        pytest.param("The port authority sent a container of toys.", [("industry", "toys")], id="a measure, a body"),
        pytest.param("The carmaker declined to comment.", [], id="a firm just named"),
        pytest.param(
            "Right-hand-drive models leave the line.",
            [("industry", "Right-hand-drive"), ("industry", "leave the line")],
            id="a branch by its products",
        ),
        pytest.param("The KSE-100 fell.", [("finance", "KSE-100")], id="joined by the tokenizer"),
    ],
)
def test_terms_sectors(text: str, expected: list[tuple[str, str]]) -> None:
    """What codes, and over which characters."""
    assert coded(text, "sector") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It will create thousands of new jobs.", {"jobs"}, id="gap"),
        pytest.param("Reducing its heavy dependence on oil.", {"diversification"}, id="paraphrase"),
        pytest.param("The collaboration was praised.", set(), id="anaphor"),
        pytest.param("The collaboration between China and Pakistan.", {"partnership"}, id="no anaphor"),
        pytest.param("A good business environment.", set(), id="environment of another kind"),
        pytest.param("Food security and energy security.", set(), id="security of another kind"),
        pytest.param("Government securities sold well.", set(), id="ignored word that is a term's plural"),
        pytest.param("Firms signed business-to-business (B2B) cooperation deals.", {"b2b"}, id="between firms"),
        pytest.param("Under the second phase of CPEC.", {"governance"}, id="phase of CPEC"),
        pytest.param("Exports grew.", {"exports"}, id="not an economy that grows"),
        pytest.param("The IT sector has grown.", {"growth"}, id="a sector that grows"),
        pytest.param("A digital cooperation plan.", {"digital_transformation", "partnership"}, id="shared term"),
        pytest.param("A solar plant.", set(), id="solar alone is a sector"),
        pytest.param("A portfolio of green projects.", {"sustainability"}, id="a portfolio that is no office"),
        pytest.param("He will hold the portfolio of climate.", set(), id="a portfolio that is an office"),
        pytest.param("They train more women.", {"skills", "social"}, id="a phrase of two themes"),
        pytest.param("The banks were hired to arrange the sale.", set(), id="hired for a deal"),
        pytest.param("A drone strike hit the camp.", {"security"}, id="a strike is no technology"),
        pytest.param("Beijing disbursed another $40 million.", {"investment"}, id="verb with an amount"),
        pytest.param("The bank disbursed leaflets.", set(), id="the verb without an amount"),
        pytest.param("They buy most of their cells from Shenzhen.", {"trade"}, id="goods bought from a country"),
        pytest.param("The town is short of electricians.", {"skills"}, id="trained people missing"),
        pytest.param("The hall was short of chairs.", set(), id="something else missing"),
        pytest.param("A new energy vehicle was shown.", set(), id="a vehicle is not an energy policy"),
        pytest.param("A vocational college in Lahore.", set(), id="a kind of school"),
        pytest.param("It cut the clearance time from five days to one.", {"competitiveness"}, id="time that costs"),
        pytest.param("Frequent policy changes.", {"governance"}, id="policy in general"),
        pytest.param("He told the committee that it was late.", set(), id="a committee as audience"),
    ],
)
def test_terms_themes(text: str, expected: set[str]) -> None:
    """What codes and what only looks alike."""
    assert codes(text, "theme") == expected


def test_terms_every_field_of_several_offices_is_left_out() -> None:
    """A list of fields before one office names no sector, whatever the fields between are."""
    assert codes("Officials of the IT, housing and interior ministries came.", "sector") == set()
    assert codes("They discussed IT, housing and energy.", "sector") == {"it", "construction", "energy_mining"}


def test_terms_one_phrase_may_be_a_sector_and_a_theme() -> None:
    """Sectors and themes do not compete for words."""
    text = "Cybersecurity matters."

    assert codes(text, "sector") == {"it"}
    assert codes(text, "theme") == {"emerging_tech"}


def test_terms_inside_organisations_and_titles_do_not_code() -> None:
    """Those inside the name of an initiative do."""
    text = "Chief Textile Weaver Khan met the Punjab Agriculture Board about the Digital Silk Road."
    cast = cast_with(text, Punjab_Agriculture_Board="organisation", Digital_Silk_Road="initiative")

    assert codes(text, "sector", Cast(cast.actors, cast.mentions, [(0, len("Chief Textile Weaver"))])) == set()
    assert codes(text, "theme", cast) == {"digital_infrastructure"}
    assert codes(text, "sector") == {"textiles", "agriculture"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The energy minister and the railways minister left.", set(), id="field before"),
        pytest.param("Information technology and telecom ministers met.", set(), id="two fields before"),
        pytest.param("He is minister of state for health and education.", set(), id="fields behind"),
        pytest.param("The secretary of the textile division left.", set(), id="with an article"),
        pytest.param("The petroleum minister spoke of coal and gas.", {"energy_mining"}, id="only the field"),
        pytest.param("The telecom regulator met a textile association.", set(), id="field of a body"),
        pytest.param("Textiles, the commerce secretary said, need cotton.", {"textiles", "agriculture"}, id="no field"),
    ],
)
def test_terms_field_of_an_office_without_a_name_does_not_code(text: str, expected: set[str]) -> None:
    """A title is a title whether or not a name follows it."""
    assert codes(text, "sector") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('"Roads matter," said Khan, who runs a textile mill.', {"transport"}, id="what he does"),
        pytest.param('"Roads matter," said Khan, a trader who buys yarn.', {"transport"}, id="behind his title"),
        pytest.param(
            '"Roads matter," said Khan, who sells yarn, and coal.', {"transport", "energy_mining"}, id="its end"
        ),
        pytest.param("They met Khan, who runs a textile mill.", {"textiles"}, id="no speaker"),
        pytest.param('"Roads matter," said Jazz, who sells smartphones.', {"transport", "electronics"}, id="no person"),
    ],
)
def test_terms_in_the_description_of_a_speaker_do_not_code(text: str, expected: set[str]) -> None:
    """Who somebody is tells nothing about what he speaks of."""
    cast = cast_with(text, **({"Khan": "person"} if "Khan" in text else {"Jazz": "organisation"}))
    titles = [(text.index(title), text.index(title) + len(title)) for title in ("trader",) if title in text]

    assert codes(text, "sector", Cast(cast.actors, cast.mentions, titles)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("They sell on Taobao.", {"ecommerce_fintech"}, id="means"),
        pytest.param("They met Taobao.", set(), id="party"),
    ],
)
def test_terms_name_of_a_service_codes_where_it_is_the_means(text: str, expected: set[str]) -> None:
    """A platform's name is a word for what is done there."""
    assert codes(text, "sector", cast_with(text, Taobao="organisation")) == expected


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        ("Huawei and Jazz signed an agreement.", "Jazz", {"b2b"}),
        ("Huawei and Telecom Authority signed an agreement.", "Telecom Authority", {"partnership"}),
        ("Huawei and Jazz signed an agreement before the minister.", "Jazz", {"partnership"}),
        ("Huawei and Jazz praised cooperation with Pakistan.", "Jazz", {"partnership"}),
        ("Jazz invited firms to cooperate.", "Jazz", {"b2b"}),
        ("The minister praised Huawei for its partnership with Jazz.", "Jazz", {"b2b"}),
    ],
)
def test_terms_partnership_between_firms_is_b2b(text: str, other: str, expected: set[str]) -> None:
    """A state or a public body on one side makes it a partnership."""
    names: dict[str, ActorKind] = {other.replace(" ", "_"): "organisation"}
    if "Huawei" in text:
        names["Huawei"] = "organisation"
    if "Pakistan" in text:
        names["Pakistan"] = "country"

    assert codes(text, "theme", cast_with(text, **names)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is a joint venture of the Technical Authority and Lanxin.", {"partnership"}),
        ("It is a joint venture with Technical Authority.", {"partnership"}),
        ("It is a joint venture praised by the Technical Authority.", {"b2b"}),
    ],
)
def test_terms_what_is_with_a_public_body_is_partnership(text: str, expected: set[str]) -> None:
    """Ties of firms are ties of states where the first party named is a public body."""
    cast = cast_with(text, Technical_Authority="organisation")

    assert codes(text, "theme", cast) == expected


def test_terms_joint_body_is_governance_by_its_name() -> None:
    """Names of organisations do not code, but a committee in which two sides sit is the theme itself."""
    text = "The Joint Cooperation Committee met the PCJCCI Secretariat."
    cast = cast_with(text, Joint_Cooperation_Committee="organisation", PCJCCI_Secretariat="organisation")

    assert coded(text, "theme", cast) == [("governance", "Joint Cooperation Committee")]


def test_terms_capitals_in_a_line_of_capitals_say_nothing() -> None:
    """The pronoun may be set in capitals too; a longer term still tells."""
    assert coded("CHINA SAYS IT WILL HELP PAKISTAN.", "sector") == []
    assert coded("CHINA SAYS IT SECTOR WILL GROW.", "sector") == [("it", "IT SECTOR")]


def test_phrases_gap_ends_at_a_stop_and_at_its_length() -> None:
    """A gap holds up to its number of words and no semicolon; a list gap only what a list holds."""
    index: PhraseIndex[str] = PhraseIndex([("cut+ ..2 cost", "cost"), ("road ,.. sector", "road")])

    def found(text: str) -> list[tuple[int, ...]]:
        return [hit.tokens for hits in index.find(read(text)).values() for hit in hits]

    assert found("cutting its high costs") == [(0, 3)]
    assert found("cut all of its costs") == []
    assert found("cut ; no costs") == []
    assert found("road , rail and port sectors") == [(0, 5)]
    assert found("road users of the sector") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plan is slow, said Hina Toor, manager of a denim mill in Karachi.", set()),
        ("Sadia Noor, director of a logistics firm, agreed with him.", set()),
        ("Hina Toor, manager of the fund, spoke of denim at a rally.", {"textiles"}),
    ],
)
def test_terms_where_a_person_works_does_not_code(text: str, expected: set[str]) -> None:
    title = "director" if "director" in text else "manager"
    start = text.index(title)
    cast = Cast(actors={}, mentions=[], titles=[(start, start + len(title))])
    assert codes(text, "sector", cast) == expected


@pytest.mark.parametrize("text", ["“ “ Ministry for IT", "IT minister"])
def test_an_office_may_open_or_end_a_text(text: str) -> None:
    assert find_terms(read(text), load_codebook(), NOBODY) == []

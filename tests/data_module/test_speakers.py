"""Who speaks in each sentence, on small texts with a hand-made cast."""

from __future__ import annotations

import time

import pytest

from pkcn_data.codebook import load_codebook
from pkcn_data.coding.cast import ActorMention, Cast
from pkcn_data.coding.reading import Reading, read
from pkcn_data.coding.speakers import find_speakers
from pkcn_data.model import Actor

ACTORS = {
    "khan": Actor("khan", "Adnan Khan", "person", role="Specialist", aliases=("Khan", "KHAN")),
    "raza": Actor("raza", "Ayesha Raza", "person", role="chief executive", aliases=("Raza",)),
    "iqbal": Actor("iqbal", "Bilal Iqbal", "person", role="Minister for Planning", aliases=("Iqbal",)),
    "jiang": Actor("jiang", "Jiang Wei", "person", role="Chinese Ambassador", aliases=("Jiang",)),
    "ministry": Actor("ministry", "Ministry of Commerce", "organisation"),
    "huawei": Actor("huawei", "Huawei", "organisation"),
    "fpcci": Actor("fpcci", "FPCCI", "organisation"),
    "bank": Actor("bank", "World Bank", "organisation"),
    "pakistan": Actor("pakistan", "Pakistan", "country", country="PAK"),
    "china": Actor("china", "China", "country", country="CHN", aliases=("Chinese",)),
    "experts": Actor("experts", "experts", "group", aliases=("Experts",)),
    "app": Actor("app", "APP", "organisation", role="outlet"),
    "lahore": Actor("lahore", "Lahore", "place"),
}
NARRATOR = ("narrator", "narrator")


def cast_of(reading: Reading) -> Cast:
    """Return the actors above wherever their names stand in a text, the longest first."""
    forms = sorted(
        ((form, actor) for actor in ACTORS.values() for form in (actor.name, *actor.aliases)),
        key=lambda one: -len(one[0]),
    )
    mentions: list[ActorMention] = []
    taken: set[int] = set()
    for form, actor in forms:
        at = reading.text.find(form)
        while at >= 0:
            span = range(at, at + len(form))
            if taken.isdisjoint(span):
                taken.update(span)
                sentence = max(i for i, one in enumerate(reading.sentences) if one.start <= at)
                mentions.append(ActorMention(actor.actor_id, sentence, at, at + len(form)))
            at = reading.text.find(form, at + 1)
    return Cast(ACTORS, sorted(mentions, key=lambda one: one.start), [])


def speakers(text: str) -> list[tuple[str, str]]:
    reading = read(text)
    found = find_speakers(reading, load_codebook(), cast_of(reading))
    return [(one.speaker_id, one.attribution) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Exports will grow,” Khan said.", ("khan", "direct")),
        ("“Exports will grow,” said Adnan Khan, a specialist at Huawei.", ("khan", "direct")),
        ("Khan said, “Exports will grow this year.”", ("khan", "direct")),
        ("“Exports,” Khan told APP, “will grow this year.”", ("khan", "direct")),
        ('"Exports will grow", Khan was quoted as saying.', ("khan", "direct")),
        ("‘Exports will grow,’ Iqbal wrote on X.", ("iqbal", "direct")),
        ("Khan said the corridor was a “game changer”.", ("khan", "reported")),
        ("Talking to APP, Adnan Khan noted that exports had grown.", ("khan", "reported")),
        ("According to the Ministry of Commerce, exports grew.", ("ministry", "reported")),
        ("Exports grew by 3 per cent, according to Khan.", ("khan", "reported")),
        ("In Khan’s view, exports can grow.", ("khan", "reported")),
        ("Khan was of the view that exports could grow.", ("khan", "reported")),
        ("Adnan Khan, who heads a think tank in Lahore, warned that exports could fall.", ("khan", "reported")),
        ("Adnan Khan, a specialist at Huawei, said exports could fall.", ("khan", "reported")),
        ("Adnan Khan, Chairman FPCCI said exports could fall.", ("khan", "reported")),
        ("Ambassador of China Jiang Wei said exports to Pakistan would grow.", ("jiang", "reported")),
        ("Exports could fall, warned Khan, adding that imports would grow.", ("khan", "reported")),
        ("Iqbal welcomed the offer and pointed to new tax rules.", ("iqbal", "reported")),
        ("China welcomed the offer, Iqbal said.", ("iqbal", "reported")),
        ("Iqbal met Jiang Wei in Lahore and assured him of support.", ("iqbal", "reported")),
        ("The Ministry of Commerce, which runs the programme, said it would open soon.", ("ministry", "reported")),
        ("A report by the World Bank shows that exports grew.", ("bank", "reported")),
        ("World Bank data showed that exports grew.", ("bank", "reported")),
        ("An official of the Ministry of Commerce said exports grew.", ("ministry", "reported")),
        ("Huawei executives said exports grew.", ("huawei", "reported")),
        ("Pakistan reiterated its support for the corridor.", ("pakistan", "reported")),
        ("Experts say exports can grow.", ("experts", "reported")),
        ("This was stated by Bilal Iqbal at a seminar in Lahore.", ("iqbal", "reported")),
        ("Xinhua quoted the Ministry of Commerce as saying that exports grew.", ("ministry", "reported")),
        ("Exports grew.", NARRATOR),
        ("The meeting was told that exports grew.", NARRATOR),
        ("Iqbal was told that exports grew.", NARRATOR),
        ("Khan added 300 jobs last year.", NARRATOR),
        ("Iqbal welcomed the Chinese delegation in his office.", NARRATOR),
        ("Jiang Wei called on Iqbal in Lahore.", NARRATOR),
        ("UN member states adopted the plan.", NARRATOR),
        ("Minister for Planning Bilal Iqbal chaired a meeting on the ongoing projects.", NARRATOR),
        ("Iqbal of the Planning Commission chaired a meeting on announced reforms.", NARRATOR),
        ("Chinese authorities said exports grew.", ("china", "reported")),
        ("“China is our brother,” Iqbal was quoted by state media as saying.", ("iqbal", "direct")),
        ("Adnan Khan, head of the digital rights watchdog Huawei, said exports grew.", ("khan", "reported")),
        ("Titled “Opening up a New Era”, the fair was held in Lahore.", NARRATOR),
        ("The “Digital Pakistan” programme reached Lahore.", NARRATOR),
        ("Pakistan maintained a low tariff.", NARRATOR),
        ("A press release said exports grew.", NARRATOR),
        ("A recent report, by the World Bank, says exports grew.", ("bank", "reported")),
        ("Statistics show that exports grew.", NARRATOR),
        ("Khan, while addressing a ceremony in Lahore on Monday, said exports grew.", ("khan", "reported")),
        ("While addressing a ceremony in Lahore, Khan said exports grew.", ("khan", "reported")),
        ("In a statement, the Ministry of Commerce said exports grew.", ("ministry", "reported")),
        ("Adnan Khan of Huawei told APP that exports grew.", ("khan", "reported")),
        ("Exports grew, says Khan.", ("khan", "reported")),
        ("Exports, Khan believes, will grow.", ("khan", "reported")),
        ("Asked about exports, Khan replied: “They will grow.”", ("khan", "direct")),
        ("“They will grow this year” — Adnan Khan, specialist.", ("khan", "direct")),
        ("Khan and Iqbal said exports grew.", ("khan", "reported")),
        ("Both Khan and Iqbal stressed that exports grew.", ("khan", "reported")),
        ("Speaking on the occasion, Chinese Ambassador Jiang Wei said exports grew.", ("jiang", "reported")),
        ("The government, Iqbal said, would cut taxes.", ("iqbal", "reported")),
        ("Khan – a specialist – said exports grew.", ("khan", "reported")),
        ("Khan (pictured) said exports grew.", ("khan", "reported")),
        ("Earlier, in his welcome address, Iqbal highlighted the role of IT.", ("iqbal", "reported")),
        ("Ministry of Commerce Secretary Bilal Iqbal said exports grew.", ("iqbal", "reported")),
        ("Iqbal lauded China for its support.", ("iqbal", "reported")),
        ("To a question, Khan said exports grew.", ("khan", "reported")),
        ("Khan is confident that exports will grow.", ("khan", "reported")),
        ("According to a report released by the World Bank on Monday, exports grew.", ("bank", "reported")),
        ("According to Bilal Iqbal, minister for planning, exports grew.", ("iqbal", "reported")),
        ("As per data from the World Bank, exports grew.", ("bank", "reported")),
        ("The World Bank in its report said exports grew.", ("bank", "reported")),
        ("A spokesperson for Huawei said exports grew.", ("huawei", "reported")),
        ("Huawei CEO Adnan Khan has urged Pakistan to act.", ("khan", "reported")),
        ("Exports have grown, noted Jiang Wei, the ambassador, who spoke in Lahore.", ("jiang", "reported")),
        ("Iqbal, who is also the chairman of the committee, directed the officials to act.", ("iqbal", "reported")),
        ("Khan, however, warned exports could fall.", ("khan", "reported")),
        ("China's Jiang Wei said exports grew.", ("jiang", "reported")),
        ("“We need skills,” concluded Khan.", ("khan", "direct")),
        (
            "Ayesha Raza, who founded a software house in Lahore in 2015, thinks the market is small.",
            ("raza", "reported"),
        ),
        ("Exports grew, Huawei said in a statement on Monday.", ("huawei", "reported")),
        ("FPCCI on Tuesday urged the government to cut taxes.", ("fpcci", "reported")),
        ("In an interview with the World Bank, Khan said exports grew.", ("khan", "reported")),
        (
            "Addressing the inaugural session of the Pakistan Conference organised by Huawei, Bilal Iqbal said exports grew.",
            ("iqbal", "reported"),
        ),
        ("During a meeting with Chinese Ambassador Jiang Wei, Iqbal said exports grew.", ("iqbal", "reported")),
        ("Bilal Iqbal received Jiang Wei in Lahore, where the ambassador said exports grew.", ("jiang", "reported")),
        (
            "Exports to China, which grew by 10% last year, are set to grow further, according to Adnan Khan, who heads Huawei in Lahore.",
            ("khan", "reported"),
        ),
        (
            "“Exports grew in Lahore and will grow again,” Khan, a specialist at the World Bank, told APP on Monday.",
            ("khan", "direct"),
        ),
        ("Huawei has trained 300,000 students, and the government wants more.", NARRATOR),
        ("Khan founded the company in 2015.", NARRATOR),
        ("Pakistan and China signed an agreement, which is expected to create jobs.", NARRATOR),
        ("The deal was hailed as a breakthrough.", NARRATOR),
        ("It is believed that exports will grow.", NARRATOR),
        ("The World Bank approved a loan of $300 million for Pakistan.", NARRATOR),
        ("Iqbal was accompanied by senior officials and the ambassador.", NARRATOR),
        ("The conference, titled “Digital Pakistan: The Way Forward”, was attended by Iqbal.", NARRATOR),
        ("The so-called “iron brotherhood” has grown.", NARRATOR),
        ("Chinese Ambassador Jiang Wei and Bilal Iqbal attended the ceremony.", NARRATOR),
        ("Khan runs a company called “Bright Skills” in Lahore.", NARRATOR),
        ("Huawei added a second plant in Lahore.", NARRATOR),
        ("Iqbal expressed the hope that exports would grow.", ("iqbal", "reported")),
        ("Iqbal reiterated Pakistan's commitment to the corridor.", ("iqbal", "reported")),
        ("Iqbal also thanked the Chinese government for its help.", ("iqbal", "reported")),
        (
            "Bilal Iqbal, in his opening remarks at the World Bank event, underlined the need for skills.",
            ("iqbal", "reported"),
        ),
        ("The Ministry of Commerce has warned exporters of new rules.", ("ministry", "reported")),
        ("“Exports will grow,” a spokesman for the Ministry of Commerce said.", ("ministry", "direct")),
        ("China has called for closer ties.", ("china", "reported")),
        ("Raza added: “And exports will grow.”", ("raza", "direct")),
        ("Raza — who has worked in Lahore for years — says exports will grow.", ("raza", "reported")),
        ("As Ayesha Raza put it, “exports will grow this year.”", ("raza", "direct")),
        ("Exports will grow if taxes fall, Khan told APP, adding that Pakistan needed time.", ("khan", "reported")),
        ("Pakistan's exports to China will grow, said specialist Adnan Khan.", ("khan", "reported")),
        ("“This is good,” an upbeat Khan said.", ("khan", "direct")),
        ("Khan's view is that exports will grow.", ("khan", "reported")),
        ("Khan was speaking at a seminar, and he said exports would grow.", ("khan", "reported")),
        ("Exports will grow, stated by Khan, specialist.", ("khan", "reported")),
        ("Khan's verdict: exports will not grow.", ("khan", "reported")),
        ("As Khan sees it, exports can grow.", ("khan", "reported")),
        ("The World Bank sees exports growing by 4 per cent.", ("bank", "reported")),
        ("The World Bank raised its forecast for exports.", ("bank", "reported")),
        ("A World Bank report titled “Digital Roads” warns of delays.", ("bank", "reported")),
        ("The Ministry of Commerce will cut duties, an official of the ministry said.", ("ministry", "reported")),
        ("Adnan Khan, Bilal Iqbal and Jiang Wei, three trainers, agreed that jobs would follow.", ("khan", "reported")),
        ("Khan regretted that exports had fallen and labelled the plan a failure.", ("khan", "reported")),
        ("The ban, said Khan, “was never on the table at all”.", ("khan", "reported")),
        ("Without training, warned Khan, a specialist, “we will remain a supplier of yarn”.", ("khan", "direct")),
        ("Khan, a specialist at the house of Huawei Iqbal, said exports could fall.", ("khan", "reported")),
        ("“We will lay fibre up to Gwadar” — Specialist Adnan Khan.", ("khan", "direct")),
        ("“Exports will grow, said Khan, a specialist at Huawei.", ("khan", "direct")),
        ("“Exports will grow this year,” Mohsin said.", NARRATOR),
        ("“Exports will grow this year,” laughed Khan.", ("khan", "direct")),
        ("Asked about exports, Khan, a specialist, laughed.", NARRATOR),
        ("Khan's point is simple: exports will grow.", ("khan", "reported")),
    ],
)
def test_one_sentence(text: str, expected: tuple[str, str]) -> None:
    assert speakers(text) == [expected]


def test_a_pronoun_and_a_post_go_on_with_who_spoke() -> None:
    text = (
        "Bilal Iqbal met Jiang Wei in Lahore. He said exports would grow. The minister added that imports would fall. "
        "The ambassador thanked Pakistan. She hoped for more trade."
    )
    assert speakers(text) == [
        NARRATOR,
        ("iqbal", "reported"),
        ("iqbal", "continued"),
        ("jiang", "reported"),
        ("jiang", "continued"),
    ]


def test_the_ministry_is_the_one_named_before() -> None:
    text = "The Ministry of Commerce met traders on Monday. The ministry said exports grew. The defence ministry said nothing."
    assert speakers(text) == [NARRATOR, ("ministry", "reported"), NARRATOR]


def test_a_quotation_over_sentences_and_paragraphs_has_one_speaker() -> None:
    text = "“Exports will grow. Imports will fall.\n\n“Jobs will follow,” Khan said. “That is our plan.”"
    assert speakers(text) == [("khan", "direct")] * 4


def test_who_is_quoted_inside_a_quotation_does_not_take_it_over() -> None:
    text = "“Iqbal said, ‘We will build it,’ and he did. Now it stands,” Khan told APP."
    assert speakers(text) == [("khan", "direct")] * 2


def test_a_quotation_that_never_closes_ends_with_its_paragraph() -> None:
    text = "Khan said, “Exports will grow. Imports will fall.\n\nThe fair was held in Lahore."
    assert speakers(text) == [("khan", "direct"), ("khan", "direct"), NARRATOR]


def test_an_unattributed_quotation_belongs_to_who_spoke_last() -> None:
    text = "Khan said exports would grow.\n“We need better roads and cheaper loans.”"
    assert speakers(text) == [("khan", "reported"), ("khan", "direct")]


def test_a_quotation_by_nobody_waits_for_the_person_of_the_next_sentence() -> None:
    khan = ("khan", "direct")
    assert speakers("“I learned it on my phone.”\n\n“Now I earn more,” said Khan.") == [khan, khan]
    assert speakers("“We wait for work.” Iqbal shakes his head.") == [("iqbal", "direct"), NARRATOR]


def test_the_former_and_the_latter_are_the_two_named_last() -> None:
    text = "Bilal Iqbal met Jiang Wei. The former said jobs would follow. The latter, too, said exports would grow."
    assert speakers(text) == [NARRATOR, ("iqbal", "reported"), ("jiang", "reported")]


def test_ms_and_mr_tell_who_she_is() -> None:
    text = "Ms Khan said exports grew. Mr Iqbal said imports fell. She added that jobs grew."
    assert speakers(text)[2] == ("khan", "reported")


def test_her_company_tells_that_she_is_meant_later() -> None:
    text = "Jiang said her company had grown. Iqbal said the road was bad. She said the rail was worse."
    assert [speaker for speaker, _ in speakers(text)] == ["jiang", "iqbal", "jiang"]


def test_one_of_the_experts_goes_on_for_them() -> None:
    text = "Experts said the road was bad. One of the experts said the rail was worse."
    assert [speaker for speaker, _ in speakers(text)] == ["experts", "experts"]


def test_he_goes_on_for_an_unnamed_spokesman_until_a_person_is_named() -> None:
    text = "A spokesman for Huawei said the plant was open. He said it would grow. Khan came. He said it was small."
    assert [speaker for speaker, _ in speakers(text)] == ["huawei", "huawei", "narrator", "khan"]


def test_a_given_name_can_tell_who_she_is() -> None:
    text = "Ayesha Raza said exports grew. Bilal Iqbal said imports fell. She added that jobs grew."
    assert speakers(text)[2] == ("raza", "reported")


def test_a_spokesperson_goes_on_for_an_organisation_and_an_official_begins_anew() -> None:
    text = "The Ministry of Commerce said exports grew. The spokesperson added that jobs grew. An official of the ministry said no more."
    assert speakers(text) == [("ministry", "reported"), ("ministry", "continued"), ("ministry", "reported")]


def test_the_official_goes_on_for_his_organisation_also_after_others_were_named() -> None:
    text = "Khan met Iqbal. An official of the Ministry of Commerce said exports grew. Jobs grew, the official added."
    assert speakers(text)[1:] == [("ministry", "reported"), ("ministry", "continued")]


def test_what_stands_beside_a_minister_is_not_who_speaks() -> None:
    text = "Iqbal said exports grew. The minister, a former engineer, added that jobs grew."
    assert speakers(text) == [("iqbal", "reported"), ("iqbal", "continued")]


def test_responding_by_doing_is_speech() -> None:
    assert speakers("The Ministry of Commerce responded by announcing a fund.") == [("ministry", "reported")]


def test_it_is_the_organisation_of_its_own_sentence() -> None:
    text = "The Ministry of Commerce said exports grew. Huawei has a plan; it expects more. Lahore is ready; it asks for roads."
    assert speakers(text) == [("ministry", "reported"), ("huawei", "reported"), NARRATOR]


def test_a_heading_between_two_sentences_of_a_speaker_is_the_narrators() -> None:
    text = "Khan said exports could grow.\n\nWhat exports need\n\nHe said jobs would follow."
    assert speakers(text) == [("khan", "reported"), NARRATOR, ("khan", "continued")]


def test_argument_between_two_sentences_of_a_speaker_is_his_and_background_is_not() -> None:
    argument = "Khan said exports grew. By this, Pakistan can reduce its dependence on cotton. He noted that jobs grew."
    background = "Khan said exports grew. The two countries signed the pact in 2019. He noted that jobs grew."
    assert speakers(argument)[1] == ("khan", "continued")
    assert speakers(background)[1] == NARRATOR


def test_an_unmarked_sentence_after_the_last_marked_one_is_the_narrators() -> None:
    assert speakers("Khan said exports grew. This will create jobs.") == [("khan", "reported"), NARRATOR]


def test_this_was_stated_by_reaches_back() -> None:
    text = "Exports will grow. This was stated by Bilal Iqbal in Lahore."
    assert speakers(text) == [("iqbal", "reported"), ("iqbal", "reported")]


def test_questions_are_the_narrators_and_answers_their_givers() -> None:
    text = (
        "Excerpts from a talk with Adnan Khan follow.\n\nQ: Will exports grow?\n\nA: They will. We train people.\n\n"
        "Q: And jobs?\n\nA: Jobs will follow."
    )
    assert speakers(text) == [NARRATOR, NARRATOR, *[("khan", "direct")] * 2, NARRATOR, ("khan", "direct")]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("APP:", "Khan:"),
        ("GT:", "Khan:"),
        ("THE WEEKLY:", "DR KHAN:"),
        ("Q:", "Adnan Khan:"),
        ("QUESTION:", "K:"),
        ("", "Khan:"),
        ("Q:", ""),
    ],
)
def test_names_letters_or_outlets_can_label_the_turns_of_an_interview(question: str, answer: str) -> None:
    """Outlets that the cast does not know label a question; either side may go without label."""
    lines = [f"{question} Will exports grow?", f"{answer} They will. We train.", f"{question} Jobs?", f"{answer} Yes."]
    text = "Adnan Khan spoke to APP.\n\n" + "\n\n".join(line.strip() for line in lines)
    assert speakers(text) == [NARRATOR, NARRATOR, *[("khan", "direct")] * 2, NARRATOR, ("khan", "direct")]


def test_a_person_who_only_asks_is_the_interviewer() -> None:
    text = "KHAN: Will exports grow?\n\nIqbal: They will.\n\nKHAN: We need jobs.\n\nIqbal: Jobs will follow."
    iqbal = ("iqbal", "direct")
    assert speakers(text) == [NARRATOR, iqbal, NARRATOR, iqbal]


def test_two_experts_in_turn_are_each_their_own_speaker() -> None:
    text = "Khan, who heads a firm: Exports will grow.\n\nJiang, a trader: We need jobs."
    assert speakers(text) == [("khan", "direct"), ("jiang", "direct")]


def test_names_before_a_colon_make_no_interview_without_question() -> None:
    firms = "The firms are these.\n\nHuawei: builds networks.\n\nFPCCI: speaks for traders."
    assert speakers(firms) == [NARRATOR] * 3


def test_an_interview_without_labels_is_read_by_its_paragraphs() -> None:
    text = (
        "Adnan Khan spoke to APP. Edited excerpts:\n\nWill exports grow?\n\nThey will. We train people.\n\n"
        "And what about jobs?\n\nI will not comment on that."
    )
    assert speakers(text)[2:] == [NARRATOR, ("khan", "direct"), ("khan", "direct"), NARRATOR, ("khan", "direct")]


def test_questions_to_you_or_answers_by_us_make_an_interview_after_a_word_of_meeting() -> None:
    text = "Adnan Khan talked to APP.\n\nWhy do you export?\n\nBuyers pay well.\n\nWho pays?\n\nMy clients do."
    khan = ("khan", "direct")
    assert speakers(text) == [NARRATOR, NARRATOR, khan, NARRATOR, khan]
    assert speakers(text.replace("talked to APP", "exports software"))[2] == NARRATOR


def test_every_sentence_gets_one_attribution_also_without_any_actor() -> None:
    reading = read("He said so. “Nobody knows,” she said.\n\nQ: Who?")
    found = find_speakers(reading, load_codebook(), Cast({}, [], []))
    assert [one.speaker_id for one in found] == ["narrator"] * len(reading.sentences)
    assert find_speakers(read(""), load_codebook(), Cast({}, [], [])) == []


def test_cost_grows_with_the_length_of_one_sentence_only_linearly() -> None:
    def seconds(clauses: int) -> float:
        reading = read("Khan said " + ", and the minister said that exports grew" * clauses + ".")
        cast = cast_of(reading)
        begin = time.perf_counter()
        find_speakers(reading, load_codebook(), cast)
        return time.perf_counter() - begin

    seconds(10)
    assert seconds(2000) < 40 * max(seconds(200), 0.002)

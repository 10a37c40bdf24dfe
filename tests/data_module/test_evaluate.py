"""Measured quality: what counts as right, and what the figures rest on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pkcn_data.codebook import load_codebook
from pkcn_data.errors import GoldError
from pkcn_data.evaluate import compare, differences, evaluate, format_evaluation
from pkcn_data.gold import GoldCase, read_case, read_gold
from pkcn_data.model import Actor, CodedArticle, Quantity, Sentence, Statement

BODY = "Sana Mir said exports rose by 30 per cent. Lahore is old."
GOLD = """
sentences:
  - text: "Sana Mir said exports rose by 30 per cent."
    speaker: Sana Mir
    attribution: reported
    themes: {exports: positive fact}
  - text: "Lahore is old."
actors:
  - {name: Sana Mir, kind: person, aliases: [Mir]}
  - {name: Lahore, kind: place}
quantities:
  - {sentence: 1, surface: 30 per cent, value: 30}
"""


@pytest.fixture
def case(tmp_path: Path) -> GoldCase:
    return make_case(tmp_path / "one")


def make_case(folder: Path, *, body: str = BODY, gold: str = GOLD) -> GoldCase:
    folder.mkdir()
    (folder / "article.txt").write_text(body, encoding="utf-8")
    (folder / "gold.yml").write_text(gold, encoding="utf-8")
    return read_case(folder)


def coded_right(case: GoldCase) -> CodedArticle:
    """Return what a program without fault gives for the case."""
    (first, second), text = case.spans, case.article.text
    return CodedArticle(
        article=case.article,
        sentences=(
            Sentence("a:001", "a", 1, 1, *first, text[slice(*first)], "sana_mir", "reported"),
            Sentence("a:002", "a", 2, 1, *second, text[slice(*second)], "narrator", "narrator"),
        ),
        actors=(Actor("sana_mir", "Sana Mir", "person"), Actor("lahore", "Lahore", "place")),
        mentions=(),
        statements=(Statement("s", "a:001", "a", "sana_mir", "theme", "exports", "positive", "fact", ()),),
        comparisons=(),
        quantities=(Quantity("q", "a:001", "a", 30.0, "per cent", False, 30, 41, "30 per cent"),),
    )


def scores(case: GoldCase, coded: CodedArticle) -> dict[str, tuple[int, int, int]]:
    return {score.field: (score.right, score.given, score.cases) for score in compare([(case, coded)]).scores}


def test_a_faultless_coding_is_right_in_every_field(case: GoldCase) -> None:
    measured = scores(case, coded_right(case))

    assert all(right == given == cases for right, given, cases in measured.values())
    assert {field: cases for field, (_, _, cases) in measured.items() if cases} == {
        "actors": 2,
        "persons": 1,
        "sentence boundaries": 2,
        "themes by sentence": 1,
        "named speakers": 1,
        "narrator's sentences": 1,
        "attribution": 2,
        "stance": 1,
        "modality": 1,
        "quantities": 1,
    }


def test_an_actor_of_another_kind_is_wrong(case: GoldCase) -> None:
    coded = coded_right(case)
    coded = replace(coded, actors=(coded.actors[0], Actor("lahore", "Lahore", "organisation")))

    assert scores(case, coded)["actors"] == (1, 2, 2)
    assert differences(case, coded) == ["actor missed: Lahore (place)", "actor too many: Lahore (organisation)"]


def test_an_actor_is_matched_by_alias_and_only_once(case: GoldCase) -> None:
    coded = coded_right(case)
    twice = (Actor("mir", "Mir", "person"), Actor("s_mir", "S. Mir", "person", aliases=("Mir",)))

    assert scores(case, replace(coded, actors=twice))["persons"] == (1, 2, 1)


def test_a_wrong_speaker_counts_against_the_named_speakers_only(case: GoldCase) -> None:
    coded = coded_right(case)
    first = coded.sentences[0]._replace(speaker_id="narrator", attribution="narrator")
    coded = replace(coded, sentences=(first, coded.sentences[1]))

    measured = scores(case, coded)

    assert (measured["named speakers"], measured["narrator's sentences"]) == ((0, 1, 1), (1, 1, 1))
    assert differences(case, coded) == ["1: speaker Sana Mir, given narrator"]


def test_a_code_too_many_lowers_precision_and_leaves_recall(case: GoldCase) -> None:
    coded = coded_right(case)
    extra = coded.statements[0]._replace(statement_id="t", sentence_id="a:002", code_id="trade")
    evaluation = compare([(case, replace(coded, statements=(*coded.statements, extra)))])
    score = next(score for score in evaluation.scores if score.field == "themes by sentence")

    assert (score.precision, score.recall) == (0.5, 1.0)


def test_no_interval_is_given_for_too_few_articles(case: GoldCase) -> None:
    assert "too few articles" in format_evaluation(compare([(case, coded_right(case))]))


def test_the_interval_holds_the_value_and_is_the_same_each_time(tmp_path: Path) -> None:
    cases = [make_case(tmp_path / name) for name in ("a", "b", "c", "d")]
    coded = [coded_right(case) for case in cases]
    coded[0] = replace(coded[0], actors=())
    pairs = list(zip(cases, coded, strict=True))

    actors = compare(pairs).scores[0]

    assert actors == compare(pairs).scores[0]
    assert actors.low is not None and actors.high is not None and actors.f1 is not None
    assert actors.low < actors.f1 < actors.high


@pytest.mark.parametrize(
    ("gold", "message"),
    [
        ("sentences: [{text: 'Not there.'}]", "sentence 1 is not in the body"),
        ("sentences: [{text: 'Lahore is old.', speaker: Nobody}]", "speaker 'Nobody' is not among the actors"),
        (
            "sentences: [{text: 'Lahore is old.', themes: {jobs: splendid fact}}]",
            "line 1, field jobs.stance: choose one",
        ),
        ("sentences: [{text: 'Lahore is old.', themes: {jobs: positive}}]", "write stance and modality"),
        ("sentences: [{text: 'Lahore is old.', countries: [Pakistan]}]", "write the three capitals of ISO 3166"),
        ("sentences: [{text: 'Lahore is old.'}]\nactors: [{name: Ali, kind: man}]", "entry Ali, field 1.kind"),
        (GOLD.replace("sentence: 1", "sentence: 3"), "there is no sentence 3; give a number from 1 to 2"),
        ("", "the file is empty; add the fields sentences"),
        ("sentences: [", "not valid YAML"),
    ],
)
def test_a_mistake_in_the_hand_coding_names_file_and_entry(tmp_path: Path, gold: str, message: str) -> None:
    with pytest.raises(GoldError, match=message) as error:
        make_case(tmp_path / "bad", gold=gold)

    assert "gold.yml" in str(error.value)


def test_an_unknown_code_is_an_error_and_not_a_miss(tmp_path: Path) -> None:
    """A misspelt theme would lower recall for ever."""
    case = make_case(tmp_path / "one", gold=GOLD.replace("{exports:", "{export:"))

    with pytest.raises(GoldError, match=r"one/gold\.yml: sentence 1: theme 'export' is unknown; choose one of partner"):
        evaluate([case], load_codebook())


def test_a_folder_without_cases_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"no gold\.yml beneath it"):
        read_gold(tmp_path)

"""Where sentences start and end, to the character."""

from __future__ import annotations

from pathlib import Path

import pytest

from pkcn_data.articles import read_article
from pkcn_data.coding.reading import read

SEED = Path(__file__).parents[2] / "data" / "articles" / "2024-07-22-wealthpk-china-digital-sector.txt"


def sentences(text: str) -> list[str]:
    return [text[one.start : one.end] for one in read(text).sentences]


WHOLE = [
    "“Trade will grow in this market,” he said.",
    '"We are ready," said Dr. A. Q. Rana, "to invest."',
    "“Are you sure?” he asked.",
    "“What comes next?” Khan asked reporters.",
    "“It is growing.” Khan said on Monday.",
    "Titled “Who Will Pay? A New Era”, the report was presented.",
    "Gen. (retd) Asim Rana met Lt. Gen. P. K. S. Rathore at 10 a.m. on Sept. 5.",
    "The cost is Rs. 5.4 billion, or Rs.5.4bn, i.e. 2.5 per cent.",
    "BEIJING, Sept. 29 (INP): The forum opened here.",
    "WASHINGTON, D.C. (AP) — The loan was approved.",
    "Zong Pvt. Ltd. and Huawei Technologies Co. Ltd. of St. Petersburg signed No. 5 vs. No. 6.",
    "The U.S. Treasury and the U.K. government agreed, e.g. on Node.js and pkcn.example.com/a.",
    "He met M.A. Jinnah Jr. in the capital.",
    "The total reached 3.2bn ... according to him.",
    "The forum was held in Beijing. (APP)",
    "Apps such as Careem, etc. are popular.",
    "Officials said ‘the parks’ growth’ was slow.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_one_sentence_stays_whole(text: str) -> None:
    assert sentences(text) == [text]


SPLIT = {
    "closing mark stays, opening mark moves on": [
        "He said, “Trade grew.",
        "It will grow.”",
        "“We agree.”",
        "She left.",
    ],
    "straight marks": ['He said: "Trade grew.', 'It will grow."', '"We agree," she said.'],
    "stop after the closing mark": ["He called it “a new phase”.", "Then he left."],
    "nested marks": ["“My mother said: ‘Study.", "The light will come.’”", "He did."],
    "marks with a question": ["“Who knows?”", "He left."],
    "abbreviation at the end": ["It was founded by Apple Inc.", "The firm grew.", "He lives in the U.S.", "He is old."],
    "clock time": ["The talks ended at 10 p.m.", "Nobody spoke."],
    "month at the end": ["It ends in Dec.", "The work goes on."],
    "number at the end": ["It grew in 2024.", "5G came later.", "They paid $3.", "$4 was due."],
    "ellipsis": ["He waited…", "Nobody came."],
    "brackets": ["It grew (by a lot.)", "(So he said.)", "He left."],
    "footnote": ["Exports grew.[12]", "Imports fell."],
    "questions and answers": ["Q: Is it fast?", "A: Yes!", "Q: Why?"],
    "bullets in a line": ["Three points:", "• Trade grew", "• Imports fell"],
    "camel case": ["It sells phones.", "iPhone sales grew."],
}


@pytest.mark.parametrize("expected", SPLIT.values(), ids=SPLIT.keys())
def test_sentences_part(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_a_missing_space_still_parts_sentences() -> None:
    text = "He leads the industry.He said so.“It grew.”She agreed (in part).They left 2024.It rained."
    assert sentences(text) == [
        "He leads the industry.",
        "He said so.",
        "“It grew.”",
        "She agreed (in part).",
        "They left 2024.",
        "It rained.",
    ]


def test_a_line_is_a_paragraph_and_a_heading_without_stop_is_a_sentence() -> None:
    text = "Next steps\n\nTrade grew.\n- First item\n- Second item"
    spans = read(text).sentences
    assert [(one.paragraph, text[one.start : one.end]) for one in spans] == [
        (1, "Next steps"),
        (2, "Trade grew."),
        (3, "- First item"),
        (4, "- Second item"),
    ]


def test_seed_has_eighteen_sentences() -> None:
    found = sentences(read_article(SEED).text)
    assert len(found) == 18
    assert found[0].startswith("The Pak-China strategic partnership")
    assert found[11].startswith("“Compared to some neighboring countries,")
    assert found[16].startswith("Titled “Opening up a New Era of Digital Intelligence")


def test_tokens_of_sentences_follow_their_characters() -> None:
    text = "Pak-China trade  grew\u00a0fast.\n\nIt’s B2B."
    reading = read(text)
    assert reading.words == ["Pak", "-", "China", "trade", "grew", "fast", ".", "\n\n", "It", "’s", "B2B", "."]
    assert [text[a:b] for a, b in zip(reading.starts, reading.ends, strict=True)] == reading.words
    assert [(one.first, one.last) for one in reading.sentences] == [(0, 7), (8, 12)]
    assert reading.sentence_of == [0] * 8 + [1] * 4


def test_a_text_of_white_space_has_no_sentence() -> None:
    assert read(" \n ").sentences == []

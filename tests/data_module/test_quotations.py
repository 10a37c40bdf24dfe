"""Quotations: marks of every kind, nested, over paragraphs, never closed."""

from __future__ import annotations

import pytest

from pkcn_data.coding.reading import read


def quotations(text: str) -> list[str]:
    return [text[one.start : one.end] for one in read(text).quotations]


FOUND = {
    "He said, “Trade grew.” Then “it fell”.": ["“Trade grew.”", "“it fell”"],
    'He said, "Trade grew." Then "it fell".': ['"Trade grew."', '"it fell"'],
    "‘Trade grew,’ he said. ‘It’s the workers’ doing, isn’t it?’": [
        "‘Trade grew,’",
        "‘It’s the workers’ doing, isn’t it?’",
    ],
    "'Trade grew,' he said of Pakistan's exports.": ["'Trade grew,'"],
    "The companies’ exports in the ’90s and Pakistan's 'n' plan": [],
    "Il a dit «Trade grew» hier.": ["«Trade grew»"],
    'A 5" pipe and a 6" pipe.': [],
    'He said: " Trade grew " and left.': ['" Trade grew "'],
    "He said, ''Trade grew.'' Then he left.": ["''Trade grew.''"],
    "”Trade grew,” he said.": ["”Trade grew,”"],
    'Mixed “marks" here.': ['“marks"'],
}


@pytest.mark.parametrize(("text", "expected"), FOUND.items())
def test_marks_pair(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


def test_nested_quotations_know_their_parent() -> None:
    text = "“He told me, ‘Join the “Digital Pakistan” plan.’ I did.”"
    found = read(text).quotations
    assert [(text[one.start : one.end], one.parent) for one in found] == [
        (text, None),
        ("‘Join the “Digital Pakistan” plan.’", 0),
        ("“Digital Pakistan”", 1),
    ]


def test_a_speech_over_paragraphs_is_one_quotation() -> None:
    text = "He said: “We want growth.\n\n“We want jobs.\n\n“And peace.”\n\n“Who doesn’t?” she asked."
    first, second = read(text).quotations
    assert text[first.start : first.end] == "“We want growth.\n\n“We want jobs.\n\n“And peace.”"
    assert first.closed
    assert text[second.start : second.end] == "“Who doesn’t?”"


def test_a_speech_over_paragraphs_in_single_marks() -> None:
    text = "He said: ‘We want growth.\n\n‘We want jobs.’ She left."
    assert quotations(text) == ["‘We want growth.\n\n‘We want jobs.’"]


def test_a_speech_goes_on_to_a_mark_that_closes_in_the_next_paragraph() -> None:
    text = "“Growth is slow.\n\nThe market is small,” he said."
    assert quotations(text) == ["“Growth is slow.\n\nThe market is small,”"]


def test_a_speech_goes_on_through_paragraphs_without_marks() -> None:
    text = '"Growth is slow.\n\nThe market is small.\n\nWe wait," he said.'
    assert quotations(text) == ['"Growth is slow.\n\nThe market is small.\n\nWe wait,"']


@pytest.mark.parametrize("following", ["She left.", "‘Why?’ she asked.", "She said: “Why?”"])
def test_a_mark_that_never_closes_ends_with_its_paragraph(following: str) -> None:
    text = f"He said: “We want growth. And jobs.\n\n{following}"
    first = read(text).quotations[0]
    assert text[first.start : first.end] == "“We want growth. And jobs."
    assert not first.closed

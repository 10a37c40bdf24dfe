"""Interviews in questions and answers without quotation marks: who has the turn in each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from pkcn_data.coding.frames import Noun
from pkcn_data.coding.reading import Reading
from pkcn_data.model import NARRATOR

# An interview has at least so many turns.
FEWEST_TURNS = 2
# A paragraph may begin with the name of who has the turn; a place before a colon is a dateline.
LABELS = frozenset(("person", "outlet"))

_LABEL = re.compile(r"(?:(Q|Question|Ques|Reporter|Interviewer|Host)|(A|Answer|Ans))\.?\s?\d{0,2}\s?[:.)]\s")
_EXCERPTS = re.compile(
    r"\b(?:excerpts|edited (?:version|transcript)|full (?:text|transcript))\b[^\n]*\n", re.IGNORECASE
)
_HINTS = ("xcerpts", "dited ", "ranscript", "ull text")  # of `_EXCERPTS`, which is slow to fail
_FIRST_PERSON = frozenset("i we our us my me".split())
_MEETING = re.compile(
    r"\b(?:interview(?:ed|s)?|sat down|sits down|spoke|speaks|talk(?:ed|s)?|conversation|excerpts)\b", re.IGNORECASE
)


def find_turns(reading: Reading, names: list[Noun]) -> list[str | None] | None:
    """Return who has the turn in each sentence, None before the first question; None where the text is no interview.

    Questions are the narrator's. Answers are of the person named in the label, else in the introduction.
    """
    labels = dict(_labels(reading, {noun.first: noun for noun in names})) or dict(_unlabelled(reading))
    if len(labels) < FEWEST_TURNS or (NARRATOR not in labels.values() and len(set(labels.values())) < FEWEST_TURNS):
        return None
    giver = _giver(reading, names, min(labels))
    answers_are_labelled = any(label != NARRATOR for label in labels.values())
    turns: list[str | None] = []
    turn: str | None = None
    paragraph = 0
    for index, span in enumerate(reading.sentences):
        if index in labels:
            turn = labels[index] or giver
        elif span.paragraph != paragraph and turn == NARRATOR and not answers_are_labelled:
            turn = giver
        paragraph = span.paragraph
        turns.append(turn)
    return turns


def _labels(reading: Reading, names: dict[int, Noun]) -> Iterator[tuple[int, str]]:
    """Yield the sentences that begin with a label, with who has the turn; "" is the one who gives the answers."""
    paragraph = 0
    for index, span in enumerate(reading.sentences):
        if span.paragraph == paragraph:
            continue
        paragraph = span.paragraph
        label = _LABEL.match(reading.text, span.start)
        if label is not None:
            yield index, NARRATOR if label.group(1) else ""
            continue
        name = names.get(span.first)
        if name is not None and name.last < span.last and reading.lowers[name.last] == ":" and name.kind in LABELS:
            yield index, name.value if name.kind == "person" else NARRATOR


def _unlabelled(reading: Reading) -> Iterator[tuple[int, str]]:
    """Yield the turns of an interview whose questions only stand out as paragraphs, after "excerpts from the interview".

    A paragraph after an answer is a question when it ends so, or when it is one sentence that leads to another
    paragraph of answer and does not speak of "we" or "I".
    """
    if not any(hint in reading.text for hint in _HINTS):
        return
    announced = _EXCERPTS.search(reading.text)
    if announced is None:
        return
    paragraphs = [
        list(group) for _, group in groupby(range(len(reading.sentences)), lambda i: reading.sentences[i].paragraph)
    ]
    turn = ""
    following = [p for p in paragraphs if reading.sentences[p[0]].start > announced.start()]
    for place, paragraph in enumerate(following):
        asks = _ends_in_question(reading, paragraph)
        if not asks and turn == "" and place and len(paragraph) == 1:
            leads = place + 1 < len(following) and not _ends_in_question(reading, following[place + 1])
            span = reading.sentences[paragraph[0]]
            asks = leads and _FIRST_PERSON.isdisjoint(reading.lowers[span.first : span.last])
        if place == 0 and not asks:
            return
        turn = NARRATOR if asks else ""
        yield paragraph[0], turn


def _ends_in_question(reading: Reading, paragraph: list[int]) -> bool:
    return any(reading.text[reading.sentences[i].end - 1] == "?" for i in paragraph[-2:])


def _giver(reading: Reading, names: list[Noun], first_label: int) -> str | None:
    """Return whom the introduction presents: the person of its sentence on the interview, else its last person."""
    people = [noun for noun in names if noun.kind == "person" and reading.sentence_of[noun.first] < first_label]
    by_sentence: dict[int, list[Noun]] = {}
    for noun in people:
        by_sentence.setdefault(reading.sentence_of[noun.first], []).append(noun)
    for index in range(first_label - 1, -1, -1):
        span = reading.sentences[index]
        here = by_sentence.get(index, [])
        meeting = _MEETING.search(reading.text, span.start, span.end)
        if meeting is None or not here:
            continue
        after = [noun for noun in here if reading.starts[noun.first] > meeting.end()]
        before = [noun for noun in here if reading.starts[noun.first] < meeting.end()]
        return after[0].value if after else before[-1].value
    return people[-1].value if people else None

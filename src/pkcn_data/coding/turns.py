"""Interviews in questions and answers without quotation marks: who has the turn in each sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from pkcn_data.coding.frames import Noun
from pkcn_data.coding.reading import Reading, SentenceSpan
from pkcn_data.coding.roll import slug
from pkcn_data.model import NARRATOR

# An interview has at least so many turns.
FEWEST_TURNS = 2
# The label of a turn has at most so many tokens before its colon; a question runs over so many sentences.
LONGEST_LABEL, LONGEST_QUESTION = 6, 3
# Between a name and its colon stand so many tokens at most ("X, who sells phones in Y:").
LONGEST_POST = 20

_LABEL = re.compile(
    r"(?:(Q|Question|Ques|Reporter|Interviewer|Host)|(A|Answer|Ans))\.?\s?\d{0,2}\s?[:.)]\s", re.IGNORECASE
)
_EXCERPTS = re.compile(
    r"\b(?:excerpts|edited (?:version|transcript)|full (?:text|transcript))\b[^\n]*\n", re.IGNORECASE
)
_HINTS = ("xcerpts", "dited ", "ranscript", "ull text")  # of `_EXCERPTS`, which is slow to fail
_FIRST_PERSON = frozenset("i we our us my me ours mine".split())
_SECOND_PERSON = frozenset(("you", "your", "yours"))
_REQUESTS = frozenset("tell please describe explain".split())
_MEETING = re.compile(
    r"\b(?:interview(?:ed|s)?|sat down|sits down|spoke|speaks|talk(?:ed|s)?|conversation|excerpts)\b", re.IGNORECASE
)


class Paragraph(NamedTuple):
    """Sentences [begins, ends) of one paragraph, and whether it asks."""

    begins: int
    ends: int
    asks: bool


class Label(NamedTuple):
    """What stands before the colon that opens a paragraph; `who` has the turn, None where the cast does not tell."""

    sentence: int
    text: str
    who: str | None
    asks: bool


def find_turns(reading: Reading, names: list[Noun], titles: Collection[str]) -> list[str | None] | None:
    """Return who has the turn in each sentence, None before the first question; None where the text is no interview.

    Questions are the narrator's. Answers are of the person named in the label, else in the introduction. `titles` are
    the words that may stand before a name in a label.
    """
    if ":" not in reading.text and "?" not in reading.text:
        return None
    paragraphs = list(_paragraphs(reading))
    labels = dict(_labels(reading, paragraphs, names, titles)) or dict(_unlabelled(reading, paragraphs))
    if len(labels) < FEWEST_TURNS or (len(set(labels.values())) < FEWEST_TURNS and NARRATOR not in labels.values()):
        return None
    giver = _giver(reading, names, min(labels))
    answers_are_labelled = any(label != NARRATOR for label in labels.values())
    turns: list[str | None] = [None] * paragraphs[0].begins
    turn: str | None = None
    for paragraph in paragraphs:
        if paragraph.begins in labels:
            turn = labels[paragraph.begins] or giver
        elif turn == NARRATOR and not answers_are_labelled:
            turn = giver
        turns.extend([turn] * (paragraph.ends - paragraph.begins))
    return turns


def _paragraphs(reading: Reading) -> Iterator[Paragraph]:
    sentences = reading.sentences
    bounds = [0, *(i for i in range(1, len(sentences)) if sentences[i].paragraph != sentences[i - 1].paragraph)]
    for begins, ends in pairwise([*bounds, len(sentences)]):
        asks = any(reading.text[span.end - 1] == "?" for span in sentences[max(ends - 2, begins) : ends])
        yield Paragraph(begins, ends, asks)


# --- turns with labels ----------------------------------------------------------------------------------------------
def _labels(
    reading: Reading, paragraphs: list[Paragraph], names: list[Noun], titles: Collection[str]
) -> Iterator[tuple[int, str]]:
    """Yield the sentences that begin a turn, with who has it; "" is the one who gives the answers.

    A label that names no person is the interviewer's where one of its paragraphs asks; so is a question without label
    before the label of an answer.
    """
    found = list(_with_interviewers(list(_candidates(reading, paragraphs, names, titles))))
    askers = {label.text for label in found if label.who is None and label.asks}
    labels = {
        one.sentence: one.who if one.who is not None else NARRATOR
        for one in found
        if one.who is not None or one.text in askers
    }
    for paragraph, following in pairwise(paragraphs):
        if paragraph.asks and paragraph.begins not in labels and labels.get(following.begins, NARRATOR) != NARRATOR:
            yield paragraph.begins, NARRATOR
    yield from labels.items()


def _with_interviewers(labels: list[Label]) -> Iterator[Label]:
    """Yield the labels, those of a person who mostly asks while another answers without the person."""
    asked = Counter(label.who for label in labels if label.asks)
    turns = Counter(label.who for label in labels)
    askers = {who for who in turns if who and 2 * asked[who] >= turns[who]}
    if len(askers) == len(turns):
        askers = set()
    for label in labels:
        yield label._replace(who=NARRATOR) if label.who in askers else label


def _candidates(
    reading: Reading, paragraphs: list[Paragraph], names: list[Noun], titles: Collection[str]
) -> Iterator[Label]:
    by_end = {noun.last: noun for noun in names if noun.kind == "person"}
    by_first = {noun.first: noun for noun in by_end.values()}
    called = dict(_called(by_end.values()))
    for paragraph in paragraphs:
        span = reading.sentences[paragraph.begins]
        letter = _LABEL.match(reading.text, span.start)
        if letter is not None:
            yield Label(paragraph.begins, "", NARRATOR if letter.group(1) else "", paragraph.asks)
            continue
        colon = _colon(reading, span, by_first.get(span.first))
        if colon is None:
            continue
        first = span.first
        while first < colon and (reading.lowers[first] in titles or reading.words[first] == "."):
            first += 1
        text = slug(" ".join(reading.words[first:colon]))
        name = by_end.get(colon) or by_first.get(span.first)
        if name is not None and name.first > first:
            continue
        yield Label(paragraph.begins, text, called.get(text) if name is None else name.value, paragraph.asks)


def _colon(reading: Reading, span: SentenceSpan, name: Noun | None) -> int | None:
    """Return the colon behind a label, which has few words or is a name with what its bearer is ("X, a trader:")."""
    reach = LONGEST_LABEL
    if name is not None and "," in reading.lowers[name.last : name.last + 1]:
        reach = LONGEST_POST
    opening = reading.lowers[span.first + 1 : min(span.first + reach + 1, span.last - 1)]
    return span.first + 1 + opening.index(":") if ":" in opening else None


def _called(people: Iterable[Noun]) -> Iterator[tuple[str, str]]:
    """Yield what a label may call people, also in capitals: by a word of the name, by all, by the initials."""
    for noun in people:
        words = noun.value.split("_")
        yield from ((word, noun.value) for word in words)
        yield "".join(word[0] for word in words), noun.value
        yield noun.value, noun.value


# --- turns without labels -------------------------------------------------------------------------------------------
def _unlabelled(reading: Reading, paragraphs: list[Paragraph]) -> Iterator[tuple[int, str]]:
    """Yield the turns of an interview whose questions only stand out as paragraphs.

    After "excerpts from the interview", a paragraph after an answer is a question when it asks, or when it is one
    sentence that leads to another paragraph of answer and does not speak of "we" or "I". Without these words,
    only what asks is a question.
    """
    announced = _excerpts_end(reading)
    if announced is None:
        yield from _answered(reading, paragraphs)
        return
    following = [one for one in paragraphs if reading.sentences[one.begins].start > announced]
    turn = ""
    for place, paragraph in enumerate(following):
        asks = _is_question(reading, paragraph)
        if not asks and turn == "" and place and paragraph.ends - paragraph.begins == 1:
            leads = place + 1 < len(following) and not following[place + 1].asks
            asks = leads and not _has(reading, paragraph, _FIRST_PERSON)
        if place == 0 and not asks:
            return
        turn = NARRATOR if asks else ""
        yield paragraph.begins, turn


def _excerpts_end(reading: Reading) -> int | None:
    if not any(hint in reading.text for hint in _HINTS):
        return None
    announced = _EXCERPTS.search(reading.text)
    return None if announced is None else announced.start()


def _answered(reading: Reading, paragraphs: list[Paragraph]) -> Iterator[tuple[int, str]]:
    """Yield the turns of questions to "you" or with answers by "us", which most are, after a word of meeting."""
    questions = [place for place, paragraph in enumerate(paragraphs[:-1]) if _is_question(reading, paragraph)]
    if len(questions) < FEWEST_TURNS:
        return
    begins = reading.sentences[paragraphs[questions[0]].begins].start
    personal = sum(
        _has(reading, paragraphs[place], _SECOND_PERSON) or _has(reading, paragraphs[place + 1], _FIRST_PERSON)
        for place in questions
    )
    if 2 * personal < len(questions) or _MEETING.search(reading.text, 0, begins) is None:
        return
    asked = set(questions)
    for place in range(questions[0], len(paragraphs)):
        yield paragraphs[place].begins, NARRATOR if place in asked else ""


def _is_question(reading: Reading, paragraph: Paragraph) -> bool:
    """Tell a paragraph that is nothing but a question or a request ("Tell us about …")."""
    span = reading.sentences[paragraph.begins]
    if paragraph.ends - paragraph.begins > LONGEST_QUESTION or reading.text[span.start] in "\"“'‘":
        return False
    return paragraph.asks or reading.lowers[span.first] in _REQUESTS


def _has(reading: Reading, paragraph: Paragraph, words: frozenset[str]) -> bool:
    first, last = reading.sentences[paragraph.begins].first, reading.sentences[paragraph.ends - 1].last
    return not words.isdisjoint(reading.lowers[first:last])


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

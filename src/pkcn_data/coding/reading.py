"""One article body read once: its tokens, sentences and quotations, shared by every coding step."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """Bounds of one sentence: characters [start, end) and tokens [first, last)."""

    paragraph: int  # from 1
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation as speech: characters [start, end) include the marks; `closed` is False when the mark never closes.

    `parent` is the index of the quotation that this one is nested in, or None.
    A quotation that runs over several paragraphs, each opened by a mark, is one quotation.
    """

    start: int
    end: int
    closed: bool
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The body with parallel lists over tokens, so that coding steps touch no spaCy object in their loops."""

    text: str
    doc: Doc
    words: list[str]
    lowers: list[str]
    starts: list[int]  # character offset of each token
    ends: list[int]
    sentences: list[SentenceSpan]
    sentence_of: list[int]  # token index -> sentence index
    quotations: list[Quotation]

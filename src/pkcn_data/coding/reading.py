"""One article body read once: its tokens, sentences and quotations, shared by every coding step."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from pkcn_data.coding.nlp import tokenize
from pkcn_data.coding.quotations import Quotation, find_quotations
from pkcn_data.coding.sentences import find_paragraphs, find_sentences

__all__ = ["Quotation", "Reading", "SentenceSpan", "read"]


@dataclass(slots=True)
class SentenceSpan:
    """Bounds of one sentence: characters [start, end) and tokens [first, last)."""

    paragraph: int  # from 1
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The body with parallel lists over tokens, so that coding steps touch no spaCy object in their loops.

    Space of any kind and length between words is no token, so that phrases are found across it. A line end is a token
    of its own, outside the token bounds of the sentences around it; `sentence_of` gives it to the earlier one.
    """

    text: str
    words: list[str]
    lowers: list[str]
    starts: list[int]  # character offset of each token
    ends: list[int]
    sentences: list[SentenceSpan]
    sentence_of: list[int]  # token index -> sentence index
    quotations: list[Quotation]


def read(text: str) -> Reading:
    """Read a body: every line of it is a paragraph, every sentence ends at a token's end.

    A text without a word has no sentences, and `sentence_of` is 0 for its tokens.
    """
    words, lowers, starts, ends = tokenize(text)
    paragraphs = find_paragraphs(text)
    marks = find_quotations(text, paragraphs)
    sentences = _align(find_sentences(text, paragraphs, marks), starts, ends)
    return Reading(text, words, lowers, starts, ends, sentences, _sentence_of(sentences, len(words)), marks.quotations)


def _align(found: list[tuple[int, int, int]], starts: list[int], ends: list[int]) -> list[SentenceSpan]:
    """Give each sentence its tokens; where a token runs over a boundary, the boundary is not one."""
    sentences: list[SentenceSpan] = []
    first = 0
    pending: int | None = None
    for index, (paragraph, start, end) in enumerate(found):
        if pending is None:
            first = bisect_left(starts, start, first)
            pending = start
        last = bisect_left(ends, end, first) + 1
        is_last = index + 1 == len(found)
        if not is_last and (last > len(ends) or ends[last - 1] != end) and found[index + 1][0] == paragraph:
            continue
        sentences.append(SentenceSpan(paragraph, pending, end, first, min(last, len(ends))))
        pending = None
    return sentences


def _sentence_of(sentences: list[SentenceSpan], n_tokens: int) -> list[int]:
    sentence_of: list[int] = []
    for index, following in enumerate(sentences[1:]):
        sentence_of.extend([index] * (following.first - len(sentence_of)))
    sentence_of.extend([max(len(sentences) - 1, 0)] * (n_tokens - len(sentence_of)))
    return sentence_of

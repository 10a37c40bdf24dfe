"""What holds for any text: offsets slice back, sentences cover it, parsing is stable."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from pkcn_data.articles import parse_article
from pkcn_data.coding.cast import Cast
from pkcn_data.coding.nlp import LONGEST_WORD, english
from pkcn_data.coding.quantities import find_quantities
from pkcn_data.coding.reading import read
from pkcn_data.errors import ArticleError

# The first text pays for making the pipeline.
UNTIMED = settings(deadline=None)

PIECES = st.sampled_from(
    [
        *"He said|U.S.|Dr.|.|?|!|…|“|”|\"|'|‘|’|«|»| |  |\n|\n\n|\u00a0|[1]|)|•|Node.js|3.2|industry.He|'em|n't|é|数".split(
            "|"
        ),
        *"A|a.m.|''| (APP)|\u2028|\x85|\u200b|$3-5 billion|12 of the|two hundred|10 to 15|By X|July 22, 2024".split(
            "|"
        ),
        *"Credit: INP|---|title: x|# Head|ISLAMABAD:|Published in Dawn, May 3rd, 2024|Comments|the of and".split("|"),
        "x" * 450,
        "." * 450,
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=30).map("".join),
    st.lists(PIECES, max_size=30).map(" ".join),
    st.lists(PIECES, max_size=15).map("\n".join),
)


@UNTIMED
@given(TEXTS)
def test_sentences_hold_every_character_but_white_space_in_order(text: str) -> None:
    spans = read(text).sentences
    position = 0
    for span in spans:
        assert not text[position : span.start].strip()
        assert text[span.start : span.end] == text[span.start : span.end].strip() != ""
        assert "\n" not in text[span.start : span.end]
        position = span.end
    assert not text[position:].strip()


@UNTIMED
@given(TEXTS)
def test_tokens_slice_back_and_belong_to_their_sentence(text: str) -> None:
    reading = read(text)
    assert len(reading.words) == len(reading.lowers) == len(reading.sentence_of)
    for word, start, end in zip(reading.words, reading.starts, reading.ends, strict=True):
        assert text[start:end].split() == word.split()
    for index, span in enumerate(reading.sentences):
        assert (reading.starts[span.first], reading.ends[span.last - 1]) == (span.start, span.end)
        assert set(reading.sentence_of[span.first : span.last]) == {index}


@UNTIMED
@given(
    st.one_of(TEXTS, st.from_regex(r"[A-Za-z]{1,9},?", fullmatch=True), st.sampled_from(["cannot,", "Cannot", "im"]))
)
def test_what_stands_between_spaces_is_cut_as_spacy_cuts_it(text: str) -> None:
    for run in text.split():
        if len(run) < LONGEST_WORD:
            assert read(run).words == [token.text for token in english().tokenizer(run)]


@UNTIMED
@given(TEXTS)
def test_quotations_lie_in_the_text_and_in_their_parent(text: str) -> None:
    found = read(text).quotations
    assert found == sorted(found, key=lambda one: one.start)
    for index, one in enumerate(found):
        assert 0 <= one.start < one.end <= len(text)
        if one.parent is not None:
            assert one.parent < index
            assert found[one.parent].start <= one.start < one.end <= found[one.parent].end


@UNTIMED
@given(TEXTS)
def test_quantities_lie_in_their_sentence_in_order(text: str) -> None:
    reading = read(text)
    position = 0
    for one in find_quantities(reading, Cast(actors={}, mentions=[], titles=[])):
        span = reading.sentences[one.sentence]
        assert max(position, span.start) <= one.start < one.end <= span.end
        position = one.end


@UNTIMED
@given(TEXTS)
def test_any_text_is_an_article_with_a_normalised_body_or_refused(text: str) -> None:
    try:
        article = parse_article(text)
    except ArticleError:
        return
    assert article == parse_article(text)
    assert unicodedata.is_normalized("NFC", article.text)
    assert all(line == line.strip() for line in article.text.split("\n"))
    assert read(article.text).sentences

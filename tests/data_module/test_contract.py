"""Whatever text comes in, what comes out keeps the contract of the tables, or the text is refused."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkcn_data.articles import parse_article, read_article
from pkcn_data.checks import Problem, check
from pkcn_data.codebook import Codebook, load_codebook
from pkcn_data.coding import code_article
from pkcn_data.errors import ArticleError
from pkcn_data.model import Article
from pkcn_data.rows import codebook_rows, texts_of, to_rows

ROOT = Path(__file__).resolve().parents[2]
GOLD = sorted((ROOT / "tests" / "gold").rglob("article.txt"))

# Pieces that rules react to, in orders that no journalist would choose.
PIECES = st.sampled_from(
    "“ ” \" ‘ ’ ' ( ) [ ] – — … . ! ? ; : , \n \n\n \t \u00a0 \u2028 # > - * Q: A: $3.2 2.5 30 per cent 5G 20 four Dr. "
    "Gen. (retd) U.S. Rs. No. St. J. IT it Apple Khan Minister for Planning Pakistan’s Pak-China India's China CPEC-II "
    "FPCCI Ministry of Finance said told that he He She added noted according to will should can exports textiles "
    "agriculture digital infrastructure than lower compared BEIJING, Sept. 29 (INP): Credit: By 中国 پاکستان e\u0301 \ufeff".split(
        " "
    )
)
PROSE = st.lists(PIECES, min_size=5, max_size=80).map(" ".join)
ANYTHING = st.text(st.characters(), max_size=300)  # halves of surrogate pairs, too


@functools.cache
def codebook() -> Codebook:
    """The codebook that comes with the package."""
    return load_codebook()


def problems(article: Article) -> list[Problem]:
    """Return what is wrong with the tables of the coded article."""
    coded = [code_article(article, codebook())]
    return check(to_rows(coded) | codebook_rows(codebook()), texts_of(coded))


@settings(max_examples=150, deadline=None)
@given(text=PROSE | ANYTHING)
def test_any_text_is_coded_by_the_contract_or_refused(text: str) -> None:
    """Spans slice back, ids resolve, no word stands outside the sentences."""
    try:
        article = parse_article(text, article_id="any")
    except ArticleError:
        return

    assert problems(article) == []


@settings(max_examples=20, deadline=None)
@given(text=PROSE)
def test_the_same_text_gives_the_same_rows(text: str) -> None:
    """Nothing is remembered from one text to the next."""
    try:
        article = parse_article(text, article_id="any")
    except ArticleError:
        return

    assert code_article(article, codebook()) == code_article(article, codebook())


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.parent.name)
def test_every_hand_coded_article_is_coded_by_the_contract(path: Path) -> None:
    """The articles of many outlets, with every construction that the coding must know."""
    assert problems(replace(read_article(path), article_id=path.parent.name)) == []

"""What holds for any text that is coded: the rows keep the contract of the tables, each time the same."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pkcn_data.articles import parse_article
from pkcn_data.checks import check
from pkcn_data.codebook import load_codebook
from pkcn_data.coding import code_article
from pkcn_data.errors import ArticleError
from pkcn_data.rows import codebook_rows, texts_of, to_rows

ARTICLES = sorted((Path(__file__).parents[1] / "gold" / "dev").glob("*/article.txt"))
WORDS = sorted({word for path in ARTICLES for word in path.read_text(encoding="utf-8").split()})
ODD = (
    "“ ” \" ' ‘ ’ … — – -- ( ) [ ] / \\ & # * _ | ; : . ?! $ Rs. US$ % 1,000 3.5.2 1e999 ½ ٣ Q: A: Mr. Dr. U.S. Gen. "
    "(retd) lakh crore said he who of the And It 🎉 中国 e\u0301 ﬁ İ ß ’s --- (APP)"
).split()
SPACES = ("\n", "\n\n", "\t", "\u00a0", "\u2009", "\u2028", "\u200b", "\x0b", "\x1f")
TEXTS = st.lists(st.one_of(*[st.sampled_from(WORDS)] * 5, st.sampled_from(ODD), st.sampled_from(SPACES)), max_size=60)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_whatever_is_coded_keeps_the_contract(words: list[str]) -> None:
    """No crash; spans slice back and lie in their sentences, ids resolve, every word stands in a sentence."""
    try:
        article = parse_article(" ".join(words))
    except ArticleError:
        return
    coded = [code_article(article, load_codebook())]

    assert check(to_rows(coded) | codebook_rows(load_codebook()), texts_of(coded)) == []
    assert [code_article(article, load_codebook())] == coded

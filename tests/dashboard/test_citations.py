"""Citations hold what is known of a statement, and survive whatever an article is called."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pkcn_dashboard.exports.citations import Cited, as_bibtex, as_csl_json, as_text

CITED = Cited(
    statement_id="a:003:sector:it",
    title="IT grows",
    author="Ayesha Saba",
    outlet="WealthPk",
    published="2024-07-22",
    url="https://example.org/a",
    language="en",
    position=3,
    speaker="Ali Raza",
    about="IT (positive, fact)",
    codebook_version="1.2.3",
    address="https://example.net/statements?statement=a",
)
NOTE = "Sentence 3, statement by Ali Raza on IT (positive, fact). Coded with codebook version 1.2.3."
odd = st.text(st.sampled_from("\\{}$&%#_~^<>|\"'@,=\n\t ü中ع.?AbC") | st.characters(codec="utf-8"), max_size=30)


def test_the_text_has_author_date_title_outlet_address_place_and_codebook() -> None:
    assert as_text(CITED) == (
        "Ayesha Saba. (2024, July 22). IT grows. WealthPk. https://example.org/a "
        f"{NOTE} https://example.net/statements?statement=a"
    )


def test_what_the_article_does_not_give_is_left_out_of_the_text() -> None:
    bare = replace(CITED, title="Who leads?", author=None, outlet=None, published=None, url=None, address="")

    assert as_text(bare) == f"Who leads? (n.d.). {NOTE}"


def test_bibtex_escapes_what_latex_would_read() -> None:
    assert as_bibtex(replace(CITED, title="R&D at 5% {fast} \\x", outlet=None, address="")) == (
        "@misc{a:003:sector:it,\n"
        "  author = {{Ayesha Saba}},\n"
        r"  title = {{R\&D at 5\% \textbraceleft{}fast\textbraceright{} \textbackslash{}x}}," + "\n"
        "  year = {2024},\n"
        "  month = jul,\n"
        "  url = {https://example.org/a},\n"
        "  language = {en},\n"
        f"  note = {{July 22. {NOTE}}},\n"
        "}\n"
    )


def test_csl_json_is_one_newspaper_article() -> None:
    assert json.loads(as_csl_json(CITED)) == [
        {
            "id": "a:003:sector:it",
            "type": "article-newspaper",
            "title": "IT grows",
            "author": [{"literal": "Ayesha Saba"}],
            "container-title": "WealthPk",
            "issued": {"date-parts": [[2024, 7, 22]]},
            "URL": "https://example.org/a",
            "language": "en",
            "note": f"{NOTE} https://example.net/statements?statement=a",
        }
    ]


@given(odd, odd, odd, odd)
def test_bibtex_stays_one_entry_whatever_stands_in_it(title: str, author: str, speaker: str, url: str) -> None:
    entry = as_bibtex(replace(CITED, title=title, author=author, speaker=speaker, url=url, statement_id=f"ü{title}"))

    key, *fields = entry.splitlines()
    assert re.fullmatch(r"@misc\{[A-Za-z0-9:_-]+,", key)
    assert fields.pop() == "}"
    for field in fields:
        assert re.fullmatch(r"  [a-z]+ = (\{.*\}|[a-z]{3}),", field)
        depths = [field[:end].count("{") - field[:end].count("}") for end in range(len(field) + 1)]
        assert min(depths) == 0 == depths[-1]
        if not field.startswith("  url"):
            assert not re.search(r"(?<!\\)[&%$#_~^<>|]", field)


@given(odd, odd, odd)
def test_csl_json_and_text_hold_odd_words_on_one_line(title: str, author: str, outlet: str) -> None:
    cited = replace(CITED, title=title, author=author, outlet=outlet)

    (item,) = json.loads(as_csl_json(cited))
    assert set(item) <= {"id", "type", "title", "author", "container-title", "issued", "URL", "language", "note"}
    assert all(item.values())
    assert len(as_text(cited).splitlines()) == 1

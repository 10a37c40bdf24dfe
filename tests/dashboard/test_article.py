"""The article's page: the whole text, what the address asks of it, what is coded in one sentence."""

from __future__ import annotations

import html
import re

import pytest
from streamlit.testing.v1 import AppTest

from pkcn_dashboard import text
from pkcn_dashboard.text import article as words_here
from pkcn_data.store import write_tables
from tests.dashboard.conftest import Serve, open_page
from tests.dashboard.corpus import ARTICLE_ID, CODEBOOK, CORPUS, Said, code
from tests.dashboard.test_highlight import Seen

TEXT = " ".join(said.text for said in CORPUS)


def shown(app: AppTest) -> str:
    """Return the article as the page sends it."""
    return str(app.get("html")[0].proto.body)


def elements(app: AppTest, **wanted: str) -> list[dict[str, str | None]]:
    """Return the attributes of the elements that have these values among theirs."""
    return [
        attributes
        for _, attributes in Seen(shown(app)).elements
        if all(value in (attributes.get(name) or "").split() for name, value in wanted.items())
    ]


def panel(app: AppTest) -> str:
    """Return what is said to be coded in the sentence, as text."""
    found = re.search(r"<aside.*?</aside>", shown(app), re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "\n", found[0])) if found else ""


def test_the_whole_text_is_there_with_every_kind_of_mark(serve: Serve) -> None:
    serve(credit="Wire")

    app = open_page("article")

    assert Seen(shown(app), inside="said").text == TEXT
    assert [element.value for element in app.header] == ["A corpus"]
    assert [one["title"] for one in elements(app, **{"class": "is-sector"}) if one.get("title")][:1] == ["Sector A: IT"]
    assert elements(app, **{"class": "is-theme"})
    assert not elements(app, **{"class": "dim"})
    assert not elements(app, **{"class": "current"})
    assert "Credit: Wire" in [caption.value for caption in app.caption]


def test_who_speaks_and_in_what_manner_stands_beside_the_sentences(serve: Serve) -> None:
    serve()

    margins = re.findall(r'<div class="who">(.*?)</div>', shown(open_page("article")))

    assert [re.sub(r"<[^>]+>", "|", margin).strip("|") for margin in margins] == [
        "The article itself",
        "Ali Raza||Direct quotation",
        "Board of Trade||Direct quotation",
        "The article itself",
    ]


@pytest.mark.parametrize(("kinds", "marks"), [(["sector"], {"is-sector"}), ([], set())])
def test_only_the_kinds_chosen_are_marked_and_the_text_stays_whole(
    kinds: list[str], marks: set[str], serve: Serve
) -> None:
    serve()
    app = open_page("article")

    app.pills("marks").set_value(kinds).run()

    assert not app.exception
    assert set(re.findall(r"is-\w+", re.sub(r"<style>.*</style>", "", shown(app), flags=re.DOTALL))) == marks
    assert Seen(shown(app), inside="said").text == TEXT


def test_marks_in_a_link_are_public_words_and_others_are_reported(serve: Serve) -> None:
    serve()

    app = open_page("article", marks=["Themes", "Verbs"])

    assert app.pills("marks").value == ["theme"]
    assert "This link asks for marks that don't exist \\(“Verbs”\\)\\. The others are shown\\." in [
        caption.value for caption in app.caption
    ]
    assert list(words_here.MARKS.values()) == ["Actors", "Sectors", "Themes"]


def test_a_sentence_in_the_address_is_marked_and_its_codes_are_shown(serve: Serve) -> None:
    serve()

    app = open_page("article", sentence=f"{ARTICLE_ID}:004", speaker="Board of Trade")

    (current,) = elements(app, **{"class": "current"})
    assert (current["id"], current["aria-current"], current["tabindex"]) == ("sentence-4", "true", "-1")
    assert "data-arrive" in current
    assert [line for line in panel(app).split("\n") if line.strip()] == [
        "Coded in sentence 4",
        "Board of Trade, direct quotation.",
        "Information technology: positive, fact",
        " · about India",
        "Global recognition and market standing: positive, fact",
        " · about India",
        "Pakistan is put below India on global recognition",
        "Close",
    ]


def test_addresses_keep_filters_and_marks_where_what_they_lead_to_fits(serve: Serve) -> None:
    serve()

    app = open_page("article", sentence=f"{ARTICLE_ID}:002", sector="Agriculture", marks="Sectors")

    links = [one["href"] for one in elements(app) if one.get("href")]
    assert "article?sentence=corpus:001&sector=Agriculture&marks=Sectors" in links
    assert "statements?statement=corpus:002:2&sector=Agriculture&marks=Sectors" in links
    assert "statements?statement=corpus:002:1" in links
    assert "article?sector=Agriculture&marks=Sectors" in links
    assert "method?code=sector:agriculture" in links


def test_a_sentence_without_codes_says_so(serve: Serve) -> None:
    serve()

    assert words_here.NOTHING_CODED in panel(open_page("article", sentence=f"{ARTICLE_ID}:005"))


def test_a_sentence_that_is_gone_is_reported_and_the_text_shown(serve: Serve) -> None:
    serve()

    app = open_page("article", sentence="corpus:099")

    assert [info.value for info in app.info] == [words_here.GONE_SENTENCE]
    assert Seen(shown(app), inside="said").text == TEXT
    assert not elements(app, **{"class": "current"})


def test_sentences_that_do_not_fit_the_filters_are_paler_and_counted(serve: Serve) -> None:
    serve()

    app = open_page("article", speaker="Ali Raza")

    assert [one["id"] for one in elements(app, **{"class": "dim"})] == ["sentence-1", "sentence-4", "sentence-5"]
    assert "2 of 5 sentences fit the filters; the others are paler." in [caption.value for caption in app.caption]


def test_where_no_sentence_fits_the_text_stays_and_says_what_to_change(serve: Serve) -> None:
    serve()

    app = open_page("article", sector="Health")

    assert f"{words_here.FIT_NONE} {text.EMPTY_HINT}" in [caption.value for caption in app.caption]
    assert len(elements(app, **{"class": "dim"})) == len(CORPUS)


def serve_two(serve: Serve, **metadata: str | None) -> None:
    """Write two articles as the built tables."""
    folder = serve()
    other = (Said(text="Trade <b>grew</b> in Lahore."), Said(text="It rained."))
    write_tables([code(CORPUS), code(other, article_id="other", title="Another")], CODEBOOK, folder / "tables")


def test_of_several_articles_one_is_read_and_the_choice_is_the_filter(serve: Serve) -> None:
    serve_two(serve)
    app = open_page("article", sentence=f"{ARTICLE_ID}:001")
    assert app.selectbox("article-to-read").value == ARTICLE_ID

    app.selectbox("article-to-read").set_value("other").run()

    assert not app.exception
    assert app.multiselect("article").value == ["other"]
    # Nothing is coded in it, and it can be read all the same.
    assert Seen(shown(app), inside="said").text == "Trade <b>grew</b> in Lahore. It rained."
    assert not elements(app, **{"class": "dim"})


def test_the_sentence_of_a_link_chooses_its_article(serve: Serve) -> None:
    serve_two(serve)

    app = open_page("article", sentence="other:001")

    assert app.selectbox("article-to-read").value == "other"
    assert Seen(shown(app), inside="said").text == "Trade <b>grew</b> in Lahore. It rained."
    assert [element.value for element in app.header] == ["Another"]


def test_a_sentence_that_the_article_filter_leaves_out_is_reported(serve: Serve) -> None:
    serve_two(serve)

    app = open_page("article", sentence="other:001", article="A corpus")

    assert [info.value for info in app.info] == [words_here.SENTENCE_LEFT_OUT]
    assert Seen(shown(app), inside="said").text == TEXT
    assert not elements(app, **{"class": "dim"})


@pytest.mark.parametrize("url", ["https://news.example/a", "javascript:alert(1)", None])
def test_sentences_lead_to_the_publisher_where_there_is_a_web_address(url: str | None, serve: Serve) -> None:
    serve(url=url)

    app = open_page("article")

    foreign = [one["href"] for one in elements(app, target="_blank")]
    assert foreign[:2] == (
        [
            "https://news.example/a#:~:text=IT%20unites%20Pakistan%20and%20China",
            "https://news.example/a#:~:text=IT%20can%20free%20Pakistan,from%20agriculture%20and%20textiles",
        ]
        if url == "https://news.example/a"
        else []
    )


@pytest.mark.parametrize("said", ["محمد علی جناح نے کہا", "<script>alert('数字经济')</script> [a](b) :red[c] $x$"])
def test_text_of_any_kind_is_shown_as_it_is(said: str, serve: Serve) -> None:
    serve((Said(text=said, speaker=said, codes={"sector:it": "positive fact"}),))

    app = open_page("article", sentence=f"{ARTICLE_ID}:001")

    assert Seen(shown(app), inside="said").text == said
    assert "<script" not in shown(app)

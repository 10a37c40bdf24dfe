"""What only a browser shows: addresses, clicks, the first visit, other hosts."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from pkcn_dashboard import navigation, text
from pkcn_dashboard.text import article as words_of_article
from tests.browser.conftest import Visit, served

pytestmark = pytest.mark.browser

ADDRESSES = {page_id: f"/{entry.path}" for page_id, entry in navigation.PAGES.items()}
FIRST_OF_A_SERVER = ("themes", "method")
"""A page of charts and one of text: a server takes seconds to start, and what it knows of pages it knows of all."""
Visitor = Callable[..., Visit]


@pytest.mark.parametrize("page_id", sorted(ADDRESSES))
def test_a_first_visit_may_be_to_any_page(page_id: str, server: str, visit: Visitor) -> None:
    arrive(visit(server, width=390, is_first=True), page_id)


@pytest.mark.parametrize("page_id", FIRST_OF_A_SERVER)
def test_the_first_visit_of_a_fresh_server_may_be_to_a_page_within(page_id: str, visit: Visitor) -> None:
    with served() as base:
        arrive(visit(base, width=390, is_first=True), page_id)


def arrive(first: Visit, page_id: str) -> None:
    """Open a page as a new reader; it is whole, alone and fits a phone."""
    page = first.open(ADDRESSES[page_id])

    expect(page.get_by_role("heading", level=1)).to_have_text(text.PAGE_TITLES[page_id])
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert first.errors == []
    assert first.foreign == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_filter_stands_in_the_address_on_every_page_and_after_reload_and_back(server: str, visit: Visitor) -> None:
    visitor = visit(server)
    page = visitor.open("/sectors")

    page.locator("summary", has_text=text.FILTER_BUTTON).click()
    page.evaluate("Promise.allSettled(document.getAnimations().map((one) => one.finished))")
    choose(page, "Speaker", "Adnan Khan")
    choose(page, "Tone", "Positive")
    expect(page).to_have_url(f"{server}/sectors?speaker=Adnan+Khan&tone=Positive")
    shown = page.get_by_text(re.compile("^Showing "))
    said = shown.inner_text()

    page.reload()
    visitor.settle()
    expect(page.get_by_role("button", name="Tone: Positive")).to_be_visible()
    expect(shown).to_have_text(said)

    page.get_by_role("link", name=text.PAGE_TITLES["india"]).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(text.PAGE_TITLES["india"])
    expect(page).to_have_url(f"{server}/india?speaker=Adnan+Khan&tone=Positive")
    expect(shown).to_have_text(said)

    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(text.PAGE_TITLES["sectors"])
    expect(shown).to_have_text(said)

    page.get_by_role("button", name=text.CLEAR_ALL).click()
    expect(page).to_have_url(f"{server}/sectors")


def test_a_click_on_a_bar_opens_as_many_sentences_as_it_is_long(server: str, visit: Visitor) -> None:
    visitor = visit(server)
    page = visitor.open("/sectors?count=Sentences")
    card = page.locator(".st-key-card-focus-tone")
    bar = card.locator(".js-plotly-plot .point").first
    length = bar.evaluate("(one) => one.__data__.s")  # what Plotly drew it from; not each bar has its number on it

    bar.locator("path").click(force=True)

    expect(card.get_by_text(re.compile(rf"^IT, Positive · {length} sentences?$"))).to_be_visible()
    listed = card.get_by_test_id("stText")
    expect(listed).to_have_count(length)
    sentences = listed.all_inner_texts()
    assert all(
        re.search(r"\bIT\b|ICT|information technology|software", sentence, re.IGNORECASE) for sentence in sentences
    )
    expect(page).to_have_url(re.compile("bar-focus-tone=IT%2C\\+Positive"))

    page.reload()
    visitor.settle()
    expect(listed).to_have_count(length)

    card.get_by_role("button", name=text.KEEP_AS_FILTER).click()
    expect(page).to_have_url(re.compile("sector=IT.*tone=Positive|tone=Positive.*sector=IT"))
    expect(listed).to_have_count(length)
    assert visitor.errors == []


def test_sentences_close_with_the_same_bar_or_the_button_and_open_again(server: str, visit: Visitor) -> None:
    visitor = visit(server)
    page = visitor.open("/sectors")
    card = page.locator(".st-key-card-focus-tone")
    bar, listed = card.locator(".js-plotly-plot .point path").first, card.get_by_test_id("stText")

    for close in (lambda: bar.click(force=True), lambda: card.get_by_role("button", name=text.CLOSE).click()):
        bar.click(force=True)
        expect(listed.first).to_be_visible()
        expect(page).to_have_url(re.compile("bar-focus-tone="))
        close()
        expect(listed).to_have_count(0)
        expect(page).to_have_url(f"{server}/sectors")
        page.wait_for_timeout(500)  # two presses in a third of a second are a double click, which takes the first back

    bar.click(force=True)
    expect(listed.first).to_be_visible()


def test_a_legend_stays_above_the_bars_on_a_phone(server: str, visit: Visitor) -> None:
    page = visit(server, width=390).open("/india?treatment=Kind")
    chart = page.locator(".st-key-card-sides-kind .js-plotly-plot")
    legend, bar = chart.locator(".legend").bounding_box(), chart.locator(".point path").first.bounding_box()

    assert legend and bar
    assert legend["y"] + legend["height"] <= bar["y"]


def test_an_outdated_link_is_put_right_and_says_so(server: str, visit: Visitor) -> None:
    page = visit(server).open("/?sector=it&sector=Steel&tone=Positive")

    expect(page.get_by_text("1 of 3 settings in this link no longer exists: sector “Steel”.")).to_be_visible()
    expect(page).to_have_url(f"{server}/?sector=IT&tone=Positive")


def test_a_link_to_a_code_opens_it_and_another_code_gives_its_own_link(server: str, visit: Visitor) -> None:
    visitor = visit(server, width=390)
    page = visitor.open("/method?code=theme:skills")

    arrived = page.locator("[data-arrive]")
    arrived.wait_for()
    expect(arrived).to_contain_text("Training people")

    page.locator("summary", has_text="Agriculture").click()
    shown = page.locator("details", has_text="Agriculture").get_by_test_id("stCode")
    shown.wait_for()
    address = shown.inner_text().strip()
    assert address == f"{server}/method?code=sector:agriculture"

    visitor.open(address.removeprefix(server))
    arrived.wait_for()
    expect(arrived).to_contain_text("Farming")
    assert visitor.errors == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_streamlits_own_files_come_compressed(server: str, visit: Visitor) -> None:
    visitor = visit(server, is_first=True)
    encodings: list[str | None] = []
    visitor.page.on(
        "response",
        lambda answer: encodings.append(answer.headers.get("content-encoding")) if ".js" in answer.url else None,
    )

    visitor.open("/")

    assert encodings
    assert set(encodings) == {"br"}


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a filter."""
    box: Locator = page.get_by_role("combobox", name=label)
    box.fill(option)
    expect(page.get_by_role("option", name=option, exact=True)).to_be_visible()
    box.press("Enter")
    box.press("Escape")
    expect(page.get_by_role("button", name=f"{label}: {option}")).to_be_visible()


def test_a_dot_opens_as_many_sentences_as_it_says(visit: Visitor, server: str) -> None:
    """On a phone, where dots are smallest."""
    visitor = visit(server, width=390)
    page = visitor.open("/themes")
    card = page.locator(".st-key-card-themes-sectors")
    dots = card.locator(".js-plotly-plot .scatterlayer .trace").last

    said = int(dots.locator("text").first.text_content() or "")
    dots.locator(".point").first.click(force=True)

    evidence = page.locator(".st-key-evidence-themes-sectors")
    expect(evidence.get_by_text(re.compile(rf" · {said} statements? in "))).to_be_visible()
    expect(page).to_have_url(re.compile("bar-themes-sectors="))
    assert visitor.errors == []
    assert visitor.foreign == []


def test_marks_of_the_article_stand_in_the_address_and_a_sentence_has_its_own(server: str, visit: Visitor) -> None:
    visitor = visit(server)
    page = visitor.open("/article?tone=Positive")
    article = page.locator(".pkcn-article")
    expect(article.locator(".said mark.is-actor").first).to_be_visible()
    said = article.locator(".said").all_text_contents()

    page.get_by_role("button", name=words_of_article.MARKS["actor"]).click()
    expect(page).to_have_url(f"{server}/article?marks=Sectors&marks=Themes&tone=Positive")
    expect(article.locator("mark.is-actor")).to_have_count(0)
    expect(article.locator(".said mark.is-sector").first).to_have_attribute("title", "Sector A: IT")
    assert article.locator(".said").all_text_contents() == said

    article.get_by_role("link", name=words_of_article.LINK_TO.format(position=12), exact=True).click()
    current = page.locator('[aria-current="true"].s')
    expect(current).to_contain_text("Compared to some neighboring countries")
    expect(current).to_have_attribute("data-arrive", "")
    assert parse_qs(urlsplit(page.url).query) == {
        "sentence": ["2024-07-22-wealthpk-china-digital-sector:012"],
        "marks": ["Sectors", "Themes"],
        "tone": ["Positive"],
    }
    expect(article.locator("mark.is-actor")).to_have_count(0)
    expect(page.get_by_role("complementary", name=words_of_article.CODED_IN.format(position=12))).to_be_visible()
    assert visitor.errors == []
    assert visitor.foreign == []


@pytest.mark.parametrize(("width", "is_beside"), [(390, False), (1366, True)])
def test_speakers_stand_beside_the_text_or_above_it_on_a_phone(
    width: int, is_beside: bool, server: str, visit: Visitor
) -> None:
    page = visit(server, width=width).open("/article")
    turn = page.locator(".pkcn-article .turn").first
    turn.wait_for()
    who, said = turn.locator(".who").bounding_box(), turn.locator(".said").bounding_box()

    assert who and said
    assert (who["x"] + who["width"] <= said["x"]) == is_beside
    assert (who["y"] + who["height"] <= said["y"]) != is_beside

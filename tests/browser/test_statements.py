"""From a bar to a sentence to a statement's own address, and back to the same view."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from pkcn_dashboard import text
from pkcn_dashboard.text import CITATION_FORMS, CLOSE, DOWNLOAD
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
Visitor = Callable[..., Visit]


def test_a_statement_of_a_bars_sentences_opens_with_its_citation_and_back_is_the_same_view(
    server: str, visit: Visitor, tmp_path: Path
) -> None:
    visitor = visit(server)
    page = visitor.open("/sectors?speaker=Adnan+Khan&bar-focus-tone=IT%2C+Positive")
    before = page.url
    evidence = page.locator(".st-key-evidence-focus-tone")
    listed = evidence.get_by_test_id("stText").all_inner_texts()
    assert listed

    evidence.get_by_role("link", name=re.compile("^IT: positive")).first.click()

    shown = page.locator(".st-key-statement")
    expect(page.get_by_role("heading", level=1)).to_have_text(text.PAGE_TITLES["statements"])
    expect(shown.get_by_test_id("stText")).to_have_text(listed[0])
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {"speaker": ["Adnan Khan"], "statement": asked["statement"]}

    shown.get_by_text(CITATION_FORMS["csl"]).click()
    with page.expect_download() as download:
        shown.get_by_role("button", name=DOWNLOAD).click()
    download.value.save_as(tmp_path / "citation.json")
    (cited,) = json.loads((tmp_path / "citation.json").read_text(encoding="utf-8"))
    assert cited["id"] == asked["statement"][0]
    assert f"{server}/statements?statement=" in cited["note"]

    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(text.PAGE_TITLES["sectors"])
    visitor.settle()
    expect(page).to_have_url(before)
    expect(evidence.get_by_test_id("stText")).to_have_text(listed)
    assert visitor.errors == []


def test_search_and_order_stand_in_the_address_and_a_statement_opens_and_closes_above_them(
    server: str, visit: Visitor
) -> None:
    visitor = visit(server)
    page = visitor.open("/statements?search=DIGITAL&sort=speaker&tone=Negative")
    count = page.get_by_text(re.compile("^[0-9]+ statements? in [0-9]+ sentences? with “DIGITAL”"))
    said = count.inner_text()

    page.get_by_test_id("stMain").get_by_role("link", name=re.compile(": negative")).first.click()

    shown = page.locator(".st-key-statement")
    expect(shown).to_be_visible()
    asked = {"tone": ["Negative"], "search": ["DIGITAL"], "sort": ["Speaker"]}
    opened = parse_qs(urlsplit(page.url).query)
    assert opened == asked | {"statement": opened["statement"]}
    expect(count).to_have_text(said)

    shown.get_by_role("button", name=CLOSE).click()
    expect(shown).to_have_count(0)
    assert parse_qs(urlsplit(page.url).query) == asked
    expect(count).to_have_text(said)


def test_a_paragraph_of_the_overview_leads_to_its_statements_with_the_filters_kept(server: str, visit: Visitor) -> None:
    visitor = visit(server)
    page = visitor.open("/?speaker=Adnan+Khan")

    page.get_by_role("link", name=re.compile("[0-9]+ negative statement")).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(text.PAGE_TITLES["statements"])
    expect(page.get_by_role("button", name="Speaker: Adnan Khan")).to_be_visible()
    expect(page.get_by_role("heading", level=3).first).to_have_text(re.compile("^Negative · "))
    assert parse_qs(urlsplit(page.url).query) == {"speaker": ["Adnan Khan"], "sort": ["Tone"]}

    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(text.PAGE_TITLES["overview"])
    expect(page).to_have_url(f"{server}/?speaker=Adnan+Khan")
    assert visitor.errors == []

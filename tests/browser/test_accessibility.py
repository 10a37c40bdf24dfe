"""Everybody can use every page: axe-core finds nothing, and no mouse is needed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Literal
from urllib.parse import urlencode

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from pkcn_dashboard import filters, load, navigation, text
from pkcn_dashboard.charts import catalogue
from pkcn_dashboard.charts.catalogue import charts_of
from pkcn_dashboard.text import share
from pkcn_data.summary import Filters
from tests.browser.conftest import PATIENCE, Visit

pytestmark = pytest.mark.browser
Visitor = Callable[..., Visit]

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
DESK, PHONE = ViewportSize(width=1366, height=900), ViewportSize(width=390, height=900)
NOTHING = {"speaker": "Adnan Khan", "speaker_country": "India"}
"""Filters that leave no sentence."""
ROW = 60
"""Pixels: what stands in one row may differ in height by less."""
AXE_RUN = """(part) => axe.run(part || document, { resultTypes: ["violations"] }).then((found) => found.violations)"""
POPOVER = '[data-testid="stPopoverBody"]'
ACTIVE = "document.activeElement"
STOP = """async () => {
  const at = document.activeElement;
  const widget = at.closest('[data-testid="stElementContainer"], summary') || at;
  const look = () => [widget, ...widget.querySelectorAll("*")].map((one) => {
    const style = getComputedStyle(one);
    return [style.outline, style.boxShadow, style.border, style.backgroundColor, style.color, style.opacity].join();
  }).join();
  const still = async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    document.getAnimations().forEach((one) => one.effect.getComputedTiming().endTime < Infinity && one.finish());
  };
  const top = at.getBoundingClientRect().top + document.querySelector('[data-testid="stMain"]').scrollTop;
  await still();
  const focused = look();
  at.blur();
  await still();
  const isSeen = look() !== focused;
  at.focus();
  return { tag: at.tagName, name: (at.getAttribute("aria-label") || at.innerText || "").trim(), isSeen, top };
}"""
"""What the element in focus is called, where it is, and whether it looks otherwise without the focus."""


@pytest.fixture(scope="module")
def readers(browser: Browser, server: str) -> Iterator[dict[str, Visit]]:
    """Return a reader who likes light pages and one who likes dark ones."""
    made = {one: Visit(browser.new_context(color_scheme=one, viewport=DESK).new_page(), server) for one in SCHEMES}
    for reader in made.values():
        reader.page.set_default_timeout(PATIENCE)
        reader.page.on("request", reader.on_request)
    yield made
    for reader in made.values():
        reader.page.context.close()


@pytest.mark.parametrize("page_id", navigation.PAGES)
def test_axe_finds_nothing_on_a_page_in_light_and_dark(page_id: str, readers: dict[str, Visit]) -> None:
    address = f"/{navigation.PAGES[page_id].path}"
    found = {}
    for scheme, reader in readers.items():
        if scheme == "light":
            page = reader.open(address)
            found["plain"] = audit(page)
            open_share(page)
            found["share"] = audit(page, POPOVER)
        page = reader.open(f"{address}?{urlencode(with_open_bar(page_id))}")
        assert page.title() == f"{text.PAGE_TITLES[page_id]} · {text.PRODUCT}"
        assert page.locator("html").get_attribute("lang") == "en"
        show_table(page, page_id)
        found[f"filtered, {scheme}"] = audit(page)
        if scheme == "light":
            page.set_viewport_size(PHONE)
            found["filtered, phone"] = audit(page)
            page.set_viewport_size(DESK)
        else:
            reader.open(f"{address}?{urlencode(NOTHING)}")
            found["empty"] = audit(page)
        assert reader.foreign == []

    assert {state: one for state, one in found.items() if one} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_what_opens_above_a_page(scheme: str, readers: dict[str, Visit]) -> None:
    page = readers[scheme].open("/sectors")
    open_share(page)
    found = [audit(page)]
    page.locator(".st-key-shortcuts button").click()
    page.get_by_role("dialog", name=share.SCRIPT["shortcuts"]).wait_for()

    assert [*found, audit(page)] == [{}, {}]


@pytest.mark.parametrize("chart_id", ["focus-tone", "themes-sectors"])
def test_axe_finds_nothing_in_an_embedded_chart(chart_id: str, readers: dict[str, Visit]) -> None:
    address = f"/{catalogue.CHARTS[chart_id].page}?chart={chart_id}&embed=true"

    assert {one: audit(reader.open(address)) for one, reader in readers.items()} == {"light": {}, "dark": {}}


@pytest.mark.parametrize("address", ["/claims?claim={claim}", "/claims?chart=claim-{claim}&embed=true"])
def test_axe_finds_nothing_in_an_open_claim(address: str, readers: dict[str, Visit]) -> None:
    address = address.format(claim="ict-industry-digitalised")

    assert {one: audit(reader.open(address)) for one, reader in readers.items()} == {"light": {}, "dark": {}}


def test_axe_finds_nothing_in_the_menu_and_the_filters_on_a_phone(server: str, visit: Visitor) -> None:
    page = visit(server, width=390).open("/")
    page.locator("summary", has_text=text.FILTER_BUTTON).click()
    stand_still(page)
    filters = audit(page)
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarNavLink").first.wait_for()
    stand_still(page)

    assert [filters, audit(page)] == [{}, {}]


def test_everything_is_done_by_keyboard(server: str, visit: Visitor) -> None:
    reader = visit(server)
    page = reader.open("/sectors")
    page.context.grant_permissions(["clipboard-read"], origin=server)
    card, heading = page.locator(".st-key-card-focus-tone"), page.get_by_role("heading", level=1)

    tab_to(page, page.locator("summary", has_text=text.FILTER_BUTTON))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("combobox", name=text.FILTER_LABELS["tone"]))
    choose(page, "Positive")
    expect(page).to_have_url(f"{server}/sectors?tone=Positive")
    page.keyboard.press("Escape")

    tab_to(page, card.get_by_role("combobox"))
    choose(page, "IT, Positive")
    expect(card.get_by_test_id("stText").first).to_be_visible()
    with_bar = page.url

    link = page.locator(".st-key-evidence-focus-tone").get_by_role("link", name=re.compile("^IT: positive")).first
    tab_to(page, link)
    page.keyboard.press("Enter")
    expect(heading).to_have_text(text.PAGE_TITLES["statements"])
    expect(page.locator(".st-key-statement")).to_be_visible()
    page.go_back()  # the browser has a key of its own for it, which it ignores without a window
    expect(page).to_have_url(with_bar)
    expect(heading).to_have_text(text.PAGE_TITLES["sectors"])
    reader.settle()

    ids = list(navigation.PAGES)
    page.keyboard.press("n")
    expect(heading).to_have_text(text.PAGE_TITLES[ids[ids.index("sectors") + 1]])
    reader.settle()
    page.keyboard.press("?")
    listed = page.get_by_role("dialog", name=share.SCRIPT["shortcuts"])
    expect(listed).to_be_visible()
    page.keyboard.press("Escape")
    expect(listed).to_have_count(0)
    page.keyboard.press("l")
    expect(page.get_by_text(share.SCRIPT["linkCopied"])).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.keyboard.press("c")
    expect(page).to_have_url(re.compile(r"^[^?]*$"))
    assert reader.errors == []


def test_tab_reaches_all_controls_in_the_order_in_which_they_stand_and_shows_where_it_is(
    server: str, visit: Visitor
) -> None:
    page = visit(server).open("/sectors")
    page.locator(".st-key-table-focus-tone label").click()
    page.get_by_test_id("stDataFrame").wait_for()
    page.locator("h1").click()

    stops = walk(page, until=page.locator('[data-press="embed-focus-speakers"]'))

    tops = [stop["top"] for stop in stops]
    assert all(later > earlier - ROW for earlier, later in pairwise(tops)), tops
    # A table draws its focus itself, on its canvas.
    assert [stop for stop in stops if not stop["isSeen"] and stop["tag"] != "CANVAS"] == []
    reached = [stop["name"] for stop in stops]
    for name in (share.SHARE, text.FILTER_BUTTON, text.TABLE, text.CSV, share.PNG, share.SVG, share.LINK, share.EMBED):
        assert any(name in one for one in reached), (name, reached)
    assert "CANVAS" in [stop["tag"] for stop in stops]


def audit(page: Page, part: str | None = None) -> Mapping[str, list[str]]:
    """Return what axe-core finds with all its rules, in a page or a part of it: by rule, the elements."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    violations: list[dict[str, Any]] = page.evaluate(AXE_RUN, part)
    return {
        one["id"]: [f"{node['html'][:200]} {json.dumps(node['target'])}" for node in one["nodes"]] for one in violations
    }


def with_open_bar(page_id: str) -> dict[str, str]:
    """Return a filter and, on a page with charts, the parameter that opens the first bar of the first chart."""
    asked = {"tone": "Positive"}
    for chart in charts_of(page_id)[:1]:
        drawn = load.drawn(chart.id, Filters(tone=("positive",)), unit="statements", scheme="light")
        asked[filters.mark_key(chart.id)] = next(iter(drawn.marks.values())).label
    return asked


def open_share(page: Page) -> None:
    page.get_by_role("button", name=share.SHARE, exact=True).click()
    page.get_by_test_id("stPopoverBody").get_by_text(share.COPY_LINK).wait_for()


def show_table(page: Page, page_id: str) -> None:
    """Show the table of the first chart, beside the sentences that are open."""
    for chart in charts_of(page_id)[:1]:
        page.locator(f".st-key-evidence-{chart.id}").wait_for()
        page.locator(f".st-key-table-{chart.id} label").click()
        page.get_by_test_id("stDataFrame").first.wait_for()


def stand_still(page: Page) -> None:
    """Wait until nothing moves or changes its colour."""
    page.evaluate(
        "new Promise(requestAnimationFrame).then(() => Promise.allSettled(document.getAnimations()"
        ".filter((one) => one.effect.getComputedTiming().endTime < Infinity).map((one) => one.finished)))"
    )


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the focus is on an element."""
    for _ in range(150):
        if target.evaluate(f"(one) => one === {ACTIVE}"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach {target}")


def choose(page: Page, option: str) -> None:
    """Type an option into the box that has the focus and take it."""
    page.keyboard.type(option)
    expect(page.get_by_role("option", name=option, exact=True)).to_have_attribute("data-focused", "true")
    page.keyboard.press("Enter")


def walk(page: Page, *, until: Locator) -> list[dict[str, Any]]:
    """Press Tab to the last control; return what each stop is called, where it is, and whether its focus is seen."""
    stops: list[dict[str, Any]] = []
    while len(stops) < 150:
        page.keyboard.press("Tab")
        stops.append(page.evaluate(STOP))
        if until.evaluate(f"(one) => one === {ACTIVE}"):
            return stops
    pytest.fail(f"Tab does not come to the end: {stops[-5:]}")

"""The views of official figures in a real browser: presses, addresses, what axe-core finds."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from pkcn_dashboard import load
from pkcn_dashboard.filters import mark_key
from pkcn_dashboard.indicators.catalogue import Choice, figure_charts_of
from pkcn_dashboard.text import indicators as say
from tests.browser.conftest import PATIENCE, Visit

pytestmark = pytest.mark.browser
Visitor = Callable[..., Visit]
PAGES = ("india", "sectors")


def in_figures(page_id: str, **parameters: str) -> str:
    """Return the address of the view of figures of a page."""
    view = f"view-{page_id}"
    return f"/{page_id}?{urlencode({view: say.PUBLIC[view]['figures'], **parameters})}"


def press(page: Page, chart_id: str, mark: str) -> None:
    """Press the first point or bar of a chart with the mouse."""
    one = page.locator(f".st-key-card-{chart_id} {mark}").first
    one.scroll_into_view_if_needed()
    box = one.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_press_on_a_line_and_on_a_bar_opens_its_figures(server: str, visit: Visitor) -> None:
    reader = visit(server)
    page = reader.open(in_figures("india"))
    press(page, "series", ".scatterlayer .point")
    expect(page.locator(".st-key-evidence-series")).to_be_visible()
    expect(page).to_have_url(re.compile("bar-series="))

    page = reader.open(in_figures("sectors"))
    press(page, "weight-exports", ".barlayer .point path")
    expect(page.locator(".st-key-evidence-weight-exports")).to_be_visible()
    assert (reader.errors, reader.foreign) == ([], [])


def test_what_is_chosen_stands_in_the_address_and_stays_through_the_other_view(server: str, visit: Visitor) -> None:
    page = visit(server).open("/india")
    page.get_by_role("tab", name="In figures").click()
    expect(page).to_have_url(re.compile(r"view-india=In\+figures"))
    page.get_by_text("Log", exact=True).click()
    expect(page).to_have_url(re.compile("scale=Log"))

    page.get_by_role("tab", name="In the article").click()
    expect(page.locator(".st-key-card-sides-tone")).to_be_visible()
    page.get_by_role("tab", name="In figures").click()
    expect(page.locator(".st-key-card-series")).to_be_visible()

    expect(page).to_have_url(re.compile("scale=Log"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page_id", PAGES)
def test_axe_finds_nothing_in_the_figures_of_a_page(page_id: str, scheme: str, server: str, browser: Browser) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    reader = Visit(context.new_page(), server)
    reader.page.set_default_timeout(PATIENCE)
    chart_id = figure_charts_of(page_id)[1].id
    mark = next(iter(load.shown(chart_id, Choice(), marked=(), scheme="light").marks.values()))
    page = reader.open(in_figures(page_id, **{mark_key(chart_id): mark}))
    page.locator(f".st-key-table-{chart_id} label").click()
    page.locator(f".st-key-evidence-{chart_id}").wait_for()
    page.evaluate(AXE_SCRIPT)
    sizes = {"desk": (1366, 900), "phone": (390, 900)}
    found = {}
    for name, (width, height) in sizes.items():
        page.set_viewport_size({"width": width, "height": height})
        answer = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        found[name] = {one["id"]: [node["html"][:200] for node in one["nodes"]] for one in answer["violations"]}
    context.close()

    assert found == {"desk": {}, "phone": {}}

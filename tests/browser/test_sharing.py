"""A view is the same however it is come by; copying, pictures, embedding, keys and the file in a real browser."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from pkcn_dashboard import navigation, text
from pkcn_dashboard.charts import catalogue
from pkcn_dashboard.indicators import catalogue as figure_catalogue
from pkcn_dashboard.text import share
from tests.browser.conftest import PATIENCE, Visit, served

pytestmark = pytest.mark.browser

Visitor = Callable[..., Visit]
PICTURE_BYTES = 10_000
FILTERED = "/sectors?count=Sentences&tone=Positive&bar-focus-tone=IT%2C+Positive"


def view_of(visit: Visit) -> tuple[object, ...]:
    """Return what a reader sees of a view: page, filters, findings, sentences that are open."""
    page = visit.page
    chips = page.locator('[class*="st-key-chip-"]').all_inner_texts()
    findings = page.locator("h3").all_inner_texts()
    sentences = page.get_by_test_id("stText").all_inner_texts()
    return page.url, page.locator("h1").inner_text(), chips, findings, sentences


def becomes(visit: Visit, expected: tuple[object, ...]) -> None:
    """Wait until a reader sees a view; what is drawn after the script has run takes the browser a moment."""
    for _ in range(20):
        if view_of(visit) == expected:
            return
        visit.page.wait_for_timeout(250)
    assert view_of(visit) == expected


def go(visit: Visit, page_id: str) -> None:
    """Go to a page by the menu."""
    visit.page.get_by_test_id("stSidebarNav").get_by_role("link", name=text.PAGE_TITLES[page_id], exact=True).click()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(text.PAGE_TITLES[page_id])
    visit.settle()


def test_a_view_is_the_same_by_menu_one_step_back_reload_and_bookmark(server: str, visit: Visitor) -> None:
    reader = visit(server)
    page = reader.open("/sectors?count=Sentences&tone=Positive")
    page.locator(".st-key-card-focus-tone .js-plotly-plot .point path").first.click(force=True)
    expect(page.locator(".st-key-evidence-focus-tone")).to_be_visible()
    expect(page).to_have_url(re.compile("bar-focus-tone="))
    sectors = view_of(reader)
    go(reader, "statements")
    page.get_by_role("searchbox").fill("digital")
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(re.compile("search=digital"))
    reader.settle()
    statements = view_of(reader)
    go(reader, "data")
    data = view_of(reader)

    assert data[0] == f"{server}/data?count=Sentences&tone=Positive"
    for expected in (statements, sectors):
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text(str(expected[1]))
        reader.settle()
        becomes(reader, expected)
    page.go_forward()
    becomes(reader, statements)
    page.reload()
    reader.settle()
    becomes(reader, statements)
    stranger = visit(server)
    for bookmark in (sectors, statements):
        stranger.open(str(bookmark[0]).removeprefix(server))
        becomes(stranger, bookmark)
    assert reader.errors == []


def test_a_page_turned_before_the_filters_are_drawn_keeps_them(server: str, visit: Visitor) -> None:
    page = visit(server).page
    page.goto(f"{server}/sectors?tone=Positive")
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=text.PAGE_TITLES["india"], exact=True).click()

    expect(page).to_have_url(f"{server}/india?tone=Positive")
    expect(page.get_by_role("heading", level=1)).to_have_text(text.PAGE_TITLES["india"])
    expect(page.get_by_role("button", name="Tone: Positive")).to_be_visible()


def test_copy_link_copies_the_address_and_says_so_without_a_rerun(server: str, visit: Visitor) -> None:
    reader = visit(server, is_first=True)
    asked: list[str | bytes] = []
    reader.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: asked.append(frame)))
    page = reader.open(FILTERED)
    may_read_clipboard(page, server)
    page.get_by_role("button", name=share.SHARE, exact=True).click()
    shown = page.get_by_test_id("stCode").first
    expect(shown).to_have_text(page.url)
    reader.settle()
    before = len(asked)

    page.locator(".st-key-copy-link button").click()

    expect(page.get_by_role("status").filter(has_text=share.SCRIPT["linkCopied"])).to_be_visible()
    assert clipboard(page) == page.url == server + FILTERED
    assert before and len(asked) == before


def test_copy_link_inside_another_sites_frame_copies_the_dashboards_address(server: str, visit: Visitor) -> None:
    reader = visit(server)
    with hosted(server + FILTERED) as host:
        frame = open_frame(reader, host)
        may_read_clipboard(reader.page, host)
        frame.get_by_role("button", name=share.SHARE, exact=True).click()
        frame.locator(".st-key-copy-link button").click()

        expect(frame.get_by_text(share.SCRIPT["linkCopied"])).to_be_visible()
        assert clipboard(reader.page) == server + FILTERED


def test_a_configured_address_stands_in_links(visit: Visitor) -> None:
    with served(PKCN_PUBLIC_URL="https://example.org/dashboard/") as base:
        page = visit(base).open("/sectors?tone=Positive")
        may_read_clipboard(page, base)
        public = "https://example.org/dashboard/sectors?tone=Positive"

        page.get_by_role("button", name=share.SHARE, exact=True).click()
        expect(page.get_by_test_id("stPopoverBody")).to_contain_text(public, timeout=PATIENCE)
        page.keyboard.press("l")

        expect(page.get_by_text(share.SCRIPT["linkCopied"])).to_be_visible()
        assert clipboard(page) == public


def test_where_nothing_can_be_copied_the_text_is_there_to_copy_by_hand(server: str, visit: Visitor) -> None:
    page = visit(server).open("/sectors")
    page.evaluate(
        "() => { document.execCommand = () => false; navigator.clipboard.writeText = () => Promise.reject(); }"
    )

    page.keyboard.press("l")

    expect(page.get_by_role("dialog", name=share.SCRIPT["copyByHand"]).get_by_role("textbox")).to_have_value(page.url)


def test_a_chart_is_saved_as_png_and_svg_with_title_labels_and_source(
    server: str, visit: Visitor, tmp_path: Path
) -> None:
    reader = visit(server)
    page = reader.open("/sectors")
    graph = page.locator(".st-key-card-focus-tone .js-plotly-plot")
    graph.locator(".point").first.wait_for()
    before = drawing(graph)
    files = {kind: saved(page, f"{kind}-focus-tone", tmp_path) for kind in ("png", "svg")}
    drawn = re.sub(r"<[^>]+>", " ", files["svg"].decode())

    assert files["png"].startswith(b"\x89PNG") and len(files["png"]) > PICTURE_BYTES
    assert files["svg"].startswith(b"<svg")
    title = page.locator(".st-key-card-focus-tone h3").inner_text()
    for word in ["IT", "Agriculture", "Textiles", "Positive", "Negative", "INP-WealthPk", *title.split()]:
        assert word in html.unescape(drawn)
    assert drawing(graph) == before
    assert reader.errors == []


def test_embed_code_draws_one_chart_with_its_filters_source_and_a_way_back(server: str, visit: Visitor) -> None:
    reader = visit(server)
    page = reader.open("/sectors?tone=Negative")
    may_read_clipboard(page, server)
    finding = page.locator(".st-key-card-focus-tone h3").inner_text()
    page.locator("[data-press=embed-focus-tone]").click()
    expect(page.get_by_text(share.SCRIPT["embedCopied"])).to_be_visible()
    code = clipboard(page)
    assert f'title="{html.escape(finding)}"' in code
    page.get_by_role("button", name=share.SHARE, exact=True).click()
    expect(page.get_by_test_id("stCode").last).to_have_text(re.compile("chart=focus-tone&amp;embed=true"))

    with hosted(code=code) as host:
        frame = open_frame(visit(server), host)

        expect(frame.locator("h3")).to_have_text(finding)
        expect(frame.locator(".js-plotly-plot")).to_have_count(1)
        expect(frame.get_by_text(re.compile("^Source: "))).to_be_visible()
        expect(frame.get_by_role("link", name=text.PRODUCT)).to_have_attribute(
            "href", re.compile(r"/sectors\?tone=Negative&chart=focus-tone$")
        )
        for gone in ("stSidebar", "stExpander", "stPopover"):
            expect(frame.get_by_test_id(gone)).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1366])
def test_a_link_to_a_chart_arrives_at_it(server: str, visit: Visitor, width: int) -> None:
    page = visit(server, width=width).open("/sectors?chart=sectors-tone")
    heading = page.locator(".st-key-card-sectors-tone h3")

    expect(heading).to_be_focused()
    page.wait_for_timeout(500)  # also when the charts above it have taken their height
    expect(heading).to_be_in_viewport()


def test_what_is_marked_is_arrived_at_once(server: str, visit: Visitor) -> None:
    page = visit(server).open("/sectors?code=sector:it")
    put = "document.querySelector('h2').insertAdjacentHTML('afterend', '<p id=\"there\" data-arrive>here</p>')"

    page.evaluate(put)
    expect(page.locator("#there")).to_be_focused()
    page.evaluate("document.activeElement.blur(); document.getElementById('there').remove()")
    page.evaluate(put)
    page.wait_for_timeout(300)

    expect(page.locator("#there")).not_to_be_focused()


def test_keys_clear_filters_turn_pages_and_list_themselves(server: str, visit: Visitor) -> None:
    page = visit(server).open("/sectors?tone=Positive")
    titles = [text.PAGE_TITLES[one] for one in navigation.PAGES]
    here = titles.index(text.PAGE_TITLES["sectors"])

    for key, title in (("n", titles[here + 1]), ("p", titles[here])):
        page.keyboard.press(key)
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(page).to_have_url(re.compile("tone=Positive"))
    page.keyboard.press("c")
    expect(page).to_have_url(f"{server}/sectors")
    page.keyboard.press("c")
    expect(page.get_by_text(share.SCRIPT["noFilter"])).to_be_visible()
    page.keyboard.press("?")
    listed = page.get_by_role("dialog", name=share.SCRIPT["shortcuts"])
    expect(listed).to_be_visible()
    assert listed.locator("dt").all_inner_texts() == list(share.SHORTCUTS)
    assert listed.locator("dd").all_inner_texts() == list(share.SHORTCUTS.values())
    page.keyboard.press("n")
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('[data-testid=stApp]')")
    page.keyboard.press("Escape")
    expect(listed).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[here])


def test_keys_are_left_to_who_types_and_to_the_browser(server: str, visit: Visitor) -> None:
    page = visit(server).open("/sectors?tone=Positive")

    page.locator(".st-key-bar-focus-tone input").press_sequentially("c?")
    for key in ("Control+c", "Alt+n", "Meta+l"):
        page.locator("h1").click()
        page.keyboard.press(key)
    page.wait_for_timeout(500)

    expect(page.get_by_role("button", name="Tone: Positive")).to_be_visible()
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text(text.PAGE_TITLES["sectors"])


@pytest.mark.parametrize("page_id", ["overview", "sectors"])
def test_the_file_of_a_view_opens_from_disk_and_asks_nobody(
    page_id: str, server: str, visit: Visitor, tmp_path: Path
) -> None:
    reader = visit(server)
    page = reader.open(f"/{navigation.PAGES[page_id].path}?tone=Positive")
    said = re.search(r"in (\d+) of \d+ sentences", page.get_by_text(re.compile("^Showing ")).inner_text())
    findings = page.locator("h3").all_inner_texts()
    address = page.url
    page.get_by_role("button", name=share.SHARE, exact=True).click()
    file = tmp_path / "view.html"
    file.write_bytes(saved(page, "view-file", tmp_path))

    offline = visit("file://", is_first=True)
    offline.page.context.set_offline(True)
    offline.page.goto(file.as_uri())

    assert said
    expect(offline.page.locator("ol.sentences li")).to_have_count(int(said[1]))
    titles = offline.page.locator(".plate h3").all_inner_texts()
    charts = len(catalogue.charts_of(page_id))
    assert titles[:charts] == findings[-charts:]
    assert len(titles) == charts + len(figure_catalogue.figure_charts_of(page_id)), (
        "the charts of the page's other view are there too"
    )
    assert offline.page.locator("header a").get_attribute("href") == address
    assert offline.foreign == [] and offline.errors == []
    assert offline.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def saved(page: Page, key: str, folder: Path) -> bytes:
    """Press the button with this key; return the file that the browser saves."""
    with page.expect_download() as download:
        page.locator(f'.st-key-{key} button, [data-press="{key}"]').click()
    download.value.save_as(folder / key)
    return (folder / key).read_bytes()


def drawing(graph: Locator) -> list[str]:
    """Return what is drawn of a graph, without what follows the pointer."""
    return [layer.inner_html() for layer in graph.locator(".cartesianlayer, .infolayer").all()]


def may_read_clipboard(page: Page, origin: str) -> None:
    page.context.grant_permissions(["clipboard-read"], origin=origin)


def clipboard(page: Page) -> str:
    page.bring_to_front()
    said: str = page.evaluate("navigator.clipboard.readText()")
    return said


def open_frame(visit: Visit, host: str) -> Frame:
    visit.page.goto(host)
    frame = visit.page.frames[-1]
    frame.wait_for_selector(".js-plotly-plot .point", state="attached")
    return frame


@contextmanager
def hosted(address: str = "", *, code: str = "") -> Iterator[str]:
    """Serve another site's page, on another port, that shows an address in a frame without any permission."""
    frame = code or f'<iframe src="{html.escape(address)}" title="embedded" width="1000" height="800"></iframe>'
    body = f'<!doctype html><html lang="en"><title>Host</title><h1>Another site</h1>{frame}'.encode()

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *said: object) -> None:
            pass

    host = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=host.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{host.server_address[1]}"
    finally:
        host.shutdown()
        host.server_close()

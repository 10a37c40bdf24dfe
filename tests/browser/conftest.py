"""The real dashboard in a real browser."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROME = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 30_000
DRAWN = """() => {
  const find = (test_id) => [...document.querySelectorAll(`[data-testid="${test_id}"]`)];
  return document.querySelector("h1, h3")
    && find("stApp").some((app) => app.dataset.testScriptState === "notRunning")
    && !find("stSkeleton").length
    && (!find("stPlotlyChart").length || document.querySelector(".js-plotly-plot .point"));
}"""
"""What is still to be drawn has a skeleton, also after the script has run."""
expect.set_options(timeout=20_000)  # two slow cores, shared with the server


@dataclass
class Visit:
    """A page with what its browser complained about and whom else it asked."""

    page: Page
    base: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        """Open an address of the dashboard and wait until it is drawn."""
        self.page.goto(self.base + address)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the page has run and is drawn: title, widgets, charts and no more work."""
        self.page.wait_for_function(DRAWN, timeout=PATIENCE)

    def on_console(self, message: ConsoleMessage) -> None:
        # Streamlit's own client probes <page>/_stcore/ before /_stcore/.
        if message.type == "error" and "_stcore/" not in message.location.get("url", ""):
            self.errors.append(message.text)

    def on_request(self, request: Request) -> None:
        own = (self.base, self.base.replace("http", "ws"), "data:", "blob:")
        if not request.url.startswith(own):
            self.foreign.append(request.url)


@contextmanager
def served(**environment: str) -> Iterator[str]:
    """Start the dashboard as a reader's host does; yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.fileWatcherType", "none"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROME is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: install Debian's package chromium")
        # Only on a reader's own machine: there the rest of the suite is still worth running.
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROME, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(browser: Browser) -> Iterator[str]:
    with served() as base:
        yield base


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Page]:
    """Yield a tab that one test after the other uses: it has compiled Streamlit's scripts already."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def visit(browser: Browser, server: str, tab: Page) -> Iterator[Callable[..., Visit]]:
    """Return a function that makes a visitor of a server.

    The first of a test has been there before, unless the test is about first visits; others know nothing yet.
    """
    made: list[Visit] = []

    def make(base: str, *, width: int = 1366, is_first: bool = False) -> Visit:
        is_known = base == server and not is_first and not any(one.page is tab for one in made)
        visitor = Visit(tab if is_known else browser.new_context().new_page(), base)
        made.append(visitor)
        visitor.page.set_viewport_size({"width": width, "height": 900})
        visitor.page.set_default_timeout(PATIENCE)
        visitor.page.on("console", visitor.on_console)
        visitor.page.on("request", visitor.on_request)
        return visitor

    yield make
    for visitor in made:
        if visitor.page is tab:
            forget(visitor)
        else:
            visitor.page.context.close()


def forget(visitor: Visit) -> None:
    """Leave a tab as if nobody had used it."""
    page = visitor.page
    page.remove_listener("console", visitor.on_console)
    page.remove_listener("request", visitor.on_request)
    page.context.clear_permissions()
    page.goto(f"{visitor.base}/_stcore/health")  # the same origin, without a script
    page.evaluate("localStorage.clear(), sessionStorage.clear()")


def _wait_for(base: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{base}/_stcore/health", timeout=1)
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the dashboard did not start within 30 seconds")

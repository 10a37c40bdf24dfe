"""How long a page takes to redraw when a filter changes, against a bare Streamlit page with one cached Plotly chart.

Run from the top of the repository: ``python -m tests.benchmarks.pages``. Ends with 1 when a limit is broken.

Both are real servers with the same settings, and one Chromium drives them in turn, so that whatever else the machine
does meets both. On both sides a reader presses Enter on an option of a multiselect; the clock stops when the browser
has painted the last change to a chart of the page and has heard that the script is done. Two questions:

- kept: filters that were set before, so that all figures are kept;
- new: filters never set before, so that every figure is built; the bare page's chart is kept all the same.

The limit holds for both.

``--memory 3000`` reruns the pages so often with filters by chance, in sessions that come and go, and prints how large
the server is. ``--first-visit`` prints what a first visitor of the overview waits for.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, cast
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from pkcn_dashboard import load, text
from pkcn_dashboard.navigation import PAGES
from pkcn_dashboard.text.indicators import PUBLIC
from tests.benchmarks.reruns import Server, rerun_often
from tests.browser.conftest import CHROME, FLAGS

ROOT = Path(__file__).resolve().parents[2]
MOST_TIMES_THE_FLOOR = 3.0
MOST_GROWTH = 1.1
"""Of the server's memory, from after the first third of the reruns to the end."""
ADDED_FILTER = {"sector": text.FILTER_LABELS["sector"], "theme": text.FILTER_LABELS["theme"]}
ADDRESSES = {
    **{entry.id: entry.path for entry in PAGES.values() if entry.has_filters},
    **{
        f"{page_id}-figures": f"{page_id}?{urlencode({f'view-{page_id}': PUBLIC[f'view-{page_id}']['figures']})}"
        for page_id in ("sectors", "india")
    },
}
"""What is measured: every page with filters, and the views of figures."""
KEPT = ("theme", 2)
"""The filter that is set and taken away again and again: its parameter and which of its words."""

BARE = """
import plotly.graph_objects as go
import streamlit as st


@st.cache_resource
def chart(chosen):
    counts = [1 + (7 * row + 3 * len(chosen)) % 11 for row in range(12)]
    figure = go.Figure(go.Bar(orientation="h", x=counts, y=[f"Row {row}" for row in range(12)], text=counts))
    return figure.update_layout(height=400)


chosen = st.multiselect("Theme", [f"Option {letter}" for letter in "ABCDEFGHIJ"])
st.plotly_chart(chart(tuple(chosen)))
"""

WATCH = """
(() => {
  const watched = (window.watched = { pressed: 0, sent: 0, answered: 0, drawn: 0, ended: 0, bytes: 0 });
  const channel = new MessageChannel();
  let waiting = [];
  channel.port1.onmessage = () => { for (const name of waiting.splice(0)) watched[name] = performance.now(); };
  // After the next frame has been painted.
  const note = (name) => {
    waiting.push(name);
    if (waiting.length === 1) requestAnimationFrame(() => channel.port2.postMessage(0));
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === "Backspace")
      Object.assign(watched, { pressed: performance.now(), sent: 0, answered: 0, drawn: 0, ended: 0, bytes: 0 });
  }, true);
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", (event) => {
        watched.answered = performance.now();
        watched.bytes += event.data.byteLength ?? event.data.size ?? event.data.length;
      });
    }
    send(data) { watched.sent = performance.now(); super.send(data); }
  };
  new MutationObserver((changes) => {
    for (const { target, attributeName } of changes) {
      if (attributeName === "data-test-script-state") {
        if (target.dataset.testScriptState === "notRunning") note("ended");
      } else if ((target.nodeType === 1 ? target : target.parentElement)?.closest('[data-testid="stPlotlyChart"]'))
        note("drawn");
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
})();
"""
QUIET = """(quiet) => {
  const { sent, answered, drawn, ended } = window.watched;
  const isDone = document.querySelector('[data-test-script-state="notRunning"]');
  return sent && answered > sent && isDone && performance.now() - Math.max(answered, drawn, ended) > quiet;
}"""
QUIET_FOR = 400
"""Milliseconds without a change after which a page counts as drawn."""


class Round(NamedTuple):
    """One change of a filter, in milliseconds, and what the server sent for it.

    `total` is from the key to the last paint, `rerun` the same from when the browser asked the server (Streamlit's
    multiselect waits before it asks), `server` from there to the server's last word.
    """

    total: float
    rerun: float
    server: float
    kilobytes: float


class Timing(NamedTuple):
    """Rounds of a page and of the bare page beside it, with the charts the page has."""

    name: str
    charts: int
    ours: list[Round]
    floor: list[Round]

    @property
    def ratio(self) -> float:
        """Return how many times the bare page's time the page takes, without the wait that both have in common."""
        return _median(self.ours, "rerun") / _median(self.floor, "rerun")


class Seat:
    """A reader in front of one page."""

    def __init__(self, browser: Browser, address: str) -> None:
        context = browser.new_context(viewport={"width": 1366, "height": 900})
        context.add_init_script(WATCH)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(30_000)
        self.page.goto(address)
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        self.page.wait_for_timeout(1500)
        if self.page.locator(".st-key-filters").count():
            self.page.locator(".st-key-filters summary").click()
            self.page.wait_for_timeout(300)

    def add(self, label: str, option: str) -> Round:
        """Choose an option of a filter."""
        box = self.page.get_by_role("combobox", name=label)
        box.fill(option)
        self.page.get_by_role("option", name=option, exact=True).wait_for()
        return self._press(label, "Enter")

    def remove(self, label: str) -> Round:
        """Take the last option of a filter away."""
        return self._press(label, "Backspace")

    def charts(self) -> int:
        """Return how many charts are drawn."""
        return self.page.locator(".js-plotly-plot").count()

    def close(self) -> None:
        """Leave."""
        self.page.context.close()

    def _press(self, label: str, key: str) -> Round:
        box = self.page.get_by_role("combobox", name=label)
        box.press(key)
        seen = _settled(self.page, QUIET_FOR)
        box.press("Escape")  # else what is typed next doesn't open the list again
        last = max(seen["answered"], seen["drawn"], seen["ended"])
        return Round(last - seen["pressed"], last - seen["sent"], seen["answered"] - seen["sent"], seen["bytes"] / 1000)


def main() -> int:
    """Measure, print, and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, help="changes of a filter on each page (default: 15)")
    parser.add_argument("--pages", nargs="+", default=list(ADDRESSES), help="pages to measure (default: all)")
    parser.add_argument("--memory", type=int, default=0, metavar="RERUNS", help="measure memory instead")
    parser.add_argument("--first-visit", action="store_true", help="measure the first visit instead")
    arguments = parser.parse_args()
    if arguments.memory:
        with served(ROOT / "dashboard.py", ROOT) as server:
            return int(rerun_often(server, arguments.memory, seed=1) > MOST_GROWTH)
    with (
        tempfile.TemporaryDirectory() as folder,
        bare(Path(folder)) as floor,
        served(ROOT / "dashboard.py", ROOT) as ours,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROME, args=FLAGS)
        if arguments.first_visit:
            first_visit(browser, {"bare": floor, "overview": ours})
            return 0
        broken = False
        for name, measure in (("kept", measure_kept), ("new", measure_new)):
            timings = [measure(browser, ours, floor, page_id, arguments.rounds) for page_id in arguments.pages]
            broken |= report(name, timings)
    return int(broken)


def measure_kept(browser: Browser, ours: Server, floor: Server, page_id: str, rounds: int) -> Timing:
    """Set one filter and take it away again, on both sides in turn; the first rounds only warm up."""
    parameter, which = KEPT
    option = list(load.data().words.shown[parameter].values())[which]
    label = text.FILTER_LABELS[parameter]
    seats = Seat(browser, f"{ours.address}/{ADDRESSES[page_id]}"), Seat(browser, floor.address)
    taken: tuple[list[Round], list[Round]] = ([], [])
    for number in range(rounds + 4):
        for seat, one, given in zip(seats, (option, "Option C"), taken, strict=True):
            made = seat.remove(label) if number % 2 else seat.add(label, one)
            if number >= 4:
                given.append(made)
    return _timing(page_id, seats, taken)


def measure_new(browser: Browser, ours: Server, floor: Server, page_id: str, rounds: int) -> Timing:
    """Choose one option after another, in an order that no other page had, so that no filters come twice."""
    chance = random.Random(page_id)
    words = load.data().words
    options = [(label, one) for name, label in ADDED_FILTER.items() for one in words.shown[name].values()]
    options = chance.sample(options, min(len(options), rounds + 2))
    kept = text.FILTER_LABELS[KEPT[0]]
    seats = Seat(browser, f"{ours.address}/{ADDRESSES[page_id]}"), Seat(browser, floor.address)
    taken: tuple[list[Round], list[Round]] = ([], [])
    for number, (label, option) in enumerate(options):
        made = seats[0].add(label, option), seats[1].remove(kept) if number % 2 else seats[1].add(kept, "Option C")
        if number >= 2:
            taken[0].append(made[0])
            taken[1].append(made[1])
    return _timing(page_id, seats, taken)


def report(title: str, timings: Sequence[Timing]) -> bool:
    """Print a line a page; return whether the limit is broken."""
    heads = ("floor ms", "ours ms", "ratio", "with wait", "server", "floor's", "sent kB")
    print(f"\n{title}\n{'page':<12}{'charts':>7}" + "".join(f"{head:>10}" for head in heads))
    for timing in timings:
        ours, floor = timing.ours, timing.floor
        figures = [
            (_median(floor, "rerun"), 0),
            (_median(ours, "rerun"), 0),
            (timing.ratio, 2),
            (_median(ours, "total") / _median(floor, "total"), 2),
            (_median(ours, "server"), 0),
            (_median(floor, "server"), 0),
            (_median(ours, "kilobytes"), 0),
        ]
        cells = "".join(f"{figure:>10.{digits}f}" for figure, digits in figures)
        print(f"{timing.name:<16}{timing.charts:>7}{cells}", flush=True)
    print(f"at most {MOST_TIMES_THE_FLOOR} times the floor allowed for each page")
    return any(timing.ratio > MOST_TIMES_THE_FLOOR for timing in timings)


def first_visit(browser: Browser, servers: dict[str, Server]) -> None:
    """Print what a visitor with an empty cache downloads and waits for, one line a server; the median of five visits."""
    print(f"{'page':<12}{'ms':>8}{'kB received':>14}")
    for name, server in servers.items():
        visits = [_visit(browser, server.address) for _ in range(5)]
        print(f"{name:<12}{statistics.median(one for one, _ in visits):>8.0f}{visits[-1][1] / 1000:>14.0f}")


def _visit(browser: Browser, address: str) -> tuple[float, float]:
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    network = context.new_cdp_session(page)
    received: list[float] = []
    network.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    network.on(
        "Network.webSocketFrameReceived", lambda event: received.append(len(event["response"]["payloadData"]) * 0.75)
    )
    network.send("Network.enable")
    page.goto(address)
    seen = _settled(page, 1000)
    context.close()
    return max(seen["drawn"], seen["ended"]), sum(received)


def _settled(page: Page, quiet: int) -> dict[str, float]:
    """Wait until nothing changes any more; return what was watched."""
    for _ in range(600):
        # Asked from here: a page that forbids what isn't a file of its server can't be made to wait by itself.
        if page.evaluate(QUIET, quiet):
            return cast(dict[str, float], page.evaluate("window.watched"))
        page.wait_for_timeout(50)
    raise SystemExit(f"{page.url} is not drawn after 30 seconds: {page.evaluate('window.watched')}")


def _timing(page_id: str, seats: tuple[Seat, Seat], taken: tuple[list[Round], list[Round]]) -> Timing:
    charts = seats[0].charts()
    for seat in seats:
        seat.close()
    return Timing(page_id, charts, *taken)


def _median(rounds: Sequence[Round], name: str) -> float:
    return statistics.median(getattr(one, name) for one in rounds)


@contextmanager
def bare(folder: Path) -> Iterator[Server]:
    """Serve the bare page under the dashboard's settings."""
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    script = folder / "bare.py"
    script.write_text(BARE, encoding="utf-8")
    with served(script, folder) as server:
        yield server


@contextmanager
def served(script: Path, folder: Path) -> Iterator[Server]:
    """Run a script's server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.fileWatcherType", "none"]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield _when_up(Server(f"http://127.0.0.1:{port}", process.pid))
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def _when_up(server: Server) -> Server:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=1)
            return server
        except OSError:
            time.sleep(0.1)
    raise SystemExit("a server did not start within a minute")


if __name__ == "__main__":
    sys.exit(main())

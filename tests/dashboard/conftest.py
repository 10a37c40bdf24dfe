"""Small corpora as built tables, and a clean cache for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pkcn_dashboard import load, navigation
from tests.dashboard.corpus import CORPUS, Said, write_corpus

FRAME = Path(__file__).resolve().parents[2] / "src" / "pkcn_dashboard" / "frame.py"
Serve = Callable[..., Path]
"""What the fixture `serve` gives: a function that takes sentences and what is known of their article."""


@pytest.fixture(autouse=True)
def clean_cache() -> Iterator[None]:
    """Forget what other tests read."""
    st.cache_data.clear()
    load.clear()
    yield
    load.clear()


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Serve:
    """Write sentences as built tables and make them the dashboard's; return the folder."""

    def write(sentences: tuple[Said, ...] = CORPUS, **metadata: str | None) -> Path:
        write_corpus(tmp_path, sentences, **metadata)
        monkeypatch.setenv("PKCN_DATA", str(tmp_path))
        return tmp_path

    return write


def open_page(page_id: str, **parameters: str | list[str]) -> AppTest:
    """Open a page as the first one of a session."""
    app = AppTest.from_file(FRAME, default_timeout=30)
    for name, value in parameters.items():
        app.query_params[name] = value
    if not navigation.PAGES[page_id].is_first:
        app.switch_page(str(navigation.PAGES[page_id].file))
    app.run()
    assert not app.exception
    return app


def outside_share(app: AppTest, kind: str) -> list[Any]:
    """Return the elements of a kind that the page itself draws: what the Share button opens stands on every page."""
    shared = {id(element) for popover in app.get("popover") for element in popover.get(kind)}
    return [element for element in app.get(kind) if id(element) not in shared]

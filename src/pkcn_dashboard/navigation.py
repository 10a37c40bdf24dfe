"""The pages: file, title and section, once.

Pages have no icon: Streamlit would fetch it again from another host, for the browser's tab.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pkcn_dashboard import text

PAGES_FOLDER = Path(__file__).resolve().parents[2] / "pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """One page; its address is its id, except that the first page also answers at the root.

    A page that `is_filtered` has nothing to show when no sentence fits the filters; the others say so themselves, where
    it matters, and show what doesn't depend on it. Where a page `has_filters` not, they change nothing on it.
    """

    id: str
    section: str
    is_first: bool = False
    is_filtered: bool = True
    has_filters: bool = True

    @property
    def file(self) -> Path:
        """Return the page's script."""
        return PAGES_FOLDER / self.section / f"{self.id}.py"

    @property
    def path(self) -> str:
        """Return the page's address below the dashboard's own, without a slash before it."""
        return "" if self.is_first else self.id


PAGES: Mapping[str, PageEntry] = {
    entry.id: entry
    for entry in (
        PageEntry(id="overview", section="read", is_first=True),
        PageEntry(id="article", section="read", is_filtered=False),
        PageEntry(id="sectors", section="explore", is_filtered=False),
        PageEntry(id="themes", section="explore"),
        PageEntry(id="actors", section="explore"),
        PageEntry(id="statements", section="explore", is_filtered=False),
        PageEntry(id="india", section="compare", is_filtered=False),
        PageEntry(id="claims", section="compare", is_filtered=False),
        PageEntry(id="data", section="about", is_filtered=False),
        PageEntry(id="method", section="about", is_filtered=False, has_filters=False),
    )
}


@cache
def page(page_id: str) -> StreamlitPage:
    """Return a page for a link to it; made once, for Streamlit looks for the file each time one is made."""
    return _page(page_id)


def _page(page_id: str) -> StreamlitPage:
    """Return a page as Streamlit wants it."""
    entry = PAGES[page_id]
    return st.Page(
        entry.file,
        title=text.PAGE_TITLES[page_id],
        url_path=entry.path or None,
        default=entry.is_first,
        help=text.PAGE_HELP[page_id],
    )


def id_of(page: StreamlitPage) -> str:
    """Return the id of a page as Streamlit has it."""
    return next(entry.id for entry in PAGES.values() if entry.path == page.url_path)


def is_filtered(shown: StreamlitPage) -> bool:
    """Return whether the filters choose what a page shows."""
    return next(entry.is_filtered for entry in PAGES.values() if entry.path == shown.url_path)


def navigate(*, with_menu: bool = True) -> StreamlitPage:
    """Draw the menu and return the page that the address asks for."""
    sections: dict[str, list[StreamlitPage]] = {}
    for entry in PAGES.values():
        sections.setdefault(text.SECTIONS[entry.section], []).append(_page(entry.id))
    return st.navigation(sections, position="sidebar" if with_menu else "hidden")

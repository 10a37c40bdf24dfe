"""The public addresses of pages and of what they show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from pkcn_dashboard import head, navigation


def base() -> str:
    """Return the dashboard's own address without a slash at its end: as configured, else as the browser has it.

    Empty where neither is known. Inside another site's page the browser's address is still the dashboard's.
    """
    if configured := head.public_url():
        return configured
    here = (st.context.url or "").rstrip("/")
    paths = [entry.path for entry in navigation.PAGES.values() if entry.path]
    return next((here.removesuffix(f"/{path}") for path in paths if here.endswith(f"/{path}")), here)


def address(page_id: str, parameters: Mapping[str, Sequence[str]]) -> str:
    """Return the full address of a page with these parameters, in the order given."""
    query = urlencode([(name, value) for name, values in parameters.items() for value in values])
    return f"{base()}/{navigation.PAGES[page_id].path}" + (f"?{query}" if query else "")

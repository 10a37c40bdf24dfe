"""How an address is written, and which one may be linked to. No Streamlit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlencode

_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def query(parameters: Iterable[tuple[str, str]]) -> str:
    """Return parameters as they stand in an address; a colon, which is in every id, stays readable."""
    return urlencode(list(parameters), safe=":")


def web_address(url: object) -> str | None:
    """Return an address that may be linked to: none but http and https, without white space."""
    return url if isinstance(url, str) and _WEB.fullmatch(url) else None

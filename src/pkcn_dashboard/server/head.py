"""What our pages add to Streamlit's: language, title, description, and one script with its words. No Streamlit."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pkcn_dashboard.text import PRODUCT
from pkcn_dashboard.text.share import DESCRIPTION, SCRIPT, SHORTCUTS
from pkcn_data.errors import PkcnError

PUBLIC_URL = "PKCN_PUBLIC_URL"
"""The environment variable with the address at which readers reach the dashboard, where a browser can't tell it."""
LANGUAGE = "en"
EMBED_HEIGHT = 620
"""Pixels that embed code gives a chart."""
_SCRIPT_FILE = Path(__file__).parent / "static" / "page.js"
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class AddressError(PkcnError):
    """The public address that is configured is none."""


def public_url() -> str:
    """Return the configured public address without a slash at its end, empty without one; raises `AddressError`."""
    given = os.environ.get(PUBLIC_URL, "").strip()
    if not given:
        return ""
    if not _is_base(given):
        raise AddressError(
            f"{PUBLIC_URL} is {given!r}, which is no public address; "
            "give one such as https://example.org/dashboard, without ? and #, or unset it"
        )
    return given.rstrip("/")


@cache
def script() -> bytes:
    """Return the script that every page loads."""
    return _SCRIPT_FILE.read_bytes()


@cache
def script_path() -> str:
    """Return the script's address below the dashboard's own; it changes with the script, so that browsers keep it."""
    return f"pkcn/page.{hashlib.sha256(script()).hexdigest()[:12]}.js"


def rewrite(page: str, *, public: str, pages: Sequence[str]) -> str:
    """Return Streamlit's page with our language, title, description, script and its settings; `pages` are addresses."""
    given = {"public": public, "pages": list(pages), "words": SCRIPT, "shortcuts": SHORTCUTS}
    settings = json.dumps(given | {"embedHeight": EMBED_HEIGHT}, ensure_ascii=False)
    ours = (
        f"<title>{html.escape(PRODUCT)}</title>"
        f'<meta name="description" content="{html.escape(DESCRIPTION)}" />'
        f'<meta name="pkcn" content="{html.escape(settings)}" />'
        # Relative as Streamlit's own files, so that it is found behind any prefix.
        f'<script src="./{script_path()}" defer></script>'
    )
    page = re.sub(r"<title>.*?</title>", lambda _: ours, page, count=1, flags=re.DOTALL)
    return re.sub(r"<html\b[^>]*>", f'<html lang="{LANGUAGE}">', page, count=1)


def inline_hashes(page: str) -> list[str]:
    """Return the hashes by which a content security policy names the scripts written into a page."""
    digests = (hashlib.sha256(one.encode()).digest() for one in _INLINE_SCRIPT.findall(page))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def _is_base(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and not (parts.query or parts.fragment or parts.username)
            and parts.port != 0
            and not re.search(r"[\s<>\"'\\]", address)
        )
    except ValueError:
        return False

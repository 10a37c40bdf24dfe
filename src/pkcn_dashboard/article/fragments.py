"""Addresses that open a publisher's page at a sentence: text fragments (`#:~:text=`). No Streamlit."""

from __future__ import annotations

import re
from urllib.parse import quote, urldefrag

from pkcn_dashboard.addresses import web_address

WORDS = 4
"""Words of the beginning and of the end of a sentence that name it, where they stand nowhere before it."""

_WORD = re.compile(r"\w(?:\S*\w)?")


def at_sentence(url: object, body: str, start: int, end: int) -> str | None:
    """Return the address of the passage `body[start:end]` in the page at `url`; None where there is none to give.

    A browser goes to the first text that begins with the first words and ends with the last, in any case of letters
    and on any line, so as many words are given as it takes to find no passage before.
    """
    page = web_address(url)
    words = [match.span() for match in _WORD.finditer(body, start, end)]
    if page is None or not words:
        return None
    first, last = words[0][0], words[-1][1]
    folded = body.lower()
    if len(folded) != len(body):
        folded = body
    opening = next((stop for _, stop in words[WORDS - 1 :] if folded.find(folded[first:stop]) == first), last)
    closing = next(
        (at for at, _ in words[-WORDS::-1] if at > opening and folded.find(folded[at:last], opening) == at), None
    )
    parts = [body[first:last]] if closing is None else [body[first:opening], body[closing:last]]
    return f"{urldefrag(page).url}#:~:text={','.join(_encoded(part) for part in parts)}"


def _encoded(words: str) -> str:
    """Encode what stands in a text directive: there the dash and the comma have a meaning of their own."""
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")

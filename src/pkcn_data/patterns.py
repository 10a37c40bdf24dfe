"""The little language that the codebook's terms are written in.

| written              | matches                                                                     |
|----------------------|-----------------------------------------------------------------------------|
| ``data centre``      | these words, any case, the last one also in its regular plural               |
| ``IT sector``        | a word that holds capitals only is matched in capitals ("it" is not ``IT``)  |
| ``creat+ jobs``      | ``+``: every regular inflection of the word (create, creates, creating, …)   |
| ``digiti*``          | ``*``: every word that begins so                                             |
| ``creat+ ... jobs``  | ``...``: up to four words in between, inside one sentence; ``..7`` up to seven |

A hyphen is a space: ``e-commerce`` also finds "e commerce". Apostrophes are written straight.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_][\w'&./]*[+*]?|&|\$|%")
_GAP = re.compile(r"\.\.(\.|\d{1,2})")


def term_parts(term: str) -> list[str]:
    """Split a written term into its words and gaps."""
    return term.replace("-", " ").split()


def check_term(term: str) -> str:
    """Return the term, or raise ValueError that says what is wrong with how it is written."""
    parts = term_parts(term)
    if not parts or _GAP.fullmatch(parts[0]) or _GAP.fullmatch(parts[-1]):
        raise ValueError(f"{term!r} begins or ends with a gap; a term begins and ends with a word")
    for part in parts:
        if _GAP.fullmatch(part):
            continue
        if not _WORD.fullmatch(part):
            raise ValueError(f"{term!r}: {part!r} is neither a word, word+, prefix* nor a gap (... or ..7)")
        if part[-1] == "*" and len(part) < 4:
            raise ValueError(f"{term!r}: {part!r} is too short; at least three letters stand before *")
    return term

"""Citations of one statement and of the data set: as text, BibTeX and CSL-JSON. No Streamlit.

Cited with a statement is the article, with the place of the sentence in it, who speaks, and by which codebook it was coded. An
author is kept as the byline has it: cutting names into first and last goes wrong where family names come first.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from pkcn_dashboard.text import MONTHS, UNTITLED
from pkcn_dashboard.text import data as say
from pkcn_dashboard.text.statements import CITED_CODEBOOK, CITED_NO_DATE, CITED_PLACE
from pkcn_data.datapackage import NAME
from pkcn_data.version import VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One statement with what a citation says of it; what the article doesn't give is None.

    `published` is an ISO date, `about` the code with tone and kind in words, `address` the statement's own, empty where
    the dashboard doesn't know where it is reached.
    """

    statement_id: str
    title: str | None
    author: str | None
    outlet: str | None
    published: str | None
    url: str | None
    language: str
    position: int
    speaker: str
    about: str
    codebook_version: str
    address: str


def as_text(cited: Cited) -> str:
    """Return the citation in the manner of APA: author, date, title, outlet, address, place, codebook, our address."""
    title = _line(cited.title) or UNTITLED
    author = _line(cited.author)
    date = f"({_apa_date(cited.published)})"
    opening = [f"{_ended(author)} {date}.", _ended(title)] if author else [_ended(title), f"{date}."]
    parts = [*opening, _ended(_line(cited.outlet)), _line(cited.url), _note(cited)]
    return " ".join(part for part in parts if part)


def as_bibtex(cited: Cited) -> str:
    """Return the citation as an entry for BibTeX, in its own escapes; letters of any script stay as they are."""
    year, month, day = _date(cited.published)
    note = [f"{MONTHS[month - 1]} {day}."] if year else []
    fields = {
        "author": _literal(cited.author),
        "title": _literal(_line(cited.title) or UNTITLED),
        "howpublished": _braced(cited.outlet),
        "year": f"{{{year}}}" if year else "",
        "month": MONTHS[month - 1][:3].lower() if year else "",
        "url": f"{{{_bare(cited.url or cited.address)}}}" if cited.url or cited.address else "",
        "language": _braced(cited.language),
        "note": _braced(" ".join([*note, _note(cited)])),
    }
    return _entry(cited.statement_id, fields)


def as_csl_json(cited: Cited) -> str:
    """Return the citation as CSL-JSON: a list of one item, as reference managers import it."""
    year, month, day = _date(cited.published)
    item = {
        "id": cited.statement_id,
        "type": "article-newspaper",
        "title": _line(cited.title) or UNTITLED,
        "author": [{"literal": author}] if (author := _line(cited.author)) else None,
        "container-title": _line(cited.outlet),
        "issued": {"date-parts": [[year, month, day]]} if year else None,
        "URL": cited.url or cited.address,
        "language": cited.language,
        "note": _note(cited),
    }
    return _csl(item)


def data_as_text(codebook_version: str, home: str) -> str:
    """Return the citation of the data set; `home` is the dashboard's address, empty where it isn't known."""
    said = say.CITATION.format(
        author=say.AUTHOR, year=say.YEAR, title=say.DATA_SET, version=VERSION, codebook=codebook_version
    )
    return said + (say.CITATION_URL.format(url=home) if home else "")


def data_as_bibtex(codebook_version: str, home: str) -> str:
    """Return the citation of the data set as an entry for BibTeX."""
    fields = {
        "author": _literal(say.AUTHOR),
        "title": _literal(say.DATA_SET),
        "year": f"{{{say.YEAR}}}",
        "version": _braced(VERSION),
        "url": f"{{{_bare(home)}}}" if home else "",
        "note": _braced(say.CITATION_NOTE.format(codebook=codebook_version)),
    }
    return _entry(NAME, fields)


def data_as_csl_json(codebook_version: str, home: str) -> str:
    """Return the citation of the data set as CSL-JSON."""
    item = {
        "id": NAME,
        "type": "dataset",
        "title": say.DATA_SET,
        "author": [{"literal": say.AUTHOR}],
        "issued": {"date-parts": [[say.YEAR]]},
        "version": VERSION,
        "URL": home,
        "note": say.CITATION_NOTE.format(codebook=codebook_version),
    }
    return _csl(item)


def _csl(item: Mapping[str, Any]) -> str:
    """Return an item with what is known of it, in the list that reference managers import."""
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2) + "\n"


def _note(cited: Cited) -> str:
    """Return what a citation of an article has no place for: the statement, the codebook, our address."""
    place = CITED_PLACE.format(position=cited.position, speaker=_line(cited.speaker), about=_line(cited.about))
    return " ".join(filter(None, [place, CITED_CODEBOOK.format(version=cited.codebook_version), cited.address]))


def _apa_date(published: str | None) -> str:
    year, month, day = _date(published)
    return f"{year}, {MONTHS[month - 1]} {day}" if year else CITED_NO_DATE


def _date(published: str | None) -> tuple[int, int, int]:
    """Return year, month and day; noughts where the day is not known."""
    if not published:
        return 0, 0, 0
    year, month, day = published.split("-")
    return int(year), int(month), int(day)


def _line(text: str | None) -> str:
    """Return text on one line, without control characters."""
    shown = "".join(" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in text or "")
    return " ".join(shown.split())


def _ended(text: str) -> str:
    """Return text with a full stop, unless it ends as a sentence does."""
    return text if not text or text.rstrip("”’\"'»)")[-1:] in (".", "!", "?", "…") else f"{text}."


# --- BibTeX -----------------------------------------------------------------------------------------------------------
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces whether they are escaped or not, so none may stand there alone
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    **{one: f"\\{one}" for one in "&%$#_"},
}


def _entry(one: str, fields: Mapping[str, str]) -> str:
    """Return an entry with the fields that have a value."""
    lines = [f"  {name} = {value}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{_key(one)},", *lines, "}", ""])


def _braced(text: str | None) -> str:
    """Return text as the value of a field, empty where there is none."""
    line = "".join(_ESCAPES.get(one, one) for one in _line(text))
    return f"{{{line}}}" if line else ""


def _literal(text: str | None) -> str:
    """Return text that BibTeX neither takes apart as names nor puts into small letters."""
    braced = _braced(text)
    return f"{{{braced}}}" if braced else ""


def _bare(url: str) -> str:
    """Return an address with all encoded that a URL may not hold; a field `url` is taken as it stands."""
    return quote(url, safe=";/?:@&=+$,-_.!~*'()#%[]")


def _key(statement_id: str) -> str:
    """Return a key that every BibTeX takes: ASCII letters, digits, `-`, `_` and `:`."""
    return re.sub(r"[^A-Za-z0-9:_-]", lambda found: f"u{ord(found[0]):x}", statement_id)

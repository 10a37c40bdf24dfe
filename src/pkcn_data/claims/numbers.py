"""The ledger of an article: every number, order and date of its text, each once, whether anything checks it or not.

Quantities are taken as they were coded; a scan of what lies between them finds the rest, so that every digit of the
body stands in exactly one row. It needs no claims and works for any coded article.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import month_abbr, month_name
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from pkcn_data.model import NumberKind
from pkcn_data.rows import Row
from pkcn_data.schema import NUMBERS, QUANTITIES, SENTENCES
from pkcn_data.tables import Tables, frame_rows, to_frame

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_SCALES = {"hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9, "trillion": 1e12}
_MORE = {"dozen": 12.0, "half": 0.5}
_VALUES: Mapping[str, float] = {
    **{word: float(value) for value, word in enumerate(_UNITS)},
    **{word: 10.0 * value for value, word in enumerate(_TENS, start=2)},
    **_MORE,
    **_SCALES,
}
_ORDERS: Mapping[str, float] = {word: float(value) for value, word in enumerate(_ORDINALS)}

_MONTHS = {name.lower(): number for names in (month_name, month_abbr) for number, name in enumerate(names) if name} | {
    "sept": 9
}
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_WORD = "|".join([*_VALUES, *(f"{word}s" for word in _SCALES), "dozens"])
_SCAN = re.compile(
    rf"""
    (?P<date>
        \b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d\b
      | \b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?(?:\s+(?:19|20)\d\d\b|\b)
      | \b{_MONTH}\s+(?:19|20)\d\d\b
      | \b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b
      | \b(?:19|20)\d\d-\d\d-\d\d\b
      | \b(?:FY)?(?:19|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?\b(?![.,]?\d|%)
      | \b\d{{1,2}}[:.]\d\d\s?(?:a\.?m\b|p\.?m\b)
      | \b\d{{1,2}}:\d\d\b
    )
  | (?P<ordinal> \b\d+(?:st|nd|rd|th)\b | \b(?:{"|".join(_ORDINALS)})\b )
  | (?P<token> \S*\d\S* )
  | (?P<word> \b(?:{_WORD})\b (?:[\s-](?:and\s)?(?:{_WORD})\b)* )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PLAIN = re.compile(r"\d+(?:,\d{2,3})*(?:\.\d+)?")

_WHY_NOT: Mapping[NumberKind, str] = {
    "quantity": "No claim holds this quantity against a figure.",
    "ordinal": "It gives a place in an order, which no claim takes up.",
    "date": "It gives a time, which no claim takes up.",
    "number": "No claim holds this number against a figure.",
    "name": "It is part of a name and counts nothing.",
}


class _Item(NamedTuple):
    """One number of a text, before it is a row; offsets are those of the body."""

    kind: NumberKind
    start: int
    end: int
    value: float | None
    quantity: Row | None = None


def article_numbers(tables: Tables) -> pd.DataFrame:
    """Return the ledger of every article of the tables, also of those that have no claims, as rows of `numbers`."""
    rows = number_rows(frame_rows(SENTENCES, tables.sentences), frame_rows(QUANTITIES, tables.quantities), tables.texts)
    return to_frame(NUMBERS, rows)


def number_rows(sentences: Iterable[Row], quantities: Iterable[Row], texts: Mapping[str, str]) -> list[Row]:
    """Return the ledger as rows, in text order; nothing is checked yet, and each row says so."""
    counted: defaultdict[str, list[Row]] = defaultdict(list)
    for row in quantities:
        counted[row["sentence_id"]].append(row)
    return [
        _row(sentence, texts[sentence["article_id"]], position, item)
        for sentence in sentences
        for position, item in enumerate(
            _items(texts[sentence["article_id"]], sentence, counted[sentence["sentence_id"]]), start=1
        )
    ]


def _row(sentence: Row, text: str, position: int, item: _Item) -> Row:
    quantity = item.quantity or {}
    return {
        "number_id": f"{sentence['sentence_id']}:n{position:02d}",
        "sentence_id": sentence["sentence_id"],
        "article_id": sentence["article_id"],
        "kind": item.kind,
        "value": item.value,
        "unit_text": quantity.get("unit_text"),
        "approximate": quantity.get("approximate", False),
        "start": item.start,
        "end": item.end,
        "surface": text[item.start : item.end],
        "quantity_id": quantity.get("quantity_id"),
        "checked_by": [],
        "why_not": _WHY_NOT[item.kind],
    }


def _items(text: str, sentence: Row, quantities: Sequence[Row]) -> list[_Item]:
    """Return the numbers of a sentence: its quantities, and what the gaps between them hold."""
    ordered = sorted(quantities, key=lambda row: row["start"])
    items = [_Item("quantity", row["start"], row["end"], row["value"], row) for row in ordered]
    bounds = [sentence["start"], *(bound for row in ordered for bound in (row["start"], row["end"])), sentence["end"]]
    for start, end in list(pairwise(bounds))[::2]:
        items.extend(_scanned(text[start:end], start))
    return sorted(items, key=lambda item: item.start)


def _scanned(text: str, offset: int) -> Iterator[_Item]:
    # Digits of other scripts are digits too; what the patterns read are their ASCII forms, of the same length.
    plain = "".join(str(unicodedata.digit(one)) if one.isdecimal() else one for one in text)
    for found in _SCAN.finditer(plain):
        kind, start, end = str(found.lastgroup), found.start(), found.end()
        words = found.group()
        if kind == "token":
            yield from _token(words, offset + start)
        elif kind == "word":
            yield _Item("number", offset + start, offset + end, _said(words))
        elif kind == "ordinal":
            yield _Item("ordinal", offset + start, offset + end, _order(words))
        else:
            year = _YEAR.search(words)
            yield _Item("date", offset + start, offset + end, float(year.group()) if year else None)


def _token(words: str, offset: int) -> Iterator[_Item]:
    """Read a run of characters with digits in it, without the marks around it."""
    first = next(index for index, one in enumerate(words) if one.isalnum())
    last = next(index for index in range(len(words), 0, -1) if words[index - 1].isalnum())
    core = words[first:last]
    if not any(one.isalpha() for one in core):
        value = float(core.replace(",", "")) if _PLAIN.fullmatch(core) else None
        yield _Item("number", offset + first, offset + last, value)
    else:
        yield _Item("name", offset + first, offset + last, None)


def _order(words: str) -> float:
    digits = re.match(r"\d+", words)
    return float(digits.group()) if digits else _ORDERS[words.lower()]


def _said(words: str) -> float | None:
    """Return the value of number words ("two hundred and fifty"); none of "dozens", which tells no number."""
    total = current = 0.0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in _SCALES:
            current = (current or 1.0) * _SCALES[word]
            if current >= 1000:
                total, current = total + current, 0.0
        elif word in _VALUES:
            current += _VALUES[word]
        elif word != "and":
            return None
    return total + current

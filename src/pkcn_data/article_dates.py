"""Dates in the forms that newspapers print."""

from __future__ import annotations

import re
from datetime import date

_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year{0}>(?:19|20)\d\d)"

_END = r"(?!\d(?!\d?:\d\d))"  # no digit, but the hour of a page that runs "2024" and "2:15" together

DATE = re.compile(
    rf"\b(?:{_MONTH.format(1)}\s*{_DAY.format(1)}\s*,?\s*{_YEAR.format(1)}"
    rf"|{_DAY.format(2)}(?:\s+of)?[\s,-]*{_MONTH.format(2)}[\s,-]*{_YEAR.format(2)}"
    rf"|{_YEAR.format(3)}(?P<separator>[-/.])(?P<month3>\d{{1,2}})(?P=separator)(?P<day3>\d{{1,2}})(?:T[\d:.+Z-]+)?"
    rf"|(?P<day4>\d{{1,2}})(?P<separator4>[-/.])(?P<month4>\d{{1,2}})(?P=separator4){_YEAR.format(4)}){_END}",
    re.IGNORECASE,
)


def read_date(match: re.Match[str]) -> str | None:
    """Return the ISO date of a match of `DATE`, or None where there is no such day.

    In 7/22/2024 the month is the number up to 12; where both are, the day comes first, as in Pakistan and Britain.
    """
    form = next(number for number in "1234" if match[f"year{number}"])
    month, day = match[f"month{form}"], int(match[f"day{form}"])
    number = int(month) if month.isdigit() else _MONTH_NAMES.index(month[:3].lower()) + 1
    if form == "4" and number > 12:
        number, day = day, number
    try:
        return date(int(match[f"year{form}"]), number, day).isoformat()
    except ValueError:
        return None


def find_date(text: str) -> str | None:
    """Return the first date of a text as ISO date."""
    for match in DATE.finditer(text):
        iso = read_date(match)
        if iso is not None:
            return iso
    return None

"""The World Bank's API, version 2: one series for some countries, page by page, or an error in one line.

Form of an answer: ``[{"page": 1, "pages": 2, "per_page": …, "total": …, "lastupdated": …}, [observation, …]]``; of the
API's own errors, which come with status 200: ``[{"message": [{"id": …, "key": …, "value": …}]}]``.
"""

from __future__ import annotations

import json
import math
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import httpx

from pkcn_data.errors import FetchError
from pkcn_data.version import VERSION

BASE = "https://api.worldbank.org/v2"
PER_PAGE = 1000
TIMEOUT = 30.0
ATTEMPTS = 4
LONGEST_PAUSE = 60.0
_MOST_PAGES = 200
_PASSING = {408, 429, 500, 502, 503, 504}
"""Statuses that a later attempt may not meet."""

Wait: TypeAlias = Callable[[float], object]


@dataclass(frozen=True, slots=True)
class FetchedSeries:
    """A series as the API gives it now. `countries` are those it speaks of, be it only to say that nothing is known."""

    name: str
    unit: str
    updated: str
    countries: AbstractSet[str]
    values: Mapping[tuple[str, int], float]


class _Page(NamedTuple):
    page: int
    pages: int
    total: int
    updated: str
    rows: Sequence[Any]


@dataclass(slots=True)
class _Reading:
    """What has been read of a series so far."""

    code: str
    asked: AbstractSet[str]
    names: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    years: set[tuple[str, int]] = field(default_factory=set)
    values: dict[tuple[str, int], float] = field(default_factory=dict)


def open_client(*, timeout: float = TIMEOUT) -> httpx.Client:
    """Return a client for `fetch_series`; close it, or use it in a `with`."""
    headers = {"Accept": "application/json", "User-Agent": f"pkcn-data/{VERSION}"}
    return httpx.Client(timeout=timeout, headers=headers, follow_redirects=True)


def fetch_series(
    client: httpx.Client,
    code: str,
    countries: Sequence[str],
    years: tuple[int, int],
    *,
    base: str = BASE,
    per_page: int = PER_PAGE,
    wait: Wait = time.sleep,
) -> FetchedSeries:
    """Fetch all pages of one series; raises `FetchError` for whatever is not a complete answer."""
    url = f"{base.rstrip('/')}/country/{';'.join(countries)}/indicator/{code}"
    reading = _Reading(code, frozenset(countries))
    count, updated = 0, ""
    for page in _pages(client, url, {"date": f"{years[0]}:{years[1]}", "per_page": per_page}, wait):
        for row in page.rows:
            _take(reading, row, url)
        count, updated = count + len(page.rows), page.updated
    if len(reading.names) != 1 or len(reading.units) != 1:
        said = ", ".join(sorted(reading.names | reading.units))
        raise FetchError(f"{url}: the name or the unit changes within the series ({_short(said)})")
    inside = {key: value for key, value in reading.values.items() if years[0] <= key[1] <= years[1]}
    return FetchedSeries(reading.names.pop(), reading.units.pop(), updated, reading.countries, inside)


def _pages(client: httpx.Client, url: str, options: Mapping[str, Any], wait: Wait) -> Iterator[_Page]:
    number, pages, seen = 1, 1, 0
    while number <= pages:
        page = _page(_get(client, url, {"format": "json", **options, "page": number}, wait), url)
        if page.page != number or (number > 1 and page.pages != pages) or page.pages > _MOST_PAGES:
            raise FetchError(f"{url}: asked for page {number}, the answer is page {page.page} of {page.pages}")
        if not page.rows:
            what = "holds nothing; the series is gone or has moved" if page.total == 0 else f"page {number} is empty"
            raise FetchError(f"{url}: {what}")
        yield page
        number, pages, seen = number + 1, page.pages, seen + len(page.rows)
    if seen != page.total:
        raise FetchError(f"{url}: {seen} observations came, {page.total} were announced")


def _get(client: httpx.Client, url: str, options: Mapping[str, Any], wait: Wait) -> httpx.Response:
    """Ask until there is an answer, with pauses that grow; what a later attempt can't mend is an error at once."""
    reason, pause = "", 0.0
    for attempt in range(ATTEMPTS):
        if attempt:
            wait(min(max(pause, 2.0 ** (attempt - 1)), LONGEST_PAUSE))
        pause = 0.0
        try:
            response = client.get(url, params=dict(options))
        except httpx.TimeoutException:
            reason = "does not answer in time"
        except httpx.TransportError as error:
            reason = f"cannot be reached ({_short(error) or type(error).__name__})"
        except (httpx.RequestError, httpx.InvalidURL, UnicodeError) as error:
            raise FetchError(f"{url}: cannot be read ({_short(error)})") from error
        else:
            if response.status_code == httpx.codes.OK:
                return response
            reason = f"answers {response.status_code} {response.reason_phrase}".rstrip()
            if response.status_code not in _PASSING:
                raise FetchError(f"{url}: {reason}")
            pause = _asked_pause(response)
    raise FetchError(f"{url}: {reason}, {ATTEMPTS} times; try again later")


def _asked_pause(response: httpx.Response) -> float:
    text = response.headers.get("Retry-After", "")
    return float(text) if re.fullmatch(r"\d{1,6}", text) else 0.0


def _page(response: httpx.Response, url: str) -> _Page:
    try:
        data = json.loads(response.content)
    except (ValueError, RecursionError) as error:
        raise FetchError(f"{url}: the answer is not JSON") from error
    if isinstance(data, list) and data and isinstance(data[0], dict) and "message" in data[0]:
        raise FetchError(f"{url}: the API says: {_short(_message(data[0]['message']))}")
    try:
        head, rows = data
        page = _Page(
            int(head["page"]), int(head["pages"]), int(head["total"]), str(head["lastupdated"] or ""), rows or []
        )
    except (ValueError, TypeError, KeyError) as error:
        raise FetchError(f"{url}: the answer is no page of observations; has the API changed?") from error
    if not isinstance(page.rows, list):
        raise FetchError(f"{url}: the answer is no page of observations; has the API changed?")
    return page


def _message(messages: Any) -> str:
    if not isinstance(messages, list):
        return str(messages)
    parts = [
        [str(one[key]) for key in ("id", "key", "value") if key in one] for one in messages if isinstance(one, dict)
    ]
    return "; ".join(" ".join(part) for part in parts) or "nothing"


def _take(reading: _Reading, row: Any, url: str) -> None:
    """Add one observation to what has been read."""
    try:
        code, name, unit = row["indicator"]["id"], str(row["indicator"]["value"]), str(row.get("unit") or "")
        country, year, value = row["countryiso3code"], row["date"], row["value"]
    except (TypeError, KeyError, AttributeError) as error:
        raise FetchError(f"{url}: {_short(row)} is no observation; has the API changed?") from error
    if code != reading.code or country not in reading.asked:
        raise FetchError(f"{url}: an observation of {_short(code)} for {_short(country)} came, which was not asked for")
    if not isinstance(year, str) or not re.fullmatch(r"\d{4}", year, re.ASCII):
        raise FetchError(f"{url}: {_short(year)} is no year")
    key = (country, int(year))
    if key in reading.years:
        raise FetchError(f"{url}: {country} {year} came twice")
    reading.years.add(key)
    reading.names.add(name)
    reading.units.add(unit)
    reading.countries.add(country)
    if value is None:
        return
    if type(value) not in (int, float) or not math.isfinite(value):
        raise FetchError(f"{url}: {_short(value)} for {country} {year} is no number")
    reading.values[key] = float(value)


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 160 else f"{text[:159]}…"

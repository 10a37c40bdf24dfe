"""Fetch the series anew, say what is other than in the snapshot, and replace it. The dashboard never calls this."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypeAlias

from pkcn_data.errors import FetchError
from pkcn_data.figures.build import figure_rows, write_figures
from pkcn_data.figures.source import Source, read_source, with_values
from pkcn_data.figures.worldbank import BASE, PER_PAGE, TIMEOUT, FetchedSeries, Wait, fetch_series, open_client
from pkcn_data.rows import Row, Rows

SHOWN = 10
"""How many single changes a report lists."""

MOST_TIMES = 10
"""By how many times the middle value of a series may change before the unit is in doubt."""

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called before each series with its number from 1, how many there are, and its code."""

_Key: TypeAlias = tuple[str, str, int]


class Change(NamedTuple):
    """A value that is not what it was; missing where there was or is none."""

    indicator: str
    country: str
    year: int
    old: float | None
    new: float | None

    @property
    def relative(self) -> float:
        """Return by how much the value changed, as a share of the old one."""
        if self.old is None or self.new is None or self.old == 0:
            return float("inf")
        return (self.new - self.old) / abs(self.old)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refresh:
    """What was fetched, ready to be written, and how it differs from the snapshot."""

    source: Source
    folder: Path | None
    new: Sequence[Change]
    changed: Sequence[Change]
    within: Sequence[Change]  # changed, but within the tolerance
    gone: Sequence[Change]
    same: int
    tolerance: float

    def write(self) -> Rows:
        """Check and write; raises `TableError` and leaves the snapshot as it was where something is wrong."""
        return write_figures(self.source, self.folder)


def fetch_figures(
    folder: Path | None = None,
    *,
    base: str = BASE,
    first_year: int | None = None,
    tolerance: float = 0.001,
    allow_gone: bool = False,
    timeout: float = TIMEOUT,
    per_page: int = PER_PAGE,
    today: date | None = None,
    wait: Wait = time.sleep,
    progress: Progress = lambda number, total, code: None,
) -> Refresh:
    """Fetch every series of the snapshot and compare; nothing is written.

    `tolerance` is a share of the old value. With `allow_gone` a series or a country may have lost all its values.
    Raises `FetchError` in one line, or `TableError` where the snapshot can't be read.
    """
    today = today or date.today()
    source = read_source(folder / "source" if folder else None)
    years = (first_year or min((row["year"] for row in source.values), default=2000), today.year)
    codes = [row["indicator"] for row in source.series]
    fetched: dict[str, FetchedSeries] = {}
    with open_client(timeout=timeout) as client:
        for number, code in enumerate(codes, start=1):
            progress(number, len(codes), code)
            fetched[code] = fetch_series(
                client, code, source.declared.countries, years, base=base, per_page=per_page, wait=wait
            )
    for row in source.series:
        _check_same_series(row, fetched[row["indicator"]], source, allow_gone=allow_gone)
    values = _values(fetched)
    _check_same_scale(source.values, values)
    anew = with_values(source, values, _sources(source, fetched, today))
    figure_rows(anew)  # what can't be built is said before anyone is asked
    return _compared(source, anew, folder, tolerance)


def report(refresh: Refresh) -> Iterator[str]:
    """Yield the lines that say what is other than in the snapshot."""
    groups = {
        "new": refresh.new,
        "changed": refresh.changed,
        f"within {refresh.tolerance * 100:.4g}%": refresh.within,
        "gone": refresh.gone,
    }
    yield f"{'series':<20}" + "".join(f"{name:>14}" for name in groups)
    for row in refresh.source.series:
        counts = [sum(one.indicator == row["indicator"] for one in group) for group in groups.values()]
        if any(counts):
            yield f"{row['indicator']:<20}" + "".join(f"{count:>14}" for count in counts)
    yield f"{'all':<20}" + "".join(f"{len(group):>14}" for group in groups.values())
    yield f"{refresh.same} values are as they were"
    largest = sorted(refresh.changed, key=lambda one: -abs(one.relative))
    yield from _listed("largest changes", largest)
    yield from _listed("gone", refresh.gone)


def _listed(title: str, changes: Sequence[Change]) -> Iterator[str]:
    if not changes:
        return
    yield f"{title}:"
    for one in changes[:SHOWN]:
        old, new = ("missing" if value is None else f"{value:.15g}" for value in (one.old, one.new))
        share = f" ({one.relative:+.1%})" if abs(one.relative) < float("inf") else ""
        yield f"  {one.indicator} {one.country} {one.year}: {old} -> {new}{share}"
    if len(changes) > SHOWN:
        yield f"  and {len(changes) - SHOWN} more"


def _check_same_series(row: Row, fetched: FetchedSeries, source: Source, *, allow_gone: bool) -> None:
    """Raise `FetchError` where name, unit or countries are other than those of the snapshot."""
    code = row["indicator"]
    if _plain(fetched.name) != _plain(row["name"]):
        raise FetchError(
            f"{code}: is now called {fetched.name!r}, in the snapshot {row['name']!r}; if it still measures the same in "
            "the same unit, write the new name into source/wdi_indicators.csv and refresh again"
        )
    if fetched.unit and _plain(fetched.unit) != _plain(row["unit"]):
        raise FetchError(
            f"{code}: the unit is now {fetched.unit!r}, in the snapshot {row['unit']!r}; if the World Bank measures anew, "
            "write the new unit into source/wdi_indicators.csv and refresh again"
        )
    before = {one["country"] for one in source.values if one["indicator"] == code}
    if silent := sorted(before - fetched.countries):
        raise FetchError(f"{code}: nothing came for {', '.join(silent)}; has the country's code changed?")
    gone = sorted(before - {country for country, _ in fetched.values})
    if gone and not allow_gone:
        raise FetchError(f"{code}: no value is left for {', '.join(gone)}; to go on all the same give --allow-gone")


def _check_same_scale(old: Sequence[Row], new: Sequence[Row]) -> None:
    """Raise `FetchError` where the values of a series are many times what they were: a unit changed without a word."""
    before = _by_key(old)
    ratios: defaultdict[str, list[float]] = defaultdict(list)
    for key, value in _by_key(new).items():
        if before.get(key):
            ratios[key[0]].append(value / before[key])
    for code, factors in ratios.items():
        factor = median(factors)
        if not 1 / MOST_TIMES < factor < MOST_TIMES:
            raise FetchError(
                f"{code}: values are {factor:.4g} times those of the snapshot; has the unit changed? If they are right, take "
                "the series' values out of source/wdi.csv and refresh again"
            )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _values(fetched: Mapping[str, FetchedSeries]) -> list[Row]:
    return [
        {"indicator": code, "country": country, "year": year, "value": value}
        for code, series in fetched.items()
        for (country, year), value in sorted(series.values.items())
    ]


def _sources(source: Source, fetched: Mapping[str, FetchedSeries], today: date) -> list[Row]:
    updated = max(series.updated for series in fetched.values())
    anew = {"edition": f"API v2, updated {updated}" if updated else "API v2", "read": today.isoformat()}
    return [row | anew if row["source_id"] == "wdi" else row for row in source.sources]


def _compared(old: Source, new: Source, folder: Path | None, tolerance: float) -> Refresh:
    before, after = _by_key(old.values), _by_key(new.values)
    changes = [Change(*key, before.get(key), after.get(key)) for key in sorted(before.keys() | after.keys())]
    other = [one for one in changes if one.old is not None and one.new is not None and one.old != one.new]
    return Refresh(
        source=new,
        folder=folder,
        new=[one for one in changes if one.old is None],
        changed=[one for one in other if abs(one.relative) > tolerance],
        within=[one for one in other if abs(one.relative) <= tolerance],
        gone=[one for one in changes if one.new is None],
        same=sum(one.old == one.new for one in changes),
        tolerance=tolerance,
    )


def _by_key(values: Sequence[Row]) -> dict[_Key, float]:
    return {(row["indicator"], row["country"], row["year"]): row["value"] for row in values}

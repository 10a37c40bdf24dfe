"""The figures that a test may read: all of the snapshot, or those that were out on a day."""

from __future__ import annotations

import re
from calendar import month_abbr, monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pkcn_data.figures.facts import preference
from pkcn_data.figures.precision import agree
from pkcn_data.model import PeriodBasis, Vintage
from pkcn_data.rows import Row, Rows

_MONTHS = {name.lower(): number for number, name in enumerate(month_abbr) if name}
_ADDRESS_DATES = (
    re.compile(r"/(?P<year>20\d\d)/(?P<month>\d\d)/(?P<day>\d\d)(?=/|$)"),
    re.compile(r"/(?P<day>\d\d)-(?P<name>[A-Za-z]{3})-(?P<year>20\d\d)(?=/|$)"),
    re.compile(r"/(?P<year>20\d\d)/(?P<month>\d\d)(?=/|$)"),
    re.compile(r"/(?P<year>20\d\d)(?P<month>\d\d)(?=/)"),
)
_NAMED_SPAN = re.compile(r"(?P<first>20\d\d)-(?P<last>\d\d)\b|\b(?P<year>(?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One figure that a test reads, of a series or a fact, with its unit and period: what comparing needs."""

    value: float | None
    date: str | None
    unit: str
    basis: PeriodBasis
    starts: str | None
    ends: str | None
    period: str
    label: str  # what is measured
    whom: str  # country or partner
    country: str | None = None
    indicator_id: str | None = None
    year: int | None = None
    fact_id: str | None = None
    vintage: Vintage | None = None
    cautions: tuple[str, ...] = ()

    @property
    def span(self) -> tuple[str, str, str]:
        """Return what figures must share to be of one period: its first and last day, or its name where these lack."""
        return (self.starts, self.ends, "") if self.starts and self.ends else ("", "", self.period)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Figures as rows by table, and the article's date, from which "recent" is reckoned in every reading."""

    figures: Rows
    published: str | None
    countries: Mapping[str, str] = field(default_factory=dict)  # names by ISO3
    measures: Mapping[str, str] = field(default_factory=dict)  # by fact id, also of facts that were not out

    def series_name(self, series: str) -> str:
        """Return the plain name of a series, or its id where it is none."""
        rows = (row["name"] for row in self.figures["indicators"] if row["indicator_id"] == series)
        return plain_name(next(rows, series))

    def name_of(self, code: str) -> str:
        """Return the name of a country; other partners are their own name."""
        return self.countries.get(code, code)


def out_by(figures: Rows, day: str, known: Mapping[str, str]) -> Rows:
    """Return the figures that were out on a day, as far as these data can tell.

    - A value of a series: when its year had ended. The snapshot doesn't say when a value was first published, so a value
      may be later or other than what stood there on the day.
    - A fact that is a date: when that date had come.
    - Another fact: where addresses of its witnesses hold a date, from the earliest of them. Else from the day that
      `known` gives for it. Else when its period had ended; a revised figure one year later, with the release of the
      next period. One whose period is not known to the day counts from the end of the last year or month in its name,
      and never where it names none.
    """
    year = int(day[:4])
    return figures | {
        "observations": [row for row in figures["observations"] if row["year"] < year],
        "facts": [row for row in figures["facts"] if _is_out(row, day, known)],
    }


def _is_out(fact: Row, day: str, known: Mapping[str, str]) -> bool:
    if fact["date"] is not None:
        return _last_day(fact["date"]) <= day
    since = first_seen(fact) or known.get(fact["fact_id"])
    if since is not None:
        return since <= day
    ends = period_end(fact)
    if ends is None:
        return False
    return (_a_year_after(ends) if fact["vintage"] == "revised" else ends) < day


def first_seen(fact: Row) -> str | None:
    """Return the earliest date in the addresses of a fact; the last day of a month where no day is given."""
    dates = [found for address in fact["source_url"] if (found := _date_in(address))]
    return min(dates, default=None)


def _date_in(address: str) -> str | None:
    for pattern in _ADDRESS_DATES:
        found = pattern.search(address)
        if found is None:
            continue
        parts = found.groupdict()
        month = int(parts.get("month") or _MONTHS.get((parts.get("name") or "").lower(), 0))
        if not 1 <= month <= 12:
            continue
        last = monthrange(int(parts["year"]), month)[1]
        day = int(parts.get("day") or last)
        if 1 <= day <= last:
            return date(int(parts["year"]), month, day).isoformat()
    return None


def period_end(fact: Row) -> str | None:
    """Return the last day of a fact's period; for one that is not known to the day, of the last year or month named."""
    if fact["ends"] is not None:
        return str(fact["ends"])
    ends = None
    for found in _NAMED_SPAN.finditer(fact["period"]):
        if found["year"]:
            ends = f"{found['year']}-12-31"
        elif 1 <= int(found["last"]) <= 12:
            ends = _last_day(found.group())
        else:
            ends = f"20{found['last']}-12-31"
    return ends


def _last_day(text: str) -> str:
    """Return a day as it is, and the last one of a month."""
    if len(text) == 10:
        return text
    year, month = map(int, text.split("-"))
    return f"{text}-{monthrange(year, month)[1]}"


def _a_year_after(day: str) -> str:
    return f"{int(day[:4]) + 1}{day[4:]}"


def observations(evidence: Evidence, series: str, country: str, *, label: str | None = None) -> list[Found]:
    """Return the values of a series for a country, earliest first."""
    row = next((row for row in evidence.figures["indicators"] if row["indicator_id"] == series), None)
    if row is None:
        return []
    cautions = tuple(
        one["caution"]
        for one in evidence.figures["cautions"]
        if (one["indicator_id"], one["country"]) == (series, country)
    )
    found = [
        Found(
            value=one["value"],
            date=None,
            unit=row["unit"],
            basis="calendar_year",
            starts=f"{one['year']}-01-01",
            ends=f"{one['year']}-12-31",
            period=str(one["year"]),
            label=label or plain_name(row["name"]),
            whom=evidence.name_of(country),
            country=country,
            indicator_id=series,
            year=one["year"],
            cautions=cautions,
        )
        for one in evidence.figures["observations"]
        if (one["indicator_id"], one["country"]) == (series, country)
    ]
    return sorted(found, key=lambda one: one.year or 0)


def plain_name(name: str) -> str:
    """Return the name of a series without its unit, ready to stand inside a sentence."""
    name = re.sub(r"\s*\([^)]*\)", "", name)
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def facts_of(evidence: Evidence, wanted: Iterable[Row], *, label: str | None = None) -> list[Found]:
    """Return facts, one for each period, the earliest period first; those without a day come first of all."""
    groups: defaultdict[object, list[Row]] = defaultdict(list)
    for row in wanted:
        groups[row["period"], row["unit"]].append(row)
    chosen = [min(group, key=preference) for group in groups.values()]
    chosen.sort(key=lambda row: period_end(row) or row["date"] or "")
    return [_found(evidence, row, label) for row in chosen]


def _found(evidence: Evidence, row: Row, label: str | None) -> Found:
    return Found(
        value=row["value"],
        date=row["date"],
        unit=row["unit"],
        basis=row["basis"],
        starts=row["starts"],
        ends=row["ends"],
        period=row["period"],
        label=label or row["measure"],
        whom=row["partner"],
        fact_id=row["fact_id"],
        vintage=row["vintage"],
        cautions=tuple(_cautions(row, evidence.figures["facts"])),
    )


def _cautions(row: Row, facts: Sequence[Row]) -> Iterator[str]:
    """Say what other facts hold against one."""
    thing = f"{row['measure']} ({row['partner']}, {row['period']})"
    others = [one for one in facts if one["fact_id"] in row["differs_from"]]
    if others:
        values = " or ".join(f"{one['value']:,.15g}" for one in others)
        yield f"Pages differ on {thing}: {values} is given too."
    elif "sources_differ" in row["flags"] and not row["differs_from"]:  # else the others were not out yet
        yield f"Pages differ on {thing}."
    subject = [row[name] for name in ("topic", "measure", "partner", "period", "unit")]
    if row["vintage"] == "first_release" and row["value"] is not None:
        for one in facts:
            same = [one[name] for name in ("topic", "measure", "partner", "period", "unit")] == subject
            if same and one["vintage"] == "revised" and not agree(_exact(one["value"]), _exact(row["value"])):
                yield f"A later release gives {one['value']:,.15g} {row['unit']} for {thing}."
                return


def _exact(value: float) -> Decimal:
    return Decimal(repr(value))


def break_between(evidence: Evidence, earlier: Found, later: Found) -> str | None:
    """Return why two figures of one measure are not comparable over time; None where they are."""
    if later.indicator_id is not None:
        for row in evidence.figures["breaks"]:
            of_it = (row["indicator_id"], row["country"]) == (later.indicator_id, later.country)
            if of_it and (earlier.year or 0) < row["year"] <= (later.year or 0):
                return str(row["why"])
        return None
    topic = next((row["topic"] for row in evidence.figures["facts"] if row["fact_id"] == later.fact_id), None)
    for row in evidence.figures["fact_breaks"]:
        if row["topic"] == topic and (earlier.starts or "") < row["starts"] <= (later.starts or ""):
            return str(row["why"])
    return None

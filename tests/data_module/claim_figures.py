"""Small figures and claims that tests write and change."""

from __future__ import annotations

import re
from typing import Any

from pkcn_data.claims.evidence import Evidence
from pkcn_data.claims.files import ClaimFile
from pkcn_data.rows import Row, Rows

USERS, GDP = "IT.NET.USER.ZS", "NY.GDP.MKTP.CD"
UNITS = {USERS: "% of population", GDP: "current US$"}


def fact(fact_id: str, value: float | str | None = None, **changes: Any) -> Row:
    """Return a fact, a date where the value is a text; `measure`, `partner`, `period` and others may be changed."""
    day = value if isinstance(value, str) else None
    period = str(changes.get("period", "FY2023"))
    year = int(period[2:]) if re.fullmatch(r"FY\d{4}", period) else 0
    row = {
        "fact_id": fact_id,
        "topic": "Trade",
        "measure": "exports",
        "partner": "China",
        "period": "FY2023",
        "value": None if day else value,
        "unit": "date" if day else "USD million",
        "source": ["A page"],
        "source_url": ["https://a.example/page"],
        "vintage": None,
        "confidence": "high",
        "basis": "fiscal_year_pakistan" if year else "other",
        "starts": f"{year - 1}-07-01" if year else None,
        "ends": f"{year}-06-30" if year else None,
        "date": day,
        "witness_ids": [fact_id],
        "flags": [],
        "differs_from": [],
    }
    return row | changes


def figures(
    values: dict[tuple[str, str, int], float] | None = None, facts: list[Row] | None = None, **more: Any
) -> Rows:
    """Return tables of figures with these values by series, country and year; `breaks` and others may be given."""
    rows: Rows = {
        "sources": [{"source_id": "wdi", "read": "2026-11"}],
        "indicators": [
            {"indicator_id": USERS, "name": "Individuals using the Internet (% of population)", "unit": UNITS[USERS]},
            {"indicator_id": GDP, "name": "GDP (current US$)", "unit": UNITS[GDP]},
        ],
        "observations": [
            {"indicator_id": series, "country": country, "year": year, "value": value}
            for (series, country, year), value in (values or {}).items()
        ],
        "breaks": [],
        "cautions": [],
        "facts": facts or [],
        "fact_breaks": [],
    }
    return rows | more


def evidence(rows: Rows, *, published: str | None = "2024-07-22") -> Evidence:
    """Return evidence for an article of July 2024."""
    names = {"PAK": "Pakistan", "IND": "India", "LKA": "Sri Lanka", "BGD": "Bangladesh"}
    return Evidence(figures=rows, published=published, countries=names)


def claim_file(*parts: dict[str, Any], **changes: Any) -> ClaimFile:
    """Return a file with one claim of these parts."""
    claim = {"id": "one", "quote": "exports grew", "claim": "Exports grew.", "parts": list(parts)} | changes
    return ClaimFile.model_validate({"claims": [claim]})

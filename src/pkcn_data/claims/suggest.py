"""Which series bear on a statement of any article, as the codes of the series declare it; no verdict."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from pkcn_data.figures.frames import Figures
from pkcn_data.tables import records

_COLUMN = {"sector": "sector_ids", "theme": "theme_ids"}


def suggested_series(statements: pd.DataFrame, figures: Figures) -> dict[str, tuple[str, ...]]:
    """Return for each statement id the series that bear on it, the more specific first.

    A series bears on a statement where it has its code. First come series that share more codes with what the same
    speaker says in the same sentence, then those with fewer codes of their own, then the order of `indicators`. A series
    has data for each country of the statement that the snapshot covers; a statement about other countries alone has
    none, one about no country has all.
    """
    series = [
        (row["indicator_id"], {(kind, code) for kind, column in _COLUMN.items() for code in row[column]})
        for row in records(figures.indicators)
    ]
    measured = set(zip(figures.observations["indicator_id"], figures.observations["country"], strict=True))
    covered = set(figures.observations["country"])
    rows = records(statements)
    said: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        said[row["sentence_id"], row["speaker_id"]].add((row["kind"], row["code_id"]))
    suggested = {}
    for row in rows:
        countries = [country for country in row["countries"] if country in covered]
        around = said[row["sentence_id"], row["speaker_id"]]
        fitting = [
            (-len(codes & around), len(codes), place, id_)
            for place, (id_, codes) in enumerate(series)
            if (row["kind"], row["code_id"]) in codes and all((id_, country) in measured for country in countries)
        ]
        is_elsewhere = len(row["countries"]) > 0 and not countries
        suggested[row["statement_id"]] = () if is_elsewhere else tuple(one[-1] for one in sorted(fitting))
    return suggested

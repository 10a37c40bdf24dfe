"""Chart titles and alternative texts: sentences that state what the rows shown say, for any rows. No Streamlit.

What comes back is plain text, not yet safe as Markdown. With `text` and `findings` the only place of interface words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from pkcn_dashboard.text import (
    MODALITY_PLURALS,
    SAYS,
    WHERE,
    capital,
    clip,
    count_of,
    inline,
    listing,
    own_voice,
    part_of,
)
from pkcn_dashboard.words import Words
from pkcn_data.model import NARRATOR
from pkcn_data.summary import SIDES, Tally, Unit, View, count_units

ALT_ROWS = 12
"""How many rows an alternative text reads out before it sums up the rest."""
MOST_NAMED = 3
"""How many rows with the same highest count a title names."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a title is computed from."""

    tally: Tally
    words: Words
    unit: Unit
    view: View

    @property
    def rows(self) -> list[tuple[str, int]]:
        """Return the ids and counts of the rows, in the order drawn."""
        return self.tally.row_counts

    @property
    def cells(self) -> dict[tuple[str, str], int]:
        """Return the counts of the cells by row and series."""
        return self.tally.cell_counts

    @property
    def series(self) -> list[str]:
        """Return the ids of the series, in the order drawn."""
        return list(dict.fromkeys(self.tally.cells["series_id"]))

    def top(self) -> tuple[list[str], int]:
        """Return the ids that share the highest count, and the count."""
        highest = max((count for _, count in self.rows), default=0)
        return [one for one, count in self.rows if count == highest and count], highest


def speakers(counted: Counted) -> str:
    """Say who speaks most."""
    first, count = counted.top()
    if not first:
        return "Nobody speaks here"
    each = f"in {count_of(count, counted.unit)} each"
    if len(counted.rows) > 2 and len(first) == len(counted.rows):
        return f"All {len(first)} speakers are heard equally, {each}"
    if len(first) > MOST_NAMED:
        return f"{len(first)} of {len(counted.rows)} speakers are heard most, {each}"
    names = [_speaker(one, counted) for one in first]
    if len(counted.rows) == 1:
        return f"Only {names[0]} is heard, in {count_of(count, counted.unit)}"
    if len(first) > 1:
        return capital(f"{listing(names)} are heard most, {each}")
    # A speaker is counted where something is coded, which need not be every sentence.
    overall = count_of(counted.tally.overall, "coded" if counted.unit == "sentences" else counted.unit)
    return capital(f"{names[0]} is heard most, in {count:,} of {overall}")


def sectors(counted: Counted) -> str:
    """Say which sector comes up most."""
    return _most(counted, "sector")


def themes(counted: Counted) -> str:
    """Say which theme comes up most."""
    return _most(counted, "theme")


def focus_tone(counted: Counted) -> str:
    """Say how often each of the sectors set against each other comes up, and which of it is negative."""
    named = [(_sector(one, counted), count) for one, count in counted.rows if count]
    if not named:
        return "None of these sectors comes up"
    where = WHERE[counted.unit]
    (first, count), *others = named
    said = [
        f"{first} comes up {where} {count_of(count, counted.unit)}",
        *(f"{word} {where} {count:,}" for word, count in others),
    ]
    absent = [_sector(one, counted) for one, count in counted.rows if not count]
    rest = f", {listing(absent)} {where} none" if absent else ""
    negative = [
        f"{_sector(one, counted)} ({counted.cells[one, 'negative']:,})"
        for one, _ in counted.rows
        if counted.cells.get((one, "negative"))
    ]
    return capital(f"{listing(said)}{rest}; {f'negative on {listing(negative)}' if negative else 'nothing negative'}")


def focus_speakers(counted: Counted) -> str:
    """Say how many speak of each of the sectors set against each other."""
    heard = {one: [row for row, _ in counted.rows if counted.cells[row, one]] for one in counted.series}
    if not any(heard.values()):
        return "Nobody speaks of these sectors"
    # Sectors with as many speakers, or with the same only one, are named together; those of nobody come last.
    together: dict[str, list[str]] = {}
    for sector, who in sorted(heard.items(), key=lambda item: not item[1]):
        together.setdefault(_heard(who, counted), []).append(_sector(sector, counted))
    (first, group), *others = together.items()
    said = [f"{first} {'speak' if first.endswith('speakers') else 'speaks'} of {listing(group)}"]
    return capital(", ".join([*said, *(f"{who} of {listing(group)}" for who, group in others)]))


def sectors_tone(counted: Counted) -> str:
    """Say how much of what is said about sectors is positive, and what is negative."""
    overall = counted.tally.overall
    if not overall:
        return "No sector comes up"
    said = counted.view.statements[counted.view.statements["kind"] == "sector"]
    positive, negative = (
        count_units(said[said["stance"] == stance], counted.unit) for stance in ("positive", "negative")
    )
    against = [_sector(one, counted) for one, _ in counted.rows if counted.cells.get((one, "negative"))]
    ending = f", {negative:,} {SAYS[counted.unit][2]}: on {listing(against)}" if against else ""
    return capital(
        f"{part_of(positive, overall, counted.unit)} on sectors {_says(positive, overall, counted.unit)}{ending}"
    )


def sides_tone(counted: Counted) -> str:
    """Set the share of positive statements on one side against the other's."""
    counts = dict(counted.rows)
    one, other = (side for side in SIDES)
    words = {side: counted.words.word("side", side) for side in SIDES}
    positive = {side: counted.cells.get((side, "positive"), 0) for side in SIDES}
    if not any(counts.values()):
        return "Nothing is said on either side"
    shown = one if counts[one] else other
    part = part_of(positive[shown], counts[shown], counted.unit)
    said = f"{part} on {words[shown]} {_says(positive[shown], counts[shown], counted.unit)}"
    if shown == other:
        return capital(f"{said}; nothing is said on {words[one]}")
    if not counts[other]:
        return capital(f"{said}; nothing is said on {words[other]}")
    return capital(f"{said}, against {positive[other]:,} of {counts[other]:,} on {words[other]}")


def sides_kind(counted: Counted) -> str:
    """Say which kinds of statement each side gets."""
    if not counted.tally.overall:
        return "Nothing is said on either side"
    parts = []
    for one, count in counted.rows:
        word = counted.words.word("side", one)
        kinds = [(kind, cell) for (row, kind), cell in counted.cells.items() if row == one and cell]
        named = [f"{MODALITY_PLURALS[kind]} ({cell:,})" for kind, cell in kinds]
        only = "only " if len(kinds) == 1 else ""
        parts.append(f"{word} gets {only}{listing(named)}" if count else f"nothing is said on {word}")
    return capital("; ".join(parts))


def sides_themes(counted: Counted) -> str:
    """Say which themes the sides share and how many each has to itself."""
    one, other = SIDES
    found = {side: [row for row, _ in counted.rows if counted.cells.get((row, side))] for side in SIDES}
    words = {side: counted.words.word("side", side) for side in SIDES}
    if not any(found.values()):
        return "No theme comes up on either side"
    for side, empty in ((one, other), (other, one)):
        if not found[empty]:
            return f"{_all_themes(len(found[side]))} only with {words[side]}, none with {words[empty]}"
    both = [inline(counted.words.word("theme", row)) for row in found[one] if row in found[other]]
    alone = {side: len(found[side]) - len(both) for side in SIDES}
    own = listing(
        [
            f"{number} {'theme' if number == 1 else 'themes'} only with {words[side]}"
            for side, number in alone.items()
            if number
        ]
    )
    if not both:
        return capital(f"the sides share no theme: {own}")
    shared = f"the theme both sides share is {both[0]}" if len(both) == 1 else f"both sides share {listing(both)}"
    return capital(f"{shared}; {own or 'no other theme comes up'}")


TITLES: Mapping[str, Callable[[Counted], str]] = {
    "speakers": speakers,
    "sectors": sectors,
    "themes": themes,
    "focus-tone": focus_tone,
    "focus-speakers": focus_speakers,
    "sectors-tone": sectors_tone,
    "sides-tone": sides_tone,
    "sides-kind": sides_kind,
    "sides-themes": sides_themes,
}
"""The title of each chart, by its id."""


def alt_text(title: str, table: pd.DataFrame, has_series: bool) -> str:
    """Return what a chart says to somebody who can't see it: its title, then its rows."""
    rows: dict[str, list[str]] = {}
    for row, series, count in zip(table["row_label"], table["series"], table["count"], strict=True):
        if count:
            rows.setdefault(row, []).append(f"{series} {count}" if has_series else f"{count}")
    said = [f"{row}{':' if has_series else ''} {', '.join(cells)}" for row, cells in rows.items()]
    rest = f"; and {len(said) - ALT_ROWS} more rows" if len(said) > ALT_ROWS else ""
    return f"{title}. {'; '.join(said[:ALT_ROWS])}{rest}."


def _most(counted: Counted, dimension: str) -> str:
    first, count = counted.top()
    if not first:
        return f"No {dimension} comes up"
    where, number = WHERE[counted.unit], len(counted.rows)
    each = f"{where} {count_of(count, counted.unit)} each"
    if number > 2 and len(first) == number:
        return f"All {number} {dimension}s come up equally, {each}"
    if len(first) > MOST_NAMED:
        return f"{len(first)} of {number} {dimension}s come up most, {each}"
    names = [inline(counted.words.word(dimension, one)) for one in first]
    if number == 1:
        return capital(f"{names[0]} is the only {dimension} that comes up, {where} {count_of(count, counted.unit)}")
    if len(first) > 1:
        return capital(f"{listing(names)} are the {dimension}s that come up most, {each}")
    share = part_of(count, counted.tally.overall, counted.unit)
    return capital(f"{names[0]} is the {dimension} that comes up most, {where} {share} on {dimension}s")


def _speaker(one: str, counted: Counted) -> str:
    if one != NARRATOR:
        return clip(counted.words.word("speaker", one), 60)
    return own_voice(counted.view.all_sentences["article_id"].nunique())


def _heard(who: list[str], counted: Counted) -> str:
    if len(who) == 1:
        return f"only {_speaker(who[0], counted)}"
    return f"{len(who)} speakers" if who else "nobody"


def _sector(one: str, counted: Counted) -> str:
    return inline(counted.words.word("sector", one))


def _says(count: int, overall: int, unit: Unit) -> str:
    return SAYS[unit][1 not in (count, overall)]


def _all_themes(count: int) -> str:
    return "The one theme comes up" if count == 1 else f"All {count} themes come up"

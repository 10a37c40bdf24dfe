"""Chart titles and alternative texts: sentences that state what the rows shown say, for any rows. No Streamlit.

What comes back is plain text, not yet safe as Markdown. With `text` and `findings` the only place of interface words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from pkcn_dashboard.text import (
    MODALITY_PLURALS,
    NAMED_BY,
    NAMED_IN,
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
from pkcn_data.summary import SIDES, UNKNOWN, Dimension, Tally, Unit, View, count_units

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
        return self.tally.series

    def top(self) -> tuple[list[str], int]:
        """Return the ids that share the highest count, and the count."""
        highest = max((count for _, count in self.rows), default=0)
        return [one for one, count in self.rows if count == highest and count], highest

    def reach(self) -> tuple[list[str], int]:
        """Return the series that come up in the most rows, and in how many."""
        rows = {one: sum(bool(self.cells[row, one]) for row, _ in self.rows) for one in self.series}
        widest = max(rows.values(), default=0)
        return [one for one, number in rows.items() if number == widest and number], widest


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
    return _who_speaks_of(counted, "sector") or "Nobody speaks of these sectors"


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


def sides_speakers(counted: Counted) -> str:
    """Say how many speak of each side."""
    return _who_speaks_of(counted, "side") or "Nobody speaks of either side"


def themes_kind(counted: Counted) -> str:
    """Say as what themes come up most, and how many never do."""
    if not counted.rows:
        return "No theme comes up"
    themed = counted.view.statements[counted.view.statements["kind"] == "theme"]
    counts = {one: count_units(themed[themed["modality"] == one], counted.unit) for one in counted.series}
    highest = max(counts.values())
    first = [one for one, count in counts.items() if count == highest]
    named = listing([f"as {MODALITY_PLURALS[one]}" for one in first])
    where = WHERE[counted.unit]
    if len(counts) == 1:
        return f"Themes come up only {named}, {where} {part_of(highest, highest, counted.unit)}"
    if len(first) > 1:
        return f"Themes come up most often {named}, {where} {count_of(highest, counted.unit)} each"
    never = sum(not counted.cells[row, first[0]] for row, _ in counted.rows)
    rest = f"; {never} of {count_of(len(counted.rows), 'themes')} never {'does' if never == 1 else 'do'}"
    share = part_of(highest, counted.tally.overall, counted.unit)
    return f"Themes come up most often {named}, {where} {share}{rest if never else ''}"


def themes_sectors(counted: Counted) -> str:
    """Say which sector comes up with the most themes, and how many themes come up with none."""
    themed = counted.view.statements[counted.view.statements["kind"] == "theme"]
    overall = themed["code_id"].nunique()
    alone = overall - len(counted.rows)
    rest = f"; {alone:,} {'comes' if alone == 1 else 'come'} up with no sector" if alone else ""
    first, number = counted.reach()
    names = [_sector(one, counted) for one in first]
    if not first:
        return "No theme comes up together with a sector"
    if len(counted.series) == 1:
        said = f"{names[0]} is the only sector that comes up with themes, {number:,} of {overall:,}"
    elif len(first) > 1:
        said = f"{listing(names)} come up with the most themes, {number:,} of {overall:,} each"
    else:
        said = f"{names[0]} is the sector that comes up with the most themes, {number:,} of {overall:,}"
    return capital(said + rest)


def themes_sources(counted: Counted) -> str:
    """Say how many themes rest on a single speaker, and who carries the most of them."""
    single, number = [row for row, _ in counted.rows if counted.cells.get((row, "one"))], len(counted.rows)
    if not number:
        return "No theme comes up"
    if not single:
        return "The one theme has several sources" if number == 1 else f"{_all_of(number)} themes have several sources"
    if number == 1:
        return "The one theme rests on a single source"
    themed = counted.view.statements[counted.view.statements["kind"] == "theme"]
    carried = themed[themed["code_id"].isin(single)].drop_duplicates("code_id")["speaker_id"].value_counts()
    said = f"{part_of(len(single), number, 'themes')} {'rests' if len(single) == 1 else 'rest'} on a single source"
    if len(carried) == 1:
        return capital(f"{said}: {_speaker(str(carried.index[0]), counted)}")
    if carried.iloc[0] > carried.iloc[1]:
        return capital(f"{said} each, {carried.iloc[0]:,} of them on {_speaker(str(carried.index[0]), counted)}")
    return capital(f"{said} each")


def speakers_tone(counted: Counted) -> str:
    """Say who says something negative."""
    against = [row for row, _ in counted.rows if counted.cells.get((row, "negative"))]
    names = [_speaker(one, counted) for one in against]
    if not counted.rows:
        return "Nobody speaks here"
    if not against:
        return "Nobody says anything negative"
    if len(counted.rows) == 1:
        return capital(f"the only speaker, {names[0]}, says something negative")
    if len(against) == 1:
        return f"Only {names[0]} says something negative"
    part = part_of(len(against), len(counted.rows), "speakers")
    return capital(f"{part} say something negative: {listing(names)}")


def speakers_themes(counted: Counted) -> str:
    """Say who speaks of the most themes, and how many themes have several speakers."""
    first, number = counted.reach()
    names, overall = [_speaker(one, counted) for one in first], len(counted.rows)
    if not first:
        return "Nobody speaks of a theme"
    if len(counted.series) == 1:
        return capital(f"{names[0]} alone speaks of {part_of(number, number, 'themes')}")
    shared = sum(sum(bool(counted.cells[row, one]) for one in counted.series) > 1 for row, _ in counted.rows)
    rest = (
        f"; {shared:,} {'has' if shared == 1 else 'have'} several speakers" if shared else "; none has several speakers"
    )
    share = f"{number:,} of {overall:,}"
    if len(first) > MOST_NAMED:
        return f"{len(first)} speakers speak of the most themes, {share} each{rest}"
    if len(first) > 1:
        return capital(f"{listing(names)} speak of the most themes, {share} each{rest}")
    return capital(f"{names[0]} speaks of the most themes, {share}{rest}")


def named(counted: Counted) -> str:
    """Say who or what is named most, and how many of those who could speak are not heard."""
    first, count = counted.top()
    if not first:
        return "Nobody and nothing is named"
    names = [_actor(one, counted) for one in first]
    how = _times(count, counted.unit)
    if len(counted.rows) == 1:
        said = f"only {names[0]} is named, {how}"
    elif len(first) > MOST_NAMED:
        said = f"{len(first)} of {len(counted.rows)} are named most, {how} each"
    elif len(first) > 1:
        said = f"{listing(names)} are named most, {how} each"
    else:
        said = f"{names[0]} is named most, {how}"
    return capital(said + _unheard(counted))


def named_themes(counted: Counted) -> str:
    """Say who or what is named beside the most themes."""
    beside = {row: sum(bool(counted.cells[row, one]) for one in counted.series) for row, _ in counted.rows}
    number = max(beside.values(), default=0)
    names = [_actor(row, counted) for row, themes in beside.items() if themes == number]
    if not number:
        return "Nobody is named beside a theme"
    share = f"{number:,} of {len(counted.series):,}"
    if len(beside) == 1:
        return capital(f"only {names[0]} is named beside themes, {number:,} in all")
    if len(names) > MOST_NAMED:
        return f"{len(names)} of {len(beside)} are named beside the most themes, {share} each"
    if len(names) > 1:
        return capital(f"{listing(names)} are named beside the most themes, {share} each")
    return capital(f"{names[0]} is named beside the most themes, {share}")


def heard_kind(counted: Counted) -> str:
    """Say how the statements divide among people, organisations and the article itself."""
    if not counted.rows:
        return "Nobody speaks here"
    words = [(_word("speaker_kind", one, counted), count) for one, count in counted.rows]
    if len(words) == 1:
        be = "is" if counted.rows[0][0] == NARRATOR else "are"
        return f"Only {words[0][0]} {be} heard, in {part_of(words[0][1], words[0][1], counted.unit)}"
    (first, most), *others = words
    said = [f"{most:,} of {count_of(counted.tally.overall, counted.unit)} are by {first}"]
    return listing([*said, *(f"{count:,} by {word}" for word, count in others)], limit=9)


def heard_institution(counted: Counted) -> str:
    """Say for which institution most is said."""
    known = [(_institution(one, counted), count) for one, count in counted.rows if one not in (UNKNOWN, NARRATOR)]
    if not known:
        return "No institution is heard"
    highest = known[0][1]
    first = [name for name, count in known if count == highest]
    share = f"in {part_of(highest, counted.tally.overall, counted.unit)}"
    if len(known) == 1:
        return capital(f"{first[0]} is the only institution heard, {share}")
    each = f"in {count_of(highest, counted.unit)} each"
    if len(first) > MOST_NAMED:
        return f"{len(first)} of {len(known)} institutions are heard most, {each}"
    if len(first) > 1:
        return capital(f"{listing(first)} are the institutions heard most, {each}")
    return capital(f"{first[0]} is the institution heard most, {share}")


def heard_country(counted: Counted) -> str:
    """Say from which countries speakers come, and from which of the countries named nobody does."""
    if not counted.rows:
        return "Nobody speaks here"
    known = [(one, count) for one, count in counted.rows if one not in (UNKNOWN, NARRATOR)]
    mentions = counted.view.mentions
    silent = mentions[(mentions["actor_kind"] == "country") & (mentions["heard"] == "unheard")]
    names = [_actor(str(one), counted) for one in silent["code_id"].value_counts().index]
    nobody = f"; from {listing(names)}, which {'is' if len(names) == 1 else 'are'} named, nobody is known to speak"
    rest = nobody if names else ""
    if not known:
        return f"No speaker's country is given{rest}"
    overall = count_of(counted.tally.overall, counted.unit)
    words = [(counted.words.word("speaker_country", one), count) for one, count in known]
    (first, most), *others = words
    said = [f"speakers from {first} are heard in {most:,} of {overall}"]
    said += [f"from {word} in {count:,}" for word, count in others]
    return capital(listing(said, limit=5) + rest)


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
    "sides-speakers": sides_speakers,
    "themes-kind": themes_kind,
    "themes-sectors": themes_sectors,
    "themes-sources": themes_sources,
    "speakers-tone": speakers_tone,
    "speakers-themes": speakers_themes,
    "named": named,
    "named-themes": named_themes,
    "heard-kind": heard_kind,
    "heard-institution": heard_institution,
    "heard-country": heard_country,
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


def _actor(one: str, counted: Counted) -> str:
    return clip(counted.words.word("actor", one), 60)


def _institution(one: str, counted: Counted) -> str:
    return clip(counted.words.word("institution", one), 60)


def _times(count: int, unit: Unit) -> str:
    """Return how often somebody is named, as in `14 times`, `in 3 sentences`, `by 1 speaker`."""
    return NAMED_IN.get(unit, NAMED_BY)[count != 1].format(count=f"{count:,}")


def _unheard(counted: Counted) -> str:
    """Return how many of those named who could speak are not heard, as the end of a sentence."""
    voices = [row for row, _ in counted.rows if not counted.cells.get((row, "no_voice"))]
    silent = [row for row in voices if counted.cells.get((row, "unheard"))]
    if not silent:
        return ""
    if len(silent) == len(voices):
        return "; nobody named is heard"
    if len(silent) == 1:
        return f"; {_actor(silent[0], counted)} is not heard"
    return f"; {len(silent):,} of {len(voices):,} who could speak are not heard"


def _who_speaks_of(counted: Counted, dimension: Dimension) -> str:
    """Say how many speakers, or which only one, each series has; nothing where none has any."""
    heard = {one: [row for row, _ in counted.rows if counted.cells[row, one]] for one in counted.series}
    if not any(heard.values()):
        return ""
    # Those with as many speakers, or with the same only one, are named together; those of nobody come last.
    together: dict[str, list[str]] = {}
    for one, who in sorted(heard.items(), key=lambda item: not item[1]):
        together.setdefault(_heard(who, counted), []).append(_word(dimension, one, counted))
    (first, group), *others = together.items()
    said = [f"{first} {'speak' if first.endswith('speakers') else 'speaks'} of {listing(group)}"]
    return capital(", ".join([*said, *(f"{who} of {listing(group)}" for who, group in others)]))


def _word(dimension: Dimension, one: str, counted: Counted) -> str:
    """Return the word of an id inside a sentence; that of a side is a name."""
    word = counted.words.word(dimension, one)
    return word if dimension == "side" else inline(word)


def _all_of(number: int) -> str:
    return "Both" if number == 2 else f"All {number:,}"


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

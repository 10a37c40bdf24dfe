"""The sentences that state what the rows shown say: chart titles, alternative texts, the overview. No Streamlit.

With `text` the only place of interface words. What comes back is plain text, not yet safe as Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from pkcn_dashboard.text import (
    BYLINE,
    BYLINE_NO_AUTHOR,
    DIRECTIONS,
    INDIA_BOTH,
    INDIA_BOTH_MANY,
    INDIA_RULE,
    MODALITY_COUNTED,
    MODALITY_PLURALS,
    SOURCE,
    SOURCE_NO_DATE,
    SOURCE_NO_OUTLET,
    SOURCE_UNTITLED,
    SOURCES,
    UNITS,
    UNTITLED,
    capital,
    clip,
    count_of,
    day,
    inline,
    listing,
    share_of,
)
from pkcn_dashboard.words import Words
from pkcn_data.model import NARRATOR
from pkcn_data.summary import SIDES, Tally, Unit, View, count_units, tally, with_sides
from pkcn_data.tables import Tables

ALT_ROWS = 12
"""How many rows an alternative text reads out before it sums up the rest."""


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

    def top(self) -> tuple[list[str], int]:
        """Return the ids that share the highest count, and the count."""
        highest = max((count for _, count in self.rows), default=0)
        return [one for one, count in self.rows if count == highest and count], highest


def speakers(counted: Counted) -> str:
    """Say who speaks most."""
    first, count = counted.top()
    if not first:
        return "Nobody speaks here"
    names = [_speaker(one, counted.words) for one in first]
    share = share_of(count, counted.tally.overall, counted.unit)
    if len(counted.rows) == 1:
        return capital(f"only {names[0]} speaks: {count_of(count, counted.unit)}")
    if len(first) > 1:
        return capital(f"{listing(names)} speak most, in {count_of(count, counted.unit)} each")
    return capital(f"{names[0]} speaks most: {share}")


def sectors(counted: Counted) -> str:
    """Say which sector comes up most."""
    return _most(counted, "sector", "sectors")


def themes(counted: Counted) -> str:
    """Say which theme comes up most."""
    return _most(counted, "theme", "themes")


def focus_tone(counted: Counted) -> str:
    """Say how often each of the sectors set against each other comes up, and which of it is negative."""
    if not counted.tally.overall:
        return "None of these sectors comes up"
    rows = [(inline(counted.words.word("sector", one)), count) for one, count in counted.rows]
    said = [f"{word} in {count}" for word, count in rows if count]
    first, count = next((word, count) for word, count in rows if count)
    said[0] = f"{first} comes up in {count_of(count, counted.unit)}"
    absent = [word for word, count in rows if not count]
    negative = [
        f"{counted.cells[one, 'negative']} on {inline(counted.words.word('sector', one))}"
        for one, _ in counted.rows
        if counted.cells.get((one, "negative"))
    ]
    ending = f"; negative: {listing(negative)}" if negative else "; none is negative"
    rest = f", {listing(absent)} in none" if absent else ""
    return capital(f"{listing(said)}{rest}{ending}")


def focus_speakers(counted: Counted) -> str:
    """Say how many speak of each of the sectors set against each other."""
    speakers_of: dict[str, list[str]] = {}
    for (speaker, sector), count in counted.cells.items():
        if count:
            speakers_of.setdefault(sector, []).append(_speaker(speaker, counted.words))
    if not speakers_of:
        return "Nobody speaks of these sectors"
    parts = []
    for sector, names in speakers_of.items():
        who = f"by {names[0]} only" if len(names) == 1 else f"by {len(names)} speakers"
        parts.append((inline(counted.words.word("sector", sector)), who))
    merged: dict[str, list[str]] = {}
    for word, who in parts:
        merged.setdefault(who, []).append(word)
    said = [f"{listing(group)} {who}" for who, group in merged.items()]
    return capital(
        f"{said[0].replace(' by ', f' {_is(merged)} spoken of by ', 1)}{''.join(f', {one}' for one in said[1:])}"
    )


def _is(merged: Mapping[str, list[str]]) -> str:
    return "is" if len(next(iter(merged.values()))) == 1 else "are"


def sectors_tone(counted: Counted) -> str:
    """Say how much of what is said about sectors is positive, and what is not."""
    positive = counted.view.statements
    positive = positive[(positive["kind"] == "sector") & (positive["stance"] == "positive")]
    count, overall = count_units(positive, counted.unit), counted.tally.overall
    if not overall:
        return "No sector comes up"
    against = [
        inline(counted.words.word("sector", one)) for one, _ in counted.rows if counted.cells.get((one, "negative"))
    ]
    ending = f"; negative ones concern {listing(against)}" if against else ""
    if count == overall:
        return f"{_all(overall, counted.unit)} on sectors {_be(overall)} positive{ending}"
    return f"{share_of(count, overall, counted.unit)} on sectors {_be(count)} positive{ending}"


def sides_tone(counted: Counted) -> str:
    """Set the share of positive statements on one side against the other's."""
    parts = []
    for one, count in counted.rows:
        word = counted.words.word("side", one)
        if not count:
            parts.append(f"nothing on {word}")
            continue
        positive = counted.cells.get((one, "positive"), 0)
        share = _all(count, counted.unit) if positive == count else share_of(positive, count, counted.unit)
        parts.append(f"{share[0].lower() + share[1:]} on {word} {_be(positive)} positive")
    return capital("; ".join(parts))


def sides_kind(counted: Counted) -> str:
    """Say which kinds of statement each side gets."""
    parts = []
    for one, count in counted.rows:
        kinds = [(kind, cell) for (row, kind), cell in counted.cells.items() if row == one and cell]
        word = counted.words.word("side", one)
        if not count:
            parts.append(f"nothing on {word}")
        elif len(kinds) == 1:
            parts.append(f"{word} gets only {MODALITY_PLURALS[kinds[0][0]]} ({kinds[0][1]})")
        else:
            named = [f"{MODALITY_PLURALS[kind]} ({cell})" for kind, cell in kinds]
            parts.append(f"{word} gets {listing(named)}")
    return capital("; ".join(parts))


def sides_themes(counted: Counted) -> str:
    """Say which themes the sides share and how many each has to itself."""
    found = {side: [row for row, _ in counted.rows if counted.cells.get((row, side))] for side in SIDES}
    one, other = SIDES
    both = [inline(counted.words.word("theme", row)) for row in found[one] if row in found[other]]
    if not any(found.values()):
        return "No theme comes up on either side"
    verb = "comes" if len(both) == 1 else "come"
    shared = f"{listing(both)} {verb} up on both sides" if both else "No theme is shared"
    alone = [
        f"{number} only with {counted.words.word('side', side)}"
        for side in SIDES
        if (number := len(found[side]) - len(both))
    ]
    return capital(f"{shared}, {listing(alone)}" if alone else f"{shared}, no other theme on either")


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
    rows = []
    for row, cells in table[table["count"] > 0].groupby("row_label", sort=False):
        if has_series:
            rows.append(f"{row}: {', '.join(f'{cell.series} {cell.count}' for cell in _cells(cells))}")
        else:
            rows.append(f"{row} {cells['count'].iloc[0]}")
    rest = f"; and {len(rows) - ALT_ROWS} more rows" if len(rows) > ALT_ROWS else ""
    return f"{title}. {'; '.join(rows[:ALT_ROWS])}{rest}."


@dataclass(frozen=True, slots=True)
class _Cell:
    series: str
    count: int


def _cells(cells: pd.DataFrame) -> list[_Cell]:
    return [_Cell(series, count) for series, count in zip(cells["series"], cells["count"], strict=True)]


def who(view: View, words: Words, actors: pd.DataFrame) -> str:
    """Say who speaks in how many sentences, with role and affiliation where the text gives them."""
    by_speaker = {str(one): int(count) for one, count in view.sentences["speaker_id"].value_counts().items()}
    voices = [one for one in by_speaker if one != NARRATOR]
    total = len(view.sentences)
    if not voices:
        return f"Nobody is quoted. {_all(total, 'sentences')} {_be(total)} the article's own voice."
    first, *others = voices
    said = [
        f"{_described(first, words, actors)} is heard in {share_of(by_speaker[first], total, 'sentences')}",
        *(f"{_described(one, words, actors)} in {by_speaker[one]}" for one in others[:3]),
    ]
    if len(others) > 3:
        said.append(f"{len(others) - 3} others in {sum(by_speaker[one] for one in others[3:])}")
    own = by_speaker.get(NARRATOR, 0)
    return f"{'; '.join(said)}. {_own_voice(own)}"


def what(view: View, words: Words) -> str:
    """Say which sectors and themes come up most."""
    counts = {kind: tally(view.statements, rows=kind) for kind in ("sector", "theme")}
    parts = []
    for kind, plural in (("sector", "sectors"), ("theme", "policy themes")):
        rows = counts[kind].row_counts
        if not rows:
            parts.append(f"No {kind} comes up.")
            continue
        leading = [f"{inline(words.word(kind, one))} ({count})" for one, count in rows[:3]]
        number = f"{len(rows)} {plural if len(rows) > 1 else plural.removesuffix('s')}"
        rest = f", most often {listing(leading)}" if len(rows) > 1 else f": {leading[0]}"
        verb = "come up" if len(rows) > 1 else "comes up"
        parts.append(f"{number} {verb}{rest}.")
    return " ".join(parts)


def tone(view: View, words: Words) -> str:
    """Say how many statements are positive and which are negative, and of what kind they are."""
    total = len(view.statements)
    if not total:
        return "No statement was coded."
    stances = view.statements["stance"].value_counts()
    positive = int(stances.get("positive", 0))
    share = _all(total, "statements") if positive == total else share_of(positive, total, "statements")
    said = f"{share} {_be(positive)} positive"
    negative = view.statements[view.statements["stance"] == "negative"]
    if len(negative):
        pairs = dict.fromkeys(zip(negative["kind"], negative["code_id"], strict=True))
        said += f", {len(negative)} negative: on {listing([inline(words.word(kind, one)) for kind, one in pairs])}"
    elif positive < total:
        said += ", none negative"
    kinds = view.statements["modality"].value_counts()
    ordered = [
        f"{kinds[kind]} {MODALITY_COUNTED[kind][int(kinds[kind]) != 1]}" for kind in MODALITY_PLURALS if kind in kinds
    ]
    return f"{said}. By kind: {listing(ordered, limit=5)}."


def comparison(view: View, words: Words) -> str:
    """Say how many sentences are about each side, and what is compared outright."""
    sided = with_sides(view.statements)
    counts = {side: count_units(sided[sided["side"] == side], "sentences") for side in SIDES}
    one, other = SIDES
    said = (
        f"{count_of(counts[one], 'sentences')} {_be(counts[one])} about Pakistan or China, {counts[other]} about India."
    )
    number = len(view.comparisons)
    if not number:
        return f"{said} No sentence compares countries outright."
    first = compared(view.comparisons.iloc[0], words)
    more = f", and {number - 1} more" if number > 1 else ""
    return f"{said} {number} explicit {'comparison' if number == 1 else 'comparisons'}: {first}{more}."


def compared(comparison: pd.Series, words: Words) -> str:
    """Return one comparison in words."""
    subject, reference = (words.label("country", comparison[name]) for name in ("subject", "reference"))
    theme = comparison["theme_id"]
    on = "" if pd.isna(theme) else f" on {inline(words.word('theme', theme))}"
    return f"{clip(subject, 60)} {DIRECTIONS[comparison['direction']]} {clip(reference, 60)}{on}"


def both_sides(view: View) -> int:
    """Return how many sentences are about both sides and so count in each."""
    sided = with_sides(view.statements).drop_duplicates(["sentence_id", "side"])
    return int((sided["sentence_id"].value_counts() > 1).sum())


def _most(counted: Counted, dimension: str, plural: str) -> str:
    first, count = counted.top()
    if not first:
        return f"No {dimension} comes up"
    names = [inline(counted.words.word(dimension, one)) for one in first]
    if len(counted.rows) == 1:
        return capital(f"{names[0]} is the only {dimension}: {count_of(count, counted.unit)}")
    if len(first) > 1:
        return capital(f"{listing(names)} come up most, in {count_of(count, counted.unit)} each")
    return capital(f"{names[0]} comes up most: {share_of(count, counted.tally.overall, counted.unit)} on {plural}")


def _speaker(one: str, words: Words) -> str:
    return "the article itself" if one == NARRATOR else clip(words.word("speaker", one), 60)


def _described(one: str, words: Words, actors: pd.DataFrame) -> str:
    name = clip(words.word("speaker", one), 80)
    rows = actors[actors["actor_id"] == one]
    if rows.empty or rows.iloc[0]["kind"] != "person":
        return name
    row = rows.iloc[0]
    organisation = actors.loc[actors["actor_id"] == row["affiliation_id"], "name"]
    described: Sequence[str] = [clip(part, 80) for part in (row["role"], *organisation.head(1)) if not pd.isna(part)]
    return f"{name} ({', '.join(described)})" if described else name


def _own_voice(count: int) -> str:
    if not count:
        return "No sentence is the article's own voice."
    return f"{capital(count_of(count, 'sentences'))} {_be(count)} the article's own voice."


def _all(count: int, unit: str) -> str:
    return f"The one {UNITS[unit][0]}" if count == 1 else f"All {count_of(count, unit)}"


def _be(count: int) -> str:
    return "is" if count == 1 else "are"


def source_line(view: View, tables: Tables, words: Words) -> str:
    """Name the source of everything shown: one article with outlet and date, or how many from where and when."""
    articles = tables.articles
    if len(articles) == 1:
        row = articles.iloc[0]
        return SOURCE.format(
            title=f"“{row['title']}”" if not pd.isna(row["title"]) else SOURCE_UNTITLED,
            outlet=row["outlet"] if not pd.isna(row["outlet"]) else SOURCE_NO_OUTLET,
            date=day(row["published"]) if not pd.isna(row["published"]) else SOURCE_NO_DATE,
        )
    outlets, days = sorted(articles["outlet"].dropna().unique()), articles["published"].dropna()
    return SOURCES.format(
        count=len(articles),
        outlets=listing(outlets) or SOURCE_NO_OUTLET,
        first=day(days.min()) if len(days) else SOURCE_NO_DATE,
        last=day(days.max()) if len(days) else SOURCE_NO_DATE,
    )


def overview(view: View, tables: Tables, words: Words) -> dict[str, str]:
    """Return the paragraphs of the overview by what they answer."""
    return {
        "who": who(view, words, tables.actors),
        "what": what(view, words),
        "tone": tone(view, words),
        "comparison": comparison(view, words),
    }


def key_figures(view: View, tables: Tables, words: Words) -> dict[str, int]:
    """Return the counts that size the text up."""
    statements = view.statements
    actors = tables.mentions[
        (tables.mentions["kind"] == "actor") & tables.mentions["sentence_id"].isin(view.sentences["sentence_id"])
    ]
    return {
        "sentences": len(view.sentences),
        "coded": count_units(statements, "sentences"),
        "statements": len(statements),
        "voices": view.sentences["speaker_id"].nunique(),
        "actors": actors["code_id"].nunique(),
        "sectors": statements.loc[statements["kind"] == "sector", "code_id"].nunique(),
        "themes": statements.loc[statements["kind"] == "theme", "code_id"].nunique(),
    }


def side_figures(view: View, tables: Tables, words: Words) -> dict[str, dict[str, int]]:
    """Return the counts of each side."""
    sided = with_sides(view.statements)
    return {side: _side_figures(sided[sided["side"] == side]) for side in SIDES}


def _side_figures(statements: pd.DataFrame) -> dict[str, int]:
    return {
        "sentences": count_units(statements, "sentences"),
        "statements": len(statements),
        "positive": int((statements["stance"] == "positive").sum()),
    }


def sides_rule(view: View, tables: Tables, words: Words) -> str:
    """Say, in Markdown, which sentence belongs to which side, and how many belong to both."""
    both = both_sides(view)
    return INDIA_RULE.format(both=INDIA_BOTH.get(both, INDIA_BOTH_MANY.format(count=both)))


def headline(articles: pd.DataFrame) -> str:
    """Return the title of the one article."""
    title = articles.iloc[0]["title"]
    return UNTITLED if pd.isna(title) else str(title)


def byline(articles: pd.DataFrame) -> str:
    """Return outlet, date and author of the one article."""
    row = articles.iloc[0]
    form = BYLINE_NO_AUTHOR if pd.isna(row["author"]) else BYLINE
    return form.format(
        outlet=SOURCE_NO_OUTLET if pd.isna(row["outlet"]) else row["outlet"],
        date=SOURCE_NO_DATE if pd.isna(row["published"]) else day(row["published"]),
        author=row["author"],
    )

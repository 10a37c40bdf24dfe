"""The sentences that state what the rows shown say, except chart titles, which are in `titles`. No Streamlit.

With `text` and `titles` the only place of interface words. What comes back is plain text, not yet safe as Markdown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from pkcn_dashboard.text import (
    BYLINE,
    BYLINE_NO_AUTHOR,
    DIRECTIONS,
    FEW,
    INDIA_BOTH,
    INDIA_BOTH_MANY,
    INDIA_FEW,
    INDIA_FEW_SIDE,
    INDIA_RULE,
    MODALITY_COUNTED,
    MODALITY_PLURALS,
    PUBLIC_WORDS,
    SOURCE,
    SOURCE_DAYS,
    SOURCE_NO_DATE,
    SOURCE_NO_OUTLET,
    SOURCE_UNTITLED,
    SOURCES,
    UNTITLED,
    capital,
    clip,
    count_of,
    day,
    inline,
    listing,
    own_voice,
    part_of,
    share_of,
)
from pkcn_dashboard.text.actors import ACTOR_COLUMNS, ACTOR_KINDS, UNHEARD_NAMED
from pkcn_dashboard.words import Words
from pkcn_data.model import NARRATOR
from pkcn_data.summary import SIDES, UNKNOWN, VOICES, Dimension, View, actor_table, count_units, tally, with_sides
from pkcn_data.tables import Tables, records

NAMED = 3
"""How many sectors or themes, and how many speakers after the first, a paragraph names."""


def who(view: View, words: Words, actors: pd.DataFrame) -> str:
    """Say who speaks in how many sentences, with role and affiliation where the text gives them."""
    by_speaker = {str(one): int(count) for one, count in view.sentences["speaker_id"].value_counts().items()}
    voices = [one for one in by_speaker if one != NARRATOR]
    total = len(view.sentences)
    if not voices:
        narrator = own_voice(view.sentences["article_id"].nunique())
        return f"Nobody is quoted. {capital(part_of(total, total, 'sentences'))} {_be(total)} in {narrator}."
    first, *others = voices
    said = [
        f"{_described(first, words, actors)} is heard in {share_of(by_speaker[first], total, 'sentences')}",
        *(f"{_described(one, words, actors)} in {by_speaker[one]}" for one in others[:NAMED]),
    ]
    if rest := others[NAMED:]:
        said.append(f"{count_of(len(rest), 'others')} in {sum(by_speaker[one] for one in rest)}")
    return f"{'; '.join(said)}. {_own_voice(by_speaker.get(NARRATOR, 0), view)}"


def what(view: View, words: Words) -> str:
    """Say how much of the text speaks of sectors and themes, and which come up most."""
    total = len(view.sentences)
    coded = part_of(count_units(view.statements, "sentences"), total, "sentences")
    if view.statements.empty:
        return f"{capital(coded)} {_speak(0, total)} of a sector or policy theme."
    said = f"{capital(coded)} {_speak(count_units(view.statements, 'sentences'), total)} of a sector or policy theme."
    return " ".join([said, _which(view, words, "sector", "sector"), _which(view, words, "theme", "policy theme")])


def tone(view: View, words: Words) -> str:
    """Say how many statements are positive and which are negative, and of what kind they are."""
    total = len(view.statements)
    if not total:
        return "No statement was coded."
    stances = view.statements["stance"].value_counts()
    positive = int(stances.get("positive", 0))
    said = f"{capital(part_of(positive, total, 'statements'))} {_be(positive or total)} positive"
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
    counts, overall = _side_sentences(view), count_units(view.statements, "sentences")
    one, other = (counts[side] for side in SIDES)
    said = "No coded sentence is about Pakistan, China or India."
    if one or other:
        part = capital(part_of(one, overall, "coded"))
        said = f"{part} {_be(1 if overall == 1 else one)} about Pakistan or China, {other or 'none'} about India."
    number = len(view.comparisons)
    if not number:
        return f"{said} No sentence compares countries outright."
    first = compared(records(view.comparisons)[0], words)
    if number == 1:
        return f"{said} Countries are compared outright once: {first}."
    return f"{said} Countries are compared outright {'twice' if number == 2 else f'{number} times'}, first: {first}."


def compared(comparison: Mapping[str, Any], words: Words) -> str:
    """Return one comparison in words."""
    subject, reference = (words.label("country", comparison[name]) for name in ("subject", "reference"))
    theme = comparison["theme_id"]
    on = "" if pd.isna(theme) else f" on {inline(words.word('theme', theme))}"
    return f"{clip(subject, 60)} {DIRECTIONS[comparison['direction']]} {clip(reference, 60)}{on}"


def comparisons(view: View, tables: Tables, words: Words) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the explicit comparisons in words, each with its sentence."""
    sentences = view.sentences[["sentence_id", "position", "text", "attribution"]]
    placed = view.comparisons.merge(sentences, on="sentence_id")
    return [(capital(compared(row, words)), row) for row in records(placed)]


def both_sides(view: View) -> int:
    """Return how many sentences are about both sides and so count in each."""
    one, other = _sentences_by_side(view).values()
    return len(one & other)


def _which(view: View, words: Words, kind: Dimension, name: str) -> str:
    """Return how many sectors or themes come up, and the leading ones: as many as lead without cutting a tie."""
    rows = tally(view.statements, rows=kind).row_counts
    if not rows:
        return f"No {name} comes up."
    if len(rows) == 1:
        return f"One {name} comes up: {inline(words.word(kind, rows[0][0]))} ({rows[0][1]})."
    named = min(NAMED, len(rows))
    while 0 < named < len(rows) and rows[named - 1][1] == rows[named][1]:
        named -= 1
    if named:
        leading = listing([f"{inline(words.word(kind, one))} ({count})" for one, count in rows[:named]])
        return f"{len(rows)} {name}s come up{', most often' if named < len(rows) else ':'} {leading}."
    highest = rows[0][1]
    tied = sum(count == highest for _, count in rows)
    if tied == len(rows):
        return f"{len(rows)} {name}s come up, in {count_of(highest, 'statements')} each."
    return f"{len(rows)} {name}s come up, {tied} of them most often, in {count_of(highest, 'statements')} each."


def _side_sentences(view: View) -> dict[str, int]:
    return {side: len(found) for side, found in _sentences_by_side(view).items()}


def _sentences_by_side(view: View) -> dict[str, set[str]]:
    named = list(zip(view.statements["sentence_id"], view.statements["countries"], strict=True))
    return {
        side: {one for one, listed in named if not countries.isdisjoint(listed)} for side, countries in SIDES.items()
    }


def role(one: str, actors: pd.DataFrame) -> str:
    """Return the post and the organisation of a person, as far as the text gives them."""
    rows = actors[actors["actor_id"] == one]
    if rows.empty or rows.iloc[0]["kind"] != "person":
        return ""
    row = rows.iloc[0]
    organisation = actors.loc[actors["actor_id"] == row["affiliation_id"], "name"]
    return ", ".join(clip(part, 80) for part in (row["role"], *organisation.head(1)) if not pd.isna(part))


def _described(one: str, words: Words, actors: pd.DataFrame) -> str:
    name, described = clip(words.word("speaker", one), 80), role(one, actors)
    return f"{name} ({described})" if described else name


def _own_voice(count: int, view: View) -> str:
    narrator = own_voice(view.sentences["article_id"].nunique())
    return f"{capital(count_of(count, 'sentences')) if count else 'No sentence'} {_be(count or 1)} in {narrator}."


def _be(count: int) -> str:
    return "is" if count == 1 else "are"


def _speak(count: int, overall: int) -> str:
    return "speaks" if 1 in (count, overall) else "speak"


def source_line(view: View, tables: Tables, words: Words) -> str:
    """Name the source of what is shown: one article with outlet and date, or how many from where and when."""
    articles = articles_of(view, tables, words)
    if len(articles) == 1:
        row = articles.iloc[0]
        return SOURCE.format(
            title=f"“{row['title']}”" if not pd.isna(row["title"]) else SOURCE_UNTITLED,
            outlet=row["outlet"] if not pd.isna(row["outlet"]) else SOURCE_NO_OUTLET,
            date=day(row["published"]) if not pd.isna(row["published"]) else SOURCE_NO_DATE,
        )
    outlets, days = sorted(articles["outlet"].dropna().unique()), sorted(articles["published"].dropna().unique())
    span = SOURCE_NO_DATE
    if days:
        span = day(days[0]) if len(days) == 1 else SOURCE_DAYS.format(first=day(days[0]), last=day(days[-1]))
    return SOURCES.format(count=len(articles), outlets=listing(outlets) or SOURCE_NO_OUTLET, days=span)


def articles_of(view: View, tables: Tables, words: Words) -> pd.DataFrame:
    """Return the articles that the rows shown come from; all of them where nothing is shown."""
    shown = tables.articles[tables.articles["article_id"].isin(view.sentences["article_id"])]
    return tables.articles if shown.empty else shown


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
        "speakers": count_units(statements, "speakers"),
        "sectors": statements.loc[statements["kind"] == "sector", "code_id"].nunique(),
        "themes": statements.loc[statements["kind"] == "theme", "code_id"].nunique(),
    }


def single_sources(view: View, tables: Tables, words: Words) -> dict[str, str]:
    """Return, by the speaker's name, the themes that only this speaker speaks of, those of most statements first.

    Whoever carries most themes comes first.
    """
    counted = tally(view.statements, rows="theme", series="speaker")
    voices: dict[str, list[str]] = {}
    for (theme, speaker), count in counted.cell_counts.items():
        if count:
            voices.setdefault(theme, []).append(speaker)
    carried: dict[str, list[str]] = {}
    for theme, speakers in voices.items():
        if len(speakers) == 1:
            carried.setdefault(speakers[0], []).append(inline(words.word("theme", theme)))
    ordered = sorted(carried.items(), key=lambda item: -len(item[1]))
    return {words.word("speaker", one): f"{capital(', '.join(themes))}." for one, themes in ordered}


def unheard(view: View, tables: Tables, words: Words) -> dict[str, str]:
    """Return who is named and never heard, by kind of actor, those named most first."""
    silent = view.mentions[view.mentions["heard"] == "unheard"]
    listed: dict[str, str] = {}
    for kind in VOICES:
        counts = silent.loc[silent["actor_kind"] == kind, "code_id"].value_counts()
        if names := [f"{clip(words.word('actor', str(one)), 80)} ({count:,})" for one, count in counts.items()]:
            listed[PUBLIC_WORDS["speaker_kind"][kind]] = f"{listing(names, limit=UNHEARD_NAMED)}."
    return listed


def actors(view: View, tables: Tables, words: Words) -> pd.DataFrame:
    """Return the people and organisations heard or named as a reader sees them: words for ids, nothing for unknown."""
    table = actor_table(view, tables)
    columns: dict[str, Iterable[Any]] = {
        "name": [words.word("actor", one) for one in table["actor_id"]],
        "sentences": table["sentences"],
        "mentions": table["mentions"],
        "role": table["role"].fillna(""),
        "institution": ["" if pd.isna(one) else words.word("actor", one) for one in table["institution_id"]],
        "country": ["" if one == UNKNOWN else words.word("speaker_country", one) for one in table["speaker_country"]],
        "kind": [ACTOR_KINDS[one] for one in table["kind"]],
    }
    return pd.DataFrame({ACTOR_COLUMNS[name]: list(values) for name, values in columns.items()})


def sides_rule(view: View, tables: Tables, words: Words) -> str:
    """Say, in Markdown, which sentence belongs to which side, how many to both, and which side has few."""
    both = both_sides(view)
    rule = INDIA_RULE.format(both=INDIA_BOTH.get(both, INDIA_BOTH_MANY.format(count=both)))
    few = [
        INDIA_FEW_SIDE.format(side=PUBLIC_WORDS["side"][side], sentences=count_of(count, "sentences"))
        for side, count in _side_sentences(view).items()
        if 0 < count < FEW
    ]
    return f"{rule} {INDIA_FEW.format(sides=listing(few))}" if few else rule


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

"""Questions asked of the tables: DataFrame in, DataFrame out; nothing here changes what it is given.

Two kinds of rows are counted: *coded statements*, the statements table with what their sentences and speakers say beside
them (`code_statements`), and *coded mentions*, the namings of actors with the same (`code_mentions`). A *mark* is one
bar, segment or dot of a chart: the rows that share a value in one or two dimensions. `tally` counts marks and
`evidence` lists what one mark counts, so that both always agree.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from typing import Literal

import pandas as pd

from pkcn_data.model import NARRATOR
from pkcn_data.tables import Tables

Source = Literal["statements", "mentions"]
Unit = Literal["statements", "mentions", "sentences", "speakers"]
Dimension = Literal[
    "sector",
    "theme",
    "with_sector",
    "with_theme",
    "speaker",
    "speaker_kind",
    "institution",
    "speaker_country",
    "stance",
    "modality",
    "country",
    "side",
    "sources",
    "actor",
    "heard",
]
"""What rows can be sorted by.

`with_sector` and `with_theme` are those that the row's sentence also has a statement on, among the statements shown.
`sources` is whether one speaker or several speak of the row's sector or theme, among the statements shown. `actor` and
`heard` are of mentions only: who is named, and whether the article lets them speak (`code_mentions`).
"""

UNIT_KEYS: dict[Unit, str] = {
    "statements": "statement_id",
    "mentions": "mention_id",
    "sentences": "sentence_id",
    "speakers": "speaker_id",
}
"""The column whose distinct values a counting unit counts."""

_MARK = ("row_id", "series_id")
_COUNTED = frozenset({*UNIT_KEYS.values(), "article_id", "position", "kind", "code_id", "countries"})
"""What counting needs of a row, beside the columns of its dimensions."""

UNKNOWN = "unknown"
"""The institution or country of a speaker for whom the tables give none."""

VOICES: tuple[str, ...] = ("person", "organisation", "group", "country")
"""The kinds of actors that can speak; a plan, an event or a place can't."""
_OWN_ROLES = ("outlet", "author")

SIDES: dict[str, frozenset[str]] = {"pak_chn": frozenset({"PAK", "CHN"}), "ind": frozenset({"IND"})}
"""The two sides set against each other. What is about countries of both belongs to both."""

_COLUMNS: dict[Dimension, str] = {
    "sector": "code_id",
    "theme": "code_id",
    "speaker": "speaker_id",
    "stance": "stance",
    "modality": "modality",
    "country": "country",
    "side": "side",
    "with_sector": "with_sector",
    "with_theme": "with_theme",
    "speaker_kind": "speaker_kind",
    "institution": "institution",
    "speaker_country": "speaker_country",
    "sources": "sources",
    "actor": "code_id",
    "heard": "heard",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a reader asks to see; an empty field asks for everything."""

    sector: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    tone: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    article: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The rows that fit the filters; `all_*` are those of the unfiltered tables, for shares."""

    statements: pd.DataFrame
    sentences: pd.DataFrame
    comparisons: pd.DataFrame
    mentions: pd.DataFrame
    all_statements: pd.DataFrame
    all_sentences: pd.DataFrame

    def rows(self, source: Source) -> pd.DataFrame:
        """Return the coded statements or mentions."""
        return self.mentions if source == "mentions" else self.statements


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Counts of marks, in the order to draw: of rows by `row_id`, of cells by `row_id` and `series_id`.

    The count of a row is of distinct units, so it can be less than the sum of its cells.
    """

    row_counts: list[tuple[str, int]]
    cell_counts: dict[tuple[str, str], int]
    overall: int

    @property
    def series(self) -> list[str]:
        """Return the ids of the series."""
        return list(dict.fromkeys(series_id for _, series_id in self.cell_counts))

    @property
    def cells(self) -> pd.DataFrame:
        """Return the cells as a table of `row_id, series_id, count`."""
        ids = {name: pd.Series([mark[at] for mark in self.cell_counts], dtype="str") for at, name in enumerate(_MARK)}
        return pd.DataFrame(ids | {"count": pd.Series(list(self.cell_counts.values()), dtype="int64")})

    @property
    def is_additive(self) -> bool:
        """Return whether the cells of each row add up to it, so that they may be stacked."""
        return sum(self.cell_counts.values()) == sum(count for _, count in self.row_counts)


def code_statements(tables: Tables) -> pd.DataFrame:
    """Return the statements with position, text and attribution of their sentences, in text order.

    Beside them is who their speakers are: `speaker_kind` (an actor's kind, or the narrator), `institution` (the actor a
    person speaks for; others speak for themselves) and `speaker_country` (ISO3, else that of the institution).
    """
    sentences = tables.sentences[["sentence_id", "position", "text", "attribution"]]
    placed = tables.statements.merge(sentences, on="sentence_id", how="left", validate="many_to_one")
    speakers = _speakers(tables.actors)
    return placed.assign(**{name: placed["speaker_id"].map(known).fillna(UNKNOWN) for name, known in speakers.items()})


def code_mentions(tables: Tables) -> pd.DataFrame:
    """Return the namings of actors with speaker, position, text and attribution of their sentences, in text order.

    `actor_kind` is the actor's kind. `heard` says whether a sentence anywhere in the tables is theirs: `heard` (the
    actor speaks, or somebody of that institution or country, or it is the outlet or author of the article),
    `unheard`, or `no_voice` for what can't speak.
    """
    sentences = tables.sentences[["sentence_id", "speaker_id", "position", "text", "attribution"]]
    named = tables.mentions[tables.mentions["kind"] == "actor"]
    placed = named.merge(sentences, on="sentence_id", how="left", validate="many_to_one")
    kinds = dict(zip(tables.actors["actor_id"], tables.actors["kind"], strict=True))
    heard = heard_actors(tables)
    kind = placed["code_id"].map(kinds)
    said = ["heard" if one in heard else "unheard" for one in placed["code_id"]]
    return placed.assign(
        actor_kind=kind, heard=pd.Series(said, index=placed.index).where(kind.isin(VOICES), "no_voice")
    )


def heard_actors(tables: Tables) -> frozenset[str]:
    """Return the ids of the actors who speak, themselves or through somebody of theirs; see `code_mentions`."""
    actors, speaking = tables.actors, set(tables.sentences["speaker_id"])
    speakers = _speakers(actors)
    bodies = {speakers["institution"].get(one) for one in speaking}
    countries = {speakers["speaker_country"].get(one) for one in speaking} - {UNKNOWN}
    is_heard = (
        actors["actor_id"].isin(speaking | bodies)
        | ((actors["kind"] == "country") & actors["country"].isin(countries))
        | actors["role"].isin(_OWN_ROLES)
    )
    return frozenset(actors.loc[is_heard, "actor_id"])


def _speakers(actors: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return kind, institution and country of every possible speaker, by its id."""
    ids = list(actors["actor_id"])
    countries = {one: country for one, country in zip(ids, actors["country"], strict=True) if not pd.isna(country)}
    bodies = {
        one: (UNKNOWN if kind == "person" else one) if pd.isna(body) else body
        for one, kind, body in zip(ids, actors["kind"], actors["affiliation_id"], strict=True)
    }
    places = {one: countries.get(one) or countries.get(bodies[one], UNKNOWN) for one in ids}
    kinds = dict(zip(ids, actors["kind"], strict=True))
    narrator = {NARRATOR: NARRATOR}
    return {"speaker_kind": kinds | narrator, "institution": bodies | narrator, "speaker_country": places | narrator}


def filter_view(tables: Tables, statements: pd.DataFrame, mentions: pd.DataFrame, filters: Filters) -> View:
    """Return what fits the filters.

    Speaker, country, tone and modality choose statements. Sector and theme choose sentences: one that speaks of a
    chosen sector and of a chosen theme; of such a sentence the statements about other sectors or themes are left out.
    With a filter set, a sentence, mention or comparison stays when a statement of its sentence does.
    """
    kept = filter_statements(statements, filters)
    sentences, comparisons = tables.sentences, tables.comparisons
    if filters:
        sentences, comparisons, mentions = (
            table[table["sentence_id"].isin(kept["sentence_id"])] for table in (sentences, comparisons, mentions)
        )
    return View(kept, sentences, comparisons, mentions, statements, tables.sentences)


def filter_statements(statements: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return the coded statements that fit the filters, in their order."""
    keep = pd.Series(True, index=statements.index)
    for column, wanted in (
        ("article_id", filters.article),
        ("speaker_id", filters.speaker),
        ("stance", filters.tone),
        ("modality", filters.modality),
    ):
        if wanted:
            keep &= statements[column].isin(wanted)
    if filters.country:
        keep &= _names_any(statements["countries"], filters.country)
    for kind, wanted in (("sector", filters.sector), ("theme", filters.theme)):
        if wanted:
            chosen = (statements["kind"] == kind) & statements["code_id"].isin(wanted)
            keep &= statements["sentence_id"].isin(statements.loc[chosen, "sentence_id"])
            keep &= chosen | (statements["kind"] != kind)
    return statements[keep]


def tally(
    table: pd.DataFrame,
    *,
    rows: Dimension,
    series: Dimension | None = None,
    unit: Unit = "statements",
    only_rows: Sequence[str] = (),
    only_series: Sequence[str] = (),
    series_order: Sequence[str] = (),
    coded: pd.DataFrame | None = None,
) -> Tally:
    """Count distinct units among coded statements or mentions by row and, with `series`, by cell.

    `coded` are the statements shown, where the rows counted are others.
    Rows come by falling count, ties in the order of the text. `only_rows` and `only_series` restrict to these ids,
    keep their order and keep those that count nothing. `series_order` orders cells; ids beyond it come last.
    """
    marked = _mark(
        _counted_columns(table, rows, series),
        rows=rows,
        series=series,
        only_rows=only_rows,
        only_series=only_series,
        coded=table if coded is None else coded,
    )
    units = marked[UNIT_KEYS[unit]].tolist()
    # In plain Python: for a few hundred rows pandas takes ten times as long.
    by_row: dict[str, set[str]] = {one: set() for one in only_rows}
    by_cell: dict[tuple[str, str], set[str]] = {}
    for row_id, series_id, one in zip(marked["row_id"].tolist(), marked["series_id"].tolist(), units, strict=True):
        by_row.setdefault(row_id, set()).add(one)
        by_cell.setdefault((row_id, series_id), set()).add(one)
    row_counts = [(row_id, len(found)) for row_id, found in by_row.items()]
    if not only_rows:
        row_counts.sort(key=lambda counted: -counted[1])
    order = [""] if series is None else list(only_series) or _ordered([one for _, one in by_cell], series_order)
    marks = ((row_id, series_id) for row_id, _ in row_counts for series_id in order)
    return Tally(row_counts, {mark: len(by_cell.get(mark, ())) for mark in marks}, len(set(units)))


def _counted_columns(table: pd.DataFrame, *dimensions: Dimension | None) -> pd.DataFrame:
    """Return the columns that counting by these dimensions needs: to carry the others along takes longer than it."""
    needed = {*_COUNTED, *(_COLUMNS[one] for one in dimensions if one)}
    return table[[name for name in table.columns if name in needed]]


def _ordered(ids: Sequence[str], order: Sequence[str]) -> list[str]:
    """Return the ids that come up, those of the order first, the rest as they come."""
    found = list(dict.fromkeys(ids))
    return [one for one in order if one in found] + [one for one in found if one not in order]


def evidence(
    table: pd.DataFrame,
    *,
    rows: Dimension,
    row_id: str,
    series: Dimension | None = None,
    only_series: Sequence[str] = (),
    unit: Unit = "statements",
    coded: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the rows that one mark counts, each once, with the id of the unit they count as in `unit_id`.

    They come in text order. The mark's count is the number of distinct `unit_id`. Without `series` the mark is a whole
    row; with it, the cells of `only_series`, or all.
    """
    marked = _mark(
        table,
        rows=rows,
        series=series,
        only_rows=[row_id],
        only_series=only_series,
        coded=table if coded is None else coded,
    )
    key = UNIT_KEYS["mentions" if "mention_id" in table else "statements"]
    listed = marked.drop_duplicates(key).assign(unit_id=lambda once: once[UNIT_KEYS[unit]])
    return listed.sort_values(["article_id", "position"], kind="stable").reset_index(drop=True)


def count_units(statements: pd.DataFrame, unit: Unit) -> int:
    """Count the distinct units among statements."""
    return int(statements[UNIT_KEYS[unit]].nunique())


def with_sides(statements: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each statement and side that it is about, in their order, with the side's id in `side`."""
    marks = [
        (place, side)
        for place, listed in enumerate(statements["countries"])
        for side, countries in SIDES.items()
        if not countries.isdisjoint(listed)
    ]
    return statements.iloc[[place for place, _ in marks]].assign(
        side=pd.Series([side for _, side in marks], dtype="str").array
    )


def actor_table(view: View, tables: Tables) -> pd.DataFrame:
    """Return the people, organisations and groups that are heard or named, those heard most and named most first.

    Columns: `actor_id, sentences` (heard in), `mentions` (times named), `role, institution_id, speaker_country, kind`.
    """
    actors = tables.actors[tables.actors["kind"].isin([kind for kind in VOICES if kind != "country"])]
    speakers = _speakers(tables.actors)
    listed = actors.assign(
        sentences=_counts(actors["actor_id"], view.sentences["speaker_id"]),
        mentions=_counts(actors["actor_id"], view.mentions["code_id"]),
        institution_id=actors["affiliation_id"],
        speaker_country=actors["actor_id"].map(speakers["speaker_country"]),
    )
    listed = listed[(listed["sentences"] > 0) | (listed["mentions"] > 0)]
    columns = ["actor_id", "sentences", "mentions", "role", "institution_id", "speaker_country", "kind"]
    ordered = listed.sort_values(["sentences", "mentions"], ascending=False, kind="stable")
    return ordered[columns].reset_index(drop=True)


def _counts(ids: pd.Series, found: pd.Series) -> pd.Series:
    """Return how often each id is found."""
    return ids.map(found.value_counts()).fillna(0).astype(int)


def countries_of(statements: pd.DataFrame) -> list[str]:
    """Return the ISO3 codes that statements are about, most frequent first."""
    return list(statements["countries"].explode().dropna().value_counts().index)


def _mark(
    table: pd.DataFrame,
    *,
    rows: Dimension,
    series: Dimension | None,
    only_rows: Collection[str],
    only_series: Collection[str],
    coded: pd.DataFrame,
) -> pd.DataFrame:
    """Return one row for each row and mark that counts it, with the mark in `row_id` and `series_id`."""
    marked = _spread(_spread(table, rows, coded), series, coded)
    marked = marked.assign(
        row_id=marked[_COLUMNS[rows]],
        series_id=marked[_COLUMNS[series]] if series else "",
    )
    if only_rows:
        marked = marked[marked["row_id"].isin(only_rows)]
    if only_series:
        marked = marked[marked["series_id"].isin(only_series)]
    return marked


def _spread(table: pd.DataFrame, dimension: Dimension | None, coded: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that have a value in the dimension, one row a value; `coded` are the statements shown."""
    if dimension in ("sector", "theme"):
        return table[table["kind"] == dimension]
    if dimension in ("with_sector", "with_theme"):
        spoken = coded.loc[coded["kind"] == dimension.removeprefix("with_"), ["sentence_id", "code_id"]]
        return table.merge(spoken.rename(columns={"code_id": dimension}).drop_duplicates(), on="sentence_id")
    if dimension == "sources":
        speakers = coded.groupby(["kind", "code_id"])["speaker_id"].nunique().rename("speakers").reset_index()
        counted = table.merge(speakers, on=["kind", "code_id"])
        return counted.assign(sources=counted["speakers"].map(lambda number: "one" if number == 1 else "several"))
    if dimension == "country":
        spread = table.assign(country=table["countries"]).explode("country")
        return spread[spread["country"].notna()]
    return with_sides(table) if dimension == "side" else table


def _names_any(countries: pd.Series, wanted: Collection[str]) -> pd.Series:
    """Return for each list of countries whether it holds one of those wanted."""
    chosen = frozenset(wanted)
    return countries.map(lambda listed: not chosen.isdisjoint(listed)).astype(bool)

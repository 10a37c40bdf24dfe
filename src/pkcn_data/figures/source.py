"""What the figures are made from: ``<data>/indicators/source``, files as read and one that an analyst edits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field

from pkcn_data.checks import Problem, check_table, ensure
from pkcn_data.codebook import Text
from pkcn_data.csvtext import from_csv, to_csv
from pkcn_data.errors import TableError
from pkcn_data.model import Better, Confidence
from pkcn_data.paths import figures_folder
from pkcn_data.rows import Row
from pkcn_data.schema import ISO3_PATTERN, SOURCES, Column, Table
from pkcn_data.strictfiles import Strict, read_strict, written_as

SERIES_FILE = "series.yml"
_NEXT_STEP = "mend the files, which data/README.md describes"


def _plain(name: str, **details: object) -> Column:
    return Column(name=name, title=name, description="As read.", **details)  # type: ignore[arg-type]  # Column's fields


WDI = Table(
    name="wdi",
    title="Values as read",
    description="Values as read from the World Development Indicators.",
    key="indicator",
    further_keys=("country", "year"),
    columns=(
        _plain("indicator"),
        _plain("country", pattern=ISO3_PATTERN),
        _plain("year", type="integer", minimum=1900),
        _plain("value", type="number"),
    ),
)
WDI_INDICATORS = Table(
    name="wdi_indicators",
    title="Series as read",
    description="Series as read from the World Development Indicators.",
    key="indicator",
    columns=tuple(_plain(name) for name in ("indicator", "name", "unit", "source_organisation")),
)
CITED = Table(
    name="cited",
    title="Cited figures",
    description="Single figures as read on published pages.",
    key="fact_id",
    columns=(
        *(_plain(name) for name in ("fact_id", "topic", "measure", "partner", "period", "value", "unit", "source")),
        _plain("source_url"),
        _plain("confidence", enum=get_args(Confidence)),
    ),
)
_TABLES = (SOURCES, WDI_INDICATORS, WDI, CITED)

Iso3 = Annotated[str, AfterValidator(written_as("[A-Z]{3}", "three capital letters such as PAK"))]


class Series(Strict):
    """What we say of a series: the codes on which it bears, and whether a higher value is good."""

    id: Text
    themes: tuple[Text, ...] = ()
    sectors: tuple[Text, ...] = ()
    higher_is: Better


class SeriesBreak(Strict):
    """A break in a series, for each of some countries."""

    series: Text
    countries: Annotated[tuple[Iso3, ...], Field(min_length=1)]
    year: Annotated[int, Field(ge=1900)]
    why: Text


class Caution(Strict):
    """What to know of a series, for each of some countries."""

    series: Text
    countries: Annotated[tuple[Iso3, ...], Field(min_length=1)]
    caution: Text


class FactBreak(Strict):
    """A change of definition among the facts of a topic."""

    topic: Text
    period: Text
    why: Text


class Declared(Strict):
    """The file that an analyst edits."""

    countries: Annotated[tuple[Iso3, ...], Field(min_length=1)]
    series: Annotated[tuple[Series, ...], Field(min_length=1)]
    breaks: tuple[SeriesBreak, ...] = ()
    cautions: tuple[Caution, ...] = ()
    fiscal_years: dict[Text, Literal["PAK", "IND"]] = Field(default_factory=dict)
    fact_breaks: tuple[FactBreak, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The files by name, exactly as they are, and what they hold."""

    files: Mapping[str, bytes]
    sources: Sequence[Row]
    series: Sequence[Row]
    values: Sequence[Row]
    cited: Sequence[Row]
    declared: Declared


def read_source(folder: Path | str | None = None) -> Source:
    """Read and check the files of a source folder; raises `TableError` with every mistake of every file."""
    folder = Path(folder) if folder is not None else figures_folder() / "source"
    if not folder.is_dir():
        names = ", ".join([*(f"{table.name}.csv" for table in _TABLES), SERIES_FILE])
        raise TableError(f"{folder}: no such folder; give one that holds {names}")
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    sources, series, values, cited = (_read(folder, table, files, problems) for table in _TABLES)
    declared = read_strict(folder / SERIES_FILE, Declared)
    if isinstance(declared, list):
        lines = "\n".join(f"- {line}" for line in declared)
        raise TableError(f"{folder}: mistakes in {SERIES_FILE}; {_NEXT_STEP}\n{lines}")
    files[SERIES_FILE] = (folder / SERIES_FILE).read_bytes()
    problems = problems or list(_check_together(series, values, declared))
    ensure(problems, where=str(folder), next_step=_NEXT_STEP)
    return Source(files=files, sources=sources, series=series, values=values, cited=cited, declared=declared)


def with_values(source: Source, values: Sequence[Row], sources: Sequence[Row]) -> Source:
    """Return a source with values that were read anew, and where from."""
    files = {"wdi.csv": to_csv(WDI, values).encode(), "sources.csv": to_csv(SOURCES, sources).encode()}
    return replace(source, files={**source.files, **files}, values=values, sources=sources)


def _read(folder: Path, table: Table, files: dict[str, bytes], problems: list[Problem]) -> list[Row]:
    name = f"{table.name}.csv"
    try:
        files[name] = (folder / name).read_bytes()
        text = files[name].decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8" if isinstance(error, UnicodeDecodeError) else f"cannot be read ({error.strerror})"
        problems.append(Problem(table.name, "", name, "", reason))
        return []
    found: list[Problem] = []
    rows = from_csv(table, text, found)
    problems.extend(found or check_table(table, rows))
    return rows


def _check_together(series: Sequence[Row], values: Sequence[Row], declared: Declared) -> Iterator[Problem]:
    named = {row["indicator"] for row in series}
    ids = [one.id for one in declared.series]
    for one in sorted({one for one in ids if ids.count(one) > 1}):
        yield Problem(SERIES_FILE, "series", one, one, "stands twice; keep one")
    for one in sorted(named ^ set(ids)):
        missing = SERIES_FILE if one in named else "wdi_indicators.csv"
        yield Problem("wdi_indicators", "indicator", one, one, f"is not in {missing}; give it there, or take it out")
    for part, entries in (("breaks", declared.breaks), ("cautions", declared.cautions)):
        for entry in entries:
            if entry.series not in named:
                yield Problem(SERIES_FILE, part, entry.series, entry.series, "is no series of wdi_indicators.csv")
            for country in sorted(set(entry.countries) - set(declared.countries)):
                yield Problem(SERIES_FILE, part, entry.series, country, "is none of its countries")
    for row in values:
        key = WDI.name_of(row)
        if row["indicator"] not in named:
            yield Problem("wdi", "indicator", key, row["indicator"], "is no series of wdi_indicators.csv")
        if row["country"] not in declared.countries:
            yield Problem("wdi", "country", key, row["country"], f"is none of the countries of {SERIES_FILE}")

"""The only caches: tables from disk, and what is computed from them, by what it was computed from.

What comes back is shared by all visitors and never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar, cast

import pandas as pd

from pkcn_dashboard.charts import catalogue
from pkcn_dashboard.charts.catalogue import Drawn
from pkcn_dashboard.claims import plots as claim_plots
from pkcn_dashboard.claims import suggested
from pkcn_dashboard.claims.board import Board, board_of, no_board
from pkcn_dashboard.claims.plots import Chart
from pkcn_dashboard.claims.suggested import Suggested
from pkcn_dashboard.indicators import catalogue as figure_catalogue
from pkcn_dashboard.indicators.catalogue import Choice
from pkcn_dashboard.indicators.draw import Shown
from pkcn_dashboard.indicators.names import words_of_figures, words_without_figures
from pkcn_dashboard.method import quality as quality_page
from pkcn_dashboard.method.codes import Codes, codes_of
from pkcn_dashboard.method.quality import GoldSet
from pkcn_dashboard.theme import PALETTES, Scheme
from pkcn_dashboard.words import Words, words_of
from pkcn_data.claims.frames import Claims, read_claims
from pkcn_data.claims.store import claims_version
from pkcn_data.codebook import load_codebook
from pkcn_data.datapackage import Manifest
from pkcn_data.errors import CodebookError, TableError
from pkcn_data.figures.frames import Figures, read_figures
from pkcn_data.figures.store import figures_version
from pkcn_data.model import Reading
from pkcn_data.paths import claims_folder, codebook_folder, figures_folder, quality_file, tables_folder
from pkcn_data.quality import read_quality
from pkcn_data.store import read_manifest, tables_version
from pkcn_data.summary import Filters, Unit, View, code_mentions, code_statements, filter_view
from pkcn_data.tables import Tables, read_tables

T = TypeVar("T")
D = TypeVar("D", bound=Hashable)
H = TypeVar("H", bound=Hashable)


@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """The tables, statements and mentions with their sentences, the words for all ids, and what it was made from.

    `version` names the build.
    """

    version: str
    tables: Tables
    statements: pd.DataFrame
    mentions: pd.DataFrame
    words: Words
    manifest: Manifest


_OF_RUN: ContextVar[Data | None] = ContextVar("data", default=None)
"""Each run of a page has a thread, and so a context, of its own."""
_BOARD_OF_RUN: ContextVar[Board | None] = ContextVar("board", default=None)


@dataclass(frozen=True, slots=True, eq=False)
class Quality:
    """The measured quality: sets, the chart of all, and a table a set."""

    sets: tuple[GoldSet, ...]
    drawn: quality_page.Drawn
    tables: Mapping[GoldSet, pd.DataFrame]


def refresh() -> Data:
    """Return the built tables, read anew only when they were built anew; raises `TableError`.

    The rest of a run of the page keeps to them, so that its numbers agree and the files are looked at once.
    """
    read = _latest()
    _OF_RUN.set(read)
    _BOARD_OF_RUN.set(None)
    return read


def data() -> Data:
    """Return the tables that this run of the page keeps to; outside one they are looked at anew."""
    return _OF_RUN.get() or _latest()


def view(filters: Filters) -> View:
    """Return the rows that fit the filters."""
    return _view(data(), filters)


def drawn(chart_id: str, filters: Filters, *, unit: Unit, scheme: Scheme) -> Drawn:
    """Return a chart of the rows that fit the filters."""
    return _drawn(data(), chart_id, filters, unit, scheme)


def computed(question: Callable[[View, Tables, Words], T], filters: Filters) -> T:
    """Return the answer to a question about the rows that fit the filters; a question is a module's function."""
    return cast(T, _computed(data(), question, filters))


def built(build: Callable[[View, Tables, Words, D], T], filters: Filters, details: D) -> T:
    """Return what a module's function builds of the rows that fit the filters and of further details.

    For what is large and differs with each of its details: fewer of these are kept.
    """
    return cast(T, _built(data(), build, filters, details))


def codes() -> Codes:
    """Return the codes of the codebook, read once; raises `CodebookError`."""
    return _codes(str(codebook_folder()))


def quality(scheme: Scheme) -> Quality:
    """Return the measured quality, read anew only when it was measured anew; raises `TableError`."""
    path = quality_file()
    version = f"{path.stat().st_mtime_ns}" if path.is_file() else ""
    try:
        codebook = codes().version
    except CodebookError:
        codebook = None
    return _quality(str(path), version, codebook, scheme)


def figures() -> Figures:
    """Return the official figures, read anew only when their files changed; raises `TableError`."""
    folder = figures_folder()
    return _figures(str(folder), figures_version(folder))


def figure_words() -> Words:
    """Return the words for what can be chosen among the figures; of these themselves none where they can't be read."""
    try:
        return _figure_words(figures())
    except TableError:
        return words_without_figures()


def shown(chart_id: str, choice: Choice, *, marked: tuple[str, ...], scheme: Scheme) -> Shown:
    """Return a chart of official figures for a choice that fits; `marked` are the ISO days to mark.

    Raises `TableError`.
    """
    return _shown(figures(), chart_id, figure_catalogue.part_of(chart_id, choice), marked, scheme)


def of_figures(question: Callable[[Figures, H], T], asked: H) -> T:
    """Return the answer to a question about the figures; a question is a module's function. Raises `TableError`."""
    return cast(T, _of_figures(figures(), question, asked))


def board() -> Board:
    """Return the claims, read anew only when they, the figures or the articles changed; it says where they can't be.

    A run of the page keeps to them, as to the tables.
    """
    if kept := _BOARD_OF_RUN.get():
        return kept
    found = _latest_board()
    if _OF_RUN.get() is not None:
        _BOARD_OF_RUN.set(found)
    return found


def of_claims(question: Callable[[Board, View, Words, H], T], filters: Filters, asked: H) -> T:
    """Return the answer to a question about the claims and the rows that fit the filters; a question is a module's function."""
    return cast(T, _of_claims(board(), data(), question, filters, asked))


def claim_chart(name: str, reading: Reading, scheme: Scheme) -> Chart | None:
    """Return the chart of a claim's figures; none where there is nothing to draw."""
    return _claim_chart(board(), name, reading, scheme)


def suggested_series() -> Suggested:
    """Return the series that bear on each statement. Raises `TableError`."""
    return _suggested(data(), figures())


def warm() -> None:
    """Do the work of a first visit ahead of it; what the Method page lacks it says itself."""
    with suppress(CodebookError):
        codes()
    for scheme in PALETTES:
        with suppress(TableError):
            quality(scheme)
    for chart_id in catalogue.CHARTS:
        for scheme in PALETTES:
            drawn(chart_id, Filters(), unit="statements", scheme=scheme)
    marked = computed(figure_catalogue.days, Filters())
    board()
    with suppress(TableError):
        figure_words()
        for chart_id in figure_catalogue.FIGURE_CHARTS:
            for scheme in PALETTES:
                shown(chart_id, Choice(), marked=marked, scheme=scheme)
        suggested_series()


def clear() -> None:
    """Forget everything; for tests."""
    _OF_RUN.set(None)
    _read.cache_clear()
    _view.cache_clear()
    _drawn.cache_clear()
    _computed.cache_clear()
    _built.cache_clear()
    _codes.cache_clear()
    _quality.cache_clear()
    _figures.cache_clear()
    _figure_words.cache_clear()
    _shown.cache_clear()
    _of_figures.cache_clear()
    _claims.cache_clear()
    _board.cache_clear()
    _no_board.cache_clear()
    _of_claims.cache_clear()
    _claim_chart.cache_clear()
    _suggested.cache_clear()


def _latest_board() -> Board:
    folder = claims_folder()
    try:
        return _board(_claims(str(folder), claims_version(folder)), _figures_if_any(), data())
    except TableError as error:
        return _no_board(str(error), _figures_if_any(), data())


def _latest() -> Data:
    folder = tables_folder()
    return _read(str(folder), tables_version(folder))


# These are asked for several times in each rerun, so a plain dictionary look-up does. `Data` counts as a key by
# identity: new tables are new keys, and the old ones leave with the entries that hold them.
@lru_cache(maxsize=2)
def _read(folder: str, version: str) -> Data:
    tables = read_tables(folder)
    statements, mentions = code_statements(tables), code_mentions(tables)
    return Data(version, tables, statements, mentions, words_of(tables), read_manifest(folder))


@lru_cache(maxsize=2)
def _codes(folder: str) -> Codes:
    return codes_of(load_codebook(folder))


@lru_cache(maxsize=4)
def _quality(path: str, version: str, codebook: str | None, scheme: Scheme) -> Quality:
    sets = quality_page.gold_sets(read_quality(path))
    return Quality(
        sets, quality_page.draw(sets, codebook=codebook, scheme=scheme), {one: quality_page.table(one) for one in sets}
    )


@lru_cache(maxsize=64)
def _view(data: Data, filters: Filters) -> View:
    return filter_view(data.tables, data.statements, data.mentions, filters)


@lru_cache(maxsize=256)
def _drawn(data: Data, chart_id: str, filters: Filters, unit: Unit, scheme: Scheme) -> Drawn:
    shown = _view(data, filters)
    return catalogue.draw(catalogue.CHARTS[chart_id], shown, data.words, unit=unit, scheme=scheme)


@lru_cache(maxsize=256)
def _computed(data: Data, question: Callable[[View, Tables, Words], Any], filters: Filters) -> Any:
    return question(_view(data, filters), data.tables, data.words)


@lru_cache(maxsize=64)
def _built(data: Data, build: Callable[[View, Tables, Words, Any], Any], filters: Filters, details: Hashable) -> Any:
    return build(_view(data, filters), data.tables, data.words, details)


@lru_cache(maxsize=2)
def _figures(folder: str, version: str) -> Figures:
    return read_figures(folder)


@lru_cache(maxsize=2)
def _figure_words(figures: Figures) -> Words:
    return words_of_figures(figures)


@lru_cache(maxsize=128)
def _shown(figures: Figures, chart_id: str, choice: Choice, marked: tuple[str, ...], scheme: Scheme) -> Shown:
    return figure_catalogue.show(chart_id, figures, choice, marked=marked, scheme=scheme)


@lru_cache(maxsize=128)
def _of_figures(figures: Figures, question: Callable[[Figures, Any], Any], asked: Hashable) -> Any:
    return question(figures, asked)


def _figures_if_any() -> Figures | None:
    try:
        return figures()
    except TableError:
        return None


@lru_cache(maxsize=2)
def _claims(folder: str, version: str) -> Claims:
    return read_claims(folder)


@lru_cache(maxsize=2)
def _board(claims: Claims, figures: Figures | None, data: Data) -> Board:
    return board_of(claims, figures, data.tables)


@lru_cache(maxsize=2)
def _no_board(problem: str, figures: Figures | None, data: Data) -> Board:
    return no_board(problem, figures, data.tables)


@lru_cache(maxsize=256)
def _of_claims(
    board: Board, data: Data, question: Callable[[Board, View, Words, Any], Any], filters: Filters, asked: Hashable
) -> Any:
    return question(board, _view(data, filters), data.words, asked)


@lru_cache(maxsize=128)
def _claim_chart(board: Board, name: str, reading: Reading, scheme: Scheme) -> Chart | None:
    claim = board.claims[name]
    return claim_plots.chart(claim.claim, claim.readings[reading], board.figures, scheme=scheme)


@lru_cache(maxsize=2)
def _suggested(data: Data, figures: Figures) -> Suggested:
    return suggested.of_statements(data.tables, figures)

"""The only caches: tables from disk, and what is computed from them, by what it was computed from.

What comes back is shared by all visitors and never changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar, cast

import pandas as pd

from pkcn_dashboard import catalogue
from pkcn_dashboard.catalogue import Drawn
from pkcn_dashboard.theme import PALETTES, Scheme
from pkcn_dashboard.words import Words, words_of
from pkcn_data.datapackage import Manifest
from pkcn_data.paths import tables_folder
from pkcn_data.store import read_manifest, tables_version
from pkcn_data.summary import Filters, Unit, View, code_statements, filter_view
from pkcn_data.tables import Tables, read_tables

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """The tables, the statements with their sentences, the words for all ids, and what the tables were made from.

    `version` names the build.
    """

    version: str
    tables: Tables
    statements: pd.DataFrame
    words: Words
    manifest: Manifest


def data() -> Data:
    """Return the built tables, read anew only when they were built anew; raises `TableError`."""
    folder = tables_folder()
    return _read(str(folder), tables_version(folder))


def view(filters: Filters) -> View:
    """Return the rows that fit the filters."""
    return _view(data(), filters)


def drawn(chart_id: str, filters: Filters, *, unit: Unit, scheme: Scheme) -> Drawn:
    """Return a chart of the rows that fit the filters."""
    return _drawn(data(), chart_id, filters, unit, scheme)


def computed(question: Callable[[View, Tables, Words], T], filters: Filters) -> T:
    """Return the answer to a question about the rows that fit the filters; a question is a module's function."""
    return cast(T, _computed(data(), question, filters))


def warm() -> None:
    """Do the work of a first visit ahead of it."""
    for chart_id in catalogue.CHARTS:
        for scheme in PALETTES:
            drawn(chart_id, Filters(), unit="statements", scheme=scheme)


def clear() -> None:
    """Forget everything; for tests."""
    _read.cache_clear()
    _view.cache_clear()
    _drawn.cache_clear()
    _computed.cache_clear()


# These are asked for several times in each rerun, so a plain dictionary look-up does. `Data` counts as a key by
# identity: new tables are new keys, and the old ones leave with the entries that hold them.
@lru_cache(maxsize=2)
def _read(folder: str, version: str) -> Data:
    tables = read_tables(folder)
    return Data(version, tables, code_statements(tables), words_of(tables), read_manifest(folder))


@lru_cache(maxsize=64)
def _view(data: Data, filters: Filters) -> View:
    return filter_view(data.tables, data.statements, filters)


@lru_cache(maxsize=256)
def _drawn(data: Data, chart_id: str, filters: Filters, unit: Unit, scheme: Scheme) -> Drawn:
    shown = _view(data, filters)
    return catalogue.draw(catalogue.CHARTS[chart_id], shown, data.words, unit=unit, scheme=scheme)


@lru_cache(maxsize=256)
def _computed(data: Data, question: Callable[[View, Tables, Words], Any], filters: Filters) -> Any:
    return question(_view(data, filters), data.tables, data.words)

"""Figures on disk: ``<data>/indicators/*.csv``, what they were made from in ``source/``, entries in the data package."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from pkcn_data.checks import Problem, ensure
from pkcn_data.csvtext import from_csv, to_csv
from pkcn_data.datapackage import describe_anew
from pkcn_data.errors import TableError
from pkcn_data.figures.checks import check_figures
from pkcn_data.paths import figures_folder
from pkcn_data.rows import Rows
from pkcn_data.schema import FIGURES
from pkcn_data.store import FIGURE_FILES, figure_sources, read_text
from pkcn_data.swap import Places, locked, places_of, recover, recover_locked, replace

SOURCE_FOLDER = "source"
_NEXT_STEP = "run `pkcn figures` to make them again"


def read_figure_rows(folder: Path | str | None = None) -> Rows:
    """Read and check the tables of figures; raises `TableError` with every problem of every table."""
    folder = Path(folder) if folder is not None else figures_folder()
    recover(folder)
    if not folder.is_dir():
        raise TableError(f"{folder}: no figures here; {_NEXT_STEP}")
    problems: list[Problem] = []
    rows: Rows = {}
    with locked(places_of(folder).folder.parent, shared=True):
        for name, table in FIGURES.items():
            text = read_text(folder / f"{name}.csv", name, problems)
            rows[name] = [] if text is None else from_csv(table, text, problems)
    ensure(problems or check_figures(rows), where=str(folder), next_step=_NEXT_STEP)
    return rows


def figures_version(folder: Path | str | None = None) -> str:
    """Return a short text that changes whenever the tables are made anew; cheap, for the key of a cache.

    Raises `TableError` where there are none.
    """
    folder = Path(folder) if folder is not None else figures_folder()
    try:
        states = [(folder / f"{name}.csv").stat() for name in FIGURES]
    except OSError as error:
        raise TableError(f"{folder}: no figures here ({error.strerror}); {_NEXT_STEP}") from error
    return "-".join(f"{state.st_mtime_ns}.{state.st_size}" for state in states)


def write_figure_rows(
    rows: Rows,
    source: Mapping[str, bytes],
    folder: Path | str | None = None,
    *,
    codes: Mapping[str, AbstractSet[str]] | None = None,
) -> Path:
    """Check and write the tables and what they were made from, and their entries in the data package; return the folder.

    All is replaced or nothing; what else lies in the folder stays. `source` are files by name, `codes` the ids of the
    codebook by table. Raises `TableError` where a row is wrong or the folder can't be written.
    """
    ensure(check_figures(rows, codes), where="figures", next_step="nothing was written")
    places = places_of(Path(folder) if folder is not None else figures_folder())
    tables = {f"{name}.csv": to_csv(table, rows[name]).encode() for name, table in FIGURES.items()}
    files = tables | {f"{SOURCE_FOLDER}/{name}": content for name, content in source.items()}
    try:
        places.folder.parent.mkdir(parents=True, exist_ok=True)
        with locked(places.folder.parent):
            recover_locked(places)
            replace(places, _kept(places.folder) | files, _described(places, tables))
    except OSError as error:
        raise TableError(
            f"{places.folder}: cannot be written ({error.strerror}), what was there stays; "
            "check its permissions and the space that is left"
        ) from error
    return places.folder


def _kept(folder: Path) -> dict[str, bytes]:
    """Return what lies in the folder, so that a person's notes survive the swap."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _described(places: Places, tables: Mapping[str, bytes]) -> str | None:
    """Return the descriptor that lies beside the folder with the figures in it; none where it describes others."""
    files = {f"{places.folder.name}/{name}": content for name, content in tables.items()}
    if not places.descriptor.is_file() or set(files) != set(FIGURE_FILES):
        return None
    return describe_anew(places.descriptor.read_text("utf-8"), files, figure_sources=figure_sources(files))

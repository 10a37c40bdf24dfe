"""The tables of claims on disk: ``<data>/claims/*.csv`` beside the files they are made from, entries in the package."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pkcn_data.checks import Problem, ensure
from pkcn_data.claims.checks import check_claims
from pkcn_data.csvtext import from_csv, to_csv
from pkcn_data.datapackage import describe_anew
from pkcn_data.errors import TableError
from pkcn_data.paths import claims_folder
from pkcn_data.rows import Rows
from pkcn_data.schema import CLAIM_TABLES
from pkcn_data.store import CLAIM_FILES, read_text
from pkcn_data.swap import Places, locked, places_of, recover, recover_locked, replace

_NEXT_STEP = "run `pkcn claims --write` to make them again"


def read_claim_rows(folder: Path | str | None = None) -> Rows:
    """Read and check the tables of claims; raises `TableError` with every problem of every table."""
    folder = Path(folder) if folder is not None else claims_folder()
    recover(folder)
    if not folder.is_dir():
        raise TableError(f"{folder}: no claims here; {_NEXT_STEP}")
    problems: list[Problem] = []
    rows: Rows = {}
    with locked(places_of(folder).folder.parent, shared=True):
        for name, table in CLAIM_TABLES.items():
            text = read_text(folder / f"{name}.csv", name, problems)
            rows[name] = [] if text is None else from_csv(table, text, problems)
    ensure(problems or check_claims(rows), where=str(folder), next_step=_NEXT_STEP)
    return rows


def claims_version(folder: Path | str | None = None) -> str:
    """Return a short text that changes whenever the tables are made anew; cheap, for the key of a cache.

    Raises `TableError` where there are none.
    """
    folder = Path(folder) if folder is not None else claims_folder()
    try:
        states = [(folder / f"{name}.csv").stat() for name in CLAIM_TABLES]
    except OSError as error:
        raise TableError(f"{folder}: no claims here ({error.strerror}); {_NEXT_STEP}") from error
    return "-".join(f"{state.st_mtime_ns}.{state.st_size}" for state in states)


def write_claim_rows(
    rows: Rows,
    folder: Path | str | None = None,
    *,
    around: Rows | None = None,
    texts: Mapping[str, str] | None = None,
) -> Path:
    """Check and write the tables, and their entries in the data package; return the folder.

    All is replaced or nothing; the files that analysts write stay. `around` and `texts` are what `check_claims` looks
    references and spans up in. Raises `TableError` where a row is wrong or the folder can't be written.
    """
    ensure(check_claims(rows, around, texts), where="claims", next_step="nothing was written")
    places = places_of(Path(folder) if folder is not None else claims_folder())
    tables = {f"{name}.csv": to_csv(table, rows[name]).encode() for name, table in CLAIM_TABLES.items()}
    try:
        places.folder.parent.mkdir(parents=True, exist_ok=True)
        with locked(places.folder.parent):
            recover_locked(places)
            replace(places, _kept(places.folder) | tables, _described(places, tables))
    except OSError as error:
        raise TableError(
            f"{places.folder}: cannot be written ({error.strerror}), what was there stays; "
            "check its permissions and the space that is left"
        ) from error
    return places.folder


def _kept(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _described(places: Places, tables: Mapping[str, bytes]) -> str | None:
    """Return the descriptor that lies beside the folder with the claims in it; none where it describes others."""
    files = {f"{places.folder.name}/{name}": content for name, content in tables.items()}
    if not places.descriptor.is_file() or set(files) != set(CLAIM_FILES):
        return None
    return describe_anew(places.descriptor.read_text("utf-8"), files)

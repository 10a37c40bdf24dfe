"""The tables on disk: ``<data>/tables/*.csv``, bodies in ``texts/``, and ``<data>/datapackage.json`` beside the folder.

Written as a whole or not at all. A folder cannot be replaced in one step, so a build goes through these, each atomic:

1. everything is written under temporary names beside the folder;
2. the old folder is moved away, the new one moved in, the descriptor replaced;
3. the old folder is removed.

After a crash inside 2 the next reader or writer finishes the swap, or undoes it (`recover`). Writers wait for each
other and for readers: they lock the folder in which all this lies (not on Windows, which cannot lock one).
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pkcn_data.checks import Problem, check, ensure
from pkcn_data.csvtext import from_csv, to_csv
from pkcn_data.datapackage import Manifest, describe, manifest_of
from pkcn_data.errors import TableError
from pkcn_data.paths import QUALITY_FILE, tables_folder
from pkcn_data.rows import Rows, codebook_rows, texts_of, to_rows
from pkcn_data.schema import TABLES

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from pkcn_data.codebook import Codebook
    from pkcn_data.model import CodedArticle

DESCRIPTOR = "datapackage.json"
_REBUILD = "run `pkcn build` to make them again"


class _Places(NamedTuple):
    """Where a swap finds things; all beside each other, so that a move never crosses a file system."""

    folder: Path
    new: Path
    old: Path
    descriptor: Path
    new_descriptor: Path


def write_tables(
    coded: Iterable[CodedArticle],
    codebook: Codebook,
    folder: Path | str | None = None,
    *,
    inputs: Mapping[str, str] | None = None,
) -> Rows:
    """Check and write the tables of coded articles, replace what was there, return the rows.

    `inputs` are the SHA-256 of the article files by name, for the manifest. Raises `TableError` with every problem, or
    where the folder cannot be written, and leaves the old tables as they were.
    """
    coded = list(coded)
    rows, texts = to_rows(coded) | codebook_rows(codebook), texts_of(coded)
    ensure(
        check(rows, texts), where="coding", next_step="nothing was written; this is the program's mistake, report it"
    )
    places = _places(Path(folder) if folder is not None else tables_folder())
    files = dict(table_files(rows, texts))
    described = {f"{places.folder.name}/{name}": content for name, content in files.items()}
    try:
        places.folder.parent.mkdir(parents=True, exist_ok=True)
        with locked(places.folder.parent):
            _recover(places)
            _check_target(places)
            described |= _measured(places)
            descriptor = describe(described, rows, codebook_version=codebook.codebook.version, inputs=inputs or {})
            _replace(places, files, descriptor)
    except OSError as error:
        raise TableError(
            f"{places.folder}: cannot be written ({error.strerror}), what was built before stays; "
            "check its permissions and the space that is left"
        ) from error
    return rows


def check_target(folder: Path | str | None = None) -> None:
    """Raise `TableError` where writing the tables would destroy files that no build has made."""
    places = _places(Path(folder) if folder is not None else tables_folder())
    recover(places.folder)
    if places.folder.parent.is_dir():
        with locked(places.folder.parent, shared=True):
            _check_target(places)


def _check_target(places: _Places) -> None:
    if places.folder.exists() and not places.folder.is_dir():
        raise TableError(f"{places.folder}: this is a file; give a folder for the tables")
    described = _described_files(places.descriptor)
    others = sorted(path for path in described - {QUALITY_FILE} if not path.startswith(f"{places.folder.name}/"))
    if others:
        raise TableError(
            f"{places.descriptor}: would be replaced, and it describes other files ({others[0]}); "
            "give a folder for the tables that lies elsewhere"
        )
    ours = {path.partition("/")[2] for path in described} | {f"{name}.csv" for name in TABLES}
    for path in sorted(places.folder.rglob("*")):
        name = path.relative_to(places.folder).as_posix()
        is_text = not described and path.parent.name == "texts" and path.suffix == ".txt"
        if path.is_file() and name not in ours and not is_text and not path.name.startswith("."):
            raise TableError(
                f"{places.folder}: holds {name}, which no build has made; "
                "a build replaces the whole folder, so give a new or an empty one"
            )


def read_rows(folder: Path | str | None = None) -> tuple[Rows, dict[str, str]]:
    """Read and check the tables of a folder; return rows by table and bodies by article.

    Raises `TableError` with every problem of every table.
    """
    folder = Path(folder) if folder is not None else tables_folder()
    recover(folder)
    if not folder.is_dir():
        raise TableError(f"{folder}: no built tables here; run `pkcn build` to make them")
    with locked(_places(folder).folder.parent, shared=True):
        rows, texts, problems = _read(folder)
    ensure(problems or check(rows, texts), where=str(folder), next_step=_REBUILD)
    return rows, texts


def _read(folder: Path) -> tuple[Rows, dict[str, str], list[Problem]]:
    problems: list[Problem] = []
    rows: Rows = {}
    for name, table in TABLES.items():
        text = read_text(folder / f"{name}.csv", name, problems)
        rows[name] = [] if text is None else from_csv(table, text, problems)
    paths = sorted((folder / "texts").glob("*.txt"))
    texts = {path.stem: text for path in paths if (text := read_text(path, "articles", problems)) is not None}
    return rows, texts, problems


def tables_version(folder: Path | str | None = None) -> str:
    """Return a short text that changes whenever the tables are built anew; cheap, for the key of a cache."""
    places = _places(Path(folder) if folder is not None else tables_folder())
    if not places.descriptor.is_file():
        raise TableError(f"{places.descriptor}: no built tables here; run `pkcn build` to make them")
    state = places.descriptor.stat()
    return f"{state.st_mtime_ns}-{state.st_size}"


def read_manifest(folder: Path | str | None = None) -> Manifest:
    """Return what the built tables were made from; raises `TableError` where the descriptor doesn't say."""
    places = _places(Path(folder) if folder is not None else tables_folder())
    try:
        return manifest_of(places.descriptor.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TableError(f"{places.descriptor}: does not say what the tables were made from; {_REBUILD}") from error


def recover(folder: Path) -> None:
    """Finish or undo a swap that a crash cut short; do nothing otherwise."""
    places = _places(folder)
    if not _is_cut_short(places):
        return
    try:
        with locked(places.folder.parent):
            _recover(places)
    except OSError as error:
        raise TableError(
            f"{places.folder}: a build was cut short and cannot be tidied up ({error.strerror}); check its permissions"
        ) from error


def _is_cut_short(places: _Places) -> bool:
    """Tell whether a swap began and did not end; whoever asks may only act when he holds the lock and asks again."""
    moved_in = places.new_descriptor.is_file() and places.folder.is_dir() and not places.new.is_dir()
    return places.old.is_dir() or moved_in


def _recover(places: _Places) -> None:
    if not _is_cut_short(places):
        return
    if places.folder.is_dir():
        _finish(places)
    else:
        places.old.rename(places.folder)


@contextlib.contextmanager
def locked(parent: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold off writers, and readers too unless `shared`, while the block runs; a killed program holds nobody off."""
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(parent, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network file systems have no locks
            fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _places(folder: Path) -> _Places:
    folder = folder.resolve()
    beside, name = folder.parent, folder.name
    descriptor = beside / DESCRIPTOR
    return _Places(
        folder, beside / f".{name}.new", beside / f".{name}.old", descriptor, beside / f".{name}.{DESCRIPTOR}.new"
    )


def table_files(rows: Rows, texts: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each file that holds the tables and the bodies."""
    for name, table in TABLES.items():
        yield f"{name}.csv", to_csv(table, rows[name]).encode()
    for article_id, text in texts.items():
        yield f"texts/{article_id}.txt", text.encode()


def _measured(places: _Places) -> dict[str, bytes]:
    """Return the measured quality, which the descriptor goes on describing though no build makes it."""
    path = places.descriptor.parent / QUALITY_FILE
    return {QUALITY_FILE: path.read_bytes()} if path.is_file() else {}


def _described_files(descriptor: Path) -> set[str]:
    try:
        package = json.loads(descriptor.read_bytes())
        return {str(resource["path"]) for resource in package["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _replace(places: _Places, files: Mapping[str, bytes], descriptor: str) -> None:
    try:
        _write_new(places, files, descriptor)
        _swap(places)
    except OSError:
        _recover(places)
        places.new_descriptor.unlink(missing_ok=True)
        shutil.rmtree(places.new, ignore_errors=True)
        raise


def _write_new(places: _Places, files: Mapping[str, bytes], descriptor: str) -> None:
    places.new_descriptor.unlink(missing_ok=True)  # left by a crash, as is the folder
    shutil.rmtree(places.new, ignore_errors=True)
    (places.new / "texts").mkdir(parents=True)
    for name, content in files.items():
        (places.new / name).write_bytes(content)
    places.new_descriptor.write_bytes(descriptor.encode())


def _swap(places: _Places) -> None:
    if places.folder.is_dir():
        places.folder.rename(places.old)
    places.new.rename(places.folder)
    _finish(places)


def _finish(places: _Places) -> None:
    if places.new_descriptor.is_file():
        places.new_descriptor.replace(places.descriptor)
    shutil.rmtree(places.old, ignore_errors=True)


def read_text(path: Path, table: str, problems: list[Problem]) -> str | None:
    try:
        # Bytes, because reading as text would turn \r\n inside a cell into \n.
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        problems.append(Problem(table, "", path.name, "", "is missing"))
    except UnicodeDecodeError as error:
        problems.append(Problem(table, "", path.name, "", f"is not UTF-8 (byte {error.start})"))
    except OSError as error:
        problems.append(Problem(table, "", path.name, "", f"cannot be read ({error.strerror})"))
    return None

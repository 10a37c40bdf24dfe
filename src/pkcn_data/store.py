"""The tables on disk: ``<data>/tables/*.csv``, bodies in ``texts/``, and ``<data>/datapackage.json`` beside the folder.

Written as a whole or not at all. A folder cannot be replaced in one step, so a build goes through these, each atomic:

1. everything is written under temporary names beside the folder;
2. the old folder is moved away, the new one moved in, the descriptor replaced;
3. the old folder is removed.

After a crash inside 2 the next reader or writer finishes the swap, or undoes it (`recover`).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pkcn_data.checks import Problem, check, ensure
from pkcn_data.csvtext import from_csv, to_csv
from pkcn_data.datapackage import describe
from pkcn_data.errors import TableError
from pkcn_data.paths import tables_folder
from pkcn_data.rows import Rows, codebook_rows, texts_of, to_rows
from pkcn_data.schema import TABLES

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

    `inputs` are the SHA-256 of the article files by name, for the manifest. Raises `TableError` with every problem and
    leaves the old tables as they were.
    """
    coded = list(coded)
    rows, texts = to_rows(coded) | codebook_rows(codebook), texts_of(coded)
    problems = check(rows, texts)
    ensure(problems, where="coding", next_step="nothing was written; this is the program's mistake, please report it")
    places = _places(Path(folder) if folder is not None else tables_folder())
    files = dict(_files(rows, texts))
    described = {f"{places.folder.name}/{name}": content for name, content in files.items()}
    version = codebook.codebook.version
    descriptor = describe(described, rows, codebook_version=version, inputs=inputs or {})
    recover(places.folder)
    _write_new(places, files, descriptor)
    _swap(places)
    return rows


def read_rows(folder: Path | str | None = None) -> tuple[Rows, dict[str, str]]:
    """Read and check the tables of a folder; return rows by table and bodies by article.

    Raises `TableError` with every problem of every table.
    """
    folder = Path(folder) if folder is not None else tables_folder()
    recover(folder)
    if not folder.is_dir():
        raise TableError(f"{folder}: no built tables here; run `pkcn build` to make them")
    problems: list[Problem] = []
    rows: Rows = {}
    for name, table in TABLES.items():
        text = _read_text(folder / f"{name}.csv", name, problems)
        rows[name] = [] if text is None else from_csv(table, text, problems)
    paths = sorted((folder / "texts").glob("*.txt"))
    texts = {path.stem: text for path in paths if (text := _read_text(path, "articles", problems)) is not None}
    ensure(problems or check(rows, texts), where=str(folder), next_step=_REBUILD)
    return rows, texts


def tables_version(folder: Path | str | None = None) -> str:
    """Return a short text that changes whenever the tables are built anew; cheap, for the key of a cache."""
    places = _places(Path(folder) if folder is not None else tables_folder())
    if not places.descriptor.is_file():
        raise TableError(f"{places.descriptor}: no built tables here; run `pkcn build` to make them")
    state = places.descriptor.stat()
    return f"{state.st_mtime_ns}-{state.st_size}"


def recover(folder: Path) -> None:
    """Finish or undo a swap that a crash cut short; do nothing otherwise."""
    places = _places(folder)
    if not places.old.is_dir():
        return
    if places.folder.is_dir():
        _finish(places)
    else:
        places.old.rename(places.folder)


def _places(folder: Path) -> _Places:
    folder = folder.resolve()
    beside, name = folder.parent, folder.name
    descriptor = beside / DESCRIPTOR
    return _Places(
        folder, beside / f".{name}.new", beside / f".{name}.old", descriptor, beside / f".{name}.{DESCRIPTOR}.new"
    )


def _files(rows: Rows, texts: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    for name, table in TABLES.items():
        yield f"{name}.csv", to_csv(table, rows[name]).encode()
    for article_id, text in texts.items():
        yield f"texts/{article_id}.txt", text.encode()


def _write_new(places: _Places, files: Mapping[str, bytes], descriptor: str) -> None:
    shutil.rmtree(places.new, ignore_errors=True)  # left by a crash
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


def _read_text(path: Path, table: str, problems: list[Problem]) -> str | None:
    try:
        # Bytes, because reading as text would turn \r\n inside a cell into \n.
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        problems.append(Problem(table, "", path.name, "", "is missing"))
    except UnicodeDecodeError as error:
        problems.append(Problem(table, "", path.name, "", f"is not UTF-8 (byte {error.start})"))
    return None

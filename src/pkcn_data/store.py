"""The tables on disk: ``<data>/tables/*.csv``, bodies in ``texts/``, and ``<data>/datapackage.json`` beside the folder.

Written as a whole or not at all (`swap`). The descriptor also describes what other commands keep beside the folder: the
measured quality and the official figures.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pkcn_data.checks import Problem, check, ensure
from pkcn_data.csvtext import from_csv, to_csv
from pkcn_data.datapackage import Manifest, describe, manifest_of
from pkcn_data.errors import TableError
from pkcn_data.paths import CLAIMS_FOLDER, FIGURES_FOLDER, QUALITY_FILE, tables_folder
from pkcn_data.rows import Row, Rows, codebook_rows, texts_of, to_rows
from pkcn_data.schema import CLAIM_TABLES, FIGURES, SOURCES, TABLES
from pkcn_data.swap import Places, locked, places_of, recover, recover_locked, replace

if TYPE_CHECKING:
    from pkcn_data.codebook import Codebook
    from pkcn_data.model import CodedArticle

FIGURE_FILES = tuple(f"{FIGURES_FOLDER}/{name}.csv" for name in FIGURES)
"""The tables of figures by their path in the data package."""

CLAIM_FILES = tuple(f"{CLAIMS_FOLDER}/{name}.csv" for name in CLAIM_TABLES)
"""The tables of claims by their path in the data package."""

_REBUILD = "run `pkcn build` to make them again"


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
    places = places_of(Path(folder) if folder is not None else tables_folder())
    files = dict(table_files(rows, texts))
    described = {f"{places.folder.name}/{name}": content for name, content in files.items()}
    try:
        places.folder.parent.mkdir(parents=True, exist_ok=True)
        with locked(places.folder.parent):
            recover_locked(places)
            _check_target(places)
            beside = _kept_beside(places)
            descriptor = describe(
                described | beside,
                rows,
                codebook_version=codebook.codebook.version,
                inputs=inputs or {},
                figure_sources=figure_sources(beside),
            )
            replace(places, files, descriptor)
    except OSError as error:
        raise TableError(
            f"{places.folder}: cannot be written ({error.strerror}), what was built before stays; "
            "check its permissions and the space that is left"
        ) from error
    return rows


def check_target(folder: Path | str | None = None) -> None:
    """Raise `TableError` where writing the tables would destroy files that no build has made."""
    places = places_of(Path(folder) if folder is not None else tables_folder())
    recover(places.folder)
    if places.folder.parent.is_dir():
        with locked(places.folder.parent, shared=True):
            _check_target(places)


def _check_target(places: Places) -> None:
    if places.folder.exists() and not places.folder.is_dir():
        raise TableError(f"{places.folder}: this is a file; give a folder for the tables")
    described = _described_files(places.descriptor)
    elsewhere = described - {QUALITY_FILE, *FIGURE_FILES, *CLAIM_FILES}
    others = sorted(path for path in elsewhere if not path.startswith(f"{places.folder.name}/"))
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
    with locked(places_of(folder).folder.parent, shared=True):
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
    places = places_of(Path(folder) if folder is not None else tables_folder())
    if not places.descriptor.is_file():
        raise TableError(f"{places.descriptor}: no built tables here; run `pkcn build` to make them")
    state = places.descriptor.stat()
    return f"{state.st_mtime_ns}-{state.st_size}"


def read_manifest(folder: Path | str | None = None) -> Manifest:
    """Return what the built tables were made from; raises `TableError` where the descriptor doesn't say."""
    places = places_of(Path(folder) if folder is not None else tables_folder())
    try:
        return manifest_of(places.descriptor.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TableError(f"{places.descriptor}: does not say what the tables were made from; {_REBUILD}") from error


def table_files(rows: Rows, texts: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each file that holds the tables and the bodies."""
    for name, table in TABLES.items():
        yield f"{name}.csv", to_csv(table, rows[name]).encode()
    for article_id, text in texts.items():
        yield f"texts/{article_id}.txt", text.encode()


def _kept_beside(places: Places) -> dict[str, bytes]:
    """Return what the descriptor goes on describing though no build of articles makes it.

    Figures, claims and measured quality; claims only with the figures, whose ids they hold.
    """
    beside = places.descriptor.parent
    kept = _kept_folder(beside / FIGURES_FOLDER, FIGURE_FILES)
    if kept:
        kept |= _kept_folder(beside / CLAIMS_FOLDER, CLAIM_FILES)
    if (beside / QUALITY_FILE).is_file():
        kept[QUALITY_FILE] = (beside / QUALITY_FILE).read_bytes()
    return kept


def _kept_folder(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Return the files of a folder beside the tables, all or none."""
    places = places_of(folder)
    recover_locked(places)
    paths = {name: places.folder.parent / name for name in names}
    if not all(path.is_file() for path in paths.values()):
        return {}
    return {name: path.read_bytes() for name, path in paths.items()}


def figure_sources(files: Mapping[str, bytes]) -> list[Row]:
    """Return where figures come from, as their table among the files says; nothing where it is not there."""
    content = files.get(f"{FIGURES_FOLDER}/{SOURCES.name}.csv")
    return from_csv(SOURCES, content.decode("utf-8", errors="replace"), []) if content else []


def _described_files(descriptor: Path) -> set[str]:
    try:
        package = json.loads(descriptor.read_bytes())
        return {str(resource["path"]) for resource in package["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def read_text(path: Path, table: str, problems: list[Problem]) -> str | None:
    """Return a file's text, or nothing and add why not to `problems`."""
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

"""The measured quality on disk: ``<data>/quality.csv``, an entry of the data package beside it.

`evaluate` measures; reading what it measured needs neither spaCy nor pandas.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pkcn_data.checks import Problem, check_table, ensure
from pkcn_data.csvtext import from_csv, to_csv
from pkcn_data.datapackage import describe_anew
from pkcn_data.errors import TableError
from pkcn_data.paths import quality_file
from pkcn_data.rows import Row
from pkcn_data.schema import QUALITY
from pkcn_data.store import read_text
from pkcn_data.swap import DESCRIPTOR, locked

_NEXT_STEP = "run `pkcn evaluate --write` to measure it"


def read_quality(path: Path | str | None = None) -> list[Row]:
    """Read and check the measured quality; raises `TableError` with every problem."""
    path = Path(path) if path is not None else quality_file()
    if not path.is_file():
        raise TableError(f"{path}: no measured quality here; {_NEXT_STEP}")
    problems: list[Problem] = []
    text = read_text(path, QUALITY.name, problems)
    rows = from_csv(QUALITY, text, problems) if text is not None else []
    if not rows and not problems:
        problems.append(Problem(QUALITY.name, "", "", "", "holds no row"))
    ensure(problems or list(check_table(QUALITY, rows)), where=str(path), next_step=_NEXT_STEP)
    return rows


def write_quality(rows: Sequence[Row], path: Path | str | None = None) -> Path:
    """Check and write the measured quality, and its entry in the data package where there is one; return its path.

    Each file is replaced in one step. Raises `TableError` where a row is wrong or the file can't be written.
    """
    path = Path(path) if path is not None else quality_file()
    ensure(list(check_table(QUALITY, rows)), where="measured quality", next_step="nothing was written")
    content = to_csv(QUALITY, rows).encode()
    descriptor = path.parent / DESCRIPTOR
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with locked(path.parent):
            _replace(path, content)
            if descriptor.is_file():
                _replace(descriptor, describe_anew(descriptor.read_text("utf-8"), {path.name: content}).encode())
    except OSError as error:
        raise TableError(
            f"{path}: cannot be written ({error.strerror}); check its permissions and the space that is left"
        ) from error
    return path


def _replace(path: Path, content: bytes) -> None:
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content)
    new.replace(path)

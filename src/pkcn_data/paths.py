"""Where the data lies."""

from __future__ import annotations

import os
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[2] / "data"
QUALITY_FILE = "quality.csv"
FIGURES_FOLDER = "indicators"
CLAIMS_FOLDER = "claims"
_PACKAGED_CODEBOOK = Path(__file__).parent / "_codebook"


def data_folder() -> Path:
    """Return the folder that holds articles, codebook and tables.

    The environment variable PKCN_DATA names it; else it is the checkout's, and for a package installed from a wheel
    the folder `data` of the working directory.
    """
    if named := os.environ.get("PKCN_DATA"):
        return Path(named)
    return _CHECKOUT if (_CHECKOUT / "articles").is_dir() else Path.cwd() / "data"


def tables_folder() -> Path:
    """Return the folder of the built tables."""
    return data_folder() / "tables"


def quality_file() -> Path:
    """Return the file of the measured quality."""
    return data_folder() / QUALITY_FILE


def figures_folder() -> Path:
    """Return the folder of the official figures."""
    return data_folder() / FIGURES_FOLDER


def claims_folder() -> Path:
    """Return the folder of the claims."""
    return data_folder() / CLAIMS_FOLDER


def articles_folder() -> Path:
    """Return the folder of the articles as received."""
    return data_folder() / "articles"


def codebook_folder() -> Path:
    """Return the folder of the codebook: the data folder's own, else the one that comes with a wheel."""
    own = data_folder() / "codebook"
    return own if own.is_dir() or not _PACKAGED_CODEBOOK.is_dir() else _PACKAGED_CODEBOOK

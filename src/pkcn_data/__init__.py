"""News articles on Pakistan-China digital cooperation, coded into tables that point at the words they rest on.

>>> import pkcn_data
>>> tables = pkcn_data.read_tables()
>>> coded = pkcn_data.code_text("Pakistan and China signed an agreement on 5G.")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pkcn_data.version import VERSION

if TYPE_CHECKING:
    from pkcn_data.claims.frames import Claims, figures_with_sources, read_claims
    from pkcn_data.claims.numbers import article_numbers
    from pkcn_data.claims.suggest import suggested_series
    from pkcn_data.errors import ArticleError, ClaimError, CodebookError, PkcnError, TableError
    from pkcn_data.figures.frames import Figures, read_figures
    from pkcn_data.rows import Rows
    from pkcn_data.store import tables_version, write_tables
    from pkcn_data.tables import Tables, read_tables, to_frames

__version__ = VERSION

# Where each public name lives. Loaded at first use: reading tables needs no spaCy, coding no pandas.
_HOMES = {
    "ArticleError": "errors",
    "ClaimError": "errors",
    "Claims": "claims.frames",
    "CodebookError": "errors",
    "Figures": "figures.frames",
    "PkcnError": "errors",
    "TableError": "errors",
    "Tables": "tables",
    "article_numbers": "claims.numbers",
    "figures_with_sources": "claims.frames",
    "read_claims": "claims.frames",
    "read_figures": "figures.frames",
    "read_tables": "tables",
    "suggested_series": "claims.suggest",
    "tables_version": "store",
    "to_frames": "tables",
    "write_tables": "store",
}

__all__ = [
    "ArticleError",
    "ClaimError",
    "Claims",
    "CodebookError",
    "Figures",
    "PkcnError",
    "TableError",
    "Tables",
    "article_numbers",
    "code_text",
    "figures_with_sources",
    "read_claims",
    "read_figures",
    "read_tables",
    "suggested_series",
    "tables_version",
    "to_frames",
    "write_tables",
]


def code_text(text: str, *, article_id: str | None = None) -> Rows:
    """Code one article and return its rows by table, as ``pkcn code --format json`` prints them.

    The text may begin with outlet, title, date and author, or with front matter. Raises `ArticleError` where it cannot
    be coded.
    """
    from pkcn_data.articles import parse_article
    from pkcn_data.codebook import load_codebook
    from pkcn_data.coding import code_article
    from pkcn_data.rows import to_rows

    return to_rows([code_article(parse_article(text, article_id=article_id), load_codebook())])


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"pkcn_data.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*globals(), *_HOMES]

"""Articles to tables: code every article of a folder and replace the built tables, or report why not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

from pkcn_data.articles import MARKDOWN_SUFFIXES, read_article
from pkcn_data.codebook import Codebook, load_codebook
from pkcn_data.coding import code_article
from pkcn_data.errors import ArticleError
from pkcn_data.model import CodedArticle
from pkcn_data.paths import articles_folder, tables_folder
from pkcn_data.rows import Rows, merge_actors
from pkcn_data.sidecars import SUFFIX as SIDECAR_SUFFIX
from pkcn_data.sidecars import sidecar_of
from pkcn_data.store import check_target, write_tables

SUFFIXES = (".txt", *MARKDOWN_SUFFIXES)
_ENDINGS = " or ".join(SUFFIXES)

Progress: TypeAlias = Callable[[int, int, Path], None]
"""Called before each article with its number from 1, how many there are, and its file."""


class Build(NamedTuple):
    """What a build made of each file of the articles folder, and the rows it wrote."""

    coded: list[Path]
    skipped: list[tuple[Path, str]]
    conflicts: list[str]  # where articles disagree about an actor
    rows: Rows


def build(
    articles: Path | str | None = None,
    tables: Path | str | None = None,
    *,
    codebook: Codebook | None = None,
    progress: Progress = lambda number, total, path: None,
) -> Build:
    """Code every article under a folder and write the tables.

    Raises `ArticleError` naming every article that fails, or `TableError` where the tables cannot be written; then the
    old tables stay.
    """
    articles = Path(articles) if articles is not None else articles_folder()
    check_target(tables)
    codebook = codebook or load_codebook()
    paths, skipped = _find(articles, without=Path(tables) if tables is not None else tables_folder())
    coded = _code_all(paths, codebook, progress)
    read = [*paths, *(beside for path in paths if (beside := sidecar_of(path)).is_file())]
    inputs = {path.relative_to(articles).as_posix(): _sha256(path) for path in read}
    rows = write_tables(coded, codebook, tables, inputs=inputs)
    return Build(coded=paths, skipped=skipped, conflicts=merge_actors(coded).conflicts, rows=rows)


def _find(folder: Path, *, without: Path) -> tuple[list[Path], list[tuple[Path, str]]]:
    """Return the articles of a folder, and what is none with the reason; built tables may lie in the same folder."""
    if not folder.is_dir():
        raise ArticleError(f"{folder}: no such folder; give the folder that holds the articles")
    # A link that leads nowhere is a file that cannot be read, and no silence.
    files = sorted(path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    built = without.resolve()
    files = [path for path in files if built not in path.resolve().parents]
    reasons = {path: _reason_to_skip(path.relative_to(folder)) for path in files}
    paths = [path for path, reason in reasons.items() if reason is None]
    if not paths:
        raise ArticleError(f"{folder}: no article in it; put files ending in {_ENDINGS} there")
    sidecars = {sidecar_of(path) for path in paths}
    return paths, [(path, reason) for path, reason in reasons.items() if reason is not None and path not in sidecars]


def _reason_to_skip(path: Path) -> str | None:
    if any(part.startswith(".") for part in path.parts):
        return "is hidden"
    if path.suffix == SIDECAR_SUFFIX:
        return f"lies beside no article of the same name ending in {_ENDINGS}"
    return None if path.suffix.lower() in SUFFIXES else f"does not end in {_ENDINGS}"


def _code_all(paths: list[Path], codebook: Codebook, progress: Progress) -> list[CodedArticle]:
    coded: dict[str, CodedArticle] = {}
    path_of: dict[str, Path] = {}
    failures: list[str] = []
    for number, path in enumerate(paths, start=1):
        progress(number, len(paths), path)
        try:
            article = read_article(path)
            if article.article_id in coded:
                raise ArticleError(
                    f"{path}: has the id {article.article_id} of {path_of[article.article_id]}; rename one"
                )
            coded[article.article_id] = code_article(article, codebook)
        except ArticleError as error:
            failures.append(str(error))
            continue
        path_of[article.article_id] = path
    if failures:
        count = f"{len(failures)} of {len(paths)} articles cannot be coded; nothing was written, mend or remove them"
        raise ArticleError("\n".join([count, *(f"- {failure}" for failure in failures)]))
    return list(coded.values())


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

"""What is known of an article beyond its file: ``<stem>.yml`` beside it, so that the article stays as received."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, StringConstraints, model_validator

from pkcn_data.errors import ArticleError
from pkcn_data.model import Article
from pkcn_data.strictfiles import Strict, read_strict, written_as

SUFFIX = ".yml"

_WEB_ADDRESS = r"https?://[^\s/?#<>\"]+\.[^\s/?#<>\"]+(?:[/?#][^\s<>\"]*)?"


def _day(text: str) -> str:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise ValueError(f"{text!r} is not allowed; write a day of the calendar as year-month-day, such as 2024-07-22")


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Day = Annotated[str, AfterValidator(_day)]
WebAddress = Annotated[
    str, AfterValidator(written_as(_WEB_ADDRESS, "a full web address that begins with https:// or http://"))
]


class Sidecar(Strict):
    """The fields that may stand there; what is given counts more than what the article's own lines say."""

    title: Text | None = None
    outlet: Text | None = None
    author: Text | None = None
    published: Day | None = None
    url: WebAddress | None = None
    credit: Text | None = None

    @model_validator(mode="after")
    def _say_something(self) -> Sidecar:
        if not self.model_dump(exclude_none=True):
            raise ValueError(f"says nothing; give one of {', '.join(type(self).model_fields)}, or remove the file")
        return self


def sidecar_of(path: Path) -> Path:
    """Return where the sidecar of an article's file lies, whether there is one or not."""
    return path.with_suffix(SUFFIX)


def with_sidecar(article: Article, path: Path) -> Article:
    """Return the article read from `path` with what its sidecar says; raises `ArticleError` with every mistake."""
    beside = sidecar_of(path)
    if not beside.is_file():
        return article
    read = read_strict(beside, Sidecar)
    if isinstance(read, list):
        raise ArticleError(f"{beside}: " + "; ".join(line.removeprefix(beside.name).lstrip(",: ") for line in read))
    return replace(article, **read.model_dump(exclude_none=True))

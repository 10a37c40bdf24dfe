"""Coded articles made by hand: a valid one with defaults, each test overrides what it is about."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from pkcn_data.codebook import Codebook
from pkcn_data.model import Actor, Article, CodedArticle, Comparison, Mention, Quantity, Sentence, Statement

TEXT = "“IT grows,” Khan said.\n\nTwo ports were closed."
KHAN = Actor("khan", "Adnan Khan", "person", role="Minister", affiliation_id="cabinet", aliases=("Khan",))
CABINET = Actor("cabinet", "Cabinet", "organisation", country="PAK", origin="codebook")


def article(article_id: str = "a", *, text: str = TEXT, **changes: Any) -> Article:
    """Return an article about which nothing but its body is known."""
    plain = Article(
        article_id=article_id,
        title=None,
        outlet=None,
        author=None,
        published=None,
        url=None,
        credit=None,
        language="en",
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    return replace(plain, **changes)


def coded(article_id: str = "a", **changes: Any) -> CodedArticle:
    """Return a valid coded article of two sentences: Khan's on IT, and the narrator's with a number."""
    first, second = f"{article_id}:001", f"{article_id}:002"
    plain = CodedArticle(
        article=article(article_id),
        sentences=(
            sentence(article_id, 1, 0, 22, speaker_id="khan", attribution="direct"),
            sentence(article_id, 2, 24, 46, paragraph=2),
        ),
        actors=(KHAN, CABINET),
        mentions=(
            Mention(f"{first}:m01", first, article_id, "sector", "it", 1, 3, "IT"),
            Mention(f"{first}:m02", first, article_id, "actor", "khan", 12, 16, "Khan"),
        ),
        statements=(
            Statement(f"{first}:sector:it", first, article_id, "khan", "sector", "it", "positive", "fact", ("PAK",)),
        ),
        comparisons=(Comparison(f"{first}:c01", first, article_id, "khan", "PAK", "some states", None, "lower"),),
        quantities=(Quantity(f"{second}:q01", second, article_id, 2.0, "ports", False, 24, 33, "Two ports"),),
    )
    return replace(plain, **changes)


def sentence(article_id: str, position: int, start: int, end: int, *, text: str = TEXT, **changes: Any) -> Sentence:
    """Return a sentence of the narrator's that holds the text from start to end."""
    plain = Sentence(
        sentence_id=f"{article_id}:{position:03d}",
        article_id=article_id,
        position=position,
        paragraph=1,
        start=start,
        end=end,
        text=text[start:end],
        speaker_id="narrator",
        attribution="narrator",
    )
    return plain._replace(**changes)


def small_codebook() -> Codebook:
    """Return two codes and a version: as much of a codebook as the tables need."""
    sector = SimpleNamespace(id="it", label="IT", group="digital", isic="J62-63", definition="Software.")
    theme = SimpleNamespace(id="trade", label="Trade", group="economy", definition="Buying and selling.")
    codes = {"sector": (sector,), "theme": (theme,)}
    return cast(Codebook, SimpleNamespace(codes=codes.__getitem__, codebook=SimpleNamespace(version="1.2.3")))

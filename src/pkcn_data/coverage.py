"""How much of the text is coded, and what is not: questions asked of the tables, as in `summary`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from pkcn_data.rows import count_words
from pkcn_data.summary import View
from pkcn_data.tables import Tables

CodedWords = Mapping[tuple[str, str, str], tuple[str, ...]]
"""The words of the article by sentence, kind and code of a statement that rests on them, in text order."""

_CODE = ["sentence_id", "kind", "code_id"]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole."""

    count: int
    overall: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of the articles shown is behind the statements shown.

    A word is coded when one of its characters is under a mention of a sector or theme on which a statement rests; where
    mentions overlap, each character counts once. Spaces between sentences are no part of the text here.
    """

    sentences: Share
    words: Share
    characters: Share


def coverage(view: View, tables: Tables) -> Coverage:
    """Measure how much of the articles that hold the statements shown is coded by them."""
    sentences = _in_shown_articles(view, view.all_sentences)
    codes = view.statements[_CODE].drop_duplicates()
    spans = _spans(tables.mentions.merge(codes, on=_CODE))
    texts = zip(sentences["sentence_id"], sentences["start"].tolist(), sentences["text"], strict=True)
    words = characters = all_words = all_characters = 0
    for sentence_id, start, text in texts:
        under = _under(len(text), ((one - start, other - start) for one, other in spans.get(sentence_id, ())))
        characters += sum(under)
        words += sum(any(under[one:other]) for one, other in _words(text))
        all_characters += len(text)
        all_words += count_words(text)
    coded = int(view.statements["sentence_id"].nunique())
    return Coverage(
        sentences=Share(coded, len(sentences)),
        words=Share(words, all_words),
        characters=Share(characters, all_characters),
    )


def uncoded(view: View, tables: Tables) -> pd.DataFrame:
    """Return the sentences of the articles shown that no statement comes from, filtered or not, in text order.

    `actors` has the ids of the actors that a sentence names, `codes` pairs of kind and id of sectors and themes.
    """
    sentences = _in_shown_articles(view, view.all_sentences)
    rest = sentences[~sentences["sentence_id"].isin(view.all_statements["sentence_id"])]
    mentions = tables.mentions[tables.mentions["sentence_id"].isin(rest["sentence_id"])]
    named: dict[str, dict[tuple[str, str], None]] = {}
    for sentence_id, kind, code_id in mentions.sort_values(["sentence_id", "start"])[_CODE].itertuples(index=False):
        named.setdefault(sentence_id, {})[kind, code_id] = None
    found = [named.get(one, {}) for one in rest["sentence_id"]]
    return rest.assign(
        actors=pd.Series([tuple(one for kind, one in names if kind == "actor") for names in found], index=rest.index),
        codes=pd.Series([tuple(name for name in names if name[0] != "actor") for names in found], index=rest.index),
    )


def coded_words(tables: Tables) -> CodedWords:
    """Return the words on which each statement rests; a word that comes up again in its sentence is there once."""
    named = tables.mentions[tables.mentions["kind"] != "actor"].sort_values(["sentence_id", "start"])
    words: dict[tuple[str, str, str], dict[str, None]] = {}
    for sentence_id, kind, code_id, surface in named[[*_CODE, "surface"]].itertuples(index=False):
        words.setdefault((sentence_id, kind, code_id), {})[surface] = None
    return {code: tuple(surfaces) for code, surfaces in words.items()}


def _in_shown_articles(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["article_id"].isin(view.sentences["article_id"])]


def _spans(mentions: pd.DataFrame) -> dict[str, list[tuple[int, int]]]:
    spans: dict[str, list[tuple[int, int]]] = {}
    for sentence_id, start, end in mentions[["sentence_id", "start", "end"]].itertuples(index=False):
        spans.setdefault(sentence_id, []).append((int(start), int(end)))
    return spans


def _under(length: int, spans: Iterable[tuple[int, int]]) -> bytearray:
    """Return one for each character that a span covers, else nought."""
    under = bytearray(length)
    for start, end in spans:
        inside = range(max(start, 0), min(end, length))
        under[inside.start : inside.stop] = b"\1" * len(inside)
    return under


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the words that `count_words` counts."""
    at = 0
    for part in text.split():
        at = text.index(part, at)
        if count_words(part):
            yield at, at + len(part)
        at += len(part)

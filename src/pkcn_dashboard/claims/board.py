"""The claims as the page shows them: each with both readings, and those that fit filters, verdicts and order.

No Streamlit. Functions of `(board, view, words, asked)` are questions for `load.of_claims`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import pandas as pd

from pkcn_dashboard.words import Words
from pkcn_data.claims.frames import Claims, figures_with_sources
from pkcn_data.claims.numbers import article_numbers
from pkcn_data.figures.frames import Figures
from pkcn_data.model import PartOutcome, Reading, Verdict
from pkcn_data.summary import View
from pkcn_data.tables import Tables, records

Order = Literal["text", "verdict", "speaker"]
Row = Mapping[str, Any]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
READINGS: tuple[Reading, ...] = get_args(Reading)
_WORST_FIRST: tuple[Verdict, ...] = ("contradicted", "partly", "supported", "not checkable with these figures")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Part:
    """One part of a test with what came of it; `figures` are the rows of `claim_figures` it rests on, with sources."""

    position: int
    operation: str
    test: str
    outcome: PartOutcome
    because: str
    figures: tuple[Row, ...]

    @property
    def values(self) -> tuple[Row, ...]:
        """Return the figures that are no dates."""
        return tuple(row for row in self.figures if row["value"] is not None)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Judged:
    """One reading of a claim; `because` is the reason alone, `cautions` what to know of its figures."""

    claim_id: str
    reading: Reading
    as_of: str
    verdict: Verdict
    because: str
    cautions: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def figures(self) -> list[tuple[int, Row]]:
        """Return every figure with the number of its part."""
        return [(part.position, row) for part in self.parts for row in part.figures]

    @property
    def basis(self) -> frozenset[tuple[Any, ...]]:
        """Return what the verdict rests on, to tell whether another reading rests on the same."""
        columns = ("indicator_id", "fact_id", "country", "year", "value", "date")
        return frozenset(tuple(row[name] for name in columns) for _, row in self.figures)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Claim:
    """One claim; `name` is what it is called in addresses, `readings` what the figures say of it."""

    name: str
    entry: str
    article_id: str
    sentence_id: str
    speaker_id: str
    claim: str
    caveat: str
    start: int
    readings: Mapping[Reading, Judged]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Board:
    """All claims by name, in the order of their files, the ledger of every article, and the figures if they can be read.

    `problem` says why the claims can't be read, where they can't.
    """

    claims: Mapping[str, Claim]
    numbers: tuple[Row, ...]
    figures: Figures | None
    problem: str = ""

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Return the readings that some claim has."""
        return tuple(one for one in READINGS if any(one in claim.readings for claim in self.claims.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a reader chose among claims; no verdict means all."""

    reading: Reading = "article"
    verdicts: tuple[Verdict, ...] = ()
    order: Order = "text"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Shown:
    """A claim in one reading, with its sentence."""

    claim: Claim
    judged: Judged
    sentence: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class InSentence:
    """A claim as a mark beside its sentence."""

    sentence_id: str
    name: str
    claim: str
    verdict: Verdict


def board_of(claims: Claims, figures: Figures | None, tables: Tables) -> Board:
    """Return the claims; without the figures, names and sources of figures are empty.

    Articles of `tables` that nobody wrote claims for have their numbers in the ledger all the same.
    """
    sourced = figures_with_sources(claims, figures) if figures is not None else _unsourced(claims)
    by_part: dict[str, list[Row]] = {}
    for row in _plain_rows(sourced):
        by_part.setdefault(row["claim_part_id"], []).append(row)
    by_claim: dict[str, list[tuple[Part, list[str]]]] = {}
    for row in _plain_rows(claims.claim_parts):
        part = _part(row, by_part.get(row["claim_part_id"], []))
        by_claim.setdefault(row["claim_id"], []).append((part, list(row["cautions"])))
    rows = _plain_rows(claims.claims)
    articles = {(row["entry"], row["article_id"]) for row in rows}
    shared = Counter(entry for entry, _ in articles)
    found: dict[str, list[Row]] = {}
    for row in rows:
        name = row["entry"] if shared[row["entry"]] == 1 else f"{row['article_id']}:{row['entry']}"
        found.setdefault(name, []).append(row)
    return Board(
        claims={name: _claim(name, one, by_claim) for name, one in found.items()},
        numbers=tuple(_numbers(claims, tables)),
        figures=figures,
    )


def no_board(problem: str, figures: Figures | None, tables: Tables) -> Board:
    """Return what is there where the claims can't be read: the numbers of the articles."""
    return Board(claims={}, numbers=tuple(_plain_rows(article_numbers(tables))), figures=figures, problem=problem)


def named(board: Board, asked: str) -> Claim | None:
    """Return the claim that an address asks for: by its name, else by the full one."""
    full = (one for one in board.claims.values() if f"{one.article_id}:{one.entry}" == asked)
    return board.claims.get(asked) or next(full, None)


def shown(board: Board, view: View, words: Words, asked: Asked) -> tuple[Shown, ...]:
    """Return the claims whose sentence fits the filters and whose verdict is among those asked for, in order."""
    found = [one for one in fitting(board, view, asked.reading) if one.judged.verdict in (asked.verdicts or VERDICTS)]
    if asked.order == "verdict":
        found.sort(key=lambda one: _WORST_FIRST.index(one.judged.verdict))
    elif asked.order == "speaker":
        counts = Counter(one.claim.speaker_id for one in found)
        found.sort(key=lambda one: (-counts[one.claim.speaker_id], one.claim.speaker_id))
    return tuple(found)


def shown_as(claim: Claim, reading: Reading, view: View) -> Shown | None:
    """Return a claim in a reading, else in the one it has; none where its sentence isn't in the view."""
    sentences = view.sentences[view.sentences["sentence_id"] == claim.sentence_id]
    judged = claim.readings.get(reading) or next(iter(claim.readings.values()))
    return Shown(claim=claim, judged=judged, sentence=records(sentences)[0]) if len(sentences) else None


def in_sentences(board: Board, view: View, words: Words, nothing: None) -> tuple[InSentence, ...]:
    """Return the claims of each sentence, as of the article's date where it has one; for marks beside the text."""
    return tuple(
        InSentence(
            sentence_id=one.sentence_id,
            name=one.name,
            claim=one.claim,
            verdict=next(one.readings[reading].verdict for reading in READINGS if reading in one.readings),
        )
        for one in sorted(board.claims.values(), key=lambda one: one.start)
    )


def fitting(board: Board, view: View, reading: Reading) -> list[Shown]:
    """Return the claims that have this reading and whose sentence fits the filters, in text order."""
    sentences = {row["sentence_id"]: row for row in records(view.sentences)}
    order = {one: place for place, one in enumerate(sentences)}
    found = [
        Shown(claim=one, judged=one.readings[reading], sentence=sentences[one.sentence_id])
        for one in board.claims.values()
        if one.sentence_id in sentences and reading in one.readings
    ]
    return sorted(found, key=lambda one: (order[one.claim.sentence_id], one.claim.start))


def without(board: Board, view: View, words: Words, nothing: None) -> tuple[str, ...]:
    """Return the articles shown of which no claim is declared."""
    have = {one.article_id for one in board.claims.values()}
    return tuple(one for one in dict.fromkeys(view.sentences["article_id"]) if one not in have)


def _numbers(claims: Claims, tables: Tables) -> Iterator[Row]:
    known = _plain_rows(claims.numbers)
    yield from known
    judged = {row["article_id"] for row in known} | set(claims.claims["article_id"])
    if set(tables.articles["article_id"]) - judged:
        yield from (row for row in _plain_rows(article_numbers(tables)) if row["article_id"] not in judged)


def _claim(name: str, rows: Sequence[Row], by_claim: Mapping[str, list[tuple[Part, list[str]]]]) -> Claim:
    first = rows[0]
    return Claim(
        name=name,
        **{key: first[key] for key in ("entry", "article_id", "sentence_id", "speaker_id", "claim", "start")},
        caveat=first["caveat"] or "",
        readings={row["reading"]: _judged(row, by_claim.get(row["claim_id"], [])) for row in rows},
    )


def _judged(row: Row, parts: Sequence[tuple[Part, list[str]]]) -> Judged:
    cautions = tuple(dict.fromkeys(one for _, said in parts for one in said))
    return Judged(
        **{key: row[key] for key in ("claim_id", "reading", "as_of", "verdict")},
        because=row["because"].removesuffix(" ".join(cautions)).rstrip(),
        cautions=cautions,
        parts=tuple(part for part, _ in parts),
    )


def _part(row: Row, figures: Sequence[Row]) -> Part:
    return Part(
        **{key: row[key] for key in ("position", "operation", "test", "outcome", "because")}, figures=tuple(figures)
    )


def _unsourced(claims: Claims) -> pd.DataFrame:
    rows = claims.claim_figures
    names = rows["indicator_id"].fillna(rows["fact_id"])
    nothing = pd.Series([None] * len(rows), index=rows.index, dtype="object")
    no_lists = pd.Series([()] * len(rows), index=rows.index, dtype="object")
    return rows.assign(
        name=names, partner=rows["country"], source=no_lists, source_url=no_lists, vintage=nothing, confidence=nothing
    )


def _plain_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows in which what is missing is None, whatever the column's type."""
    return list(_rows(frame))


def _rows(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for row in records(frame):
        yield {key: None if _is_missing(value) else value for key, value in row.items()}


def _is_missing(value: object) -> bool:
    return not isinstance(value, (list, tuple)) and bool(pd.isna(value))  # type: ignore[call-overload]  # a cell of any type

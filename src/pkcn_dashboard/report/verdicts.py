"""Claims in the file of a view: verdict, reason, test, and every figure it rests on with its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pkcn_dashboard.addresses import web_address
from pkcn_dashboard.claims import rows
from pkcn_dashboard.claims.board import Judged, Row, Shown
from pkcn_dashboard.claims.names import WORDS
from pkcn_dashboard.indicators.draw import SourceLine
from pkcn_dashboard.text import capital
from pkcn_dashboard.text import claims as say
from pkcn_dashboard.words import Words
from pkcn_data.figures.frames import Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """One figure with the addresses that give it."""

    said: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One claim of the file; `number` is that of its sentence."""

    claim: str
    verdict: str
    because: str
    notes: tuple[str, ...]
    speaker: str
    number: str
    tests: tuple[str, ...]
    figures: tuple[FigureLine, ...]
    sources: tuple[SourceLine, ...]


def verdicts(
    shown: Sequence[Shown], figures: Figures | None, words: Words, numbers: Mapping[str, str]
) -> tuple[Verdict, ...]:
    """Return the claims as the file shows them; `numbers` are of sentences, by id."""
    return tuple(
        Verdict(
            claim=one.claim.claim,
            verdict=f"{say.VERDICT_MARKS[one.judged.verdict]} {WORDS.word('verdict', one.judged.verdict)}",
            because=one.judged.because,
            notes=tuple(_notes(one)),
            speaker=words.label("speaker", one.claim.speaker_id),
            number=numbers[one.claim.sentence_id],
            tests=tuple(f"{say.OUTCOMES[part.outcome]}: {capital(part.test)}." for part in one.judged.parts),
            figures=tuple(_figures(one.judged)),
            sources=rows.sources(one.judged, figures),
        )
        for one in shown
    )


def _notes(one: Shown) -> Iterator[str]:
    if one.claim.caveat:
        yield say.CAVEAT.format(caveat=one.claim.caveat)
    if one.judged.cautions:
        yield say.CAUTIONS.format(cautions=" ".join(one.judged.cautions))


def _figures(judged: Judged) -> Iterator[FigureLine]:
    for _, row in judged.figures:
        # The address of a series stands in its source line.
        given = row["source_url"] or () if row["fact_id"] else ()
        addresses = tuple(one for one in map(web_address, given) if one)
        yield FigureLine(said=_said(row), addresses=addresses)


def _said(row: Row) -> str:
    parts = {"name": row["name"], "who": rows.who(row), "period": row["period"], "unit": row["unit"]}
    if row["date"]:
        return say.REPORT_DATE.format(**parts, date=row["date"])
    return say.REPORT_FIGURE.format(**parts, value=f"{row['value']:,.12g}")

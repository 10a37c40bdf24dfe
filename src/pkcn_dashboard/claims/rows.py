"""Tables of the page of claims: the figures of a test, the claims shown, the ledger. No Streamlit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from pkcn_dashboard.addresses import web_address
from pkcn_dashboard.claims.board import Board, Judged, Row, Shown
from pkcn_dashboard.exports.spreadsheets import plain_csv
from pkcn_dashboard.indicators.draw import SourceLine, month, series_source
from pkcn_dashboard.indicators.panels import country_name
from pkcn_dashboard.text import claims as say
from pkcn_dashboard.text import indicators as figure_words
from pkcn_dashboard.text import listing
from pkcn_dashboard.words import Words
from pkcn_data.figures.frames import Figures
from pkcn_data.summary import View
from pkcn_data.tables import records

SOURCES_NAMED = 6


def who(row: Row) -> str:
    """Return of whom a figure tells: a country of a series, or the partner of a fact."""
    return country_name(row["country"]) if row["country"] else str(row["partner"] or "")


def figures(judged: Judged) -> pd.DataFrame:
    """Return the figures of a reading as a reader sees them: a line for each address of each figure."""
    lines = [
        _figure(position, row) | {"source": source, "address": address}
        for position, row in judged.figures
        for source, address in _witnesses(row)
    ]
    found = pd.DataFrame(lines, columns=list(say.FIGURE_COLUMNS))
    emptied = [name for name in ("value", "date", "vintage", "confidence") if found[name].isna().all()]
    found = found.fillna(dict.fromkeys(("date", "vintage", "confidence"), ""))
    return found.drop(columns=emptied).rename(columns=dict(say.FIGURE_COLUMNS))


def figures_csv(shown: Shown, sources: Sequence[SourceLine]) -> bytes:
    """Return the same as CSV, each line with the claim, its verdict, and the terms of its source."""
    table = figures(shown.judged)
    said = "; ".join(one.said for one in sources)
    head = {"claim": shown.claim.claim, "verdict": shown.judged.verdict, "as_of": shown.judged.as_of}
    return plain_csv(table.assign(**head, terms=said))


def claims_csv(rows: Sequence[Shown], words: Words) -> bytes:
    """Return the claims shown as CSV."""
    lines = [
        {
            "entry": one.claim.name,
            "claim": one.claim.claim,
            "verdict": one.judged.verdict,
            "because": " ".join([one.judged.because, *one.judged.cautions]),
            "reading": one.judged.reading,
            "as_of": one.judged.as_of,
            "speaker": words.label("speaker", one.claim.speaker_id),
            "sentence": one.sentence["text"],
            "sentence_id": one.claim.sentence_id,
            "caveat": one.claim.caveat,
        }
        for one in rows
    ]
    return plain_csv(pd.DataFrame(lines, columns=list(say.CLAIM_COLUMNS)).rename(columns=dict(say.CLAIM_COLUMNS)))


def sources(judged: Judged, figures: Figures | None) -> tuple[SourceLine, ...]:
    """Return where the figures of a reading are from, with edition, licence and the wording it asks for."""
    if figures is None:
        return ()
    rows = [row for _, row in judged.figures]
    codes = list(dict.fromkeys(row["indicator_id"] for row in rows if row["indicator_id"]))
    pages = list(dict.fromkeys(one.partition(" via ")[0] for row in rows if row["fact_id"] for one in row["source"]))
    told = {row["source_id"]: row for row in records(figures.sources)}
    return tuple(_source_lines(codes, pages, told))


def ledger(board: Board, view: View, words: Words, nothing: None) -> tuple[Row, ...]:
    """Return every number of the sentences that fit the filters, with what checks it or why nothing does."""
    sentences = {row["sentence_id"]: row for row in records(view.sentences)}
    claims = {(one.article_id, one.entry): one for one in board.claims.values()}
    found = []
    for row in board.numbers:
        if row["sentence_id"] not in sentences:
            continue
        sentence = sentences[row["sentence_id"]]
        by = [claims[row["article_id"], one] for one in row["checked_by"] if (row["article_id"], one) in claims]
        checked = [one.claim for one in by]
        form = say.CHECKED_BY if checked else say.NOT_CHECKED
        found.append(
            dict(row)
            | {
                "position": sentence["position"],
                "sentence": sentence["text"],
                "said": form.format(claims=" ".join(checked), why=row["why_not"]),
                "is_checked": bool(checked),
                "claim": by[0].name if by else "",
            }
        )
    return tuple(found)


def find_numbers(rows: Sequence[Row], search: str) -> Sequence[Row]:
    """Return the numbers in whose words, kind, sentence or answer every word of the search stands."""
    wanted = search.casefold().split()
    return [row for row in rows if all(word in _searched(row) for word in wanted)] if wanted else rows


def ledger_table(rows: Sequence[Row], addresses: Mapping[str, str]) -> pd.DataFrame:
    """Return the ledger as a reader sees it; `addresses` are those of sentences by id, and of claims by name."""
    lines = [
        {
            "surface": row["surface"],
            "kind": say.KINDS[row["kind"]],
            "value": _read_as(row),
            "unit": row["unit_text"] or "",
            "said": row["said"],
            "claim": addresses.get(row["claim"], ""),
            "link": addresses.get(row["sentence_id"], ""),
            "sentence": row["sentence"],
        }
        for row in rows
    ]
    return pd.DataFrame(lines, columns=list(say.LEDGER_COLUMNS)).rename(columns=dict(say.LEDGER_COLUMNS))


def _searched(row: Row) -> str:
    parts = (row["surface"], say.KINDS[row["kind"]], row["unit_text"] or "", row["said"], row["sentence"])
    return " ".join(parts).casefold()


def _read_as(row: Row) -> str:
    if row["value"] is None:
        return ""
    value = f"{row['value']:.12g}" if row["kind"] == "date" else f"{row['value']:,.12g}"
    return say.ABOUT.format(value=value) if row["approximate"] else value


def _figure(position: int, row: Row) -> dict[str, Any]:
    return {
        "part": position,
        "name": row["name"],
        "who": who(row),
        "period": row["period"],
        "value": row["value"],
        "date": row["date"],
        "unit": row["unit"],
        "code": row["indicator_id"] or row["fact_id"],
        "vintage": figure_words.VINTAGES.get(row["vintage"], row["vintage"]) if row["vintage"] else None,
        "confidence": row["confidence"],
    }


def _witnesses(row: Row) -> list[tuple[str, str]]:
    """Return who gives a figure, each with its address; a series is given by one."""
    told, addresses = list(row["source"] or ()), [web_address(one) or "" for one in row["source_url"] or ()]
    if row["indicator_id"]:
        return [("; ".join(told), addresses[0] if addresses else "")]
    return list(zip(told, addresses, strict=True)) or [("", "")]


def _source_lines(codes: Sequence[str], pages: Sequence[str], told: Mapping[str, Row]) -> Iterator[SourceLine]:
    if codes and (row := told.get("wdi")):
        yield series_source(codes, row)
    if pages and (row := told.get("pages")):
        named = listing(pages, limit=SOURCES_NAMED)
        said = say.SOURCE_PAGES.format(title=row["title"], pages=named, read=month(str(row["read"])))
        yield SourceLine(said=said)

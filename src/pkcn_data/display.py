"""Rows as text for a terminal."""

from __future__ import annotations

import textwrap
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

from pkcn_data.model import NARRATOR
from pkcn_data.rows import Row, Rows
from pkcn_data.schema import Table

MINIMUM_WIDTH = 40
_COUNTED = ("sentences", "actors", "mentions", "statements", "comparisons", "quantities")


def format_overview(rows: Rows, *, width: int) -> str:
    """Return one article's sentences with who speaks and what is coded, then its actors."""
    width = max(width, MINIMUM_WIDTH)
    parts = [*_head(rows), "", *_sentences(rows, width), "", *_actors(rows, width)]
    return _printable("\n".join(parts))


def format_rows(table: Table, rows: list[Row], *, width: int) -> str:
    """Return the rows of a table as aligned columns; a cell that does not fit is cut with an ellipsis."""
    texts = [[column.title for column in table], *([_text(row[name]) for name in table.names] for row in rows)]
    widths = _fit([max(map(len, cells)) for cells in zip(*texts, strict=True)], max(width, MINIMUM_WIDTH))
    lines = ["  ".join(_cut(cell, size) for cell, size in zip(cells, widths, strict=True)).rstrip() for cells in texts]
    return _printable("\n".join([lines[0], "  ".join("-" * size for size in widths), *lines[1:]]))


def format_claims(claims: list[Row], *, width: int) -> str:
    """Return claims with verdict and reason, one below the other, then how often each verdict was given."""
    width = max(width, MINIMUM_WIDTH)
    lines: list[str] = []
    for row in claims:
        lines += [f"{row['verdict'].upper()}  {row['entry']} ({row['speaker_id']}; as of {row['as_of']})"]
        lines += [*_wrapped(row["claim"], width), *_wrapped(f"-> {row['because']}", width)]
        lines += [*(_wrapped(f"Mind: {row['caveat']}", width) if row["caveat"] else []), ""]
    counts = Counter(row["verdict"] for row in claims)
    lines.append(", ".join(f"{count} {verdict}" for verdict, count in counts.items()) or "no claims")
    return _printable("\n".join(lines))


def _head(rows: Rows) -> Iterator[str]:
    article = rows["articles"][0]
    yield article["title"] or article["article_id"]
    yield " · ".join(filter(None, (article["outlet"], article["published"], article["author"]))) or "no byline"
    yield ", ".join(f"{name}: {len(rows[name])}" for name in _COUNTED)


def _sentences(rows: Rows, width: int) -> Iterator[str]:
    names = {row["actor_id"]: row["name"] for row in rows["actors"]}
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows["statements"]:
        codes[row["sentence_id"]].append(f"{row['code_id']} ({row['stance']} {row['modality']})")
    for row in rows["sentences"]:
        speaker = names.get(row["speaker_id"], row["speaker_id"])
        how = "" if row["speaker_id"] == NARRATOR else f", {row['attribution']}"
        yield f"{row['position']:>3}  {speaker}{how}"
        yield from _wrapped(row["text"], width)
        yield from _wrapped("-> " + ("; ".join(codes[row["sentence_id"]]) or "nothing coded"), width)


def _actors(rows: Rows, width: int) -> Iterator[str]:
    names = {row["actor_id"]: row["name"] for row in rows["actors"]}
    yield "Actors"
    for row in rows["actors"]:
        facts = filter(None, (row["kind"], row["role"], names.get(row["affiliation_id"]), row["country"]))
        yield from _wrapped(f"{row['name']}: {', '.join(facts)}", width)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), width, initial_indent=" " * 5, subsequent_indent=" " * 5)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.15g}"
    return ", ".join(value) if isinstance(value, list) else " ".join(str(value).split())


def _fit(widths: list[int], width: int) -> list[int]:
    """Shrink the widest columns until the line fits; none below eight characters."""
    widths = list(widths)
    while sum(widths) + 2 * (len(widths) - 1) > width and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    return widths


def _cut(cell: str, width: int) -> str:
    return cell.ljust(width) if len(cell) <= width else cell[: width - 1] + "…"


def _printable(text: str) -> str:
    """Replace control characters: an article must not be able to steer the terminal."""
    return "".join("\ufffd" if unicodedata.category(c) == "Cc" and c != "\n" else c for c in text)

"""The sentences that say how much of the text is coded, and what is not. No Streamlit.

Like `findings`, with `text` a place of interface words; what comes back is plain text, not yet safe as Markdown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from pkcn_dashboard.text import FILTER_LABELS, capital, count_of, inline, listing, part_of
from pkcn_dashboard.text.statements import (
    COVERAGE,
    COVERAGE_SHARE,
    FITTING,
    LEFT_OUT,
    LEFT_OUT_NONE,
    LEFT_OUT_SENTENCES,
    LEFT_OUT_WITHOUT,
    UNCODED,
    UNCODED_FOUND,
    UNCODED_NONE,
    WHY_ACTORS,
    WHY_CODES,
    WHY_NOTHING,
)
from pkcn_dashboard.words import Words
from pkcn_data.coverage import Share, coverage, uncoded
from pkcn_data.summary import Filters, View, count_units, filter_statements
from pkcn_data.tables import Tables

MOST_NAMED = 8
"""How many actors or codes of a sentence that produced nothing are named."""


def said(view: View, tables: Tables, words: Words) -> str:
    """Say how much of the text is coded: sentences, and words under a code."""
    found = coverage(view, tables)
    shares = COVERAGE_SHARE.format(words=percent(found.words), characters=percent(found.characters))
    return COVERAGE.format(
        sentences=capital(part_of(found.sentences.count, found.sentences.overall, "sentences")),
        hold=_hold(found.sentences),
        fitting=FITTING if len(view.statements) < len(view.all_statements) else "",
        words=part_of(found.words.count, found.words.overall, "words"),
        share=shares if found.words.count else "",
    )


def percent(share: Share) -> str:
    """Return a share in per cent; what is there is never nought, what is missing never hidden by a hundred."""
    if not share.count:
        return "0%"
    rounded = round(100 * share.count / share.overall)
    if not rounded:
        return "under 1%"
    return "over 99%" if rounded == 100 and share.count < share.overall else f"{rounded}%"


def nothing_from(view: View, tables: Tables, words: Words) -> str:
    """Say how many sentences produced nothing."""
    count = len(uncoded(view, tables))
    overall = int(view.all_sentences["article_id"].isin(view.sentences["article_id"]).sum())
    if not count:
        return UNCODED_NONE
    part = Share(count, overall)
    return UNCODED.format(sentences=capital(part_of(count, overall, "sentences")), hold=_hold(part))


def nothing_found(found: int, overall: int, search: str) -> str:
    """Say how many of the sentences that produced nothing hold what is searched."""
    part = capital(part_of(found, overall, "sentences"))
    return UNCODED_FOUND.format(found=part, hold=_hold(Share(found, overall)), search=search)


def why_nothing(row: Mapping[str, Any], words: Words, actors: Mapping[str, str]) -> str:
    """Say why a sentence produced nothing, by what it does name; `actors` are names by id."""
    if row["codes"]:
        codes = [inline(words.word(kind, one)) for kind, one in row["codes"]]
        return WHY_CODES.format(codes=listing(codes, limit=MOST_NAMED))
    if row["actors"]:
        return WHY_ACTORS.format(actors=listing([actors.get(one, one) for one in row["actors"]], limit=MOST_NAMED))
    return WHY_NOTHING


def actor_names(view: View, tables: Tables, words: Words) -> Mapping[str, str]:
    """Return the names of all actors by id."""
    return dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))


def left_out(view: View, filters: Filters) -> str:
    """Say how much the filters leave out, and what each of several would let in if it alone were taken away."""
    overall = len(view.all_statements)
    out = overall - len(view.statements)
    if not out:
        return LEFT_OUT_NONE
    sentences = count_units(view.all_statements, "sentences")
    whole = sentences - count_units(view.statements, "sentences")
    part = capital(part_of(out, overall, "statements"))
    rest = LEFT_OUT_SENTENCES.format(sentences=part_of(whole, sentences, "coded"), hold=_hold(Share(whole, sentences)))
    said = [
        LEFT_OUT.format(
            statements=part, do="does" if overall == 1 or out == 1 else "do", sentences=(whole and rest) or ""
        )
    ]
    names = [field.name for field in fields(filters) if getattr(filters, field.name)]
    for name in names if len(names) > 1 else ():
        more = len(filter_statements(view.all_statements, replace(filters, **{name: ()}))) - len(view.statements)
        if more:
            said.append(LEFT_OUT_WITHOUT.format(name=inline(FILTER_LABELS[name]), more=count_of(more, "statements")))
    return " ".join(said)


def _hold(part: Share) -> str:
    return "holds" if 1 in (part.count, part.overall) else "hold"

"""What is said of claims in sentences computed from those shown. No Streamlit; plain text, not yet Markdown.

Functions of `(board, view, words, asked)` are questions for `load.of_claims`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pkcn_dashboard.claims.board import READINGS, VERDICTS, Board, Judged, Shown, fitting
from pkcn_dashboard.claims.names import WORDS
from pkcn_dashboard.indicators.draw import month
from pkcn_dashboard.text import claims as say
from pkcn_dashboard.text import clip, inline, listing
from pkcn_dashboard.words import Words
from pkcn_data.model import Reading
from pkcn_data.summary import View

NAMED = 3


def findings(board: Board, view: View, words: Words, reading: Reading) -> tuple[str, ...]:
    """Say how the claims that fit the filters stand, on which figures, and what another reading changes."""
    rows = fitting(board, view, reading)
    said = [lead(rows), _read(rows)] if rows else []
    said += [_other(rows, reading)] if rows else []
    return tuple(filter(None, [*said, _undated(board, view, reading)]))


def overview(board: Board, view: View, words: Words, nothing: None) -> str:
    """Say in short how the claims stand, as of the article where it has a date; nothing without claims."""
    for reading in READINGS:
        if rows := fitting(board, view, reading):
            return say.OVERVIEW.format(lead=lead(rows), read=_read(rows))
    return ""


def lead(rows: Sequence[Shown]) -> str:
    """Say how many claims there are and how many have each verdict."""
    if len(rows) == 1:
        return say.LEAD_SINGLE.format(verdict=say.COUNTED[rows[0].judged.verdict][0])
    counts = Counter(one.judged.verdict for one in rows)
    parts = [
        say.LEAD_ONE.format(count=counts[one] or say.NONE, verdict=say.COUNTED[one][counts[one] > 1])
        for one in VERDICTS
        if counts[one] or one == "contradicted"
    ]
    return say.LEAD.format(overall=claims(len(rows)), counts=listing(parts, limit=len(parts)))


def claims(count: int) -> str:
    """Return a number of claims in words."""
    return f"{count:,} {say.CLAIMS[count != 1]}"


def other_reading(judged: Judged, other: Judged) -> str:
    """Say what another reading of the same claim comes to."""
    kind = "same" if judged.basis == other.basis else "figures" if judged.verdict == other.verdict else "differs"
    moved = len(other.basis - judged.basis)
    return say.OTHER_READING[kind].format(
        count=moved,
        overall=len(other.basis),
        differ=say.DIFFER[moved != 1],
        reading=WORDS.word("reading", other.reading),
        verdict=inline(WORDS.word("verdict", other.verdict)),
        because=other.because,
    )


def _read(rows: Sequence[Shown]) -> str:
    days = sorted({one.judged.as_of for one in rows})
    if rows[0].judged.reading == "snapshot":
        return say.READ_SNAPSHOT.format(day=month(days[-1]))
    if len(days) > 1:
        return say.READ_ARTICLES.format(first=month(days[0]), last=month(days[-1]))
    return say.READ_ARTICLE.format(day=month(days[0]))


def _other(rows: Sequence[Shown], reading: Reading) -> str:
    """Say how many verdicts the other reading changes, and which."""
    pairs = [(one, one.claim.readings[other]) for one in rows for other in one.claim.readings if other != reading]
    if not pairs:
        return ""
    changed = [(one, other) for one, other in pairs if one.judged.verdict != other.verdict]
    if changed:
        named = [
            say.CHANGED_ONE.format(
                claim=clip(one.claim.claim.rstrip("."), 120), verdict=inline(WORDS.word("verdict", other.verdict))
            )
            for one, other in changed
        ]
        return say.CHANGED[reading].format(
            count=len(changed), read=say.READS[len(changed) != 1], named=listing(named, limit=NAMED + 1)
        )
    have = say.ALL_HAVE[min(len(pairs), 3) - 1].format(count=f"{len(pairs):,}")
    said = say.SAME_VERDICTS[reading].format(all=have)
    moved = sum(one.judged.basis != other.basis for one, other in pairs)
    return said + (say.OTHER_FIGURES.format(count=moved, rest=say.RESTS[moved != 1]) if moved else ".")


def _undated(board: Board, view: View, reading: Reading) -> str:
    if reading == "snapshot":
        return ""
    ids = set(view.sentences["sentence_id"])
    alone = sum(one.sentence_id in ids and reading not in one.readings for one in board.claims.values())
    return say.UNDATED.format(claims=claims(alone), are=say.ARE[alone != 1]) if alone else ""

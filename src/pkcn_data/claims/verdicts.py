"""From what came of the parts of a test to a verdict with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from pkcn_data.claims.operations import Outcome
from pkcn_data.claims.wording import sentence
from pkcn_data.model import Verdict

NOT_CHECKABLE: Verdict = "not checkable with these figures"


def verdict_of(outcomes: Sequence[Outcome]) -> Verdict:
    """Return the verdict on a claim that says all its parts at once.

    All hold: supported. None holds and one fails: contradicted, whatever the unknown ones are, for the claim says them
    together. Some hold and others fail or are unknown: partly. All are unknown, or there are none: not checkable.
    """
    kinds = {one.outcome for one in outcomes}
    if kinds == {"holds"}:
        return "supported"
    if "holds" in kinds:
        return "partly"
    return "contradicted" if "fails" in kinds else NOT_CHECKABLE


def because(outcomes: Sequence[Outcome]) -> str:
    """Return one sentence from the clauses of the parts, those that hold first, and what to know of the figures after."""
    holds, fails, unknown = (
        [one.said for one in outcomes if one.outcome == kind] for kind in ("holds", "fails", "unknown")
    )
    if holds and (fails or unknown):
        rest = [*fails, *unknown]
        rest[0] = f"but {rest[0]}"
    else:
        rest = [*fails, *unknown]
    return " ".join([sentence([*holds, *rest]), *cautions(outcomes)])


def cautions(outcomes: Sequence[Outcome]) -> list[str]:
    """Return what to know of the figures that a test rests on, each once."""
    said = (
        caution
        for one in outcomes
        for group in (one.cautions, *(found.cautions for found in one.found))
        for caution in group
    )
    return list(dict.fromkeys(said))

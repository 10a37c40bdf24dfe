"""A declared test in words, for people who read no files."""

from __future__ import annotations

from pkcn_data.claims import files
from pkcn_data.claims.evidence import Evidence
from pkcn_data.claims.operations import figure_words, find
from pkcn_data.claims.wording import listed, number

_BOUNDS = {"above": "above", "below": "below", "at_least": "at least", "at_most": "at most"}


def in_words(part: files.Part, evidence: Evidence) -> str:
    """Return one part of a test as a phrase."""
    if isinstance(part, files.Equals):
        return _equals(part, evidence)
    name = figure_words(evidence, part.figure)
    match part:
        case files.Compare():
            return _compare(part, evidence, name)
        case files.Level():
            return f"{name} is {_BOUNDS[part.expect]} {number(part.bound)} ({part.unit}) in the latest period"
        case files.Share():
            share = f"{name} as a share of {figure_words(evidence, part.of)}"
            return f"{share} is {_BOUNDS[part.expect]} {number(part.percent)}%, in the latest period of both"
        case files.Largest():
            return f"{name} is larger than that of every other partner listed, in the latest period that has several"
        case files.Pair():
            return f"{name} is {part.expect} than {figure_words(evidence, part.other)}, in the latest period of both"
        case files.Trend():
            return f"{name} is {part.expect} over {_counted(part.years, 'year')} to the latest period"
        case files.Happened():
            within = f" by {_counted(part.within_months, 'month')} at most" if part.within_months else ""
            return f"{name} lies before the article{within}"
        case files.Recorded():
            return f"there is a figure for {name}"


def _equals(part: files.Equals, evidence: Evidence) -> str:
    told = listed([figure_words(evidence, figure) for figure in part.figures])
    if any(found.date for figure in part.figures for found in find(evidence, figure)):
        return f"“{part.number}” in the text is the year of {told}"
    summed = "the sum of " if len(part.figures) > 1 else ""
    return f"“{part.number}” in the text equals {summed}{told}, within rounding"


def _compare(part: files.Compare, evidence: Evidence, name: str) -> str:
    figure = part.figure
    subject = name if figure.series else f"{figure.named or figure.measure} in {figure.partner}"
    others = listed([evidence.name_of(one) for one in part.against])
    group = f"the median of {others}" if part.by == "median" else f"each of {others}"
    return f"{subject} is {part.expect} than {group}, in the latest period that all have"


def _counted(count: int, unit: str) -> str:
    return f"1 {unit}" if count == 1 else f"{count} {unit}s"

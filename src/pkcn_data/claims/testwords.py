"""A declared test in words, for people who read no files."""

from __future__ import annotations

from pkcn_data.claims import files
from pkcn_data.claims.evidence import Evidence
from pkcn_data.claims.operations import figure_words, find
from pkcn_data.claims.wording import listed, number

_BOUNDS = {"above": "above", "below": "below", "at_least": "at least", "at_most": "at most"}


def in_words(part: files.Part, evidence: Evidence) -> str:
    """Return one part of a test as a phrase."""
    match part:
        case files.Equals():
            told = listed([figure_words(evidence, figure) for figure in part.figures])
            summed = "the sum of " if len(part.figures) > 1 else ""
            dated = any(found.date for figure in part.figures for found in find(evidence, figure))
            if dated:
                return f"“{part.number}” in the text is the year of {told}"
            return f"“{part.number}” in the text equals {summed}{told}, within rounding"
        case files.Happened():
            months = "1 month" if part.within_months == 1 else f"{part.within_months} months"
            within = f" by {months} at most" if part.within_months else ""
            return f"{figure_words(evidence, part.figure)} lies before the article{within}"
    name = figure_words(evidence, part.figure)
    match part:
        case files.Compare():
            others = listed([evidence.name_of(one) for one in part.against])
            group = f"the median of {others}" if part.by == "median" else f"each of {others}"
            return f"{name} is {part.expect} than {group}, in the latest period that all have"
        case files.Level():
            return f"{name} is {_BOUNDS[part.expect]} {number(part.bound)} ({part.unit}) in the latest period"
        case files.Share():
            whole = figure_words(evidence, part.of)
            return f"{name} as a share of {whole} is {_BOUNDS[part.expect]} {number(part.percent)}%, in the latest period of both"
        case files.Largest():
            return f"{name} is larger than that of every other partner listed, in the latest period that has several"
        case files.Pair():
            return f"{name} is {part.expect} than {figure_words(evidence, part.other)}, in the latest period of both"
        case files.Trend():
            span = "1 year" if part.years == 1 else f"{part.years} years"
            return f"{name} is {part.expect} over {span} to the latest period"
        case files.Recorded():
            return f"there is a figure for {name}"

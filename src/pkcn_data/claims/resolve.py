"""What a file of claims names, looked up in the tables and the figures; every name that is not there is a mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from pkcn_data.claims import files
from pkcn_data.rows import Row, Rows
from pkcn_data.strictfiles import Mistake

_MOST_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The one place of an article that words quote."""

    sentence: Row
    start: int
    end: int
    surface: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A file with what its names stand for: passages by claim id, rows of the ledger by claim id and words."""

    file: files.ClaimFile
    passages: Mapping[str, Passage]
    numbers: Mapping[tuple[str, str], Row]
    reasons: Mapping[str, str]  # why a number is not checked, by number id
    known: Mapping[str, str] = field(default_factory=dict)  # day by fact id


def resolve(
    file: files.ClaimFile, sentences: Sequence[Row], ledger: Sequence[Row], figures: Rows, mistakes: list[Mistake]
) -> Resolved:
    """Look up what a file names, in the sentences and the ledger of its article and in the figures; add mistakes."""
    passages: dict[str, Passage] = {}
    numbers: dict[tuple[str, str], Row] = {}
    for claim in file.claims:
        passage = _passage(claim.quote, sentences, claim.id, "quote", mistakes)
        for position, part in enumerate(claim.parts, start=1):
            where = f"parts.{position}"
            mistakes += [Mistake(claim.id, where, problem) for problem in _part_problems(part, figures)]
            if isinstance(part, files.Equals) and passage is not None:
                row = _number(part.number, [passage.sentence], ledger, claim.id, f"{where}.number", mistakes)
                numbers |= {(claim.id, part.number): row} if row is not None else {}
        passages |= {claim.id: passage} if passage is not None else {}
    reasons: dict[str, str] = {}
    for one in file.numbers:
        row = _number(one.quote, sentences, ledger, "numbers", "quote", mistakes)
        reasons |= {row["number_id"]: one.why} if row is not None else {}
    for known in file.known:
        mistakes += [Mistake("known", "fact", problem) for problem in _fact_problems(known.fact, figures)]
    return Resolved(
        file=file,
        passages=passages,
        numbers=numbers,
        reasons=reasons,
        known={one.fact: one.by for one in file.known},
    )


def _passage(words: str, sentences: Iterable[Row], entry: str, where: str, mistakes: list[Mistake]) -> Passage | None:
    """Return the only place in the sentences where the words stand, whatever white space lies between them."""
    # A no-break space looks like any other to whoever copies a passage.
    spaced = r"\s+".join(map(re.escape, words.split()))
    pattern = re.compile(f"(?=({spaced}))")
    places = [(sentence, *found.span(1)) for sentence in sentences for found in pattern.finditer(sentence["text"])]
    if len(places) != 1:
        how = "in no sentence of the article" if not places else f"{len(places)} times in the article"
        allowed = "copy a passage that stands in one sentence exactly once, with its marks"
        mistakes.append(Mistake(entry, where, f"{words!r} stands {how}; {allowed}"))
        return None
    sentence, start, end = places[0]
    offset = sentence["start"]
    return Passage(sentence=sentence, start=offset + start, end=offset + end, surface=sentence["text"][start:end])


def _number(
    words: str, sentences: Sequence[Row], ledger: Iterable[Row], entry: str, where: str, mistakes: list[Mistake]
) -> Row | None:
    """Return the only number of the ledger on which the words lie."""
    passage = _passage(words, sentences, entry, where, mistakes)
    if passage is None:
        return None
    rows = [
        row
        for row in ledger
        if row["article_id"] == passage.sentence["article_id"]
        and row["start"] < passage.end
        and passage.start < row["end"]
    ]
    if len(rows) == 1:
        return rows[0]
    held = ", ".join(repr(row["surface"]) for row in rows) or "none"
    mistakes.append(Mistake(entry, where, f"{words!r} holds {len(rows)} numbers ({held}); quote the words of one"))
    return None


def _part_problems(part: files.Part, figures: Rows) -> Iterator[str]:
    wanted = list(figures_of(part))
    found = list(wanted)
    if isinstance(part, files.Compare):
        if part.figure.fact:
            yield "compare needs series and country, or topic, measure and partner; a single fact has no others"
            return
        name = "country" if part.figure.series else "partner"
        found += [part.figure.model_copy(update={name: one}) for one in part.against]
    if isinstance(part, files.Largest) and not part.figure.topic:
        yield "largest needs topic, measure and partner; only facts have partners"
        return
    for figure in found:
        problems = list(_figure_problems(figure, figures))
        yield from problems
        if not problems and (problem := _kind_problem(part, figure, figures)):
            yield problem


def figures_of(part: files.Part) -> Iterator[files.Figure]:
    """Yield the figures that a part of a test names, of others to compare with the countries alone left out."""
    match part:
        case files.Equals():
            yield from part.figures
        case files.Share():
            yield from (part.figure, part.of)
        case files.Pair():
            yield from (part.figure, part.other)
        case _:
            yield part.figure


def _figure_problems(figure: files.Figure, figures: Rows) -> Iterator[str]:
    if figure.series:
        known = [row["indicator_id"] for row in figures["indicators"]]
        if figure.series not in known:
            yield f"{figure.series!r} is no series; {_choose(figure.series, known)}"
            return
        countries = sorted({row["country"] for row in figures["observations"]})
        if figure.country not in countries:
            yield f"{figure.country!r} is no country of the series; {_choose(str(figure.country), countries)}"
        return
    if figure.fact:
        yield from _fact_problems(figure.fact, figures)
        return
    rows = figures["facts"]
    for column, value in (("topic", figure.topic), ("measure", figure.measure), ("partner", figure.partner)):
        allowed = [row[column] for row in rows]
        rows = [row for row in rows if row[column] == value]
        if not rows:
            yield f"{value!r} is no {column} of the facts chosen so far; {_choose(str(value), allowed)}"
            return
    vintages = [row["vintage"] or "none at all" for row in rows]
    if figure.vintage not in [row["vintage"] for row in rows]:
        yield f"the vintage {figure.vintage or 'none at all'} has no such fact; {_choose('', vintages)}"


def _fact_problems(fact: str, figures: Rows) -> Iterator[str]:
    known = [row["fact_id"] for row in figures["facts"]]
    if fact in known:
        return
    of = next((row["fact_id"] for row in figures["facts"] if fact in row["witness_ids"]), None)
    yield f"{fact!r} is a witness of {of}; give that" if of else f"{fact!r} is no fact; {_choose(fact, known)}"


def _kind_problem(part: files.Part, figure: files.Figure, figures: Rows) -> str | None:
    """Say where a date stands for a figure, or a figure for a date."""
    if isinstance(part, files.Recorded | files.Equals):
        return None
    dated = {
        row["date"] is not None
        for row in figures["facts"]
        if row["fact_id"] == figure.fact
        or (row["topic"], row["measure"], row["partner"], row["vintage"])
        == (figure.topic, figure.measure, figure.partner, figure.vintage)
    }
    if isinstance(part, files.Happened):
        return None if dated == {True} else "happened needs a fact that is a date"
    return f"{part.test} needs figures, and this is a date" if True in dated else None


def _choose(wanted: str, allowed: Iterable[str]) -> str:
    choices = list(dict.fromkeys(allowed))
    shown = get_close_matches(wanted, choices, n=_MOST_SHOWN, cutoff=0.4) or choices[:_MOST_SHOWN]
    more = "" if len(shown) == len(choices) else f" (of {len(choices)})"
    return f"choose one of {', '.join(shown)}{more}"

"""The files that an analyst writes: ``data/claims/<article>.yml``, read strictly.

A claim is a passage of the article, its meaning in plain words, and a test made of parts; who speaks is read off the
coded tables and the verdict is computed, so neither can be written here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from pkcn_data.errors import ClaimError
from pkcn_data.model import Vintage
from pkcn_data.paths import claims_folder
from pkcn_data.sidecars import Day, Text, WebAddress
from pkcn_data.strictfiles import Mistake, Strict, mistake_line, read_strict, written_as

SUFFIX = ".yml"

Iso3 = Annotated[str, AfterValidator(written_as("[A-Z]{3}", "three capital letters such as PAK"))]
Id = Annotated[str, AfterValidator(written_as("[a-z0-9]+(-[a-z0-9]+)*", "lower-case words joined by hyphens"))]
SentenceText = Annotated[Text, AfterValidator(written_as(r"(?s).*[.!?]", "a sentence with its full stop"))]
Names = Annotated[tuple[Text, ...], Field(min_length=1)]
Sense: TypeAlias = Literal["lower", "higher"]
Bound: TypeAlias = Literal["above", "below", "at_least", "at_most"]


class Figure(Strict):
    """Which figures: a series and a country, or facts by topic and measure, or one fact by its id."""

    series: Text | None = None
    country: Iso3 | None = None
    topic: Text | None = None
    measure: Text | None = None
    partner: Text | None = None
    vintage: Vintage | None = None
    fact: Text | None = None
    named: Text | None = None  # what a sentence calls it

    @model_validator(mode="after")
    def _be_one_form(self) -> Figure:
        given = {name for name in type(self).model_fields if name != "named" and getattr(self, name) is not None}
        forms = ({"series", "country"}, {"fact"}, {"topic", "measure", "partner"})
        if given - {"vintage"} not in forms or ("vintage" in given and "topic" not in given):
            raise ValueError(
                "give series and country, or topic, measure and partner (and vintage where the facts have one), or fact"
            )
        return self


class Compare(Strict):
    """A figure of one country or partner against the same figure of others, in the latest period that all have."""

    test: Literal["compare"]
    figure: Figure
    against: Names
    by: Literal["each", "median"]
    expect: Sense


class Level(Strict):
    """The latest figure against a bound, in the figure's own unit."""

    test: Literal["level"]
    figure: Figure
    expect: Bound
    bound: float
    unit: Text


class Share(Strict):
    """One figure as a share of another, in the latest period that both have, against a bound in per cent."""

    test: Literal["share"]
    figure: Figure
    of: Figure
    expect: Bound
    percent: float


class Largest(Strict):
    """A partner's figure is larger than that of every other partner, in the latest period that has several."""

    test: Literal["largest"]
    figure: Figure
    aside: tuple[Text, ...] = ("Total", "World")  # what is no partner though the facts name it as one


class Pair(Strict):
    """One figure against another, in the latest period that both have."""

    test: Literal["pair"]
    figure: Figure
    other: Figure
    expect: Sense


class Trend(Strict):
    """The latest figure against that of some years before."""

    test: Literal["trend"]
    figure: Figure
    years: Annotated[int, Field(ge=1)]
    expect: Literal["rising", "falling"]


class Happened(Strict):
    """A date lies before the article, and not more than some months before it where these are given."""

    test: Literal["happened"]
    figure: Figure
    within_months: Annotated[int, Field(ge=1)] | None = None


class Equals(Strict):
    """A number of the text equals a figure, or the sum of several, within rounding; a year that of a date."""

    test: Literal["equals"]
    number: Text  # words of the sentence in which it stands
    figures: Annotated[tuple[Figure, ...], Field(min_length=1)]


class Recorded(Strict):
    """There is such a figure."""

    test: Literal["recorded"]
    figure: Figure


Part: TypeAlias = Annotated[
    Compare | Level | Share | Largest | Pair | Trend | Happened | Equals | Recorded, Field(discriminator="test")
]


class Claim(Strict):
    """One claim: where it stands, what it says, and how it is tested, or why nothing tests it."""

    id: Id
    quote: Text
    claim: SentenceText
    parts: tuple[Part, ...] = ()
    no_figure: SentenceText | None = None
    caveat: SentenceText | None = None

    @model_validator(mode="after")
    def _be_tested_or_say_why_not(self) -> Claim:
        if bool(self.parts) == (self.no_figure is not None):
            raise ValueError("give either parts, which test the claim, or no_figure, which says why nothing does")
        return self


class UncheckedNumber(Strict):
    """Why no claim checks a number."""

    quote: Text
    why: SentenceText


class KnownFact(Strict):
    """The day by which a fact was out, where neither its period nor an address tells."""

    fact: Text
    by: Day
    why: SentenceText
    url: WebAddress | None = None


class ClaimFile(Strict):
    """What is said of one article."""

    claims: Annotated[tuple[Claim, ...], Field(min_length=1)]
    numbers: tuple[UncheckedNumber, ...] = ()
    known: tuple[KnownFact, ...] = ()


def read_claim_files(folder: Path | str | None = None) -> dict[str, ClaimFile]:
    """Return the files of a folder by article id; raises `ClaimError` with every mistake of every file."""
    folder = Path(folder) if folder is not None else claims_folder()
    if not folder.is_dir():
        raise ClaimError(f"{folder}: no such folder; put a file <article id>{SUFFIX} for each article there")
    files: dict[str, ClaimFile] = {}
    lines: list[str] = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        read = read_strict(path, ClaimFile)
        if isinstance(read, list):
            lines += read
        else:
            files[path.stem] = read
            lines += [mistake_line(path.name, mistake) for mistake in _repeated(read)]
    raise_mistakes(lines, folder)
    return files


def raise_mistakes(lines: list[str], folder: Path) -> None:
    """Raise `ClaimError` that lists the mistakes, if there are any."""
    if lines:
        listed = "\n".join(f"- {line}" for line in lines)
        raise ClaimError(
            f"{folder}: mistakes in the claims, which data/README.md describes; the tables of claims stay\n{listed}"
        )


def _repeated(file: ClaimFile) -> Iterator[Mistake]:
    for id_, count in Counter(claim.id for claim in file.claims).items():
        if count > 1:
            yield Mistake(id_, "id", f"stands {count} times; give each claim an id of its own")
    for id_, count in Counter(known.fact for known in file.known).items():
        if count > 1:
            yield Mistake(id_, "fact", f"stands {count} times under known; keep one")

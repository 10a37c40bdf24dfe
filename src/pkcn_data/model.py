"""The records that coding an article produces, one class a table of the contract.

Offsets are Python string offsets into `Article.text`, the normalised body (NFC, ``\\n`` line ends):
``article.text[record.start:record.end] == record.surface`` for every record with a span.
Missing is ``None`` (or an empty tuple for a list), never an empty string or zero.

What an article has dozens of is a named tuple, which is made in a third of the time that a frozen dataclass takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

NARRATOR = "narrator"
"""Reserved speaker id: the article's own voice. It is not a row of the actors table."""

ActorKind = Literal["person", "organisation", "country", "place", "event", "initiative", "group"]
Origin = Literal["codebook", "discovered"]
CodeKind = Literal["sector", "theme"]
MentionKind = Literal["actor", "sector", "theme"]
AttributionKind = Literal["narrator", "direct", "reported", "continued"]
Stance = Literal["positive", "negative", "neutral"]
Modality = Literal["fact", "aim", "recommendation", "potential"]
Direction = Literal["lower", "higher", "equal", "unclear"]

# The closed lists of the official figures, which are rows from the start and have no records.
Better = Literal["good", "bad", "neither"]
Vintage = Literal["first_release", "revised", "other_series"]
Confidence = Literal["high", "medium"]
PeriodBasis = Literal["calendar_year", "calendar_month", "fiscal_year_pakistan", "fiscal_year_india", "other"]
FactFlag = Literal["sources_differ", "differs_from_first_release"]

# The closed lists of claims set beside figures, which are rows from the start too.
Verdict = Literal["supported", "partly", "contradicted", "not checkable with these figures"]
Reading = Literal["article", "snapshot"]
PartOutcome = Literal["holds", "fails", "unknown"]
Operation = Literal["compare", "level", "share", "largest", "pair", "trend", "happened", "equals", "recorded"]
NumberKind = Literal["quantity", "ordinal", "date", "number", "name"]


@dataclass(frozen=True, slots=True)
class Article:
    """One news article: metadata, and the body that every offset refers to."""

    article_id: str
    title: str | None
    outlet: str | None
    author: str | None
    published: str | None  # ISO date
    url: str | None
    credit: str | None
    language: str
    text: str
    sha256: str  # of the body, UTF-8


class Sentence(NamedTuple):
    """One sentence of the body, with the actor to whom its content is attributed."""

    sentence_id: str
    article_id: str
    position: int  # from 1
    paragraph: int  # from 1
    start: int
    end: int
    text: str
    speaker_id: str
    attribution: AttributionKind


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that is named: known from the codebook or discovered in the text."""

    actor_id: str
    name: str
    kind: ActorKind
    role: str | None = None
    affiliation_id: str | None = None
    country: str | None = None  # ISO 3166 alpha-3
    aliases: tuple[str, ...] = ()
    origin: Origin = "discovered"


class Mention(NamedTuple):
    """One naming of an actor, a sector or a theme."""

    mention_id: str
    sentence_id: str
    article_id: str
    kind: MentionKind
    code_id: str
    start: int
    end: int
    surface: str


class Statement(NamedTuple):
    """What somebody says about one sector or theme in one sentence."""

    statement_id: str
    sentence_id: str
    article_id: str
    speaker_id: str
    kind: CodeKind
    code_id: str
    stance: Stance
    modality: Modality
    countries: tuple[str, ...]  # ISO3, sorted


class Comparison(NamedTuple):
    """One explicit comparison between a country and another country or a group of countries."""

    comparison_id: str
    sentence_id: str
    article_id: str
    speaker_id: str
    subject: str  # ISO3, or the words of the text for a group
    reference: str  # ISO3, or the words of the text for a group
    theme_id: str | None
    direction: Direction


class Quantity(NamedTuple):
    """One number of the text with its unit."""

    quantity_id: str
    sentence_id: str
    article_id: str
    value: float
    unit_text: str | None
    approximate: bool
    start: int
    end: int
    surface: str


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """Everything coded in one article, in text order."""

    article: Article
    sentences: tuple[Sentence, ...]
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    comparisons: tuple[Comparison, ...]
    quantities: tuple[Quantity, ...]

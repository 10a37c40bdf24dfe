"""Every table and column, declared once.

From this declaration come the checks on write and on read (`checks`), the pandas dtypes (`tables`), the descriptors of
the data package (`datapackage`), the data dictionary, and the headings and help of the dashboard. Standard library only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from pkcn_data.model import (
    NARRATOR,
    ActorKind,
    AttributionKind,
    Better,
    CodeKind,
    Confidence,
    Direction,
    FactFlag,
    MentionKind,
    Modality,
    NumberKind,
    Operation,
    Origin,
    PartOutcome,
    PeriodBasis,
    Reading,
    Stance,
    Verdict,
    Vintage,
)

ColumnType = Literal["string", "integer", "number", "boolean", "date", "list"]

LIST_DELIMITER = ";"
"""Joins the items of a list column in CSV; in rows and JSON such a column is a real list."""

ID_PATTERN = r"^\w[\w-]*$"
ISO3_PATTERN = r"^[A-Z]{3}$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of one table.

    `references` names the table whose key the values must be found in; `references_by` does so by the value of another
    column. `reserved` values need no such row. `pattern` and `enum` hold for each item of a list column.
    """

    name: str
    title: str
    description: str
    type: ColumnType = "string"
    required: bool = True
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    minimum: int | None = None
    references: str | None = None
    references_by: tuple[str, Mapping[str, str]] | None = None
    reserved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: what a row is, its key, its columns in order. `further_keys` make the key where one column does not."""

    name: str
    title: str
    description: str
    key: str
    columns: tuple[Column, ...]
    further_keys: tuple[str, ...] = ()
    _by_name: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {column.name: column for column in self.columns})

    def __getitem__(self, name: str) -> Column:
        return self._by_name[name]

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the column names in order."""
        return tuple(self._by_name)

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the columns that make the key."""
        return (self.key, *self.further_keys)

    def name_of(self, row: Mapping[str, object]) -> str:
        """Return what a message calls a row: the values of its key."""
        return " ".join(str(row.get(name, "")) for name in self.keys)


# Columns that mean the same in several tables.


def _key(name: str, title: str, description: str, *, pattern: str | None = None) -> Column:
    return Column(name=name, title=title, description=description, pattern=pattern)


def _share(name: str, title: str, description: str) -> Column:
    return Column(name=name, title=title, description=description, type="number", required=False, minimum=0)


ARTICLE_ID = Column(
    name="article_id", title="Article", description="The article that holds the row.", references="articles"
)
SENTENCE_ID = Column(
    name="sentence_id", title="Sentence", description="The sentence that holds the row.", references="sentences"
)
SPEAKER_ID = Column(
    name="speaker_id",
    title="Speaker",
    description=f"The actor to whom the sentence's content is attributed; `{NARRATOR}` is the article's own voice.",
    references="actors",
    reserved=(NARRATOR,),
)
START = Column(
    name="start",
    title="Start",
    description="Offset of the first character in the article's body, from 0.",
    type="integer",
    minimum=0,
)
END = Column(
    name="end",
    title="End",
    description="Offset after the last character in the article's body.",
    type="integer",
    minimum=1,
)
SURFACE = Column(
    name="surface", title="Words", description="The words of the article: its body from `start` to `end`, exactly."
)


ARTICLES = Table(
    name="articles",
    title="Articles",
    description="One row is one article. Its body is the file texts/<article_id>.txt.",
    key="article_id",
    columns=(
        _key("article_id", "Article", "Stable id of the article, and the name of its body's file.", pattern=ID_PATTERN),
        Column(name="title", title="Title", description="Headline as published.", required=False),
        Column(name="outlet", title="Outlet", description="Who published the article.", required=False),
        Column(name="author", title="Author", description="Byline as published.", required=False),
        Column(name="published", title="Published", description="Day of publication.", type="date", required=False),
        Column(name="url", title="Address", description="Where the article was published.", required=False),
        Column(name="credit", title="Credit", description="Credit line as published.", required=False),
        Column(
            name="language",
            title="Language",
            description="Language tag of the body, such as `en` or `en-gb`.",
            pattern="^[a-z]{2,3}(-[a-z0-9]+)*$",
        ),
        Column(name="n_sentences", title="Sentences", description="Sentences of the body.", type="integer", minimum=1),
        Column(
            name="n_words",
            title="Words",
            description="Words of the body: runs of characters between white space that hold a letter or a digit.",
            type="integer",
            minimum=1,
        ),
        Column(
            name="sha256",
            title="SHA-256",
            description="SHA-256 of the body in UTF-8.",
            pattern="^[0-9a-f]{64}$",
        ),
    ),
)

SENTENCES = Table(
    name="sentences",
    title="Sentences",
    description="One row is one sentence of an article's body, coded or not.",
    key="sentence_id",
    columns=(
        _key(
            "sentence_id",
            "Sentence",
            "Article id, a colon, and the position in three or more digits.",
            pattern=r"^\w[\w-]*:\d{3,}$",
        ),
        ARTICLE_ID,
        Column(
            name="position",
            title="Position",
            description="Place of the sentence in the body, from 1, without gaps.",
            type="integer",
            minimum=1,
        ),
        Column(
            name="paragraph",
            title="Paragraph",
            description="Paragraph of the body that holds the sentence, from 1.",
            type="integer",
            minimum=1,
        ),
        START,
        END,
        Column(name="text", title="Text", description="The sentence: the body from `start` to `end`, exactly."),
        SPEAKER_ID,
        Column(
            name="attribution",
            title="Attribution",
            description="How the sentence comes to its speaker: the article's own voice, a direct quotation, "
            "reported speech, or speech continued from the sentences around it.",
            enum=get_args(AttributionKind),
        ),
    ),
)

ACTORS = Table(
    name="actors",
    title="Actors",
    description="One row is one person, organisation, country, place, event, initiative or group that is named.",
    key="actor_id",
    columns=(
        _key("actor_id", "Actor", "Stable id: the name in lower-case words joined by `_`.", pattern=ID_PATTERN),
        Column(name="name", title="Name", description="Canonical name; a person's without titles."),
        Column(name="kind", title="Kind", description="What the actor is.", enum=get_args(ActorKind)),
        Column(
            name="role",
            title="Role",
            description="A person's job title as written; `outlet` and `author` for who made an article.",
            required=False,
        ),
        Column(
            name="affiliation_id",
            title="Affiliation",
            description="The organisation that a person speaks for, where the text gives one.",
            references="actors",
            required=False,
        ),
        Column(
            name="country",
            title="Country",
            description="ISO 3166 alpha-3 code of the country the actor is or belongs to.",
            pattern=ISO3_PATTERN,
            required=False,
        ),
        Column(
            name="aliases", title="Also called", description="Other names of the actor.", type="list", required=False
        ),
        Column(
            name="origin",
            title="Known from",
            description="Whether the codebook knows the actor or it was discovered in the text.",
            enum=get_args(Origin),
        ),
    ),
)

SECTORS = Table(
    name="sectors",
    title="Sectors",
    description="One row is one economic sector of the codebook.",
    key="sector_id",
    columns=(
        _key("sector_id", "Sector", "Stable id of the sector.", pattern=ID_PATTERN),
        Column(name="label", title="Label", description="Name shown to readers."),
        Column(name="group", title="Group", description="Group of related sectors."),
        Column(name="isic", title="ISIC", description="Sections and divisions of ISIC Rev. 4 that correspond."),
        Column(name="definition", title="Definition", description="What the sector covers."),
    ),
)

THEMES = Table(
    name="themes",
    title="Themes",
    description="One row is one policy theme of the codebook.",
    key="theme_id",
    columns=(
        _key("theme_id", "Theme", "Stable id of the theme.", pattern=ID_PATTERN),
        Column(name="label", title="Label", description="Name shown to readers."),
        Column(name="group", title="Group", description="Group of related themes."),
        Column(name="definition", title="Definition", description="What the theme covers."),
    ),
)

MENTIONS = Table(
    name="mentions",
    title="Mentions",
    description="One row is one naming of an actor, a sector or a theme.",
    key="mention_id",
    columns=(
        _key("mention_id", "Mention", "Unique id of the mention."),
        SENTENCE_ID,
        ARTICLE_ID,
        Column(name="kind", title="Kind", description="What is named.", enum=get_args(MentionKind)),
        Column(
            name="code_id",
            title="Code",
            description="Id of the actor, sector or theme that is named.",
            references_by=("kind", {"actor": "actors", "sector": "sectors", "theme": "themes"}),
        ),
        START,
        END,
        SURFACE,
    ),
)

STATEMENTS = Table(
    name="statements",
    title="Statements",
    description="One row is what one speaker says about one sector or theme in one sentence.",
    key="statement_id",
    columns=(
        _key("statement_id", "Statement", "Unique id of the statement."),
        SENTENCE_ID,
        ARTICLE_ID,
        SPEAKER_ID,
        Column(name="kind", title="Kind", description="What the statement is about.", enum=get_args(CodeKind)),
        Column(
            name="code_id",
            title="Code",
            description="Id of the sector or theme that the statement is about.",
            references_by=("kind", {"sector": "sectors", "theme": "themes"}),
        ),
        Column(
            name="stance",
            title="Tone",
            description="Towards the sector or theme: progress, potential and support are positive; shortfall, "
            "dependence to reduce and criticism are negative.",
            enum=get_args(Stance),
        ),
        Column(
            name="modality",
            title="Modality",
            description="Kind of statement: what is, what somebody aims at, what should be, what could be.",
            enum=get_args(Modality),
        ),
        Column(
            name="countries",
            title="Countries",
            description="ISO 3166 alpha-3 codes of the countries that the sentence is about.",
            type="list",
            pattern=ISO3_PATTERN,
            required=False,
        ),
    ),
)

COMPARISONS = Table(
    name="comparisons",
    title="Comparisons",
    description="One row is one explicit comparison between a country and another country or a group of countries.",
    key="comparison_id",
    columns=(
        _key("comparison_id", "Comparison", "Unique id of the comparison."),
        SENTENCE_ID,
        ARTICLE_ID,
        SPEAKER_ID,
        Column(
            name="subject",
            title="Subject",
            description="Who is compared: an ISO 3166 alpha-3 code, or the article's words for a group of countries.",
        ),
        Column(
            name="reference",
            title="Reference",
            description="With whom: an ISO 3166 alpha-3 code, or the article's words for a group of countries.",
        ),
        Column(
            name="theme_id",
            title="Theme",
            description="The policy theme compared; missing where none is named.",
            references="themes",
            required=False,
        ),
        Column(
            name="direction",
            title="Direction",
            description="Where the subject stands, seen from the reference.",
            enum=get_args(Direction),
        ),
    ),
)

QUANTITIES = Table(
    name="quantities",
    title="Quantities",
    description="One row is one number of the text with its unit.",
    key="quantity_id",
    columns=(
        _key("quantity_id", "Quantity", "Unique id of the quantity."),
        SENTENCE_ID,
        ARTICLE_ID,
        Column(name="value", title="Value", description="The number, multiplied out.", type="number"),
        Column(name="unit_text", title="Unit", description="What is counted, in the article's words.", required=False),
        Column(
            name="approximate",
            title="Approximate",
            description="Whether the text says that the number is about right.",
            type="boolean",
        ),
        START,
        END,
        SURFACE,
    ),
)

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        ARTICLES,
        SENTENCES,
        ACTORS,
        SECTORS,
        THEMES,
        MENTIONS,
        STATEMENTS,
        COMPARISONS,
        QUANTITIES,
    )
}
"""Every table by name, in the order in which they are written."""

QUALITY = Table(
    name="quality",
    title="Measured quality",
    description=(
        "One row is one field of the coding, measured against one set of articles coded by hand. "
        "The file is quality.csv, beside the folder of the other tables."
    ),
    key="quality_id",
    columns=(
        _key("quality_id", "Measure", "Unique id of the measure: set and field."),
        Column(
            name="gold_set",
            title="Set",
            description="Which articles: `dev` were in sight when the rules were written, `heldout` were kept unseen.",
        ),
        Column(name="field", title="Field", description="What is measured."),
        Column(name="articles", title="Articles", description="Articles of the set.", type="integer", minimum=1),
        Column(name="sentences", title="Sentences", description="Sentences of the set.", type="integer", minimum=1),
        Column(name="cases", title="Cases", description="What the hand-coding holds.", type="integer", minimum=0),
        Column(name="given", title="Given", description="What the program gave.", type="integer", minimum=0),
        Column(name="right", title="Right", description="What agrees.", type="integer", minimum=0),
        _share("precision", "Precision", "`right` of `given`; missing where nothing was given."),
        _share("recall", "Recall", "`right` of `cases`; missing where there is no case."),
        _share("f1", "F1", "Harmonic mean of precision and recall."),
        _share("low", "Low", "Lower end of the 95% interval of F1; missing for too few articles."),
        _share("high", "High", "Upper end of the 95% interval of F1; missing for too few articles."),
        Column(name="codebook_version", title="Codebook", description="Version of the codebook that was measured."),
    ),
)
"""What `pkcn evaluate` measures; a build neither makes nor replaces it."""

_INDICATOR_ID = Column(
    name="indicator_id", title="Series", description="The series that the row is about.", references="indicators"
)
_COUNTRY = Column(
    name="country", title="Country", description="ISO 3166 alpha-3 code of the country.", pattern=ISO3_PATTERN
)
_CODES_DESCRIPTION = "Ids of the {} of the codebook on which the series bears."

INDICATORS = Table(
    name="indicators",
    title="Indicators",
    description="One row is one series of the World Development Indicators.",
    key="indicator_id",
    columns=(
        _key("indicator_id", "Series", "The World Bank's code of the series.", pattern=r"^[A-Z0-9]+(\.[A-Z0-9]+)+$"),
        Column(name="name", title="Name", description="The World Bank's name of the series."),
        Column(name="unit", title="Unit", description="What one unit of a value is."),
        Column(name="source_organisation", title="Measured by", description="Who measured it, as the World Bank says."),
        Column(
            name="theme_ids",
            title="Themes",
            description=_CODES_DESCRIPTION.format("themes"),
            type="list",
            references="themes",
            required=False,
        ),
        Column(
            name="sector_ids",
            title="Sectors",
            description=_CODES_DESCRIPTION.format("sectors"),
            type="list",
            references="sectors",
            required=False,
        ),
        Column(
            name="higher_is",
            title="Higher is",
            description="Whether a higher value is good for the country; `neither` where it is a matter of structure or "
            "size.",
            enum=get_args(Better),
        ),
    ),
)

OBSERVATIONS = Table(
    name="observations",
    title="Observations",
    description="One row is one value of a series, for one country and year, as published. A year that is not measured "
    "has no row.",
    key="indicator_id",
    further_keys=("country", "year"),
    columns=(
        _INDICATOR_ID,
        _COUNTRY,
        Column(name="year", title="Year", description="The year measured.", type="integer", minimum=1900),
        Column(name="value", title="Value", description="The value in the series' unit.", type="number"),
    ),
)

BREAKS = Table(
    name="breaks",
    title="Breaks in series",
    description="One row is a break in a series: the value of the year and those before it are not comparable, and no "
    "line leads from one to the other.",
    key="indicator_id",
    further_keys=("country", "year"),
    columns=(
        _INDICATOR_ID,
        _COUNTRY,
        Column(name="year", title="Year", description="The first year after the break.", type="integer", minimum=1900),
        Column(name="why", title="Why", description="What changed, in a sentence."),
    ),
)

CAUTIONS = Table(
    name="cautions",
    title="Cautions",
    description="One row is what a reader must know of a series for one country before reading anything off it.",
    key="indicator_id",
    further_keys=("country",),
    columns=(
        _INDICATOR_ID,
        _COUNTRY,
        Column(name="caution", title="Caution", description="What to know, in a sentence or two."),
    ),
)

FACTS = Table(
    name="facts",
    title="Facts",
    description="One row is one figure or date read on published pages. Pages that give the same are its witnesses.",
    key="fact_id",
    columns=(
        _key("fact_id", "Fact", "Id of the fact: that of its first witness.", pattern=ID_PATTERN),
        Column(name="topic", title="Topic", description="What the figure is about, in broad terms."),
        Column(name="measure", title="Measure", description="What is measured, without its vintage."),
        Column(
            name="partner", title="Partner", description="The country, group or total that the figure is for or from."
        ),
        Column(name="period", title="Period", description="The period as the pages name it; see `basis`."),
        Column(
            name="value",
            title="Value",
            description="The figure, as published; missing where the fact is a date.",
            type="number",
            required=False,
        ),
        Column(name="unit", title="Unit", description="What one unit of the value is; `date` for a date."),
        Column(
            name="source",
            title="Sources",
            description="Who says so, a witness an item: the office, and the outlet it was read in.",
            type="list",
        ),
        Column(
            name="source_url",
            title="Addresses",
            description="Where each witness says so, in the order of `source`.",
            type="list",
            pattern=r"^https?://\S+$",
        ),
        Column(
            name="vintage",
            title="Vintage",
            description="Which release of the figure; never put two vintages on one line. Missing where the pages tell "
            "of none.",
            enum=get_args(Vintage),
            required=False,
        ),
        Column(
            name="confidence",
            title="Confidence",
            description="`high`: an official page, or two outlets agree. The best of the witnesses.",
            enum=get_args(Confidence),
        ),
        Column(
            name="basis",
            title="Basis of the period",
            description="Whose year the period is. Pakistan's fiscal year 2024 is July 2023 to June 2024, India's is April "
            "2023 to March 2024; `other` is no stretch of time that is known to the day.",
            enum=get_args(PeriodBasis),
        ),
        Column(
            name="starts",
            title="Starts",
            description="First day of the period; missing for basis `other`.",
            type="date",
            required=False,
        ),
        Column(
            name="ends",
            title="Ends",
            description="Last day of the period; missing for basis `other`.",
            type="date",
            required=False,
        ),
        Column(
            name="date",
            title="Date",
            description="The day, or the month where no more is known, of a fact that is a date; missing for figures.",
            pattern=r"^\d{4}-\d\d(-\d\d)?$",
            required=False,
        ),
        Column(
            name="witness_ids",
            title="Witnesses",
            description="Ids of the rows of source/cited.csv, in the order of `source`.",
            type="list",
            pattern=ID_PATTERN,
        ),
        Column(
            name="flags",
            title="Flags",
            description="Why to take care: sources differ on it; a revision says other than the first release.",
            type="list",
            enum=get_args(FactFlag),
            required=False,
        ),
        Column(
            name="differs_from",
            title="Differs from",
            description="Facts that say otherwise of the same thing and period, and not by rounding alone.",
            type="list",
            references="facts",
            required=False,
        ),
    ),
)

FACT_BREAKS = Table(
    name="fact_breaks",
    title="Breaks in facts",
    description="One row is a change of definition: facts of the topic from the period on are not comparable with those "
    "before it.",
    key="topic",
    further_keys=("period",),
    columns=(
        Column(name="topic", title="Topic", description="The topic of the facts."),
        Column(name="period", title="Period", description="The first period after the break."),
        Column(name="starts", title="Starts", description="First day of that period.", type="date"),
        Column(name="why", title="Why", description="What changed, in a sentence."),
    ),
)

SOURCES = Table(
    name="sources",
    title="Sources of the figures",
    description="One row is where figures come from, which edition, when it was read, and under what terms.",
    key="source_id",
    columns=(
        _key("source_id", "Source", "Stable id of the source.", pattern=ID_PATTERN),
        Column(name="title", title="Title", description="Name of the source."),
        Column(name="edition", title="Edition", description="Which edition was read.", required=False),
        Column(
            name="read",
            title="Read",
            description="The day, or the month, in which it was read.",
            pattern=r"^\d{4}-\d\d(-\d\d)?$",
        ),
        Column(name="licence", title="Licence", description="Terms of the figures."),
        Column(name="licence_url", title="Terms", description="Address of the terms.", required=False),
        Column(name="attribution", title="Attribution", description="The words with which to name the source."),
        Column(name="url", title="Address", description="Address of the source.", required=False),
    ),
)

FIGURES: Mapping[str, Table] = {
    table.name: table for table in (SOURCES, INDICATORS, OBSERVATIONS, BREAKS, CAUTIONS, FACTS, FACT_BREAKS)
}
"""The tables of official figures; `pkcn figures` and `pkcn refresh` make them, no build of articles does."""

FIGURE_SOURCES: Mapping[str, str] = {"indicators": "wdi", "observations": "wdi", "facts": "pages"}
"""The row of `sources` that a table of figures comes from; the others are our own notes."""

_INDICATOR_IDS = Column(
    name="indicator_ids",
    title="Series",
    description="Series that the test reads.",
    type="list",
    references="indicators",
    required=False,
)
_FACT_IDS = Column(
    name="fact_ids",
    title="Facts",
    description="Facts that the test read, each once.",
    type="list",
    references="facts",
    required=False,
)
_CLAIM_ID = Column(
    name="claim_id", title="Claim", description="The claim, in one reading, that holds the row.", references="claims"
)

CLAIMS = Table(
    name="claims",
    title="Claims",
    description="One row is one reading of one claim of an article: with the figures that were out when the article was "
    "published, or with all of today's snapshot. The verdict is computed from a declared test.",
    key="claim_id",
    columns=(
        _key("claim_id", "Claim", "Article id, a colon, the entry, a colon, and the reading."),
        ARTICLE_ID,
        SENTENCE_ID,
        SPEAKER_ID,
        Column(name="claim", title="Claim", description="The claim in plain words."),
        Column(
            name="verdict",
            title="Verdict",
            description="`supported`: every part of the test holds; `partly`: some hold, others fail or cannot be told; "
            "`contradicted`: none holds and at least one fails; the last: none can be told, or no figure bears on it.",
            enum=get_args(Verdict),
        ),
        Column(
            name="because",
            title="Because",
            description="Why, in one sentence with the figures, then what to know of them.",
        ),
        Column(
            name="as_of",
            title="As of",
            description="The article's day of publication, or the day or month in which the snapshot was read.",
            pattern=r"^\d{4}-\d\d(-\d\d)?$",
        ),
        _INDICATOR_IDS,
        _FACT_IDS,
        Column(
            name="entry",
            title="Entry",
            description="Id of the claim in its file; the same for both readings.",
            pattern=ID_PATTERN,
        ),
        Column(
            name="reading",
            title="Reading",
            description="`article`: figures that were out by the article's date; `snapshot`: all figures of today.",
            enum=get_args(Reading),
        ),
        Column(
            name="caveat",
            title="Caveat",
            description="What the figures do not measure, in a sentence or two.",
            required=False,
        ),
        START,
        END,
        SURFACE,
    ),
)

CLAIM_PARTS = Table(
    name="claim_parts",
    title="Parts of claims",
    description="One row is one part of the test of a claim in one reading, with what came of it.",
    key="claim_part_id",
    columns=(
        _key("claim_part_id", "Part", "Claim id, a colon, and the number of the part."),
        _CLAIM_ID,
        Column(name="position", title="Position", description="Place of the part, from 1.", type="integer", minimum=1),
        Column(name="operation", title="Operation", description="What kind of test it is.", enum=get_args(Operation)),
        Column(name="test", title="Test", description="The test in words."),
        Column(
            name="outcome",
            title="Outcome",
            description="`unknown` where the figures that the test needs are missing or cannot be compared.",
            enum=get_args(PartOutcome),
        ),
        Column(name="because", title="Because", description="What came of it, with the figures, in a sentence."),
        _INDICATOR_IDS,
        _FACT_IDS,
        Column(
            name="countries",
            title="Countries",
            description="ISO 3166 alpha-3 codes of the countries whose series the test reads.",
            type="list",
            pattern=ISO3_PATTERN,
            required=False,
        ),
        Column(
            name="periods",
            title="Years",
            description="Years or periods of the figures, as their sources name them.",
            type="list",
            required=False,
        ),
        Column(
            name="cautions",
            title="Cautions",
            description="What to know of the figures, a sentence an item.",
            type="list",
            required=False,
        ),
    ),
)

CLAIM_FIGURES = Table(
    name="claim_figures",
    title="Figures of claims",
    description="One row is one figure that a part of a test rests on: a value of a series, or a fact.",
    key="claim_figure_id",
    columns=(
        _key("claim_figure_id", "Figure", "Part id, a colon, and the number of the figure."),
        Column(
            name="claim_part_id",
            title="Part",
            description="The part of a test that rests on it.",
            references="claim_parts",
        ),
        _CLAIM_ID,
        Column(
            name="indicator_id",
            title="Series",
            description="The series; missing for a fact.",
            references="indicators",
            required=False,
        ),
        Column(
            name="fact_id",
            title="Fact",
            description="The fact; missing for a series.",
            references="facts",
            required=False,
        ),
        Column(
            name="country",
            title="Country",
            description="ISO 3166 alpha-3 code of the country of the series.",
            pattern=ISO3_PATTERN,
            required=False,
        ),
        Column(
            name="year",
            title="Year",
            description="The year of the series.",
            type="integer",
            minimum=1900,
            required=False,
        ),
        Column(name="period", title="Period", description="The year or period, as the source names it."),
        Column(
            name="value",
            title="Value",
            description="The figure; missing where it is a date.",
            type="number",
            required=False,
        ),
        Column(
            name="date",
            title="Date",
            description="The day or month of a fact that is a date.",
            pattern=r"^\d{4}-\d\d(-\d\d)?$",
            required=False,
        ),
        Column(name="unit", title="Unit", description="What one unit of the value is; `date` for a date."),
    ),
)

NUMBERS = Table(
    name="numbers",
    title="Numbers in the text",
    description="One row is one number, order or date of an article's body. Every digit stands in exactly one row.",
    key="number_id",
    columns=(
        _key("number_id", "Number", "Sentence id, `:n`, and its place among the numbers of the sentence."),
        SENTENCE_ID,
        ARTICLE_ID,
        Column(
            name="kind",
            title="Kind",
            description="`quantity`: with what it counts; `ordinal`: an order (4th, second); `date`: a year, day or time; "
            "`name`: digits in a word such as 5G; `number`: any other.",
            enum=get_args(NumberKind),
        ),
        Column(
            name="value",
            title="Value",
            description="The number, multiplied out; the year of a date. Missing where the digits are no number.",
            type="number",
            required=False,
        ),
        Column(name="unit_text", title="Unit", description="What is counted, in the article's words.", required=False),
        Column(
            name="approximate",
            title="Approximate",
            description="Whether the text says that the number is about right.",
            type="boolean",
        ),
        START,
        END,
        SURFACE,
        Column(
            name="quantity_id",
            title="Quantity",
            description="The row of quantities that it is; missing for other numbers.",
            references="quantities",
            required=False,
        ),
        Column(
            name="checked_by",
            title="Checked by",
            description="Entries of claims whose test holds the number against a figure, on today's snapshot.",
            type="list",
            pattern=ID_PATTERN,
            required=False,
        ),
        Column(
            name="why_not",
            title="Why not",
            description="Why no claim checks the number, in a sentence; missing where one does.",
            required=False,
        ),
    ),
)

CLAIM_TABLES: Mapping[str, Table] = {table.name: table for table in (CLAIMS, CLAIM_PARTS, CLAIM_FIGURES, NUMBERS)}
"""What is made of the claims that analysts write, with the tables of articles and of figures."""

DECLARED_TABLES: Mapping[str, Table] = {**TABLES, **FIGURES, **CLAIM_TABLES, QUALITY.name: QUALITY}
"""Every table that the data package describes."""

ARTICLE_TABLES = tuple(name for name in TABLES if name not in ("sectors", "themes"))
"""The tables that the coding of an article fills; the others come from the codebook alone."""

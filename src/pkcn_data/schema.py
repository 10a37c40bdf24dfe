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
    CodeKind,
    Direction,
    MentionKind,
    Modality,
    Origin,
    Stance,
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
    """One table: what a row is, its key, its columns in order."""

    name: str
    title: str
    description: str
    key: str
    columns: tuple[Column, ...]
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

DECLARED_TABLES: Mapping[str, Table] = {**TABLES, QUALITY.name: QUALITY}
"""Every table that the data package describes."""

ARTICLE_TABLES = tuple(name for name in TABLES if name not in ("sectors", "themes"))
"""The tables that the coding of an article fills; the others come from the codebook alone."""

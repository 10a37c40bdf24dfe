"""Every word the interface shows that is not the article's own or a label of the codebook. No Streamlit.

Here are the words that pages share; those of a single page are in the module of this package that has its name.

Words from here that a filter or a chart shows also stand in addresses (`PUBLIC_WORDS`): they are public. To rename one,
move the old word to `FORMER_WORDS`, so that saved links still resolve, and note it in the changelog.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pkcn_data.model import NARRATOR
from pkcn_data.summary import UNKNOWN

PRODUCT = "Pakistan-China digital cooperation"

SECTIONS = {"read": "Read", "explore": "Explore", "compare": "Compare", "about": "About"}
PAGE_TITLES = {
    "overview": "Overview",
    "article": "Article",
    "sectors": "Sectors",
    "themes": "Themes",
    "actors": "Actors",
    "statements": "Statements",
    "india": "Pakistan-China and India",
    "claims": "Claims and figures",
    "data": "Data",
    "method": "Method",
}
PAGE_HELP = {
    "overview": "Who speaks, about what and in what tone",
    "article": "The text itself, with actors, sectors and themes marked in place",
    "sectors": "IT against agriculture and textiles, all other sectors, and what they weigh in official figures",
    "themes": "Which policy themes come up, with which sectors, as fact, aim, recommendation or potential",
    "actors": "Who speaks, who is named, and who is not heard",
    "statements": "Every statement with its speaker and sentence, and what was not coded",
    "india": "How the text treats Pakistan-China and India, and how they compare in official figures",
    "claims": "Each checkable claim beside official figures, with a computed verdict, and every number of the text",
    "data": "Every table to search and download, with its dictionary",
    "method": "How the coding works, how often it is right, and the codebook",
}

PUBLIC_WORDS: Mapping[str, Mapping[str, str]] = {
    "sector": {
        "it": "IT",
        "telecom": "Telecom",
        "ecommerce_fintech": "E-commerce",
        "electronics": "Electronics",
        "agriculture": "Agriculture",
        "textiles": "Textiles",
        "industry": "Industry",
        "science_technology": "Science",
        "education": "Education",
        "energy_mining": "Energy",
        "transport": "Transport",
        "construction": "Construction",
        "finance": "Finance",
        "health": "Health",
        "tourism_culture": "Tourism",
    },
    "theme": {
        "partnership": "Partnership",
        "b2b": "B2B",
        "governance": "Governance",
        "investment": "Investment",
        "trade": "Trade",
        "exports": "Exports",
        "diversification": "Diversification",
        "growth": "Growth",
        "jobs": "Jobs",
        "competitiveness": "Competitiveness",
        "market_recognition": "Global recognition",
        "skills": "Skills",
        "innovation": "Innovation",
        "digital_transformation": "Digitalisation",
        "digital_infrastructure": "Digital infrastructure",
        "digital_economy": "Digital economy",
        "emerging_tech": "AI and data",
        "security": "Security",
        "sustainability": "Climate",
        "social": "Society",
    },
    "tone": {"positive": "Positive", "neutral": "Neutral", "negative": "Negative"},
    "modality": {
        "fact": "Fact",
        "aim": "Aim",
        "recommendation": "Recommendation",
        "potential": "Potential",
    },
    "count": {"statements": "Statements", "sentences": "Sentences", "speakers": "Speakers"},
    "side": {"pak_chn": "Pakistan-China", "ind": "India"},
    "sort": {"text": "Text", "speaker": "Speaker", "code": "Sector or theme", "tone": "Tone", "kind": "Kind"},
    "speaker": {NARRATOR: "The article itself"},
    "speaker_kind": {
        "person": "People",
        "organisation": "Organisations",
        "group": "Groups",
        "country": "Countries",
        "initiative": "Initiatives",
        "event": "Events",
        "place": "Places",
        NARRATOR: "The article itself",
    },
    "institution": {UNKNOWN: "No institution given", NARRATOR: "The article itself"},
    "speaker_country": {UNKNOWN: "Country not given", NARRATOR: "The article itself"},
    "heard": {"heard": "Heard", "unheard": "Not heard", "no_voice": "Can't speak"},
    "sources": {"one": "One source", "several": "Several sources"},
}
"""The word of each id, by the parameter or, inside the name of a bar, the dimension that it stands for in an address."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

FORMER_WORDS: Mapping[str, Mapping[str, str]] = {}
"""Words that once stood in addresses, with the id they meant, by parameter."""

FILTER_LABELS = {
    "sector": "Sector",
    "theme": "Theme",
    "speaker": "Speaker",
    "country": "Country",
    "tone": "Tone",
    "modality": "Kind of statement",
    "article": "Article",
}

COLUMN_LABELS = {
    "side": "About",
    "actor": "Named",
    "heard": "Voice",
    "speaker_kind": "Kind of speaker",
    "institution": "Institution",
    "speaker_country": "Country of the speaker",
    "sources": "Sources",
}
"""The head of a column whose dimension is no filter."""

UNITS = {
    "statements": ("statement", "statements"),
    "mentions": ("mention", "mentions"),
    "sentences": ("sentence", "sentences"),
    "speakers": ("speaker", "speakers"),
    "coded": ("coded sentence", "coded sentences"),
    "words": ("word", "words"),
    "named": ("person or organisation named", "persons and organisations named"),
    "others": ("other", "others"),
    "themes": ("theme", "themes"),
    "articles": ("article", "articles"),
    "terms": ("term", "terms"),
    "rows": ("row", "rows"),
    "ties": ("tie", "ties"),
}
WHERE = {"statements": "in", "mentions": "in", "sentences": "in", "speakers": "with"}
"""How a code comes up in units: in statements, with speakers."""
SAYS = {
    "statements": ("is positive", "are positive", "negative"),
    "sentences": ("says something positive", "say something positive", "something negative"),
    "speakers": ("says something positive", "say something positive", "something negative"),
}
"""What makes units count as positive, of one and of several, and as negative. Others than statements can be both."""
ATTRIBUTIONS = {
    "direct": "direct quotation",
    "reported": "reported speech",
    "continued": "continued speech",
}
DIRECTIONS = {
    "lower": "is put below",
    "higher": "is put above",
    "equal": "is put level with",
    "unclear": "is compared with",
}
NAMED_IN = {"mentions": ("once", "{count} times"), "sentences": ("in 1 sentence", "in {count} sentences")}
"""How often somebody is named; by how many speakers is in `NAMED_BY`."""
NAMED_BY = ("by 1 speaker", "by {count} speakers")
MODALITY_PLURALS = {"fact": "facts", "aim": "aims", "recommendation": "recommendations", "potential": "potential"}
MODALITY_COUNTED = {
    "fact": ("fact", "facts"),
    "aim": ("aim", "aims"),
    "recommendation": ("recommendation", "recommendations"),
    "potential": ("of potential", "of potential"),
}

CITATION_FORMS = {"text": "Text", "bibtex": "BibTeX", "csl": "CSL-JSON"}
STATEMENT = "{code}: {tone}, {kind}"
DOWNLOAD = "Download"

FILTER_BUTTON = "Filter"
FILTER_ANY = "Any"
FILTER_HELP = (
    "A sentence has to fit every box that is set; within a box, any of the choices is enough. "
    "Sector and theme choose sentences that speak of both."
)
CLEAR_ALL = "Clear all"
COUNT_LABEL = "Count in"
COUNT_HELP = (
    "A statement is what one speaker says about one sector or theme in one sentence. "
    "A sentence can hold several. The article's own voice counts as one speaker."
)
SHOWING = "Showing {statements} of {all_statements} in {sentences} of {all_sentences}."

NO_TABLES = "There are no tables to show yet"
EMPTY_VIEW = "No sentence fits all of these filters."
EMPTY_CHART = "No statement fits here."
EMPTY_HINT = "Remove a filter to see more."
NO_COMPARISON = "No sentence here compares one country with another."

SUBJECTS = {
    "speakers": "Who speaks",
    "sectors": "Sectors",
    "themes": "Policy themes",
    "focus-tone": "IT, agriculture and textiles by tone",
    "focus-speakers": "Who speaks of IT, agriculture and textiles",
    "sectors-tone": "All sectors by tone",
    "sides-tone": "Pakistan-China and India by tone",
    "sides-kind": "Pakistan-China and India by kind of statement",
    "sides-themes": "Themes on each side",
    "sides-speakers": "Who speaks of each side",
    "themes-kind": "Themes by kind of statement",
    "themes-sectors": "Themes and the sectors they come up with",
    "themes-sources": "Themes by how many speakers carry them",
    "speakers-tone": "Who speaks, by tone",
    "speakers-themes": "Who speaks of which theme",
    "named": "Who and what is named",
    "named-themes": "Who is named beside which theme",
    "heard-kind": "Statements by kind of speaker",
    "heard-institution": "Statements by the institution of the speaker",
    "heard-country": "Statements by the country of the speaker",
}
CHART_NOTES = {
    "themes-sectors": "A statement on a theme counts with each sector that its sentence speaks of too.",
    "themes-sources": "A theme has one source when a single speaker, or only the article itself, speaks of it.",
    "named": (
        "Heard is who speaks somewhere in the text, in person or through somebody of that institution or country. "
        "Plans, events and places can't speak."
    ),
    "named-themes": "A mention counts beside each theme that its sentence speaks of.",
    "heard-institution": "People count for the institution they belong to; institutions speak for themselves.",
    "heard-country": "People without a country of their own have that of their institution.",
}
"""What a reader has to know to read a chart right, by its id."""
CHART_CAPTION = "{subject}, in {unit}."
SHOW_SENTENCES = {"bars": "Show the sentences behind a bar", "dots": "Show the sentences behind a dot"}
SHOW_PLACEHOLDER = {"bars": "Press or choose a bar", "dots": "Press or choose a dot"}
KEEP_AS_FILTER = "Keep as filter"
KEEP_INSTEAD = "Keep as filter instead of the countries set"
CLOSE = "Close"
TABLE = "Table"
CSV = "CSV"
DOTS_NOTE = "A dot is as large as its number; the line joins the dots of a row."
COLUMNS_LEFT_OUT = "The {drawn} most frequent of {columns} columns are drawn; the list below and the table have all."
ROWS_LEFT_OUT = "The {drawn} longest of {rows} bars are drawn; the list below and the table have all."
DOT_ROWS_LEFT_OUT = "The {drawn} most frequent of {rows} rows are drawn; the list below and the table have all."
GONE_CHOICE = "The choice “{choice}” of this link isn't there any more."
GONE_MARK = {
    "bars": "The bar that this link points to isn't there any more.",
    "dots": "The dot that this link points to isn't there any more.",
}
SOURCE = "Source: {title}, {outlet}, {date}."
SOURCES = "Source: {count} articles from {outlets}, {days}."
SOURCE_DAYS = "{first} to {last}"
SOURCE_UNTITLED = "untitled article"
SOURCE_NO_OUTLET = "publisher unknown"
SOURCE_NO_DATE = "undated"
UNTITLED = "Untitled article"
SENTENCE_AT = "Sentence {position}"
SENTENCE_IN = "Sentence {position} of “{article}”"
LISTED = "{units} in {sentences}"
NAMED_AS = "{name}: named as “{surface}”"
OVERLAP_NOTE = {
    "bars": "One {unit} can count in several bars of a row, so the bars stand side by side and don't add up.",
    "dots": "One {unit} can count in several dots.",
    "list": "One {unit} can count in several parts of a row, so they don't add up.",
}
FALLBACK_NOTE = {
    "statements": "Speakers themselves are shown here, so they are counted in statements.",
    "mentions": "Names have no statements of their own, so they are counted in mentions.",
}
"""Why a chart doesn't count in the unit chosen, by the unit it counts in."""

BYLINE = "{outlet}, {date}. By {author}."
BYLINE_NO_AUTHOR = "{outlet}, {date}."
FIGURES = {
    "sentences": "Sentences",
    "voices": "Voices",
    "actors": "Actors named",
    "sectors": "Sectors",
    "themes": "Themes",
    "statements": "Statements",
}
FIGURES_HELP = {
    "statements": "What one speaker says about one sector or policy theme in one sentence.",
    "voices": "Speakers that are quoted or reported, and the article itself where it speaks in its own voice.",
}

SECTORS_LEAD = (
    "How often the text speaks of IT and of the traditional sectors it is set against, in what tone, and who does."
)
SECTORS_FOCUS = "IT against agriculture and textiles"
SECTORS_ALL = "All sectors"
INDIA_BOTH = {0: "none is", 1: "one is"}
INDIA_BOTH_MANY = "{count} are"
INDIA_RULE = (
    "A sentence belongs to **Pakistan-China** when it is about Pakistan or China, and to **India** when it is about "
    "India. A sentence about both counts on both sides: here {both}."
)
INDIA_FEW = "{sides}: too few for shares to mean much."
INDIA_FEW_SIDE = "{side} rests on only {sentences}"
FEW = 10
"""A side with fewer sentences than this says so."""
INDIA_FIGURES = {
    "sentences": "Sentences",
    "statements": "Statements",
    "positive": "Positive",
    "speakers": "Speakers",
    "sectors": "Sectors",
    "themes": "Themes",
}
INDIA_FIGURES_HELP = {
    "positive": "How many of the statements are positive in tone.",
    "speakers": "Who says something about this side; the article's own voice counts as one.",
}
INDIA_COMPARISONS = "Explicit comparisons"
INDIA_TREATMENT = "Tone and kind of statement"
TREATMENT = "treatment"
"""Name of the parameter with what statements on both sides are shown by."""
TREATMENT_LABEL = "Statements by"
TREATMENT_BY = {"sides-tone": "Tone", "sides-kind": "Kind"}
INDIA_THEMES = "Themes"
INDIA_SPEAKERS = "Speakers"

LINK_REPORT = "{gone} of {total} {settings} in this link no longer {exist}: {parts}."
LINK_REPORT_REST = " The rest is applied."


def plain(text: str) -> str:
    """Return text that Streamlit's Markdown shows as it is, without links, colours, icons or formulas."""
    escaped = re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~$^=])", r"\\\1", text.replace("\n", " "))
    # Icons, emoji, bare addresses and e-mail are found after Markdown's escapes are gone: a word joiner, which
    # nobody sees, keeps their parts from each other.
    return re.sub(r"(?<=:)(?=[\w\\/])|(?<=[wW]{3})(?=\\\.)|(?=@)", "\u2060", escaped)


def clip(text: str, limit: int) -> str:
    """Return text no longer than the limit, cut at a word if one ends in its second half."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip(" ,.;:-") + "…"


def count_of(count: int, unit: str) -> str:
    """Return a number with its unit, as in `1 statement` or `1,200 sentences`."""
    return f"{count:,} {UNITS[unit][count != 1]}"


def share_of(count: int, overall: int, unit: str) -> str:
    """Return a part of a whole, as in `7 of 18 sentences`."""
    return f"{count:,} of {count_of(overall, unit)}"


def part_of(count: int, overall: int, unit: str) -> str:
    """Return a part of a whole as the subject of a sentence: `none of 3`, `both`, `all 4`, `7 of 18 sentences`."""
    one, many = UNITS[unit]
    if not overall:
        return f"no {many}"
    if overall == 1:
        return f"{'the one' if count else 'no'} {one}"
    if count == overall:
        return f"{'both' if count == 2 else f'all {count:,}'} {many}"
    return f"{f'{count:,}' if count else 'none'} of {overall:,} {many}"


def own_voice(articles: int) -> str:
    """Return the narrator's name inside a sentence."""
    return "the article's own voice" if articles == 1 else "the articles' own voice"


def listing(words: Sequence[str], *, limit: int = 4) -> str:
    """Return words as a list in running text; beyond the limit only how many more there are."""
    if len(words) > limit:
        words = [*words[: limit - 1], f"{len(words) - limit + 1} others"]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def inline(word: str) -> str:
    """Return a label as it stands inside a sentence: small unless it is a name or an acronym."""
    return word[0].lower() + word[1:] if re.match(r"[A-Z]([a-z]|-[a-z])", word) else word


def capital(sentence: str) -> str:
    """Return a sentence with a capital at its start."""
    return sentence[:1].upper() + sentence[1:]


def link_report(gone: Sequence[tuple[str, str]], total: int) -> str:
    """Say which settings of a link were not understood."""
    parts = ", ".join(f"{plain(clip(name, 30))} “{plain(clip(value, 40))}”" for name, value in gone)
    said = LINK_REPORT.format(
        gone=len(gone),
        total=total,
        settings="setting" if total == 1 else "settings",
        exist="exists" if len(gone) == 1 else "exist",
        parts=parts,
    )
    return said + (LINK_REPORT_REST if total > len(gone) else "")


def day(iso: str) -> str:
    """Return an ISO date as it stands in running text, as in `22 July 2024`."""
    year, month, number = iso.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"

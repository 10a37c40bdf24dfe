"""The words of the Method page, Markdown where they are paragraphs or list items."""

from __future__ import annotations

from collections.abc import Mapping

LEAD = (
    "Every number of this dashboard was counted from tables that a program made of the article. It works by rules and "
    "lists of words that anyone can read and change. No language model is used, so the same text always gives the "
    "same tables."
)

ON_THIS_PAGE = "On this page: {links}"

STEPS_HEAD = "From text to tables"
STEPS = (
    (
        "**Read.** Outlet, title, date and author are taken from the head of the article. The rest is the body, and every "
        "position in the tables counts its characters."
    ),
    "**Cut into sentences.** Abbreviations, decimals and closing quotation marks do not end one.",
    (
        "**Find who is named.** Well-known names come from lists. All others are found by how they are written: capitals, "
        "job titles, words such as “ministry” or “chamber”. A surname alone is joined to the full name before it."
    ),
    (
        "**Decide who speaks.** Quotation marks and verbs of speech name the speaker. A sentence that goes on with the "
        "same speaker is continued speech. All else is the article's own voice."
    ),
    (
        "**Find sectors and themes.** A sentence gets a code when it holds one of the code's terms. The longest phrase "
        "wins, and phrases that only look like a term are left out, such as “cottage industry”. Some words, such as “tower”, "
        "count only in an article about the branch. A job title or the name of an organisation gives no code."
    ),
    (
        "**Judge tone and kind.** For each code, cue words in the same part of the sentence decide whether it is positive, "
        "neutral or negative, and whether it is put as fact, aim, recommendation or potential."
    ),
    (
        "**Write a statement.** One speaker, one code, one sentence: that is a statement, the unit that charts count. "
        "Comparisons between countries and numbers with their units are kept too."
    ),
    "**Check.** No table is written unless every row points at the exact words of the article it rests on.",
)

LIMITS_HEAD = "What it can't do"
LIMITS = (
    "It reads words, not meaning. Irony and hints are lost, and so is what “the agreement” or “this sector” refers to.",
    (
        "It takes one sentence at a time. An argument over five sentences counts as five, a passing remark as much as the "
        "main point."
    ),
    "It knows only its terms. A sector spoken of in other words is missed.",
    "Tone is a judgement: people who code by hand differ on when a plain mention is neutral, and so does the program.",
    "It does not say whether a statement is true.",
    "It reads news articles in English only.",
)

QUALITY_HEAD = "How often it is right"
QUALITY_LEAD = (
    "The program's coding is compared with articles that were coded by hand before the program read them. Most of these "
    "were written for the purpose, in the manner of the press. The rules were written with one set in sight; only the "
    "set kept unseen says what to expect of a new article."
)
QUALITY_TERMS = (
    "**Cases**: what was coded by hand.",
    "**Precision**: how much of what the program found is right.",
    "**Recall**: how much of what was coded by hand the program found.",
    "**F1**: both in one number, 1 where nothing is wrong or missed.",
    (
        "**95% interval**: how far F1 moves when the articles of a set are drawn again at random, whole articles at a "
        "time. A wide one means that the figure rests on little."
    ),
)
QUALITY_VERSION = "Measured with codebook {version}."
QUALITY_OTHER_VERSION = "Measured with codebook {version}; the codebook below is {codebook}."
QUALITY_MISSING = "How often the coding is right has not been measured here."
QUALITY_NONE = "No field was measured on {gold_set}."
QUALITY_FINDING = (
    "On {gold_set}, {good} of {fields} fields reach an F1 of {threshold}; the lowest is {lowest} at {lowest_f1}"
)
QUALITY_FINDING_ALL = "On {gold_set}, all {fields} fields reach an F1 of {threshold}"
GOOD = 0.9
"""The F1 that the finding counts by."""
QUALITY_CAPTION = "F1 by field with its 95% interval; at the right the F1 on {gold_set}. {measured}"
QUALITY_ALT_FIELD = "{field}: {values}"
QUALITY_ALT_VALUE = "{f1} on {gold_set}"
QUALITY_ALT_INTERVAL = "{f1} ({low} to {high}) on {gold_set}"
QUALITY_HOVER = "<b>{field}</b><br>{gold_set}<br>F1 {f1}, {interval}<br>{cases} cases"
QUALITY_NO_INTERVAL = "too few articles for an interval"
QUALITY_INTERVAL = "{low} to {high}"
QUALITY_RANGE = "{low}–{high}"
QUALITY_NO_VALUE = "–"
QUALITY_COLUMNS = {
    "field": "Field",
    "cases": "Cases",
    "precision": "Preci\u00adsion",
    "recall": "Recall",
    "f1": "F1",
    "interval": "95% inter\u00adval",
}
"""With soft hyphens, so that all columns stand side by side on a phone."""
QUALITY_TABLE_ALT = "Measured quality on {gold_set}"
SET_HEAD = "{gold_set}: {articles}, {sentences}"
GOLD_SETS = {"heldout": "Articles kept unseen", "dev": "Articles the rules were written with"}
"""The sets of hand-coded articles, in the order shown; another one goes by its own name, after these."""

FIELDS_HEAD = "What the fields mean"
FIELDS: Mapping[str, tuple[str, str]] = {
    "actors": ("Actors", "everybody and everything named, with the right kind."),
    "persons": ("Persons", "the people among them."),
    "roles of persons": ("Roles", "the job title of a person, where the text gives one."),
    "affiliations of persons": ("Affiliations", "the organisation of a person, where the text gives one."),
    "sentence boundaries": ("Sentences", "where a sentence begins and ends, to the character."),
    "sectors by sentence": ("Sectors", "each sector of each sentence."),
    "themes by sentence": ("Themes", "each policy theme of each sentence."),
    "named speakers": ("Speakers", "who speaks, in sentences that somebody other than the article speaks."),
    "narrator's sentences": ("Article's own voice", "that the article itself speaks, where it does."),
    "attribution": ("Attribution", "direct, reported or continued speech, or the article's own voice."),
    "stance": ("Tone", "of the sectors and themes that program and hand-coding share."),
    "modality": ("Kind of statement", "of the sectors and themes that program and hand-coding share."),
    "countries": ("Countries", "those that a coded sentence is about."),
    "comparisons": ("Comparisons", "one country set against another: which, and who stands higher."),
    "quantities": ("Quantities", "numbers with a unit, by their value."),
}
"""Label and meaning of each field that `pkcn evaluate` measures, by its name there."""

CODEBOOK_HEAD = "Codebook"
CODEBOOK_LEAD = "Version {version}: {sectors} sectors and {themes} themes, found by {terms} terms. {licence}."
CODEBOOK_MISSING = "The codebook can't be shown."
CODEBOOK_SEARCH = "Search the codebook"
CODEBOOK_SEARCH_HINT = "A word, such as software"
CODEBOOK_NO_MATCH = "No code has “{words}” in its definition or among its terms. Try a shorter word."
CODEBOOK_MATCHES = "Terms that fit: {terms}"
CODEBOOK_MATCHES_MORE = "{terms} and {more} more"
MOST_MATCHES = 12
"""Terms listed under a code that a search found; the code itself has all."""
CODE_KINDS = {"sector": "Sectors", "theme": "Themes"}
CODE_LABEL = "{label} · {terms}"
CODE_GROUP = "Group: {group}."
CODE_ISIC = "ISIC Rev. 4: {isic}."
CODE_EXAMPLE = "Coded"
CODE_COUNTER_EXAMPLE = "Not coded"
CODE_TERMS = "Terms"
CODE_IN_CONTEXT = "Only where the article is about it"
TERM_BREAK = " · "
CODE_LINK = "Address of this code:"
CODE_GONE = "The code “{code}” of this link is not in the codebook. All codes are listed below."
TERMS_HEAD = "How terms are written"
TERMS_NOTATION = (
    "`data centre`: these words in any case, the last one also in its plural; a hyphen is a space",
    "`IT`: capitals only, because “it” is another word",
    "`create+ jobs`: every inflection of the word before `+`: create, creates, created, creating",
    "`digiti*`: every word that begins so",
    "`local industry=`: exactly this word, no plural",
    "`create+ ... jobs`: up to four words in between; `..7`: up to seven",
    '`"industrial ,.. sector"`: a list goes on in between, as in “industrial, mining and agriculture sectors”',
)

VOCABULARY_HEAD = "What else is coded"
VOCABULARY_HEADS = {
    "actor": "Kinds of actor",
    "tone": "Tone",
    "modality": "Kind of statement",
    "attribution": "Attribution of a sentence",
    "direction": "Direction of a comparison",
}
VOCABULARY: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "actor": {
        "person": ("Person", "somebody named; role and affiliation are kept where the text gives them."),
        "organisation": ("Organisation", "a ministry, company, university, association or paper."),
        "country": ("Country", "a state; “Pakistani” and “Chinese authorities” name the country too."),
        "place": ("Place", "a city, region or port."),
        "event": ("Event", "a conference, summit or exhibition with a name."),
        "initiative": ("Initiative", "a named programme, such as CPEC or the Digital Silk Road."),
        "group": ("Group", "a counted or speaking collective, such as “20 leading IT companies”."),
    },
    "tone": {
        "positive": ("Positive", "progress, potential or support for the sector or theme."),
        "neutral": ("Neutral", "a mention that holds out neither; a question."),
        "negative": ("Negative", "shortfall, criticism, or dependence that is to be reduced."),
    },
    "modality": {
        "fact": ("Fact", "what is or has been; a sentence without any cue."),
        "aim": ("Aim", "what somebody plans, strives for or will do."),
        "recommendation": ("Recommendation", "what should, must or needs to be done."),
        "potential": ("Potential", "what can, could or may be."),
    },
    "attribution": {
        "direct": ("Direct quotation", "words in quotation marks that a speaker is given."),
        "reported": ("Reported speech", "what a verb of speech or “according to” puts in a speaker's mouth."),
        "continued": ("Continued speech", "a sentence that goes on reporting the speaker before it."),
        "narrator": ("Article's own voice", "everything else."),
    },
    "direction": {
        "lower": ("Lower", "the first country is put below the second."),
        "higher": ("Higher", "the first country is put above the second."),
        "equal": ("Equal", "both are put level."),
        "unclear": ("Unclear", "they are compared, but who stands higher is not said."),
    },
}
"""Label and definition of each value of the closed lists, by list."""


SECTIONS = {
    "steps": STEPS_HEAD,
    "limits": LIMITS_HEAD,
    "quality": QUALITY_HEAD,
    "codebook": CODEBOOK_HEAD,
    "lists": VOCABULARY_HEAD,
}
"""The sections of the page by their anchors."""


def set_label(gold_set: str) -> str:
    """Return the name of a set of hand-coded articles."""
    return GOLD_SETS.get(gold_set, gold_set)


def field_label(field: str) -> str:
    """Return the name of a measured field."""
    return FIELDS[field][0] if field in FIELDS else field

"""Words of the page of claims.

What is in `PUBLIC` stands in addresses: to rename a word, move the old one to `FORMER`, and note it in the changelog.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PUBLIC: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "reading": {"article": "As of the article", "snapshot": "On today's figures"},
        "verdict": {
            "supported": "Supported",
            "partly": "Partly supported",
            "contradicted": "Contradicted",
            "not checkable with these figures": "Not checkable",
        },
        "order": {"text": "Text", "verdict": "Verdict", "speaker": "Speaker"},
    }
)
"""The word of each id, by parameter."""

FORMER: Mapping[str, Mapping[str, str]] = {}
"""Words that once stood in addresses, with the id they meant, by parameter."""

VERDICT_ICONS: Mapping[str, str] = {
    "supported": ":material/check_circle:",
    "partly": ":material/contrast:",
    "contradicted": ":material/cancel:",
    "not checkable with these figures": ":material/radio_button_unchecked:",
}
VERDICT_MARKS: Mapping[str, str] = {
    "supported": "✓",
    "partly": "◐",
    "contradicted": "✕",
    "not checkable with these figures": "○",
}
"""The same where there are no icons, as in a file."""
OUTCOME_ICONS: Mapping[str, str] = {
    "holds": ":material/check:",
    "fails": ":material/close:",
    "unknown": ":material/question_mark:",
}
OUTCOMES: Mapping[str, str] = {"holds": "Holds", "fails": "Fails", "unknown": "Can't be told"}

READING_LABEL = "Figures"
VERDICT_LABEL = "Verdict"
ORDER_LABEL = "Order"

CLAIMS = ("claim", "claims")
LEAD = "Of {overall} in the text set beside official figures, {counts}."
LEAD_ONE = "{count} {verdict}"
COUNTED: Mapping[str, tuple[str, str]] = {
    "supported": ("is supported", "are supported"),
    "partly": ("is supported in part", "are supported in part"),
    "contradicted": ("is contradicted", "are contradicted"),
    "not checkable with these figures": ("can't be checked with these figures", "can't be checked with these figures"),
}
NONE = "none"
LEAD_SINGLE = "The one claim in the text set beside official figures {verdict}."
READ_ARTICLE = "The verdicts rest on the figures that were out on {day}, when the article appeared."
READ_ARTICLES = "The verdicts rest on the figures that were out when each article appeared, {first} to {last}."
READ_SNAPSHOT = "The verdicts rest on all figures of the snapshot, read in {day}."
SAME_VERDICTS = {
    "article": "On today's figures {all} the same verdict",
    "snapshot": "As of the article {all} the same verdict",
}
ALL_HAVE = ("it has", "both have", "all {count} have")
OTHER_FIGURES = ", though {count} then {rest} on other figures."
RESTS = ("rests", "rest")
CHANGED = {
    "article": "On today's figures {count} of them {read} otherwise: {named}.",
    "snapshot": "As of the article {count} of them {read} otherwise: {named}.",
}
READS = ("reads", "read")
CHANGED_ONE = "“{claim}” is then {verdict}"
UNDATED = "{claims} of undated articles {are} read on today's figures alone."
HOW = (
    "A verdict is computed from a test that was written down before; nobody types it. A claim is contradicted when no "
    "part of its test holds and one fails, and supported in part when only some hold."
)
FILTERED = "The filters choose sentences: a claim stands here when its sentence fits them."

LIST_HEAD = "Claims"
ASKED_HEAD = "The claim of this link"
OTHERS_HEAD = "The other claims"
FOUND = "{count} of {claims}."
NONE_WITH_VERDICT = "No claim here has this verdict. Choose another one."
NONE_LEFT = "No claim stands in a sentence that fits these filters."
GONE_CLAIM = "The claim “{claim}” that this link points to isn't there any more."
NOT_IN_FILTERS = (
    "This claim doesn't fit the filters, the verdicts or the figures chosen; it is shown because the link asks for it."
)
OF_READING_ONLY = "The article has no date, so the claim is read on today's figures alone."

VERDICT_LINE = "{icon} **{verdict}.** {because}"
CAVEAT = "What the figures leave open: {caveat}"
CAUTIONS = "Take care: {cautions}"
DETAILS = "Test and figures"
"""The same for both readings: a new label would close what the reader has opened."""
NO_TEST = "There is no test: no figure bears on the claim."
PART = "{number}. {icon} **{outcome}:** {test}."
DIFFER = ("differs", "differ")
OTHER_READING = {
    "same": "{reading}: {verdict} too, on the same figures.",
    "figures": "{reading}: {verdict} too, but {count} of {overall} figures {differ} from those here.",
    "differs": "{reading}: {verdict}. {because}",
}

CHART_NOTE = {
    "bars": "Each bar is a figure that the test used.",
    "lines": "Large marks are the figures that the test used; a year without a value is a gap.",
}
BREAK_NOTE = "Dotted line: the series has a break there."
AXIS_NOTE = "Each panel has a scale of its own."
NO_CHART = "The test rests on dates or single figures, which the table lists."
IN_COUNTRY = "{name}, {country}"
HOVER = "<b>{who}</b><br>{period}: {value}"
YEAR_AXIS = "Year"
RELEASES: Mapping[str, str] = {"first_release": "first release", "revised": "revised", "other_series": "another series"}
ALT = "Figures that the test of “{claim}” used. {said}."
ALT_PANEL = "{head}: {values}"
ALT_VALUE = "{who} {value}"

FIGURE_COLUMNS: Mapping[str, str] = {
    "part": "Part",
    "name": "What",
    "who": "Of whom",
    "period": "Year or period",
    "value": "Value",
    "date": "Date",
    "unit": "Unit",
    "source": "Source",
    "address": "Address",
    "vintage": "Release",
    "confidence": "Confidence",
    "code": "Series or fact",
}
FIGURES_ALT = "Figures behind “{claim}”"
NO_FIGURES = "The official figures can't be read, so names and sources of the figures are missing here."
SOURCE_PAGES = "Source: {title}: {pages}, read in {read}; the table has the address of each figure."

CLAIM_COLUMNS: Mapping[str, str] = {
    "entry": "claim_id",
    "claim": "claim",
    "verdict": "verdict",
    "because": "because",
    "reading": "reading",
    "as_of": "as_of",
    "speaker": "speaker",
    "sentence": "sentence",
    "sentence_id": "sentence_id",
    "caveat": "caveat",
}

LEDGER_HEAD = "Every number in the text"
LEDGER_LEAD = "{numbers} stand in the text; {checked} held against a figure by a claim above."
LEDGER_NONE = "No number stands in the sentences that fit here."
LEDGER_SEARCH = "Search the numbers"
LEDGER_FOUND = "{found} of {numbers}."
NUMBERS = ("number, order or date", "numbers, orders and dates")
ARE = ("is", "are")
LEDGER_ALT = "Every number in the text, and what checks it"
LEDGER_COLUMNS: Mapping[str, str] = {
    "surface": "As written",
    "kind": "Kind",
    "value": "Read as",
    "unit": "Unit",
    "claim": "Claim",
    "link": "In the article",
    "said": "Checked or not",
    "sentence": "Sentence",
}
KINDS: Mapping[str, str] = {
    "quantity": "Quantity",
    "ordinal": "Order",
    "date": "Date",
    "name": "Part of a name",
    "number": "Number",
}
ABOUT = "about {value}"
CHECKED_BY = "Checked by: {claims}"
NOT_CHECKED = "Not checked: {why}"
LEDGER_OPEN = "Open"

SUGGESTED_HEAD = "Official series that bear on it"
NO_CLAIMS = "No claim of {articles} is set beside official figures yet."
NO_CLAIMS_HERE = "this article"
NO_CLAIMS_OF = "“{title}”"
NO_CLAIMS_IN = "{count} articles"
NO_CLAIMS_READ = "The claims can't be read, so there are no verdicts here."
SUGGESTED_LEAD = (
    "What it says can still be set beside series of the snapshot. They are suggested by the sector or theme of each "
    "statement, without a verdict."
)
SUGGESTED_NONE = "No series of the snapshot has the sectors or themes of these statements."
SUGGESTED_MORE = "and {count} more"
STATEMENT_SERIES = "Official series that bear on this statement:"

OVERVIEW_HEAD = "Checked against figures"
OVERVIEW = "{lead} {read}"
OVERVIEW_LINK = "Each claim with its figures"
IN_ARTICLE = ("claim: {verdict}", "also: {verdict}")
"""The first claim of a sentence, and each further one."""
IN_PANEL = "Claim: {verdict}"
IN_PANEL_REST = "· {claim}"
IN_ARTICLE_LABEL = "Claim in sentence {position}, {verdict}: {claim}"

REPORT_HEAD = "Claims and verdicts"
REPORT_FIGURE = "{name}, {who}, {period}: {value} ({unit})"
REPORT_DATE = "{name}, {who}: {date}"

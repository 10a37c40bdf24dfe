"""The words of the page of statements, and of citations."""

from __future__ import annotations

GONE_STATEMENT = "The statement that this link points to isn't there any more. All others follow."
NOT_IN_FILTERS = "This statement doesn't fit the filters set, so the list below doesn't have it."
IN_ARTICLE = "In the article"
ABOUT_COUNTRIES = "about {countries}"
RESTS_ON = "Coded from {named}"
RESTS_ON_WORDS = "“{words}” ({code})"
AND_WORDS = "”, “"

CITE = "Cite this statement"
CITED_NO_DATE = "n.d."
CITED_PLACE = "Sentence {position}, statement by {speaker} on {about}."
CITED_ABOUT = "{code} ({tone}, {kind})"
CITED_NARRATOR = "the article itself"
CITED_CODEBOOK = "Coded with codebook version {version}."

COVERAGE = "{sentences} {hold} a statement{fitting}. The codes rest on {words}{share}."
COVERAGE_SHARE = ": {words} of the words and {characters} of the characters"
FITTING = " that fits the filters"

LIST_HEAD = "All statements"
LIST_HEAD_FILTERED = "Statements that fit the filters"
SEARCH_LABEL = "Search"
SEARCH_PLACEHOLDER = "Sentence, speaker, sector or theme"
SORT_LABEL = "Order"
GONE_SORT = "The order “{order}” of this link isn't there any more; the list is in the order of the text."
FOUND = "{statements} in {sentences}."
FOUND_WITH = "{statements} in {sentences} with “{search}”."
NOT_FOUND = "No statement has “{search}” in its sentence, speaker, sector or theme. Shorten the search or clear it."
NOT_FOUND_FILTERED = (
    "No statement that fits the filters has “{search}” in its sentence, speaker, sector or theme. "
    "Shorten the search, clear it or remove a filter."
)
CLEAR_SEARCH = "Clear search"
GROUP = "{name} · {count}"
GROUP_CODE = "{label} ({kind})"

UNCODED_HEAD = "Sentences that produced nothing"
UNCODED_NONE = "None: every sentence holds a statement."
UNCODED = "{sentences} {hold} no statement, for want of words that name a sector or policy theme of the codebook."
UNCODED_FOUND = "{found} {hold} “{search}”."
WHY_NOTHING = "Nothing of the codebook is named."
WHY_ACTORS = "Only actors are named: {actors}."
WHY_CODES = "Named, but nothing is said of it: {codes}."

LEFT_OUT_HEAD = "What the filters leave out"
LEFT_OUT_NONE = "Nothing: every statement fits."
LEFT_OUT = "{statements} {do} not fit the filters{sentences}."
LEFT_OUT_SENTENCES = "; {sentences} {hold} none that does"
LEFT_OUT_WITHOUT = "Without the filter on {name} {more} would fit."
SHOW_LEFT_OUT = "List them"

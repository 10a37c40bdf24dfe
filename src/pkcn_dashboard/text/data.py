"""Words of the Data page and of the files it hands out."""

from __future__ import annotations

DATA_SET = "News on Pakistan-China digital cooperation, coded"
FILE_STEM = "pakistan-china-digital-cooperation"
EXTENTS = {"displayed": "Displayed", "full": "Everything"}

LEAD = "Every number of this site comes from the tables below. Look into them here, or take them with you."
TABLE = "Table"
SEARCH = "Search in this table"
SEARCH_PLACEHOLDER = "Words, in any order"
UNKNOWN_TABLE = "The table “{name}” that this link asks for doesn't exist; below is “{shown}”."
ROWS_SHOWN = "{rows}."
ROWS_LEFT = "{shown} of {rows} fit {what}."
WHAT_FITS = {(True, False): "the filters", (False, True): "the search", (True, True): "the filters and the search"}
NO_ROWS = "No row of this table fits the filters."
NO_ROWS_AT_ALL = "This table has no rows: nothing of the kind was found in the text."
NOTHING_FOUND = "No row holds all these words. Take a word away to see more."
TABLE_ALT = "The table {title}. {rows}"
TABLE_CSV = "These rows as CSV"

DICTIONARY = "What the columns mean"
DICTIONARY_COLUMNS = {"name": "Column", "type": "Type", "rules": "Meaning and allowed values"}
TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "date": "date",
    "list": "list",
}

DOWNLOADS = "Download"
EXTENT = "Which rows"
EXTENT_CAPTIONS = {"displayed": "What the filters leave: {counted}.", "full": "Whatever the filters say: {counted}."}
SEARCH_NOT_PART = "The search above is not part of these files."
COUNTED = "{statements} in {sentences}"
OFFERS = {
    "package": (
        "Data package (ZIP)",
        (
            "All tables as CSV with a machine-readable description (Frictionless), the articles' bodies and a read me. "
            "Quotations are exact to the byte."
        ),
    ),
    "excel": ("Excel", "One sheet a table, with a read me sheet."),
    "parquet": ("Parquet (ZIP)", "One typed file a table for pandas, R, DuckDB; lists stay lists."),
    "json": ("JSON", "All tables as lists of rows in one file, with the articles' bodies."),
    "events": (
        "Event list (CSV)",
        "One line a statement, with the columns of the event list of Discourse Network Analyzer.",
    ),
}
"""Label of the button of each export, and what is in the file."""
NETWORK_DEFINITIONS = {
    "actor-theme": (
        "A speaker is tied to each policy theme they speak of. The weight of a tie is its number of statements; "
        "positive, neutral and negative say how many of them have that tone."
    ),
    "actor-actor": (
        "Two speakers are tied when both speak of a policy theme. The weight of a tie is the number of themes they "
        "share. Congruence is the number of pairs of theme and tone that both have, conflict the number of shared "
        "themes on which one is positive and the other negative. How often somebody repeats a tone does not count."
    ),
}
NETWORKS = {
    "actor-theme": ("Speakers and themes", "{ties} between {speakers} and {themes}."),
    "actor-actor": ("Speakers who share themes", "{ties} among {speakers}."),
}
"""Name of each network, and its size."""
NETWORKS_HEAD = "Networks"
NETWORK_FORMS = {"graphml": "GraphML", "csv": "CSV"}

CITE = "Cite"
CITATION_NOTE = "Data set, codebook {codebook}"
CITATION = "{author} ({year}). {title} (version {version}, codebook {codebook}) [Data set]."
CITATION_URL = " {url}"
AUTHOR = "The pkcn-data contributors"
YEAR = 2026
"""In which this version of the data set came out; it goes up with the version."""
LICENCE = "Licence"
LICENCES = (
    (
        "The coding (all tables, save the articles' words in them) is under Creative Commons Attribution 4.0 (CC BY 4.0): "
        "use it for anything, and name this data set."
    ),
    (
        "The words of an article, in tables or as body, are its publisher's. They are kept with their credit as the text "
        "under analysis. To pass them on you need the publisher's leave or an exception of copyright law."
    ),
)
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"

SNIPPETS = "Open it"
SNIPPET_TABS = {"pandas": "pandas", "r": "R", "excel": "Excel"}
SNIPPET_LEAD = {
    "pandas": "With the data package in the working directory:",
    "r": "With the data package in the working directory:",
    "excel": "In an empty cell of the Excel file:",
}

READ_ME = "read me"
READ_ME_ROWS = "Rows"
READ_ME_ALL = "All rows: no filter is set."
READ_ME_SELECTED = "Only the rows of a view. Its filters:"
READ_ME_SELECTION = (
    "Statements fit the filters; sentences and comparisons are those with such a statement; mentions and quantities are "
    "all that these sentences hold; actors are those that speak or are named in them, and whom they speak for; articles "
    "are those of these sentences, with their whole body. Sectors and themes are whole. Positions of sentences have gaps."
)
READ_ME_COUNTS = "Rows by table"
READ_ME_MADE = "Made from"
READ_ME_VERSION = "Codebook {codebook}, program {version}."
READ_ME_INPUT = "Article file {name}, SHA-256 {sha256}"
READ_ME_LINK = "Where it comes from"
READ_ME_CITE = "Citation"
READ_ME_LICENCE = "Licence"
READ_ME_OFFSETS = "Quotations"
READ_ME_OFFSETS_TEXT = (
    "Offsets count characters of the article's body from 0: the text of a row is the body from start to end, exactly. "
    "A list in a CSV cell is joined by semicolons; a semicolon or backslash inside an item has a backslash before it. "
    "An empty cell is a missing value."
)
READ_ME_EXCEL = (
    "A cell that looks like a formula is kept as text. Excel holds 32,767 characters a cell; a longer text ends in an "
    "ellipsis here, and is whole in the other formats."
)
READ_ME_DICTIONARY = "Columns"
READ_ME_NETWORKS = "Networks"
"""Heads and sentences of the read me in each file."""

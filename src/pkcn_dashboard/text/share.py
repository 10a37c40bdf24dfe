"""Words of sharing: addresses, pictures, embedding, keyboard, and the file of the current view."""

from __future__ import annotations

DESCRIPTION = (
    "What news articles say about Pakistan-China digital cooperation: who speaks, about which sectors and policy "
    "themes, in what tone. Every number opens the sentences behind it."
)
"""What search engines and other sites show of the dashboard."""

SCRIPT = {
    "linkCopied": "Link copied",
    "embedCopied": "Embed code copied",
    "copyByHand": "Copy this text",
    "close": "Close",
    "noFilter": "No filter is set",
    "preparing": "Preparing the picture",
    "noPicture": "The picture could not be made",
    "shortcuts": "Keyboard shortcuts",
}
"""What the script in the page says."""

SHORTCUTS = {
    "c": "Clear all filters",
    "l": "Copy the link to this view",
    "n": "Next page",
    "p": "Previous page",
    "?": "Show this list",
}
"""What each key does; the script acts on these keys."""

SHARE = "Share"
PNG = "PNG"
SVG = "SVG"
COPY = "Copy"
LINK = "Link"
EMBED = "Embed"

COPY_LINK = "Copy link"
ADDRESS_HELP = "The address of this view: page, filters, counting unit and what is open."
EMBED_HEAD = "Embed a chart"
EMBED_CHART = "Chart to embed"
FILE_BUTTON = "Download this view as a file"
FILE_HELP = (
    "One file with the charts and all sentences of this view and their sources. "
    "It opens without a connection and prints."
)

FULL_PAGE = "Open the whole page: {address}"
CHART_UNKNOWN = "This link asks for the chart “{chart}”, which does not exist (any more)."
CHART_ELSEWHERE = "The chart “{chart}” that this link asks for is on another page: {address}"

REPORT = {
    "filters": "Filters",
    "no_filter": "None: everything is shown.",
    "unit": "Counted in {unit}",
    "figures": "Counts",
    "charts": "Charts",
    "official": "Official figures",
    "table_row": "What is counted",
    "table_bar": "Bar",
    "table_refs": "Sentences",
    "comparisons": "Explicit comparisons",
    "sentences": "Sentences",
    "said": "{speaker}, {manner}",
    "uncoded": "Nothing coded.",
    "sources": "Sources",
    "credit": "Credit: {credit}.",
    "sha256_file": "SHA-256 of the article file: {sha256}",
    "sha256_text": "SHA-256 of the article's text: {sha256}",
    "made": "How this file was made",
    "codebook": "Codebook {version}",
    "program": "Program {version}",
    "back": "This view on the page: {address}",
    "licence": (
        "The coding is under CC BY 4.0. The words of the articles are their publishers', quoted with their credit as "
        "the text under analysis."
    ),
    "method": (
        "Coded by rules and a codebook, sentence by sentence. Numbers behind a bar lead to the sentences it counts."
    ),
}
"""The words of the file of the current view."""

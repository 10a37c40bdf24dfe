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
    "chart": "Chart",
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

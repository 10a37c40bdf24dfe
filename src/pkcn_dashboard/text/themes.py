"""Words of the page on themes."""

from __future__ import annotations

LEAD = "Which policy themes come up, how they are put, with which sectors, and on how many voices each of them rests."
KIND = "Fact, aim, recommendation or potential"
SECTORS = "Themes and sectors"
SOURCES = "One source or several"
SOURCES_RULE = (
    "What only one speaker says is that speaker's view. These themes have a single source among the statements shown:"
)
NO_SINGLE = "Every theme that comes up here has several sources."

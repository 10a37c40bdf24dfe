"""Words of the page on actors."""

from __future__ import annotations

LEAD = "Who speaks, who is only spoken about, and on which themes."
SPEAKERS = "Who speaks"
NAMED = "Who is named"
TABLE = "People and organisations"
TABLE_ALT = "People and organisations with sentences heard in, times named, role, institution, country and kind"
TABLE_EMPTY = "Nobody is heard or named in these sentences."
ACTOR_COLUMNS = {
    "name": "Name",
    "sentences": "Sentences heard",
    "mentions": "Times named",
    "role": "Role",
    "institution": "Institution",
    "country": "Country",
    "kind": "Kind",
}
ACTOR_WIDTHS = {
    "name": 150,
    "sentences": 120,
    "mentions": 105,
    "role": 190,
    "institution": 180,
    "country": 75,
    "kind": 85,
}
"""Pixels; all fit beside the menu."""
TABLE_WIDTHS = {ACTOR_COLUMNS[name]: width for name, width in ACTOR_WIDTHS.items()}
ACTOR_KINDS = {"person": "Person", "organisation": "Organisation", "group": "Group"}
HEARD = "heard"
"""The parameter that says by what the statements are counted; its words, too, stand in addresses."""
HEARD_LABEL = "Statements by the speaker's"
HEARD_BY = {"heard-kind": "Kind", "heard-country": "Country", "heard-institution": "Institution"}
UNHEARD = "Who isn't heard"
UNHEARD_LEAD = "Named in these sentences, with how often, and never heard anywhere in the text:"
UNHEARD_NONE = "Everybody named in these sentences who could speak is heard somewhere in the text."
UNHEARD_NAMED = 12
"""How many names a list of the unheard has before it sums up the rest."""

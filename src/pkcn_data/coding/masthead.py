"""The outlet and the authors of an article, which its masthead names and its body may name again."""

from __future__ import annotations

import re

from pkcn_data.coding.known import KnownActors
from pkcn_data.coding.people import People
from pkcn_data.coding.roll import Roll, key_of

_UNNAMED = re.compile(
    r"correspondent|report|desk|staff|bureau|newsroom|agenc|writer|editor|monitoring|web|team|special|news",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r",|;|&| and |/|\|")
_BEFORE_NAME = re.compile(r"^(?:by|from|dr\.?|mr\.?|ms\.?|mrs\.?|prof\.?|xinhua writers?)\s+", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s+in\s+[A-Z].*$|\s*\(.*\)$")  # "Liu Wei in Beijing", "Sana Mir (INP)"
_SHORTEST_PART = 4


def add_masthead(roll: Roll, known: KnownActors, people: People, *, outlet: str | None, author: str | None) -> None:
    """Enter the outlet and its authors; a desk or an unnamed correspondent is no author."""
    if outlet:
        _add_outlet(roll, known, outlet.strip())
    for part in _BETWEEN.split(author or ""):
        name = _AFTER_NAME.sub("", _BEFORE_NAME.sub("", part.strip(" .*\t")))
        if name.isupper():
            name = name.title() if " " in name else ""  # "FELIX OMAR"; capitals alone are an agency
        if not name or _UNNAMED.search(name) or name.lower() in known.by_name or key_of(name) in roll.drafts:
            continue
        draft = roll.draft(name, "person")
        draft.role = "author"
        draft.parts = tuple(name.split())
        people.add(draft, position=-1)
        roll.masthead.append(draft)


def _add_outlet(roll: Roll, known: KnownActors, outlet: str) -> None:
    """Enter the outlet; "INP-WealthPk" is also meant where the text says "WealthPK"."""
    actor = known.by_name.get(outlet.lower())
    is_known = actor is not None and actor.kind == "organisation"
    draft = roll.known_draft(actor) if actor and is_known else roll.draft(outlet, "organisation")
    draft.role = "outlet"
    roll.add_alias(draft, outlet)
    for part in (outlet, *re.split(r"[-–/|]", outlet)):
        word = part.strip().lower()
        if word == outlet.lower() or (len(word) >= _SHORTEST_PART and word not in known.by_name):
            roll.outlet_words[word] = draft
            roll.drafts.setdefault(key_of(word), draft)
    roll.masthead.append(draft)

"""Short forms: those that a text defines in brackets or by "or", and acronyms and brands that no list has."""

from __future__ import annotations

import re
from functools import lru_cache

from pkcn_data.coding.roll import Draft, Naming, Roll, key_of

_BRACKETED = re.compile(r"(?<=\()[AYCGKFW](?=\))")
_SHORT = re.compile(r"[AY]")
_ALONE = re.compile(r"C(?<![CGBIHFPTJj-].)(?![CGBINOLEVFPAYJj-])")
_WORDS = re.compile(r"[\s-]+")
_IN_LONG_FORM = "CGBFMNSOELVAYJjPKWTf&r-h"
_LONGEST = 8
_MOST = 0.6


def cast_definitions(roll: Roll) -> None:
    """Give each name the short form in brackets after it; other bracketed capitals are no actors in this text."""
    at_end = {naming.last: naming for naming in roll.namings.values()}
    letters, words = roll.joined(), roll.reading.words
    for match in _BRACKETED.finditer(letters):
        index = match.start()
        naming = at_end.get(index - 1) or _long_form(roll, index)
        if naming and naming.actor.kind == "place" and letters[index] == "K":  # "THAR (Reuters)"
            continue
        if naming is None or naming.actor.kind in ("country", "person"):
            is_dateline = letters[index - 2] in "DPX.,"
            if index not in roll.namings and letters[index] in "AYC" and not is_dateline:
                roll.no_actors.add(words[index])
        elif letters[index] == "F":
            _drop(roll, naming)
        else:
            _define(roll, naming.actor, index)
    for naming in list(roll.namings.values()):
        before = naming.first - 2
        in_brackets = (
            before >= 0 and letters[before + 1] == "(" and letters[naming.last : naming.last + 1] in (")", ".")
        )
        if in_brackets and letters[before] == "A" and before not in roll.namings:  # "CRIG (China Railway ...)"
            _define(roll, naming.actor, before)
    for last, naming in at_end.items():
        is_apposed = letters[last : last + 1] == "," and letters[last + 2 : last + 3] in ("A", "Y", "K")
        if is_apposed and roll.reading.lowers[last + 1] == "or":
            _define(roll, naming.actor, last + 2)


def _long_form(roll: Roll, index: int) -> Naming | None:
    """Enter the words before a bracketed acronym as an organisation, if they are capitalised and begin with its letters."""
    letters, words, acronym = roll.letters, roll.reading.words, roll.reading.words[index]
    if letters[index] != "A" or index in roll.namings or letters[index - 2] in "XD":
        return None
    initials, first = "", index - 1
    while first > 0 and len(initials) < len(acronym) and letters[first - 1] in _IN_LONG_FORM:
        first -= 1
        if first in roll.namings and letters[first] not in "jJP":
            return None
        if words[first][0].isupper():
            initials = words[first][0] + initials
    if initials != acronym or not words[first][0].isupper():
        return None
    for inside in range(first, index - 1):
        roll.namings.pop(inside, None)
    roll.name(first, index - 1, roll.draft(roll.text(first, index - 1), "organisation"))
    return roll.namings[first]


def _drop(roll: Roll, naming: Naming) -> None:
    """Remove what only looked like a name: "Foreign Direct Investment (FDI)"."""
    if naming.actor.origin == "discovered":
        roll.namings.pop(naming.first, None)
        roll.cover(naming.first, naming.last, "X")


def _define(roll: Roll, draft: Draft, index: int) -> None:
    """Let a short form stand for an actor from its first to its last use in the text."""
    word = roll.reading.words[index]
    other = roll.namings.get(index)
    if other and draft.origin == "discovered" and _is_spelling_of(draft.name, other.actor):
        roll.replace(draft, other.actor)
        return
    draft.aliases.setdefault(word)
    roll.drafts[key_of(word)] = draft
    if other is not None and other.actor is not draft:
        meant_so_far = other.actor
        for naming in roll.namings.values():
            if naming.actor is meant_so_far and _is_word(roll, naming, word):
                naming.actor = draft
    roll.name(index, index + 1, draft)


def _is_spelling_of(name: str, actor: Draft) -> bool:
    """Tell whether most words of a known name are in a longer name too: "... Textiles Mills Association (APTMA)"."""
    if actor.origin != "codebook":
        return False
    words, known = set(_WORDS.split(name.lower())), set(_WORDS.split(actor.name.lower()))
    return len(words & known) > _MOST * len(known)


def _is_word(roll: Roll, naming: Naming, word: str) -> bool:
    return naming.last - naming.first == 1 and roll.reading.words[naming.first] == word


def cast_acronyms(roll: Roll) -> None:
    """Enter acronyms and brands of no list: short forms of actors of the text, or organisations by where they stand."""
    words = roll.reading.words
    by_initials = _by_initials(roll)
    for match in _SHORT.finditer(roll.joined()):
        index = match.start()
        word = words[index]
        draft = roll.outlet_words.get(word.lower()) or roll.drafts.get(key_of(word)) or by_initials.get(word)
        if draft is None and _stands_as_name(roll, index):
            draft = roll.draft(word, "organisation")
        if draft is not None:
            roll.add_alias(draft, word)
            roll.name(index, index + 1, draft)


def cast_first_words(roll: Roll) -> None:
    """Let an unknown first word of a firm's name stand for it: "Lanxin" where the text names "Lanxin Mobile"."""
    letters, words = roll.joined(), roll.reading.words
    firms: dict[str, Draft] = {}
    for naming in roll.namings.values():
        if naming.actor.kind == "organisation" and naming.actor.origin == "discovered" and " " in naming.actor.name:
            firms.setdefault(naming.actor.name.split()[0], naming.actor)
    for match in _ALONE.finditer(letters):
        index = match.start()
        draft = firms.get(words[index])
        if draft is not None:
            roll.add_alias(draft, words[index])
            roll.name(index, index + 1, draft)


def _by_initials(roll: Roll) -> dict[str, Draft]:
    found: dict[str, Draft] = {}
    for naming in roll.namings.values():
        name = naming.actor.name
        if naming.actor.kind in ("organisation", "event") and name.count(" ") > 1:
            found.setdefault(_initials(name), naming.actor)
    return found


@lru_cache(maxsize=4096)
def _initials(name: str) -> str:
    return "".join(word[0] for word in _WORDS.split(name) if word[:1].isupper())


def _stands_as_name(roll: Roll, index: int) -> bool:
    """Tell an organisation ("PCJCCI said", "at DeepSeek,") from a technical term ("LNG terminals")."""
    letters, word = roll.letters, roll.reading.words[index]
    before = letters[index - 1] if index else "|"
    after = letters[index + 1] if index + 1 < len(letters) else "|"
    if word in roll.no_actors or before in "D-$(" or after in "-D":
        return False
    if word.isupper() and len(word) > _LONGEST:
        return False
    if after in "svTSM":
        return True
    if letters[index] == "Y":
        return before in "@vhfzT&2" and after != "x"
    return (before in "@zTS" and after in "t.,|") or (before == "@" and after in "ioz2&b")

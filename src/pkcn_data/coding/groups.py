"""Groups: counted collectives ("20 leading IT companies") and collectives that speak ("experts")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pkcn_data.codebook import Codebook
from pkcn_data.coding.roll import Roll

_QUALITY = r"(?:[xmtFJjPABNMV](?:-[xmtFJjv])*|x-)"
_COUNTED = re.compile(
    r"(?P<core>[Dn](?<![$D-].)n{0,2}(?:fh?(?:[Dn]n?)?)?(?:f?x)?" + _QUALITY + r"{0,5}u)(?P<origin>zh?[JPj](?:&[JP])?)?"
)
_TO_VERB, _OF_SOURCE = r"(?=(?:x|[@if][ha]?[^,.vK]{1,8})?v)", r"[mxjJFA]{0,2}u"
_SPEAKING = re.compile(
    rf"(?<![Ks])(?P<core>(?:[xmFjJPAN](?:-[xmj])*)?(?:[mFjJA](?:-[xm])?)?u){_TO_VERB}|(?<=[xX]2)(?P<source>{_OF_SOURCE})"
)
_MAY_SPEAK = re.compile(rf"u{_TO_VERB}|2{_OF_SOURCE}")
_LONGEST = 12
_ABOUT = frozenset(
    (
        "over",
        "nearly",
        "about",
        "around",
        "approximately",
        "some",
        "almost",
        "roughly",
        "up to",
        "more than",
        "at least",
    )
)


_DETERMINERS = frozenset("whose which these those".split())


def cast_groups(roll: Roll, codebook: Codebook) -> None:
    """Enter the groups that the text counts or lets speak, each under the words of the text."""
    letters = roll.joined()
    lowers = roll.reading.lowers
    # "the two leaders" stands for people named before
    spans = [
        (*match.span("core"), match.end())
        for match in _COUNTED.finditer(letters)
        if lowers[match.start("core") - 1 : match.start("core")] != ["the"]
    ]
    counted = {index for first, last, _ in spans for index in range(first, last)}
    speaking = _speaking(codebook)
    for match in _speaking_groups(letters):
        first, last = match.span("core" if match["core"] else "source")
        if match["source"] and lowers[first - 2] != "according":
            continue
        if last - 1 not in counted and lowers[last - 1] in speaking:
            spans.append((first, last, last))
    for first, last, full in spans:
        _enter(roll, first, last, full)


def _speaking_groups(letters: str) -> Iterator[re.Match[str]]:
    """Yield what `_SPEAKING` finds, tried only near a place that may hold it; over a whole text it takes long to fail."""
    done = 0
    for place in _MAY_SPEAK.finditer(letters):
        if place.start() >= done and (match := _SPEAKING.search(letters, max(done, place.start() - _LONGEST))):
            done = match.end()
            yield match


@lru_cache(maxsize=8)
def _speaking(codebook: Codebook) -> frozenset[str]:
    return frozenset(codebook.speech.plural) & frozenset(codebook.groups.counted)


def _enter(roll: Roll, first: int, last: int, full: int) -> None:
    """Enter one group; where a country or an organisation is named inside, the naming is what follows it."""
    first -= roll.letters[first] == "n" and roll.reading.lowers[first - 1] == "one"  # "one lakh engineers"
    first += last - first > 1 and roll.reading.lowers[first] in _DETERMINERS
    draft = roll.draft(_name(roll, first, last), "group")
    if draft.kind != "group":
        return
    lowers = roll.reading.lowers
    for count in (1, 2):
        if count <= first and " ".join(lowers[first - count : first]) in _ABOUT:
            draft.aliases.setdefault(roll.text(first - count, last))
    if full > last:
        draft.aliases.setdefault(roll.text(first, full))
    inside = [roll.namings[index].last for index in range(first, last) if index in roll.namings]
    roll.name(max(inside, default=first), last, draft)


def _name(roll: Roll, first: int, last: int) -> str:
    """Return the words of the text; a capital that only opens the sentence is lowered."""
    text = roll.text(first, last)
    if roll.letters[first] in "JjPKWAY" or text[:2].isupper():
        return text
    return text[:1].lower() + text[1:]

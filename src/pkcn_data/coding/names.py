"""Names of organisations, events, initiatives and places that no codebook lists, found by how names are built.

Works on letters, one a token (see `lexicon`): a run of capitalised words with a head word ("Khan Group"), with what
follows the head after "of", "for" or "on" ("Institute of Policy Studies"), or a proper name with common words after it
("Indus Digital Services").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pkcn_data.model import ActorKind

_LETTER = "CGBFMNSOELVAYJjPKWI"
_WORD = rf"[{_LETTER}](?:-(?:[a-z&]-)?[{_LETTER}]|-m|(?<=[FI])-x(?=[{_LETTER}])){{0,4}}"
_AND = r"(?<=[FNM])&(?=[FNOLVE]|C[EOV])|(?<=F)f(?=[FC]E)"
_INSIDE = r"(?<=F)\(F\)(?=[EOV])|(?<=[A-Z])\(C\.?\)(?=O)|(?<=[CGBFNPK])D(?=[CFO]{1,3}[ON])"  # "Investment (FDI) Forum", "(Pvt) Ltd", "Railway 19th Bureau Group"
_FIELDS = r"(?>[FNOLEVA](?:[FNOLEVA]|-[FNC]|j(?=[FNOE])){0,8})(?![CB](?!G)|G(?![CG]))"
_LISTED = rf"(?:(?:,[FN]+)*,?&(?:{_FIELDS})(?![OFN]))*"
_DEFINED = rf"[{_LETTER},&-]{{1,12}}(?=\([AYK]\))"  # up to the short form that the text defines
_TAIL = rf"(?:rh?F{{1,3}}[CB]{{1,2}}(?![{_LETTER}])|[fro]h?(?:{_DEFINED}|[JjPK](?:-[JPK])*{_FIELDS}{_LISTED}|{_FIELDS}{_LISTED}|[JPKW](?:-?[JPKW])*|[CGB](?:-?[CGB]){{0,2}}(?:F{{1,3}})?(?![LO])))"
_NAME = re.compile(
    rf"(?=[{_LETTER}D&f(])(?:"  # most tokens begin no name
    rf"(?P<pre>(?:MTs(?=[FM]))?(?:D(?=[CGBFNAJjPKWMSY]|I[CF]))?(?:{_WORD}q?|{_AND}|{_INSIDE}){{0,12}})"
    rf"(?P<head>[OELVN])(?![a-z]?-[{_LETTER}])(?P<tail>(?:(?<=O),?O(?=[^{_LETTER}fr])|(?<=O)SfJ+P*|(?<=[ON])(?:P+|J)(?![{_LETTER}s-])|{_TAIL}){{0,3}}D?)"
    rf"|(?<![A-RU-Z-])(?P<proper>(?:[CYAP]|G(?=-?[CYAFG]F))(?:-?[CGYA])*)(?P<common>F+(?:&F+)?|(?<=[CYA])J)(?![{_LETTER}X-]))"
)
EMPLOYER = re.compile(
    r"[TtSu](?P<of>[f@])h?(?:[xmuFvtjJP-]{1,7}(?<=[xmutv]))?(?P<name>[CY](?:-?[CYAF]){0,3})(?=[,.)vkb|\"]|&[^C]|G[CG])"
)
LOWER_PROGRAMME = re.compile(r"[FCGAJPLENOB](?<![-CGBFAJPKWMTIY].)-?(?:[FCGAJPLENOB]-?){1,4}(?=l)")
_LOWER_MINISTRY = re.compile(r"(?P<name>[mFx](?<![-CGFMA].)(?:&[mxF])?d)")
_MINISTRY = re.compile("d")
LOWER_EVENT = re.compile(r"D(?=[^.,]{0,9}[JPCGAK])(?:[JPCGAKF]-?){1,5}[xmFtu]{0,5}e")
_HEAD_KINDS: dict[str, ActorKind] = {
    "O": "organisation", "N": "organisation", "E": "event", "V": "initiative", "L": "place",
}  # fmt: skip
_IS_DEFINED = re.compile(r"\([AYK]\)")
_PROPER = frozenset("CGBAYJPKI")


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name at tokens [first, last) and its kind."""

    first: int
    last: int
    kind: ActorKind


def find_lower_ministries(letters: str) -> Iterator[tuple[int, int]]:
    """Yield the tokens of "the commerce ministry" and "the food and health ministry", without the article."""
    for last in (match.end() for match in _MINISTRY.finditer(letters)):
        for first in (last - 4, last - 2):
            if first >= 0 and (match := _LOWER_MINISTRY.match(letters, first, last)):
                yield match.span("name")
                break


def find_names(letters: str) -> list[NameSpan]:
    """Return the names that the letters hold, from left to right, without overlap."""
    found = []
    for match in _NAME.finditer(letters):
        first, last = match.span()
        if match["head"] is None:
            if letters[first] != "P" or letters[last : last + 1] not in ("T", "S", "M"):  # "Sindh Health Minister"
                found.append(NameSpan(first, last, "organisation"))
            continue
        first += _title_words(letters[first:last])
        pre, head, tail = letters[first : match.start("head")], match["head"], match["tail"]
        if head == "L" and tail[:1] in ("r", "o"):
            last, tail = match.end("head"), ""
        if _is_name(pre, head, tail) or (pre and _IS_DEFINED.match(letters, last)):
            found.append(NameSpan(first, last, _HEAD_KINDS[head]))
    return found


def _title_words(name: str) -> int:
    """Return how many words of a job title open a name: "Deputy Chief" before "Khan Group"."""
    match = re.match(r"M*S(?=[CGAYJPKF]*[OELVN])", name)
    return match.end() if match and len(name) > match.end() + 1 else 0


def _is_name(pre: str, head: str, tail: str) -> bool:
    """Tell a name from a common phrase in capitals."""
    words = pre.replace("-", "").replace("q", "").replace("D", "")
    proper = any(letter in _PROPER for letter in words)
    if not words and tail.strip("PJ") == "" and tail:
        return False
    if head == "N" and not tail:
        return proper and words != "j" and words[-1] not in "KW"
    if head in "ON":
        return bool(tail) or proper or (len(words) > 0 and words != "j")
    if head == "L":
        return proper and set(words) - {"J", "j", "K", "W", "&"} != set()
    if head == "V":
        return (len(words) > 1 and words[-1] != "W") or bool(set(words) & set("CGAY"))
    return proper or len(words) > 1 or "D" in pre or "q" in pre or words == "W"

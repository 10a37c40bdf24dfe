"""Groups: counted collectives ("20 leading IT companies") and collectives that speak ("experts")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from pkcn_data.codebook import Codebook
from pkcn_data.coding.roll import Roll

_QUALITY = r"(?:j&(?=j)|[xmtFJjPABNMVK](?:-[xmtFJjv])*|x-)"
_COUNTED = re.compile(
    r"(?P<core>[Dn](?<![$D-].)(?:-n)?n{0,2}(?:fh?(?:[Dn]n?)?)?(?:f?x)?"
    + _QUALITY
    + r"{0,5}u)(?P<origin>zh?[JPj](?:&[JP])?)?"
)
# "Exporters, however, say", "Operators, already burdened by taxes, have warned"
_TO_VERB, _OF_SOURCE = r"(?=(?:x|x@h?K+|[@if][ha]?[^,.vK]{1,8}|,[^,.v|\"]{1,12},x?)?v)", r"[mxjJFA]{0,2}u"
_SPEAKING = re.compile(
    rf"(?<![Ks])(?P<core>(?:P+|[xmMFjJAN](?:-[xmj])*)?(?:[mFjJA](?:-[xm])?)?u){_TO_VERB}|(?<=[xX]2)(?P<source>{_OF_SOURCE})"
)
_MAY_SPEAK = re.compile(rf"u{_TO_VERB}|2{_OF_SOURCE}")
# "a 23-member [trade] delegation"
_BODY_OF_MEMBERS = re.compile(r"[Dn]-[tx][mxFjJu]{1,3}")
_COMPANIES = frozenset("delegation team mission panel contingent committee squad jury entourage troupe".split())
# "three people familiar with the matter": who knows of it, by count, words of quality and noun
_KNOWING = (
    "familiar with", "knowledge of", "aware of", "close to", "privy to", "briefed on", "involved in", "in the know",
)  # fmt: skip
_SOURCES = frozenset(
    "people persons sources officials executives insiders bankers person source official executive".split()
)
_OF_KNOWING = re.compile(r"h?[^v,.\"|w&if]{1,5}")
_COUNTING = re.compile(r"(?:[Dn]-?n?)?[xmFjJA]{0,2}$")
_HAVING = frozenset(("with", "having"))
_LEAD_IN = frozenset(("according", "citing", "quoting", "said", "say"))
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


_OF_STATES, _COUNTRIES = frozenset(("authorities",)), frozenset("jJ")
_DETERMINERS = frozenset("whose which these those".split())
_NO_QUALITY = frozenset("that which who whom as than per cent percent where when after".split())
_SHARE = ("pc", "%")
# What is counted has so many words at least where "the" does not point back to it.
_TOLD_APART = 4
# Only counted do these make a group.
_NEVER_ALONE = frozenset(("people", "countries", "nations"))
# "3,900 Pakistanis", "620 Chinese and …"
_NATIONALS = re.compile(r"(?<![$.D-])[Dn]n{0,2}(?:f?x)?[xm]{0,2}(?P<nation>j)(?![-s]|[,&]+j)(?P<noun>[xmFCuNOtA]?)")
_MODALS = frozenset("must should can could may might will would".split())
_PERFECT = frozenset(("have", "has", "had"))
_CALLING = frozenset(("call", "calls", "called"))
_CALLED = frozenset(("for", "on", "upon"))
_BEFORE_CALL = re.compile(r"u(?:[@i][^,.v]{1,8})?(?=x[ro@x])")


def cast_groups(roll: Roll, codebook: Codebook) -> None:
    """Enter the groups that the text counts or lets speak, each under the words of the text."""
    letters = _with_calls(roll)
    lowers = roll.reading.lowers
    # "the two leaders" stands for people named before
    spans = [
        (*match.span("core"), match.end())
        for match in _COUNTED.finditer(letters)
        if not _are_known(lowers, *match.span("core"))
        and _NO_QUALITY.isdisjoint(lowers[match.start("core") : match.end("core")])
        and not lowers[match.start("core")].endswith(_SHARE)
        and lowers[match.end("core") - 2] != "working"
        and not _is_rate(lowers, letters, match.start("core"))
    ]
    spans.extend(_of_members(lowers, letters))
    spans.extend(_nationals(lowers, letters))
    sources = list(_knowing(roll, letters))
    taken = {index for first, last in sources for index in range(first, last)}
    spans = [span for span in spans if span[0] not in taken] + [(first, last, last) for first, last in sources]
    spans.extend(_speaking_spans(roll, codebook, letters, spans))
    for first, last, full in spans:
        _enter(roll, first, last, full)


def _is_rate(lowers: list[str], letters: str, first: int) -> bool:
    """Tell "for every 1,000 people" and "one in two Pakistanis", and whom a country has, from a group."""
    before = lowers[max(0, first - 2) : first]
    if before[-1:] in (["every"], ["per"]) or before == ["one", "in"]:
        return True
    return before[-1:] == ["has"] and letters[first - 2] == "J"


def _with_calls(roll: Roll) -> str:
    """Return the letters as one string, with that of a verb of speech for "call for" and "call upon"."""
    letters, lowers = roll.joined(), roll.reading.lowers
    for match in _BEFORE_CALL.finditer(letters):
        at = match.end()
        if lowers[at] in _CALLING and lowers[at + 1] in _CALLED:
            letters = f"{letters[:at]}v{letters[at + 1 :]}"
    return letters


def _nationals(lowers: list[str], letters: str) -> Iterator[tuple[int, int, int]]:
    """Yield "3,900 Pakistanis", and "620 Chinese" without a noun that it belongs to."""
    for match in _NATIONALS.finditer(letters):
        first, last = match.start(), match.end("nation")
        if _is_rate(lowers, letters, first):
            continue
        if not _are_known(lowers, first, last) and (lowers[last - 1].endswith("s") or not match["noun"]):
            yield first, last, last


def _are_known(lowers: list[str], first: int, last: int) -> bool:
    """Tell "the two leaders", named before, from "the 25,000 computer science graduates"."""
    return lowers[first - 1 : first] == ["the"] and (lowers[first].isalpha() or last - first < _TOLD_APART)


def _of_members(lowers: list[str], letters: str) -> Iterator[tuple[int, int, int]]:
    """Yield "23-member trade delegation"."""
    for match in _BODY_OF_MEMBERS.finditer(letters):
        first, end = match.span()
        last = next((at + 1 for at in range(first + 3, end) if lowers[at] in _COMPANIES), None)
        if last is not None and lowers[first + 2] == "member":
            yield first, last, last


def _speaking_spans(
    roll: Roll, codebook: Codebook, letters: str, spans: list[tuple[int, int, int]]
) -> Iterator[tuple[int, int, int]]:
    """Yield the collectives that speak uncounted; "the sources" are those that the text has counted before."""
    lowers = roll.reading.lowers
    counted = {index for first, last, _ in spans for index in range(first, last)}
    named: dict[str, int] = {}
    for first, last, _ in spans:
        for word in lowers[first:last]:
            named.setdefault(word, first)
    speaking, qualities, openers = _speaking(codebook), _qualities(codebook), _openers(codebook)
    sentences, sentence_of = roll.reading.sentences, roll.reading.sentence_of
    for match in _speaking_groups(letters):
        first, last = match.span("core" if match["core"] else "source")
        if match["core"] and not _tells(lowers, letters, first, last):
            continue
        word, before = lowers[last - 1], lowers[first - 1] if first else ""
        if (match["source"] and lowers[first - 2] != "according") or last - 1 in counted or word not in speaking:
            continue
        if word in _OF_STATES and not _COUNTRIES.isdisjoint(letters[first:last]):  # "Chinese authorities": China
            continue
        if before == "the" and last - first == 1 and named.get(word, last) < first:
            continue
        is_opening = first - 1 == sentences[sentence_of[last - 1]].first
        first -= letters[first - 1 : first] == "X" and (before in qualities or (is_opening and before not in openers))
        named.setdefault(word, first)
        yield first, last, last


def _tells(lowers: list[str], letters: str, first: int, last: int) -> bool:
    """Tell "experts say" from "experts have worries", "as experts warn", "experts must report" and "experts vowing"."""
    verb = letters.find("v", last, last + _LONGEST + 4)
    if verb < 0:
        return True
    before = lowers[verb - 1]
    if lowers[first] == "as" or before in _MODALS or (verb == last and lowers[verb].endswith("ing")):
        return False
    if before in _PERFECT and lowers[verb].endswith("s"):
        return False
    is_bare = letters[verb + 1 : verb + 2] == "." or (
        letters[verb + 1 : verb + 3] == "x." and lowers[verb + 1].endswith("ly")
    )
    return not (is_bare and letters[first - 1 : first] in ("", "|", "."))  # "Farmers have responded quickly."


def _knowing(roll: Roll, letters: str) -> Iterator[tuple[int, int]]:
    """Yield the unnamed sources that a text lets speak: "two officials briefed on the talks"."""
    reading, lowers = roll.reading, roll.reading.lowers
    for start, end in _places_of(_KNOWING, reading.text):
        knows, last = bisect_left(reading.starts, start), bisect_left(reading.starts, end)
        if lowers[knows] == "knowledge":  # "with direct knowledge of"
            knows -= 1 if lowers[knows - 1] in _HAVING else 2
        if knows < 1 or lowers[knows - 1] not in _SOURCES:
            continue
        counting = _COUNTING.search(letters, max(0, knows - 5), knows - 1)
        first = counting.start() if counting is not None else knows - 1
        if lowers[last - 1] != "know":
            of_what = _OF_KNOWING.match(letters, last)
            last = of_what.end() if of_what is not None else last
        before = lowers[max(0, first - 2) : first]
        if letters[last : last + 1] == "v" or not _LEAD_IN.isdisjoint(before):
            yield first, last


def _places_of(phrases: tuple[str, ...], text: str) -> Iterator[tuple[int, int]]:
    """Yield where phrases stand, by plain search, which is faster than a pattern that begins with any of them."""
    for phrase in phrases:
        start = text.find(phrase)
        while start >= 0:
            yield start, start + len(phrase)
            start = text.find(phrase, start + 1)


def _speaking_groups(letters: str) -> Iterator[re.Match[str]]:
    """Yield what `_SPEAKING` finds, tried only near a place that may hold it; over a whole text it takes long to fail."""
    done = 0
    for place in _MAY_SPEAK.finditer(letters):
        if place.start() >= done and (match := _SPEAKING.search(letters, max(done, place.start() - _LONGEST))):
            done = match.end()
            yield match


@lru_cache(maxsize=8)
def _speaking(codebook: Codebook) -> frozenset[str]:
    return frozenset(codebook.speech.plural) & frozenset(codebook.groups.counted) - _NEVER_ALONE


@lru_cache(maxsize=8)
def _openers(codebook: Codebook) -> frozenset[str]:
    return frozenset(word.lower() for word in codebook.naming.openers)


@lru_cache(maxsize=8)
def _qualities(codebook: Codebook) -> frozenset[str]:
    """Return the adjectives that may open a sentence before a collective: "Industry sources"."""
    return frozenset(codebook.titles.modifiers) | {"local"}


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
    if inside and max(inside) == last:
        last -= 1  # "3,900 [Pakistanis]"
        inside.clear()
    roll.name(max(inside, default=first), last, draft)


def _name(roll: Roll, first: int, last: int) -> str:
    """Return the words of the text; a capital that only opens the sentence is lowered."""
    text = roll.text(first, last)
    if roll.letters[first] in "JjPKWAY" or text[:2].isupper():
        return text
    return text[:1].lower() + text[1:]

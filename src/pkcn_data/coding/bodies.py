"""Countries, places, organisations, events and initiatives of one text: known ones, and those found by their build."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from functools import lru_cache

from pkcn_data.codebook import Codebook
from pkcn_data.coding.known import Found, KnownActor, KnownActors
from pkcn_data.coding.names import EMPLOYER, LOWER_EVENT, LOWER_PROGRAMME, NameSpan, find_lower_ministries, find_names
from pkcn_data.coding.roll import Draft, Roll, key_of
from pkcn_data.model import ActorKind

_TITLE_QUOTE = re.compile(r"[\"“‘'](?<![\w.,!?].)(?=[A-Z0-9])([^\"”\n]{8,160}?)[\"”’'](?!\w)")
_TITLED_EVENT = re.compile(
    r"\b(?:exhibition|seminar|webinar|conference|symposium|workshop|event|forum|dialogue|session|summit|festival|expo)"
    r"(?:,|,? (?:was |is )?(?:titled|entitled|called|named|dubbed|captioned)(?: as)?,?) $"
)
_SMALL, _CAPITAL, _SILENT = frozenset("xvutmb"), frozenset("CFXGBTMOEVLNDSK"), frozenset("CFGBTMOEVLNSAYI")
_ORDINAL = re.compile(
    r"^(?:the )?(?:\d+(?:st|nd|rd|th)|\d{4}|(?:twenty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))\s+",
    re.IGNORECASE,
)
_YEAR = re.compile(r"[\s,-]+(?:19|20)\d\d$")
_OF_COUNTRY = re.compile(r" of (?:Pakistan|China|India)$")
_COMPANY = re.compile(r" (?:company|corporation|group)$")
_COUNTRY_SUFFIX = re.compile(r"(?:,? of)? (?:pakistan|china|india)$|^(?:pakistan|china|india|federal) ")
_PLACE_SUFFIXES = frozenset("Province City District Region County Municipality Prefecture Division Town State".split())
_MINISTRY = re.compile(r"(?P<field>.+) ministry", re.IGNORECASE)
_LEGAL_FORM = re.compile(r",? (?:\(?(?:Pvt|Private)\.?\)? )?(?:Co\.?,? )?(?:Ltd|Limited|Inc|Corp|PLC|LLC)\.?$")
_SINGLE_LETTERS = "KW"
_ENDS_IN_NAME = re.compile(r"[GH]$|HC{1,2}$")
_HEADS_AFTER_WORDS = tuple(map(list, ("FE", "CE", "GE", "FV", "CV")))
_HEAD_BEFORE_FIELD = list("OfF")
_COMMON = frozenset("FNOLEVMS&-")
_NEXT_TO_BODY = [[letter] for letter in "TtSMmxvu"]
_FORUMS, _AREAS = ("Forum", "Forums"), ("Division", "Divisions")
_MEMBERS, _HEAD_OF = re.compile(r"(?:\([AYC]\))?(?:M*[TS]|v)"), re.compile(r"[TtS](?:fh?)?$")


def cast_bodies(roll: Roll, codebook: Codebook, known: KnownActors) -> None:
    """Enter what has a known name or is built like a name; the longer of two names that overlap stays."""
    found = _told_apart(roll, known, _whole(roll, known.find(roll.reading.words, roll.reading.lowers)))
    for item in found:
        roll.cover(item.first, item.last, "j" if item.is_demonym else item.actor.letter)
        if item.actor.kind in ("country", "place") and item.actor.country:
            roll.country_at[item.first] = item.actor.country
    silent = _silence_titles(roll)
    generic, terms = _no_names(codebook)
    spans = [span for span in find_names(roll.joined()) if not _is_generic(roll, span, generic, terms)]
    spans = _without_cuts(found, spans)
    covered = {index for span in spans for index in range(span.first, span.last)}
    for item in found:
        if item.first not in covered and (item.first not in silent or item.actor.kind == "country"):
            roll.name(item.first, item.last, roll.known_draft(item.actor))
    for span in spans:
        draft = _draft_of(roll, known, span)
        roll.cover(span.first, span.last, "X")
        roll.name(span.first, span.last, draft)
    _cast_lower_names(roll, known, frozenset(codebook.titles.local), _fields(codebook))


@lru_cache(maxsize=8)
def _no_names(codebook: Codebook) -> tuple[frozenset[str], frozenset[str]]:
    """Return the bodies that are no one's name, without the plural's s, and the words that no name ends with."""
    generic = frozenset(name.lower().removesuffix("s") for name in codebook.naming.generic_bodies)
    return generic, frozenset(codebook.naming.not_actors)


@lru_cache(maxsize=8)
def _fields(codebook: Codebook) -> frozenset[str]:
    """Return the words that may name what a ministry is for, capitalised."""
    return frozenset((*codebook.naming.fields, *codebook.naming.weak_heads))


def _is_meant(roll: Roll, item: Found) -> bool:
    """Refuse a surname ("Prof Khalid Iraqi") and a word that only opens a sentence ("Apple exports" with "apples")."""
    first = item.first
    if item.is_demonym and _ENDS_IN_NAME.search("".join(roll.letters[max(0, first - 3) : first])):
        roll.letters[first] = "G"
        return False
    if item.last - first > 1 or item.actor.letter not in _SINGLE_LETTERS:
        return True
    if roll.letters[first] == "X" and first > 0 and roll.letters[first - 1] in '."|':
        return False
    return roll.letters[first] != "F" or roll.reading.words[first].isupper()


def _whole(roll: Roll, found: list[Found]) -> list[Found]:
    """Drop what is meant otherwise or is a part of a longer name: "Sindh [Technical Education ... Authority]"."""
    letters = roll.letters
    places = {item.last for item in found if item.actor.kind == "place"}
    return [
        item
        for item in found
        if _is_meant(roll, item)
        and not (item.first in places and item.last - item.first > 2 and item.actor.kind == "organisation")
        and letters[item.first - 1 : item.first + 1] not in _HEADS_AFTER_WORDS  # "Industrial [Expo 2020]"
        and letters[item.last - 1 : item.last + 2] != _HEAD_BEFORE_FIELD  # "Sichuan University [of Arts and Science]"
    ]


def _told_apart(roll: Roll, known: KnownActors, found: list[Found]) -> list[Found]:
    """Give a name that two actors have to the one whose country the text names more often."""
    doubtful = [(at, roll.text(item.first, item.last)) for at, item in enumerate(found) if item.actor.letter == "K"]
    counts: Counter[str | None] | None = None
    for at, name in doubtful:
        for code, other in known.homonyms.get(name, {}).items():
            if counts is None:
                counts = Counter(item.actor.country for item in found if item.actor.kind in ("country", "place"))
            if counts[code] > counts[found[at].actor.country]:
                found[at] = replace(found[at], actor=other)
    return found


def _silence_titles(roll: Roll) -> set[int]:
    """Keep words of a quoted title ("Two Corridors, One Gulf") from being taken for names; return its tokens."""
    starts = roll.reading.starts
    silent: set[int] = set()
    text = roll.reading.text
    for match in _TITLE_QUOTE.finditer(text):
        first, last = bisect_left(starts, match.start(1)), bisect_left(starts, match.end(1))
        if _TITLED_EVENT.search(text, max(0, match.start() - 40), match.start()):
            last -= roll.letters[last - 1] == ","
            roll.cover(first, last, "X")
            roll.name(first, last, roll.draft(roll.text(first, last), "event"))
            silent.update(range(first, last))
            continue
        inside = "".join(roll.letters[first:last])
        small = sum(map(_SMALL.__contains__, inside))
        capitals = sum(map(_CAPITAL.__contains__, inside))
        if capitals > 2 and small * 4 <= capitals and not (len(inside) < 5 and inside[-1] in "EV"):
            roll.letters[first:last] = ["X" if letter in _SILENT else letter for letter in inside]
            silent.update(range(first, last))
    return silent


def _is_generic(roll: Roll, span: NameSpan, generic: frozenset[str], terms: frozenset[str]) -> bool:
    """Tell a body that is no one's name ("Board of Directors") and a product ("Ascend AI") from a name."""
    if roll.letters[span.last - 1] != "D" and roll.reading.words[span.last - 1] in terms:
        return True
    if _is_any(roll, span):
        return True
    words = roll.text(span.first, span.last).lower().removesuffix("s").split()
    return any(" ".join(words[:count]) in generic for count in range(2, len(words) + 1))


def _is_any(roll: Roll, span: NameSpan) -> bool:
    """Tell "a leading Venture Capital Fund", any one of them, from "a Finance Ministry official"."""
    letters, first, last = roll.letters, span.first, span.last
    if not _COMMON.issuperset(letters[first:last]) or span.kind != "organisation":
        return False
    article = first - 2 if first > 1 and letters[first - 1] in "mxM" else first - 1
    return article >= 0 and letters[article] == "a" and letters[last : last + 1] not in _NEXT_TO_BODY


def _without_cuts(found: list[Found], spans: list[NameSpan]) -> list[NameSpan]:
    """Drop discovered names that cut through a known one or lie inside one."""
    known_at = {index: item for item in found for index in range(item.first, item.last)}
    kept = []
    for span in spans:
        head, tail = known_at.get(span.first), known_at.get(span.last - 1)
        if (head and (head.first < span.first or head.last >= span.last)) or (tail and tail.last > span.last):
            continue
        kept.append(span)
    return kept


def _draft_of(roll: Roll, known: KnownActors, span: NameSpan) -> Draft:
    text = roll.text(span.first, span.last)
    name = _canonical(roll, span, text)
    actor = _known_by(known, text, span) or (_known_by(known, name, span) if name != text else None)
    if actor:
        draft = roll.known_draft(actor)
        draft.aliases.setdefault(text)
        return draft
    firm = _LEGAL_FORM.sub("", name)
    draft = roll.drafts.get(key_of(firm)) or roll.draft(name.rstrip("."), _kind_of(roll, span))
    for short in (firm, _OF_COUNTRY.sub("", name)):
        if " " in short or short == firm:
            roll.add_alias(draft, short)
    if name != text:
        roll.add_alias(draft, text)
    if draft.kind == "organisation" and len(name.split()) > 2:
        roll.drafts.setdefault(key_of(" ".join(name.split()[:2])), draft)
    if draft.country is None:
        draft.country = _country_of(roll, span)
    return draft


def _kind_of(roll: Roll, span: NameSpan) -> ActorKind:
    """Tell a body from a meeting ("Exporters' Forum", "Business Forum President"), and from a place ("Culture Division")."""
    letters, words = roll.letters, roll.reading.words[span.first : span.last]
    head = next((word for word in words if word in _FORUMS), words[-1])
    if head in _FORUMS and span.kind == "event":
        before, after = (
            "".join(letters[max(0, span.first - 3) : span.first]),
            "".join(letters[span.last : span.last + 8]),
        )
        is_body = "q" in letters[span.first : span.last] or _MEMBERS.match(after) or _HEAD_OF.search(before)
        return "organisation" if is_body else "event"
    if head in _AREAS and not _COMMON.issuperset(letters[span.first : span.last]):
        return "place"
    return span.kind


def _canonical(roll: Roll, span: NameSpan, text: str) -> str:
    """Return an event's name without number and year, and "Ministry of Finance" for "Chinese Finance Ministry"."""
    if span.kind == "event":
        return _YEAR.sub("", _ORDINAL.sub("", text))
    match = _MINISTRY.fullmatch(text)
    if span.kind != "organisation" or (not match and " Ministry of " not in text):
        return text
    first = span.first
    while roll.letters[first] in "jJ" and roll.letters[first + 1] != "-":
        first += 1
    text = roll.text(first, span.last)
    return _ministry_of(match["field"]) if (match := _MINISTRY.fullmatch(text)) else text


def _ministry_of(field: str) -> str:
    return "Ministry of Foreign Affairs" if field.lower() == "foreign" else f"Ministry of {field}"


def _known_by(known: KnownActors, text: str, span: NameSpan) -> KnownActor | None:
    """Return the codebook's actor that a longer form names: with "of Pakistan", or a city's name with "City"."""
    lower = text.lower().replace("’", "'")
    if lower in known.by_name:
        return known.by_name[lower]
    shorter = _COUNTRY_SUFFIX.sub("", lower)
    if span.kind == "organisation" and (actor := known.by_name.get(_COMPANY.sub("", shorter))):
        return actor
    words = text.split()
    if len(words) > 1 and words[-1] in _PLACE_SUFFIXES:
        actor = known.by_name.get(" ".join(words[:-1]).lower())
        return actor if actor and actor.kind == "place" else None
    return None


def _country_of(roll: Roll, span: NameSpan) -> str | None:
    """Return the one country in the name, or the one right before it ("Pakistan's", "Chinese")."""
    inside = {roll.country_at[index] for index in range(span.first, span.last) if index in roll.country_at}
    if inside:
        return inside.pop() if len(inside) == 1 else None
    before = span.first - 1
    if before > 0 and roll.letters[before] == "s":
        before -= 1
    return roll.country_at.get(before) if before >= 0 and roll.letters[before] in "jJ" else None


def _cast_lower_names(roll: Roll, known: KnownActors, local: frozenset[str], fields: frozenset[str]) -> None:
    """Enter "the commerce ministry", "the Smart Village programme", "the 3rd matchmaking workshop" and employers."""
    letters = roll.joined()
    for first, last in find_lower_ministries(letters):
        if letters[first] == "x" and roll.reading.words[first].capitalize() not in fields:
            continue
        name = roll.text(first, last)
        field = name.rsplit(" ", 1)[0]
        span = NameSpan(first, last, "organisation")
        name = _ministry_of(" ".join(word if word == "and" else word.capitalize() for word in field.split()))
        actor = known.by_name.get(name.lower())
        draft = roll.known_draft(actor) if actor else roll.draft(name, "organisation")
        draft.country = draft.country or _country_of(roll, span)
        roll.add_alias(draft, roll.text(first, last))
        roll.name(first, last, draft)
    for match in LOWER_PROGRAMME.finditer(letters):
        if any(letter in "FCG" for letter in match.group()):
            _rename(roll, *match.span(), roll.draft(roll.text(*match.span()), "initiative"))
    for match in EMPLOYER.finditer(letters):
        first, last = match.span("name")
        is_local = match["of"] == "f" and roll.reading.lowers[match.start()] in local
        roll.name(first, last, roll.draft(roll.text(first, last), "place" if is_local else "organisation"))
    for match in LOWER_EVENT.finditer(letters):
        first, last = match.span()
        text = roll.text(first, last)
        draft = roll.draft(_ORDINAL.sub("", text), "event")
        roll.add_alias(draft, text)
        _rename(roll, first, last, draft)


def _rename(roll: Roll, first: int, last: int, draft: Draft) -> None:
    """Enter a naming in place of those inside it."""
    for index in range(first, last):
        roll.namings.pop(index, None)
    roll.name(first, last, draft)

"""Quantities: numbers of a text with what they count.

One pattern finds the numerals and number words; the words around each decide whether it is a quantity at all (years,
dates, clock times, names such as "Phase 2" are none), its scale, its unit and whether it is approximate. A pattern for
what stands before a number is only tried where the last word before it is one that such a pattern ends with.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import compress
from operator import itemgetter
from typing import TYPE_CHECKING

from pkcn_data.coding.reading import Reading

if TYPE_CHECKING:
    from pkcn_data.coding.cast import Cast


@dataclass(slots=True)
class QuantitySpan:
    """One number: characters [start, end) run from the word of approximation to the end of what is counted."""

    sentence: int
    value: float
    unit_text: str | None
    approximate: bool
    start: int
    end: int


_UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {
    "hundred": 1e2, "dozen": 12.0, "thousand": 1e3, "k": 1e3, "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "lacs": 1e5,
    "million": 1e6, "mn": 1e6, "mln": 1e6, "m": 1e6, "crore": 1e7, "crores": 1e7, "cr": 1e7,
    "billion": 1e9, "bn": 1e9, "bln": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "trn": 1e12,
}  # fmt: skip
_WORD_SCALE = "hundred|dozen|thousand|lakhs?|lacs?|million|crores?|billion|trillion"
_SMALL = "|".join([*(word for word in _UNITS if word != "zero"), *_TENS])

_DIGITS = re.compile(r"(?:\d+(?:,\d+)*(?:\.\d+)?)")
_WORDS = re.compile(
    rf"(?:(?:half an?|an?|{_SMALL})(?:[ \u00a0-](?:{_WORD_SCALE})|-(?:{_SMALL}))+"
    rf"(?:(?:[ \u00a0-]| and )(?:{_SMALL}|{_WORD_SCALE}))*|{_SMALL})\b",
    re.IGNORECASE,
)
_FIRST_WORDS = frozenset({*_UNITS, *_TENS, "half", "a", "an"} - {"zero"})
_ARTICLES = frozenset({"a", "an", "half"})
_AFTER_ARTICLE = frozenset(
    {"a", "an", "hundred", "dozen", "thousand", "lakh", "million", "crore", "billion", "trillion"}
)
_CURRENCY_CODES = "PKR|INR|RMB|CNY|USD|EUR|GBP|AED|SAR"
_GLUED_CURRENCY = re.compile(rf"\b(?:Rs\.?|{_CURRENCY_CODES})$", re.IGNORECASE)
_LAST_WORD = re.compile(r".*\b(\w+)", re.DOTALL)
_SCALE = re.compile(
    r"(?:[\s-](?:hundred|thousand|lakhs?|lacs?|million|crores?|billion|trillion|dozen|bn|mn|mln|bln|tn|trn|cr)\b"
    r"|(?:bn|mn|mln|bln|tn|trn|cr|m|b|k)\b)",
    re.IGNORECASE,
)
_CURRENCY_BEFORE = re.compile(
    rf"(?:(?:US|HK|A|C|S)?\$|[€£¥₹₨]|\b(?:Rs\.?|{_CURRENCY_CODES}))[\s\u00a0]?$", re.IGNORECASE
)
_CURRENCY_WORDS = frozenset(("rs", *_CURRENCY_CODES.lower().split("|")))
_CURRENCY_SIGNS = frozenset("$€£¥₹₨")
_CURRENCY_AFTER = re.compile(
    r"[\s-](?:(?:US|U\.S\.|American|Pakistani|Indian|Chinese) )?"
    r"(?:dollars?|rupees?|yuan|renminbi|RMB|USD|PKR|INR|CNY|euros?|pounds?|dirhams?|riyals?|yen)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"\s?%|[\s-](?:per ?cent(?:age points?)?|percentage points?|basis points?|pc|pp)\b|pc\b", re.IGNORECASE
)
_APPROXIMATE = re.compile(
    r"(?:\b(?:(?:just|well|slightly|a little|little) )?(?:approximately|approx\.?|about|around|some|nearly|almost|roughly|"
    r"over|under|above|below|more than|less than|fewer than|greater than|up to|at least|at most|as many as|as much as|"
    r"as few as|as little as|close to|an estimated|estimated|barely|hardly|upwards of|no less than|no fewer than|"
    r"no more than|not less than|in excess of|exceeding|circa)[\s\u00a0]+|~\s?)$",
    re.IGNORECASE,
)
_APPROXIMATE_WORDS = frozenset(
    "approximately approx about around some nearly almost roughly over under above below than to least most many much few "
    "little of estimated barely hardly exceeding circa".split()
)
_DURING = frozenset({"over", "under", "above", "below"})
_BETWEEN = re.compile(r"\bbetween\s+\S{0,8}$", re.IGNORECASE)
_FROM = re.compile(r"(\w+\s+)?\bfrom\s+\S{0,8}$", re.IGNORECASE)
_RANGING = re.compile(r"rang|var(?:y|i)", re.IGNORECASE)
_RANGE = re.compile(r"\s?[-–—]\s?|\s(?:to|or|and)\s", re.IGNORECASE)

_OPENS_RANGE = re.compile(rf"(?:\s(?:to|or)\s)(?:\d|(?:{_SMALL})\b)", re.IGNORECASE)

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
_MONTH_BEFORE = re.compile(rf"(?<!\bin )\b{_MONTH}\.?\s(?:\d{{1,2}}\s?(?:-|–|to|and|,)\s?)?$")
_MONTH_AFTER = re.compile(rf"(?:\s?(?:-|–|to|and|,)\s?\d{{1,2}})?\s(?:of\s)?{_MONTH}\b")
_CLOCK_AFTER = re.compile(
    r"[:.]\d\d\b(?!\s?(?:per|%|million|billion))|\s?(?:a\.?m\b|p\.?m\b|o['’]clock|hrs\b)", re.IGNORECASE
)
_NUMBERED = frozenset(
    "phase section article no nos number chapter route vision part tier grade level class table figure page clause "
    "schedule flight room stage version type model agenda aged age covid rank ranked ranks ranking top annex sector block "
    "lot batch round category order resolution law act generation web industry fiscal fy".split()
)
_BETWEEN_WORDS = " \t\u00a0.-"
_JOINED_TO_LETTER = re.compile(r"[A-Za-z][-/]")
_NAME_BEFORE = re.compile(r"[a-z’'”)] (?:[A-Z][\w.]*|[a-z][A-Z]\w*) $")
_ANAPHOR_BEFORE = re.compile(r"\b(?:the|these|those|other) (?:\w+ )?$", re.IGNORECASE)
_ANAPHORIC = frozenset("two three four five six seven eight nine ten".split())
_SELECTED = re.compile(
    r"(?: out)? of (?:(?:the|our|its|their|his|her|my|these|those|all)(?: the)? )(?:(?:top|first|last) )?"
    rf"(?:(?:\d[\d,]*|{_SMALL}) )?",
    re.IGNORECASE,
)
_HYPHENATED = re.compile(
    r"-(?:mega|kilo|giga)?(?:watt|MW|GW|kW|km|kilomet(?:er|re)|met(?:er|re)|acre|hectare|bed|member|storey|tonne|ton|mile|"
    r"seat|kg|foot|inch)s?\b",
    re.IGNORECASE,
)
_ATTACHED_UNIT = re.compile(
    r"\s?(?:(?:sq\.? )?(?:km|m)(?:²|2)?|MW|GW|kW|[MGk]Wh|[MGk]?Wp|[GTM]bps|[GTMK]B|kg|g|mm|cm|ha|°C)\b"
)
_DASHES, _IN_PHONES = frozenset("-–—/"), frozenset("+0123456789")
_YEARS_BEFORE = re.compile(r"\b(?:19|20)\d\d\s?[-–—/]$|\b(?:19|20)\d\d-\d\d-$")
_PHONE_AFTER = re.compile(r"[- ]\d{3}[- ]?\d{4}\b|[- ]\d{7}|\.\d+\.\d")
_PHONE_BEFORE = re.compile(r"\+\d*$|\+\d[\d -]*$|\b\d{3,4}[- ]\d*-?$")
_SCALED_WORD = re.compile(rf"\b(?:{_WORD_SCALE})\b")
_PLAINLY_COUNTED = frozenset(
    "people workers students jobs mw megawatts km kilometres kilometers tonnes companies firms".split()
)
_MEASURES = frozenset(
    "km kms kilometre kilometres kilometer kilometers metre metres meter meters mile miles mw gw kw megawatt megawatts "
    "gigawatt gigawatts kilowatt kilowatts mwh gwh kwh gb tb mb gbps mbps tbps kg kgs kilogram kilograms gram grams tonne "
    "tonnes ton tons litre litres liter liters acre acres hectare hectares barrel barrels bales maunds feet inches "
    "sq square cubic celsius degrees".split()
)
_TIMES = frozenset(
    "second seconds minute minutes hour hours day days week weeks month months year years decade decades century "
    "centuries quarter quarters times fold weekend weekends nights evening".split()
)
_PLURALS = frozenset(
    "people men women children staff personnel aircraft police youth youths faculty livestock cattle memoranda criteria "
    "alumni media fish sheep teeth feet mice offspring spacecraft graduates mous ngos smes sezs ftas".split()
)
_NOT_PLURALS = frozenset(
    "overseas business its this has was is as thus perhaps always towards afterwards besides various across less plus "
    "versus says makes takes comes goes plans wants needs does gives gets remains becomes seems shows means".split()
)
_FUNCTION_WORDS = frozenset(
    "the a an this that these those of in on at by for from with to into onto under over after before during since until "
    "through between among within without against about around per via as than and or but nor so yet if when while where "
    "which who whom whose what how because although though is are was were be been being has have had having do does did "
    "will would can could may might must shall should said says say told added not no it its he she they them we us you i "
    "his her their our my your there here then also only just now still already even ago each every both all any more "
    "less most came went took made left right away out up down off back again worth including such like alone annually "
    "daily monthly yearly abroad last next this each today yesterday tomorrow respectively either neither too".split()
)
_WORD = re.compile(r"[\s\u00a0]([A-Za-z][\w&./’'-]*\w|[A-Za-z])")
_JOINED = re.compile(r",? and\b|,? or\b|,")
_OF_NOUN = re.compile(
    r" of ((?!(?:the|a|an|this|its|their|his|her|our|these|those|all|which|whom|them|it|us)\b)[a-z]\w+)"
)
_OF_HEADS = frozenset("fiber fibre cable oil gas power electricity energy land water".split())
MOST_UNIT_WORDS = 7
_start = itemgetter(0)


@dataclass(slots=True)
class _Draft:
    """A number with its unit, before the number beside it has been looked at."""

    sentence: int
    number: float
    scale: float
    unit: str | None
    approximate: bool
    between: bool
    changes: bool  # "from 10 to 15": no range
    start: int
    end: int
    bare_name: bool  # follows a capitalised word and counts nothing: "iPhone 15"

    def finished(self) -> QuantitySpan:
        return QuantitySpan(
            self.sentence, round(self.number * self.scale, 6), self.unit, self.approximate, self.start, self.end
        )


def find_quantities(reading: Reading, cast: Cast) -> list[QuantitySpan]:
    """Find the quantities of a text, in text order.

    A range ("10 to 15 per cent") is one quantity, approximate, with the lower value; numbers inside the name of an actor
    are none, those of a counted group are.
    """
    names = [(one.start, one.end) for one in cast.mentions if cast.actors[one.actor_id].kind != "group"]
    text = reading.text
    bounds = [sentence.start for sentence in reading.sentences]
    drafts: list[_Draft] = []
    done = 0
    for match in _numbers(reading):
        if match.start() < done or _inside(names, match.start()):
            continue
        index = bisect_right(bounds, match.start()) - 1
        sentence = reading.sentences[index]
        draft = _draft(text, match, index, sentence.start, sentence.end)
        if draft is None:
            continue
        done = draft.end
        if not (drafts and drafts[-1].sentence == index and _is_range(text, drafts[-1], draft)):
            drafts.append(draft)
    return [draft.finished() for draft in drafts if not (draft.bare_name and draft.unit is None)]


def _numbers(reading: Reading) -> list[re.Match[str]]:
    """Return the numerals and number words of a text, in order."""
    text, lowers, starts = reading.text, reading.lowers, reading.starts
    found = [match for match in _DIGITS.finditer(text) if _stands_alone(text, match.start())]
    last = len(lowers) - 1
    done = 0
    for index in compress(range(len(lowers)), map(_FIRST_WORDS.__contains__, lowers)):
        if starts[index] < done or (
            lowers[index] in _ARTICLES and (index == last or lowers[index + 1] not in _AFTER_ARTICLE)
        ):
            continue
        match = _WORDS.match(text, starts[index])
        if match is not None:
            found.append(match)
            done = match.end()
    found.sort(key=re.Match.start)
    return found


def _stands_alone(text: str, start: int) -> bool:
    before = text[start - 1] if start else " "
    if before.isalnum() or before in ".,_":
        return _GLUED_CURRENCY.search(text[max(0, start - 5) : start]) is not None
    return True


def _inside(names: list[tuple[int, int]], position: int) -> bool:
    index = bisect_right(names, position, key=_start) - 1
    return index >= 0 and names[index][1] > position


def _draft(text: str, match: re.Match[str], sentence: int, first: int, last: int) -> _Draft | None:
    """Read one number with what stands around it; None where it is no quantity."""
    start, end = match.span()
    before = text[max(first, start - 32) : start]
    word = _last_word(before)
    if _is_label(text, match, before, word):
        return None
    currency = _currency(before, word)
    if currency:
        start -= len(before) - currency.start()
        before = before[: currency.start()]
        word = _last_word(before)
    scale, end = _scale(text, match, last)
    unit, end = (currency.group().strip(" \u00a0"), end) if currency else _unit(text, match, end, last)
    if not currency and _is_uncounted(text, match, before, unit, scale):
        return None
    approximate = _APPROXIMATE.search(before) if word in _APPROXIMATE_WORDS or "~" in before else None
    if approximate and not (approximate.group().strip().lower() in _DURING and unit in _TIMES):
        start -= len(before) - approximate.start()
    else:
        approximate = None
    plus = text.startswith("+", match.end())
    return _Draft(
        sentence=sentence,
        number=_number(match),
        scale=scale,
        unit=unit,
        approximate=approximate is not None or plus,
        between="etween" in before and _BETWEEN.search(before) is not None,
        changes="from" in before and _is_change(before),
        start=start,
        end=end,
        bare_name=unit is None and _NAME_BEFORE.search(before) is not None,
    )


def _last_word(before: str) -> str:
    found = _LAST_WORD.match(before)
    return found[1].lower() if found else ""


def _currency(before: str, word: str) -> re.Match[str] | None:
    if word in _CURRENCY_WORDS or not _CURRENCY_SIGNS.isdisjoint(before[-2:]):
        return _CURRENCY_BEFORE.search(before)
    return None


def _is_change(before: str) -> bool:
    """Tell "from 10 to 15" after "grew" from the range after "ranging"."""
    found = _FROM.search(before)
    return found is not None and not (found[1] and _RANGING.match(found[1]))


def _is_label(text: str, match: re.Match[str], before: str, word: str) -> bool:
    """Tell whether a number names or dates something instead of counting it."""
    after = match.end()
    digits = match.group() if match.re is _DIGITS else None
    if _is_numbered(before, word) or text.startswith("/", after):
        return True
    if digits is None:
        return False
    following = text[after : after + 1]
    if following.isalpha() and not (_SCALE.match(text, after) or _ATTACHED_UNIT.match(text, after)):
        return True
    if len(digits) <= 2 and (_MONTH_BEFORE.search(before) or _MONTH_AFTER.match(text, after)):
        return True
    if before.endswith(":") or _CLOCK_AFTER.match(text, after) or _PHONE_AFTER.match(text, after):
        return True
    if before.rstrip()[-1:] in _DASHES and _YEARS_BEFORE.search(before):
        return True
    return before.rstrip(" -")[-1:] in _IN_PHONES and _PHONE_BEFORE.search(before) is not None


def _is_numbered(before: str, word: str) -> bool:
    """Tell whether "Phase", "No." or a letter and a hyphen stands before a number."""
    if word in _NUMBERED and before.rstrip(_BETWEEN_WORDS).lower().endswith(word):
        return True
    return before.endswith("#") or _JOINED_TO_LETTER.match(before[-2:]) is not None


def _is_uncounted(text: str, match: re.Match[str], before: str, unit: str | None, scale: float) -> bool:
    """Tell whether a number without a currency is a year, "one", "the two" or part of a compound ("two-way")."""
    digits = match.group() if match.re is _DIGITS else None
    if digits is not None:
        is_year = len(digits) == 4 and digits[:2] in ("19", "20") and scale == 1
        if unit is None and before.endswith(", ") and text.startswith(",", match.end()):
            return True  # an age
        return is_year and (unit is None or unit.split()[-1].lower() not in _PLAINLY_COUNTED)
    word = match.group().lower()
    if word == "one" and scale == 1 and unit not in ("per cent", "percent"):
        return True
    if unit is None and scale == 1 and not _OPENS_RANGE.match(text, match.end()):
        return _SCALED_WORD.search(word) is None or text.startswith("-", match.end())
    return word in _ANAPHORIC and scale == 1 and _ANAPHOR_BEFORE.search(before) is not None


def _scale(text: str, match: re.Match[str], last: int) -> tuple[float, int]:
    """Return the product of the scale words that follow a number ("lakh crore" are two), and their end."""
    scale = 1.0
    end = match.end() + text.startswith("+", match.end())
    while found := _SCALE.match(text, end, last):
        scale *= _SCALES[found.group().replace("-", " ").strip().lower()]
        end = found.end()
    return scale, end


def _number(match: re.Match[str]) -> float:
    if match.re is _DIGITS:
        return float(match.group().replace(",", ""))
    total, current = 0.0, 0.0
    for word in re.split(r"[\s-]+", match.group().lower()):
        if word in ("a", "an"):
            current = current or 1.0
        elif word == "half":
            current = 0.5
        elif word in _SCALES:
            current = (current or 1.0) * _SCALES[word]
            if current >= 1000:
                total, current = total + current, 0.0
        elif word != "and":
            current += _UNITS.get(word, 0) or _TENS[word]
    return total + current


def _unit(text: str, match: re.Match[str], end: int, last: int) -> tuple[str | None, int]:
    """Return the unit that follows a number and the end of it; (None, end of the number) where nothing is counted."""
    for pattern in (_PERCENT, _CURRENCY_AFTER, _ATTACHED_UNIT, _HYPHENATED):
        found = pattern.match(text, end, last)
        if found is not None:
            stop = _with_of(text, found.end(), last) if pattern is _ATTACHED_UNIT else found.end()
            return text[end:stop].strip(" -\u00a0"), stop
    selected = _SELECTED.match(text, end, last)
    start = selected.end() - 1 if selected else end
    finish = _counted_end(text, start, last)
    if finish is None:
        return None, end
    return text[start:finish].strip(), finish


def _counted_end(text: str, position: int, last: int) -> int | None:
    """Return the end of the noun phrase at a position: its first plural noun or measure, or None without one."""
    for _ in range(MOST_UNIT_WORDS):
        word = _WORD.match(text, position, last)
        if word is None:
            return None
        lower = word[1].lower()
        if lower in _MEASURES or lower in _TIMES:
            return _with_of(text, word.end(), last) if lower in _MEASURES else word.end()
        if lower in _FUNCTION_WORDS and not (len(lower) > 1 and word[1].isupper()):  # "IT" is no "it"
            return None
        position = word.end()
        if _is_plural(lower):
            following = _WORD.match(text, position, last)
            if following and following[1].islower() and _is_plural(following[1]) and lower not in _PLURALS:
                position = following.end()
            return _with_of(text, position, last)
        joined = _JOINED.match(text, position, last)
        if joined is not None:
            position = joined.end()
    return None


def _with_of(text: str, end: int, last: int) -> int:
    """Return the end of "of optical fiber", "of understanding" after a counted noun."""
    noun = _OF_NOUN.match(text, end, last)
    if noun is None or noun[1] in _FUNCTION_WORDS:
        return end
    end = noun.end()
    following = _WORD.match(text, end, last)
    if following and following[1] in _OF_HEADS:
        end = following.end()
    return end


def _is_plural(word: str) -> bool:
    if word in _PLURALS:
        return True
    if len(word) < 4 or word in _NOT_PLURALS or word in _FUNCTION_WORDS:
        return False
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))


def _is_range(text: str, earlier: _Draft, later: _Draft) -> bool:
    """Share scale and unit between two numbers that are joined; make the earlier one the range that both bound."""
    link = _RANGE.fullmatch(text, earlier.end, later.start)
    if link is None:
        return False
    joins = link.group().strip() == "and"
    is_range = earlier.between or (not joins and (earlier.unit is None or later.unit is None))
    if earlier.scale == 1 and is_range and (earlier.unit is None or later.unit is None):
        earlier.scale = later.scale
    earlier.unit = earlier.unit or later.unit
    later.unit = later.unit or earlier.unit
    if not is_range or earlier.changes:
        return False
    if later.number * later.scale < earlier.number * earlier.scale:
        earlier.number, earlier.scale = later.number, later.scale
    earlier.end = later.end
    earlier.approximate = True
    return True

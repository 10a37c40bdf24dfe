"""Sentence boundaries to the character.

A full stop, question or exclamation mark ends a sentence unless what stands before it (an abbreviation, an initial)
or after it (a lower-case word, an attribution such as "he asked.") says otherwise. Closing marks belong to the
sentence that they close, opening marks to the one that they open. A line end always ends a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import attrgetter

from pkcn_data.coding.quotations import Marks

Span = tuple[int, int]
LONGEST_TITLE = 150
_start = attrgetter("start")

_PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?")
# Begins with a class of characters, by which `re` skips all others fast.
_STOP = re.compile(r"[.!?…•▪●■➢►](?:(?<=[.!?…])[.!?…]*|(?<=\s.)(?=\s))")
_BULLETS = frozenset("•▪●■➢►")
_OPENERS = frozenset("“„‟«‘\"'([*•▪●■➢►-–—")
_QUOTES = frozenset("”’»\"'")
_GLUED = frozenset("([“\"‘'—–-/")
_FOOTNOTE = re.compile(r"\[\d{1,3}\]")
_NEXT_WORD = re.compile(r"[A-Za-z]+(?![.\w]\w)")
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_CAMEL = re.compile(r"[a-z]{1,2}-?[A-Z]")  # iPhone, e-Commerce
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]{1,2}")
_CREDIT = re.compile(r"\([A-Z][\w/&., -]{1,20}\)\s*(?:\n|\Z)")  # "… in Beijing. (APP)"

_VERBS = (
    "said|says|asked|asks|wondered|added|adds|told|replied|responded|answered|exclaimed|remarked|quipped|noted|"
    "stated|observed|questioned|concluded|explained"
)
_NAME = r"(?:[A-Z][\w.’'-]*,? ){1,5}?"
# “What next?” Khan asked reporters.
_ATTRIBUTION = re.compile(rf"{_NAME}(?:{_VERBS})(?: (?!that\b)[\w’']+){{0,4}}[.,:]")
# “It is growing.” Khan said on Monday.
_SHORT_ATTRIBUTION = re.compile(rf"{_NAME}(?:{_VERBS})(?: (?:on|in|at|during) (?:the )?[\w’']+(?: [\w’']+)?)?[.,:]")

# Before a name, never at an end.
_TITLES = frozenset(
    "Dr Mr Mrs Ms Mx Prof Gen Lt Col Maj Brig Capt Cdr Comdr Cmdr Adm Sgt Cpl Sqn Wg Gp Flt Hon Rev Sen Rep Gov Pres "
    "Amb Engr Er Adv Messrs Mmes St Ste Mt Ft Md Mohd Muhd Mst Insp Supt Asst Assoc Dy Addl Sr Ch".split()
)
_NEVER = frozenset("rs re vs v cf viz ca approx est e.g i.e al incl".split())
# Ends unless a number follows.
_NUMBERED = frozenset("No Nos no nos Fig Figs fig Vol vol Art Sec sec Para para cl p pp Eq Tel tel Ext ext".split())
_MONTHS = frozenset(
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun".split()
)
# Ends only before a word that opens sentences.
_MAYBE = frozenset(
    "Inc Ltd Co Corp Cos Bros Pvt Pte Plc plc LLC LLP Jr Esq Govt govt Dept dept Univ Assn Assoc Intl Natl Ave Blvd Rd "
    "Bldg Pak retd Retd Ret ret PhD Ph Ed ed eds Eds".split()
)
_STARTERS = frozenset(
    "The A An This That These Those It Its He She They We You I His Her Their Our My In On At By For From With Under "
    "During After Before Since While When Where As If But And Or So Yet However Moreover Meanwhile Also Then There "
    "Here Both Some Many Most Such Another Other Each Every All Although Though Despite According Because Besides "
    "Furthermore Additionally Earlier Later Last Now Today To What Who Why How Which Once Until Through Over About "
    "Speaking Talking Addressing Commenting Responding Officials Experts Analysts Not No Among Between Nevertheless "
    "Similarly Still Only Several Under Without Within Beyond Recently Currently Two Three Four Five".split()
)
_AFTER_CLOCK = re.compile(
    r"(?:[A-Z]{2,4}\b|Pakistan|Beijing|Indian|local|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:Jan|Febr)uary|March|April|May|June|July|August|September|October|November|December)"
)


def find_paragraphs(text: str) -> list[Span]:
    """Return the bounds of the lines that hold more than white space; a line of a body is a paragraph."""
    return [match.span() for match in _PARAGRAPH.finditer(text)]


def find_sentences(text: str, paragraphs: list[Span], marks: Marks) -> list[tuple[int, int, int]]:
    """Return (paragraph from 1, start, end) of every sentence: together they hold every character but white space."""
    sentences: list[tuple[int, int, int]] = []
    for number, (first, last) in enumerate(paragraphs, start=1):
        start = first
        for stop in _STOP.finditer(text, first, last):
            if stop.start() < start:
                continue
            bounds = _boundary(text, stop, start, last, marks)
            if bounds is not None:
                sentences.append((number, start, bounds[0]))
                start = bounds[1]
        sentences.append((number, start, last))
    return sentences


def _boundary(text: str, stop: re.Match[str], start: int, last: int, marks: Marks) -> Span | None:
    """Return where the sentence ends and the next starts, or None where the stop ends nothing."""
    if stop.group() in _BULLETS:
        end = len(text[start : stop.start()].rstrip()) + start
        return (end, stop.start()) if end > start else None
    end = _after_closing(text, stop.end(), last, marks)
    if end >= last:
        return None
    following = end
    while text[following].isspace():
        following += 1
    head = following
    while head < last and (text[head] in _OPENERS or text[head].isspace()):
        head += 1
    if head >= last or not _can_start(text, head):
        return None
    if following == end and not _missing_space(text, stop, start, end, head):
        return None
    if not _ends(text, stop, start, end, following, head) or _is_in_title(text, stop.start(), end, marks):
        return None
    return end, following


def _is_in_title(text: str, stop: int, end: int, marks: Marks) -> bool:
    """Tell whether a boundary lies inside a quoted title, most of whose words have capitals."""
    index = bisect_right(marks.quotations, stop, key=_start) - 1
    if index < 0:
        return False
    quotation = marks.quotations[index]
    if quotation.end <= end or quotation.end - quotation.start > LONGEST_TITLE:
        return False
    words = _WORD.findall(text, quotation.start, quotation.end)
    return len(words) > 2 and 10 * sum(word[0].isupper() for word in words) >= 7 * len(words)


def _after_closing(text: str, position: int, last: int, marks: Marks) -> int:
    """Return the end of the closing quotation marks and brackets that follow a stop."""
    while position < last:
        glyph = text[position]
        if glyph in ")]" or (glyph in _QUOTES and _closes(text, position, marks)):
            position += 1
        elif glyph == "[" and (footnote := _FOOTNOTE.match(text, position)):
            position = footnote.end()
        elif glyph == " " and text[position + 1] in '”»"' and position + 1 in marks.closing:
            position += 2
        else:
            break
    return min(position, last)


def _closes(text: str, position: int, marks: Marks) -> bool:
    if position in marks.opening:
        return False
    return position in marks.closing or text[position] in "”»’"


def _can_start(text: str, head: int) -> bool:
    """Tell whether a sentence can start with this character: a capital, a number, money, a letter without case."""
    letter = text[head]
    if letter.isalpha():
        return not letter.islower() or _CAMEL.match(text, head) is not None
    return letter.isdigit() or letter in "$€£₨₹¥#@"


def _missing_space(text: str, stop: re.Match[str], start: int, end: int, head: int) -> bool:
    """Tell whether a sentence follows without a space ("industry.He said") and it is no address, number or name."""
    if not text[head].isupper() or stop.group() == "…":
        return False
    after = text[head + 1 : head + 2]
    if after and not (after.islower() or after.isspace() or after in "’'"):
        return False
    if end > stop.end():
        return True
    chunk = text[max(start, stop.start() - 40) : stop.start()]
    word = chunk.split()[-1] if chunk and not chunk[-1].isspace() else ""
    if "@" in word or "/" in word or word.startswith("www."):
        return False
    tail = word[-2:]
    return len(tail) == 2 and (tail.islower() or tail[-1] in "0123456789%)”’") and not word[:-1].endswith(".")


def _ends(text: str, stop: re.Match[str], start: int, end: int, following: int, head: int) -> bool:
    glyphs = stop.group()
    quoted = not _QUOTES.isdisjoint(text[stop.end() : end])
    if "?" in glyphs or "!" in glyphs:
        return not (quoted and _ATTRIBUTION.match(text, following))
    if quoted:
        return not _SHORT_ATTRIBUTION.match(text, following)
    if len(glyphs) > 1 or glyphs == "…":
        return True
    if text[following] == "(" and _CREDIT.match(text, following):
        return False
    return _stop_ends(text, stop.start(), start, head)


def _stop_ends(text: str, stop: int, start: int, head: int) -> bool:
    """Tell whether a single full stop ends the sentence, from the word before and the word after it."""
    word, at_start = _word_before(text, stop, start)
    lower = word.lower()
    number_follows = text[head].isdigit()
    if word in _TITLES or lower in _NEVER:
        return False
    if word in _NUMBERED or word in _MONTHS:
        return not number_follows and (word not in _MONTHS or _opens_sentence(text, head))
    if at_start and (word.isdigit() or len(word) == 1):
        return False
    if lower in ("a.m", "p.m"):
        return _AFTER_CLOCK.match(text, head) is None
    if word in _MAYBE or _DOTTED.fullmatch(word) or (len(word) == 1 and word.isupper()):
        return _opens_sentence(text, head)
    return True


def _word_before(text: str, stop: int, start: int) -> tuple[str, bool]:
    """Return the word that a full stop follows, and whether it opens the sentence."""
    chunk = text[max(start, stop - 24) : stop]
    if not chunk or chunk[-1].isspace():
        return "", False
    word = chunk.split()[-1]
    at_start = len(word) == stop - start
    if not _GLUED.isdisjoint(word):
        word = word[max(map(word.rfind, _GLUED)) + 1 :]
    return word, at_start


def _opens_sentence(text: str, head: int) -> bool:
    word = _NEXT_WORD.match(text, head)
    return word is not None and word.group() in _STARTERS

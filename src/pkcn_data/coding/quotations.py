"""Quotations: which mark opens, which closes, and what lies between, over paragraphs and nested.

Double marks (curly, straight, mixed) are one family, guillemets one, single marks one. The glyph of a straight mark
does not tell whether it opens, so its neighbours do, and where they do not either, whether one is open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

# A quotation may run on through so many paragraphs without any mark.
LONGEST_GAP = 2

Family = Literal["double", "guillemet", "single"]
Span = tuple[int, int]

# Apostrophes inside a word are never marks. Begins with a class of characters, by which `re` skips all others fast.
_MARK = re.compile(r"[\"“”„‟«»‘'’](?:(?<=')'|(?<=[\"“”„‟«»‘])|(?<!\w.)|(?!\w))")
_OPENING = frozenset("“„‟«‘")
_CLOSING = frozenset("”»’")
_SINGLE = frozenset("‘’'")
_BEFORE_OPENING = frozenset("([{<—–-/…:“\"„«‘'")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-…’'”\"»/")
_ELISION = re.compile(r"['‘](?:\d\ds?\b|tis\b|twas\b|em\b|til\b|cause\b|n['’])", re.IGNORECASE)


@dataclass(slots=True)
class Quotation:
    """A quotation as speech: characters [start, end) include the marks; `closed` is False when the mark never closes.

    `parent` is the index of the quotation that this one is nested in, or None.
    A quotation that runs over several paragraphs, each opened by a mark, is one quotation.
    """

    start: int
    end: int
    closed: bool
    parent: int | None = None


@dataclass(slots=True)
class Marks:
    """The quotations of a text, and the positions of the marks that open and that close."""

    quotations: list[Quotation] = field(default_factory=list)
    opening: set[int] = field(default_factory=set)
    closing: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Open:
    """A mark that waits for its closing one."""

    start: int
    family: Family
    glyph: str
    within: int = -1  # start of the quotation around a single mark


@dataclass(slots=True)
class _Single:
    """A single mark that may open or close; `within` is the start of the double quotation around it."""

    position: int
    within: int
    opens: bool
    closes: bool
    possessive: bool  # "companies’": rather an apostrophe


def find_quotations(text: str, paragraphs: list[Span]) -> Marks:
    """Find the quotations of a text, in order of their start.

    A quotation still open where its paragraph ends goes on when the next paragraph opens with a mark, or when it or,
    after a few without any mark, a later one holds a closing mark before any other; else it ends there, unclosed.
    """
    marks = Marks()
    stack: list[_Open] = []
    found_in = [list(_MARK.finditer(text, start, end)) for start, end in paragraphs]
    for index, (start, _) in enumerate(paragraphs):
        found = found_in[index]
        if stack:
            ahead = next((later for later in found_in[index : index + LONGEST_GAP + 1] if later), [])
            _carry_over(text, found, ahead, stack, marks, paragraphs[index - 1][1], start)
        if found:
            following = paragraphs[index + 1][0] if index + 1 < len(paragraphs) else len(text)
            _read_paragraph(text, found, stack, marks, following)
    if stack:
        _end_unclosed(stack, marks, paragraphs[-1][1])
    marks.quotations = _nest(marks.quotations)
    return marks


def _carry_over(
    text: str,
    found: list[re.Match[str]],
    following: list[re.Match[str]],
    stack: list[_Open],
    marks: Marks,
    previous_end: int,
    start: int,
) -> None:
    """Keep what the new paragraph re-opens or closes, end the rest; re-opening marks are taken out of `found`.

    `following` are the marks of the next paragraph that has any.
    """
    kept = 0
    position = start
    while kept < len(stack) and found and found[0].start() == position and _reopens(stack[kept], found[0].group()):
        marks.opening.add(position)
        position = found.pop(0).end()
        kept += 1
    if kept:
        _end_unclosed(stack, marks, previous_end, keep=kept)
    elif not (following and _closes_first(text, following, stack[0])):
        _end_unclosed(stack, marks, previous_end)


def _reopens(opened: _Open, glyph: str) -> bool:
    return _family(glyph) == opened.family and glyph not in _CLOSING


def _closes_first(text: str, found: list[re.Match[str]], opened: _Open) -> bool:
    if opened.family == "single":
        return False
    first = next((mark for mark in found if _family(mark.group()) == opened.family), None)
    if first is None or first.group() in _OPENING:
        return False
    opens, closes = _context(text, first.start(), first.end())
    return closes and not opens


def _end_unclosed(stack: list[_Open], marks: Marks, end: int, *, keep: int = 0) -> None:
    marks.quotations.extend(Quotation(opened.start, end, closed=False) for opened in stack[keep:])
    del stack[keep:]


def _read_paragraph(text: str, found: list[re.Match[str]], stack: list[_Open], marks: Marks, following: int) -> None:
    """Pair the marks of one paragraph; what stays open stays on the stack."""
    singles: list[_Single] = []
    carried = stack.pop() if stack and stack[-1].family == "single" else None
    for mark in found:
        glyph, position = mark.group(), mark.start()
        if glyph in _SINGLE:
            single = _single(text, mark, within=stack[-1].start if stack else -1)
            if single is not None:
                singles.append(single)
        elif _is_opening(text, mark, stack):
            stack.append(_Open(position, _family(glyph), glyph))
            marks.opening.add(position)
        else:
            _close(stack, marks, mark)
    _pair_singles(text, singles, carried, stack, marks, following)


def _family(glyph: str) -> Family:
    if glyph in _SINGLE:
        return "single"
    return "guillemet" if glyph in "«»" else "double"


def _context(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Return whether the neighbours of a mark are those of an opening one, and those of a closing one."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    opens = (before.isspace() or before in _BEFORE_OPENING) and not (after.isspace() or after in ".,;:!?)]}")
    closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
    return opens, closes


def _is_opening(text: str, mark: re.Match[str], stack: list[_Open]) -> bool:
    glyph = mark.group()
    family = _family(glyph)
    is_open = any(opened.family == family for opened in stack)
    opens, closes = _context(text, mark.start(), mark.end())
    if glyph in _OPENING:
        return not (is_open and closes and not opens)
    if glyph in _CLOSING:
        return not is_open and opens and not closes
    if opens != closes:
        return opens
    return not is_open and mark.end() < len(text)


def _close(stack: list[_Open], marks: Marks, mark: re.Match[str]) -> None:
    """Close the innermost quotation of the mark's family; a mark that closes nothing is left alone."""
    family = _family(mark.group())
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].family == family:
            _end_unclosed(stack, marks, mark.start(), keep=depth + 1)
            marks.quotations.append(Quotation(stack.pop().start, mark.end(), closed=True))
            marks.closing.add(mark.start())
            return
    marks.closing.add(mark.start())


def _single(text: str, mark: re.Match[str], *, within: int) -> _Single | None:
    position, glyph = mark.start(), mark.group()
    opens, closes = _context(text, position, mark.end())
    opens = glyph != "’" and opens and _ELISION.match(text, position) is None
    closes = glyph != "‘" and closes
    if not opens and not closes:
        return None
    possessive = closes and text[position - 1] in "sS" and position + 1 < len(text) and text[position + 1] == " "
    return _Single(position, within, opens, closes, possessive)


def _pair_singles(
    text: str, singles: list[_Single], carried: _Open | None, stack: list[_Open], marks: Marks, following: int
) -> None:
    """Pair single marks within the same double quotation; an opening one without partner is an apostrophe.

    Only where the next paragraph starts with a single mark does an open one stay open.
    """
    at = 0
    opened = carried
    while opened is not None or at < len(singles):
        if opened is None:
            single = singles[at]
            at += 1
            if not single.opens:
                continue
            opened = _Open(single.position, "single", text[single.position], single.within)
        closing = _closing_single(singles, at, opened.within)
        if closing is not None:
            marks.quotations.append(Quotation(opened.start, singles[closing].position + 1, closed=True))
            marks.opening.add(opened.start)
            marks.closing.add(singles[closing].position)
            at = closing + 1
        elif at >= len(singles) and text.startswith(opened.glyph, following):
            marks.opening.add(opened.start)
            stack.append(opened)
            return
        elif opened is carried:
            marks.quotations.append(Quotation(opened.start, len(text[:following].rstrip()), closed=False))
        opened = None


def _closing_single(singles: list[_Single], at: int, within: int) -> int | None:
    """Return the partner of an opening single mark: the first that is no plural possessive, else the first."""
    possessive = None
    for index in range(at, len(singles)):
        single = singles[index]
        if single.within != within:
            continue
        if single.closes and not single.possessive:
            return index
        if single.closes and possessive is None:
            possessive = index
        if single.opens:
            break
    return possessive


def _nest(quotations: list[Quotation]) -> list[Quotation]:
    """Order quotations by start and give each its parent; one that crosses another's end is dropped."""
    nested: list[Quotation] = []
    around: list[int] = []
    for quotation in sorted(quotations, key=lambda one: (one.start, -one.end)):
        while around and nested[around[-1]].end <= quotation.start:
            around.pop()
        if around and nested[around[-1]].end < quotation.end:
            continue
        parent = around[-1] if around else None
        around.append(len(nested))
        nested.append(Quotation(quotation.start, quotation.end, quotation.closed, parent))
    return nested

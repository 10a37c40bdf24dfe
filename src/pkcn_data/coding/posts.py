"""The job title and the organisation that newspapers set before or after a person's name, read from letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = r"[CGBI](?:-(?:p-)?[CGBp])*"
NAME_RUN = re.compile(rf"{_PART}(?:(?:p{{1,3}}|-p-|p-)?{_PART})*(?:(?<=G)F(?![A-Z&]))?")

_TITLE = r"(?:(?:[MmSFNV]|x(?=-))[-&]?)*?(?:[MmSFV](?:\(F\))?(?:[-&]|,(?=F+&F))?)*[TtS](?:-?i-?[Tt])?(?:-?[TtSMm](?!\(x\))|(?<=[TS])[FN]{1,3})*(?:\([TFASN]\))?"
_POST = r"(?:[fro]h?F{1,3}[mx]{1,2}(?=[,.)i@])|fh?P+(?=[,.&)])|[rfo]h?[FNMSVE](?:f?[FNMSVET]|,(?=[FN][FN,]*&)|,?&(?=[FNMS])|-)*(?:r[FN](?:[FN-]|,?&(?=[FN])|,(?=[FN][FN,]*&))*)?|r[mx](?:&?[mxF]){0,4}|(?:[fro]h?[mxvF](?:(?:\(F\))?&?[mxF]){0,4}){1,2}(?=[,.)i@])|2h?M*T(?:[or]F+(?:&F+)?)?|fJ2J|2[JKP]|f[tT])"
_ROLE = rf"(?:W+(?=[VMS]))?{_TITLE}(?:{_POST})?(?:,?&{_TITLE}(?:{_POST})?(?=[^A-Zt]|K|H|$))?"
_BODY = r"(?:K+s)?(?P<org>K+(?:-K+)*(?:i?J|iP+)?|P+|W+)(?:\(K+\))?"
_DESCRIBED = r"(?:(?<=[f@hz])(?:[mxuFv]|[jJPA](?!s)|-){1,7}?)?"  # "of [the Shenzhen start-up] Indus Pay"
_AT = rf"(?:,?[f@riz]?h?(?:[jJ]s)?{_DESCRIBED}{_BODY}|\((?P<inner>K+)\))"
_SECOND = rf"(?:,?&{_TITLE}(?:{_POST})?(?:[f@]?h?K+J?(?:\(K+\))?)?)?"
_BEFORE = re.compile(
    rf"(?P<owner>K+(?:\(K+\))?P*)?s?(?P<nation>[jJ])?s?(?P<role>{_ROLE})(?:[fzr]h?(?P<of>J+))?(?:{_AT}{_SECOND})?(?:,(?=H*$)|m(?=H))?(?:[TS]?\([A-Za-z]\.?\)|HS?\.?|HF)*$"
)
_BRACKET = r"(?:\([^()]{1,6}\))?"
_NOT_NEXT = (
    r"(?![f@]h?(?:J+s?)?K+(?:-K+)*(?:\(K+\))?(?:H|[CGBI]-?[CGBIp]))"  # a post with its body that a further name follows
)
_AFTER_ROLE = rf"(?P<owner>K+(?:\(K+\))?s?)?(?P<nation>[jJ])?s?(?P<role>(?:[MmSFNOVxjC][-&]?){{0,6}}?{_ROLE}){_NOT_NEXT}(?:[fz]h?(?P<of>J+))?(?:{_AT})?"
_AFTER = re.compile(
    rf"{_BRACKET}(?:,D(?=,))?(?:,|,wb|b|\((?=[^().,]*[).]))[ha]*(?:P+(?:x?s|-x)|(?P<head>[xumv]{{1,2}})s)?{_AFTER_ROLE}(?!\(K)(?=$|[^CGBIHTtmFMSKJPN])"
)
_AFTER_ALL = re.compile(rf",[hn]?(?P<role>(?:[mxF]-?){{0,4}}?u)(?:[f@]h?{_DESCRIBED}{_BODY})?(?=[,.vx@i])")
_OWNER = re.compile(r"(?:(?P<org>K+)|(?P<nation>J))sH*\.?$")
_OF = re.compile(rf"{_BRACKET},?(?:wx)?[f@z]h?[jJ]?(?P<org>K+)")
_FROM = re.compile(r"[fz]h?(?P<nation>J)")
_HEADS = re.compile(r",?w[xm]?[kvt](?:[^,.|wK]{0,7}(?:(?<=[fr@h])|(?<=[krt])))?(?P<org>K+)|,w[xvm]h?(?P<inner>K+)")
_ANAPHOR = re.compile(r"(?:,w[xvmk]|[f@z]|,[ha]?(?P<role>[mt]*t)[f@])[hx](?P<head>[xumv]{1,2})")
_HONORIFIC = re.compile(r"(?:HS?|[TS](?=\([A-Za-z]))\.?(?:\([A-Za-z]\.?\)|H\.?)*$")
_SPEAKS_AFTER = re.compile(r"(?:\([^)]{1,6}\))?(?:,[^.]{1,40}?,)?x{0,2}v")
_SPEAKS_BEFORE = re.compile(r"(?:v2?|v2f)(?:[ha]?[mx]{0,3}t)?$|(?:^|[^a-z])[xX]2$")

_WINDOW = 36
"""Tokens before and after a name in which its title stands."""


@dataclass(frozen=True, slots=True)
class Post:
    """A job title beside a name: tokens of the role and of the organisation, and of a country's adjective."""

    role: tuple[int, int] | None
    organisation: tuple[int, int] | None
    nation: int | None
    anaphor: tuple[int, int] | None = None  # "university" in "Dr. X of that university"


def post_before(letters: str, first: int, *, floor: int) -> Post | None:
    """Return the title that stands before the name at `first`, not before `floor`, where the sentence begins."""
    offset = max(floor, first - _WINDOW)
    match = _BEFORE.search(letters, offset, first) if first > floor else None
    if match is None:
        owner = _OWNER.search(letters, offset, first)
        return Post(None, _span(owner, "org"), _nation(owner, "nation")) if owner else None
    return Post(match.span("role"), _organisation(match), _nation(match, "nation", "of"))


def post_after(letters: str, last: int, *, ceiling: int) -> Post | None:
    """Return the title, or the organisation alone, that follows the name that ends at `last` in its sentence."""
    end = min(ceiling, last + _WINDOW)
    if match := _AFTER.match(letters, last, end):
        heads = _HEADS.match(letters, match.end(), end)
        organisation = heads.span("org") if heads and heads["org"] else _organisation(match)
        return Post(match.span("role"), organisation, _nation(match, "nation", "of"), _span(match, "head"))
    if match := _OF.match(letters, last, end):
        return Post(None, match.span("org"), None)
    if match := _FROM.match(letters, last, end):
        return Post(None, None, _nation(match, "nation"))
    if match := _HEADS.match(letters, last, end):
        return Post(None, match.span("org" if match["org"] else "inner"), None)
    if match := _ANAPHOR.match(letters, last, end):
        return Post(_span(match, "role"), None, None, match.span("head"))
    return None


def post_of_all(letters: str, last: int, *, ceiling: int) -> Post | None:
    """Return the title in the plural that follows a list of names: "co-founders of Indus Pay"."""
    match = _AFTER_ALL.match(letters, last, min(ceiling, last + _WINDOW))
    return Post(match.span("role"), _span(match, "org"), None) if match else None


def _span(match: re.Match[str], group: str) -> tuple[int, int] | None:
    return match.span(group) if match[group] else None


def _nation(match: re.Match[str], *groups: str) -> int | None:
    return next((match.start(group) for group in groups if match[group]), None)


def _organisation(match: re.Match[str]) -> tuple[int, int] | None:
    spans = [match.span(group) for group in ("org", "inner", "owner") if match[group]]
    return next((span for span in spans if match.string[span[0]] == "K"), None)


def has_honorific(letters: str, first: int) -> bool:
    """Tell whether "Mr", "Dr." or "Gen. (retd)" stands before the name at `first`."""
    return _HONORIFIC.search(letters, max(0, first - 8), first) is not None


def speaks(letters: str, first: int, last: int) -> bool:
    """Tell whether a verb of speech stands right beside the name at [first, last)."""
    end = min(len(letters), last + 50)
    return (
        _SPEAKS_AFTER.match(letters, last, end) is not None
        or _SPEAKS_BEFORE.search(letters, max(0, first - 6), first) is not None
    )

"""The closed vocabulary of tests: each reads figures and says whether it holds, fails, or cannot be told, and why.

Figures are only held against each other in one unit and one period; over time only without a break between them. Where
that cannot be, nothing is told and the mismatch is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

from pkcn_data.claims import files
from pkcn_data.claims.evidence import Evidence, Found, break_between, facts_of, observations
from pkcn_data.claims.wording import ago, amount, amounts, bare, day, listed, number, relation, thing, when, whose
from pkcn_data.figures.precision import agree
from pkcn_data.model import PartOutcome
from pkcn_data.rows import Row

_REPEATS = 3
"""So many equal values in a row are taken as carried on, not measured anew."""

_BOUND_WORDS: Mapping[tuple[files.Bound, bool], str] = {
    ("above", True): "above",
    ("above", False): "not above",
    ("below", True): "below",
    ("below", False): "not below",
    ("at_least", True): "at least",
    ("at_least", False): "below",
    ("at_most", True): "at most",
    ("at_most", False): "above",
}
"""How a figure stands to a bound, by what is expected and whether it holds."""

_SIDES: Mapping[files.Sense, str] = {"lower": "below", "higher": "above"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one part: a clause that says why, the figures it rests on, and what to know beside theirs."""

    outcome: PartOutcome
    said: str
    found: tuple[Found, ...] = ()
    cautions: tuple[str, ...] = ()


def run(part: files.Part, evidence: Evidence, numbers: Mapping[str, Row]) -> Outcome:
    """Run one part of a test; `numbers` are rows of the ledger by the words with which a part names them."""
    match part:
        case files.Compare():
            return _compare(part, evidence)
        case files.Level():
            return _level(part, evidence)
        case files.Share():
            return _share(part, evidence)
        case files.Largest():
            return _largest(part, evidence)
        case files.Pair():
            return _pair(part, evidence)
        case files.Trend():
            return _trend(part, evidence)
        case files.Happened():
            return _happened(part, evidence)
        case files.Equals():
            return _equals(part, evidence, numbers[part.number])
        case files.Recorded():
            return _recorded(part, evidence)


def find(evidence: Evidence, figure: files.Figure) -> list[Found]:
    """Return the figures that a file names, the latest last."""
    if figure.series and figure.country:
        return observations(evidence, figure.series, figure.country, label=figure.named)
    if figure.fact:
        wanted = [row for row in evidence.figures["facts"] if row["fact_id"] == figure.fact]
    else:
        wanted = [
            row
            for row in evidence.figures["facts"]
            if (row["topic"], row["measure"], row["partner"], row["vintage"])
            == (figure.topic, figure.measure, figure.partner, figure.vintage)
        ]
    return facts_of(evidence, wanted, label=figure.named)


def figure_words(evidence: Evidence, figure: files.Figure) -> str:
    """Return what a file asks for, in words, whether there is such a figure or not."""
    if figure.series and figure.country:
        return f"{figure.named or evidence.series_name(figure.series)} in {evidence.name_of(figure.country)}"
    if figure.fact:
        return figure.named or evidence.measures.get(figure.fact, figure.fact)
    vintage = f" ({figure.vintage.replace('_', ' ')})" if figure.vintage else ""
    if figure.named:
        return f"{figure.named}{vintage}"
    partner = "" if figure.partner and figure.partner in (figure.measure or "") else f" for {figure.partner}"
    return f"{figure.measure}{partner}{vintage}"


def with_whom(figure: files.Figure, whom: str) -> files.Figure:
    """Return the same figure of another country or partner."""
    return figure.model_copy(update={"country" if figure.series else "partner": whom})


def _unknown(said: str, *found: Found) -> Outcome:
    return Outcome(outcome="unknown", said=said, found=found)


def _decided(holds: bool, said: str, *found: Found) -> Outcome:
    return Outcome(outcome="holds" if holds else "fails", said=said, found=found)


def _missing(evidence: Evidence, wanted: Sequence[tuple[files.Figure, list[Found]]]) -> Outcome | None:
    """Return that figures are missing, and which; nothing where none is."""
    names = [figure_words(evidence, figure) for figure, rows in wanted if not rows]
    return _unknown(f"there is no figure for {listed(names)}") if names else None


def _matched(evidence: Evidence, wanted: Sequence[files.Figure]) -> Outcome | list[Found]:
    """Return one figure each, of the latest period that all have and in one unit, or why there are none."""
    rows = [find(evidence, figure) for figure in wanted]
    if missing := _missing(evidence, list(zip(wanted, rows, strict=True))):
        return missing
    common = set.intersection(*({one.span for one in found} for found in rows))
    latest = next((one for one in reversed(rows[0]) if one.span in common), None)
    if latest is None:
        last = listed([f"{whose(found[-1])} for {_short(found[-1], evidence)}" for found in rows])
        return _unknown(f"not comparable, for no period has them all; the latest are {last}")
    matched = [next(one for one in reversed(found) if one.span == latest.span) for found in rows]
    return _unlike(matched) or matched


def _unlike(found: Sequence[Found]) -> Outcome | None:
    """Return that figures are of several units or releases and not comparable; nothing where they are alike."""
    units = _units(found)
    if len(units) > 1:
        return _unknown(f"not comparable, for their units are {listed(units)}", *found)
    vintages = list(dict.fromkeys(one.vintage.replace("_", " ") for one in found if one.vintage))
    if len(vintages) > 1:
        return _unknown(f"not comparable, for their releases are {listed(vintages)}", *found)
    return None


def _units(found: Iterable[Found]) -> list[str]:
    """Return the units of figures, each once; one company and two companies are of one unit."""
    units: dict[str, str] = {}
    for one in found:
        key = one.unit.removesuffix("s")
        units[key] = max(units.get(key, ""), one.unit, key=len)
    return list(units.values())


def _short(found: Found, evidence: Evidence) -> str:
    return found.whom if found.indicator_id is not None else thing(found)


def _value(found: Found) -> float:
    if found.value is None:
        raise ValueError(f"{found.fact_id} is a date")  # refused when the file is resolved
    return found.value


def _within(value: float, expect: files.Bound, bound: float) -> bool:
    return {"above": value > bound, "below": value < bound, "at_least": value >= bound, "at_most": value <= bound}[
        expect
    ]


def _compare(part: files.Compare, evidence: Evidence) -> Outcome:
    matched = _matched(evidence, [part.figure, *(with_whom(part.figure, one) for one in part.against)])
    if isinstance(matched, Outcome):
        return matched
    one, others = matched[0], matched[1:]
    values = [_value(found) for found in matched]
    middle = median(values[1:])
    shown = [*values, middle] if part.by == "median" else values
    texts, short = amounts(shown, one.unit), bare(shown, one.unit)
    group = listed([f"{other.whom} ({text})" for other, text in zip(others, short[1:], strict=False)])
    opening = f"{one.label} in {one.whom} came to {texts[0]} {when(one)}"
    if part.by == "median":
        holds = relation(values[0], middle) == _SIDES[part.expect]
        return _decided(holds, f"{opening}, {relation(values[0], middle)} {short[-1]}, the median of {group}", *matched)
    holds = all(relation(values[0], value) == _SIDES[part.expect] for value in values[1:])
    every = f"{_SIDES[part.expect]} {group}" if holds else f"not {_SIDES[part.expect]} all of {group}"
    return _decided(holds, f"{opening}, {every}", *matched)


def _level(part: files.Level, evidence: Evidence) -> Outcome:
    rows = find(evidence, part.figure)
    if missing := _missing(evidence, [(part.figure, rows)]):
        return missing
    one = rows[-1]
    if one.unit != part.unit:
        return _unknown(f"not comparable, for {thing(one)} is in {one.unit} and the bound in {part.unit}", one)
    holds = _within(_value(one), part.expect, part.bound)
    side = f"{_BOUND_WORDS[part.expect, holds]} {number(part.bound)}"
    return _decided(holds, f"{thing(one)} came to {amount(_value(one), one.unit)} {when(one)}, {side}", one)


def _share(part: files.Share, evidence: Evidence) -> Outcome:
    matched = _matched(evidence, [part.figure, part.of])
    if isinstance(matched, Outcome):
        return matched
    one, whole = matched
    if not _value(whole):
        return _unknown(f"{thing(whole)} is nought {when(whole)}, and nothing is a share of it", *matched)
    share = 100 * _value(one) / _value(whole)
    holds = _within(share, part.expect, part.percent)
    side = f"{_BOUND_WORDS[part.expect, holds]} {number(part.percent)}%"
    values = [amount(_value(found), found.unit) for found in matched]
    made = f"{thing(one)} ({values[0]}) made up {amount(share, 'percent')} of {thing(whole)} ({values[1]})"
    return _decided(holds, f"{made} {when(one)}, {side}", *matched)


def _largest(part: files.Largest, evidence: Evidence) -> Outcome:
    named = {row["partner"] for row in _same_measure(part, evidence)} - set(part.aside)
    rows = {partner: find(evidence, with_whom(part.figure, partner)) for partner in sorted(named)}
    own = rows.get(part.figure.partner or "", [])
    if missing := _missing(evidence, [(part.figure, own)]):
        return missing
    for one in reversed(own):
        rivals = [
            other for whom, found in rows.items() if whom != one.whom for other in found if other.span == one.span
        ]
        if rivals:
            return _ranked(part, evidence, one, sorted(rivals, key=_value, reverse=True))
    return _unknown(f"no other partner has a figure for a period of {figure_words(evidence, part.figure)}", own[-1])


def _same_measure(part: files.Largest, evidence: Evidence) -> list[Row]:
    wanted = (part.figure.topic, part.figure.measure, part.figure.vintage)
    return [row for row in evidence.figures["facts"] if (row["topic"], row["measure"], row["vintage"]) == wanted]


def _ranked(part: files.Largest, evidence: Evidence, one: Found, rivals: list[Found]) -> Outcome:
    if unlike := _unlike([one, *rivals]):
        return unlike
    values = [_value(found) for found in (one, *rivals)]
    texts, short = amounts(values, one.unit), bare(values, one.unit)
    vintage = f" ({part.figure.vintage.replace('_', ' ')})" if part.figure.vintage else ""
    opening = f"{part.figure.named or f'{one.label} for {one.whom}'}{vintage} came to {texts[0]} {when(one)}"
    holds = _value(one) > _value(rivals[0])
    others = listed([f"{other.whom} ({text})" for other, text in zip(rivals, short[1:], strict=True)])
    order = "ahead of" if holds else "not ahead of all of"
    done = _decided(holds, f"{opening}, {order} {others} among the partners listed", one, *rivals)
    return _with_rest(part, evidence, done) if holds else done


def _with_rest(part: files.Largest, evidence: Evidence, done: Outcome) -> Outcome:
    """Warn where partners that are not listed make up more of a total than the one that leads the list."""
    one = done.found[0]
    totals = [
        found
        for aside in part.aside
        for found in find(evidence, with_whom(part.figure, aside))
        if found.span == one.span and found.unit == one.unit
    ]
    if not totals:
        return done
    rest = _value(totals[0]) - sum(map(_value, done.found))
    if rest <= _value(one):
        return done
    caution = f"Partners that are not listed make up {amount(rest, one.unit)} together {when(one)}; one of them could be larger."
    return replace(done, found=(*done.found, totals[0]), cautions=(caution,))


def _pair(part: files.Pair, evidence: Evidence) -> Outcome:
    matched = _matched(evidence, [part.figure, part.other])
    if isinstance(matched, Outcome):
        return matched
    one, other = matched
    side = relation(_value(one), _value(other))
    texts = amounts([_value(one), _value(other)], one.unit)
    ratio = ""
    if _value(one) > 0 and _value(other) > 0:
        smaller, larger = sorted((_value(one), _value(other)))
        ratio = f", a ratio of {larger / smaller:.1f} to 1"
    said = f"{thing(one)} came to {texts[0]} {when(one)}, {side} {thing(other)} of {texts[1]}{ratio}"
    return _decided(side == _SIDES[part.expect], said, *matched)


def _trend(part: files.Trend, evidence: Evidence) -> Outcome:
    rows = find(evidence, part.figure)
    if missing := _missing(evidence, [(part.figure, rows)]):
        return missing
    last = rows[-1]
    first = next((one for one in rows if _is_years_before(one, last, part.years)), None)
    if first is None:
        before = f"{part.years} {'year' if part.years == 1 else 'years'} before"
        return _unknown(f"there is no figure for {thing(last)} {before} {last.period}", last)
    if why := _why_no_trend(evidence, rows[rows.index(first) :]):
        return _unknown(why, first, last)
    rose = _value(last) - _value(first)
    holds = rose > 0 if part.expect == "rising" else rose < 0
    values = [_value(first), _value(last)]
    then, now = bare(values, last.unit)[0], amounts(values, last.unit)[1]
    if rose:
        said = f"{thing(last)} {'rose' if rose > 0 else 'fell'} from {then} to {now}"
    else:
        said = f"{thing(last)} stayed at {now}"
    said += f" between {first.period} and {last.period}"
    return _decided(holds, said, first, last)


def _why_no_trend(evidence: Evidence, rows: Sequence[Found]) -> str | None:
    """Return why the first and the last of figures cannot be held against each other; None where they can."""
    first, last = rows[0], rows[-1]
    if first.unit != last.unit:
        return f"not comparable, for the unit of {thing(last)} changes from {first.unit} to {last.unit}"
    if why := break_between(evidence, first, last):
        return f"{thing(last)} cannot be followed from {first.period} to {last.period} ({why.rstrip('.')})"
    if len(rows) >= _REPEATS and len({_value(one) for one in rows}) == 1:
        return f"{thing(last)} repeats one value from {first.period} to {last.period}, which shows no trend"
    return None


def _is_years_before(one: Found, last: Found, years: int) -> bool:
    """Tell whether a period is the same stretch some years before."""
    if not (one.starts and one.ends and last.starts and last.ends) or one.basis != last.basis:
        return False
    return all(
        int(earlier[:4]) + years == int(later[:4]) and earlier[5:7] == later[5:7]
        for earlier, later in ((one.starts, last.starts), (one.ends, last.ends))
    )


def _happened(part: files.Happened, evidence: Evidence) -> Outcome:
    rows = find(evidence, part.figure)
    if missing := _missing(evidence, [(part.figure, rows)]):
        return missing
    one = rows[-1]
    if evidence.published is None or one.date is None:
        return _unknown(f"the article has no date against which {thing(one)} could be held", one)
    opening = f"{thing(one)} is dated {day(one.date)}"
    if one.date > evidence.published[: len(one.date)]:
        return _decided(False, f"{opening}, after the article", one)
    months = _months_between(one.date, evidence.published)
    said = f"{opening}, {ago(months)} before the article"
    if part.within_months is None:
        return _decided(True, said, one)
    holds = not _is_longer(one.date, evidence.published, part.within_months)
    most = "1 month" if part.within_months == 1 else f"{part.within_months} months"
    return _decided(holds, f"{said}, {'within' if holds else 'more than'} {most}", one)


def _months_between(earlier: str, later: str) -> int:
    """Return whole months; from the end of a month of which no day is known."""
    months = 12 * (int(later[:4]) - int(earlier[:4])) + int(later[5:7]) - int(earlier[5:7])
    return max(0, months - (int(earlier[8:] or 31) > int(later[8:] or 31)))


def _is_longer(earlier: str, later: str, months: int) -> bool:
    whole = _months_between(earlier, later)
    return whole > months or (whole == months and bool(earlier[8:]) and earlier[8:] != later[8:])


def _equals(part: files.Equals, evidence: Evidence, wanted: Row) -> Outcome:
    rows = [find(evidence, figure) for figure in part.figures]
    if missing := _missing(evidence, list(zip(part.figures, rows, strict=True))):
        return missing
    found = [one[-1] for one in rows]
    said = f"the text says “{wanted['surface']}”"
    if wanted["value"] is None:
        return _unknown(f"{said}, which is no number", *found)
    if any(one.date is not None for one in found):
        return _equals_year(said, wanted, found)
    units = _units(found)
    percent = [_is_percent(unit) for unit in (*units, *filter(None, (wanted["unit_text"],)))]
    if len(units) > 1 or len(set(percent)) > 1:
        both = [*units, *filter(None, (wanted["unit_text"],))]
        return _unknown(f"{said}, not comparable, for the units are {listed(both)}", *found)
    total = sum(_value(one) * _scale(one.unit) for one in found)
    holds = _is_said(wanted, total)
    if len(found) == 1:
        told = f"{thing(found[0])} is {amount(_value(found[0]), units[0])}"
    else:
        shown = [f"{thing(one)} ({number(_value(one))})" for one in found]
        told = f"{listed(shown)} come to {amount(total / _scale(units[0]), units[0])}"
    return _decided(holds, f"{said}, {'and' if holds else 'while'} {told}", *found)


def _equals_year(said: str, wanted: Row, found: list[Found]) -> Outcome:
    one = found[0]
    if len(found) > 1 or one.date is None:
        return _unknown(f"{said}, and dates are held one by one", *found)
    holds = int(one.date[:4]) == wanted["value"]
    return _decided(holds, f"{said}, {'and' if holds else 'while'} {thing(one)} is dated {day(one.date)}", one)


def _is_percent(unit: str) -> bool:
    return unit.startswith("%") or unit.lower().replace(" ", "").startswith(("percent", "pc"))


def _scale(unit: str) -> float:
    return {"million": 1e6, "billion": 1e9}.get(unit.split(" ")[-1], 1.0)


def _is_said(wanted: Row, total: float) -> bool:
    """Tell whether a number of the text is the figure but for rounding; "about 20" for what rounds to it in tens."""
    said, true = Decimal(repr(float(wanted["value"]))), Decimal(repr(float(total)))
    if not wanted["approximate"]:
        return agree(said, true)
    step = Decimal(1).scaleb(int(said.normalize().as_tuple().exponent))
    return abs(said - true) <= step / 2


def _recorded(part: files.Recorded, evidence: Evidence) -> Outcome:
    rows = find(evidence, part.figure)
    if missing := _missing(evidence, [(part.figure, rows)]):
        return missing
    one = rows[-1]
    if one.date is not None:
        return _decided(True, f"{thing(one)} is dated {day(one.date)}", one)
    return _decided(True, f"{thing(one)} is on record with {amount(_value(one), one.unit)} {when(one)}", one)

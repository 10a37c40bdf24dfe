"""Round numbers along an axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

MOST_TICKS = 5
_STEPS = (1, 2, 2.5, 5, 10)
_ROOM = 1.04


class Scale(NamedTuple):
    """The range of an axis as Plotly has it, logarithms on a log axis, and its ticks as values."""

    range: tuple[float, float]
    ticks: tuple[float, ...]


def scale(values: Sequence[float], *, is_log: bool) -> Scale:
    """Return the range and ticks for values; a linear axis has its zero, a log axis only values above zero."""
    if is_log:
        return _log_scale([value for value in values if value > 0] or [1.0])
    low, high = min([0.0, *values]), max([0.0, *values])
    step = _step((high - low) / MOST_TICKS)
    first, last = math.floor(low / step), math.ceil(high / step)
    found = tuple(round(number * step, 12) for number in range(first, last + 1))
    return Scale((found[0] if low < 0 else 0.0, max(found[-1], high * _ROOM)), found)


def years(first: int, last: int, most: int) -> list[int]:
    """Return round years from first to last, about as many as there is room for, at least one."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if (last - first) / step <= most - 0.5)
    found = [year for year in range(first, last + 1) if not year % step]
    return found or [last]


def _log_scale(values: Sequence[float]) -> Scale:
    low, high = math.log10(min(values)), math.log10(max(values))
    decades = range(math.floor(low), math.ceil(high) + 1)
    parts = (1,) if high - low > 3 else (1, 3) if high - low > 1.5 else (1, 2, 5)
    found = [10.0**decade * part for decade in decades for part in parts]
    room = max(0.04 * (high - low), 0.02)
    inside = tuple(one for one in found if low - room <= math.log10(one) <= high + room)
    return Scale((low - room, high + room), inside[:: max(1, math.ceil(len(inside) / 7))])


def _step(least: float) -> float:
    if least <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(least))
    return next(part * power for part in _STEPS if part * power >= least * 0.999)

"""How exactly a published figure is given, and whether two figures are one but for rounding."""

from __future__ import annotations

from decimal import Decimal

SIGNIFICANT = 3
"""Digits taken as meant even where they are zeros: 1900 may stand for 1901, but not for 1950."""


def resolution(value: Decimal) -> Decimal:
    """Return the step in which a figure is given: 0.1 for 568.2, 1 for 568, 10 for 2560."""
    last = int(value.normalize().as_tuple().exponent)
    least = value.adjusted() + 1 - SIGNIFICANT
    return Decimal(1).scaleb(min(last, max(least, 0)))


def agree(one: Decimal, other: Decimal) -> bool:
    """Tell whether one figure may be the other, rounded or cut off to its own step."""
    return one == other or abs(one - other) < max(resolution(one), resolution(other))

"""The words for what can be chosen among claims, and back: what stands in addresses. No Streamlit."""

from __future__ import annotations

from collections.abc import Iterator

from pkcn_dashboard.text import claims as say
from pkcn_dashboard.words import Words

CLAIM = "claim"
"""The parameter that names one claim; its value is the claim's own id, so no word of `PUBLIC`."""
PARAMETERS = tuple(say.PUBLIC)
CHART_PREFIX = "claim-"
"""What the id of a claim's chart begins with."""


def chart_id(name: str) -> str:
    """Return the id of a claim's chart, as it stands in addresses."""
    return f"{CHART_PREFIX}{name}"


def of_chart(chart: str) -> str | None:
    """Return the claim whose chart it is; none for other charts."""
    return chart.removeprefix(CHART_PREFIX) if chart.startswith(CHART_PREFIX) else None


def _known(parameter: str) -> Iterator[tuple[str, str]]:
    yield from ((word.casefold(), one) for word, one in say.FORMER.get(parameter, {}).items())
    yield from ((one.casefold(), one) for one in say.PUBLIC[parameter])
    yield from ((word.casefold(), one) for one, word in say.PUBLIC[parameter].items())


WORDS = Words(shown=say.PUBLIC, full={}, known={name: dict(_known(name)) for name in PARAMETERS}, groups={})

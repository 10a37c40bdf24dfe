"""The words for what can be chosen among the figures, and back: what stands in addresses. No Streamlit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pkcn_dashboard.text import PUBLIC_WORDS
from pkcn_dashboard.text import indicators as say
from pkcn_dashboard.words import Words
from pkcn_data.figures.frames import Figures
from pkcn_data.tables import records

PARAMETERS = (*say.PUBLIC, say.BASE)
"""The parameters of addresses that choose among figures."""


def words_of_figures(figures: Figures) -> Words:
    """Return the words for these figures: a series is offered under its theme, and found by code and by each name."""
    years = [str(year) for year in sorted(figures.observations["year"].unique())]
    countries = list(figures.observations["country"].unique())
    named = say.PUBLIC["compare"]
    shown: dict[str, Mapping[str, str]] = {
        **say.PUBLIC,
        "series": dict(_options(figures)),
        "compare": {one: named.get(one, one) for one in sorted(countries, key=lambda one: _place(one, list(named)))},
        say.BASE: {year: year for year in years},
    }
    return _words(
        shown, {"series": dict(zip(figures.indicators["indicator_id"], figures.indicators["name"], strict=True))}
    )


def words_without_figures() -> Words:
    """Return the words for what can be chosen whatever the figures are."""
    nothing: Mapping[str, str] = {}
    return _words({**say.PUBLIC, "series": nothing, "compare": nothing, say.BASE: nothing}, {})


def _words(shown: Mapping[str, Mapping[str, str]], full: Mapping[str, Mapping[str, str]]) -> Words:
    return Words(
        shown=shown,
        full=full,
        known={name: dict(_known(name, shown[name], full.get(name, {}))) for name in PARAMETERS},
        groups={},
    )


def _options(figures: Figures) -> Iterator[tuple[str, str]]:
    """Yield the series with what they are called in the list: by theme, in the order of the codebook."""
    order, short = list(PUBLIC_WORDS["theme"]), say.PUBLIC["series"]
    first = [
        (next(iter(row["theme_ids"]), ""), short.get(row["indicator_id"], row["name"]), row["indicator_id"])
        for row in records(figures.indicators)
    ]
    for theme, name, one in sorted(first, key=lambda option: (_place(option[0], order), option[1])):
        yield one, say.SERIES_OPTION.format(theme=PUBLIC_WORDS["theme"].get(theme, say.NO_THEME), series=name)


def _known(parameter: str, shown: Mapping[str, str], full: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from ((word.casefold(), one) for word, one in say.FORMER.get(parameter, {}).items() if one in shown)
    yield from ((name.casefold(), one) for one, name in full.items())
    yield from ((word.casefold(), one) for one, word in say.PUBLIC.get(parameter, {}).items() if one in shown)
    yield from ((one.casefold(), one) for one in shown)
    yield from ((word.casefold(), one) for one, word in shown.items())


def _place(one: str, order: list[str]) -> int:
    return order.index(one) if one in order else len(order)

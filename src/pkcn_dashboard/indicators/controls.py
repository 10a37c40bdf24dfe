"""The widgets that choose among figures, bound to the address, and what they say.

Where a widget isn't drawn, as in one chart alone or under another tab, the address says what was chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, cast

import streamlit as st

from pkcn_dashboard import load, text
from pkcn_dashboard.indicators import catalogue
from pkcn_dashboard.indicators.catalogue import Choice
from pkcn_dashboard.text import indicators as say
from pkcn_data.errors import TableError
from pkcn_data.figures.lines import Measure, measures_of

DEFAULT = Choice()


def current() -> Choice:
    """Return what is chosen, where it doesn't make sense what comes next to it; the default without figures."""
    base = _one(say.BASE)
    asked = Choice(
        series=_one("series") or DEFAULT.series,
        countries=_countries(),
        measure=cast(Measure, _one("measure") or DEFAULT.measure),
        base=int(base) if base else None,
        scale=cast(Any, _one("scale") or DEFAULT.scale),
        amounts=cast(Any, _one("amounts") or DEFAULT.amounts),
    )
    try:
        return load.of_figures(catalogue.fitting, asked)
    except TableError:
        return DEFAULT


def choose_series() -> None:
    """Draw the choice of series and countries."""
    words = load.figure_words()
    series, countries = list(words.shown["series"]), list(words.shown["compare"])
    with st.grid(2, min_column_width=300):
        st.selectbox(
            say.SERIES_LABEL,
            series,
            index=series.index(DEFAULT.series) if DEFAULT.series in series else 0,
            format_func=partial(words.word, "series"),
            key="series",
            bind="query-params",
        )
        st.multiselect(
            say.COUNTRIES_LABEL,
            countries,
            default=[one for one in DEFAULT.countries if one in countries],
            format_func=partial(words.word, "compare"),
            key="compare",
            select_all=False,
            placeholder=text.FILTER_ANY,
            bind="query-params",
        )


def choose_measure() -> None:
    """Draw how to measure the series, the year that is 100 of an index, and the scale; say what makes no sense."""
    series = current().series
    measures = list(measures_of(load.figures(), series))
    asked = _one("measure")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        _segments("measure", measures, say.MEASURE_LABEL)
        gone = _choose_base() if _one("measure") == "index" else ""
        _segments("scale", list(say.PUBLIC["scale"]), say.SCALE_LABEL)
    if asked and asked not in measures:
        gone = say.MEASURE_GONE.format(measure=load.figure_words().word("measure", asked))
    if gone:
        st.caption(text.plain(gone))


def choose_amounts() -> None:
    """Draw whether amounts are compared in total or per person."""
    _segments("amounts", list(say.PUBLIC["amounts"]), say.AMOUNTS_LABEL)


def _segments(name: str, options: Sequence[str], label: str) -> None:
    st.segmented_control(
        label,
        options,
        default=options[0],
        required=True,
        format_func=partial(load.figure_words().word, name),
        key=name,
        bind="query-params",
    )


def _choose_base() -> str:
    """Draw the choice of the year that is 100; return what to say where the one asked for can't be it."""
    choice = current()
    years = [str(year) for year in catalogue.offered_bases(load.figures(), choice.series, choice.countries)]
    asked = _one(say.BASE)
    if not years:
        return say.NO_BASE if choice.countries else ""
    if say.BASE in st.session_state and st.session_state[say.BASE] not in years:
        st.session_state[say.BASE] = years[0]
    st.selectbox(say.BASE_LABEL, years, key=say.BASE, width=150, bind="query-params")
    return say.BASE_GONE.format(asked=asked, base=years[0]) if asked and asked not in years else ""


def _countries() -> tuple[str, ...]:
    order = list(load.figure_words().shown["compare"])
    if "compare" in st.session_state:
        chosen = set(st.session_state["compare"])
    else:
        chosen = set(_asked("compare")) or set(DEFAULT.countries)
    return tuple(one for one in order if one in chosen)


def _one(name: str) -> str | None:
    """Return what is chosen of a parameter that has one value: of its widget, else of the address."""
    if st.session_state.get(name):
        return str(st.session_state[name])
    return next(iter(_asked(name)), None)


def _asked(name: str) -> list[str]:
    words = load.figure_words()
    found = (words.resolve(name, value) for value in st.query_params.get_all(name))
    return [one for one in found if one is not None]

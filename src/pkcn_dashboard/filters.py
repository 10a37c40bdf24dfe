"""The filter bar: widgets bound to the address in, one frozen `Filters` out.

What stands in the address is the word shown (Streamlit writes the formatted option), so words are public: see `text`.
Ids, full labels and former words of a link are understood too; Streamlit knows only the words, so the address is put
right before the widgets read it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pkcn_dashboard import load, text
from pkcn_dashboard.charts.catalogue import CHARTS
from pkcn_dashboard.claims.names import CLAIM
from pkcn_dashboard.claims.names import PARAMETERS as CLAIM_PARAMETERS
from pkcn_dashboard.claims.names import WORDS as CLAIM_WORDS
from pkcn_dashboard.indicators.catalogue import FIGURE_CHARTS
from pkcn_dashboard.indicators.names import PARAMETERS as FIGURE_PARAMETERS
from pkcn_dashboard.words import Words
from pkcn_data.summary import Filters, Unit, count_units

UNIT_KEY = "count"
_UNITS: tuple[Unit, ...] = ("statements", "sentences", "speakers")
_LINK_KEY = "_link"
_FOREIGN_PARAMETERS = frozenset({"embed", "embed_options", "fbclid", "gclid", "ref"})
"""Parameters that others put into addresses."""
PAGE_PARAMETERS = frozenset(
    {
        "sentence",
        "marks",
        "statement",
        "search",
        "sort",
        "find",
        "chart",
        "table",
        "code",
        "numbers",
        "heard",
        "treatment",
        CLAIM,
    }
)
"""Parameters that a page reads itself, and reports itself where their value is gone."""


def mark_key(chart_id: str) -> str:
    """Return the parameter that names the bar a reader opened."""
    return f"bar-{chart_id}"


_MARK_KEYS = frozenset(mark_key(chart_id) for chart_id in (*CHARTS, *FIGURE_CHARTS))


@dataclass(frozen=True, slots=True)
class Link:
    """What was understood of the address a session began with: its parameters in today's words, and what is gone."""

    parameters: dict[str, list[str]]
    total: int = 0
    gone: tuple[tuple[str, str], ...] = ()


def current() -> Filters:
    """Return what the filter bar says in this run."""
    return Filters(**{name: tuple(st.session_state.get(name) or ()) for name in _parameters()})


def unit() -> Unit:
    """Return the counting unit chosen."""
    return cast(Unit, st.session_state.get(UNIT_KEY) or _UNITS[0])


def bar(words: Words, *, is_shown: bool = True) -> DeltaGenerator:
    """Draw the filter bar: counting unit, filters behind one line, what is active, what a link got wrong.

    Return the place at its end, for what needs to know the filters. A page on which they change nothing doesn't show
    them, but has them all the same: they stay as they are, in the address, for the pages that follow.
    """
    link = _open_link(words)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if is_shown:
            _units(words)
        end = st.container(horizontal=True, horizontal_alignment="right", width="stretch")
    with st.container(key=None if is_shown else "unused-filters"):
        if not is_shown:
            _units(words)
        _filters(words)
    # A place of its own, also when it is empty: what comes and goes would move all that follows, and the browser makes
    # anew what has moved.
    with st.container():
        if link.gone:
            st.warning(text.link_report(link.gone, link.total))
        if is_shown and current():
            _chips(words)
    return end


def _units(words: Words) -> None:
    st.caption(text.COUNT_LABEL, width="content")
    st.radio(
        text.COUNT_LABEL,
        _UNITS,
        format_func=partial(words.word, UNIT_KEY),
        key=UNIT_KEY,
        horizontal=True,
        label_visibility="collapsed",
        bind="query-params",
    )


def follow(words: Words) -> None:
    """Take the filters from the address without drawing the bar, for a view that has none."""
    link = _open_link(words)
    for name in _parameters():
        st.session_state.setdefault(name, _resolved(link, name, words))
    if UNIT_KEY not in st.session_state and (asked := _resolved(link, UNIT_KEY, words)):
        st.session_state[UNIT_KEY] = asked[0]
    if link.gone:
        st.warning(text.link_report(link.gone, link.total))


def parameters(words: Words) -> dict[str, list[str]]:
    """Return what the filter bar says as the parameters of an address; what is as by default is left out."""
    asked = {name: [words.word(name, one) for one in getattr(current(), name)] for name in _parameters()}
    if unit() != _UNITS[0]:
        asked[UNIT_KEY] = [words.word(UNIT_KEY, unit())]
    return {name: values for name, values in asked.items() if values}


def keep(asked: dict[str, tuple[str, ...]]) -> None:
    """Set filters, by parameter; for a button's callback."""
    for name, ids in asked.items():
        st.session_state[name] = list(ids)
    _forget_report()


def replaces_countries(asked: dict[str, tuple[str, ...]]) -> bool:
    """Return whether keeping these filters takes the place of countries that are set.

    A sentence fits when it names any of the countries, so a second choice can't be added to a first.
    """
    return bool(asked.get("country") and current().country and set(asked["country"]) != set(current().country))


def clear_all() -> None:
    """Take all filters away; for a button's callback."""
    keep(dict.fromkeys(_parameters(), ()))


def read_link(parameters: dict[str, list[str]], words: Words) -> Link:
    """Understand the parameters of an address; those that others add and those that name a bar stay as they are."""
    understood: dict[str, list[str]] = {}
    gone: list[tuple[str, str]] = []
    total = 0
    for name, values in parameters.items():
        if name in _FOREIGN_PARAMETERS | PAGE_PARAMETERS or name.startswith("utm_"):
            understood[name] = values
            continue
        total += len(values)
        if name in _MARK_KEYS:
            understood[name] = values
            continue
        its_words = _words_of(name, words)
        found = [(value, its_words.resolve(name, value)) for value in values]
        gone += [(name, value) for value, one in found if one is None]
        if kept := list(dict.fromkeys(its_words.word(name, one) for _, one in found if one is not None)):
            understood[name] = kept
    return Link(understood, total, tuple(gone))


def _words_of(name: str, words: Words) -> Words:
    """Return the words in which an address gives a parameter."""
    if name in CLAIM_PARAMETERS:
        return CLAIM_WORDS
    return load.figure_words() if name in FIGURE_PARAMETERS else words


def _open_link(words: Words) -> Link:
    """Read the address that a session begins with, once; put it right first where it isn't in today's words."""
    if _LINK_KEY not in st.session_state:
        parameters = {name: st.query_params.get_all(name) for name in st.query_params}
        link = read_link(parameters, words)
        st.session_state[_LINK_KEY] = link
        if link.parameters != parameters:
            st.query_params.from_dict(link.parameters)
            st.rerun()
    return cast(Link, st.session_state[_LINK_KEY])


def _resolved(link: Link, name: str, words: Words) -> list[str]:
    found = (words.resolve(name, value) for value in link.parameters.get(name, ()))
    return [one for one in found if one is not None]


def _parameters() -> Sequence[str]:
    return tuple(text.FILTER_LABELS)


def _offered(words: Words) -> list[str]:
    """Return the filters to offer: with one article there is no choice of articles."""
    return [name for name in _parameters() if name != "article" or len(words.shown[name]) > 1]


def _filters(words: Words) -> None:
    # Not a popover: what is inside a closed one isn't in the browser's page, and the back button forgets it.
    with st.expander(text.FILTER_BUTTON, icon=":material/tune:", key="filters"):
        with st.grid(3, min_column_width=220):
            for name in _offered(words):
                st.multiselect(
                    text.FILTER_LABELS[name],
                    list(words.shown[name]),
                    format_func=partial(words.word, name),
                    key=name,
                    placeholder=text.FILTER_ANY,
                    select_all=False,
                    on_change=_forget_report,
                    wrap=True,
                    bind="query-params",
                )
        st.caption(f"{text.FILTER_HELP} {text.COUNT_HELP}")


def _chips(words: Words) -> None:
    filters, shown = current(), load.view(current())
    with st.container(horizontal=True, gap="xsmall"):
        for name in _offered(words):
            for one in getattr(filters, name):
                st.button(
                    f"{text.FILTER_LABELS[name]}: {text.plain(text.clip(words.word(name, one), 32))}",
                    key=f"chip-{name}-{one}",
                    icon=":material/close:",
                    icon_position="right",
                    on_click=_drop,
                    args=(name, one),
                )
        st.button(text.CLEAR_ALL, key="clear-all", type="tertiary", on_click=clear_all)
    st.caption(
        text.SHOWING.format(
            statements=f"{len(shown.statements):,}",
            all_statements=text.count_of(len(shown.all_statements), "statements"),
            sentences=f"{count_units(shown.statements, 'sentences'):,}",
            all_sentences=text.count_of(len(shown.all_sentences), "sentences"),
        )
    )


def _drop(name: str, one: str) -> None:
    st.session_state[name] = [kept for kept in st.session_state[name] if kept != one]
    _forget_report()


def _forget_report() -> None:
    """Take back what was said about the link: from here on the address is the reader's own."""
    st.session_state[_LINK_KEY] = Link({})

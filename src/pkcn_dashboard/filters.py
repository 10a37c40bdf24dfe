"""The filter bar: widgets bound to the address in, one frozen `Filters` out.

What stands in the address is the word shown (Streamlit writes the formatted option), so words are public: see `text`.
Ids, full labels and former words of a link are understood too; Streamlit knows only the words, so such a link takes a
second run in which the ids are set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import streamlit as st

from pkcn_dashboard import load, text
from pkcn_dashboard.catalogue import CHARTS
from pkcn_dashboard.words import Words
from pkcn_data.summary import Filters, Unit, count_units

UNIT_KEY = "count"
_UNITS: tuple[Unit, ...] = ("statements", "sentences", "speakers")
_LINK_KEY = "_link"
_IGNORED_PARAMETERS = ("embed", "embed_options", "fbclid", "gclid", "ref")
"""Parameters that others put into addresses."""


@dataclass(frozen=True, slots=True)
class Link:
    """What was understood of the address a session began with."""

    ids: dict[str, tuple[str, ...]]
    total: int
    gone: tuple[tuple[str, str], ...]
    is_canonical: bool


def mark_key(chart_id: str) -> str:
    """Return the parameter that names the bar a reader opened."""
    return f"bar-{chart_id}"


def current() -> Filters:
    """Return what the filter bar says in this run."""
    return Filters(**{name: tuple(st.session_state.get(name) or ()) for name in _parameters()})


def unit() -> Unit:
    """Return the counting unit chosen."""
    return cast(Unit, st.session_state.get(UNIT_KEY) or _UNITS[0])


def bar(words: Words) -> None:
    """Draw the filter bar: the filters behind one button, the counting unit, what is active, what a link got wrong."""
    link = _open_link(words)
    with st.container(horizontal=True, vertical_alignment="center"):
        _popover(words)
        st.segmented_control(
            text.COUNT_LABEL,
            _UNITS,
            default=_UNITS[0],
            required=True,
            format_func=lambda one: words.word(UNIT_KEY, one),
            key=UNIT_KEY,
            help=text.COUNT_HELP,
            label_visibility="collapsed",
            bind="query-params",
        )
    if not link.is_canonical and not st.session_state.get(_LINK_KEY + "_applied"):
        st.session_state[_LINK_KEY + "_applied"] = True
        st.rerun()
    if link.gone:
        st.warning(text.link_report(link.gone, link.total))
    if current():
        _chips(words)


def keep(asked: dict[str, tuple[str, ...]]) -> None:
    """Set filters, by parameter; for a button's callback."""
    for name, ids in asked.items():
        st.session_state[name] = list(ids)
    _forget_report()


def clear_all() -> None:
    """Take all filters away; for a button's callback."""
    keep(dict.fromkeys(_parameters(), ()))


def read_link(parameters: dict[str, list[str]], words: Words) -> Link:
    """Understand the parameters of an address."""
    ids: dict[str, tuple[str, ...]] = {}
    gone: list[tuple[str, str]] = []
    total, is_canonical = 0, True
    known = (*text.FILTER_LABELS, UNIT_KEY)
    for name, values in parameters.items():
        if name in _IGNORED_PARAMETERS or name.startswith("utm_"):
            continue
        total += len(values)
        if name in {mark_key(chart_id) for chart_id in CHARTS}:
            continue
        found = {value: words.resolve(name, value) if name in known else None for value in values}
        gone += [(name, value) for value, one in found.items() if one is None]
        ids[name] = tuple(dict.fromkeys(one for one in found.values() if one is not None))
        is_canonical &= all(one is None or words.word(name, one) == value for value, one in found.items())
    return Link(ids, total, tuple(gone), is_canonical)


def _open_link(words: Words) -> Link:
    """Read the address of a session's first run; in the second, set what Streamlit could not understand."""
    if _LINK_KEY not in st.session_state:
        parameters = {name: st.query_params.get_all(name) for name in st.query_params}
        st.session_state[_LINK_KEY] = read_link(parameters, words)
        return cast(Link, st.session_state[_LINK_KEY])
    link = cast(Link, st.session_state[_LINK_KEY])
    if link.is_canonical:
        return link
    for name, ids in link.ids.items():
        if name == UNIT_KEY and ids:
            st.session_state[name] = ids[0]
        elif name in _parameters():
            st.session_state[name] = list(ids)
    st.session_state[_LINK_KEY] = Link(link.ids, link.total, link.gone, is_canonical=True)
    return cast(Link, st.session_state[_LINK_KEY])


def _parameters() -> Sequence[str]:
    return tuple(text.FILTER_LABELS)


def _offered(words: Words) -> list[str]:
    """Return the filters to offer: with one article there is no choice of articles."""
    return [name for name in _parameters() if name != "article" or len(words.shown[name]) > 1]


def _popover(words: Words) -> None:
    active = sum(len(st.session_state.get(name) or ()) for name in _parameters())
    label = text.FILTER_BUTTON_ACTIVE.format(count=active) if active else text.FILTER_BUTTON
    with st.popover(label, icon=":material/tune:", key="filters"):
        for name in _offered(words):
            st.multiselect(
                text.FILTER_LABELS[name],
                list(words.shown[name]),
                format_func=lambda one, name=name: words.word(name, one),
                key=name,
                placeholder=text.FILTER_ANY,
                select_all=False,
                on_change=_forget_report,
                bind="query-params",
            )
        st.caption(text.FILTER_HELP)


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
    link = st.session_state.get(_LINK_KEY)
    if link:
        st.session_state[_LINK_KEY] = Link({}, 0, (), is_canonical=True)

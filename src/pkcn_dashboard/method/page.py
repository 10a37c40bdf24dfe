"""The parts of the Method page: steps, measured quality, codes with their terms, closed lists.

`code_address` leads to a code from elsewhere: `/method?code=<kind>:<id>`, kind `sector` or `theme`.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from pkcn_dashboard import cards, components, links, load, text
from pkcn_dashboard.method import codes
from pkcn_dashboard.method.codes import Codes, Entry, Found
from pkcn_dashboard.method.quality import GoldSet
from pkcn_dashboard.text import method as words
from pkcn_data.errors import CodebookError, TableError
from pkcn_data.model import CodeKind

CODE_PARAMETER = "code"
_ARRIVED_KEY = "_method-code"
_SEARCH_KEY = "method-search"


def code_address(kind: CodeKind, code_id: str) -> str:
    """Return the public address of a code of the codebook."""
    return links.address("method", {CODE_PARAMETER: [f"{kind}:{code_id}"]})


def contents(heads: Mapping[str, str]) -> None:
    """Link to the sections of the page: their heads by anchor."""
    links = " · ".join(f"[{head}](#{anchor})" for anchor, head in heads.items())
    st.markdown(words.ON_THIS_PAGE.format(links=links))


def steps() -> None:
    """List the steps from text to tables."""
    st.markdown("\n".join(f"{number}. {step}" for number, step in enumerate(words.STEPS, start=1)))


def limits() -> None:
    """List what the coding can't do."""
    st.markdown(_listed(words.LIMITS))


def measured_quality() -> None:
    """Show how often the coding is right: the finding, a dot a field and set, and the numbers."""
    try:
        measured = load.quality(components.scheme())
    except TableError as error:
        st.caption(words.QUALITY_MISSING)
        st.text(str(error))
        return
    st.markdown(words.QUALITY_LEAD)
    st.subheader(text.plain(measured.drawn.title), anchor=False)
    st.caption(text.plain(measured.drawn.caption))
    st.plotly_chart(
        measured.drawn.figure, theme=None, key="quality", config=cards.PLOTLY_CONFIG, alt=measured.drawn.alt
    )
    st.markdown(_listed(words.QUALITY_TERMS))
    grid = st.grid(2, min_column_width=340, gap=("small", "large"))
    for gold_set, table in measured.tables.items():
        with grid.cell():
            _quality_table(gold_set, table)
    with st.expander(words.FIELDS_HEAD):
        st.markdown(_defined(words.FIELDS))


def codebook() -> None:
    """List the codes, found by a search if one is asked for; open the code that the address asks for."""
    try:
        all_codes = load.codes()
    except CodebookError as error:
        st.caption(words.CODEBOOK_MISSING)
        st.text(str(error))
        return
    st.markdown(
        words.CODEBOOK_LEAD.format(
            version=all_codes.version,
            terms=f"{sum(len(entry.every_term) for entry in all_codes.entries.values()):,}",
            licence=text.plain(all_codes.licence),
            **{f"{kind}s": len(all_codes.of_kind(kind)) for kind in codes.KINDS},
        )
    )
    arrived = _arrive(all_codes)
    asked = st.text_input(
        words.CODEBOOK_SEARCH, key=_SEARCH_KEY, type="search", placeholder=words.CODEBOOK_SEARCH_HINT, width=420
    )
    with st.expander(words.TERMS_HEAD):
        st.markdown(_listed(words.TERMS_NOTATION))
    _found_codes(all_codes, asked or "", arrived)


def vocabulary() -> None:
    """Define the values of the closed lists."""
    grid = st.grid(2, min_column_width=300, gap=("small", "large"))
    for name, values in words.VOCABULARY.items():
        with grid.cell():
            st.subheader(words.VOCABULARY_HEADS[name], anchor=False)
            st.markdown(_defined(values))


def _quality_table(gold_set: GoldSet, table: pd.DataFrame) -> None:
    st.subheader(text.plain(gold_set.head), anchor=False)
    st.table(
        table.style.format(precision=2, thousands=",", na_rep=words.QUALITY_NO_VALUE),
        border="horizontal",
        hide_index=True,
        alt=words.QUALITY_TABLE_ALT.format(gold_set=gold_set.label),
    )


def _arrive(all_codes: Codes) -> Entry | None:
    """Return the code that the address asks for, and open it once; say so where there is none."""
    asked = st.query_params.get(CODE_PARAMETER, "")
    if not asked:
        return None
    entry = codes.asked_for(all_codes, asked, load.data().words)
    if entry is None:
        st.warning(words.CODE_GONE.format(code=text.plain(text.clip(asked, 60))))
        return None
    if st.session_state.get(_ARRIVED_KEY) != entry.address:
        st.session_state[_ARRIVED_KEY] = entry.address
        st.session_state[_code_key(entry)] = True
        st.session_state[_SEARCH_KEY] = ""  # a search from before could hide it
    return entry


def _found_codes(all_codes: Codes, asked: str, arrived: Entry | None) -> None:
    is_searched = bool(asked.strip())
    found = {kind: codes.search(all_codes.of_kind(kind), asked) for kind in codes.KINDS}
    if not any(found.values()):
        st.caption(words.CODEBOOK_NO_MATCH.format(words=text.plain(text.clip(asked.strip(), 60))))
    for kind in codes.KINDS:
        if found[kind]:
            st.subheader(words.CODE_KINDS[kind], anchor=False)
        _side_by_side(found[kind], is_searched=is_searched, arrived=arrived)


def _side_by_side(found: Sequence[Found], *, is_searched: bool, arrived: Entry | None) -> None:
    """Draw codes in two columns, each read downwards, so that a long open one pushes only those below it."""
    half = -(-len(found) // 2)
    grid = st.grid(2, min_column_width=340, gap="small")
    for column in (found[:half], found[half:]):
        with grid.cell(), st.container(gap="small"):
            for one in column:
                _code(one, is_searched=is_searched, has_arrived=one.entry is arrived)


def _code(found: Found, *, is_searched: bool, has_arrived: bool) -> None:
    entry = found.entry
    label = words.CODE_LABEL.format(label=text.plain(entry.label), terms=text.count_of(len(entry.every_term), "terms"))
    with st.container(gap="xsmall"):
        with st.expander(label, key=_code_key(entry), on_change="rerun") as expander:
            _definition(entry, has_arrived=has_arrived)
            if expander.open:  # a hundred thousand characters in all, so only those that are looked at
                st.caption(f"**{words.CODE_TERMS}:** {text.plain(words.TERM_BREAK.join(entry.terms))}")
                if entry.in_context:
                    st.caption(f"**{words.CODE_IN_CONTEXT}:** {text.plain(words.TERM_BREAK.join(entry.in_context))}")
                st.caption(words.CODE_LINK)
                st.code(code_address(entry.kind, entry.id), language=None, wrap_lines=True)
        if is_searched and found.terms:
            st.caption(words.CODEBOOK_MATCHES.format(terms=text.plain(_some(found.terms))))


def _definition(entry: Entry, *, has_arrived: bool) -> None:
    if has_arrived:
        st.html(f'<div data-arrive tabindex="-1">{html.escape(entry.definition)}</div>')
    else:
        st.markdown(text.plain(entry.definition))
    st.markdown(
        f"**{words.CODE_EXAMPLE}:** {text.plain(entry.example)}  \n"
        f"**{words.CODE_COUNTER_EXAMPLE}:** {text.plain(entry.counter_example)}"
    )
    of = [words.CODE_GROUP.format(group=entry.group)]
    if entry.isic:
        of.append(words.CODE_ISIC.format(isic=entry.isic))
    st.caption(text.plain(" ".join(of)))


def _some(terms: Sequence[str]) -> str:
    shown = words.TERM_BREAK.join(terms[: words.MOST_MATCHES])
    more = len(terms) - words.MOST_MATCHES
    return words.CODEBOOK_MATCHES_MORE.format(terms=shown, more=more) if more > 0 else shown


def _code_key(entry: Entry) -> str:
    return f"code-{entry.kind}-{entry.id}"


def _listed(items: Sequence[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _defined(values: Mapping[str, tuple[str, str]]) -> str:
    return _listed([f"**{label}**: {meaning}" for label, meaning in values.values()])

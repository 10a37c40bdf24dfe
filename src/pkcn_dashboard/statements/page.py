"""What the page of statements is made of: the one asked for with its citation, the list, and what isn't in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar, cast

import pandas as pd
import streamlit as st

from pkcn_dashboard import components, filters, links, load, text
from pkcn_dashboard.claims import parts
from pkcn_dashboard.exports import citations
from pkcn_dashboard.exports.citations import Cited
from pkcn_dashboard.statements import covered, statement_list
from pkcn_dashboard.statements.statement_list import Entry, Row, Sort
from pkcn_dashboard.text import statements as said
from pkcn_dashboard.words import Words
from pkcn_data.model import NARRATOR
from pkcn_data.summary import Filters

T = TypeVar("T")

ENTRIES_PER_PAGE = 25
STATEMENT, SEARCH, SORT = "statement", "search", "sort"
"""The parameters of the page's address; all are in `filters.PAGE_PARAMETERS`."""

_CITE: Mapping[str, tuple[Callable[[Cited], str], str, str]] = {
    "text": (citations.as_text, "txt", "text/plain"),
    "bibtex": (citations.as_bibtex, "bib", "application/x-bibtex"),
    "csl": (citations.as_csl_json, "json", "application/vnd.citationstyles.csl+json"),
}
"""How each form of a citation is made, and the ending and the type of its file."""

_ID = "statement_id"
_OF_ARTICLE = ("title", "author", "outlet", "published", "url", "language")
"""What a citation takes from the row of the article."""


def asked_for() -> None:
    """Draw the statement that the address names, with its citation."""
    asked = st.query_params.get(STATEMENT)
    if asked is None:
        return
    row = load.computed(statement_list.everything, Filters()).get(asked)
    if row is None:
        st.caption(said.GONE_STATEMENT)
        return
    st.query_params[STATEMENT] = asked  # a link from this page to itself leaves the browser's address as it was
    with st.container(border=True, key="statement"):
        st.subheader(text.plain(load.data().words.statement(row)), anchor=False)
        components.sentence(row, load.data().words, [row], linked=False)
        if not any(one[_ID] == asked for one in load.computed(statement_list.shown, filters.current())):
            st.caption(said.NOT_IN_FILTERS)
        parts.of_statement(asked)
        _citation(row)


def nothing_fits() -> bool:
    """Return whether no sentence fits the filters, and say so."""
    is_empty = load.view(filters.current()).sentences.empty
    if is_empty:
        components.empty(text.EMPTY_VIEW)
    return is_empty


def coverage() -> None:
    """Say how much of the text is coded."""
    st.markdown(text.plain(load.computed(covered.said, filters.current())))


def statements() -> None:
    """Draw the statements that fit the filters and the search, in the order chosen."""
    chosen, words = filters.current(), load.data().words
    st.header(said.LIST_HEAD_FILTERED if chosen else said.LIST_HEAD, anchor=False)
    search, sort = _search_and_sort(words)
    rows = load.computed(statement_list.shown, chosen)
    found = statement_list.find(rows, search)
    if not found:
        _not_found(search)
        return
    st.caption(_counted(found, search))
    _entries(statement_list.arrange(found, sort, words), key="statements")


def without() -> None:
    """List the sentences that produced nothing, each with why."""
    chosen, words, search = filters.current(), load.data().words, _search()
    st.header(said.UNCODED_HEAD, anchor=False)
    st.markdown(text.plain(load.computed(covered.nothing_from, chosen)))
    rows = load.computed(statement_list.without, chosen)
    found = statement_list.find(rows, search)
    if search.strip() and rows:
        st.caption(text.plain(covered.nothing_found(len(found), len(rows), text.clip(search.strip(), 60))))
    actors = load.computed(covered.actor_names, Filters())
    for row in _page(found, key="without"):
        components.sentence(row, words, note=covered.why_nothing(row, words, actors))


def left_out() -> None:
    """Say what the filters leave out, and list it when asked."""
    chosen, words = filters.current(), load.data().words
    if not chosen:
        return
    st.header(said.LEFT_OUT_HEAD, anchor=False)
    st.markdown(text.plain(covered.left_out(load.view(chosen), chosen)))
    rows = load.computed(statement_list.left_out, chosen)
    if rows and st.toggle(said.SHOW_LEFT_OUT, key="list-left-out"):
        _entries(statement_list.arrange(rows, "text", words), key="left-out")


def _citation(row: Row) -> None:
    """Draw the citation in the form chosen: to copy, and as a file."""
    form = st.segmented_control(
        said.CITE,
        list(_CITE),
        format_func=text.CITATION_FORMS.__getitem__,
        default="text",
        required=True,
        key="citation",
    )
    make, ending, kind = _CITE[form]
    citation = make(_cited(row))
    st.code(citation.rstrip(), language=None, wrap_lines=True)
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            text.DOWNLOAD,
            data=citation.rstrip() + "\n",
            file_name=f"citation.{ending}",
            mime=kind,
            icon=":material/download:",
            type="tertiary",
            key=f"download-citation-{form}",
            on_click="ignore",
        )
        st.button(text.CLOSE, key="close-statement", icon=":material/close:", type="tertiary", on_click=_close)


def _close() -> None:
    st.query_params.pop(STATEMENT, None)


def _cited(row: Row) -> Cited:
    data = load.data()
    articles = data.tables.articles
    article = articles[articles["article_id"] == row["article_id"]].iloc[0]
    given = {name: None if pd.isna(article[name]) else str(article[name]) for name in _OF_ARTICLE}
    tone, kind = data.words.word("stance", row["stance"]), data.words.word("modality", row["modality"])
    speaker = row["speaker_id"]
    return Cited(
        statement_id=row[_ID],
        **cast(Any, given),
        position=row["position"],
        speaker=said.CITED_NARRATOR if speaker == NARRATOR else data.words.label("speaker", speaker),
        about=said.CITED_ABOUT.format(
            code=text.inline(data.words.label(row["kind"], row["code_id"])), tone=tone.lower(), kind=kind.lower()
        ),
        codebook_version=data.manifest.codebook_version,
        address=links.address("statements", {STATEMENT: [row[_ID]]}) if links.base() else "",
    )


def _search() -> str:
    return str(st.session_state.get(SEARCH) or "")


def _search_and_sort(words: Words) -> tuple[str, Sort]:
    gone = _put_right(words)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        search = st.text_input(
            said.SEARCH_LABEL,
            type="search",
            key=SEARCH,
            placeholder=said.SEARCH_PLACEHOLDER,
            max_chars=200,
            width=360,
            bind="query-params",
            on_change=_first_page,
        )
        sort = st.selectbox(
            said.SORT_LABEL,
            list(text.PUBLIC_WORDS[SORT]),
            format_func=partial(words.word, SORT),
            key=SORT,
            width=200,
            bind="query-params",
            on_change=_first_page,
        )
    if gone:
        st.caption(said.GONE_SORT.format(order=text.plain(text.clip(gone, 40))))
    return search, cast(Sort, sort)


def _put_right(words: Words) -> str | None:
    """Understand an order that the address has in other words than today's; return one that is gone."""
    asked = st.query_params.get(SORT)
    if asked is None or SORT in st.session_state:
        return None
    one = words.resolve(SORT, asked)
    if one is None:
        return asked
    if words.word(SORT, one) != asked:
        st.query_params[SORT] = words.word(SORT, one)
        st.rerun()
    return None


def _first_page() -> None:
    st.session_state["page-statements"] = 1


def _clear_search() -> None:
    st.session_state[SEARCH] = ""
    _first_page()


def _not_found(search: str) -> None:
    if not search.strip():
        components.empty(text.EMPTY_CHART)
        return
    message = said.NOT_FOUND_FILTERED if filters.current() else said.NOT_FOUND
    st.caption(message.format(search=text.plain(text.clip(search.strip(), 60))))
    st.button(said.CLEAR_SEARCH, key="clear-search", icon=":material/close:", type="tertiary", on_click=_clear_search)


def _counted(rows: Sequence[Row], search: str) -> str:
    form = said.FOUND_WITH if search.strip() else said.FOUND
    return form.format(
        statements=text.count_of(len(rows), "statements"),
        sentences=text.count_of(len({row["sentence_id"] for row in rows}), "sentences"),
        search=text.plain(text.clip(search.strip(), 60)),
    )


def _entries(entries: Sequence[Entry], *, key: str) -> None:
    """List sentences with the statements that stand together, under the heads of their groups."""
    words = load.data().words
    counts: dict[str, int] = {}
    for entry in entries:
        counts[entry.head] = counts.get(entry.head, 0) + len(entry.statements)
    kept = filters.parameters(words) | {one: [st.query_params[one]] for one in (SEARCH, SORT) if one in st.query_params}
    head = ""
    for entry in _page(entries, key=key):
        if entry.head != head:
            head = entry.head
            count = text.count_of(counts[head], "statements")
            st.subheader(said.GROUP.format(name=text.plain(text.clip(head, 120)), count=count), anchor=False)
        components.sentence(entry.statements[0], words, entry.statements, kept=kept)


def _page(rows: Sequence[T], *, key: str) -> Sequence[T]:
    """Return the rows of the page that the reader is on; draw the pages where there are several."""
    if len(rows) <= ENTRIES_PER_PAGE:
        return rows
    number = st.pagination(-(-len(rows) // ENTRIES_PER_PAGE), key=f"page-{key}")
    return rows[(number - 1) * ENTRIES_PER_PAGE : number * ENTRIES_PER_PAGE]

"""The article's page: which article and which sentence an address asks for, which marks are on, and the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from pkcn_dashboard import components, filters, load, text
from pkcn_dashboard.article import marking
from pkcn_dashboard.article.marking import Asked, Head
from pkcn_dashboard.claims.board import in_sentences
from pkcn_dashboard.text import article as words_here
from pkcn_data.model import MentionKind
from pkcn_data.summary import Filters

MARKS_KEY = "marks"
SENTENCE_KEY = "sentence"
_CHOICE_KEY = "article-to-read"


def read() -> None:
    """Draw the article that the address or the reader chooses."""
    heads = load.computed(marking.heads, Filters())
    sentence_id, article_id, notice = _place()
    if len(heads) > 1:
        _choose(heads, article_id)
    _head(heads[article_id])
    if notice:
        st.info(notice)
    marks = _marks()
    asked = Asked(
        article_id=article_id,
        marks=marks,
        sentence_id=sentence_id,
        parameters=_parameters(marks),
        scheme=components.scheme(),
        claims=load.of_claims(in_sentences, Filters(), None),
    )
    # To read an article is no reason to pale those of its sentences in which nothing is coded.
    page = load.built(marking.page, replace(filters.current(), article=()), asked)
    if page.note:
        st.caption(page.note)
    st.html(page.html)
    if credit := heads[article_id].credit:
        st.caption(text.plain(words_here.CREDIT.format(credit=credit)))


def _place() -> tuple[str | None, str, str]:
    """Return the sentence that the address asks for, the article to show, and what is wrong with the address."""
    chosen = filters.current()
    shown = load.computed(marking.shown_articles, chosen)
    first = next((one for one in shown if one in (chosen.article or shown)), shown[0])
    asked = st.query_params.get(SENTENCE_KEY)
    if asked is None:
        return None, first, ""
    article_id = load.computed(marking.article_of, Filters()).get(asked)
    if article_id is None:
        return None, first, words_here.GONE_SENTENCE
    if chosen.article and article_id not in chosen.article:
        return None, first, words_here.SENTENCE_LEFT_OUT
    return asked, article_id, ""


def _choose(heads: Mapping[str, Head], article_id: str) -> None:
    st.session_state[_CHOICE_KEY] = article_id
    st.selectbox(
        words_here.CHOOSE,
        list(heads),
        format_func=partial(load.data().words.word, "article"),
        key=_CHOICE_KEY,
        on_change=_read_other,
    )


def _read_other() -> None:
    """Keep the article chosen as the filter, so that it stands in the address."""
    filters.keep({"article": (st.session_state[_CHOICE_KEY],)})
    st.query_params.pop(SENTENCE_KEY, None)


def _head(head: Head) -> None:
    with st.container(gap="xsmall"):
        st.header(text.plain(head.title), anchor=False)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(text.plain(head.byline), width="content")
            if head.url:
                st.link_button(words_here.READ_AT_PUBLISHER, head.url, type="tertiary", icon=":material/open_in_new:")


def _marks() -> tuple[MentionKind, ...]:
    """Draw the switches of the marks; return the kinds that are on."""
    known = list(words_here.MARKS.values())
    unknown = [one for one in st.query_params.get_all(MARKS_KEY) if one and one not in known]
    on = st.pills(
        words_here.MARKS_LABEL,
        list(words_here.MARKS),
        selection_mode="multi",
        default=list(words_here.MARKS),
        format_func=lambda kind: words_here.MARKS.get(kind, kind),
        key=MARKS_KEY,
        bind="query-params",
    )
    if unknown:
        values = text.listing([f"“{text.clip(one, 40)}”" for one in unknown])
        st.caption(text.plain(words_here.GONE_MARKS.format(values=values)))
    return tuple(kind for kind in words_here.MARKS if kind in on)


def _parameters(marks: tuple[MentionKind, ...]) -> marking.Parameters:
    """Return the address as it is, without the sentence."""
    asked = filters.parameters(load.data().words)
    if len(marks) < len(words_here.MARKS):
        asked[MARKS_KEY] = [words_here.MARKS[kind] for kind in marks] or [""]
    return tuple((name, value) for name, values in asked.items() for value in values)

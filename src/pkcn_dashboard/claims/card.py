"""One claim: its verdict with the reason, its sentence, and, once opened, its test, chart, figures and sources."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from pkcn_dashboard import cards, components, load, text
from pkcn_dashboard.claims import controls, rows, said
from pkcn_dashboard.claims.board import Claim, Judged, Part, Shown, named, shown_as
from pkcn_dashboard.claims.names import WORDS, chart_id
from pkcn_dashboard.indicators.draw import SourceLine
from pkcn_dashboard.text import claims as say
from pkcn_dashboard.text import share
from pkcn_data.summary import Filters


def entry(shown: Shown, *, is_open: bool = False, note: str = "") -> None:
    """Draw a claim in the list; what it rests on is made only when the reader opens it."""
    claim = shown.claim
    with st.container(key=f"card-{chart_id(claim.name)}", gap="xsmall"):
        st.subheader(text.plain(claim.claim), anchor=False)
        _verdict(shown)
        components.placed_sentence(shown.sentence, load.data().words)
        if note:
            st.caption(note)
        with st.expander(say.DETAILS, expanded=is_open, key=f"open-{claim.name}", on_change="rerun") as details:
            if details.open:
                _details(shown)


def alone(name: str) -> None:
    """Draw one claim with all it rests on, for another site's page."""
    board = load.board()
    claim = named(board, name)
    shown = None if claim is None else shown_as(claim, controls.current().reading, load.view(Filters()))
    if shown is None:
        components.empty(share.CHART_UNKNOWN.format(chart=text.plain(text.clip(name, 40))))
        return
    with st.container(key=f"card-{chart_id(shown.claim.name)}", gap="xsmall"):
        st.subheader(text.plain(shown.claim.claim), anchor=False)
        _verdict(shown)
        _details(shown)


def _verdict(shown: Shown) -> None:
    """Draw verdict and reason, then what the figures don't tell."""
    judged = shown.judged
    told = say.VERDICT_LINE.format(
        icon=say.VERDICT_ICONS[judged.verdict],
        verdict=WORDS.word("verdict", judged.verdict),
        because=text.plain(judged.because),
    )
    small = [say.CAVEAT.format(caveat=text.plain(shown.claim.caveat))] if shown.claim.caveat else []
    small += [say.CAUTIONS.format(cautions=text.plain(" ".join(judged.cautions)))] if judged.cautions else []
    st.markdown("\n\n".join([told, *(f":small[{one}]" for one in small)]))


def _details(shown: Shown) -> None:
    claim, judged = shown.claim, shown.judged
    st.markdown("\n".join(_test(judged.parts)))
    st.caption(text.plain(_other_reading(claim, judged)))
    if not judged.figures:
        _take_away(shown, (), pictured=False)
        return
    chart = load.claim_chart(claim.name, judged.reading, components.scheme())
    if chart is not None:
        st.caption(text.plain(chart.caption))
        st.plotly_chart(
            chart.figure,
            theme=None,
            width="stretch",
            key=f"chart-{chart_id(claim.name)}",
            config=cards.PLOTLY_CONFIG,
            alt=chart.alt,
        )
    else:
        st.caption(say.NO_CHART)
    _figures(shown)
    sources = rows.sources(judged, load.board().figures)
    told = [components.linked(one.said, one.links) for one in sources]
    st.caption("  \n".join(told) or say.NO_FIGURES)
    _take_away(shown, sources, pictured=chart is not None)


def _test(parts: tuple[Part, ...]) -> Iterator[str]:
    if not parts:
        yield say.NO_TEST
    for part in parts:
        yield say.PART.format(
            icon=say.OUTCOME_ICONS[part.outcome],
            outcome=say.OUTCOMES[part.outcome],
            test=text.plain(text.capital(part.test)),
            number=part.position,
        )


def _other_reading(claim: Claim, judged: Judged) -> str:
    others = [one for reading, one in claim.readings.items() if reading != judged.reading]
    return said.other_reading(judged, others[0]) if others else say.OF_READING_ONLY


def _figures(shown: Shown) -> None:
    address, value, part, name, source = (
        say.FIGURE_COLUMNS[one] for one in ("address", "value", "part", "name", "source")
    )
    st.dataframe(
        rows.figures(shown.judged),
        hide_index=True,
        alt=say.FIGURES_ALT.format(claim=shown.claim.claim),
        column_config={
            address: st.column_config.LinkColumn(address),
            value: st.column_config.NumberColumn(value, format="localized"),
            part: st.column_config.NumberColumn(part, width=60),
            name: st.column_config.TextColumn(name, width=220),
            source: st.column_config.TextColumn(source, width=200),
        },
    )


def _take_away(shown: Shown, sources: tuple[SourceLine, ...], *, pictured: bool) -> None:
    chart = chart_id(shown.claim.name)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"take-{chart}"):
        if shown.judged.figures:
            st.caption(text.DOWNLOAD, width="content")
            st.download_button(
                text.CSV,
                data=lambda: rows.figures_csv(shown, sources),
                file_name=f"{chart}.csv",
                mime="text/csv",
                type="tertiary",
                key=f"csv-{chart}",
                on_click="ignore",
            )
        st.html(cards.script_buttons(chart, pictured=pictured), width="content")

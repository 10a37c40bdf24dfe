"""One file of the current view: charts, all its sentences, where they come from. No Streamlit.

It opens without a connection, runs no script and loads nothing. Everything that comes from an article is escaped by
the template. The same view gives the same file.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pkcn_dashboard import findings, load, text
from pkcn_dashboard.addresses import web_address
from pkcn_dashboard.charts import catalogue
from pkcn_dashboard.claims.board import Asked, shown
from pkcn_dashboard.claims.said import findings as findings_of_claims
from pkcn_dashboard.indicators import catalogue as figure_catalogue
from pkcn_dashboard.indicators.catalogue import Choice
from pkcn_dashboard.indicators.draw import Shown
from pkcn_dashboard.report.plates import BAR_LENGTH, Fills, plate
from pkcn_dashboard.report.sheets import sheet
from pkcn_dashboard.report.verdicts import Verdict, verdicts
from pkcn_dashboard.text import claims as say
from pkcn_dashboard.text.share import REPORT
from pkcn_dashboard.words import Words
from pkcn_data.errors import TableError
from pkcn_data.summary import Filters, Unit, View
from pkcn_data.tables import records
from pkcn_data.version import VERSION

REFERENCE = "{article}.{position}"
"""The number of a sentence where there are several articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One sentence as the file shows it."""

    number: str
    text: str
    by: str
    language: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the words of one article come from."""

    title: str
    lines: tuple[str, ...]
    address: str


def of_page(
    page_id: str,
    filters: Filters,
    *,
    unit: Unit,
    address: str,
    choice: Choice | None = None,
    claims: Asked | None = None,
) -> str:
    """Return the file of a page as HTML: its charts, those of figures as chosen, all sentences that fit the filters.

    On the page of claims also those asked for, each with its figures.
    """
    data, view = load.data(), load.view(filters)
    numbers, fills = _numbers(view), Fills(data.words)
    drawn = [load.drawn(chart.id, filters, unit=unit, scheme="light") for chart in catalogue.charts_of(page_id)]
    plates = [plate(one, view, numbers, fills, asked=unit) for one in drawn]
    sheets = [sheet(one, fills) for one in _figures(page_id, filters, choice or Choice())]
    figures = load.computed(findings.key_figures, filters)
    style = _environment().get_template("report.css").render(schemes=fills.schemes())
    page = _environment().get_template("report.html")
    return page.render(
        **_wording(style),
        title=text.PAGE_TITLES[page_id],
        source=load.computed(findings.source_line, filters),
        filters=data.words.chosen(filters),
        unit=text.UNITS[unit][1],
        figures=[(text.FIGURES[name], count) for name, count in figures.items()],
        plates=plates,
        sheets=sheets,
        claims_head=say.REPORT_HEAD,
        claims_lead=load.of_claims(findings_of_claims, filters, claims.reading) if claims else (),
        verdicts=_verdicts(filters, claims, numbers),
        comparisons=[
            (said, numbers[str(row["sentence_id"])]) for said, row in load.computed(findings.comparisons, filters)
        ],
        sentences=list(_sentences(view, numbers, data.words, _languages(data.tables.articles))),
        origins=list(_origins(load.computed(findings.articles_of, filters), data.manifest.inputs)),
        codebook=data.manifest.codebook_version,
        address=web_address(address) or "",
    )


def _verdicts(filters: Filters, asked: Asked | None, numbers: Mapping[str, str]) -> tuple[Verdict, ...]:
    if asked is None:
        return ()
    return verdicts(load.of_claims(shown, filters, asked), load.board().figures, load.data().words, numbers)


def _figures(page_id: str, filters: Filters, choice: Choice) -> list[Shown]:
    """Return the charts of figures of a page; none where the figures can't be read, which the page says itself."""
    marked = load.computed(figure_catalogue.days, filters)
    try:
        charts = figure_catalogue.figure_charts_of(page_id)
        fitting = load.of_figures(figure_catalogue.fitting, choice) if charts else choice
        return [load.shown(chart.id, fitting, marked=marked, scheme="light") for chart in charts]
    except TableError:
        return []


def _wording(style: str) -> dict[str, object]:
    """Return what the template needs whatever the view is, with the style sheet and the hash that lets it pass."""
    return {
        "words": REPORT,
        "empty_chart": text.EMPTY_CHART,
        "no_comparison": text.NO_COMPARISON,
        "product": text.PRODUCT,
        "version": VERSION,
        "bar_length": BAR_LENGTH,
        "style": Markup(style),
        "style_hash": base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    }


def _numbers(view: View) -> dict[str, str]:
    """Return the number of each sentence: its place in the article, with the article's where there are several."""
    rows = view.sentences
    articles = {one: place for place, one in enumerate(dict.fromkeys(view.all_sentences["article_id"]), 1)}
    several = len(articles) > 1
    return {
        str(sentence_id): REFERENCE.format(article=articles[article_id], position=position)
        if several
        else str(position)
        for sentence_id, article_id, position in zip(
            rows["sentence_id"], rows["article_id"], rows["position"], strict=True
        )
    }


def _sentences(view: View, numbers: Mapping[str, str], words: Words, languages: Mapping[str, str]) -> Iterator[Said]:
    coded = {str(one): rows for one, rows in view.statements.groupby("sentence_id", sort=False)}
    for _, row in view.sentences.iterrows():
        said_by = words.label("speaker", row["speaker_id"])
        manner = text.ATTRIBUTIONS.get(row["attribution"], "")
        rows = coded.get(row["sentence_id"])
        yield Said(
            number=numbers[row["sentence_id"]],
            text=row["text"],
            by=REPORT["said"].format(speaker=said_by, manner=manner) if manner else said_by,
            language=languages[row["article_id"]],
            codes=() if rows is None else tuple(words.statement(one) for one in records(rows)),
        )


def _languages(articles: pd.DataFrame) -> dict[str, str]:
    return dict(zip(articles["article_id"], articles["language"], strict=True))


def _origins(articles: pd.DataFrame, inputs: Mapping[str, str]) -> Iterator[Origin]:
    files = {PurePath(name).stem: sha256 for name, sha256 in inputs.items()}
    for place in range(len(articles)):
        one = articles.iloc[[place]]
        row = one.iloc[0]
        lines = [findings.byline(one)]
        if not pd.isna(row["credit"]):
            lines.append(REPORT["credit"].format(credit=row["credit"]))
        sha256 = files.get(row["article_id"])
        lines.append(
            REPORT["sha256_file"].format(sha256=sha256)
            if sha256
            else REPORT["sha256_text"].format(sha256=row["sha256"])
        )
        yield Origin(title=findings.headline(one), lines=tuple(lines), address=web_address(row["url"]) or "")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("pkcn_dashboard.report"),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

"""What the article's page shows, from the tables: marks, margin, key, and what is coded in one sentence. No Streamlit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd

from pkcn_dashboard import findings
from pkcn_dashboard.addresses import query, web_address
from pkcn_dashboard.article import highlight
from pkcn_dashboard.article.fragments import at_sentence
from pkcn_dashboard.article.highlight import Entry, Legend, Line, Mark, Panel, Sentence, Turn
from pkcn_dashboard.claims.board import InSentence
from pkcn_dashboard.claims.names import CLAIM
from pkcn_dashboard.claims.names import WORDS as CLAIM_WORDS
from pkcn_dashboard.text import ATTRIBUTIONS, CLOSE, EMPTY_HINT, capital, clip, inline, listing, share_of
from pkcn_dashboard.text import article as words_here
from pkcn_dashboard.text import claims as claim_words
from pkcn_dashboard.theme import Scheme
from pkcn_dashboard.words import Words
from pkcn_data.model import NARRATOR, MentionKind
from pkcn_data.summary import View
from pkcn_data.tables import Tables, records

LONGEST_LABEL = 80
_KEY_ORDER: tuple[MentionKind, ...] = ("sector", "theme", "actor")
"""Letters have to be looked up; actors speak for themselves."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

Record = Mapping[str, Any]
Parameters = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which article is read and how; `parameters` are the address's, without the sentence."""

    article_id: str
    marks: tuple[MentionKind, ...]
    sentence_id: str | None
    parameters: Parameters
    scheme: Scheme
    claims: tuple[InSentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above and below an article."""

    title: str
    byline: str
    url: str | None
    credit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The article as HTML, and how much of it fits the filters; empty where nothing is left out."""

    html: str
    note: str


def heads(view: View, tables: Tables, words: Words) -> dict[str, Head]:
    """Return the heads of all articles by id."""
    return {
        str(row["article_id"]): Head(
            title=findings.headline(tables.articles.iloc[[at]]),
            byline=findings.byline(tables.articles.iloc[[at]]),
            url=web_address(row["url"]),
            credit=None if pd.isna(row["credit"]) else str(row["credit"]),
        )
        for at, row in enumerate(records(tables.articles))
    }


def shown_articles(view: View, tables: Tables, words: Words) -> tuple[str, ...]:
    """Return the articles that the rows shown come from; all of them where nothing is shown."""
    return tuple(findings.articles_of(view, tables, words)["article_id"])


def article_of(view: View, tables: Tables, words: Words) -> dict[str, str]:
    """Return the article of each sentence."""
    return dict(zip(tables.sentences["sentence_id"], tables.sentences["article_id"], strict=True))


def page(view: View, tables: Tables, words: Words, asked: Asked) -> Page:
    """Build the article; `view` is of all filters but the one on articles."""
    sentences = records(_of(tables.sentences, asked.article_id))
    article = records(_of(tables.articles, asked.article_id))[0]
    fitting = frozenset(view.sentences["sentence_id"])
    codes = _Codes.of(tables, words, asked)
    told = _told(sentences, article, tables, codes, fitting, asked)
    current = next((row for row in sentences if row["sentence_id"] == asked.sentence_id), None)
    panel = None if current is None else _panel(current, told, view, tables, words, asked)
    html = highlight.article(
        tables.texts[asked.article_id],
        list(_turns(sentences, told, panel, tables, words)),
        [codes.legend(kind) for kind in _KEY_ORDER if codes.counts[kind]],
        language=article["language"],
        key_label=words_here.KEY,
        scheme=asked.scheme,
    )
    count = sum(row["sentence_id"] in fitting for row in sentences)
    return Page(html=html, note=_note(count, len(sentences)) if len(fitting) < len(tables.sentences) else "")


@dataclass(frozen=True, slots=True)
class _Codes:
    """The codes that an article names: for each kind how often, in the order of their first naming, and their words."""

    counts: Mapping[MentionKind, Mapping[str, int]]
    mentions: Mapping[str, Sequence[Record]]
    names: Mapping[str, str]
    hints: Mapping[tuple[str, str], str]
    words: Words

    @classmethod
    def of(cls, tables: Tables, words: Words, asked: Asked) -> _Codes:
        """Return the codes of the kinds asked for."""
        mentions = _of(tables.mentions, asked.article_id)
        rows = records(mentions[mentions["kind"].isin(asked.marks)].sort_values(["start", "end"], kind="stable"))
        counts: dict[MentionKind, dict[str, int]] = {kind: {} for kind in words_here.MARKS}
        by_sentence: dict[str, list[Record]] = {}
        for row in rows:
            counted = counts[row["kind"]]
            counted[row["code_id"]] = counted.get(row["code_id"], 0) + 1
            by_sentence.setdefault(row["sentence_id"], []).append(row)
        names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
        hints = {
            (kind, row[f"{kind}_id"]): row["definition"]
            for kind, table in (("sector", tables.sectors), ("theme", tables.themes))
            for row in records(table)
        }
        return cls(counts, by_sentence, names, hints, words)

    def label(self, kind: MentionKind, code_id: str) -> str:
        """Return the short word of a code, or the name of an actor."""
        return clip(
            self.names.get(code_id, code_id) if kind == "actor" else self.words.word(kind, code_id), LONGEST_LABEL
        )

    def key(self, kind: MentionKind, code_id: str) -> str:
        """Return the letter that stands for a code: capitals for sectors, small ones for themes, none for actors."""
        if kind == "actor":
            return ""
        letters = _letters(list(self.counts[kind]).index(code_id))
        return letters.upper() if kind == "sector" else letters

    def group(self, kind: MentionKind, code_id: str) -> str:
        """Return the group whose colour a sector wears."""
        return self.words.groups.get(code_id, "") if kind == "sector" else ""

    def marks(self, sentence_id: str) -> tuple[Mark, ...]:
        """Return the marks of a sentence."""
        return tuple(self._mark(row) for row in self.mentions.get(sentence_id, ()))

    def legend(self, kind: MentionKind) -> Legend:
        """Return the key of one kind: by letter, actors by how often they are named."""
        counted = list(self.counts[kind].items())
        if kind == "actor":
            counted.sort(key=lambda item: -item[1])
        entries = tuple(self._entry(kind, code_id, count) for code_id, count in counted)
        return Legend(kind=kind, title=words_here.MARKS[kind], entries=entries)

    def _mark(self, row: Record) -> Mark:
        kind, code_id = row["kind"], row["code_id"]
        key = self.key(kind, code_id)
        said = words_here.KEYED_MARK if key else words_here.PLAIN_MARK
        return Mark(
            kind=kind,
            label=said.format(kind=words_here.MARK[kind], key=key, label=self.label(kind, code_id)),
            start=row["start"],
            end=row["end"],
            key=key,
            group=self.group(kind, code_id),
        )

    def _entry(self, kind: MentionKind, code_id: str, count: int) -> Entry:
        is_coded = kind != "actor"
        return Entry(
            label=self.label(kind, code_id),
            count=count,
            key=self.key(kind, code_id),
            group=self.group(kind, code_id),
            href=_address("method", (("code", f"{kind}:{code_id}"),)) if is_coded else None,
            hint=self.hints.get((kind, code_id)),
        )


def _told(
    sentences: Iterable[Record], article: Record, tables: Tables, codes: _Codes, fitting: frozenset[str], asked: Asked
) -> dict[str, Sentence]:
    """Return the sentences of the article as they are drawn, by id."""
    text = tables.texts[asked.article_id]
    told = {}
    for row in sentences:
        one, position = row["sentence_id"], row["position"]
        publisher = at_sentence(article["url"], text, row["start"], row["end"])
        told[one] = Sentence(
            position=position,
            start=row["start"],
            end=row["end"],
            href=_address("article", (("sentence", one), *asked.parameters)),
            link_label=words_here.LINK_TO.format(position=position),
            publisher=(publisher, words_here.AT_PUBLISHER.format(position=position)) if publisher else None,
            claims=tuple(_claims(one, position, asked)),
            marks=codes.marks(one),
            is_dimmed=one not in fitting,
            is_current=one == asked.sentence_id,
        )
    return told


def _claims(sentence_id: str, position: int, asked: Asked) -> Iterator[tuple[str, str, str]]:
    """Yield address, label and words of each claim of a sentence."""
    for place, one in enumerate(one for one in asked.claims if one.sentence_id == sentence_id):
        verdict = inline(CLAIM_WORDS.word("verdict", one.verdict))
        label = claim_words.IN_ARTICLE_LABEL.format(position=position, verdict=verdict, claim=clip(one.claim, 200))
        yield _claim_address(one.name), label, claim_words.IN_ARTICLE[place > 0].format(verdict=verdict)


def _claim_address(name: str) -> str:
    return _address("claims", ((CLAIM, name),))


def _turns(
    sentences: Iterable[Record], told: Mapping[str, Sentence], panel: Panel | None, tables: Tables, words: Words
) -> Iterator[Turn]:
    """Yield what each speaker says in one manner without a break; role and employer stand where he is first named."""
    known: set[str] = set()
    before: tuple[str, int] | None = None
    for (speaker, manner, paragraph), rows in groupby(
        sentences, key=lambda row: (row["speaker_id"], row["attribution"], row["paragraph"])
    ):
        said = tuple(told[row["sentence_id"]] for row in rows)
        yield Turn(
            who="" if before == (speaker, paragraph) else clip(words.word("speaker", speaker), LONGEST_LABEL),
            role="" if speaker in known else findings.role(speaker, tables.actors),
            manner=capital(ATTRIBUTIONS.get(manner, "")),
            sentences=said,
            opens_paragraph=before is None or before[1] != paragraph,
            panel=panel if any(sentence.is_current for sentence in said) else None,
        )
        known.add(speaker)
        before = (speaker, paragraph)


def _panel(row: Record, told: Mapping[str, Sentence], view: View, tables: Tables, words: Words, asked: Asked) -> Panel:
    lines = (
        *_statements(row, view, tables, words, asked),
        *_comparisons(row, tables, words),
        *_quantities(row, tables),
        *_claim_lines(row, asked),
    )
    form = words_here.SPOKEN_BY_NARRATOR if row["speaker_id"] == NARRATOR else words_here.SPOKEN
    speaker = clip(words.word("speaker", row["speaker_id"]), LONGEST_LABEL)
    spoken = form.format(speaker=speaker, manner=ATTRIBUTIONS.get(row["attribution"], ""))
    publisher = told[row["sentence_id"]].publisher
    return Panel(
        title=words_here.CODED_IN.format(position=row["position"]),
        lead=spoken if lines else f"{spoken} {words_here.NOTHING_CODED}",
        lines=lines,
        links=(
            *([(words_here.OPEN_AT_PUBLISHER, publisher[0])] if publisher else []),
            (CLOSE, _address("article", asked.parameters)),
        ),
    )


def _statements(row: Record, view: View, tables: Tables, words: Words, asked: Asked) -> Iterator[Line]:
    """Yield the statements of a sentence; one that doesn't fit the filters is linked without them."""
    shown = frozenset(view.statements["statement_id"])
    statements = tables.statements[tables.statements["sentence_id"] == row["sentence_id"]]
    for statement in records(statements.sort_values("kind", kind="stable")):
        one = statement["statement_id"]
        countries = [words.word("country", country) for country in statement["countries"]]
        kept = asked.parameters if one in shown else ()
        yield Line(
            label=words.statement(statement, in_full=True),
            href=_address("statements", (("statement", one), *kept)),
            rest=words_here.ABOUT.format(countries=listing(countries)) if countries else "",
        )


def _comparisons(row: Record, tables: Tables, words: Words) -> Iterator[Line]:
    for one in records(tables.comparisons[tables.comparisons["sentence_id"] == row["sentence_id"]]):
        yield Line(label=capital(findings.compared(one, words)))


def _quantities(row: Record, tables: Tables) -> Iterator[Line]:
    for one in records(tables.quantities[tables.quantities["sentence_id"] == row["sentence_id"]]):
        unit = "" if pd.isna(one["unit_text"]) else f" {one['unit_text']}"
        form = words_here.READ_AS_ABOUT if one["approximate"] else words_here.READ_AS
        yield Line(
            label=words_here.QUANTITY.format(surface=one["surface"]),
            rest=form.format(value=f"{one['value']:,.12g}{unit}"),
        )


def _claim_lines(row: Record, asked: Asked) -> Iterator[Line]:
    for one in asked.claims:
        if one.sentence_id == row["sentence_id"]:
            yield Line(
                label=claim_words.IN_PANEL.format(verdict=inline(CLAIM_WORDS.word("verdict", one.verdict))),
                href=_claim_address(one.name),
                rest=claim_words.IN_PANEL_REST.format(claim=one.claim),
            )


def _note(count: int, overall: int) -> str:
    if count == 0:
        return f"{words_here.FIT_NONE} {EMPTY_HINT}"
    if count == overall:
        return words_here.FIT_ALL
    form = words_here.FIT_ONE if count == 1 else words_here.FIT
    return form.format(fit=share_of(count, overall, "sentences"))


def _letters(index: int) -> str:
    """Return a, b, … z, aa, ab, …"""
    rest, last = divmod(index, len(_LETTERS))
    return (_letters(rest - 1) if rest else "") + _LETTERS[last]


def _address(page_id: str, parameters: Parameters) -> str:
    """Return the address of another page beside this one, wherever the dashboard is served."""
    return f"{page_id}?{query(parameters)}" if parameters else page_id


def _of(table: pd.DataFrame, article_id: str) -> pd.DataFrame:
    return table[table["article_id"] == article_id]

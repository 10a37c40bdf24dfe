"""An article as HTML: its text with marks, speakers in the margin, a key. Standard library and `theme` only.

The text is hostile input. HTML is made by `element` alone, which escapes every attribute and all content that isn't HTML
made by itself; whatever the text holds, the elements are the same. Numbers and letters beside the text are attributes
that the style sheet shows, so that the elements of class `said` hold the article's characters and nothing else.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pkcn_dashboard.article.style import style
from pkcn_dashboard.theme import Scheme
from pkcn_data.model import MentionKind


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of the text and what is coded there: `label` is said on it, `key` stands at its end."""

    kind: MentionKind
    label: str
    start: int
    end: int
    key: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, its own address, its place at the publisher's, and its claims: address, label, words shown."""

    position: int
    start: int
    end: int
    href: str
    link_label: str
    publisher: tuple[str, str] | None = None
    claims: tuple[tuple[str, str, str], ...] = ()
    marks: tuple[Mark, ...] = ()
    is_dimmed: bool = False
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a list: what is linked, where to, and what follows it."""

    label: str
    href: str | None = None
    rest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What is coded in one sentence; `links` lead away from it."""

    title: str
    lead: str
    lines: tuple[Line, ...]
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Sentences that follow each other with the same speaker in the same manner; `who` is empty where it goes on."""

    who: str
    role: str
    manner: str
    sentences: tuple[Sentence, ...]
    opens_paragraph: bool = False
    panel: Panel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One code of the key."""

    label: str
    count: int
    key: str = ""
    group: str = ""
    href: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """The codes of one kind."""

    kind: MentionKind
    title: str
    entries: tuple[Entry, ...]


def element(name: str, *content: str, **attributes: str | None) -> Html:
    """Return an element; `_` in an attribute's name is a dash, at its end nothing; None leaves the attribute out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_escaped(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{written}>{joined(content)}</{name}>")


def joined(content: Sequence[str]) -> Html:
    """Return content as HTML, escaped where it isn't HTML."""
    return Html("".join(one if isinstance(one, Html) else _escaped(one) for one in content))


def article(
    text: str, turns: Sequence[Turn], legends: Sequence[Legend], *, language: str, key_label: str, scheme: Scheme
) -> Html:
    """Return the article with its style sheet; the turns hold sentences in the order of the text."""
    body = element("div", *_turns(text, turns, language), class_="text")
    key = [element("section", *map(_legend, legends), class_="key", aria_label=key_label, tabindex="0")]
    page = element("div", element("div", body, *(key if legends else []), class_="sheet"), class_="pkcn-article")
    return Html(f"<style>{style(scheme)}</style>{page}")


def marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> Html:
    """Return a stretch of the text with its marks, which may overlap, be nested or empty, or reach beyond it."""
    return joined([_segment(text[first:last], over, ends) for first, last, over, ends in _cut(start, end, marks)])


def _cut(start: int, end: int, marks: Sequence[Mark]) -> Iterator[tuple[int, int, tuple[Mark, ...], tuple[Mark, ...]]]:
    """Yield the segments between all ends of marks, with the marks over each and those that end with it."""
    inside = [mark for mark in marks if max(mark.start, start) < min(mark.end, end)]
    cuts = sorted({start, end, *(max(mark.start, start) for mark in inside), *(min(mark.end, end) for mark in inside)})
    for first, last in pairwise(cuts):
        over = tuple(mark for mark in inside if mark.start <= first and last <= mark.end)
        yield first, last, over, tuple(mark for mark in over if min(mark.end, end) == last)


def _segment(words: str, over: Sequence[Mark], ends: Sequence[Mark]) -> Html:
    if not over:
        return joined([words])
    kinds = sorted({f"is-{mark.kind}" for mark in over})
    inner = min((mark for mark in over if mark.group), key=lambda mark: mark.end - mark.start, default=None)
    classes = [*kinds, *([f"in-{inner.group}"] if inner else [])]
    labels = dict.fromkeys(mark.label for mark in over)
    keys = dict.fromkeys(mark.key for mark in ends if mark.key)
    return joined(
        [
            element("mark", words, class_=" ".join(classes), title="; ".join(labels)),
            *([element("i", class_="k", data_k=" ".join(keys))] if keys else []),
        ]
    )


def _turns(text: str, turns: Sequence[Turn], language: str) -> Iterator[Html]:
    """Yield the turns; what stands between two sentences goes with the first."""
    sentences = [sentence for turn in turns for sentence in turn.sentences]
    nexts = [*(one.start for one in sentences), len(text)][1:]
    follows = {one.position: start for one, start in zip(sentences, nexts, strict=True)}
    before = text[: sentences[0].start] if sentences else text
    for turn in turns:
        said = [before]
        for sentence in turn.sentences:
            said += [_sentence(text, sentence), text[sentence.end : follows[sentence.position]]]
        before = ""
        margin = element("div", *_margin(turn), class_="who")
        words = element("p", *said, class_="said", dir="auto", lang=language)
        yield element("div", margin, words, class_="turn opens" if turn.opens_paragraph else "turn")
        if turn.panel:
            yield _panel(turn.panel)


def _margin(turn: Turn) -> Iterator[Html]:
    parts = {"name": turn.who, "role": turn.role, "manner": turn.manner}
    yield from (element("bdi", words, class_=name) for name, words in parts.items() if words)


def _sentence(text: str, sentence: Sentence) -> Html:
    number, label = str(sentence.position), sentence.link_label
    link = element("a", href=sentence.href, class_="n", aria_label=label, title=label, data_n=number)
    words = [link, marked(text, sentence.start, sentence.end, sentence.marks)]
    if sentence.publisher:
        href, label = sentence.publisher
        words.append(
            element("a", href=href, class_="p", target="_blank", rel="noopener", aria_label=label, title=label)
        )
    for href, label, shown in sentence.claims:
        words.append(element("a", href=href, class_="c", aria_label=label, title=label, data_c=shown))
    classes = ["s", *(["dim"] if sentence.is_dimmed else []), *(["current"] if sentence.is_current else [])]
    arrive = {"aria_current": "true", "data_arrive": "", "tabindex": "-1"} if sentence.is_current else {}
    return element("span", *words, class_=" ".join(classes), id=f"sentence-{number}", **arrive)


def _panel(panel: Panel) -> Html:
    lines = [element("li", *_line(line)) for line in panel.lines]
    links = [_link(label, href) for label, href in panel.links]
    return element(
        "aside",
        element("h3", panel.title),
        element("p", panel.lead),
        *([element("ul", *lines)] if lines else []),
        element("p", *links, class_="links"),
        class_="coded",
        aria_label=panel.title,
    )


def _line(line: Line) -> Iterator[str]:
    yield element("bdi", line.label) if line.href is None else element("a", line.label, href=line.href)
    if line.rest:
        yield f" {line.rest}"


def _link(label: str, href: str) -> Html:
    is_foreign = href.startswith("http")
    return element(
        "a", label, href=href, target="_blank" if is_foreign else None, rel="noopener" if is_foreign else None
    )


def _legend(legend: Legend) -> Html:
    sample = element("mark", legend.title, class_=f"is-{legend.kind}")
    return joined(
        [
            element("h3", sample),
            element(
                "ul", *(element("li", *_entry(legend.kind, entry)) for entry in legend.entries), class_=legend.kind
            ),
        ]
    )


def _entry(kind: MentionKind, entry: Entry) -> Iterator[str]:
    if entry.key:
        yield element("b", entry.key)
        yield " "
    label = (
        element("mark", entry.label, class_=f"is-{kind} in-{entry.group}")
        if entry.group
        else element("bdi", entry.label)
    )
    yield label if entry.href is None else element("a", label, href=entry.href, title=entry.hint)
    yield element("span", f" {entry.count:,}", class_="count")


def _escaped(words: str) -> str:
    """Escape text for content and attributes; line ends too, which Streamlit would tidy and a browser would merge."""
    return html.escape(words).replace("\r", "&#13;").replace("\n", "&#10;")

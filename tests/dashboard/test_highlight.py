"""The marked text is the article's, whatever the text and however the marks lie; nothing in it becomes markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkcn_dashboard.addresses import web_address
from pkcn_dashboard.article import highlight
from pkcn_dashboard.article.fragments import at_sentence
from pkcn_dashboard.article.highlight import Entry, Legend, Line, Mark, Panel, Sentence, Turn
from pkcn_dashboard.article.style import style
from pkcn_dashboard.theme import DARK, LIGHT, Palette, contrast

ANY = st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\r\t")
HOSTILE = ["<script>alert(1)</script>", "</p>", "<img src=x onerror=alert(1)>", "&amp;", "&#60;", '" onclick="x', "-->"]
TEXTS = st.lists(st.text(ANY, max_size=12) | st.sampled_from([*HOSTILE, "سلام دنیا", "数字经济", "$x$", "[a](b)"])).map(
    "".join
)


class Seen(HTMLParser):
    """What a browser would find: elements with attributes, and the text inside the elements of a class."""

    def __init__(self, markup: str, *, inside: str = "") -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self._inside = inside
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open.append(str(dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside or any(self._inside in one.split() for one in self._open):
            self.text += data


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """Draw a text and marks anywhere: overlapping, nested, empty, reversed, beyond both ends."""
    text = draw(TEXTS)
    places = st.integers(-3, len(text) + 3)
    mark = st.builds(
        Mark,
        kind=st.sampled_from(["actor", "sector", "theme"]),
        label=TEXTS,
        start=places,
        end=places,
        key=st.sampled_from(
            ["", "A", "b", '"<'],
        ),
        group=st.sampled_from(["", "digital", '"><b>']),
    )
    return text, draw(st.lists(mark, max_size=8))


@given(texts_with_marks())
def test_marked_text_is_the_text(drawn: tuple[str, list[Mark]]) -> None:
    text, marks = drawn
    seen = Seen(highlight.marked(text, 0, len(text), marks))

    assert seen.text == text
    assert {tag for tag, _ in seen.elements} <= {"mark", "i"}
    assert all(set(attributes) <= {"class", "title", "data-k"} for _, attributes in seen.elements)


@given(texts_with_marks())
def test_every_character_wears_the_kinds_of_the_marks_over_it(drawn: tuple[str, list[Mark]]) -> None:
    text, marks = drawn
    worn: list[set[str]] = []
    for piece in re.split(r"(<mark.*?</mark>)", highlight.marked("x" * len(text), 0, len(text), marks)):
        kinds = set(re.findall(r"is-(\w+)", piece.partition(">")[0])) if piece.startswith("<mark") else set()
        worn += [kinds] * Seen(piece).text.count("x")

    assert worn == [{mark.kind for mark in marks if mark.start <= at < mark.end} for at in range(len(text))]


def page_of(text: str, cuts: list[int], marks: list[Mark], said: str) -> str:
    """Return a page whose sentences and the gaps between them take turns, with `said` wherever words may stand."""
    spans = [span for number, span in enumerate(pairwise(sorted({0, len(text), *cuts}))) if not number % 2]
    panel = Panel(title=said, lead=said, lines=(Line(label=said, href=said, rest=said),), links=((said, said),))
    turns = [
        Turn(
            who=said,
            role=said,
            manner=said,
            opens_paragraph=position % 2 == 0,
            panel=panel if position == 1 else None,
            sentences=(
                Sentence(
                    position=position,
                    start=start,
                    end=end,
                    href=f"article?sentence={said}",
                    link_label=said,
                    publisher=(said, said),
                    marks=tuple(marks),
                    is_dimmed=position % 3 == 0,
                    is_current=position == 1,
                ),
            ),
        )
        for position, (start, end) in enumerate(spans, 1)
    ]
    legend = Legend(kind="sector", title=said, entries=(Entry(label=said, count=1, key="A", href=said, hint=said),))
    return highlight.article(text, turns, [legend], language="en", key_label=said, scheme="light")


@given(texts_with_marks(), st.lists(st.integers(0, 60)), TEXTS)
def test_a_page_holds_the_whole_text_and_no_markup_but_its_own(
    drawn: tuple[str, list[Mark]], cuts: list[int], said: str
) -> None:
    text, marks = drawn
    cuts = [cut for cut in cuts if cut < len(text)]
    seen = Seen(page_of(text, cuts, marks, said or "x"), inside="said")
    harmless = Seen(page_of("x" * len(text), cuts, marks, "x"))

    assert seen.text == text
    assert [(tag, sorted(attributes)) for tag, attributes in seen.elements] == [
        (tag, sorted(attributes)) for tag, attributes in harmless.elements
    ]
    ids = [attributes["id"] for _, attributes in seen.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert sum("data-arrive" in attributes for _, attributes in seen.elements) == min(1, len(ids))


def test_overlapping_marks_are_cut_into_segments_with_all_their_labels() -> None:
    marks = [
        Mark(kind="sector", label="Sector A: Trade", start=0, end=9, key="A", group="services"),
        Mark(kind="theme", label="Theme a: Growth", start=4, end=13, key="a"),
    ]

    assert highlight.marked("the trade grows", 0, 15, marks) == (
        '<mark class="is-sector in-services" title="Sector A: Trade">the </mark>'
        '<mark class="is-sector is-theme in-services" title="Sector A: Trade; Theme a: Growth">trade</mark>'
        '<i class="k" data-k="A"></i>'
        '<mark class="is-theme" title="Theme a: Growth"> gro</mark><i class="k" data-k="a"></i>ws'
    )


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_paler_text_can_be_read_on_every_ground_it_stands_on(palette: Palette) -> None:
    for ground in (palette.background, palette.surface):
        assert contrast(palette.muted, ground) >= 4.5
        assert contrast(palette.accent, ground) >= 4.5


def test_the_style_sheet_has_the_colours_of_its_scheme_and_survives_cleaning() -> None:
    assert set(re.findall(r"#[0-9a-f]{6}", style("dark"))) <= {
        DARK.text, DARK.muted, DARK.line, DARK.surface, DARK.accent, *DARK.groups.values()
    }  # fmt: skip
    assert not re.search(r"<|url\(|@import", style("light"))


BODY = (
    "The minister spoke. The minister spoke of trade, of a well-known 5% rule, and of how growth could come to all "
    "of the country. So be it, he said."
)
FRAGMENTS = {
    "The minister spoke.": "#:~:text=The%20minister%20spoke",
    # The first words stand before already, so it takes more of them; dash and comma are encoded.
    BODY[20:125]: "#:~:text=The%20minister%20spoke%20of,all%20of%20the%20country",
    "So be it, he said.": "#:~:text=So%20be%20it%2C%20he%20said",
    "a well-known 5% rule": "#:~:text=a%20well%2Dknown%205%25%20rule",
}


@pytest.mark.parametrize(("words", "fragment"), FRAGMENTS.items())
def test_a_passage_is_named_by_its_first_and_last_words(words: str, fragment: str) -> None:
    start = BODY.index(words)

    address = at_sentence("https://news.example/a?b=1#top", BODY, start, start + len(words))

    assert address == f"https://news.example/a?b=1{fragment}"


@given(TEXTS, TEXTS, TEXTS)
def test_a_fragment_names_words_of_the_passage_and_nothing_that_means_something_in_a_directive(
    before: str, words: str, after: str
) -> None:
    body = before + words + after
    address = at_sentence("https://news.example/", body, len(before), len(before) + len(words))

    assert (address is None) == (re.search(r"\w", words) is None)
    if address:
        parts = address.removeprefix("https://news.example/#:~:text=").split(",")
        assert len(parts) in (1, 2)
        assert not any(re.search(r"[^\w%.~]", part, re.ASCII) for part in parts)
        spoken = " ".join(words.split())
        assert spoken.find(unquote(parts[0])) >= 0
        assert unquote(parts[-1]) in spoken


@pytest.mark.parametrize("url", [None, float("nan"), "", "javascript:alert(1)", "news.example/a", "https://a b"])
def test_no_link_leads_to_what_is_no_web_address(url: object) -> None:
    assert web_address(url) is None
    assert at_sentence(url, BODY, 0, 19) is None

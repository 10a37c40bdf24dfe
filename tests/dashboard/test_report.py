"""The file of a view: everything the view shows, nothing that runs or loads."""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pkcn_dashboard import load, navigation, text
from pkcn_dashboard.charts import catalogue
from pkcn_dashboard.report import document
from pkcn_data import __version__
from pkcn_data.model import NARRATOR
from pkcn_data.store import write_tables
from pkcn_data.summary import Filters
from tests.dashboard.conftest import Serve
from tests.dashboard.corpus import CODEBOOK, CORPUS, Said, code

ADDRESS = "https://example.org/sectors?tone=Positive&sector=IT"


@pytest.fixture
def corpus(serve: Serve) -> Path:
    return serve()


class Parsed(HTMLParser):
    """The file as a browser reads it: elements with attributes, and the text of each sentence."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.sentences: list[str] = []
        self.words: list[str] = []
        self._is_sentence = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "p" and dict(attrs).get("class") == "text":
            self.sentences.append("")
            self._is_sentence = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._is_sentence = False

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._is_sentence:
            self.sentences[-1] += data


def of(page_id: str = "sectors", filters: Filters | None = None, *, address: str = ADDRESS) -> str:
    return document.of_page(page_id, filters or Filters(), unit="statements", address=address)


def plate_of(chart_id: str, page: str) -> str:
    """Return the part of the file that shows a chart."""
    return page.partition(f'id="chart-{chart_id}"')[2].partition("</section>")[0]


@pytest.mark.parametrize("page_id", sorted(navigation.PAGES))
def test_the_file_has_the_sentences_charts_and_origin_of_a_page(page_id: str, serve: Serve) -> None:
    serve()
    page = Parsed(of(page_id))
    said = " ".join(page.words)

    assert page.sentences == [one.text for one in CORPUS]
    for chart in catalogue.charts_of(page_id):
        assert load.drawn(chart.id, Filters(), unit="statements", scheme="light").title in said
    assert CODEBOOK.codebook.version in said
    assert f"Program {__version__}" in said
    assert load.data().tables.articles["sha256"].iloc[0] in said
    assert "Pakistan is put below India on global recognition" in said
    assert ("a", {"href": ADDRESS}) in page.tags


def test_the_hash_of_the_article_file_stands_in_where_the_tables_name_it(tmp_path: Path, serve: Serve) -> None:
    serve()
    write_tables([code(CORPUS)], CODEBOOK, tmp_path / "tables", inputs={"corpus.txt": "f" * 64})
    load.clear()

    assert f"SHA-256 of the article file: {'f' * 64}" in of()


def test_a_filter_stands_in_the_file_in_words_with_what_fits_it(serve: Serve) -> None:
    serve()
    page = Parsed(of(filters=Filters(speaker=("ali_raza",), tone=("positive",))))

    assert page.sentences == [CORPUS[1].text, CORPUS[2].text]
    assert {"Speaker:", "Ali Raza", "Tone:", "Positive"} <= set(page.words)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(
    chart_id=st.sampled_from(sorted(catalogue.CHARTS)),
    speakers=st.sets(st.sampled_from(["ali_raza", "board_of_trade", NARRATOR])),
    unit=st.sampled_from(["statements", "sentences", "speakers"]),
)
def test_a_row_counts_and_names_the_sentences_behind_its_bar(
    chart_id: str, speakers: set[str], unit: str, corpus: Path
) -> None:
    filters = Filters(speaker=tuple(sorted(speakers)))
    page = document.of_page(catalogue.CHARTS[chart_id].page, filters, unit=unit, address="")
    drawn, view = load.drawn(chart_id, filters, unit=unit, scheme="light"), load.view(filters)
    plate = plate_of(chart_id, page)

    rows = re.findall(r'<td class="count"[^>]*>(\d+)</td>\s*<td class="refs"[^>]*>(.*?)</td>', plate)
    wanted = []
    for row_id in dict.fromkeys(drawn.table["row_id"]) if drawn.marks else ():
        mark = drawn.marks.get(f"{row_id}|")
        behind = catalogue.behind(drawn.chart, view, mark, unit=drawn.unit) if mark else None
        positions = [] if behind is None else list(dict.fromkeys(behind["position"]))
        wanted.append((mark.count if mark else 0, positions))
    assert [(int(count), [int(one) for one in re.findall(r">(\d+)<", refs)]) for count, refs in rows] == wanted


@pytest.mark.parametrize(
    "chart", [one for one in catalogue.CHARTS.values() if one.form == "dots"], ids=lambda one: one.id
)
def test_what_is_drawn_as_dots_is_listed_as_whole_bars_with_named_parts(chart: catalogue.Chart, serve: Serve) -> None:
    """Its parts overlap and have no colour of their own; nothing in the file speaks of dots."""
    serve()
    rows = plate_of(chart.id, of(chart.page)).split("<tr>")[2:]

    drawn = load.drawn(chart.id, Filters(), unit="statements", scheme="light")
    counts = {mark.row_id: mark.count for mark in drawn.marks.values() if not mark.series_id}
    widths = [[float(width) for width in re.findall(r'<rect .*?width="([\d.]+)"', row)] for row in rows]
    assert widths == [[round(1000 * count / max(counts.values()), 2)] for count in counts.values()]
    for row in rows:
        assert re.findall(r'<span class="part"><bdi>', row)
        assert 'class="key' not in row
    assert " dot" not in plate_of(chart.id, of(chart.page))


def test_a_chart_that_cannot_count_in_the_unit_chosen_says_so(serve: Serve) -> None:
    serve()
    page = document.of_page("actors", Filters(), unit="statements", address="")

    assert text.FALLBACK_NOTE["mentions"] in plate_of("named", page)
    assert text.FALLBACK_NOTE["statements"] not in plate_of("speakers-tone", page)


def test_the_same_view_gives_the_same_file(serve: Serve) -> None:
    serve()
    first = of()
    load.clear()

    assert of() == first


def test_an_empty_view_and_a_view_without_address_are_files_too(serve: Serve) -> None:
    serve()
    page = of("sectors", Filters(sector=("health",)), address="/sectors")

    assert Parsed(page).sentences == []
    assert "This view on the page" not in page


def test_sentences_of_several_articles_have_numbers_of_their_own(serve: Serve, tmp_path: Path) -> None:
    serve()
    write_tables([code(CORPUS), code(CORPUS, article_id="other", title="Another")], CODEBOOK, tmp_path / "tables")
    load.clear()
    ids = [attributes["id"] for tag, attributes in Parsed(of()).tags if tag == "li"]

    assert len(set(ids)) == len(ids) == 2 * len(CORPUS)
    assert ids[0] == "s-1.1"


def test_nothing_in_the_file_runs_or_loads(serve: Serve) -> None:
    serve(CORPUS, title="A corpus", outlet="Outlet")
    page = of()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)

    assert policy and style
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    named = b64decode(policy[1].partition("sha256-")[2].partition("'")[0])
    assert named == hashlib.sha256(style[1].encode()).digest()
    assert_inert(page)


HOSTILE = st.one_of(
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "</p></style><style>*{display:none}</style>",
            "{{ 7 * 7 }} {% include 'x' %}",
            "javascript:alert(1)",
            "[link](https://example.org) $x$",
            "محمد علی جناح",
            "中华人民共和国",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=40),
).filter(lambda one: one == one.strip() and one != "")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(hostile=HOSTILE)
def test_hostile_text_stays_text(hostile: str, serve: Serve) -> None:
    said = f"IT {hostile} end."
    serve(
        (Said(text=said, speaker=f"Speaker {hostile}", codes={"sector:it": "positive fact"}),),
        title=f"Title {hostile}",
        outlet=hostile,
        author=hostile,
    )
    load.clear()
    page = of()

    assert Parsed(page).sentences == [said]
    assert_inert(page)


def assert_inert(page: str) -> None:
    """Every element is one of the template's, and no attribute runs or loads."""
    parsed = Parsed(page)
    allowed = re.findall(r"<([a-z0-9]+)", (Path(document.__file__).parent / "templates" / "report.html").read_text())
    assert {tag for tag, _ in parsed.tags} <= set(allowed) - {"script", "img", "link", "iframe"}
    for _, attributes in parsed.tags:
        assert not any(name.startswith("on") or name in ("src", "style", "srcset") for name in attributes)
        assert (attributes.get("href") or "#").startswith(("#", "https://", "http://"))


def test_words_of_the_file_are_all_used() -> None:
    template = (Path(document.__file__).parent / "templates" / "report.html").read_text()
    code_text = Path(document.__file__).read_text()
    used = set(re.findall(r"words\.(\w+)", template)) | set(re.findall(r'REPORT\["(\w+)"\]', code_text))

    assert used == set(document.REPORT)
    assert text.PRODUCT in Parsed(of("data")).words

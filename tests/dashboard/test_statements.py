"""The page of statements: search, order, the one asked for, what produced nothing, what the filters leave out."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkcn_dashboard import load, overview, text
from pkcn_dashboard.statements import covered, statement_list
from pkcn_dashboard.text import statements as said
from pkcn_data.coverage import Share, coverage
from pkcn_data.store import read_manifest
from pkcn_data.summary import Filters
from tests.dashboard.conftest import Serve, open_page, outside_share
from tests.dashboard.corpus import CODEBOOK, CORPUS, Said

EVERYTHING = Filters()


def texts(app: object) -> list[str]:
    return [element.value for element in app.get("text")]  # type: ignore[attr-defined]  # AppTest, by duck


def test_a_sentence_of_several_statements_stands_once_with_all_of_them(serve: Serve) -> None:
    serve(CORPUS[:2])
    app = open_page("statements")

    assert texts(app) == [sentence.text for sentence in CORPUS[:2]]
    labels = [link.proto.label for link in app.get("page_link")]
    assert labels[:3] == [":small[In the article]", ":small[IT: positive, fact]", ":small[Partnership: positive, fact]"]


@pytest.mark.parametrize(
    ("search", "found"),
    [("TRAIN", [2]), ("raza skills", [2]), ("board", [3]), ("textiles", [1]), ("  ", [0, 1, 2, 3]), ("india’s", [3])],
)
def test_a_search_looks_in_sentence_speaker_and_code(search: str, found: list[int], serve: Serve) -> None:
    serve()
    rows = load.computed(statement_list.shown, EVERYTHING)

    positions = {row["position"] - 1 for row in statement_list.find(rows, search)}

    assert sorted(positions) == found


def test_a_search_knows_no_accents(serve: Serve) -> None:
    serve((Said(text="Café über “IT”.", codes={"sector:it": "neutral fact"}),))
    rows = load.computed(statement_list.shown, EVERYTHING)

    assert all(len(statement_list.find(rows, search)) == 1 for search in ("cafe", "CAFÉ", "uber", '"it"'))


@given(st.lists(st.integers(0, 8), unique=True), st.sampled_from(["text", "speaker", "code", "tone", "kind"]))
def test_an_order_loses_and_repeats_nothing(chosen: list[int], sort: statement_list.Sort) -> None:
    rows = [ROWS[number] for number in sorted(chosen)]

    entries = statement_list.arrange(rows, sort, WORDS)

    listed = [row["statement_id"] for entry in entries for row in entry.statements]
    assert sorted(listed) == sorted(row["statement_id"] for row in rows)
    runs = [head for head, _ in groupby(entries, key=lambda entry: entry.head)]
    assert len(runs) == len(set(runs))
    assert all(len({row["sentence_id"] for row in entry.statements}) == 1 for entry in entries)


def test_a_search_that_finds_nothing_says_so_and_clears(serve: Serve) -> None:
    serve()
    app = open_page("statements", search="zzz [x](y)")

    assert said.NOT_FOUND.format(search="zzz [x](y)") in [caption.value.replace("\\", "") for caption in app.caption]

    app.button("clear-search").click().run()

    assert not app.exception
    assert len(texts(app)) == len(CORPUS)


def test_an_order_that_is_gone_is_said_and_one_in_other_words_understood(serve: Serve) -> None:
    serve()

    gone = open_page("statements", sort="Colour")
    assert said.GONE_SORT.format(order="Colour") in [caption.value for caption in gone.caption]
    assert open_page("statements", sort="tone").selectbox("sort").value == "tone"


def test_the_statement_asked_for_stands_on_top_with_its_citation_and_closes(serve: Serve) -> None:
    folder = serve()
    app = open_page("statements", statement="corpus:003:1", tone="Negative")

    assert texts(app)[0] == CORPUS[2].text
    assert said.NOT_IN_FILTERS in [caption.value for caption in app.caption]
    version = read_manifest(folder / "tables").codebook_version
    assert version == CODEBOOK.codebook.version
    assert f"Coded with codebook version {version}." in outside_share(app, "code")[0].value
    for form, start in (("bibtex", "@misc{corpus:003:1,"), ("csl", "[")):
        app.segmented_control("citation").set_value(form).run()
        assert not app.exception
        assert outside_share(app, "code")[0].value.startswith(start)

    app.button("close-statement").click().run()

    assert not app.exception
    assert not outside_share(app, "code")


def test_a_statement_that_is_gone_is_said_and_the_rest_shown(serve: Serve) -> None:
    serve()
    app = open_page("statements", statement="[x](y)")

    assert said.GONE_STATEMENT in [one.value for one in app.caption]
    assert len(texts(app)) == len(CORPUS)


def test_a_statement_asked_for_is_shown_where_nothing_fits_the_filters(serve: Serve) -> None:
    serve()
    app = open_page("statements", sector="Health", statement="corpus:001:1")

    assert texts(app) == [CORPUS[0].text]
    assert {said.NOT_IN_FILTERS, f"{text.EMPTY_VIEW} {text.EMPTY_HINT}"} <= {one.value for one in app.caption}
    assert [one.value for one in app.header] == [said.LEFT_OUT_HEAD]


def test_what_produced_nothing_is_listed_with_why(serve: Serve) -> None:
    serve()
    app = open_page("statements")

    assert texts(app)[-1] == "It rained."
    assert any(caption.value.replace("\\", "").endswith(said.WHY_NOTHING) for caption in app.caption)


def test_what_the_filters_leave_out_is_counted_and_listed(serve: Serve) -> None:
    serve()
    app = open_page("statements", speaker="Ali Raza", tone="Negative")

    assert (
        "7 of 9 statements do not fit the filters; 3 of 4 coded sentences hold none that does. Without the filter on "
        "tone 3 statements would fit."
    ) in "\n".join(element.value.replace("\\", "") for element in app.markdown)
    before = len(texts(app))

    app.toggle("list-left-out").set_value(True).run()

    assert not app.exception
    assert len(texts(app)) == before + 4


def test_many_statements_come_in_pages(serve: Serve) -> None:
    serve(tuple(Said(text=f"IT {number}.", codes={"sector:it": "neutral fact"}) for number in range(60)))
    app = open_page("statements")

    assert len(texts(app)) == 25


def test_the_share_coded_counts_each_character_once(serve: Serve) -> None:
    serve((Said(text="IT unites.", codes={"sector:it": "neutral fact", "theme:trade": "neutral fact"}), CORPUS[4]))
    data = load.data()

    found = coverage(load.view(EVERYTHING), data.tables)

    # The two mentions are of characters 0-2 and 1-3: "IT", and "T " that reaches to the space.
    assert (found.sentences, found.words, found.characters) == (Share(1, 2), Share(1, 4), Share(3, 20))
    assert load.computed(covered.said, EVERYTHING) == (
        "1 of 2 sentences holds a statement. The codes rest on 1 of 4 words: 25% of the words and 15% of the characters."
    )


@pytest.mark.parametrize(
    ("share", "shown"), [((0, 9), "0%"), ((1, 900), "under 1%"), ((899, 900), "over 99%"), ((9, 9), "100%")]
)
def test_a_share_hides_neither_what_is_there_nor_what_is_missing(share: tuple[int, int], shown: str) -> None:
    assert covered.percent(Share(*share)) == shown


def test_the_overview_leads_to_what_is_asked_first(serve: Serve) -> None:
    serve()

    links = load.computed(overview.links, EVERYTHING)["tone"]

    assert [(link.label, link.parameters) for link in links] == [
        ("2 negative statements", (("sort", "Tone"),)),
        ("1 recommendation", (("sort", "Kind"),)),
        ("All statements", ()),
    ]


def _row(number: int) -> dict[str, object]:
    kinds = [("sector", "it"), ("theme", "trade"), ("theme", "skills")]
    kind, code = kinds[number % 3]
    return {
        "statement_id": f"s{number}",
        "sentence_id": f"a:{number // 3:03d}",
        "speaker_id": ["narrator", "x", "y"][number // 4],
        "kind": kind,
        "code_id": code,
        "stance": ["positive", "neutral", "negative"][number % 3],
        "modality": ["fact", "aim", "recommendation", "potential"][number % 4],
    }


ROWS = [_row(number) for number in range(9)]
WORDS = statement_list.Words(shown={}, full={}, known={}, groups={})

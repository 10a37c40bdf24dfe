"""The rows that belong to a view: every id in them resolves, and what does not belong is left out."""

from __future__ import annotations

import json
from pathlib import Path

import frictionless
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pkcn_data.datapackage import Manifest
from pkcn_data.model import NARRATOR
from pkcn_data.networks import actor_actor_ties, actor_theme_ties
from pkcn_data.package import package_files
from pkcn_data.schema import STATEMENTS, TABLES
from pkcn_data.selection import row_texts, search_rows, select_tables
from pkcn_data.store import read_manifest, read_rows
from pkcn_data.summary import Filters, code_mentions, code_statements, filter_view
from pkcn_data.tables import Tables, all_rows, read_tables, to_frames
from tests.builders import coded, small_codebook
from tests.conftest import ROOT

BUILT = ROOT / "data" / "tables"
ANY_FILTERS = st.builds(
    Filters,
    sector=st.sampled_from([(), ("it",), ("agriculture",), ("health",)]),
    theme=st.sampled_from([(), ("skills", "trade"), ("growth",)]),
    speaker=st.sampled_from([(), (NARRATOR,), ("adnan_khan", "malik_sohail_hussain")]),
    tone=st.sampled_from([(), ("negative",), ("positive", "neutral")]),
    country=st.sampled_from([(), ("IND",), ("CHN",)]),
)


@pytest.fixture(scope="module")
def built() -> Tables:
    return read_tables(BUILT)


def select(tables: Tables, filters: Filters) -> Tables:
    return select_tables(tables, filter_view(tables, code_statements(tables), code_mentions(tables), filters))


def unresolved(tables: Tables) -> list[str]:
    """Return the references of the rows, by table and column, that no row answers."""
    ids = {name: set(getattr(tables, name)[table.key]) for name, table in TABLES.items()}
    gone = []
    for name, rows in all_rows(tables).items():
        for column in TABLES[name]:
            for row in rows:
                target = column.references
                if column.references_by:
                    by, targets = column.references_by
                    target = targets[row[by]]
                value = row[column.name]
                if target and value is not None and value not in column.reserved and value not in ids[target]:
                    gone.append(f"{name}.{column.name}: {value}")
    return gone


def test_frames_give_back_the_rows_they_were_made_of(built: Tables) -> None:
    assert all_rows(built) == read_rows(BUILT)[0]


def test_the_package_of_all_rows_is_the_built_one(built: Tables) -> None:
    files = package_files(built, read_manifest(BUILT))
    descriptor = json.loads(files.pop("datapackage.json"))
    committed = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))

    # The measured quality lies beside the tables, and is no part of them.
    committed["resources"] = [one for one in committed["resources"] if one["path"].startswith("tables/")]
    assert descriptor == committed
    assert {path: (ROOT / "data" / path).read_bytes() for path in files} == files


def test_a_view_of_everything_is_everything(built: Tables) -> None:
    assert select(built, Filters()) is built


def test_a_view_keeps_what_its_sentences_hold() -> None:
    tables = to_frames([coded("a"), coded("b")], small_codebook())

    chosen = all_rows(select(tables, Filters(article=("b",))))

    assert {name: [row[TABLES[name].key] for row in rows] for name, rows in chosen.items()} == {
        "articles": ["b"],
        "sentences": ["b:001"],
        "actors": ["khan", "cabinet"],
        "sectors": ["it"],
        "themes": ["trade"],
        "mentions": ["b:001:m01", "b:001:m02"],
        "statements": ["b:001:sector:it"],
        "comparisons": ["b:001:c01"],
        "quantities": [],
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters=ANY_FILTERS)
def test_every_id_of_a_view_resolves(built: Tables, filters: Filters) -> None:
    chosen = select(built, filters)

    assert unresolved(chosen) == []
    assert set(chosen.texts) == set(chosen.articles["article_id"])


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters=ANY_FILTERS)
def test_the_package_of_a_view_is_valid(
    built: Tables, filters: Filters, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("package")
    files = package_files(select(built, filters), Manifest("1", {}), homepage="https://example.org/", filters=["Any"])
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)

    report = frictionless.validate(str(folder / "datapackage.json"))

    assert report.valid, report.flatten(["type", "message"])
    package = json.loads(files["datapackage.json"])
    assert (package["homepage"], package["manifest"]["filters"]) == ("https://example.org/", ["Any"])


def test_the_manifest_is_read_back_from_the_descriptor() -> None:
    manifest = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))["manifest"]

    assert read_manifest(BUILT) == Manifest(manifest["codebook_version"], manifest["inputs"])


def test_a_descriptor_that_says_nothing_is_reported(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text("[]")

    with pytest.raises(Exception, match="run `pkcn build` to make them again"):
        read_manifest(tmp_path / "tables")


def test_search_finds_rows_that_hold_every_word_in_any_case(built: Tables) -> None:
    texts = row_texts(STATEMENTS, built.statements)

    found = built.statements[search_rows(texts, "ADNAN agricul")]

    assert not found.empty
    assert set(zip(found["speaker_id"], found["code_id"], strict=True)) == {("adnan_khan", "agriculture")}
    assert search_rows(texts, "  ").all()
    assert not search_rows(texts, "adnan.*").any()


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_can_be_searched_also_when_it_is_empty(name: str, built: Tables) -> None:
    frame = getattr(built, name)
    texts = row_texts(TABLES[name], frame)

    for key, found in zip(frame[TABLES[name].key], texts, strict=True):
        assert key.casefold() in found
    assert list(row_texts(TABLES[name], frame.iloc[:0])) == []


def test_ties_of_speakers_and_themes_count_statements(built: Tables) -> None:
    statements = code_statements(built)
    ties = actor_theme_ties(statements)

    assert ties["weight"].sum() == (statements["kind"] == "theme").sum()
    assert (ties[["positive", "neutral", "negative"]].sum(axis=1) == ties["weight"]).all()


def test_two_speakers_are_tied_by_the_themes_and_stances_they_share(built: Tables) -> None:
    said = [
        ("a", "growth", "positive"),
        ("a", "growth", "positive"),
        ("a", "trade", "positive"),
        ("b", "growth", "positive"),
        ("b", "growth", "negative"),
        ("b", "trade", "negative"),
        ("c", "skills", "neutral"),
    ]
    statements = code_statements(built).iloc[: len(said)].assign(kind="theme")
    for column, values in zip(("speaker_id", "code_id", "stance"), zip(*said, strict=True), strict=True):
        statements[column] = values

    assert actor_actor_ties(statements).to_dict("records") == [
        {"actor_id": "a", "other_id": "b", "weight": 2, "congruence": 1, "conflict": 2}
    ]


def test_nothing_said_ties_nobody(built: Tables) -> None:
    none = code_statements(built).iloc[:0]

    assert (len(actor_theme_ties(none)), len(actor_actor_ties(none))) == (0, 0)

"""Records become rows and frames, go to disk and come back the same, as a whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkcn_data.csvtext import from_csv, to_csv
from pkcn_data.errors import TableError
from pkcn_data.model import CodedArticle
from pkcn_data.rows import merge_actors, to_rows
from pkcn_data.schema import ACTORS, QUANTITIES, TABLES
from pkcn_data.store import read_rows, tables_version, write_tables
from pkcn_data.swap import DESCRIPTOR
from pkcn_data.tables import DTYPES, Tables, read_tables, to_frame, to_frames
from tests.builders import CABINET, KHAN, TEXT, article, coded, small_codebook

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


def write(folder: Path, *articles: CodedArticle) -> Path:
    """Write the articles' tables and return their folder."""
    write_tables(articles, small_codebook(), folder / "tables", inputs={"a.txt": "0" * 64})
    return folder / "tables"


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# --- rows ---


def test_rows_hold_every_column_with_lists_as_lists_and_missing_as_none() -> None:
    """A row is what JSON shows: complete, plain."""
    rows = to_rows([coded()])

    assert rows["actors"][0] == {
        "actor_id": "khan",
        "name": "Adnan Khan",
        "kind": "person",
        "role": "Minister",
        "affiliation_id": "cabinet",
        "country": None,
        "aliases": ["Khan"],
        "origin": "discovered",
    }
    assert rows == json.loads(json.dumps(rows))


def test_words_and_sentences_of_an_article_are_counted() -> None:
    """A dash or a mark alone is no word."""
    rows = to_rows([coded(article=article(text="One – two … 3%"))])

    assert (rows["articles"][0]["n_words"], rows["articles"][0]["n_sentences"]) == (3, 2)


def test_articles_come_in_order_of_their_id() -> None:
    """The order in which files were read leaves no trace."""
    assert to_rows([coded("b"), coded("a")]) == to_rows([coded("a"), coded("b")])


def test_one_actor_in_two_articles_is_one_row_that_knows_what_either_says() -> None:
    """Aliases are united, the first role and country hold, a second name becomes an alias."""
    first = coded("a", actors=(replace(KHAN, role=None, aliases=("Khan",)), CABINET))
    second = coded(
        "b", actors=(replace(KHAN, name="A. Khan", role="Envoy", country="PAK", aliases=("Mr Khan",)), CABINET)
    )

    merged = merge_actors([first, second])

    expected = replace(KHAN, role="Envoy", country="PAK", aliases=("Khan", "A. Khan", "Mr Khan"))
    assert ([expected, CABINET], []) == merged


def test_articles_that_disagree_about_the_kind_of_an_actor_are_reported() -> None:
    """The most frequent kind holds."""
    kinds = ("person", "organisation", "organisation")
    articles = [coded(f"a{n}", actors=(replace(KHAN, kind=kind), CABINET)) for n, kind in enumerate(kinds)]

    merged = merge_actors(articles)

    assert merged.actors[0].kind == "organisation"
    assert merged.conflicts == ["khan: kind is person or organisation; organisation is kept"]


def test_what_the_codebook_knows_goes_before_what_was_discovered() -> None:
    """A discovered namesake does not rename a known actor."""
    found = replace(CABINET, name="The cabinet", kind="group", origin="discovered")

    merged = merge_actors([coded("a", actors=(found,)), coded("b", actors=(found,)), coded("c", actors=(CABINET,))])

    assert merged.actors == [replace(CABINET, aliases=("The cabinet",))]


# --- CSV ---


@given(name=ANY_TEXT, aliases=st.lists(ANY_TEXT), role=st.none() | ANY_TEXT)
def test_any_text_survives_csv(name: str, aliases: list[str], role: str | None) -> None:
    """Marks, line ends, delimiters and backslashes come back as they were; missing stays missing."""
    row = to_rows([coded()])["actors"][0] | {"name": name, "aliases": aliases, "role": role}
    problems: list[object] = []

    assert from_csv(ACTORS, to_csv(ACTORS, [row]), problems) == [row]  # type: ignore[arg-type]
    assert problems == []


@given(value=st.floats(allow_nan=False, allow_infinity=False), approximate=st.booleans())
def test_any_number_survives_csv(value: float, approximate: bool) -> None:
    """A number is written so that it reads back exactly."""
    row = to_rows([coded()])["quantities"][0] | {"value": value, "approximate": approximate}

    assert from_csv(QUANTITIES, to_csv(QUANTITIES, [row]), []) == [row]


def test_a_long_sentence_survives_csv() -> None:
    """The csv module alone stops at 128 KiB a cell."""
    row = to_rows([coded()])["actors"][0] | {"name": "x" * 200_000}

    assert from_csv(ACTORS, to_csv(ACTORS, [row]), []) == [row]


# --- frames ---


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_an_empty_table_has_its_columns_and_dtypes(table: object) -> None:
    """Whoever shows a table need not ask first whether it has rows."""
    frame = to_frame(table, [])  # type: ignore[arg-type]

    assert {column.name: DTYPES[column.type] for column in table} == frame.dtypes.astype(str).to_dict()  # type: ignore[attr-defined]


def test_frames_hold_missing_as_missing_and_lists_as_tuples() -> None:
    """Never an empty text, never zero."""
    tables = to_frames([coded()], small_codebook())

    assert tables.actors["role"].isna().tolist() == [False, True]
    assert tables.actors["aliases"].tolist() == [("Khan",), ()]
    assert tables.texts == {"a": TEXT}


def test_coding_that_breaks_the_contract_makes_no_frames() -> None:
    """The check on write is a check before showing, too."""
    with pytest.raises(TableError, match="statements: code_id: a:001:sector:it: 'it' has no mention"):
        to_frames([coded(mentions=())], small_codebook())


# --- the folder ---


def assert_same(one: Tables, other: Tables) -> None:
    """Compare two sets of tables whole."""
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    assert one.texts == other.texts


def test_written_tables_read_back_as_they_were(tmp_path: Path) -> None:
    """Writing and reading is the identity."""
    folder = write(tmp_path, coded("b"), coded("a"))

    assert_same(to_frames([coded("a"), coded("b")], small_codebook()), read_tables(folder))


def test_the_same_articles_give_the_same_bytes(tmp_path: Path) -> None:
    """No time, no order of reading, no machine in the files."""
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    write(tmp_path / "one", coded("a"), coded("b"))
    write(tmp_path / "two", coded("b"), coded("a"))

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_building_anew_replaces_all_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """The body of an article that is gone is gone."""
    before = tables_version(write(tmp_path, coded("a"), coded("b")))
    folder = write(tmp_path, coded("b"))

    assert sorted(read_tables(folder).texts) == ["b"]
    assert {*(f"tables/{name}.csv" for name in TABLES), "tables/texts/b.txt", "datapackage.json"} == set(
        contents(tmp_path)
    )
    assert tables_version(folder) != before


def test_tables_that_break_the_contract_are_not_written(tmp_path: Path) -> None:
    """What was built before stays as it was."""
    write(tmp_path, coded())
    before = contents(tmp_path)

    with pytest.raises(TableError):
        write(tmp_path, coded(statements=(coded().statements[0]._replace(stance="glad"),)))  # type: ignore[arg-type]

    assert contents(tmp_path) == before


@pytest.mark.parametrize("step", ["write_bytes", "rename", "replace"])
@pytest.mark.parametrize("call", range(1, 4))
def test_a_crash_leaves_the_old_tables_or_the_new_ones_whole(tmp_path: Path, step: str, call: int) -> None:
    """Whatever step fails, the next reader finds one build and its own descriptor, never half of each."""
    (tmp_path / "new").mkdir()
    old, new = write(tmp_path, coded("a")), write(tmp_path / "new", coded("b"))
    whole = [contents(old) | descriptor(tmp_path), contents(new) | descriptor(tmp_path / "new")]
    real, calls = getattr(Path, step), iter(range(1, 100))

    def fail(self: Path, *arguments: object) -> object:
        if next(calls) == call:
            raise KeyboardInterrupt
        return real(self, *arguments)

    with patch.object(Path, step, fail), contextlib.suppress(KeyboardInterrupt):
        write(tmp_path, coded("b"))
    read_tables(old)

    assert contents(old) | descriptor(tmp_path) in whole


def test_a_first_build_that_was_cut_short_is_finished(tmp_path: Path) -> None:
    """The folder is there and its descriptor still waits beside it."""
    with patch.object(Path, "replace", side_effect=KeyboardInterrupt), contextlib.suppress(KeyboardInterrupt):
        write(tmp_path, coded("a"))

    assert sorted(read_tables(tmp_path / "tables").texts) == ["a"]
    assert {name for name in contents(tmp_path) if "/" not in name} == {"datapackage.json"}


@pytest.mark.parametrize("step", ["write_bytes", "rename"])
def test_a_full_disk_is_one_message_and_leaves_what_was_there(tmp_path: Path, step: str) -> None:
    """Not even a temporary file stays."""
    write(tmp_path, coded("a"))
    before = contents(tmp_path)
    full = OSError(errno.ENOSPC, "No space left on device")

    with patch.object(Path, step, side_effect=full), pytest.raises(TableError) as caught:
        write(tmp_path, coded("b"))

    assert str(caught.value) == (
        f"{tmp_path / 'tables'}: cannot be written (No space left on device), what was built before stays; "
        "check its permissions and the space that is left"
    )
    assert contents(tmp_path) == before


def test_builds_and_readers_at_once_see_one_build_whole(tmp_path: Path) -> None:
    """Writers wait for each other and for readers."""
    write(tmp_path, coded("a0"), coded("a1"))

    def write_often(name: str) -> None:
        for _ in range(10):
            write(tmp_path, coded(f"{name}0"), coded(f"{name}1"))

    with ThreadPoolExecutor() as pool:
        writers = [pool.submit(write_often, name) for name in "ab"]
        seen = [tuple(read_rows(tmp_path / "tables")[1]) for _ in range(20)]
    assert [writer.exception() for writer in writers] == [None, None]
    assert set(seen) <= {("a0", "a1"), ("b0", "b1")}
    assert set(contents(tmp_path)) == {
        *(f"tables/{name}.csv" for name in TABLES),
        *(f"tables/texts/{name}.txt" for name in read_rows(tmp_path / "tables")[1]),
        "datapackage.json",
    }


def test_files_that_no_build_has_made_are_never_replaced(tmp_path: Path) -> None:
    """A mistyped folder costs nobody his files."""
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "notes.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(
        TableError, match=r"tables: holds notes\.txt, which no build has made; .* give a new or an empty"
    ):
        write(tmp_path, coded())

    assert contents(tmp_path) == {"tables/notes.txt": b"mine"}


def test_a_second_set_of_tables_does_not_replace_the_descriptor_of_the_first(tmp_path: Path) -> None:
    """One folder holds one data package."""
    write(tmp_path, coded())

    with pytest.raises(TableError, match="would be replaced, and it describes other files"):
        write_tables([coded()], small_codebook(), tmp_path / "others")


def descriptor(folder: Path) -> dict[str, bytes]:
    """Return the data package's descriptor as `contents` would."""
    return {DESCRIPTOR: (folder / DESCRIPTOR).read_bytes()}


def test_a_folder_without_tables_says_how_to_make_them(tmp_path: Path) -> None:
    """The first thing a newcomer meets."""
    with pytest.raises(TableError, match="no built tables here; run `pkcn build`"):
        read_tables(tmp_path / "tables")


def test_reading_names_every_problem_at_once(tmp_path: Path) -> None:
    """One run shows all the work: file, column, row, value, what is allowed."""
    folder = write(tmp_path, coded())
    (folder / "themes.csv").unlink()
    (folder / "sectors.csv").write_bytes(b"\xff")
    change(folder / "articles.csv", "language", "idiom")
    change(folder / "sentences.csv", ",22,", ",many,")
    change(folder / "quantities.csv", ",false,", ",perhaps,")
    change(folder / "actors.csv", ",discovered", ",discovered,more")

    with pytest.raises(TableError) as caught:
        read_rows(folder)

    assert str(caught.value).replace(str(folder), "tables").splitlines() == [
        "tables: 7 problems in the tables (table: column: row); run `pkcn build` to make them again",
        f"- articles: language: header: is missing; the columns are {', '.join(TABLES['articles'].names)}",
        f"- articles: idiom: header: is not a column; the columns are {', '.join(TABLES['articles'].names)}",
        "- sentences: end: a:001: 'many' is not a whole number",
        "- actors: line 2: holds 9 cells; the header has 8",
        "- sectors: sectors.csv: is not UTF-8 (byte 0)",
        "- themes: themes.csv: is missing",
        "- quantities: approximate: a:002:q01: 'perhaps' is not true or false",
    ]


def change(path: Path, old: str, new: str) -> None:
    """Edit a table as a person would, once."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


# --- what is loaded ---


@pytest.mark.parametrize(
    ("program", "not_loaded"),
    [
        ("import pkcn_data", ["spacy", "pandas", "pydantic"]),
        ("import pkcn_data.tables", ["spacy", "streamlit", "plotly", "pydantic"]),
        ("import pkcn_data.coding", ["pandas"]),
        ("import pkcn_data.cli", ["spacy", "pandas", "pydantic", "streamlit"]),
        ("import pkcn_data.store", ["spacy", "pandas"]),
        ("import pkcn_data; pkcn_data.read_figures", ["spacy", "pydantic", "yaml", "httpx"]),
        ("import pkcn_data.figures.refresh", ["pandas"]),
    ],
)
def test_importing_a_part_loads_only_what_it_needs(program: str, not_loaded: list[str]) -> None:
    """A page that shows tables never waits for spaCy, and coding never for pandas."""
    show = f"{program}; import sys; print(*[name for name in {not_loaded} if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""

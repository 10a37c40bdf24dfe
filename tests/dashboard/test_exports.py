"""Every file that is handed out, read back by another program than wrote it."""

from __future__ import annotations

import csv
import io
import json
import runpy
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
import networkx as nx
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from pkcn_dashboard.data import takeaway
from pkcn_dashboard.exports import citations, provenance, snippets
from pkcn_dashboard.exports.events import COLUMNS
from pkcn_dashboard.exports.formats import NETWORK_EXPORTS, TABLE_EXPORTS
from pkcn_dashboard.exports.provenance import Provenance
from pkcn_dashboard.exports.spreadsheets import plain_csv
from pkcn_dashboard.text import data as say
from pkcn_dashboard.words import words_of
from pkcn_data.datapackage import Manifest
from pkcn_data.schema import TABLES
from pkcn_data.selection import select_tables
from pkcn_data.summary import Filters, code_mentions, code_statements, filter_view
from pkcn_data.tables import Tables, all_rows, read_tables, to_frames
from tests.conftest import ROOT
from tests.dashboard.corpus import CODEBOOK, CORPUS, Said, code

Row = dict[str, Any]
EXPORTS = {
    **TABLE_EXPORTS,
    **{f"{kind}-{form}": export for kind, forms in NETWORK_EXPORTS.items() for form, export in forms.items()},
}
HOSTILE = (
    Said(
        text='=HYPERLINK("https://example.org";"x") praises IT.', speaker="=1+1", codes={"sector:it": "positive fact"}
    ),
    Said(
        text='"Quoted", she said;\r\n+1 on skills \\; and\ttabs.',
        speaker="@SUM(A1)",
        codes={"theme:skills": "positive aim"},
    ),
    Said(text="－5 <script>alert(1)</script> [link](x) $x$", speaker="-2+3", codes={"theme:skills": "negative fact"}),
    Said(text="محمد علی جناح اور 中华人民共和国 😀.", speaker="محمد علی", codes={"theme:trade": "neutral fact"}),
    Said(text="NA", speaker="NULL", codes={"theme:trade": "neutral fact"}),
    Said(text="Long " * 8000 + "end.", codes={"theme:trade": "positive fact"}),
)
OF = Provenance(
    manifest=Manifest("1.2.3", {"a.txt": "ab" * 32}),
    home="https://example.org/dashboard",
    address="https://example.org/dashboard/data?sector=IT",
    filters=("Sector: Information technology",),
)


@pytest.fixture(scope="module")
def tables() -> Tables:
    """Return an article whose words try to break each format, and one of plain words."""
    strange = code(HOSTILE, article_id="strange", title="=cmd|' /C calc'!A0", published=None)
    return to_frames([strange, code(CORPUS)], CODEBOOK)


def build(export_id: str, tables: Tables, of: Provenance = OF) -> bytes:
    return EXPORTS[export_id].build(tables, of)


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# Each reader returns the rows of each table as the format holds them.


def read_package(content: bytes) -> dict[str, list[Row]]:
    csv.field_size_limit(2**31 - 1)
    files = unzipped(content)
    return {
        name: list(csv.DictReader(io.StringIO(files[f"tables/{name}.csv"].decode("utf-8"), newline="")))
        for name in TABLES
    }


def read_parquet(content: bytes) -> dict[str, list[Row]]:
    files = unzipped(content)
    return {name: pq.read_table(io.BytesIO(files[f"{name}.parquet"])).to_pylist() for name in TABLES}


def read_json(content: bytes) -> dict[str, list[Row]]:
    whole = json.loads(content)
    return {name: whole[name] for name in TABLES}


def read_excel(content: bytes) -> dict[str, list[Row]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == [say.READ_ME, *TABLES]
    read = {}
    for name in TABLES:
        head, *lines = book[name].iter_rows(values_only=True)
        read[name] = [dict(zip(head, line, strict=True)) for line in lines]
    return read


READERS: dict[str, Callable[[bytes], dict[str, list[Row]]]] = {
    "package": read_package,
    "parquet": read_parquet,
    "json": read_json,
    "excel": read_excel,
}
QUOTING = {"sentences": "text", "mentions": "surface", "quantities": "surface"}


def quotations(read: dict[str, list[Row]]) -> Iterator[tuple[str, int, int, str]]:
    """Yield article, offsets and words of everything that is quoted."""
    for name, column in QUOTING.items():
        for row in read[name]:
            yield row["article_id"], int(row["start"]), int(row["end"]), row[column]


@pytest.mark.parametrize("export_id", ["package", "parquet", "json"])
def test_every_quotation_is_the_article_at_its_offsets(export_id: str, tables: Tables) -> None:
    """Also for the built tables, whose article is real."""
    for one in (tables, read_tables(ROOT / "data" / "tables")):
        found = list(quotations(READERS[export_id](build(export_id, one))))

        assert len(found) == sum(len(getattr(one, name)) for name in QUOTING)
        for article_id, start, end, words in found:
            assert words.encode() == one.texts[article_id][start:end].encode()


def test_every_quotation_in_excel_is_the_article_at_its_offsets_up_to_what_a_cell_holds(tables: Tables) -> None:
    for article_id, start, end, words in quotations(read_excel(build("excel", tables))):
        quoted = tables.texts[article_id][start:end]
        assert unescape(words) == (quoted if len(quoted) <= 32_767 else quoted[:32_766] + "…")


@pytest.mark.parametrize("export_id", ["package", "parquet", "json"])
def test_bodies_come_along(export_id: str, tables: Tables) -> None:
    content = build(export_id, tables)

    if export_id == "json":
        assert json.loads(content)["texts"] == tables.texts
        return
    bodies = {Path(path).stem: body for path, body in unzipped(content).items() if "texts/" in path}
    assert bodies == {one: body.encode() for one, body in tables.texts.items()}


def test_json_holds_the_rows_of_every_table(tables: Tables) -> None:
    assert read_json(build("json", tables)) == all_rows(tables)


def test_parquet_keeps_types_and_lists(tables: Tables) -> None:
    read = read_parquet(build("parquet", tables))

    assert [row["countries"] for row in read["statements"]] == [list(one) for one in tables.statements["countries"]]
    assert {str(row["published"]) for row in read["articles"]} == {"2024-07-22", "None"}
    file = unzipped(build("parquet", tables))["sentences.parquet"]
    schema = pq.read_schema(io.BytesIO(file))
    assert schema.field("start").metadata[b"description"].decode() == TABLES["sentences"]["start"].description


FILTERS = st.builds(
    Filters,
    sector=st.sampled_from([(), ("it",), ("agriculture", "textiles"), ("health",)]),
    theme=st.sampled_from([(), ("skills",), ("trade", "partnership")]),
    speaker=st.sampled_from([(), ("narrator",), ("ali_raza", "1_1")]),
    country=st.sampled_from([(), ("IND",), ("CHN", "PAK")]),
    tone=st.sampled_from([(), ("positive",), ("negative", "neutral")]),
    article=st.sampled_from([(), ("strange",), ("corpus",)]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(filters=FILTERS)
def test_a_file_has_as_many_rows_as_are_displayed(tables: Tables, filters: Filters) -> None:
    view = filter_view(tables, code_statements(tables), code_mentions(tables), filters)
    shown = select_tables(tables, view)
    expected = {name: list(getattr(shown, name)[table.key]) for name, table in TABLES.items()}

    for export_id, read in READERS.items():
        rows = read(build(export_id, shown))
        assert {name: [row[TABLES[name].key] for row in rows[name]] for name in TABLES} == expected, export_id
    assert len(read_events(build("events", shown))) == len(shown.statements)
    for name in TABLES:
        assert len(read_plain(plain_csv(getattr(shown, name)))) == len(expected[name])
    themes = shown.statements[shown.statements["kind"] == "theme"]
    assert sum(int(row["weight"]) for row in read_plain(build("actor-theme-csv", shown))) == len(themes)
    sizes = takeaway.network_sizes(view, tables, words_of(tables))
    for kind, size in sizes.items():
        assert len(read_plain(build(f"{kind}-csv", shown))) == size["ties"]
        graph = nx.read_graphml(io.BytesIO(build(f"{kind}-graphml", shown)))
        assert (graph.number_of_edges(), len(graph)) == (size["ties"], size["speakers"] + size.get("themes", 0))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=6, deadline=None)
@given(filters=FILTERS)
def test_the_package_is_a_valid_one(tables: Tables, filters: Filters, tmp_path_factory: pytest.TempPathFactory) -> None:
    shown = select_tables(tables, filter_view(tables, code_statements(tables), code_mentions(tables), filters))
    folder = tmp_path_factory.mktemp("package")
    with zipfile.ZipFile(io.BytesIO(build("package", shown))) as archive:
        archive.extractall(folder)

    report = frictionless.validate(str(folder / "datapackage.json"))

    assert report.valid, report.flatten(["type", "message"])


@pytest.mark.parametrize("export_id", sorted(EXPORTS))
def test_the_same_rows_give_the_same_bytes(export_id: str, tables: Tables) -> None:
    assert build(export_id, tables) == build(export_id, replace(tables))


@pytest.mark.parametrize("export_id", sorted(EXPORTS))
def test_no_rows_are_a_file_too(export_id: str) -> None:
    assert build(export_id, to_frames([], CODEBOOK))


def test_file_names_differ() -> None:
    names = {export.file_name(extent) for export in EXPORTS.values() for extent in say.EXTENTS}

    assert len(names) == len(EXPORTS) * len(say.EXTENTS)


def test_the_read_me_says_which_rows_from_what_and_how_to_cite(tables: Tables) -> None:
    read_me = unzipped(build("package", tables))["README.md"].decode()

    for said in (
        *("Sector: Information technology", "1.2.3", "a.txt", "ab" * 32, OF.address),
        *(provenance.citation(OF), *say.LICENCES, *say.NETWORK_DEFINITIONS.values()),
        f"statements: {len(tables.statements)}",
        *(f"`{column.name}`" for table in TABLES.values() for column in table),
    ):
        assert said in read_me
    book = openpyxl.load_workbook(io.BytesIO(build("excel", tables)))
    cells = [row[0] for row in book[say.READ_ME].iter_rows(values_only=True) if row[0]]
    assert {"- Sector: Information technology", OF.address, provenance.citation(OF), *say.LICENCES} <= set(cells)


def test_without_a_filter_the_read_me_says_that_all_rows_are_there(tables: Tables) -> None:
    read_me = unzipped(build("package", tables, replace(OF, filters=())))["README.md"].decode()

    assert say.READ_ME_ALL in read_me
    assert say.READ_ME_SELECTED not in read_me


def test_filters_are_said_in_words(tables: Tables) -> None:
    filters = Filters(sector=("it", "agriculture"), tone=("negative",), speaker=("ali_raza",))

    assert words_of(tables).chosen(filters) == [
        ("Sector", "Information technology, Agriculture"),
        ("Speaker", "Ali Raza"),
        ("Tone", "Negative"),
    ]


# Cells that a spreadsheet would run.


def read_plain(content: bytes) -> list[Row]:
    csv.field_size_limit(2**31 - 1)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_events(content: bytes) -> list[Row]:
    csv.field_size_limit(2**31 - 1)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), delimiter=";"))


RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def test_no_cell_of_a_plain_csv_runs(tables: Tables) -> None:
    files = [read_plain(plain_csv(getattr(tables, name))) for name in TABLES]
    files += [read_events(build("events", tables))]
    files += [read_plain(build(f"{kind}-csv", tables)) for kind in say.NETWORKS]

    cells = [cell for rows in files for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(RUNS)] == []
    assert "'=1+1" in cells
    assert '\'=HYPERLINK("https://example.org";"x") praises IT.' in cells


def test_no_cell_of_excel_runs_and_none_is_changed(tables: Tables) -> None:
    book = openpyxl.load_workbook(io.BytesIO(build("excel", tables)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    looking = [cell for cell in cells if cell.value.startswith(RUNS) and cell.parent.title != say.READ_ME]

    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.style and cell.quotePrefix for cell in looking)
    assert not any(cell.hyperlink for cell in cells)
    assert {"=1+1", "@SUM(A1)", "-2+3"} <= {cell.value for cell in looking}


# Networks and events.


def test_the_network_of_speakers_and_themes_is_read_back(tables: Tables) -> None:
    graph = nx.read_graphml(io.BytesIO(build("actor-theme-graphml", tables)))

    themes = tables.statements[tables.statements["kind"] == "theme"]
    assert graph.is_directed()
    assert sum(weight for *_, weight in graph.edges(data="weight")) == len(themes)
    assert graph.edges["actor:sum_a1", "theme:skills"] == {"weight": 1, "positive": 1, "neutral": 0, "negative": 0}
    assert graph.nodes["actor:sum_a1"] == {"label": "@SUM(A1)", "type": "actor", "kind": "person", "statements": 1}
    assert graph.nodes["actor:narrator"]["kind"] == "narrator"
    assert graph.nodes["theme:skills"]["label"] == "Skills and human capital"
    labels = {data["label"] for _, data in graph.nodes(data=True) if data["type"] == "actor"}
    assert "محمد علی" in labels
    assert graph.graph["definition"] == say.NETWORK_DEFINITIONS["actor-theme"]
    assert graph.graph["filters"] == "Sector: Information technology"


def test_the_network_of_speakers_is_read_back(tables: Tables) -> None:
    graph = nx.read_graphml(io.BytesIO(build("actor-actor-graphml", tables)))

    assert not graph.is_directed()
    assert graph.edges["actor:sum_a1", "actor:2_3"] == {"weight": 1, "congruence": 0, "conflict": 1}
    assert graph.edges["actor:sum_a1", "actor:ali_raza"] == {"weight": 1, "congruence": 1, "conflict": 0}
    listed = {
        (row["actor_id"], row["other_id"]): (row["weight"], row["congruence"], row["conflict"])
        for row in read_plain(build("actor-actor-csv", tables))
    }
    assert listed == {
        tuple(sorted(end.removeprefix("actor:") for end in (one, other))): tuple(
            str(data[name]) for name in ("weight", "congruence", "conflict")
        )
        for one, other, data in graph.edges(data=True)
    }


def test_a_name_that_xml_cannot_hold_leaves_the_file_readable() -> None:
    said = Said(text="Skills.", speaker="A\x07\x00B", codes={"theme:skills": "positive fact"})
    graph = nx.read_graphml(io.BytesIO(build("actor-theme-graphml", to_frames([code((said,))], CODEBOOK))))

    assert "A\ufffd\ufffdB" in {label for _, label in graph.nodes(data="label")}


def test_the_event_list_has_the_columns_of_the_other_program_first(tables: Tables) -> None:
    head = build("events", tables).decode().splitlines()[0].split(";")

    assert tuple(head[: len(COLUMNS)]) == COLUMNS
    assert COLUMNS[:6] == ("statement_id", "time", "person", "organization", "concept", "agreement")


def test_an_event_says_who_said_what_where(tables: Tables) -> None:
    events = read_events(build("events", tables))

    by_id = {event["pkcn_statement_id"]: event for event in events}
    assert [event["statement_id"] for event in events] == [str(number) for number in range(1, len(events) + 1)]
    assert {name: by_id["corpus:002:2"][name] for name in COLUMNS if name != "statement_id"} == {
        "time": "2024-07-22 00:00:00",
        "person": "Ali Raza",
        "organization": "",
        "concept": "Agriculture",
        "agreement": "0",
        "start_position": "30",
        "stop_position": "81",
        "text": CORPUS[1].text,
        "coder": "1",
        "document_id": "corpus",
        "document_title": "A corpus",
        "document_author": "",
        "document_source": "Outlet",
        "document_section": "",
        "document_type": "news article",
    }
    assert by_id["corpus:001:1"]["organization"] == "The article itself"
    assert {event["agreement"] for event in events if event["stance"] == "neutral"} == {""}
    assert {event["time"] for event in events if event["document_id"] == "strange"} == {""}


# Citation, snippets.


def test_the_citation_names_whom_the_licence_names() -> None:
    licence = (ROOT / "LICENSE").read_text()

    assert f"Copyright (c) {say.YEAR} {say.AUTHOR}" in licence


def test_the_citation_is_the_same_in_three_forms() -> None:
    item = json.loads(citations.data_as_csl_json(OF.manifest.codebook_version, OF.home))[0]
    entry = citations.data_as_bibtex(OF.manifest.codebook_version, OF.home)

    assert (item["type"], item["title"], item["URL"]) == ("dataset", say.DATA_SET, OF.home)
    for said in (say.DATA_SET, say.AUTHOR, str(say.YEAR), "1.2.3", OF.home):
        assert said in provenance.citation(OF)
        assert said in entry
    assert entry.count("{") == entry.count("}")


def test_a_citation_without_a_known_address_has_none() -> None:
    made = (citations.data_as_text, citations.data_as_bibtex, citations.data_as_csl_json)

    assert "http" not in "".join(make("1.2.3", "") for make in made)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_lines_for_pandas_open_the_file(
    name: str, tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(EXPORTS["package"].file_name("full")).write_bytes(build("package", tables))
    Path("lines.py").write_text(snippets.snippets(TABLES[name], "full")["pandas"])

    frame = runpy.run_path("lines.py")[name]

    assert isinstance(frame, pd.DataFrame)
    assert list(frame[TABLES[name].key]) == list(getattr(tables, name)[TABLES[name].key])
    if name == "statements":
        found = [tuple(one) if isinstance(one, list) else () for one in frame["countries"]]
        assert found == list(tables.statements["countries"])


@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_formula_for_excel_names_a_column_of_the_sheet(name: str, tables: Tables) -> None:
    formula = snippets.snippets(TABLES[name], "full")["excel"]
    sheet = openpyxl.load_workbook(io.BytesIO(build("excel", tables)))[name]

    letter = formula.split("!")[1][0]
    head = sheet[f"{letter}1"].value
    if "COUNTIF" in formula:
        assert TABLES[name][head].enum[0] in formula
    else:
        assert (formula, head) == (f"=COUNTA({name}!A:A)-1", TABLES[name].key)


def test_the_lines_for_r_name_the_file_and_every_list() -> None:
    lines = snippets.snippets(TABLES["statements"], "displayed")["r"]

    assert f'unz("{EXPORTS["package"].file_name("displayed")}", "tables/statements.csv")' in lines
    assert "strsplit(as.character(statements$countries)" in lines


def test_what_builds_a_file_is_imported_only_when_it_is_asked_for() -> None:
    """A page that offers files must not pay for them."""
    script = "import sys, pkcn_dashboard.exports.formats; print({'networkx', 'xlsxwriter'} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


def test_a_list_in_a_spreadsheet_is_joined_as_in_the_tables() -> None:
    """An item may hold what joins the items."""
    table = pd.DataFrame({"aliases": [("A; B", "C\\D"), ("=1+1",), ()]})

    assert plain_csv(table).decode("utf-8-sig") == 'aliases\nA\\; B;C\\\\D\n\'=1+1\n""\n'


def test_no_table_shown_hands_out_cells_of_its_own() -> None:
    """Streamlit's CSV of a table doesn't neutralise formulas; ours, beside each table, does."""
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))

    assert config["client"]["disableDataExport"] is True

"""The declaration of the tables agrees with itself, with the records and with the contract."""

from __future__ import annotations

import pytest

from pkcn_data import model
from pkcn_data.schema import DECLARED_TABLES, FIGURES, TABLES, Column, Table

CONTRACT = {
    "articles": "article_id title outlet author published url credit language n_sentences n_words sha256",
    "sentences": "sentence_id article_id position paragraph start end text speaker_id attribution",
    "actors": "actor_id name kind role affiliation_id country aliases origin",
    "sectors": "sector_id label group isic definition",
    "themes": "theme_id label group definition",
    "mentions": "mention_id sentence_id article_id kind code_id start end surface",
    "statements": "statement_id sentence_id article_id speaker_id kind code_id stance modality countries",
    "comparisons": "comparison_id sentence_id article_id speaker_id subject reference theme_id direction",
    "quantities": "quantity_id sentence_id article_id value unit_text approximate start end surface",
}
FIGURES_CONTRACT = {
    "sources": "source_id title edition read licence licence_url attribution url",
    "indicators": "indicator_id name unit source_organisation theme_ids sector_ids higher_is",
    "observations": "indicator_id country year value",
    "breaks": "indicator_id country year why",
    "cautions": "indicator_id country caution",
    "facts": "fact_id topic measure partner period value unit source source_url vintage confidence "
    "basis starts ends date witness_ids flags differs_from",
    "fact_breaks": "topic period starts why",
}
RECORDS = {
    "sentences": model.Sentence,
    "actors": model.Actor,
    "mentions": model.Mention,
    "statements": model.Statement,
    "comparisons": model.Comparison,
    "quantities": model.Quantity,
}
COLUMNS = [
    pytest.param(table, column, id=f"{table.name}.{column.name}")
    for table in DECLARED_TABLES.values()
    for column in table
]


def test_tables_and_columns_are_those_of_the_contract() -> None:
    """Names are public: a saved program or spreadsheet relies on them."""
    assert {name: " ".join(table.names) for name, table in TABLES.items()} == CONTRACT
    assert {name: " ".join(table.names) for name, table in FIGURES.items()} == FIGURES_CONTRACT


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_has_a_field_for_each_column(name: str) -> None:
    """Records and tables cannot drift apart."""
    assert RECORDS[name].__match_args__ == TABLES[name].names


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_column_is_described_and_points_to_tables_that_exist(table: Table, column: Column) -> None:
    """Every column has words for the data dictionary, and a reference has a target."""
    targets = {column.references} if column.references else set()
    if column.references_by:
        by, by_kind = column.references_by
        targets |= set(by_kind.values())
        assert set(by_kind) == set(table[by].enum)

    assert column.title
    assert column.description.endswith(".")
    assert targets <= DECLARED_TABLES.keys()


@pytest.mark.parametrize("table", DECLARED_TABLES.values(), ids=DECLARED_TABLES)
def test_the_key_is_made_of_required_columns(table: Table) -> None:
    """A row can always be named."""
    assert all(table[name].required for name in table.keys)

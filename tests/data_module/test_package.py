"""What `import pkcn_data` offers, and what the wheel holds."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import pkcn_data

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Pakistan plans to increase software exports to China. The two countries signed 12 agreements."


@pytest.mark.parametrize("name", pkcn_data.__all__)
def test_every_public_name_exists_and_is_described(name: str) -> None:
    """Names load at first use, so nothing else would notice one that is gone."""
    assert getattr(pkcn_data, name).__doc__
    assert name in dir(pkcn_data)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """As for any module."""
    with pytest.raises(AttributeError, match="has no attribute 'code_texts'"):
        pkcn_data.code_texts  # noqa: B018


def test_a_text_is_coded_into_rows() -> None:
    """Every sentence is there, and every span slices back."""
    rows = pkcn_data.code_text(TEXT, article_id="mine")

    assert [row["sentence_id"] for row in rows["sentences"]] == ["mine:001", "mine:002"]
    assert [TEXT[row["start"] : row["end"]] for row in rows["mentions"]] == [row["surface"] for row in rows["mentions"]]
    assert ("sector", "it") in {(row["kind"], row["code_id"]) for row in rows["statements"]}


@pytest.mark.parametrize("text", ["Billion share banks", "He met Rubina South", "It cost $3\u2009billion", "Pakistan"])
def test_a_text_that_ends_in_a_name_or_a_number_is_coded(text: str) -> None:
    """Nothing looks beyond the last word."""
    assert [row["text"] for row in pkcn_data.code_text(text)["sentences"]] == [text]


def test_no_name_goes_over_the_end_of_a_sentence() -> None:
    """Two sentences with capitals at their border name nobody together."""
    rows = pkcn_data.code_text("He flew to the U.S. It Times reported this.")

    assert [row["text"] for row in rows["sentences"]] == ["He flew to the U.S.", "It Times reported this."]
    assert not [row for row in rows["mentions"] if "It" in row["surface"]]


def test_a_text_that_cannot_be_coded_is_an_article_error() -> None:
    """The error is the package's own."""
    with pytest.raises(pkcn_data.ArticleError, match="empty"):
        pkcn_data.code_text("")


def test_the_wheel_holds_both_packages_the_codebook_and_the_types() -> None:
    """What is not named here is missing where somebody installs it; `.ci/run` installs the wheel and codes a text."""
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]

    assert wheel["packages"] == ["src/pkcn_data", "src/pkcn_dashboard"]
    assert wheel["force-include"] == {"data/codebook": "pkcn_data/_codebook"}
    assert (ROOT / "src" / "pkcn_data" / "py.typed").is_file()
    assert (ROOT / "data" / "codebook" / "codebook.yml").is_file()

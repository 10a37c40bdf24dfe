"""Scripts are no packages, so the import rules of `pyproject.toml` do not see them: pages and entry are parsed here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "pages").rglob("*.py"))
SCRIPTS = [*PAGES, *ROOT.glob("dashboard.py")]
FORBIDDEN_MODULES = {"pandas", "numpy", "plotly", "spacy"}
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\b")

script = pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(ROOT).as_posix())


def problems(source: str) -> Iterator[str]:
    """Yield what a page or the entry must not do."""
    for node in ast.walk(ast.parse(source)):
        for module in _modules(node):
            if module.split(".")[0] in FORBIDDEN_MODULES:
                yield f"line {_line(node)}: imports {module}"
        if isinstance(node, ast.Attribute) and node.attr.startswith("cache_"):
            yield f"line {node.lineno}: has a cache of its own"
        if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
            yield f"line {node.value.lineno}: draws unescaped HTML"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HEX_COLOUR.search(node.value):
            yield f"line {node.lineno}: names a colour"
        if isinstance(node, ast.FunctionDef) and node.name == "main":
            yield f"line {node.lineno}: hides the page in main()"


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


def _line(node: ast.AST) -> int:
    return getattr(node, "lineno", 0)


@script
def test_a_script_leaves_data_drawing_and_colours_to_the_packages(path: Path) -> None:
    """A page reads filters, asks for a summary, draws components; the entry only assembles."""
    assert list(problems(path.read_text(encoding="utf-8"))) == []


def test_there_are_scripts_to_check() -> None:
    """The rule above must not pass because a folder was moved."""
    assert len(PAGES) >= 3
    assert (ROOT / "dashboard.py").is_file()


def test_no_page_lies_directly_in_pages() -> None:
    """Streamlit would start in its old multipage mode."""
    assert list((ROOT / "pages").glob("*.py")) == []


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("import pandas as pd", "line 1: imports pandas"),
        ("from plotly.graph_objects import Figure", "line 1: imports plotly.graph_objects"),
        ("import streamlit as st\n@st.cache_data\ndef f(): ...", "line 2: has a cache of its own"),
        ("st.markdown('x', unsafe_allow_html=True)", "line 1: draws unescaped HTML"),
        ("colour = '#1f77b4'", "line 1: names a colour"),
        ("def main(): ...", "line 1: hides the page in main()"),
    ],
)
def test_the_rules_see_what_they_forbid(source: str, problem: str) -> None:
    """Each rule has been seen to fail."""
    assert list(problems(source)) == [problem]

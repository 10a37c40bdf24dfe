"""What the documentation says is what the program does."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pkcn_data.cli import make_parser
from pkcn_data.csvtext import to_csv
from pkcn_data.datapackage import dictionary
from pkcn_data.evaluate import Measured, measure, quality_rows, report
from pkcn_data.paths import QUALITY_FILE
from pkcn_data.schema import QUALITY
from pkcn_data.sidecars import SUFFIX as SIDECAR_SUFFIX

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md")]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
COMMANDS: dict[str, argparse.ArgumentParser] = next(
    action.choices for action in make_parser()._actions if isinstance(action, argparse._SubParsersAction)
)


def test_the_dictionary_is_that_of_the_schema() -> None:
    """After a change of the schema, put the output of `pkcn describe` there."""
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    written = re.search(r"<!-- dictionary -->\n(.*?)\n*<!-- /dictionary -->", text, re.DOTALL)

    assert written
    assert written[1].strip() == "\n".join(dictionary()).strip()


@pytest.fixture(scope="module")
def measured() -> list[Measured]:
    """Measure once for all that is compared with it: it takes seconds."""
    return measure(sorted((ROOT / "tests" / "gold").iterdir()))


def test_the_quality_in_the_readme_is_the_quality_measured(measured: list[Measured]) -> None:
    """After a change of coding, codebook or gold, run `pkcn evaluate --write`."""
    written = re.search(r"<!-- quality -->\n```\n(.*?)\n```\n<!-- /quality -->", README, re.DOTALL)

    assert written
    assert written[1] == report(measured)


def test_the_quality_in_the_data_is_the_quality_measured(measured: list[Measured]) -> None:
    """To the byte; what the dashboard shows. After a change of coding, codebook or gold, run `pkcn evaluate --write`."""
    assert (ROOT / "data" / QUALITY_FILE).read_bytes().decode() == to_csv(QUALITY, quality_rows(measured))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme_and_has_help(name: str) -> None:
    """A command that nobody finds is none."""
    parser = COMMANDS[name]

    assert f"pkcn {name}" in README
    assert parser.description
    assert all(action.help for action in parser._actions)


def test_every_example_of_the_readme_is_understood() -> None:
    """No example names an option that is gone."""
    examples = re.findall(r"^pkcn (.+?)(?:\s+[<#>].*)?$", README, re.MULTILINE)

    assert len(examples) >= 5
    for example in examples:
        name, *arguments = example.split()
        COMMANDS[name].parse_args(arguments)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_files_that_exist(path: Path) -> None:
    """Within the repository; other hosts are not asked."""
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8"))

    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_every_article_has_its_credit() -> None:
    """An article is kept with its credit or not at all."""
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")

    for path in (ROOT / "data" / "articles").iterdir():
        assert path.suffix == SIDECAR_SUFFIX or f"`{path.name}` |" in text


def test_deployment_pins_every_direct_dependency_and_names_no_index() -> None:
    """The pinned versions are ones that `pyproject.toml` allows."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.lower().split("==") for line in lines if "==" in line and not line.startswith("#"))
    wanted = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dashboard"]

    assert {re.split(r"[<>=]", requirement)[0] for requirement in wanted} <= pins.keys()
    assert not any(word in line for line in lines for word in ("://", "--index", "-i ", "--find"))
    assert lines[-1] == "-e ."


def test_ci_runs_the_commands_of_the_readme() -> None:
    """What the README promises is what is tried."""
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    for part in ('.venv/bin/pip install -e ".[dev]"', ".venv/bin/pytest -n 2"):
        assert part in README
        assert part.replace("install", "install -q") in ci or part in ci


def test_the_module_is_a_command() -> None:
    """The command is there also where scripts are not on the path."""
    done = subprocess.run([sys.executable, "-m", "pkcn_data", "--help"], capture_output=True, text=True, check=True)

    assert done.stdout.startswith("usage: pkcn")

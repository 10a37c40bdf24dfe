"""YAML that people write: every plain value is the text that was typed, and a mistake is said with its place."""

from __future__ import annotations

import re

import yaml


class PlainLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the base is chosen at run time
    """YAML in which every plain value is the string that was typed (``no``, ``NO``, ``1.10``), except an empty one."""


PlainLoader.yaml_implicit_resolvers = {}
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|)$"), ["~", ""])


def yaml_problem(error: yaml.YAMLError, *, lines_above: int = 0) -> str:
    """Say in one line where a text is not YAML and why; `lines_above` are those of the file before the text."""
    mark = getattr(error, "problem_mark", None)
    where = f"line {mark.line + 1 + lines_above}, column {mark.column + 1}: " if mark else ""
    problem = getattr(error, "problem", None) or " ".join(str(error).split())
    return f"{where}not valid YAML ({problem}); check indentation, colons, quotation marks"

"""Files that people edit: YAML read into a strict model, or each mistake in a line with its place and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from pkcn_data.yamltext import PlainLoader, yaml_problem


class Mistake(NamedTuple):
    """One thing wrong in one file; `entry` and `field` are empty where they do not apply."""

    entry: str
    field: str
    problem: str  # what is wrong, what is allowed, what to do


class Strict(BaseModel):
    """A part of such a file: frozen, and every field it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _name_unknown_fields(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError(  # noqa: TRY004 - pydantic collects ValueErrors
                f"fields are expected here ({', '.join(cls.model_fields)}), not {_short(value)}"
            )
        unknown = [str(key) for key in value if key not in cls.model_fields]
        if unknown:
            raise ValueError(
                f"unknown field {', '.join(unknown)}; allowed are {', '.join(cls.model_fields)}; correct or remove it"
            )
        return value


Model = TypeVar("Model", bound=Strict)


def written_as(pattern: str, form: str) -> Callable[[str], str]:
    """Return a validator for texts of a pattern; `form` says the pattern in words that an analyst reads."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f"{text!r} is not allowed; write {form}")
        return text

    return check


def read_strict(path: Path, model: type[Model]) -> Model | list[str]:
    """Return the file as a model, or what is wrong with it, a line a mistake, each beginning with the file's name."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return [f"{path.name}: the file is missing; add it with the fields {', '.join(model.model_fields)}"]
    except UnicodeDecodeError as error:
        return [f"{path.name}: not UTF-8 (byte {error.start}); save the file as UTF-8"]
    except OSError as error:
        return [f"{path.name}: cannot be read ({error.strerror}); check that it is a file and its permissions"]
    loader = PlainLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return [f"{path.name}: the file is empty; add the fields {', '.join(model.model_fields)}"]
        unusable = list(_unusable_keys(node, path.name))
        data = None if unusable else loader.construct_document(node)
    except yaml.YAMLError as error:
        return [f"{path.name}, {yaml_problem(error)}"]
    finally:
        loader.dispose()
    if unusable:
        return unusable
    try:
        return model.model_validate(data)
    except ValidationError as error:
        return [_invalid(path.name, node, data, detail) for detail in _causes(error)]


def mistake_line(where: str, mistake: Mistake) -> str:
    """Return one mistake as one line; `where` is the file, and the line if it is known."""
    place = [where]
    if mistake.entry:
        place.append(f"entry {mistake.entry}")
    if mistake.field:
        place.append(f"field {mistake.field}")
    return f"{', '.join(place)}: {mistake.problem}"


def _unusable_keys(node: yaml.Node, name: str) -> Iterator[str]:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _unusable_keys(item, name)
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, value in node.value:
        where = f"{name}, line {key.start_mark.line + 1}"
        if not isinstance(key, yaml.ScalarNode):
            yield f"{where}: a list or a group of fields stands where a name is expected; write `name: value`"
            continue
        if key.value in seen:
            yield f"{where}: {key.value!r} stands twice in one entry; keep one"
        seen.add(key.value)
        yield from _unusable_keys(value, name)


def _causes(error: ValidationError) -> list[Any]:
    """Return the details without those that only follow: a list is short when all its entries are wrong."""
    details: list[Any] = list(error.errors())
    inside = {detail["loc"][: len(detail["loc"]) - cut] for detail in details for cut in range(1, len(detail["loc"]))}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in inside]


def _invalid(name: str, node: yaml.Node, data: Any, detail: Any) -> str:
    """Put one pydantic error into words, with line and entry."""
    entry, line = "", node.start_mark.line
    at: yaml.Node | None = node
    for step in detail["loc"]:
        entry = _entry_id(data) or entry
        if isinstance(data, dict) and step not in data and step in data.values():
            continue  # the form of an entry, which its own field names: no level of the file
        at, data = _child(at, step), _item(data, step)
        if at is None:
            break
        line = at.start_mark.line
    steps = [step for step in detail["loc"] if step != "[key]"]
    field = ".".join(str(step + 1) if isinstance(step, int) else step for step in steps[-2:])
    return mistake_line(f"{name}, line {line + 1}", Mistake(_entry_id(data) or entry, field, _in_words(detail)))


def _entry_id(data: Any) -> str:
    """Return what a person calls an entry, where the data is one."""
    return str(data.get("id") or data.get("name") or "") if isinstance(data, dict) else ""


def _item(data: Any, step: int | str) -> Any:
    if isinstance(data, dict):
        return data.get(step)
    return data[step] if isinstance(data, list) and isinstance(step, int) else None


def _child(node: yaml.Node | None, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        children: list[yaml.Node] = node.value
        return children[step]
    if isinstance(node, yaml.MappingNode):
        pairs: list[tuple[yaml.Node, yaml.Node]] = node.value
        return next((value for key, value in pairs if key.value == step), None)
    return None


def _in_words(detail: Any) -> str:
    """Put what pydantic found wrong into words that need no programming."""
    kind, found = detail["type"], f"not {_short(detail['input'])}"
    if kind == "missing":
        return "is missing; add it"
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    if kind == "literal_error":
        return f"choose one of {detail['ctx']['expected']}, {found}"
    if kind == "union_tag_invalid":
        return f"{detail['ctx']['tag']!r} is not allowed; choose one of {detail['ctx']['expected_tags']}"
    if kind == "union_tag_not_found":
        return f"the field {detail['ctx']['discriminator']} is missing; add it"
    if kind in ("too_short", "string_too_short"):
        return "is empty; give at least one, or remove the entry"
    if kind in ("tuple_type", "frozen_set_type"):
        return f"a list is expected, {found}; write each item in a line of its own after a dash"
    if kind == "dict_type":
        return f"fields are expected, {found}; write each as `name: value`"
    if kind == "string_type":
        return f"a text is expected, {found}"
    if kind.endswith("_parsing"):
        return f"a number or true or false is expected, {found}"
    return f"{detail['msg']}, {found}"


def _short(value: object) -> str:
    text = "an empty entry" if value is None else repr(value)
    return text if len(text) <= 80 else f"{text[:79]}…"

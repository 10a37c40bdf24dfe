"""The codebook: what is coded and by which words, as an analyst edits it in ``data/codebook/*.yml``.

How to add a file ``<name>.yml``:

1. declare its entries as `Strict` models and the file itself as a `CodebookFile` model (below, one section a file);
2. add a field ``<name>: <Model>`` to `Codebook`. The loader reads, validates and reports by itself;
3. rules that look across entries or files go into the model's `mistakes` method.

Every plain YAML value arrives as a string (``no``, ``on``, ``NO``, ``1.10`` stay what was typed) and pydantic turns it
into the field's type, so an analyst never has to quote a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_type_hints

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from pkcn_data.errors import CodebookError
from pkcn_data.model import CodeKind
from pkcn_data.patterns import check_term

_PACKAGED = Path(__file__).parent / "_codebook"
_REPOSITORY = Path(__file__).parents[2] / "data" / "codebook"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Term = Annotated[Text, AfterValidator(check_term)]


class Mistake(NamedTuple):
    """One thing wrong in one file; `entry` and `field` are empty where they do not apply."""

    entry: str
    field: str
    problem: str  # what is wrong, what is allowed, what to do


class Strict(BaseModel):
    """A part of a codebook file: frozen, and every field it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _name_unknown_fields(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError(  # noqa: TRY004 - pydantic collects ValueErrors
                f"fields are expected here ({', '.join(cls.model_fields)}), not {value!r}"
            )
        unknown = [str(key) for key in value if key not in cls.model_fields]
        if unknown:
            raise ValueError(f"unknown field {', '.join(unknown)}; allowed are {', '.join(cls.model_fields)}")
        return value


class CodebookFile(Strict):
    """One file of the codebook."""

    def mistakes(self, codebook: Codebook) -> Iterator[Mistake]:
        """Yield what is wrong across entries or against other files; single fields are checked by their types."""
        yield from ()


# --- codebook.yml ---------------------------------------------------------------------------------------------------
class Group(Strict):
    """A group of codes and the label it is shown with."""

    id: Slug
    label: Text


class Head(CodebookFile):
    """Version, title, licence, and the groups that codes belong to."""

    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    title: Text
    licence: Text
    sector_groups: tuple[Group, ...]
    theme_groups: tuple[Group, ...]

    def mistakes(self, codebook: Codebook) -> Iterator[Mistake]:
        for name in ("sector_groups", "theme_groups"):
            yield from repeated_ids(getattr(self, name), field=name)


# --- sectors.yml, themes.yml ----------------------------------------------------------------------------------------
class Code(Strict):
    """One code: what it means to a person, and the terms a program finds it by."""

    id: Slug
    label: Text
    group: Slug
    definition: Text
    example: Text
    counter_example: Text
    terms: tuple[Term, ...] = Field(min_length=1)


class Sector(Code):
    """A code for a branch of the economy, with its ISIC Rev. 4 divisions."""

    isic: Text


class Theme(Code):
    """A code for a policy theme."""


class _CodeFile(CodebookFile):
    ignored: tuple[Term, ...] = ()
    shared: tuple[Term, ...] = ()

    @property
    def codes(self) -> tuple[Code, ...]:
        raise NotImplementedError

    def _code_mistakes(self, groups: tuple[Group, ...]) -> Iterator[Mistake]:
        allowed = [group.id for group in groups]
        yield from repeated_ids(self.codes)
        for code in self.codes:
            if code.group not in allowed:
                yield Mistake(
                    code.id,
                    "group",
                    f"unknown group {code.group!r}; choose one of {', '.join(allowed)}, or add it to codebook.yml",
                )
        yield from self._repeated_terms()

    def _repeated_terms(self) -> Iterator[Mistake]:
        shared = {term_key(term) for term in self.shared}
        ignored = {term_key(term) for term in self.ignored}
        owners: dict[str, list[str]] = {}
        for code in self.codes:
            for term in code.terms:
                owners.setdefault(term_key(term), []).append(code.id)
                if term_key(term) in ignored:
                    yield Mistake(code.id, "terms", f"{term!r} is also under `ignored`; remove it from one of the two")
        for key, ids in owners.items():
            if len(set(ids)) < len(ids):
                yield Mistake(ids[0], "terms", f"{key!r} is listed twice; remove one")
            elif len(ids) > 1 and key not in shared:
                yield Mistake(
                    ids[1],
                    "terms",
                    f"{key!r} is also a term of {ids[0]}; remove one, or list it under `shared` to code both",
                )


class SectorFile(_CodeFile):
    """The sectors, and phrases that look like one and are none."""

    sectors: tuple[Sector, ...] = Field(min_length=1)

    @property
    def codes(self) -> tuple[Sector, ...]:
        return self.sectors

    def mistakes(self, codebook: Codebook) -> Iterator[Mistake]:
        yield from self._code_mistakes(codebook.codebook.sector_groups)


class ThemeFile(_CodeFile):
    """The policy themes, and phrases that look like one and are none."""

    themes: tuple[Theme, ...] = Field(min_length=1)
    between_firms: dict[Slug, Slug]
    public_bodies: tuple[Text, ...]
    firms: tuple[Text, ...]
    joint_bodies: dict[Slug, tuple[Text, ...]]

    @property
    def codes(self) -> tuple[Theme, ...]:
        return self.themes

    def mistakes(self, codebook: Codebook) -> Iterator[Mistake]:
        yield from self._code_mistakes(codebook.codebook.theme_groups)
        known = [theme.id for theme in self.themes]
        named = {
            "between_firms": [code_id for pair in self.between_firms.items() for code_id in pair],
            "joint_bodies": list(self.joint_bodies),
        }
        for field, code_ids in named.items():
            for code_id in code_ids:
                if code_id not in known:
                    yield Mistake("", field, f"unknown theme {code_id!r}; choose from {', '.join(known)}")


# --- speech.yml -----------------------------------------------------------------------------------------------------
class SpeechVerbs(Strict):
    """Verbs of speech, by whose subject speaks."""

    anyone: tuple[Text, ...] = Field(min_length=1)
    people_and_organisations: tuple[Text, ...]
    people: tuple[Text, ...]
    documents: tuple[Text, ...]


class SpeechFile(CodebookFile):
    """Words by which an article attributes what it says; the file itself explains each list."""

    verbs: SpeechVerbs
    irregular: dict[Text, Text]
    only_apart: tuple[Text, ...]
    not_before_number: tuple[Text, ...]
    not_before_person: tuple[Text, ...]
    visitors: tuple[Text, ...]
    sources: tuple[Text, ...]
    views: tuple[Text, ...]
    people: tuple[Text, ...]
    anybody: tuple[Text, ...]
    plural: tuple[Text, ...]
    organisations: tuple[Text, ...]
    documents: tuple[Text, ...]
    on_behalf: tuple[Text, ...]
    same_post: tuple[tuple[Text, ...], ...]
    female: tuple[Text, ...]
    male: tuple[Text, ...]
    between: tuple[Text, ...]
    titles: tuple[Text, ...]
    argument: tuple[Text, ...]
    anaphora: tuple[Text, ...]
    background: tuple[Text, ...]

    def mistakes(self, codebook: Codebook) -> Iterator[Mistake]:
        first_words: set[str] = set()
        for name in SpeechVerbs.model_fields:
            verbs = getattr(self.verbs, name)
            first_words.update(verb.split()[0] for verb in verbs)
            for verb, count in Counter(verbs).items():
                if count > 1:
                    yield Mistake("verbs", name, f"{verb!r} is listed {count} times; keep one")
        for verb in self.irregular:
            if verb not in first_words:
                yield Mistake("irregular", verb, "is the first word of no verb above; remove it or list the verb")


# --- countries.yml, places.yml, actors.yml --------------------------------------------------------------------------
Iso3 = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
CountryCode = Annotated[str, StringConstraints(pattern=r"^([A-Z]{3}|world)$")]
Aliases = tuple[Text, ...]


class Country(Strict):
    """A country or territory; `aliases` name it as a noun, `demonyms` mention it."""

    name: Text
    aliases: Aliases = ()
    demonyms: Aliases = ()


class CountryFile(CodebookFile):
    """Countries by ISO 3166-1 alpha-3."""

    countries: dict[Iso3, Country]

    def mistakes(self, codebook: Codebook) -> Iterator[Mistake]:
        owners: dict[str, str] = {}
        for code, country in self.countries.items():
            for name in (country.name, *country.aliases, *country.demonyms):
                if owners.setdefault(name, code) != code:
                    yield Mistake(
                        code, "aliases", f"{name!r} is also a name of {owners[name]}; keep it in one of the two"
                    )


class PlaceFile(CodebookFile):
    """Known places with their aliases, by country (`world` where they lie in none)."""

    places: dict[CountryCode, dict[Text, Aliases]]

    def mistakes(self, codebook: Codebook) -> Iterator[Mistake]:
        yield from _unknown_countries(self.places, codebook, field="places")


class ActorContext(Strict):
    """Lower-case neighbours beside which an ambiguous name is a common word."""

    not_before: Aliases = ()
    not_after: Aliases = ()


class ActorFile(CodebookFile):
    """Known organisations, events and initiatives with their aliases, by country (`world` where they have none)."""

    organisations: dict[CountryCode, dict[Text, Aliases]]
    events: dict[CountryCode, dict[Text, Aliases]]
    initiatives: dict[CountryCode, dict[Text, Aliases]]
    ambiguous: dict[Text, ActorContext]

    def mistakes(self, codebook: Codebook) -> Iterator[Mistake]:
        owners: dict[str, str] = {}
        for section in ("organisations", "events", "initiatives"):
            by_country = getattr(self, section)
            yield from _unknown_countries(by_country, codebook, field=section)
            for actors in by_country.values():
                for name, aliases in actors.items():
                    for form in (name, *aliases):
                        if owners.setdefault(form, name) != name:
                            yield Mistake(name, section, f"{form!r} is also a name of {owners[form]!r}; keep one")
        for name in self.ambiguous:
            if name not in owners and not _is_elsewhere(name, codebook):
                yield Mistake(
                    name, "ambiguous", "no actor, place or country has this name; correct it or remove the entry"
                )


def _is_elsewhere(name: str, codebook: Codebook) -> bool:
    countries = codebook.countries.countries.values()
    in_countries = any(name in (country.name, *country.aliases, *country.demonyms) for country in countries)
    return in_countries or any(name in places for places in codebook.places.places.values())


def _unknown_countries(by_country: dict[str, Any], codebook: Codebook, *, field: str) -> Iterator[Mistake]:
    for code in by_country:
        if code != "world" and code not in codebook.countries.countries:
            yield Mistake(code, field, "unknown country; take a code of countries.yml, or `world`")


# --- names.yml, titles.yml, naming.yml, groups.yml ------------------------------------------------------------------
class NameFile(CodebookFile):
    """Words of personal names; the file itself explains each list."""

    honorifics: Aliases
    particles: Aliases
    given_names: Aliases
    surnames: Aliases


class TitleFile(CodebookFile):
    """Words of job titles and of holding a post, in lower case."""

    titles: Aliases
    modifiers: Aliases
    holding: Aliases


class NamingFile(CodebookFile):
    """Words that names of organisations, events, initiatives and places are built of, and capitals that name nobody."""

    organisation_heads: Aliases
    weak_heads: Aliases
    event_heads: Aliases
    initiative_heads: Aliases
    place_heads: Aliases
    fields: Aliases
    generic_bodies: Aliases
    not_actors: Aliases
    not_names: Aliases
    openers: Aliases


class GroupFile(CodebookFile):
    """Collectives that are actors where they are counted; those that speak are `plural` in speech.yml."""

    counted: Aliases


# --- stance.yml, modality.yml ---------------------------------------------------------------------------------------
class StanceFile(CodebookFile):
    """The cues of stance, and how they work in a clause."""

    positive: tuple[Term, ...] = Field(min_length=1)
    negative: tuple[Term, ...] = Field(min_length=1)
    neutral: tuple[Term, ...]
    harm: tuple[Term, ...]
    negative_scopes: tuple[Term, ...]
    negations: tuple[Text, ...]
    clause_breaks: tuple[Term, ...]
    speech_breaks: tuple[Term, ...]
    positive_codes: tuple[Slug, ...]
    harm_codes: tuple[Slug, ...]

    def mistakes(self, codebook: Codebook) -> Iterator[Mistake]:
        known = [code.id for code in (*codebook.sectors.codes, *codebook.themes.codes)]
        for field, codes in {"positive_codes": self.positive_codes, "harm_codes": self.harm_codes}.items():
            for code_id in codes:
                if code_id not in known:
                    yield Mistake("", field, f"unknown code {code_id!r}; choose from {', '.join(known)}")
        cues = {"positive": self.positive, "negative": self.negative, "neutral": self.neutral, "harm": self.harm}
        yield from _opposite_cues(cues)


class ModalityFile(CodebookFile):
    """The cues of modality; what has none is a fact."""

    aim: tuple[Term, ...] = Field(min_length=1)
    recommendation: tuple[Term, ...] = Field(min_length=1)
    potential: tuple[Term, ...] = Field(min_length=1)
    fact: tuple[Term, ...]
    purpose: tuple[Term, ...]

    def mistakes(self, codebook: Codebook) -> Iterator[Mistake]:
        cues = {"aim": self.aim, "recommendation": self.recommendation, "potential": self.potential}
        yield from _opposite_cues({**cues, "fact": self.fact, "purpose": self.purpose})


def _opposite_cues(cues: dict[str, tuple[str, ...]]) -> Iterator[Mistake]:
    owners: dict[str, str] = {}
    for field, terms in cues.items():
        for term in terms:
            owner = owners.setdefault(term_key(term), field)
            if owner != field:
                yield Mistake("", field, f"{term!r} is also under {owner}; keep it in one of the two")


# --- comparison.yml -------------------------------------------------------------------------------------------------
class ComparisonFile(CodebookFile):
    """Words by which an article compares countries; the file itself explains each list."""

    higher: tuple[Text, ...]
    lower: tuple[Text, ...]
    equal: tuple[Text, ...]
    against: tuple[Text, ...]
    against_figures: tuple[Text, ...]
    shares: tuple[Text, ...]
    higher_words: tuple[Text, ...]
    lower_words: tuple[Text, ...]
    between: tuple[Text, ...]
    group_heads: tuple[Text, ...]
    group_modifiers: tuple[Text, ...]
    group_tails: tuple[Text, ...]
    contrast: tuple[Text, ...]
    opening_contrast: tuple[Text, ...]
    plain_contrast: tuple[Text, ...]
    home: tuple[Text, ...]

    def mistakes(self, codebook: Codebook) -> Iterator[Mistake]:
        cues = Counter(cue for name in ("higher", "lower", "equal", "against") for cue in set(getattr(self, name)))
        for cue, count in cues.items():
            if count > 1:
                yield Mistake("", "", f"the cue {cue!r} has {count} directions; keep it in one list")
        for word in set(self.higher_words) & set(self.lower_words):
            yield Mistake("", "lower_words", f"{word!r} is also under `higher_words`; keep it in one list")


# --- the whole ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, eq=False)
class Codebook:
    """All files of one codebook folder; a field's name is its file's name. Compared and hashed by identity."""

    codebook: Head
    sectors: SectorFile
    themes: ThemeFile
    speech: SpeechFile
    comparison: ComparisonFile
    countries: CountryFile
    places: PlaceFile
    actors: ActorFile
    names: NameFile
    titles: TitleFile
    naming: NamingFile
    groups: GroupFile
    stance: StanceFile
    modality: ModalityFile

    def codes(self, kind: CodeKind) -> tuple[Code, ...]:
        """Return the codes of one kind in the order of their file."""
        return self.sectors.codes if kind == "sector" else self.themes.codes


def load_codebook(folder: Path | str | None = None) -> Codebook:
    """Read and check a codebook folder, once per folder; without one, the codebook that comes with the package.

    Raises `CodebookError` with every mistake of every file.
    """
    if folder is None:
        folder = _PACKAGED if _PACKAGED.is_dir() else _REPOSITORY
    return _load(Path(folder).resolve())


@lru_cache(maxsize=8)
def _load(folder: Path) -> Codebook:
    if not folder.is_dir():
        raise CodebookError(f"{folder}: no such folder; give a folder that holds {', '.join(_file_names())}")
    hints = get_type_hints(Codebook)
    files: dict[str, CodebookFile] = {}
    problems: list[str] = list(_unknown_files(folder))
    for field in fields(Codebook):
        read = _read_file(folder / f"{field.name}.yml", hints[field.name])
        if isinstance(read, list):
            problems.extend(read)
        else:
            files[field.name] = read
    if problems:
        raise _error(folder, problems)
    codebook = Codebook(**files)  # type: ignore[arg-type]
    for name, file in files.items():
        problems.extend(_line(f"{name}.yml", mistake) for mistake in file.mistakes(codebook))
    if problems:
        raise _error(folder, problems)
    return codebook


def _file_names() -> list[str]:
    return [f"{field.name}.yml" for field in fields(Codebook)]


def _unknown_files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in _file_names():
            yield f"{path.name}: unknown file; the codebook's files are {', '.join(_file_names())}; rename or remove it"


def _error(folder: Path, problems: list[str]) -> CodebookError:
    count = "one mistake" if len(problems) == 1 else f"{len(problems)} mistakes"
    return CodebookError(f"{count} in the codebook {folder}:\n" + "\n".join(f"- {problem}" for problem in problems))


def _line(where: str, mistake: Mistake) -> str:
    place = [where]
    if mistake.entry:
        place.append(f"entry {mistake.entry}")
    if mistake.field:
        place.append(f"field {mistake.field}")
    return f"{', '.join(place)}: {mistake.problem}"


def repeated_ids(entries: tuple[Any, ...], *, field: str = "id") -> Iterator[Mistake]:
    """Yield a mistake for every id that more than one of the entries has."""
    for entry_id, count in Counter(entry.id for entry in entries).items():
        if count > 1:
            yield Mistake(entry_id, field, f"the id is used {count} times; each entry needs its own")


def term_key(term: str) -> str:
    """Return what makes two written terms the same one."""
    return " ".join(term.replace("-", " ").split())


# --- reading one file -----------------------------------------------------------------------------------------------
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which every plain value is the string that was typed, except an empty one."""


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|)$"), ["~", ""])


def _read_file(path: Path, model: type[CodebookFile]) -> CodebookFile | list[str]:
    """Return the validated file, or what is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return [f"{path.name}: the file is missing; add it with the fields {', '.join(model.model_fields)}"]
    except UnicodeDecodeError as error:
        return [f"{path.name}: not UTF-8 (byte {error.start}); save the file as UTF-8"]
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return [f"{path.name}: the file is empty; add the fields {', '.join(model.model_fields)}"]
        repeated = list(_repeated_keys(node, path.name))
        data = loader.construct_document(node)
    except yaml.YAMLError as error:
        return [f"{path.name}{_yaml_problem(error)}"]
    finally:
        loader.dispose()
    if repeated:
        return repeated
    try:
        return model.model_validate(data)
    except ValidationError as error:
        return [_invalid(path.name, node, data, detail) for detail in error.errors()]


def _yaml_problem(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
    problem = getattr(error, "problem", None) or str(error)
    return f"{where}: not valid YAML ({problem}); check indentation, colons, quotation marks"


def _repeated_keys(node: yaml.Node, name: str) -> Iterator[str]:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated_keys(item, name)
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, value in node.value:
        if key.value in seen:
            yield f"{name}, line {key.start_mark.line + 1}: {key.value!r} stands twice in one entry; keep one"
        seen.add(key.value)
        yield from _repeated_keys(value, name)


def _invalid(name: str, node: yaml.Node, data: Any, detail: Any) -> str:
    """Put one pydantic error into words, with line and entry."""
    entry, line = "", node.start_mark.line
    at: yaml.Node | None = node
    for step in detail["loc"]:
        entry = _entry_id(data) or entry
        at, data = _child(at, step), _item(data, step)
        if at is None:
            break
        line = at.start_mark.line
    field = ".".join(str(step + 1) if isinstance(step, int) else step for step in detail["loc"][-2:])
    return _line(f"{name}, line {line + 1}", Mistake(_entry_id(data) or entry, field, _problem(detail)))


def _entry_id(data: Any) -> str:
    """Return what an analyst calls an entry, where the data is one."""
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


def _problem(detail: Any) -> str:
    if detail["type"] == "missing":
        return "is missing; add it"
    if detail["type"] == "value_error":
        return str(detail["ctx"]["error"])
    return f"{detail['msg']} (found {detail['input']!r})"

"""The codebook: what is coded and by which words, as an analyst edits it in ``data/codebook/*.yml``.

How to add a file ``<name>.yml``:

1. declare its entries as `Strict` models and the file itself as a `CodebookFile` model (below, one section a file);
2. add a field ``<name>: <Model>`` to `Codebook`. The loader reads, validates and reports by itself;
3. rules that look across entries or files go into the model's `mistakes` method.

Every plain YAML value arrives as a string (``no``, ``on``, ``NO``, ``1.10`` stay what was typed) and pydantic turns it
into the field's type, so an analyst never has to quote a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from pydantic import AfterValidator, Field, StringConstraints

from pkcn_data.errors import CodebookError
from pkcn_data.model import CodeKind
from pkcn_data.paths import codebook_folder
from pkcn_data.patterns import check_list_word, check_term, lists_of, with_lists
from pkcn_data.strictfiles import Mistake, Strict, mistake_line, read_strict, written_as

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, AfterValidator(written_as("[a-z][a-z0-9_]*", "small letters, digits and _, a letter first"))]
Term = Annotated[Text, AfterValidator(check_term)]
ListWord = Annotated[Text, AfterValidator(check_list_word)]


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

    version: Annotated[str, AfterValidator(written_as(r"\d+\.\d+\.\d+", "three numbers such as 1.2.0"))]
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
    in_context: tuple[Term, ...] = ()
    """Words that mean the code only in a text about it ("tower"): they count beside sentences that its terms code."""

    @property
    def every_term(self) -> tuple[tuple[str, Term], ...]:
        """Return all terms, each with the field that it stands in."""
        return tuple((name, term) for name in ("terms", "in_context") for term in getattr(self, name))


class Sector(Code):
    """A code for a branch of the economy, with its ISIC Rev. 4 divisions."""

    isic: Text


class Theme(Code):
    """A code for a policy theme."""


class _CodeFile(CodebookFile):
    ignored: tuple[Term, ...] = ()
    shared: tuple[Term, ...] = ()
    lists: dict[Slug, tuple[ListWord, ...]] = Field(default_factory=dict)

    def spelled(self, term: str) -> str:
        """Return a term with its lists written out."""
        return with_lists(term, self.lists)

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
        yield from self._unknown_lists()

    def _unknown_lists(self) -> Iterator[Mistake]:
        terms = [("", "ignored", term) for term in self.ignored]
        terms.extend((code.id, field, term) for code in self.codes for field, term in code.every_term)
        for entry, field, term in terms:
            for name in lists_of(term):
                if name not in self.lists:
                    known = ", ".join(self.lists) or "none"
                    yield Mistake(entry, field, f"{term!r}: there is no list {name!r} under `lists`; known: {known}")

    def _repeated_terms(self) -> Iterator[Mistake]:
        shared = {term_key(term) for term in self.shared}
        ignored = {term_key(term) for term in self.ignored}
        owners: dict[str, list[str]] = {}
        for code in self.codes:
            for field, term in code.every_term:
                if field == "terms":  # a word in context may go with several codes: the text tells which
                    owners.setdefault(term_key(term), []).append(code.id)
                if term_key(term) in ignored:
                    yield Mistake(code.id, field, f"{term!r} is also under `ignored`; remove it from one of the two")
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
    similes: tuple[Text, ...] = ()

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
    only_quoting: tuple[Text, ...]
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
    female_names: tuple[Text, ...]
    male_names: tuple[Text, ...]
    chinese_female_names: tuple[Text, ...]
    chinese_male_names: tuple[Text, ...]
    before_given: tuple[Text, ...]
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
Iso3 = Annotated[str, AfterValidator(written_as("[A-Z]{3}", "the three capitals of ISO 3166, such as PAK"))]
CountryCode = Annotated[
    str, AfterValidator(written_as("[A-Z]{3}|world", "the three capitals of ISO 3166, such as PAK, or `world`"))
]
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
    homonyms: dict[Text, dict[CountryCode, Text]]
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
        for name, others in self.homonyms.items():
            for missing in {name, *others.values()} - owners.keys():
                yield Mistake(name, "homonyms", f"no actor is called {missing!r}; list it under `organisations`")
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
    local: Aliases
    offices: Aliases


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
    stalled: tuple[Text, ...]
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
    """Read and check a codebook folder, once per folder; without one, that of the data folder or the package.

    Raises `CodebookError` with every mistake of every file.
    """
    return _load((Path(folder) if folder is not None else codebook_folder()).resolve())


@lru_cache(maxsize=8)
def _load(folder: Path) -> Codebook:
    if not folder.is_dir():
        raise CodebookError(f"{folder}: no such folder; give a folder that holds {', '.join(_file_names())}")
    hints = get_type_hints(Codebook)
    files: dict[str, CodebookFile] = {}
    problems: list[str] = list(_unknown_files(folder))
    for field in fields(Codebook):
        read = read_strict(folder / f"{field.name}.yml", hints[field.name])
        if isinstance(read, list):
            problems.extend(read)
        else:
            files[field.name] = read
    if problems:
        raise _error(folder, problems)
    codebook = Codebook(**files)  # type: ignore[arg-type]  # each field has its own model, checked above
    for name, file in files.items():
        problems.extend(mistake_line(f"{name}.yml", mistake) for mistake in file.mistakes(codebook))
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


def repeated_ids(entries: tuple[Any, ...], *, field: str = "id") -> Iterator[Mistake]:
    """Yield a mistake for every id that more than one of the entries has."""
    for entry_id, count in Counter(entry.id for entry in entries).items():
        if count > 1:
            yield Mistake(entry_id, field, f"the id is used {count} times; each entry needs its own")


def term_key(term: str) -> str:
    """Return what makes two written terms the same one."""
    return " ".join(term.replace("-", " ").split())

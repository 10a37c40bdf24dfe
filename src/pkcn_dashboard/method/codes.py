"""The codes of the codebook as the Method page lists, finds and opens them. No Streamlit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from pkcn_dashboard.words import Words
from pkcn_data.codebook import Code, Codebook, Sector
from pkcn_data.model import CodeKind

_LONG = 4
"""Letters from which a word is also looked for inside others: short ones are in many by chance."""
KINDS: tuple[CodeKind, ...] = get_args(CodeKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One code with its group's label; `isic` is of sectors only."""

    kind: CodeKind
    id: str
    label: str
    group: str
    isic: str | None
    definition: str
    example: str
    counter_example: str
    terms: tuple[str, ...]
    in_context: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Return what stands in an address for the code."""
        return f"{self.kind}:{self.id}"

    @property
    def every_term(self) -> tuple[str, ...]:
        """Return all terms, those that count in context last."""
        return self.terms + self.in_context


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Codes:
    """All codes of a codebook by what stands in an address for them, in its order."""

    version: str
    licence: str
    entries: Mapping[str, Entry]

    def of_kind(self, kind: CodeKind) -> list[Entry]:
        """Return the codes of one kind."""
        return [entry for entry in self.entries.values() if entry.kind == kind]


@dataclass(frozen=True, slots=True)
class Found:
    """A code that a search found, and which of its terms fit; none where only its definition does."""

    entry: Entry
    terms: tuple[str, ...] = ()


def codes_of(codebook: Codebook) -> Codes:
    """Return the codes of a codebook."""
    head = codebook.codebook
    groups = {
        "sector": {group.id: group.label for group in head.sector_groups},
        "theme": {group.id: group.label for group in head.theme_groups},
    }
    entries = [_entry(kind, code, groups[kind][code.group]) for kind in KINDS for code in codebook.codes(kind)]
    return Codes(version=head.version, licence=head.licence, entries={entry.address: entry for entry in entries})


def _entry(kind: CodeKind, code: Code, group: str) -> Entry:
    return Entry(
        kind=kind,
        id=code.id,
        label=code.label,
        group=group,
        isic=code.isic if isinstance(code, Sector) else None,
        definition=code.definition,
        example=code.example,
        counter_example=code.counter_example,
        terms=code.terms,
        in_context=code.in_context,
    )


def asked_for(codes: Codes, asked: str, words: Words) -> Entry | None:
    """Return the code that an address asks for: kind and id, or kind and one of its words, in any case."""
    kind, _, name = asked.strip().partition(":")
    kind = kind.strip().casefold()
    one = name.strip().casefold()
    return codes.entries.get(f"{kind}:{one}") or codes.entries.get(f"{kind}:{words.resolve(kind, name)}")


def search(entries: Sequence[Entry], asked: str) -> list[Found]:
    """Return the codes that have all the words asked for in one of their terms, or in label and definition."""
    wanted = _words(asked)
    if not wanted:
        return [Found(entry) for entry in entries]
    found = [Found(entry, tuple(term for term in entry.every_term if _fits(term, wanted))) for entry in entries]
    return [one for one in found if one.terms or _described_by(one.entry, wanted)]


def _described_by(entry: Entry, wanted: Sequence[str]) -> bool:
    described = f"{entry.label} {entry.definition}".casefold().replace("-", " ")
    return all(word in described for word in wanted)


def _fits(term: str, wanted: Sequence[str]) -> bool:
    parts = _words(term.replace('"', ""))
    return all(any(_part_fits(part, word) for part in parts) for word in wanted)


def _part_fits(part: str, word: str) -> bool:
    """Return whether a word of a term begins with the word asked for, holds a long one, or is open and goes on to it."""
    stem = part.rstrip("*+=")
    if stem.startswith(word) or (len(word) >= _LONG and word in stem):
        return True
    if part.endswith("*"):
        return word.startswith(stem)
    return part.endswith("+") and len(stem) > 2 and word.startswith(stem.removesuffix("e"))


def _words(written: str) -> list[str]:
    return written.casefold().replace("-", " ").split()

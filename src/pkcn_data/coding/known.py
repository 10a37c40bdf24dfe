"""Actors that the codebook knows: countries, places, organisations, events and initiatives, found by their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from sys import intern

from pkcn_data.codebook import ActorContext, Codebook
from pkcn_data.coding.nlp import english
from pkcn_data.model import ActorKind


@dataclass(frozen=True, slots=True, eq=False)
class KnownActor:
    """One actor of the codebook; the letter is the one its tokens get (see `lexicon`)."""

    name: str
    kind: ActorKind
    country: str | None
    aliases: tuple[str, ...]
    letter: str


@dataclass(slots=True)
class Found:
    """A known actor at tokens [first, last)."""

    first: int
    last: int
    actor: KnownActor
    is_demonym: bool


# One way to write a known actor: the words after the first, as they may be written, then the actor, whether it is a
# demonym, and its context. A plain tuple, which is unpacked in a third of the time that a named one takes.
_Form = tuple[tuple[frozenset[str], ...], KnownActor, bool, ActorContext | None]


@dataclass(frozen=True, slots=True)
class KnownActors:
    """The names of all known actors by their first word."""

    # By first and second word, behind those with that second word those without any, which stand under "" alone.
    forms: dict[str, dict[str, tuple[_Form, ...]]]
    by_name: dict[str, KnownActor]
    homonyms: dict[str, dict[str, KnownActor]]  # by name and country

    def find(self, words: list[str], lowers: list[str]) -> list[Found]:
        """Return the known actors named in the words: from left to right, the longest name first, no overlap."""
        forms, found, free, following = self.forms, [], 0, [*words[1:], ""]
        for index in compress(range(len(words)), map(forms.__contains__, words)):
            if index < free:
                continue
            by_second = forms[words[index]]
            for rest, actor, is_demonym, context in by_second.get(following[index]) or by_second[""]:
                free_after = index + 1 + len(rest)
                if len(rest) > 1 and not _continues(rest[1:], words, index + 2):
                    continue
                if context is None or _in_context(context, lowers, index, free_after):
                    found.append(Found(index, free_after, actor, is_demonym))
                    free = free_after
                    break
        return found


def _continues(rest: tuple[frozenset[str], ...], words: list[str], index: int) -> bool:
    following = words[index : index + len(rest)]
    return len(following) == len(rest) and all(map(frozenset.__contains__, rest, following))


def _in_context(context: ActorContext, lowers: list[str], first: int, last: int) -> bool:
    before = lowers[first - 1] if first else ""
    after = lowers[last] if last < len(lowers) else ""
    return before not in context.not_after and after not in context.not_before


@lru_cache(maxsize=8)
def known_actors(codebook: Codebook) -> KnownActors:
    """Compile the names of all known actors; where two have one name, the one listed first keeps it."""
    forms: dict[str, dict[str, dict[tuple[frozenset[str], ...], _Form]]] = {}
    by_name: dict[str, KnownActor] = {}
    contexts = codebook.actors.ambiguous
    for actor, demonyms in _entries(codebook):
        for name in (actor.name, *actor.aliases, *demonyms):
            if name not in demonyms:
                by_name.setdefault(name.lower(), actor)
            context = contexts.get(name)
            for spelling in _spellings(name):
                first, *rest = (_surfaces(token) for token in spelling)
                form: _Form = (tuple(rest), actor, name in demonyms, context)
                for surface in first:
                    for second in rest[0] if rest else ("",):
                        forms.setdefault(intern(surface), {}).setdefault(second, {}).setdefault(form[0], form)
    longest_first = {word: _by_second(by_second) for word, by_second in forms.items()}
    homonyms = {
        name: {code: by_name[other.lower()] for code, other in others.items()}
        for name, others in codebook.actors.homonyms.items()
    }
    return KnownActors(longest_first, by_name, homonyms)


def _by_second(forms: dict[str, dict[tuple[frozenset[str], ...], _Form]]) -> dict[str, tuple[_Form, ...]]:
    """Return the forms of one first word by the second word that a text goes on with, longest form first."""
    alone = tuple(forms.pop("", {}).values())
    longest_first = {
        second: (*sorted(entries.values(), key=lambda form: -len(form[0])), *alone) for second, entries in forms.items()
    }
    return {"": alone, **longest_first}


def _entries(codebook: Codebook) -> Iterator[tuple[KnownActor, tuple[str, ...]]]:
    for code, country in codebook.countries.countries.items():
        yield KnownActor(country.name, "country", code, country.aliases, "J"), country.demonyms
    sections: tuple[tuple[ActorKind, str, dict[str, dict[str, tuple[str, ...]]]], ...] = (
        ("organisation", "K", codebook.actors.organisations),
        ("initiative", "W", codebook.actors.initiatives),
        ("event", "W", codebook.actors.events),
        ("place", "P", codebook.places.places),
    )
    for kind, letter, by_country in sections:
        for code, actors in by_country.items():
            for name, aliases in actors.items():
                yield KnownActor(name, kind, None if code == "world" else code, aliases, letter), ()


def _spellings(name: str) -> Iterator[list[str]]:
    """Yield the tokens of a name with either apostrophe, and with hyphen, dash or space where it has a hyphen."""
    variants = {name, name.replace("'", "’")}
    if " and " in name:
        variants.add(name.replace(" and ", " & "))
    for variant in sorted(variants):
        tokens = [token.text for token in english().tokenizer(variant)]
        yield tokens
        if "-" in tokens[1:-1]:
            yield ["–" if token == "-" else token for token in tokens]
            yield [token for token in tokens if token != "-"]


def _surfaces(token: str) -> frozenset[str]:
    """Return how a token of a name may be written: capitals stay capitals, small words may be in capitals too."""
    if token.islower():
        return frozenset((token, token.capitalize(), token.upper()))
    if token[:1].isupper() and token[1:].islower() and len(token) > 2:
        return frozenset((token, token.upper()))
    return frozenset((token,))

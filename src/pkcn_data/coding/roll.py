"""The roll of one article: its actors as they are put together, and every naming of one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from pkcn_data.coding.known import KnownActor
from pkcn_data.coding.reading import Reading
from pkcn_data.model import NARRATOR, Actor, ActorKind, Origin

LETTER_OF_KIND: dict[ActorKind, str] = {
    "organisation": "K", "place": "P", "event": "W", "initiative": "W", "country": "J",
}  # fmt: skip

_MARKS = str.maketrans("-–.,", "    ")
_MINISTRY_OF_COUNTRY = re.compile(r"(Ministry of .+) of [A-Z]\w+")


@dataclass(slots=True, eq=False)
class Draft:
    """An actor as it is being put together; two drafts are the same only if they are one object."""

    name: str
    kind: ActorKind
    origin: Origin = "discovered"
    role: str | None = None
    affiliation: Draft | None = None
    country: str | None = None
    aliases: dict[str, None] = field(default_factory=dict)
    parts: tuple[str, ...] = ()  # words of a person's name
    actor_id: str = ""

    def record(self) -> Actor:
        """Return the finished actor; an alias that only differs in case from the name is none."""
        lower = self.name.lower()
        aliases = tuple([alias for alias in self.aliases if alias.lower() != lower])
        affiliation = self.affiliation.actor_id if self.affiliation else None
        return Actor(self.actor_id, self.name, self.kind, self.role, affiliation, self.country, aliases, self.origin)


@dataclass(slots=True)
class Naming:
    """One naming at tokens [first, last)."""

    first: int
    last: int
    actor: Draft


class Roll:
    """What is known so far of one text: the letters of its tokens (see `lexicon`), its actors and their namings."""

    def __init__(self, reading: Reading, letters: list[str]) -> None:
        self.reading = reading
        self.letters = letters
        self.namings: dict[int, Naming] = {}  # by first token
        self.titles: list[tuple[int, int]] = []  # tokens of job titles
        self.drafts: dict[str, Draft] = {}  # by the key of a name or alias
        self.masthead: list[Draft] = []
        self.outlet_words: dict[str, Draft] = {}  # lower-case words that stand for the outlet
        self.no_actors: set[str] = set()  # short forms that this text defines for something else
        self.country_at: dict[int, str] = {}  # token -> ISO3 of the country or place named there

    def text(self, first: int, last: int) -> str:
        """Return the words of tokens [first, last) as written, with single spaces."""
        return " ".join(self.reading.text[self.reading.starts[first] : self.reading.ends[last - 1]].split())

    def joined(self) -> str:
        """Return the letters as one string, one letter a token."""
        return "".join(self.letters)

    def name(self, first: int, last: int, draft: Draft) -> None:
        """Enter a naming and lay the letter of its kind over its tokens; people and groups keep their letters.

        Capitals on both sides of a sentence's end name nobody: "in the U.S. It Times …".
        """
        if self.reading.sentence_of[first] != self.reading.sentence_of[last - 1]:
            return
        self.namings[first] = Naming(first, last, draft)
        letter = LETTER_OF_KIND.get(draft.kind)
        if letter and self.letters[first] not in "jJ":
            self.cover(first, last, letter)

    def cover(self, first: int, last: int, letter: str) -> None:
        """Lay one letter over tokens [first, last)."""
        if last - first == 1:
            self.letters[first] = letter
        else:
            self.letters[first:last] = letter * (last - first)

    def draft(self, name: str, kind: ActorKind) -> Draft:
        """Return the actor of this name, new if there is none."""
        key = key_of(name)
        draft = self.drafts.get(key)
        if draft is None:
            draft = self.drafts[key] = Draft(name, kind)
        return draft

    def known_draft(self, actor: KnownActor) -> Draft:
        """Return the draft of an actor of the codebook."""
        draft = self.drafts.get(key_of(actor.name))
        if draft is None:
            aliases = dict.fromkeys(actor.aliases)
            draft = Draft(actor.name, actor.kind, "codebook", country=actor.country, aliases=aliases)
            if actor.name.startswith("Ministry of") and (short := _MINISTRY_OF_COUNTRY.fullmatch(actor.name)):
                draft.aliases.setdefault(short[1])
            self.drafts[key_of(actor.name)] = draft
        return draft

    def add_alias(self, draft: Draft, alias: str) -> None:
        """Let a further name stand for an actor; a name that another actor has stays his."""
        draft.aliases.setdefault(alias)
        self.drafts.setdefault(key_of(alias), draft)

    def replace(self, draft: Draft, actor: Draft) -> None:
        """Let an actor take over the name, the namings and the people of another draft."""
        self.drafts[key_of(draft.name)] = actor
        actor.aliases.setdefault(draft.name)
        for naming in self.namings.values():
            if naming.actor is draft:
                naming.actor = actor
            elif naming.actor.affiliation is draft:
                naming.actor.affiliation = actor

    def organisation_before(self, index: int, *, reach: int, word: str | None = None) -> Draft | None:
        """Return the organisation last named before a token, if within reach; with `word`, one whose name holds it."""
        for first in range(index - 1, max(-1, index - reach), -1):
            naming = self.namings.get(first)
            if naming and naming.actor.kind == "organisation" and (word is None or word in naming.actor.name.lower()):
                return naming.actor
        return None

    def finish(self) -> list[Draft]:
        """Number the actors and return them in order of first mention, then those that only the masthead names."""
        drafts: dict[Draft, None] = {}
        for first in sorted(self.namings):
            drafts.setdefault(self.namings[first].actor)
        drafts.update(dict.fromkeys(self.masthead))
        taken = {NARRATOR}
        for draft in drafts:
            draft.actor_id = _free_id(slug(draft.name), taken)
            taken.add(draft.actor_id)
        return list(drafts)


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """Return what all ways to write a name have in common: its words in lower case, without hyphens and stops."""
    return " ".join(name.lower().translate(_MARKS).split())


def _free_id(base: str, taken: set[str]) -> str:
    actor_id, count = base, 1
    while actor_id in taken:
        count += 1
        actor_id = f"{base}_{count}"
    return actor_id


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """Return the id of a name: lower-case ASCII words joined by underscores."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "_".join(re.findall(r"[a-z0-9]+", ascii_name.lower().replace("'", ""))) or "actor"

"""Frames of speech: in one sentence, outside quotations, the verb or cue of speech and the noun that speaks by it.

Who the noun is (which person "he" or "the minister" is) is decided elsewhere; here is only grammar, by rules over tokens.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Literal

from pkcn_data.coding.cues import OF_TWO, PRONOUNS, REACH, SpeechCues, Verb

NounKind = Literal[
    "person",
    "organisation",
    "group",
    "country",
    "outlet",  # the article's own, or its author: nobody's speaker
    "other",
    "pronoun",
    "people",
    "plural",
    "organisations",
    "documents",
]

# A subject is looked for so many tokens before its verb, and so many behind an inverted one.
LEFT, RIGHT = 60, 18
# Subject and verb of one clause without commas lie at most so many tokens apart ("X of the Board of … in Lahore said").
PHRASE = 25
# What X is ("X, an engineer, said") is said by a noun at most so many tokens behind the comma.
APPOSITION = 10

_OBJECTS = {"him": "he", "her": "she", "them": "they"}
_PREPOSITIONS = frozenset(
    "of for to with by from at in on between among against via through after before under during towards toward about "
    "than including like unlike into upon over across without within amid despite besides alongside behind beyond "
    "around outside inside since until regarding concerning versus per near".split()
)
_DETERMINERS = frozenset(
    "the a an this that these those his her its their our some several many two both another".split()
)
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_MARKS = frozenset("\"“”„«»'‘’") | {"''", "``"}
_ENDS = frozenset((".", ",", "?", "!", ":", ";", "…", "...")) | _MARKS
_PASSIVE = frozenset("was were been be being is are".split())
_IMPERSONAL = frozenset("this it these that which views as remarks".split())
_AMOUNTS = frozenset("Rs Rs. US$ PKR a an another more over nearly about some".split())
SEVERAL = frozenset(("they", "data", "figures", "statistics", "estimates", "numbers", "findings"))
_TELLING = frozenset(("told", "tell", "tells", "informed", "wrote"))
_EMBEDDING = frozenset(("that", "where", "if", "because", "whether", "how", "since", "after", "although", "though"))
_QUOTING = frozenset(("quoted", "quotes", "cited", "cites"))
_JOINING = frozenset(("and", ","))
_PARTING = frozenset((",", "–", "—", "--"))
_STATING = (["is"], ["was"], [":"])
_GOVERNING = frozenset(("by", "with", "to", "of"))
_SOME = frozenset("one two three four some several many most both another".split())
_RELATIVE = frozenset(("which", "whom", "what"))

_KEYS: dict[NounKind, str] = {
    "person": "people",
    "people": "people",
    "pronoun": "people",
    "organisation": "people_and_organisations",
    "organisations": "people_and_organisations",
    "group": "people_and_organisations",
    "plural": "people_and_organisations",
    "country": "anyone",
    "documents": "documents",
}
SILENT = frozenset(("outlet", "other"))
_PERSONAL = frozenset(("person", "people", "pronoun"))


@dataclass(slots=True)
class Noun:
    """A name, a pronoun or a noun for a speaker; tokens [first, last)."""

    first: int
    last: int
    kind: NounKind
    value: str  # actor id of a name, else the word


_first = attrgetter("first")
_least = attrgetter("rank", "cue", "noun.first", "noun.last")


@dataclass(slots=True)
class Frame:
    """A verb or cue of speech with its speaker; of a sentence's frames the least in order is the one that counts."""

    rank: int
    cue: int  # token of the verb, or of the cue's first word
    noun: Noun


@dataclass(slots=True)
class Scene:
    """The text as this module reads it."""

    words: list[str]
    lowers: list[str]
    quoted: list[int]  # the quotation around each token, or -1
    names: dict[int, Noun]  # by first token
    name_ends: dict[int, Noun]  # by the token after the last
    titles: dict[int, int]  # job titles: token after the last -> first token
    cues: SpeechCues
    nouns: list[Noun] = field(default_factory=list)  # of the sentence being read

    def frame(self, first: int, last: int, hits: list[int], names: list[Noun], words: list[int]) -> Frame | None:
        """Return the frame that counts in the sentence of tokens [first, last).

        `hits` are the tokens that may begin a frame, `names` the names in the sentence, `words` the tokens that are
        pronouns or nouns for speakers.
        """
        if not hits or not (names or words):
            return None
        self.nouns = self._find_nouns(names, words)
        if not self.nouns:
            return None
        frame = min(self._frames(first, last, hits), key=_least, default=None)
        if frame is None or frame.rank == 1:
            return frame
        if frame.noun.value == "it":
            return self._bound_thing(frame, first, names)
        return self._bound(frame, first) if frame.noun.value in ("he", "she") else frame

    def _bound_thing(self, frame: Frame, first: int, names: list[Noun]) -> Frame | None:
        """Return the frame with the organisation that its "it" takes up in the same sentence, None for a place."""
        name = names[0] if names else None
        if name is None or self._phrase_start(name.first, first) > first or self._is_possessive(name):
            return frame
        if name.first >= frame.noun.first or name.kind == "person":
            return frame
        return replace(frame, noun=name) if name.kind == "organisation" else None

    def _bound(self, frame: Frame, first: int) -> Frame:
        """Return the frame with the person whom its pronoun takes up in the same sentence ("X put it so when he said")."""
        for noun in self.nouns:
            if noun.first >= frame.noun.first:
                break
            if (
                noun.kind == "person"
                and self._phrase_start(noun.first, first) <= first
                and not self._is_possessive(noun)
            ):
                return replace(frame, noun=noun)
        return frame

    def is_subject_like(self, noun: Noun, first: int) -> bool:
        """Tell whether no preposition and no possessive makes a noun depend on another."""
        return not self._is_possessive(noun) and not self._is_governed(noun, first)

    def _find_nouns(self, names: list[Noun], words: list[int]) -> list[Noun]:
        """Return what may be a speaker in a sentence, outside quotations, in order."""
        found = [name for name in names if self.quoted[name.first] < 0]
        if not words:
            return found
        named = {token for name in found for token in range(name.first, name.last)}
        for at in words:
            if self.quoted[at] >= 0 or at in named:
                continue
            word = self.lowers[at]
            if word in OF_TWO:
                if self._is_of_two(at):
                    found.append(Noun(at, at + 1, "pronoun", word))
            elif word in PRONOUNS:
                if self.words[at] != "IT":
                    found.append(Noun(at, at + 1, "pronoun", word))
            elif not self._is_part_of_name(at):
                found.append(Noun(at, at + 1, self.cues.nouns[word], word))
        found.sort(key=_first)
        return found

    def _is_of_two(self, at: int) -> bool:
        """Tell "the former said" from "the former minister said"."""
        if not at or self.lowers[at - 1] != "the" or at + 1 == len(self.lowers):
            return False
        return self.lowers[at + 1] in self.cues.verbs or self.lowers[at + 1] == "," or self._is_between(at + 1)

    def _is_part_of_name(self, at: int) -> bool:
        """Tell whether a noun is only the title before a person's name, or the first word of a compound of such nouns."""
        following = self.names.get(at + 1)
        if following is not None and (
            following.kind == "person"
            or (following.kind == "organisation" and self.cues.nouns[self.lowers[at]] == "organisations")
        ):
            return True
        if at + 1 >= len(self.lowers):
            return False
        next_word = self.lowers[at + 1]
        return next_word in self.cues.nouns or (
            next_word == "-" and at + 2 < len(self.lowers) and self.quoted[at + 2] < 0
        )

    def _frames(self, first: int, last: int, hits: list[int]) -> Iterator[Frame]:
        for at in hits:
            if self.quoted[at] >= 0:
                continue
            word = self.lowers[at]
            if word in self.cues.sources:
                yield from self._source(at, first, last)
            if word in self.cues.participles:
                yield from self._participle(at, first, last)
            verb, end = self._verb(at, last) if word in self.cues.verbs else (None, at)
            if verb is not None:
                yield from self._spoken(at, verb, end, first, last)
            elif word in self.cues.views:
                yield from self._view(at, first)

    def _spoken(self, at: int, verb: Verb, end: int, first: int, last: int) -> Iterator[Frame]:
        """Yield the frame of "X said", "said X" and "Xinhua quoted X as saying"."""
        word = self.lowers[at]
        if word in _QUOTING and "saying" in self.lowers[end : min(end + RIGHT, last)]:
            quoted = self._noun_phrase(end, last)
            if quoted is not None:
                yield Frame(1, at, quoted)
                return
        noun, inverted = self._subject(at, end, verb, first, last)
        if noun is None or self._is_pair_of_countries(noun):
            return
        if word in self.cues.only_quoting and not self._is_beside_quotation(at, first, last):
            return
        rank = self._rank(noun, at, end, first, last, inverted=inverted)
        if rank == 1 or word not in self.cues.only_apart:
            yield Frame(rank, at, noun)

    def _is_beside_quotation(self, at: int, first: int, last: int) -> bool:
        return max(self.quoted[max(first, at - LEFT) : min(at + RIGHT, last)]) >= 0

    # --- cues -------------------------------------------------------------------------------------------------------
    def _verb(self, at: int, last: int) -> tuple[Verb | None, int]:
        """Return the verb of speech that a token of such a form begins, and the token behind it."""
        lowers = self.lowers
        verbs = self.cues.verbs[lowers[at]]
        seconds = self.cues.second_words[lowers[at]]
        alone = "..." not in seconds and seconds.isdisjoint(lowers[at + 1 : at + 2 + REACH])
        for verb in verbs:
            if alone and verb.rest:
                continue
            end = self._rest(verb.rest, at + 1, last)
            if end is None:
                continue
            if at and lowers[at - 1] in _DETERMINERS and lowers[at - 1] not in ("that", "this", "both", "two"):
                return None, at
            if end < last and lowers[at] in self.cues.not_before_number and self._is_number(end):
                return None, at
            if lowers[at] in self.cues.not_before_person and self._is_person_next(end, last):
                return None, at
            return verb, end
        return None, at

    def _rest(self, rest: tuple[str, ...], at: int, last: int) -> int | None:
        for index, word in enumerate(rest):
            if word == "...":
                if at < last and self.lowers[at] in _PREPOSITIONS and not index:
                    return None  # "called on X", not "called X a Y"
                continue
            if index == 0 and word in _PREPOSITIONS:
                while at < last and self._is_between(at) and self.lowers[at] != word:
                    at += 1
            reach = PHRASE if rest[index - 1] == "..." else 1 if index or word in _PREPOSITIONS else REACH
            found = next((t for t in range(at, min(at + reach, last)) if self.lowers[t] == word), None)
            if found is None:
                return None
            at = found + 1
        return at

    def _is_number(self, at: int) -> bool:
        word = self.words[at]
        return word[0].isdigit() or word[0] in "$€£¥" or word in _AMOUNTS

    def _is_person_next(self, at: int, last: int) -> bool:
        """Tell whether the object of a verb is somebody, not something."""
        for token in range(at, min(at + 6, last)):
            word = self.lowers[token]
            name = self.names.get(token)
            if (
                (name is not None and name.kind == "person")
                or self.cues.nouns.get(word) == "people"
                or word in self.cues.visitors
            ):
                return not self._is_possessive(name or Noun(token, token + 1, "people", word))
            if word in _PREPOSITIONS or word in _ENDS:
                return False
        return False

    def _source(self, at: int, first: int, last: int) -> Iterator[Frame]:
        """Yield the frame of "according to X"."""
        for rest in self.cues.sources[self.lowers[at]]:
            end = at + 1 + len(rest)
            if tuple(self.lowers[at + 1 : end]) != rest:
                continue
            noun = self._him(end, last) or self._noun_phrase(end, last)
            if noun is not None:
                yield Frame(0 if at <= first + 1 and rest else 3, at, noun)
            return

    def _him(self, at: int, last: int) -> Noun | None:
        """Return the pronoun of "according to him"."""
        pronoun = _OBJECTS.get(self.lowers[at]) if at < last else None
        if pronoun is None or (at + 1 < last and self.lowers[at + 1] not in _ENDS):
            return None
        return Noun(at, at + 1, "pronoun", pronoun)

    def _participle(self, at: int, first: int, last: int) -> Iterator[Frame]:
        """Yield the frame of "X met Y on Monday, stressing that …"."""
        if at + 1 >= last:
            return
        if self.lowers[at + 1] != "that" and self.quoted[at + 1] < 0:
            return
        for noun in self.nouns:
            if self._phrase_start(noun.first, first) > first or noun.first >= at:
                return
            if noun.kind in _PERSONAL and not self._is_possessive(noun):
                yield Frame(3, at, noun)
                return

    def _view(self, at: int, first: int) -> Iterator[Frame]:
        """Yield the frame of "in X's view"."""
        lowers = self.lowers
        if at - 2 < first:
            return
        if lowers[at - 1] in ("his", "her") and lowers[at - 2] == "in":
            yield Frame(2, at, Noun(at - 1, at, "pronoun", "he" if lowers[at - 1] == "his" else "she"))
        elif lowers[at - 1] in _POSSESSIVE:
            noun = self.name_ends.get(at - 1)
            leads = "in" in lowers[max(first, noun.first - 4) : noun.first] if noun is not None else False
            if noun is not None and noun.kind not in SILENT and (leads or lowers[at + 1 : at + 2] in _STATING):
                yield Frame(2, at, noun)

    # --- subjects ---------------------------------------------------------------------------------------------------
    def _subject(self, at: int, end: int, verb: Verb, first: int, last: int) -> tuple[Noun | None, bool]:
        """Return the subject of a verb and whether it stands behind it."""
        before = self._skip_back(at - 1, first)
        if self._is_passive(at, first) and not verb.rest:
            return self._agent(at, end, before, first, last)
        if at > first and self.lowers[at - 1] in _PREPOSITIONS and self.lowers[max(at - 2, 0)] != "later":
            return None, False  # "on announced projects"
        if end < last and self.lowers[end] == "by" and "saying" not in self.lowers[end : end + 8]:
            return (
                self._noun_phrase(end + 1, last) if before >= first and self.lowers[before] in ("as", ",") else None
            ), True
        opens = (
            before < first or self.lowers[before] == "," or self.lowers[before] in _MARKS or self.quoted[before] >= 0
        )
        parted = before >= first and self.lowers[before] in _PARTING
        apposed = self._before_comma(before, first, verb) if parted else None
        if apposed is not None and apposed.kind != "country":
            return apposed, False
        if opens:
            inverted = self._inverted(end, last, verb)
            if inverted is not None:
                return inverted, True
        if parted or before < first or self.quoted[before] >= 0:
            return apposed, False
        return self._before_verb(at, before, first, verb), False

    def _skip_back(self, at: int, first: int) -> int:
        while at >= first and self._is_between(at):
            at -= 1
        return at

    def _is_between(self, at: int) -> bool:
        word = self.lowers[at]
        return word in self.cues.between or (word.endswith("ly") and self.words[at] == word)

    def _is_passive(self, at: int, first: int) -> bool:
        """Tell whether a form of "be" stands before a participle; "quoted as saying" keeps its subject."""
        if self.lowers[at] in _PASSIVE or not self.lowers[at].endswith(("ed", "d", "n", "t")):
            return False
        back = at - 1
        while back >= first and self.lowers[back] not in _PASSIVE and self._is_between(back):
            back -= 1
        if back < first or self.lowers[back] not in _PASSIVE:
            return False
        return "saying" not in self.lowers[at + 1 : at + 8]

    def _agent(self, at: int, end: int, before: int, first: int, last: int) -> tuple[Noun | None, bool]:
        """Return who speaks in "this was stated by X"; without "by" nobody does."""
        subject = self._skip_back(at - 1, first)
        if subject < first or not (self.lowers[subject] in _IMPERSONAL or self.lowers[first] in _IMPERSONAL):
            return None, True
        by = next((t for t in range(end, min(end + REACH, last)) if self.lowers[t] == "by"), None)
        return (None if by is None else self._noun_phrase(by + 1, last)), True

    def _fits(self, noun: Noun, verb: Verb) -> bool:
        if noun.kind in SILENT:
            return False
        several = noun.kind in ("plural", "group") or noun.value in SEVERAL
        if verb.bare and not several and self.lowers[noun.last : noun.last + 1] != ["and"]:
            return False
        if noun.kind == "documents" or noun.value == "it":
            return _KEYS[noun.kind] in verb.subjects or "anyone" in verb.subjects
        if noun.value == "they":
            return "people_and_organisations" in verb.subjects
        return _KEYS[noun.kind] in verb.subjects

    def _before_verb(self, at: int, before: int, first: int, verb: Verb) -> Noun | None:
        """Return the nearest noun before a verb that can be its subject."""
        coordinated = self.lowers[before] in ("and", "but")
        found: Noun | None = None
        for noun in self._nouns_before(at):
            if noun.first < at - LEFT or self._is_quotation_between(noun.last, at):
                break
            if self._is_possessive(noun) or self._is_governed(noun, first) or self._names_a_post(noun):
                continue
            if coordinated:
                if self._fits(noun, verb) and noun.kind != "country" and noun.value != "it":
                    found = noun  # the earliest: "X met Y and said"
            elif self._reaches(noun, at):
                if self._is_relative(noun, first) or (noun.last == at and self._is_compound(noun, first)):
                    return None
                return self._first_of_pair(noun, first) if self._fits(noun, verb) else None
        return found

    def _nouns_before(self, at: int) -> Iterator[Noun]:
        """Yield the nouns that begin before a token, the nearest first."""
        for place in range(bisect_left(self.nouns, at, key=_first) - 1, -1, -1):
            yield self.nouns[place]

    def _names_a_post(self, noun: Noun) -> bool:
        """Tell whether an organisation only says of what somebody is head ("X, Chairman Y said")."""
        if noun.kind != "organisation" or not noun.first:
            return False
        return self.cues.nouns.get(self.lowers[noun.first - 1]) == "people" and self.words[noun.first - 1][0].isupper()

    def _is_compound(self, noun: Noun, first: int) -> bool:
        """Tell a noun before another from a subject: "UN member states"."""
        if noun.kind != "people" or not self.lowers[noun.last].endswith("s") or self.words[noun.first][0].isupper():
            return False
        return _DETERMINERS.isdisjoint(self.lowers[self._phrase_start(noun.first, first) : noun.first])

    def _is_pair_of_countries(self, noun: Noun) -> bool:
        """Tell "Pakistan and China reaffirmed …", which neither of them says alone."""
        return noun.kind == "country" and noun.first > 0 and self.lowers[noun.first - 1] == "and"

    def _is_relative(self, noun: Noun, first: int) -> bool:
        """Tell whether a clause is relative ("the plan which the minister announced")."""
        start = self._phrase_start(noun.first, first)
        return start > first and self.lowers[start - 1] in _RELATIVE

    def _first_of_pair(self, noun: Noun, first: int) -> Noun:
        """Return X of "X and Y said", and of "X, Y and Z said"."""
        joint = frozenset(("and",))
        while noun.kind == "person" and noun.first - 1 > first and self.lowers[noun.first - 1] in joint:
            before = self.name_ends.get(noun.first - 1)
            if before is None or before.kind != "person":
                break
            noun, joint = before, _JOINING
        return noun

    def _before_comma(self, comma: int, first: int, verb: Verb) -> Noun | None:
        """Return X of "X, the minister, said"."""
        for noun in self._nouns_before(comma):
            if noun.last > comma or noun.kind in SILENT:
                continue
            if noun.first < comma - LEFT or self._is_quotation_between(noun.last, comma):
                return None
            if self._is_possessive(noun) or not self._fits(noun, verb):
                continue
            opens = (
                self.lowers[noun.last] in _PARTING
                or self.lowers[noun.last] == "("
                or (noun.first <= first + 4 and self.lowers[noun.last] in _PREPOSITIONS)
            )
            if not opens or self._is_governed(noun, first):
                continue
            if noun.kind in _PERSONAL or (noun.last < comma and noun.first <= first + 4):
                return self._apposed(noun) or self._first_of_pair(noun, first)
        return None

    def _apposed(self, noun: Noun) -> Noun | None:
        """Return X when a noun stands beside it, or ends what stands there ("X, an engineer at Y Z, said")."""
        if noun.kind != "people" and (noun.kind != "person" or noun.first not in self.name_ends):
            return None
        reach = max(noun.first - APPOSITION, 0)
        comma = next((t for t in range(noun.first - 1, reach, -1) if self.lowers[t] in _PARTING), None)
        name = None if comma is None else self.name_ends.get(comma)
        return name if name is not None and name.kind == "person" else None

    def _inverted(self, end: int, last: int, verb: Verb) -> Noun | None:
        """Return X of "…, said X"; what X says must not follow."""
        noun = self._noun_phrase(end, last)
        if noun is None or noun.value in ("it", "they") or not self._fits(noun, verb):
            return None
        if noun.kind in _PERSONAL or end == noun.first:
            behind = self.lowers[noun.last] if noun.last < last else "."
            closes = behind in _ENDS or self.quoted[min(noun.last, last - 1)] >= 0 or behind in _PREPOSITIONS
            return (
                noun
                if closes or behind in ("while", "who", "adding", "(", "-", "–", "—") or self._is_between(noun.last)
                else None
            )
        return noun if noun.kind in ("documents", "organisation", "organisations", "plural", "group") else None

    def _noun_phrase(self, at: int, last: int) -> Noun | None:
        """Return who a phrase that begins at a token names: its person, else its first noun."""
        lead: Noun | None = None
        for place in range(bisect_left(self.nouns, at, key=_first), len(self.nouns)):
            noun = self.nouns[place]
            if self._is_possessive(noun):
                continue
            if noun.first > at + RIGHT or noun.first >= last:
                break
            if lead is not None and noun.kind != "person":
                continue
            if not self._is_one_phrase(at, noun, lead):
                break
            if noun.kind == "person" and (lead is None or not self._is_governed(noun, at)):
                return noun
            if lead is None:
                if any(self.lowers[t] in _PREPOSITIONS for t in range(at, noun.first)):
                    return None
                lead = noun
        return None if lead is None or lead.kind in SILENT else lead

    def _is_one_phrase(self, at: int, noun: Noun, lead: Noun | None) -> bool:
        """Tell whether no clause ends between a token and a noun; one comma may part a post from its holder."""
        commas = 0
        for token in range(at, noun.first):
            word = self.lowers[token]
            if self.quoted[token] >= 0 or (word in ("that", "and", ".", ":", ";") and not (lead and word == "and")):
                return False
            if word == ",":
                commas += 1
                if lead is None or noun.kind != "person" or lead.kind == "person":
                    return False
        return commas <= 1 or (noun.first > at and self.lowers[noun.first - 1] == ",")

    # --- grammar ----------------------------------------------------------------------------------------------------
    def _is_possessive(self, noun: Noun) -> bool:
        return noun.last < len(self.lowers) and self.lowers[noun.last] in _POSSESSIVE

    def _is_quotation_between(self, start: int, end: int) -> bool:
        return max(self.quoted[start:end], default=-1) >= 0

    def _reaches(self, noun: Noun, at: int) -> bool:
        """Tell whether what stands between a noun and a verb leaves the noun its subject."""
        then = noun.last
        if then >= len(self.lowers):
            return False
        if self.lowers[then] == "(":
            then = next((t + 1 for t in range(then, min(then + 12, at)) if self.lowers[t] == ")"), then)
        if self.lowers[then] == ")":
            then += 1  # the short name in brackets
        of_post = noun.kind == "people"  # "Secretary IT", "Chairman CPEC Authority"
        while then < at and (
            self._is_between(then)
            or self.lowers[then] in self.cues.on_behalf
            or (of_post and self.words[then][0].isupper())
        ):
            then += 1
        if then == at:
            return True
        if self.lowers[at].endswith("s") and self.lowers[at] not in _PASSIVE and self.words[at - 1][0].islower():
            return False  # rather a noun: "the minister for planning … ongoing projects"
        if self._has_verb(then, at):
            return False
        if (self.lowers[then].endswith("ed") or self.lowers[then] == "done") and then + 2 < at:
            then += 1  # "a study conducted by X"
            while then < at and self._is_between(then):
                then += 1
        if self.lowers[then] in _MARKS:
            then = next((t + 1 for t in range(then + 1, at) if self.lowers[t] in _MARKS), then)  # a report titled “…”
            if then == at:
                return True
        if self.lowers[then] == ",":
            return noun.kind == "person" and at - then <= PHRASE
        return self.lowers[then] in _PREPOSITIONS and at - then <= PHRASE

    def _has_verb(self, start: int, end: int) -> bool:
        """Tell whether a finite verb stands in between ("chaired a"), which a participle is not ("issued by")."""
        return any(
            self.lowers[token].endswith("ed")
            and self.words[token][0].islower()
            and self.lowers[token + 1] in _DETERMINERS
            for token in range(start, end - 1)
        )

    def _phrase_start(self, at: int, first: int) -> int:
        """Return where the phrase of a noun at a token begins: its titles, adjectives and article."""
        while at > first:
            if at in self.titles and self.titles[at] < at:
                at = max(self.titles[at], first)
                continue
            word = self.lowers[at - 1]
            if (
                at in self.name_ends
                or word in _PREPOSITIONS
                or word in _ENDS
                or word == ")"
                or self.quoted[at - 1] >= 0
            ):
                break
            capital = self.words[at - 1][0].isupper() and at - 1 > first
            if not (
                capital
                or word in _DETERMINERS
                or word in self.cues.nouns
                or word in self.cues.of_titles
                or word in "-&"
            ):
                return self._article_before(at, first)
            at -= 1
        return at

    def _article_before(self, at: int, first: int) -> int:
        """Return where "the digital rights watchdog X" begins, or the token itself where no article is near."""
        for token in range(at - 1, max(at - 6, first - 1), -1):
            word = self.lowers[token]
            if word in ("the", "a", "an"):
                return token
            if not word.isalpha() or word in _PREPOSITIONS or word in self.cues.verbs or self._is_between(token):
                break
        return at

    def _is_governed(self, noun: Noun, first: int) -> bool:
        """Tell whether a preposition stands before a noun's phrase ("at the CPEC Authority")."""
        at = noun.first
        for _ in range(4):
            at = self._phrase_start(at, first)
            before = self.name_ends.get(at)
            if before is not None and before.first < at:
                if noun.kind != "person":
                    return self._is_governed(before, first)  # "at CMEC Pakistan"
                if at < noun.first and before.kind in ("organisation", "country") and before.first > first:
                    return self.lowers[before.first - 1] in _GOVERNING  # "led by Chinese Ambassador X"
            if at <= first or self.lowers[at - 1] not in _PREPOSITIONS or self._is_part_of_several(noun, at):
                return False
            if self.lowers[at] in ("the", "a", "an") and self.words[noun.first - 1][0].islower():
                return True  # "head of the digital rights watchdog X"
            if noun.kind != "person" or at - 2 < first or self.lowers[at - 2] not in self.cues.nouns:
                return True
            at -= 2  # "Minister for Planning X": the phrase goes on before its preposition
        return False

    def _is_part_of_several(self, noun: Noun, start: int) -> bool:
        """Tell "one of the people", who speaks for them all."""
        if noun.kind not in ("plural", "group") or self.lowers[start - 1] != "of" or start < 2:
            return False
        return self.lowers[start - 2] in _SOME

    def _rank(self, noun: Noun, at: int, end: int, first: int, last: int, *, inverted: bool) -> int:
        """Return 1 for a frame that stands apart from what is said (", X said."), 2 for one that leads it, 4 for a weak one."""
        start = self._phrase_start(noun.first, first)
        embedded = start > first and self.lowers[start - 1] in _EMBEDDING
        weak = 4 if noun.kind in ("country", "plural") or noun.value == "government" or embedded else 2
        if noun.value == "it":
            return 3
        if noun.kind in ("organisation", "documents") and (
            noun.kind == "documents" or self.lowers[at].startswith("report")
        ):
            return 3 if inverted or noun.first > first + 4 else 2
        apart = inverted or (start > first and (self.lowers[start - 1] in _MARKS or self.lowers[start - 1] == ","))
        if not apart:
            return weak
        reach = 6 if self.lowers[at] in _TELLING else 1
        while end < last and self._is_between(end):
            end += 1
        ends = end >= last or any(
            self.lowers[t] in _ENDS or self.quoted[t] >= 0 for t in range(end, min(end + reach, last))
        )
        return 1 if inverted or ends else weak

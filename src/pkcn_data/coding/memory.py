"""Who "he", "the minister" or "the ministry" is: the actors seen so far, by the words they are called by."""

from __future__ import annotations

from collections import deque
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from pkcn_data.coding.cues import OF_TWO, SpeechCues
from pkcn_data.coding.frames import SEVERAL, SILENT, Noun
from pkcn_data.coding.reading import Reading, SentenceSpan

if TYPE_CHECKING:
    from pkcn_data.coding.cast import Cast

# A pronoun is looked up among so many people mentioned last, a document's organisation so many sentences back.
RECENT, NEAR = 6, 3
# A post before a name has at most so many words.
LONGEST_POST = 12
_IN_POSTS = frozenset(("for", "of", "and", "the", "to", ",", "(", ")", "-", "&", "."))
_LINKS = frozenset("of at from for with in by to".split())
_ISSUED = frozenset("by from of".split())
# "The chamber's chief" is its president.
_HEADS = frozenset(("chief", "head", "boss", "leader"))
_TOP = tuple("president chairman chairperson chairwoman chief head ceo governor director md dg".split())
_LESSER = frozenset(("former", "ex", "vice", "deputy", "assistant", "joint"))
_OWN: dict[str, Literal["female", "male"]] = {"her": "female", "his": "male"}
_OFFICIALS = frozenset("official officer executive spokesperson spokesman spokeswoman representative".split())
_FILED = _ISSUED | {"with", "to"}
_INDEFINITE = frozenset(("a", "an", "another", "one"))
_ARTICLES = _INDEFINITE | {"the", "this"}
# Bodies of which an article may name several: "the commerce ministry" is not the last ministry named.
_SPECIFIC = frozenset(
    ("ministry", "department", "embassy", "commission", "authority", "office", "court", "committee", "university")
)
_GENERIC = _ARTICLES | {
    "federal",
    "its",
    "his",
    "her",
    "that",
    "concerned",
    "same",
    "relevant",
    "said",
    "of",
    "by",
    "to",
}


class Memory:
    """The actors seen so far; `last` spoke last, `subject` is the person whom the last sentence began with."""

    def __init__(self, cast: Cast, cues: SpeechCues, reading: Reading, name_ends: dict[int, Noun]) -> None:
        self.cast = cast
        self.cues = cues
        self.reading = reading
        self.name_ends = name_ends
        self.names = {noun.first: noun for noun in name_ends.values()}
        self.last: str | None = None
        self.subject: str | None = None
        self.last_organisation: str | None = None
        self.organisation_sentence = -NEAR
        self.spoken_at = self.subject_at = self.person_at = -1
        self.official: str | None = None  # for which an unnamed official spoke last
        self.named: deque[list[Noun]] = deque(maxlen=NEAR)  # in the last sentences with names
        self.people: deque[str] = deque(maxlen=RECENT)
        self.by_word: dict[str, str] = {}  # last mentioned actor by a word of role or name
        self.words: dict[str, frozenset[str]] = {}
        self.gender: dict[str, Literal["female", "male"]] = {}
        self.groups: dict[str, str] = {}
        self.first_by_role: dict[str, str] = {}
        self.issuers: dict[str, str] = {}  # who a report, a study has been attributed to
        self._prepare()

    def _prepare(self) -> None:
        for actor in self.cast.actors.values():
            if actor.actor_id in self.cast.masthead:
                continue
            text = actor.role if actor.kind == "person" else actor.name
            words = _words(text or "")
            self.words[actor.actor_id] = words
            if actor.kind == "person":
                for word in words:
                    self.first_by_role.setdefault(word, actor.actor_id)
                self._learn_gender(actor.actor_id, words)
                self._learn_gender_of_name(actor.actor_id, actor.name.lower().split())
            elif actor.kind == "group":
                for name in (actor.name, *actor.aliases):
                    self.groups.setdefault(self._head_of_group(name), actor.actor_id)

    def _head_of_group(self, name: str) -> str:
        """Return the noun by which a text goes on about a group: "people" for "two people aware of the matter"."""
        words = name.lower().split()
        nouns = self.cues.nouns
        return next((word for word in words if word == "person" or nouns.get(word) == "plural"), words[-1])

    def _learn_gender(self, actor_id: str, words: frozenset[str]) -> None:
        for word in words:
            if word in self.cues.gender:
                self.gender.setdefault(actor_id, self.cues.gender[word])

    def _learn_gender_of_name(self, actor_id: str, names: list[str]) -> None:
        """Learn it from a given name, which stands first, behind a form of address, or last in Chinese names."""
        at = 1 if len(names) > 2 and names[0] in self.cues.before_given else 0
        stated = {at: names[at] for at in (at, -1) if names[at] in self.cues.gender_of_names}
        if names[at] in self.cues.given_last:  # "Liang Suqin": here it is the family's
            stated.pop(at)
        given = next(iter(stated.values()), None)
        if given == names[at] or (given is not None and len(names) == 2 and given in self.cues.given_last):
            self.gender.setdefault(actor_id, self.cues.gender_of_names[given])

    # --- what was read ----------------------------------------------------------------------------------------------
    def mention(self, names: list[Noun], sentence: int, quoted: list[int], subject: str | None) -> None:
        """Take in the names of a sentence that has been attributed; names inside quotations are passed over."""
        if subject is not None:
            self.subject, self.subject_at = subject, sentence
            self._learn_gender_of_own(subject, names, sentence)
        if names:
            self.named.append(names)
        for name in names:
            if name.kind in SILENT or quoted[name.first] >= 0:
                continue
            for word in self.words.get(name.value, ()):
                self.by_word[word] = name.value
            if name.kind == "person":
                self.person_at = sentence
                self._see_person(name)
            elif name.kind == "organisation":
                self.last_organisation = name.value
                self.organisation_sentence = sentence

    def _learn_gender_of_own(self, subject: str, names: list[Noun], sentence: int) -> None:
        """Learn it from "X said her company": a possessive where the sentence names no other person."""
        if subject in self.gender or any(name.kind == "person" and name.value != subject for name in names):
            return
        start = next(name.last for name in names if name.value == subject)
        lowers = self.reading.lowers[start : self.reading.sentences[sentence].last]
        own = next((word for word in lowers if word in _OWN), None)
        if own is not None:
            self.gender[subject] = _OWN[own]

    def _see_person(self, name: Noun) -> None:
        if name.value in self.people:
            self.people.remove(name.value)
        self.people.append(name.value)
        title = self.reading.lowers[name.first - 1].rstrip(".") if name.first else ""
        if title in self.cues.gender:
            self.gender[name.value] = self.cues.gender[title]
        post = self._post_before(name)
        if post:
            self.words[name.value] = self.words.get(name.value, frozenset()) | post
            for word in post:
                self.by_word[word] = name.value
        before = self.reading.lowers[name.first - 1].rstrip(".") if name.first else ""
        first = self.reading.lowers[name.first].rstrip(".")
        gender = self.cues.gender.get(before) or self.cues.gender.get(first)
        if gender is not None:
            self.gender.setdefault(name.value, gender)

    def _post_before(self, name: Noun) -> frozenset[str]:
        """Return the words of the post that stands before a name ("Minister for Planning X"), none without a post."""
        words = []
        for token in range(name.first - 1, max(name.first - LONGEST_POST, 0) - 1, -1):
            word = self.reading.words[token]
            if not (word[0].isupper() or word in _IN_POSTS):
                break
            words.append(word.lower())
        is_post = any(self.cues.nouns.get(word) == "people" or word in self.cues.same_post for word in words)
        return frozenset(words) - _IN_POSTS if is_post else frozenset()

    def speak(self, speaker: str | None, sentence: int) -> None:
        """Take in who has spoken."""
        self.last = speaker
        self.spoken_at = sentence
        if speaker is None:
            return
        actor = self.cast.actors[speaker]
        if actor.kind == "person":
            if speaker in self.people:
                self.people.remove(speaker)
            self.people.append(speaker)
        elif actor.kind == "organisation":
            self.last_organisation = speaker
        for word in self.words.get(speaker, ()):
            self.by_word[word] = speaker

    # --- who is meant -----------------------------------------------------------------------------------------------
    def resolve(self, noun: Noun, sentence: int, span: SentenceSpan) -> str | None:
        """Return the actor that a noun means, or None when it is nobody of the cast."""
        if noun.kind == "group" and (body := self._spoken_for(noun)) is not None:
            self.official = body
            return body
        if noun.kind in ("person", "organisation", "group"):
            return noun.value
        if noun.kind == "country":
            return noun.value
        if noun.kind == "pronoun":
            return self._pronoun(noun.value, sentence)
        beside = self._beside(noun, span)
        if noun.kind == "documents":
            if beside is not None:
                self.issuers[noun.value] = beside
            return beside or (None if self._is_indefinite(noun, span) else self._document(noun, sentence))
        if noun.kind == "organisations":
            return beside or self._named_before(noun, span) or self._organisation(noun, sentence)
        if noun.kind == "plural":
            return self._taken_up_official(noun, span, beside) or self.groups.get(noun.value) or beside
        speaker = self._taken_up_official(noun, span, beside)
        speaker = (
            speaker
            or self._post(noun, sentence, span, beside)
            or self._on_behalf(noun, span)
            or self.groups.get(noun.value)
        )
        self.official = speaker
        return speaker

    def _spoken_for(self, group: Noun) -> str | None:
        """Return the organisation whose name stands before "officials" and the like, for which they speak."""
        body = self.name_ends.get(group.first)
        if (
            body is None
            or body.kind != "organisation"
            or self.reading.lowers[group.last - 1] not in self.cues.on_behalf
        ):
            return None
        return body.value

    def _taken_up_official(self, noun: Noun, span: SentenceSpan, beside: str | None) -> str | None:
        """Return the organisation for which an unnamed official spoke last, where "the official" goes on."""
        if self.last is None or self.last != self.official or beside is not None or self._is_indefinite(noun, span):
            return None
        is_anybody = noun.value in self.cues.on_behalf or noun.value in self.cues.anybody
        return self.last if is_anybody and self.cast.actors[self.last].kind == "organisation" else None

    def _on_behalf(self, noun: Noun, span: SentenceSpan) -> str | None:
        """Return the organisation that spoke last, for which "the spokesperson" goes on."""
        if self.last is None or self.cast.actors[self.last].kind != "organisation" or self._is_indefinite(noun, span):
            return None
        return self.last if noun.value in self.cues.on_behalf else None

    def takes_up(self, noun: Noun, span: SentenceSpan) -> bool:
        """Tell whether a noun only takes up who spoke before: "he", "the official", no name and no "an official"."""
        if noun.kind in ("people", "organisations", "documents"):
            return not self._is_indefinite(noun, span)
        if noun.kind == "plural":
            return noun.first > span.first and self.reading.lowers[noun.first - 1] == "the"
        return noun.kind == "pronoun"

    def _pronoun(self, word: str, sentence: int) -> str | None:
        if word == "they":
            return self.last
        if word in OF_TWO:
            return self._of_two(word)
        if word == "it":
            if self.last is not None and self.cast.actors[self.last].kind != "person":
                return self.last
            return self.last_organisation if sentence - self.organisation_sentence <= NEAR else None
        is_official = self.last is not None and self.last == self.official and self.person_at <= self.spoken_at
        if is_official and self.last is not None and self.cast.actors[self.last].kind != "person":
            return self.last  # "The PTA spokesperson said … He said"
        if (
            word == "she"
            and self.last is not None
            and self.last not in self.gender
            and self._spoke_just_before(sentence)
        ):
            return self._of_gender("female", [self.last])
        if word == "she" and self._is_new_subject(sentence):
            return self._of_gender("female", [self.subject])
        lead = [self.subject, self.last] if self.subject_at > self.spoken_at else [self.last, self.subject]
        return self._of_gender("male" if word == "he" else "female", [*lead, *reversed(self.people)])

    def _is_new_subject(self, sentence: int) -> bool:
        """Tell whether the sentence before is about a person of whom nothing tells yet whether it is a woman."""
        return self.spoken_at < self.subject_at == sentence - 1 and self.subject not in self.gender

    def _spoke_just_before(self, sentence: int) -> bool:
        """Tell whether the last speaker is a person who was named as he spoke, in the sentence before."""
        is_person = self.last is not None and self.cast.actors[self.last].kind == "person"
        return is_person and self.spoken_at == self.person_at == sentence - 1 and self.people[-1] == self.last

    def _of_gender(self, gender: Literal["female", "male"], candidates: list[str | None]) -> str | None:
        """Return the first candidate of a gender; before one of whom nothing tells it, "she" prefers a known woman."""
        people = [one for one in candidates if one is not None and self.cast.actors[one].kind == "person"]
        fitting = [one for one in people if self.gender.get(one, gender) == gender]
        known = [one for one in fitting if one in self.gender] if gender == "female" else []
        found = next(iter(known or fitting), None)
        if found is not None:
            self.gender[found] = gender
        return found

    def _of_two(self, word: str) -> str | None:
        """Return the former or the latter of the two people, else organisations, named last in one sentence."""
        for names in reversed(self.named):
            for kind in ("person", "organisation"):
                two = list(dict.fromkeys(name.value for name in names if name.kind == kind))
                if len(two) == 2:
                    return two[word == "latter"]
        return None

    def _is_indefinite(self, noun: Noun, span: SentenceSpan) -> bool:
        before = self.reading.lowers[max(noun.first - 4, span.first) : noun.first]
        article = next((word for word in reversed(before) if word in _ARTICLES), None)
        return article in _INDEFINITE or (article is None and noun.value in SEVERAL)

    def _document(self, noun: Noun, sentence: int) -> str | None:
        if noun.value in self.issuers and noun.value not in SEVERAL:
            return self.issuers[noun.value]
        if self.last is not None:
            return self.last
        return self.last_organisation if sentence - self.organisation_sentence <= NEAR else None

    def _organisation(self, noun: Noun, sentence: int) -> str | None:
        known = self.by_word.get(noun.value)
        if known is not None and self.cast.actors[known].kind == "organisation":
            before = self.reading.lowers[noun.first - 1] if noun.first else "the"
            is_other = noun.value in _SPECIFIC and before.isalpha() and before not in _GENERIC | self.words[known]
            return None if is_other else known
        if noun.value == "government" or noun.value in _SPECIFIC:
            return None
        if self.last is not None and self.cast.actors[self.last].kind == "organisation":
            return self.last
        return self.last_organisation if sentence - self.organisation_sentence <= NEAR else None

    def _named_before(self, noun: Noun, span: SentenceSpan) -> str | None:
        """Return the organisation of that sort which the same sentence names before ("… an official of the ministry")."""
        if noun.first == span.first or self.reading.lowers[noun.first - 1] != "the":
            return None
        for token in range(noun.first - 1, span.first, -1):
            name = self.name_ends.get(token)
            if name is not None and name.kind == "organisation" and noun.value in self.words.get(name.value, ()):
                return name.value
        return None

    def _beside(self, noun: Noun, span: SentenceSpan) -> str | None:
        """Return the organisation, or country, that a noun's phrase names ("an official of X", "X data")."""
        at = noun.first - 1
        lowers = self.reading.lowers
        while at >= span.first and noun.first - at <= 5 and at + 1 not in self.name_ends:
            if lowers[at] in ("the", "a", "an", ",", "and") or lowers[at] in _LINKS:
                break
            at -= 1
        left = self.name_ends.get(at + 1)
        wanted = ("organisation", "country") if noun.value in ("government", "authorities") else ("organisation",)
        if left is not None and left.kind in wanted and left.first >= span.first:
            return left.value
        if noun.kind != "organisations" and self.cues.nouns.get(lowers[noun.first - 1]) == "organisations":
            return self._organisation(Noun(noun.first - 1, noun.first, "organisations", lowers[noun.first - 1]), -NEAR)
        return self._linked(noun, span)

    def _linked(self, noun: Noun, span: SentenceSpan) -> str | None:
        """Return the organisation after a noun ("a report released by X", "an official from X")."""
        links = _LINKS if noun.kind != "documents" else _FILED if noun.value == "filing" else _ISSUED
        lowers = self.reading.lowers
        linked = False
        for token in range(noun.last, min(noun.last + 8, span.last)):
            name = self.names.get(token)
            ends_phrase = lowers[token] == "that" or (lowers[token] == "," and token > noun.last)
            if name is not None and linked and name.kind in ("organisation", "person"):
                return name.value if name.kind == "organisation" or noun.kind == "documents" else None
            if lowers[token] in links:
                linked = True
            elif linked and self.cues.nouns.get(lowers[token]) == "organisations" and token + 1 not in self.names:
                body = Noun(token, token + 1, "organisations", lowers[token])
                return self._named_before(body, span) or self._organisation(body, -NEAR)
            elif ends_phrase or (lowers[token] in self.cues.verbs and not linked and noun.kind != "documents"):
                break
        return None

    def _post(self, noun: Noun, sentence: int, span: SentenceSpan, beside: str | None) -> str | None:
        """Return the person who has a post; an unnamed official of an organisation speaks as the organisation."""
        apposed = self._apposed(noun, span)
        if apposed is not None:
            return apposed
        if self._is_indefinite(noun, span):
            return beside or self._body_just_named(noun, sentence, span)
        if beside is not None and (member := self._member(beside, noun)) is not None:
            return member
        holder = self._holder(noun, span)
        if holder is None or beside is None or self.cast.actors[holder].affiliation_id in (None, beside):
            return holder or beside
        is_any_body = self.reading.lowers[noun.first - 1] in self.cues.nouns and noun.first - 1 not in self.names
        return holder if is_any_body and self._has_post(holder, noun.value) else beside

    def _body_just_named(self, noun: Noun, sentence: int, span: SentenceSpan) -> str | None:
        """Return the only organisation of the sentence before, for which "a senior official" of its paragraph speaks."""
        if noun.value not in _OFFICIALS or self.organisation_sentence != sentence - 1 or not sentence:
            return None
        if self.reading.sentences[sentence - 1].paragraph != span.paragraph:
            return None
        bodies = {name.value for name in self.named[-1] if name.kind == "organisation"}
        return bodies.pop() if len(bodies) == 1 else None

    def _member(self, body: str, noun: Noun) -> str | None:
        """Return the person named last of a body who is called so: "the FPCCI chief" for its president."""
        posts = (noun.value, *self.cues.same_post.get(noun.value, ()), *(_TOP if noun.value in _HEADS else ()))
        for candidate in reversed(self.people):
            if self.cast.actors[candidate].affiliation_id != body:
                continue
            if noun.value in _HEADS and not _LESSER.isdisjoint(self.words.get(candidate, ())):
                continue
            if noun.value in self.cues.anybody or any(self._has_post(candidate, post) for post in posts):
                return candidate
        return None

    def _apposed(self, noun: Noun, span: SentenceSpan) -> str | None:
        """Return X of "X, the minister, said"."""
        at = noun.first - 1
        while at > span.first and noun.first - at <= 6 and self.reading.lowers[at] != ",":
            at -= 1
        before = self.name_ends.get(at)
        if (
            self.reading.lowers[at] == ","
            and before is not None
            and before.kind == "person"
            and before.first >= span.first
        ):
            return before.value
        return None

    def _holder(self, noun: Noun, span: SentenceSpan) -> str | None:
        """Return the person called by a post: who spoke last if he has it, else who was mentioned last."""
        words = (noun.value, *self.cues.same_post.get(noun.value, ()))
        last = self.last if self.last is not None and self.cast.actors[self.last].kind == "person" else None
        modifiers = frozenset(self.reading.lowers[max(noun.first - 3, span.first) : noun.first])
        if last is not None and any(self._has_post(last, word) for word in words):
            rival = self._rival(words, last, modifiers)
            return rival or last
        if last is not None and noun.value in self.cues.anybody:
            return last
        for word in words:
            for candidate in reversed(self.people):
                if self._has_post(candidate, word):
                    return self._rival(words, candidate, modifiers) or candidate
            known = self.by_word.get(word) or self.first_by_role.get(word)
            if known is not None and self.cast.actors[known].kind == "person":
                return known
        if last is not None and not self.words.get(last):
            return last
        return last or self.subject if noun.value in self.cues.anybody else None

    def _rival(self, words: tuple[str, ...], held: str, modifiers: frozenset[str]) -> str | None:
        """Return another recent holder of the post whom the words before it fit better ("the planning minister")."""
        best, most = None, len(modifiers & self.words[held])
        for candidate in reversed(self.people):
            fitting = len(modifiers & self.words[candidate])
            if fitting > most and any(self._has_post(candidate, word) for word in words):
                best, most = candidate, fitting
        return best

    def _has_post(self, actor_id: str, post: str) -> bool:
        words = self.words.get(actor_id, frozenset())
        return all(part in words for part in post.split())


@lru_cache(maxsize=4096)
def _words(name: str) -> frozenset[str]:
    return frozenset(name.lower().replace("-", " ").split())

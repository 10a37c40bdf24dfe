"""The words of speech in the codebook, arranged for look-up by word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pkcn_data.codebook import Codebook, SpeechFile
from pkcn_data.patterns import inflections, plural

Subject = Literal["anyone", "people_and_organisations", "people", "documents"]

PRONOUNS = frozenset(("he", "she", "they", "it"))
# "The former", "the latter": of the two named last.
OF_TWO = frozenset(("former", "latter"))
# A verb's other words follow within so many tokens ("called very strongly for").
REACH = 4


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a verb of speech, and who speaks by it."""

    rest: tuple[str, ...]  # the words that follow the first one
    bare: bool  # the base form, which only several people or "to" take
    subjects: frozenset[Subject]


@dataclass(frozen=True, eq=False, slots=True)
class SpeechCues:
    """`SpeechFile` compiled: every look-up is one in a dictionary or a set."""

    verbs: dict[str, tuple[Verb, ...]]  # by first word, longest first
    second_words: dict[str, frozenset[str]]  # of the verbs of several words, by first word
    opening: frozenset[str]  # every word that a frame of speech may begin with
    participles: frozenset[str]  # "stressing that"
    only_apart: frozenset[str]
    only_quoting: frozenset[str]
    not_before_number: frozenset[str]
    not_before_person: frozenset[str]
    visitors: frozenset[str]
    sources: dict[str, tuple[tuple[str, ...], ...]]
    only_before: dict[str, frozenset[str]]  # of opening words that open nothing alone: what must follow within reach
    views: frozenset[str]
    nouns: dict[str, Literal["people", "plural", "organisations", "documents"]]
    speaking: frozenset[str]  # every word that may stand for a speaker
    opening_or_speaking: frozenset[str]
    anybody: frozenset[str]
    on_behalf: frozenset[str]
    same_post: dict[str, tuple[str, ...]]
    gender: dict[str, Literal["female", "male"]]
    gender_of_names: dict[str, Literal["female", "male"]]
    given_last: frozenset[str]  # Chinese given names, which stand behind the family's
    before_given: frozenset[str]  # "Rana Shafqat": what may stand before a given name
    between: frozenset[str]
    of_titles: frozenset[str]  # words of job titles and forms of address
    titles: frozenset[str]
    argument: frozenset[str]
    anaphora: frozenset[str]
    background: frozenset[str]


@lru_cache(maxsize=8)
def speech_cues(codebook: Codebook) -> SpeechCues:
    """Compile the speech file of a codebook, once."""
    speech, names = codebook.speech, codebook.titles
    verbs = _verbs(speech)
    sources = _by_first_word(speech.sources)
    participles = _participles(speech)
    second_words = {word: frozenset(verb.rest[0] for verb in forms if verb.rest) for word, forms in verbs.items()}
    opening = frozenset((*verbs, *sources, *speech.views, *participles))
    speaking = PRONOUNS.union(OF_TWO, _nouns(speech))
    return SpeechCues(
        verbs=verbs,
        second_words=second_words,
        opening=opening,
        participles=participles,
        only_apart=frozenset(form for verb in speech.only_apart for form in _forms(verb, speech)),
        only_quoting=frozenset(form for verb in speech.only_quoting for form in _forms(verb, speech)),
        not_before_number=frozenset(form for verb in speech.not_before_number for form in _forms(verb, speech)),
        not_before_person=frozenset(form for verb in speech.not_before_person for form in _forms(verb, speech)),
        visitors=frozenset(speech.visitors),
        sources=sources,
        only_before=_only_before(verbs, second_words, sources, alone=participles.union(speech.views)),
        views=frozenset(speech.views),
        nouns=_nouns(speech),
        speaking=speaking,
        opening_or_speaking=opening | speaking,
        anybody=frozenset(speech.anybody),
        on_behalf=frozenset(speech.on_behalf),
        same_post=_same_post(speech),
        gender={**dict.fromkeys(speech.female, "female"), **dict.fromkeys(speech.male, "male")},
        gender_of_names={
            **dict.fromkeys((*speech.female_names, *speech.chinese_female_names), "female"),
            **dict.fromkeys((*speech.male_names, *speech.chinese_male_names), "male"),
        },
        given_last=frozenset((*speech.chinese_female_names, *speech.chinese_male_names)),
        before_given=frozenset(speech.before_given),
        between=frozenset(speech.between),
        of_titles=frozenset(word.lower() for word in (*names.titles, *names.modifiers, *codebook.names.honorifics)),
        titles=frozenset(speech.titles),
        argument=frozenset(speech.argument),
        anaphora=frozenset(speech.anaphora),
        background=frozenset(speech.background),
    )


def _only_before(
    verbs: dict[str, tuple[Verb, ...]],
    second_words: dict[str, frozenset[str]],
    sources: dict[str, tuple[tuple[str, ...], ...]],
    *,
    alone: frozenset[str],
) -> dict[str, frozenset[str]]:
    """Return the words that begin only verbs and sources of several words ("in", "was"), with their second words."""
    found: dict[str, frozenset[str]] = {}
    for word in {*verbs, *sources} - alone:
        rests = [verb.rest for verb in verbs.get(word, ())] + list(sources.get(word, ()))
        following = second_words.get(word, frozenset()).union(rest[0] for rest in rests if rest)
        if all(rests) and "..." not in following:
            found[word] = following
    return found


def _participles(speech: SpeechFile) -> frozenset[str]:
    forms = (inflections(spelling) for verb in speech.verbs.anyone for spelling in _spellings(verb.split()[0]))
    return frozenset(form for inflected in forms for form in inflected if form.endswith("ing"))


def _nouns(speech: SpeechFile) -> dict[str, Literal["people", "plural", "organisations", "documents"]]:
    """Return what each noun stands for; of two lists that have it, the later here decides."""
    nouns: dict[str, Literal["people", "plural", "organisations", "documents"]] = {}
    nouns.update(dict.fromkeys(speech.organisations, "organisations"))
    nouns.update(dict.fromkeys((*speech.people, *speech.anybody), "people"))
    nouns.update(dict.fromkeys(speech.documents, "documents"))
    nouns.update(dict.fromkeys(speech.plural, "plural"))
    return nouns


def _same_post(speech: SpeechFile) -> dict[str, tuple[str, ...]]:
    """Return for every word of a title the titles that mean the same post."""
    return {word: tuple(other for other in group if other != word) for group in speech.same_post for word in group}


def _by_first_word(phrases: tuple[str, ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    grouped: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        first, *rest = phrase.split()
        grouped.setdefault(first, []).append(tuple(rest))
    return {first: tuple(sorted(rests, key=len, reverse=True)) for first, rests in grouped.items()}


def _verbs(speech: SpeechFile) -> dict[str, tuple[Verb, ...]]:
    subjects = _subjects(speech)
    grouped: dict[str, dict[tuple[str, ...], Verb]] = {}
    for phrase, who in subjects.items():
        first, *rest = phrase.split()
        for form in _forms(first, speech):
            bare = form in _spellings(first) and form not in _past(first, speech)
            verb = Verb(tuple(rest), bare, who)
            grouped.setdefault(form, {})[verb.rest] = verb
    return {form: tuple(sorted(verbs.values(), key=lambda one: -len(one.rest))) for form, verbs in grouped.items()}


def _subjects(speech: SpeechFile) -> dict[str, frozenset[Subject]]:
    """Return for every verb who speaks by it: the first list of subjects that has it, and documents."""
    wider: dict[Subject, frozenset[Subject]] = {
        "anyone": frozenset(("anyone", "people_and_organisations", "people")),
        "people_and_organisations": frozenset(("people_and_organisations", "people")),
        "people": frozenset(("people",)),
    }
    subjects: dict[str, frozenset[Subject]] = {}
    for name, who in wider.items():
        for verb in getattr(speech.verbs, name):
            subjects.setdefault(verb, who)
    for verb in speech.verbs.documents:
        subjects[verb] = subjects.get(verb, frozenset()) | {"documents"}
    return subjects


def _forms(verb: str, speech: SpeechFile) -> list[str]:
    """Return the finite forms of a verb's first word, in British and American spelling."""
    if verb == "be":
        return ["is", "was", "are", "were", "remains", "remained"]
    return [form for spelling in _spellings(verb) for form in (spelling, plural(spelling))] + _past(verb, speech)


def _spellings(verb: str) -> list[str]:
    if verb.endswith("ise") and verb not in ("advise", "promise", "praise"):
        return [verb, f"{verb[:-3]}ize"]
    return [verb]


def _past(verb: str, speech: SpeechFile) -> list[str]:
    if verb in speech.irregular:
        return [speech.irregular[verb]]
    doubled = [f"{verb}led"] if verb.endswith(("el", "al")) else []  # labelled, labeled
    return [_regular_past(spelling) for spelling in _spellings(verb)] + doubled


def _regular_past(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}ed"

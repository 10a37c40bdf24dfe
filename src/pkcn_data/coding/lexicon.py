"""One letter for what each token can be in a name, so that names are found by regular expressions over letters.

| letter | token                                            | letter | token                                   |
|--------|--------------------------------------------------|--------|-----------------------------------------|
| C      | capitalised word of no list                      | f r o  | of · for · on                           |
| G B    | word of personal names · also a common word      | @ i 2  | at, with, by · in · to                  |
| A Y    | ACRONYM · CamelCase                              | z      | from                                    |
| I      | initial ("A.")                                   | &      | and, &                                  |
| H      | honorific                                        | h a    | the, its · a, an                        |
| T t    | job title, capitalised or not                    | b w    | is, was · who                           |
| M m    | modifier of a title                              | v k    | verb of speech · of holding a post      |
| S      | title or modifier ("General", "Chief")           | u      | lower-case collective ("companies")     |
| O N    | head of an organisation's name · weak head       | n      | number word ("four", "dozens")          |
| E V L  | head of an event's, initiative's, place's name   | p      | particle of a name ("ur", "van")        |
| F      | common word of names ("Digital"), "IT"           | x      | any other lower-case word               |
| X      | capitalised word that is in no name              | s q    | possessive ’s · lone apostrophe         |
| D e d l | digits · lower-case event word, "ministry", "programme" | - ( ) , " . | punctuation; "." stands for the rest |

Known actors are laid over the letters: J country, j demonym, P place, K organisation, W event or initiative.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pkcn_data.codebook import Codebook
from pkcn_data.coding.reading import Reading
from pkcn_data.coding.wordtable import WordTable
from pkcn_data.patterns import inflections

_FUNCTION_WORDS = {
    "of": "f", "for": "r", "on": "o", "at": "@", "with": "@", "by": "@", "in": "i", "to": "2", "from": "z",
    "and": "&", "&": "&", "the": "h", "its": "h", "their": "h", "his": "h", "her": "h", "a": "a", "an": "a",
    "ministry": "d", "is": "b", "was": "b", "are": "b", "who": "w",
    "'s": "s", "’s": "s", "‘s": "s", "'S": "s", "’S": "s", "'": "q", "’": "q", "-": "-", "–": "-", "(": "(", ")": ")", ",": ",",
    '"': '"', "“": '"', "”": '"', "‘": '"', "«": '"', "»": '"', "``": '"', "''": '"',
}  # fmt: skip
_NUMBER_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion lakh crore dozen "
    "dozens hundreds thousands millions lakhs scores"
).split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_ROMAN_NUMERALS = "II III IV VI VII VIII IX XI XII".split()
_PROGRAMME_WORDS = ("programme", "program", "initiative", "scheme")
_MONTHS_AND_NAMES = frozenset(("Jun", "May", "April", "June", "August"))  # "Cai Jun", not "Jun. 5"
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&@./-]*[A-Z0-9]s?|(?:[A-Z]\.){2,}")
_INITIAL = re.compile(r"[A-Z]\.?|(?:[A-Z]\.)+")
_CAMEL = re.compile(r"(?!Mc|Mac|De|La|O['’])[A-Z]?[a-z]*[a-z@][A-Z]\w*|[A-Z]{2,}[a-z]+[A-Z]\w*")
_PARTICIPLE = re.compile(r"[A-Z][a-z]+(?:ing|ed|ly)")
_VOWEL = re.compile("[aeiouy]")
_TERM_WORD = re.compile(r"(?<!\S)[a-z]{3,}(?![^\s+=])")
_DOUBTFUL, _JOINING, _OPENING = re.compile("[CX]"), re.compile("[-&]"), re.compile('[".]')


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The letter of every word of the codebook's name lists; other words get theirs from their form."""

    letters: dict[str, str]
    openers: frozenset[str]
    bodies: frozenset[str]  # lower-case words for sorts of bodies
    descriptors: frozenset[str]  # "Brokerage" before the name of one
    terms: frozenset[str]
    regions: frozenset[str]
    letter_of: WordTable[str]  # outside any context


@lru_cache(maxsize=8)
def lexicon(codebook: Codebook) -> Lexicon:
    """Compile the codebook's name lists; where a word is in several, the later assignment below wins."""
    naming, names, titles, groups = codebook.naming, codebook.names, codebook.titles, codebook.groups
    letters: dict[str, str] = {}
    for word in (*names.surnames, *names.given_names):
        letters[word] = "G"
    for word in naming.fields:
        letters[word] = "B" if letters.get(word) == "G" else "F"
    for letter, heads in (
        ("O", naming.organisation_heads), ("N", naming.weak_heads), ("L", naming.place_heads),
        ("V", naming.initiative_heads), ("E", naming.event_heads),
    ):  # fmt: skip
        letters.update(dict.fromkeys(heads, letter))
    _add_titles(letters, titles.titles, titles.modifiers)
    letters.update(dict.fromkeys(names.honorifics, "H"))
    for word in naming.not_names:
        letters[word] = "X"
    for word in naming.not_actors:
        if letters.get(word) not in ("T", "S"):
            letters[word] = "F"
    for verb in codebook.speech.verbs.anyone + codebook.speech.verbs.people_and_organisations:
        if " " not in verb:
            for form in inflections(verb):
                letters.setdefault(form, "v")  # "project" before "manager" stays a modifier
    letters.update(dict.fromkeys(codebook.speech.irregular.values(), "v"))
    for word in groups.counted:
        if " " not in word:
            letters[word] = "u"
    letters.update(dict.fromkeys(names.particles, "p"))
    _add_common_words(letters, codebook)
    regions = frozenset(head.lower() for head in naming.place_heads)
    letter_of = WordTable(lambda word: letters.get(word) or _letter_by_form(word))
    heads = (*naming.organisation_heads, *naming.weak_heads)
    bodies = frozenset(codebook.speech.organisations)
    descriptors = frozenset(word.capitalize() for word in bodies).difference(heads)
    openers = frozenset(naming.openers)
    return Lexicon(letters, openers, bodies, descriptors, _words_of_terms(codebook), regions, letter_of)


def _add_common_words(letters: dict[str, str], codebook: Codebook) -> None:
    """Enter numbers, small words, verbs of holding a post and words that only open a sentence."""
    naming = codebook.naming
    for word in _NUMBER_WORDS:
        letters[word] = letters[word.capitalize()] = "n"
    letters.update(dict.fromkeys((head.lower() for head in naming.event_heads), "e"))
    letters.update(dict.fromkeys(_ORDINALS, "h"))
    for verb in codebook.titles.holding:
        letters.setdefault(verb, "k")
    letters.update(dict.fromkeys(_ROMAN_NUMERALS, "D"))
    letters.update(dict.fromkeys(_PROGRAMME_WORDS, "l"))
    letters.update(_FUNCTION_WORDS)
    for word in naming.openers:
        letters.setdefault(word, "X")


def _words_of_terms(codebook: Codebook) -> frozenset[str]:
    """Return the lower-case words of the terms for sectors and themes: "Fabric" alone is no one's name."""
    terms = (term for file in (codebook.sectors, codebook.themes) for code in file.codes for term in code.terms)
    return frozenset(word for term in terms for word in _TERM_WORD.findall(term))


def _add_titles(letters: dict[str, str], titles: tuple[str, ...], modifiers: tuple[str, ...]) -> None:
    """Enter titles and modifiers in lower case, capitalised and, up to four letters, in capitals."""
    both = set(titles) & set(modifiers)
    for word in (*modifiers, *titles):
        lower, upper = ("t", "T") if word in titles else ("m", "M")
        if word in both:
            upper = "S"
        letters[word] = lower
        capital = word[:1].upper() + word[1:]
        is_abbreviation = _VOWEL.search(word) is None  # "MD", but "Md" is a given name
        if not is_abbreviation and (capital not in letters or upper != "M"):
            letters[capital] = upper
        if len(word) <= 4 and upper != "M":
            letters[word.upper()] = upper


def _letter_by_form(word: str) -> str:
    if word[0].isdigit():
        return "D"
    if word.islower():
        return "x"
    if not word[0].isalnum():
        return "|" if word.isspace() else "."
    if _INITIAL.fullmatch(word):
        return "I"
    if _ACRONYM.fullmatch(word):
        return "A"
    if _CAMEL.match(word):
        return "Y"
    return ("X" if word[-1].isdigit() else "C") if word[0].isupper() else "x"


def letters_of(reading: Reading, lex: Lexicon) -> list[str]:
    """Return the letter of each token, as its sentence, the hyphens and the rest of the text decide it."""
    words = reading.words
    letters = list(map(lex.letter_of.__getitem__, words))
    _mark_dashes(reading, letters)
    vocabulary = set(words)
    for match in _DOUBTFUL.finditer("".join(letters)):
        index = match.start()
        if letters[index] == "C":
            lower = reading.lowers[index]
            if lower in vocabulary and lex.letters.get(lower) != "p":
                letters[index] = "F"
        elif words[index] == "A" and letters[index + 1 : index + 2] == ["I"]:
            letters[index] = "I"
        elif words[index] in _MONTHS_AND_NAMES:
            is_name = letters[index - 1 : index] == ["G"] and letters[index + 1 : index + 2] != ["D"]
            letters[index] = "C" if is_name else "X"
    for index in openings(reading, letters):
        word = words[index]
        following = letters[index + 1] if index + 1 < len(letters) else " "
        if letters[index] == "n":
            continue
        if lex.letters.get(reading.lowers[index]) == "u" and following not in "CFO":
            letters[index] = "u"
            continue
        if word in lex.descriptors and following in "CGAY":
            letters[index] = "X"
            continue
        if lex.letters.get(word, "x") in "FM" and following in "TSMONEVLFCGA":
            continue
        if word in lex.openers or (letters[index] in "CFBM" and _opens_only(word, vocabulary)):
            letters[index] = "X"
    return letters


def _opens_only(word: str, vocabulary: set[str]) -> bool:
    return (not word.isupper() and word.lower() in vocabulary) or _PARTICIPLE.fullmatch(word) is not None


def _mark_dashes(reading: Reading, letters: list[str]) -> None:
    """Leave "-" only between words that it joins; "&" between two names joins them too ("Shah & Wachter Group")."""
    starts, ends, last = reading.starts, reading.ends, len(letters) - 1
    for match in _JOINING.finditer("".join(letters)):
        index = match.start()
        if letters[index] == "-" and not (
            0 < index < last and starts[index] == ends[index - 1] and ends[index] == starts[index + 1]
        ):
            letters[index] = "."
        elif letters[index] == "&" and 0 < index < last and reading.words[index] == "&":
            pair = letters[index - 1] + letters[index + 1]
            joins_names = pair != "FF" and set(pair) <= set("CGBF")
            letters[index] = "-" if joins_names else "&"


def openings(reading: Reading, letters: list[str]) -> list[int]:
    """Return the first word of each sentence, and of what a quotation mark, a colon or a dash begins inside one."""
    found = []
    for sentence in reading.sentences:
        index = sentence.first
        while index < sentence.last and letters[index] in '".|-(,':
            index += 1
        if index < sentence.last:
            found.append(index)
    found.extend(match.end() for match in _OPENING.finditer("".join(letters), 0, len(letters) - 1))
    return found

"""The little language that the codebook's terms and cues are written in.

| written                  | matches                                                                          |
|--------------------------|----------------------------------------------------------------------------------|
| ``data centre``          | these words, any case; the last one also in its regular plural                   |
| ``IT sector``            | a word of capitals only is matched in capitals ("it" is not ``IT``)              |
| ``create+ jobs``         | ``+``: every inflection of the word (create, creates, created, creating)         |
| ``digiti*``              | ``*``: every word that begins so                                                 |
| ``the industry=``        | ``=``: exactly this word, no plural                                              |
| ``create+ ... jobs``     | ``...``: up to four words in between, inside one sentence; ``..7``: up to seven  |
| ``industrial ,.. sector``| ``,..``: a list goes on in between ("industrial, mining and agriculture sectors")|
| ``award+|grant+ licence``| ``|``: either word in this place, each with its own ending                       |
| ``disburs* ..3 <money>`` | ``<money>``: any word of the file's list of that name                            |

A hyphen is a space: ``e-commerce`` also finds "e commerce". A comma can be a word of a term.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

DEFAULT_GAP = 4
LIST_GAP = 8
SHORTEST_PREFIX = 3

_WORD = re.compile(r"'?[^\W_][\w'&./]*\$?[+*=]?|[&$%,:₹€£¥]")
_LIST = re.compile(r"<([a-z][a-z0-9_]*)>")
_GAP = re.compile(r"\.\.(\.|\d{1,2})|,\.\.")
_SPLIT = re.compile(r"(?<=\d)(?=[A-Z]+$)")  # the tokenizer makes two words of "5G"
_JOIN = re.compile(r"(?<=[A-Za-z]) (?=\d+(?: |$))")  # and one of "KSE-100"
_VOWELS = frozenset("aeiou")
_IRREGULAR = {
    "become": ("became",),
    "begin": ("began", "begun"),
    "bring": ("brought",),
    "build": ("built",),
    "buy": ("bought",),
    "cut": (),
    "draw": ("drew", "drawn"),
    "fall": ("fell", "fallen"),
    "find": ("found",),
    "fight": ("fought",),
    "give": ("gave", "given"),
    "go": ("went", "gone"),
    "grow": ("grew", "grown"),
    "hold": ("held",),
    "lay": ("laid",),
    "lead": ("led",),
    "lose": ("lost",),
    "make": ("made",),
    "rise": ("rose", "risen"),
    "seek": ("sought",),
    "sell": ("sold",),
    "shrink": ("shrank", "shrunk"),
    "spend": ("spent",),
    "take": ("took", "taken"),
    "teach": ("taught",),
    "undertake": ("undertook", "undertaken"),
    "win": ("won",),
}


class Gap(NamedTuple):
    """A place where up to `most` words may stand; when `listed`, only words that carry a list on."""

    most: int
    listed: bool


class Word(NamedTuple):
    """One word of a term: the surface forms it accepts, or the beginning it asks for."""

    forms: tuple[str, ...]
    prefix: bool
    cased: bool


Step = Word | Gap


def check_term(term: str) -> str:
    """Return the term, or raise ValueError that says what is wrong with how it is written."""
    parts = _parts(term)
    if not parts or _GAP.fullmatch(parts[0]) or _GAP.fullmatch(parts[-1]):
        raise ValueError(f"{term!r} begins or ends with a gap; a term begins and ends with a word")
    for part in parts:
        if not _GAP.fullmatch(part):
            _check_word(part, term)
    return term


def check_list_word(word: str) -> str:
    """Return a word of a list, or raise ValueError that says what is wrong with how it is written."""
    if not _WORD.fullmatch(word) or word[-1] == "*":
        raise ValueError(f"{word!r} is not a single word, word+ or word=; a list holds nothing else")
    return word


def lists_of(term: str) -> list[str]:
    """Return the names of the lists that a term takes words from."""
    return _LIST.findall(term)


def with_lists(term: str, lists: Mapping[str, Sequence[str]]) -> str:
    """Return the term with the words of each list that it names put in the place of the name."""
    return _LIST.sub(lambda name: "|".join(lists[name[1]]), term)


def _check_word(part: str, term: str) -> None:
    words = [word for word in part.split("|") if not _LIST.fullmatch(word)]
    for word in words:
        if not _WORD.fullmatch(word):
            raise ValueError(
                f"{term!r}: {word!r} is not a word, word+, word=, prefix* or a gap (... or ..7 or ,..), nor a <list>"
            )
        if word[-1] == "*" and len(word) <= SHORTEST_PREFIX:
            raise ValueError(f"{term!r}: {word!r} is too short; at least three letters stand before *")
    beginnings = sum(word[-1] == "*" for word in words)
    if beginnings and beginnings < len(part.split("|")):
        raise ValueError(f"{term!r}: {part!r} joins whole words and beginnings with *; write two terms")


def spellings(term: str) -> list[tuple[Step, ...]]:
    """Return the step sequences that a term stands for; more than one where the tokenizer may split or join words."""
    variants = [_parts(term)]
    split = [piece for part in variants[0] for piece in _SPLIT.split(part)]
    joined = _JOIN.sub("-", " ".join(variants[0])).split()
    variants.extend(other for other in (split, joined) if other != variants[0])
    return [tuple(_steps(parts)) for parts in variants]


def inflections(word: str) -> tuple[str, ...]:
    """Return the word with its regular inflections, noun and verb, and the irregular ones that are known."""
    forms = {word, plural(word), *_IRREGULAR.get(word, ())}
    stem = word[:-1] if word.endswith("e") and not word.endswith("ee") else word
    forms.add(f"{stem}ing")
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        forms.add(f"{word[:-1]}ied")
    else:
        forms.add(f"{stem}ed")
    if _doubles(word):
        forms |= {f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"}
    return tuple(sorted(forms))


def plural(word: str) -> str:
    """Return the regular plural of a noun, which is also the third person of a verb."""
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return f"{word}es"
    return f"{word}s"


def _doubles(word: str) -> bool:
    return len(word) > 2 and word[-1] not in "aeiouwxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS


def _parts(term: str) -> list[str]:
    return term.replace("’", "'").replace("-", " ").replace("'s ", " 's ").split()


def _steps(parts: list[str]) -> list[Step]:
    last = len(parts) - 1
    return [_step(part, is_last=index == last) for index, part in enumerate(parts)]


def _step(part: str, *, is_last: bool) -> Step:
    if part == ",..":
        return Gap(LIST_GAP, True)
    if part == "...":
        return Gap(DEFAULT_GAP, False)
    if _GAP.fullmatch(part):
        return Gap(int(part[2:]), False)
    if "|" in part:
        return _either([_word(word, is_last=is_last) for word in part.split("|")])
    return _word(part, is_last=is_last)


def _either(words: list[Word]) -> Word:
    """Return one word for all; capitals decide only where they do for each."""
    is_cased = all(word.cased for word in words)
    forms = [form if is_cased else form.lower() for word in words for form in word.forms]
    return Word(tuple(dict.fromkeys(forms)), words[0].prefix, is_cased)


def _word(part: str, *, is_last: bool) -> Word:
    word = part.rstrip("+*=")
    if part[-1] == "*":
        return Word((word.lower(),), True, False)
    if sum(letter.isupper() for letter in word) > 1 and word.upper() == word:
        return Word((word, f"{word}s") if is_last else (word,), False, True)
    word = word.lower()
    if part[-1] == "+":
        return Word(inflections(word), False, False)
    return Word((word, plural(word)) if is_last and part[-1] != "=" and word[-1].isalpha() else (word,), False, False)

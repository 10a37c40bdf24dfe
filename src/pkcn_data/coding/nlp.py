"""The one spaCy pipeline: blank English, rules only, made once."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from operator import add
from sys import intern
from typing import Any, NamedTuple

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# Abbreviations that spaCy's English rules would cut before the full stop.
ABBREVIATIONS = (
    "Rs. Re. Lt. Maj. Brig. Col. Capt. Cdr. Adm. Sgt. Engr. Hon. Sen. Amb. Messrs. Pvt. Pte. Nos. Mohd. Govt. Dept. "
    "approx. etc. viz."
).split()

# "Rs.5.4bn", "PKR2.5bn": the currency is a token of its own.
MONEY_PREFIX = r"(?:Rs\.?|PKR|RMB|CNY|USD|EUR|GBP|INR|AED|SAR)(?=\d)"

# A sentence that starts without a space after the last one must start at a token.
MISSING_SPACE_INFIXES = (
    r"(?<=[a-z0-9%)\]])[.!?](?=[A-Z])",
    r"(?<=[.!?…])[\"“”‘’'«»(\[)\]]+(?=\w)",
    r"(?<=[.!?…][\"”’')\]])(?=[A-Z])",
    r"(?<=[A-Za-z])\((?=[A-Z])",
    r"\):(?=[A-Z])",
)

# "B2B.", "5G.": the stop is a token of its own.
# "Modi‘s": an opening mark stands for the apostrophe.
STOP_SUFFIXES = (r"(?<=[0-9][A-Z])\.", r"(?<=[A-Za-z])‘s")

# One word is at most this long for spaCy, whose affix rules take quadratic time in the length of a word.
LONGEST_WORD = 400
MOST_RUNS_KEPT = 200_000
_PIECE = re.compile(r"\w{1,100}|[^\w\s]")
_OTHER_SPACE = re.compile(r"[^\S \n]")  # no-break and thin spaces, tabs: one character each, so offsets stay
_LINE_END = re.compile(r"(\n[ \n]*)")


class Tokens(NamedTuple):
    """The tokens of a text in parallel lists; a line end with the space around it is a token, other space is none."""

    words: list[str]
    lowers: list[str]
    starts: list[int]  # character offsets
    ends: list[int]


# The words, lower-case words and widths of the tokens of what stands between two spaces; the last is as wide as itself
# and the space behind it. A plain tuple, which is unpacked in a third of the time that a named one takes.
_Pieces = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]
_pieces: dict[str, _Pieces] = {}


@lru_cache(maxsize=1)
def english() -> Language:
    """Return the shared blank English pipeline.

    Hyphens and slashes between words always part tokens, and the hyphen is a token: ``Pak-China`` is ``Pak``, ``-``,
    ``China``; ``export-oriented`` and ``e-commerce`` are three tokens each. So a word is found inside a compound, and
    a phrase with a hyphen is found when it is tokenised by this same pipeline. ``B2B``, ``COVID-19`` are one token.
    Possessives are tokens (``Pakistan``, ``’s``). Titles and units keep their stop (``Rs.``, ``Gen.``, ``Ltd.``).
    """
    nlp = spacy.blank("en")
    tokenizer: Any = nlp.tokenizer
    for abbreviation in ABBREVIATIONS:
        tokenizer.add_special_case(abbreviation, [{"ORTH": abbreviation}])
    prefixes = (MONEY_PREFIX, *(nlp.Defaults.prefixes or ()))
    infixes = (*(nlp.Defaults.infixes or ()), *MISSING_SPACE_INFIXES)
    suffixes = (*(nlp.Defaults.suffixes or ()), *STOP_SUFFIXES)
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp


def tokenize(text: str) -> Tokens:
    """Tokenise a text of any length.

    spaCy cuts what stands between two spaces by itself, whatever is around it, so each such run is cut once and its
    pieces are kept. spaCy keeps them too, but not those behind a special case ("U.S.", "Dr.") in the same text, which
    it then cuts anew each time, thirty times slower.
    """
    text = _OTHER_SPACE.sub(" ", text)
    if len(_pieces) > MOST_RUNS_KEPT:
        _pieces.clear()
    try:
        return _tokens(text)
    except KeyError:
        _learn(set(text.split()).difference(_pieces))
        return _tokens(text)


def _tokens(text: str) -> Tokens:
    pieces = _pieces
    words: list[str] = []
    lowers: list[str] = []
    widths = [0]  # the space before the first word, then each token with the space behind it
    for index, line in enumerate(_LINE_END.split(text)):
        if index % 2:  # a line end
            words.append(line)
            lowers.append(line)
            widths.append(len(line))
            continue
        for run in line.split(" "):
            if run:
                run_words, run_lowers, run_widths = pieces[run]
                words += run_words
                lowers += run_lowers
                widths += run_widths
            else:
                widths[-1] += 1
        widths[-1] -= 1  # no space behind the last
    starts = list(accumulate(widths))
    starts.pop()  # the end of the text
    return Tokens(words, lowers, starts, list(map(add, starts, map(len, words))))


def _learn(runs: set[str]) -> None:
    """Cut runs of characters without space into tokens; those of hundreds of characters by a plain rule.

    A word of plain letters, with a comma or without, is what spaCy never cuts; to find that out takes it most of its time.
    """
    rest = []
    for run in runs:
        word = run.removesuffix(",")
        if len(run) >= LONGEST_WORD:
            _keep(run, _PIECE.findall(run))
        elif word.isascii() and word.isalpha() and word not in _special_cases() and run not in _special_cases():
            _keep(run, [word, ","] if run != word else [word])
        else:
            rest.append(run)
    # All at once, as a call for each would take longer than the cutting. No special case of spaCy's has a line end.
    tokens: list[str] = []
    for token in english().tokenizer("\n".join(rest)):
        if token.text != "\n":
            tokens.append(token.text)
        else:
            _keep("".join(tokens), tokens)
            tokens = []
    if tokens:
        _keep("".join(tokens), tokens)


@lru_cache(maxsize=1)
def _special_cases() -> frozenset[str]:
    tokenizer: Any = english().tokenizer
    return frozenset(tokenizer.rules)


def _keep(run: str, tokens: list[str]) -> None:
    widths = [len(token) for token in tokens]
    widths[-1] += 1
    # Interned: every table of words then finds a word by its address, without comparing letters.
    words = tuple(map(intern, tokens))
    lowers = tuple(intern(word.lower()) for word in words)
    _pieces[run] = (words, words if lowers == words else lowers, tuple(widths))

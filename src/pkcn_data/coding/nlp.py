"""The one spaCy pipeline: blank English, rules only, made once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
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
)

# "B2B.", "5G.": the stop is a token of its own.
STOP_SUFFIXES = (r"(?<=[0-9][A-Z])\.",)

# One word is at most this long for spaCy, whose affix rules take quadratic time in the length of a word.
LONGEST_WORD = 400
MOST_WORDS_LEARNED = 200_000
_learned: set[str] = set()
_LONG_RUN = re.compile(rf"\S{{{LONGEST_WORD},}}")
_PIECE = re.compile(r"\w{1,100}|[^\w\s]")


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


def tokenize(text: str) -> Doc:
    """Tokenise a text of any length; runs of hundreds of characters without a space are cut by a plain rule."""
    tokenizer = english().tokenizer
    if _LONG_RUN.search(text) is None:
        _learn_words(text)
        return tokenizer(text)
    docs: list[Doc] = []
    done = 0
    for run in _LONG_RUN.finditer(text):
        if run.start() > done:
            docs.append(tokenizer(text[done : run.start()]))
        pieces = _PIECE.findall(run.group())
        docs.append(Doc(english().vocab, words=pieces, spaces=[False] * len(pieces)))
        done = run.end()
    if done < len(text):
        docs.append(tokenizer(text[done:]))
    return Doc.from_docs(docs, ensure_whitespace=False) or tokenizer("")


def _learn_words(text: str) -> None:
    """Have the tokenizer cache each new word by itself.

    spaCy caches no word that follows a special case ("U.S.", "Dr.") in the same text, so that a text with one early on
    is cut anew each time, thirty times slower than from the cache.
    """
    new = set(text.split()) - _learned
    if not new:
        return
    if len(_learned) > MOST_WORDS_LEARNED:
        _learned.clear()
    tokenizer = english().tokenizer
    for word in new:
        tokenizer(word)
    _learned.update(new)

"""Statements: in what tone, in what mode and about which countries a sentence speaks of each code it names.

A sentence is cut into clauses at the codebook's breaks. What is coded takes its stance and its modality from the cues
of its clause, and from the whole sentence only where its clause has none.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from pkcn_data.codebook import Codebook
from pkcn_data.coding.countries import sentence_countries
from pkcn_data.coding.phrases import Hit, PhraseIndex
from pkcn_data.coding.reading import Reading, SentenceSpan
from pkcn_data.coding.terms import TermMention, blocked_tokens
from pkcn_data.model import CodeKind, Modality, Stance

if TYPE_CHECKING:
    from pkcn_data.coding.cast import Cast
    from pkcn_data.coding.speakers import Attribution

__all__ = ["StatementDraft", "find_statements", "sentence_countries"]

_NEGATION_REACH = 3
_SCOPE_REACH = 12
_REACH = 80  # no cue works farther than so many tokens, so that a text without full stops costs no more
_FEW = 64
_MARKS = frozenset("\"'“‘«:")
# News of this genre praises as a matter of form, so a word of trouble tells more than a word of progress.
_NEGATIVE_WEIGHT = 1.5

_Cue = Literal["positive", "negative", "neutral", "scope", "break", "aim", "recommendation", "potential"]
_Value = TypeVar("_Value", Stance, Modality)
_MODALITIES: tuple[Modality, ...] = ("aim", "recommendation", "potential")
_STANCES: tuple[Stance, ...] = ("positive", "negative", "neutral")


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """What one sentence says about one code, before it gets ids."""

    sentence: int
    kind: CodeKind
    code_id: str
    stance: Stance
    modality: Modality
    countries: tuple[str, ...]


class _StanceCue(NamedTuple):
    """A cue of stance, turned round where it is negated, and the tokens [first, last] it spans."""

    value: Stance
    first: int
    last: int


class _ModalityCue(NamedTuple):
    """A cue of modality and its first token."""

    value: Modality
    first: int


class _Scope(NamedTuple):
    """The tokens behind `first` and before `end` are what there is too much or too little of."""

    first: int
    end: int


_Placed = TypeVar("_Placed", _StanceCue, _ModalityCue, _Scope)


@dataclass(frozen=True, slots=True)
class _Cues:
    """The cues of one sentence; `breaks` are the tokens at which a new clause begins."""

    stances: list[_StanceCue]
    modalities: list[_ModalityCue]
    scopes: list[_Scope]
    breaks: list[int]
    is_question: bool


def find_statements(
    reading: Reading,
    codebook: Codebook,
    cast: Cast,
    terms: Sequence[TermMention],
    speakers: Sequence[Attribution],
) -> list[StatementDraft]:
    """Return one statement for each code that a sentence names, in text order."""
    countries = sentence_countries(reading, codebook, cast)
    blocked = blocked_tokens(reading, cast)
    drafts: list[StatementDraft] = []
    for number, mentions in _by_sentence(terms):
        cues = _find_cues(reading, reading.sentences[number], codebook, blocked)
        by_code: dict[tuple[CodeKind, str], list[TermMention]] = {}
        for mention in mentions:
            by_code.setdefault((mention.kind, mention.code_id), []).append(mention)
        for (kind, code_id), places in by_code.items():
            spans = [_tokens(reading, mention) for mention in places]
            modality = _strongest_modality([_modality(cues, *span) for span in spans])
            is_hopeful = modality != "fact" or code_id in codebook.stance.positive_codes
            stance = _clearest_stance([_stance(cues, *span, is_hopeful=is_hopeful) for span in spans])
            drafts.append(StatementDraft(number, kind, code_id, stance, modality, countries[number]))
    return drafts


def _by_sentence(terms: Sequence[TermMention]) -> list[tuple[int, list[TermMention]]]:
    groups: dict[int, list[TermMention]] = {}
    for term in terms:
        groups.setdefault(term.sentence, []).append(term)
    return list(groups.items())


def _tokens(reading: Reading, mention: TermMention) -> tuple[int, int]:
    """Return the first and the last token of a mention."""
    return bisect_left(reading.starts, mention.start), bisect_left(reading.starts, mention.end) - 1


# --- cues -----------------------------------------------------------------------------------------------------------
@lru_cache(maxsize=8)
def _cue_index(codebook: Codebook) -> PhraseIndex[_Cue]:
    stance, modality = codebook.stance, codebook.modality
    lists: list[tuple[_Cue, tuple[str, ...]]] = [
        ("positive", stance.positive),
        ("negative", stance.negative),
        ("neutral", stance.neutral),
        ("scope", stance.negative_scopes),
        ("break", stance.clause_breaks),
        ("aim", modality.aim),
        ("recommendation", modality.recommendation),
        ("potential", modality.potential),
    ]
    return PhraseIndex((term, cue) for cue, terms in lists for term in terms)


@lru_cache(maxsize=8)
def _negations(codebook: Codebook) -> frozenset[str]:
    return frozenset(form for word in codebook.stance.negations for form in (word, word.replace("'", "’")))


def _find_cues(reading: Reading, sentence: SentenceSpan, codebook: Codebook, blocked: frozenset[int]) -> _Cues:
    words, lowers = reading.words, reading.lowers
    hits = _cue_index(codebook).find(words, sentence.first, sentence.last, blocked)
    negations = _negations(codebook)
    stances = [
        _StanceCue(_turned(cue, _is_negated(lowers, hit, sentence, negations)), hit.tokens[0], hit.tokens[-1])
        for hit, cue in _longest(hits, _STANCES)
        if cue != "neutral"
    ]
    modalities = [
        _ModalityCue(cue, hit.tokens[0])
        for hit, cue in _longest(hits, _MODALITIES)
        if not words[hit.tokens[0]][0].isupper() or _opens(words, hit.tokens[0], sentence)
    ]
    scopes = [
        _Scope(hit.tokens[-1], _scope_end(lowers, hit.tokens[-1], sentence.last))
        for hit in hits
        if "scope" in hit.payloads
    ]
    breaks = sorted(hit.tokens[0] for hit in hits if "break" in hit.payloads)
    breaks += [index for index in range(sentence.first, sentence.last) if words[index] == ";"]
    return _Cues(
        stances,
        modalities,
        scopes,
        sorted({*breaks, *_subordinate_ends(lowers, breaks, sentence)}),
        "?" in words[max(sentence.first, sentence.last - 2) : sentence.last],
    )


def _opens(words: list[str], token: int, sentence: SentenceSpan) -> bool:
    """Tell whether a token is the first word of a sentence or of a quotation, where a capital says nothing."""
    return token == sentence.first or words[token - 1] in _MARKS


def _longest(hits: list[Hit[_Cue]], wanted: Sequence[_Value]) -> list[tuple[Hit[_Cue], _Value]]:
    """Return the wanted cues in text order, without those inside or across a longer one."""
    chosen = [(hit, value) for hit in hits for value in wanted if value in hit.payloads]
    chosen.sort(key=lambda pair: (-len(pair[0].tokens), pair[0].tokens))
    taken: set[int] = set()
    kept = []
    for hit, cue in chosen:
        if taken.isdisjoint(hit.tokens):
            taken.update(hit.tokens)
            kept.append((hit, cue))
    return sorted(kept, key=lambda pair: pair[0].tokens)


def _is_negated(lowers: list[str], hit: Hit[_Cue], sentence: SentenceSpan, negations: frozenset[str]) -> bool:
    first = max(sentence.first, hit.tokens[0] - _NEGATION_REACH)
    if negations.isdisjoint(lowers[first : hit.tokens[0]]):
        return False
    return any(lowers[index] in negations and lowers[index + 1] != "only" for index in range(first, hit.tokens[0]))


def _turned(stance: Stance, is_negated: bool) -> Stance:
    if not is_negated:
        return stance
    return "negative" if stance == "positive" else "positive"


def _scope_end(lowers: list[str], start: int, last: int) -> int:
    """Return where what stands behind "dependence on" ends: at a stop, or a comma that begins a new action."""
    end = min(last, start + _SCOPE_REACH)
    for index in range(start + 1, end):
        if lowers[index] in (";", ":", ".", "by", "but"):
            return index
        if lowers[index] == "," and index + 1 < last and lowers[index + 1].endswith("ing"):
            return index
    return end


def _subordinate_ends(lowers: list[str], breaks: list[int], sentence: SentenceSpan) -> list[int]:
    """Return the comma that ends a clause with which the sentence opens ("Despite the delay, exports grew")."""
    if not breaks or breaks[0] > sentence.first + 1:
        return []
    return [index for index in range(breaks[0] + 2, sentence.last) if lowers[index] == ","][:1]


# --- values ---------------------------------------------------------------------------------------------------------
def _clause(cues: _Cues, first: int) -> tuple[int, int]:
    """Return the first token of the clause around a token, and the one behind its last."""
    following = bisect_right(cues.breaks, first)
    return (
        max(cues.breaks[following - 1] if following else 0, first - _REACH),
        min(cues.breaks[following] if following < len(cues.breaks) else sys.maxsize, first + _REACH),
    )


def _within(cues: list[_Placed], start: int, end: int) -> list[_Placed]:
    """Return the cues that begin in [start, end)."""
    if len(cues) < _FEW:
        return [cue for cue in cues if start <= cue.first < end]
    return cues[bisect_left(cues, start, key=_first) : bisect_left(cues, end, key=_first)]


def _first(cue: _StanceCue | _ModalityCue | _Scope) -> int:
    return cue.first


def _stance(cues: _Cues, first: int, last: int, *, is_hopeful: bool) -> Stance:
    start, end = _clause(cues, first)
    if any(first < scope.end for scope in _within(cues.scopes, max(start, first - _SCOPE_REACH), first)):
        return "negative"
    if cues.is_question:
        return "neutral"
    near = _within(cues.stances, start, end) or _within(cues.stances, first - _REACH, first + _REACH)
    if not near:
        return "positive" if is_hopeful else "neutral"
    return _majority(near, first, last)


def _majority(cues: list[_StanceCue], first: int, last: int) -> Stance:
    balance = sum(1 if cue.value == "positive" else -_NEGATIVE_WEIGHT for cue in cues)
    if balance:
        return "positive" if balance > 0 else "negative"
    return min(cues, key=lambda cue: max(cue.first - last, first - cue.last)).value


def _clearest_stance(stances: list[Stance]) -> Stance:
    """Return the stance towards a code that a sentence names more than once: neutral gives way, the first counts."""
    return next((stance for stance in stances if stance != "neutral"), "neutral")


def _modality(cues: _Cues, first: int, last: int) -> Modality:
    if not cues.modalities:
        return "fact"
    start, end = _clause(cues, first)
    near = _within(cues.modalities, start, end)
    if not near:
        return "fact"
    return next((cue for cue in reversed(near) if cue.first <= last), near[0]).value


def _strongest_modality(modalities: list[Modality]) -> Modality:
    """Return the modality of a code that a sentence names more than once: fact gives way, the first counts."""
    return next((modality for modality in modalities if modality != "fact"), "fact")

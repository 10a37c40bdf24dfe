"""Statements: in what tone, in what mode and about which countries a sentence speaks of each code it names.

A sentence is cut into clauses at the codebook's breaks, at verbs of speech, and where "and" begins a clause with a verb
of its own. What is coded takes its stance and its modality from the cues of its clause; its stance from those of the
whole sentence where its clause has none.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING, Literal, TypeVar

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
_SUBJECT_REACH = 8  # so many words may stand between "and" and the verb of the clause it begins
_AUXILIARY_REACH = 3  # "is widely expected to": the verb belongs to the cue
_PURPOSE_REACH = 15
_MARKS = frozenset("\"'“‘«:")
_FACT_VERBS = frozenset("is are was were has have had does did".split())
_MODAL_VERBS = frozenset("to will would can could may might shall should must not 'll ’ll".split())
_FINITE_VERBS = (_FACT_VERBS | _MODAL_VERBS) - {"to", "not"}
_FINITE_VERBS_AND = _FINITE_VERBS | {"and"}
_SUBORDINATORS = frozenset("despite while whereas although though even unlike".split())
_SUBJECTS = frozenset("he she it they we i this there".split())
_NO_SUBJECT = frozenset("and or that which who whose to , ; : . by with".split())
# News of this genre praises as a matter of form, so a word of trouble tells more than a word of progress.
_NEGATIVE_WEIGHT = 1.5

_Cue = Literal[
    "positive", "negative", "neutral", "harm", "scope", "break", "speech", "aim", "recommendation", "potential", "fact",
    "purpose",
]  # fmt: skip
_Value = TypeVar("_Value", bound=str)
_STANCES: dict[_Cue, Literal["positive", "negative", "neutral", "harm"]] = {
    "positive": "positive", "negative": "negative", "neutral": "neutral", "harm": "harm",
}  # fmt: skip
_MODALITIES: dict[_Cue, Literal["aim", "recommendation", "potential", "fact", "purpose"]] = {
    "aim": "aim", "recommendation": "recommendation", "potential": "potential", "fact": "fact", "purpose": "purpose",
}  # fmt: skip


@dataclass(slots=True)
class StatementDraft:
    """What one sentence says about one code, before it gets ids."""

    sentence: int
    kind: CodeKind
    code_id: str
    stance: Stance
    modality: Modality
    countries: tuple[str, ...]


@dataclass(slots=True)
class _StanceCue:
    """A cue of stance, turned round where it is negated, and the tokens [first, last] it spans."""

    value: Stance
    first: int
    last: int
    is_harm: bool  # done to people or projects: it tells of the harm codes only


@dataclass(slots=True)
class _ModalityCue:
    """A cue of modality and the token of its last word, which governs; a purpose ("to boost") is a weak aim."""

    value: Modality
    first: int
    is_purpose: bool


@dataclass(slots=True)
class _Scope:
    """The tokens behind `first` and before `end` are what there is too much or too little of."""

    first: int
    end: int


_Placed = TypeVar("_Placed", _StanceCue, _ModalityCue, _Scope)


@dataclass(slots=True)
class _Cues:
    """The cues of one sentence: `facts` are verbs of plain fact, `breaks` tokens at which a clause begins, and from
    `asked` on the sentence is a question.
    """

    stances: list[_StanceCue]
    modalities: list[_ModalityCue]
    facts: list[int]
    scopes: list[_Scope]
    breaks: list[int]
    asked: int | None


def find_statements(
    reading: Reading,
    codebook: Codebook,
    cast: Cast,
    terms: Sequence[TermMention],
    speakers: Sequence[Attribution],
    *,
    blocked: frozenset[int] | None = None,
) -> list[StatementDraft]:
    """Return one statement for each code that a sentence names, in text order; `blocked` as for the terms."""
    countries = sentence_countries(reading, codebook, cast)
    by_sentence = _by_sentence(terms)
    blocked = blocked_tokens(reading, cast) if blocked is None else blocked
    hits = _cue_index(codebook).find(reading, blocked, by_sentence)
    positive_codes, harm_codes = frozenset(codebook.stance.positive_codes), frozenset(codebook.stance.harm_codes)
    negations = _negations(codebook)
    drafts: list[StatementDraft] = []
    for number, mentions in by_sentence.items():
        cues = _find_cues(reading, reading.sentences[number], hits.get(number, []), negations)
        without_harm = _without_harm(cues)
        by_code: dict[tuple[CodeKind, str], list[TermMention]] = {}
        for mention in mentions:
            by_code.setdefault((mention.kind, mention.code_id), []).append(mention)
        for (kind, code_id), places in by_code.items():
            modality = _modality_of(cues, places)
            is_hopeful = modality != "fact" or code_id in positive_codes
            told = cues if code_id in harm_codes else without_harm
            stance = _stance_of(told, places, is_hopeful=is_hopeful)
            drafts.append(StatementDraft(number, kind, code_id, stance, modality, countries[number]))
    return drafts


def _without_harm(cues: _Cues) -> _Cues:
    harmless = [cue for cue in cues.stances if not cue.is_harm]
    return cues if len(harmless) == len(cues.stances) else replace(cues, stances=harmless)


def _modality_of(cues: _Cues, places: list[TermMention]) -> Modality:
    """Return the modality of a code that a sentence names at some places: fact gives way, the first counts."""
    if cues.modalities:
        for place in places:
            modality = _modality(cues, place.first, place.last)
            if modality != "fact":
                return modality
    return "fact"


def _stance_of(cues: _Cues, places: list[TermMention], *, is_hopeful: bool) -> Stance:
    """Return the stance to a code that a sentence names at some places: neutral gives way, the first counts."""
    for place in places:
        stance = _stance(cues, place, is_hopeful=is_hopeful)
        if stance != "neutral":
            return stance
    return "neutral"


def _by_sentence(terms: Sequence[TermMention]) -> dict[int, list[TermMention]]:
    groups: dict[int, list[TermMention]] = {}
    for term in terms:
        groups.setdefault(term.sentence, []).append(term)
    return groups


# --- cues -----------------------------------------------------------------------------------------------------------
@lru_cache(maxsize=8)
def _cue_index(codebook: Codebook) -> PhraseIndex[_Cue]:
    stance, modality = codebook.stance, codebook.modality
    lists: list[tuple[_Cue, tuple[str, ...]]] = [
        ("positive", stance.positive),
        ("negative", stance.negative),
        ("neutral", stance.neutral),
        ("harm", stance.harm),
        ("scope", stance.negative_scopes),
        ("break", stance.clause_breaks),
        ("speech", stance.speech_breaks),
        ("aim", modality.aim),
        ("recommendation", modality.recommendation),
        ("potential", modality.potential),
        ("fact", modality.fact),
        ("purpose", modality.purpose),
    ]
    return PhraseIndex((term, cue) for cue, terms in lists for term in terms)


@lru_cache(maxsize=8)
def _negations(codebook: Codebook) -> frozenset[str]:
    return frozenset(form for word in codebook.stance.negations for form in (word, word.replace("'", "’")))


def _find_cues(reading: Reading, sentence: SentenceSpan, hits: list[Hit[_Cue]], negations: frozenset[str]) -> _Cues:
    words, lowers = reading.words, reading.lowers
    tones = _longest(hits, _STANCES)
    muted = {token for hit, cue in tones if cue == "neutral" for token in hit.tokens}
    stances = [
        _stance_cue(hit, cue, is_negated=_is_negated(lowers, hit, sentence, negations))
        for hit, cue in tones
        if cue != "neutral"
    ]
    modalities = [
        _ModalityCue("aim" if cue == "purpose" else cue, hit.tokens[-1], cue == "purpose")
        for hit, cue in _longest(hits, _MODALITIES)
        if cue != "fact" and (not words[hit.tokens[0]][0].isupper() or _opens(words, hit.tokens[0], sentence))
    ]
    scopes = [
        _Scope(hit.tokens[-1], _scope_end(lowers, hit.tokens[-1], sentence.last))
        for hit in hits
        if "scope" in hit.payloads and muted.isdisjoint(hit.tokens)
    ]
    return _Cues(
        stances,
        modalities,
        _fact_verbs(lowers, sentence) if modalities else [],
        scopes,
        _clause_breaks(reading, sentence, hits) if stances or modalities or scopes else [],
        _asked(words, sentence),
    )


def _asked(words: list[str], sentence: SentenceSpan) -> int | None:
    """Return the token from which a sentence asks: its first, or the one behind its last semicolon."""
    if "?" not in words[max(sentence.first, sentence.last - 2) : sentence.last]:
        return None
    return next(
        (index for index in range(sentence.last - 1, sentence.first, -1) if words[index] == ";"), sentence.first
    )


def _stance_cue(hit: Hit[_Cue], cue: Literal["positive", "negative", "harm"], *, is_negated: bool) -> _StanceCue:
    stance: Stance = "positive" if cue == "positive" else "negative"
    return _StanceCue(_turned(stance, is_negated), hit.tokens[0], hit.tokens[-1], cue == "harm")


def _fact_verbs(lowers: list[str], sentence: SentenceSpan) -> list[int]:
    return [index for index in _among(lowers, sentence, _FACT_VERBS) if lowers[index - 1] not in _MODAL_VERBS]


def _among(lowers: list[str], sentence: SentenceSpan, words: frozenset[str]) -> Iterator[int]:
    """Return the tokens of a sentence that are one of the words."""
    first, last = sentence.first, sentence.last
    return compress(range(first, last), map(words.__contains__, lowers[first:last]))


def _clause_breaks(reading: Reading, sentence: SentenceSpan, hits: list[Hit[_Cue]]) -> list[int]:
    """Return the tokens at which a clause begins, sorted."""
    lowers = reading.lowers
    marked = sorted(hit.tokens[0] for hit in hits if "break" in hit.payloads)
    breaks = {*marked, *_subordinate_ends(lowers, marked, sentence)}
    for hit in hits:
        if "speech" in hit.payloads and lowers[hit.tokens[-1] + 1 : hit.tokens[-1] + 2] != [","]:
            breaks.add(hit.tokens[-1])
    own = lowers[sentence.first : sentence.last]
    if ";" in own:
        breaks.update(index for index, word in enumerate(own, sentence.first) if word == ";")
    if "and" in own:
        breaks.update(_coordinate_clauses(lowers, sentence))
    return sorted(breaks)


def _coordinate_clauses(lowers: list[str], sentence: SentenceSpan) -> list[int]:
    """Return each "and" behind one finite verb and shortly before another ("zones exist, and firms will come")."""
    found = []
    has_verb = False
    for index in _among(lowers, sentence, _FINITE_VERBS_AND):
        if lowers[index] != "and":
            has_verb = True
        elif has_verb and _begins_clause(lowers, index + 1, sentence.last):
            found.append(index)
            has_verb = False
    return found


def _begins_clause(lowers: list[str], start: int, last: int) -> bool:
    if start < last and lowers[start] in _SUBJECTS:
        return True
    for index in range(start, min(start + _SUBJECT_REACH, last)):
        if lowers[index] in _FINITE_VERBS:
            return True
        if lowers[index] in _NO_SUBJECT:
            return False
    return False


def _opens(words: list[str], token: int, sentence: SentenceSpan) -> bool:
    """Tell whether a token is the first word of a sentence or of a quotation, where a capital says nothing."""
    return token == sentence.first or words[token - 1] in _MARKS


def _longest(hits: list[Hit[_Cue]], wanted: dict[_Cue, _Value]) -> list[tuple[Hit[_Cue], _Value]]:
    """Return the wanted cues in text order, without those inside or across a longer one."""
    chosen = [(hit, wanted[cue]) for hit in hits for cue in hit.payloads if cue in wanted]
    if len(chosen) < 2:
        return chosen
    places = [token for hit, _ in chosen for token in hit.tokens]
    if len(set(places)) == len(places):  # none crosses another, which is most often so
        return chosen
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
    if not breaks or breaks[0] > sentence.first + 1 or lowers[breaks[0]] not in _SUBORDINATORS:
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


def _stance(cues: _Cues, place: TermMention, *, is_hopeful: bool) -> Stance:
    first = place.first
    if cues.scopes:
        start = max(_clause(cues, first)[0], first - _SCOPE_REACH)
        if any(first < scope.end for scope in _within(cues.scopes, start, first)):
            return "negative"
    if cues.asked is not None and first >= cues.asked:
        return "neutral"
    if cues.stances:
        near = _within(cues.stances, *_clause(cues, first)) or _within(cues.stances, first - _REACH, first + _REACH)
        if near:
            return _majority(near, first, place.last)
    return "positive" if is_hopeful else "neutral"


def _majority(cues: list[_StanceCue], first: int, last: int) -> Stance:
    if len(cues) == 1:
        return cues[0].value
    balance = sum(1 if cue.value == "positive" else -_NEGATIVE_WEIGHT for cue in cues)
    if balance:
        return "positive" if balance > 0 else "negative"
    return min(cues, key=lambda cue: max(cue.first - last, first - cue.last)).value


def _modality(cues: _Cues, first: int, last: int) -> Modality:
    """Return the modality of the last cue before what is coded, else of the first behind it, else of a purpose."""
    start, end = _clause(cues, first)
    near = _within(cues.modalities, start, end)
    if not near:
        return "fact"
    strong = [cue for cue in near if not cue.is_purpose]
    before = next((cue for cue in reversed(strong) if cue.first <= first), None)
    if before and not _has_fact(cues, before.first + 1, first):
        return before.value
    behind = first if last - first > 1 else last  # a cue in a gap of the term governs it, "job opportunity" has none
    after = next((cue for cue in strong if cue.first > behind), None)
    if after and not _has_fact(cues, behind + 1, after.first - _AUXILIARY_REACH):
        return after.value
    is_purpose = any(cue.is_purpose and 0 < first - cue.first < _PURPOSE_REACH for cue in near)
    return "aim" if is_purpose else "fact"


def _has_fact(cues: _Cues, start: int, end: int) -> bool:
    """Tell whether a verb of plain fact stands in [start, end)."""
    return bisect_left(cues.facts, start) < bisect_left(cues.facts, end)

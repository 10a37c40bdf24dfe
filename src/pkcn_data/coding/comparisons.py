"""Comparisons: explicit ones between countries, or between a country and a group of countries.

A cue ("ahead of", "less … than", "compared to") has its reference behind it and its subject before it, or, where the cue
opens the clause, behind the reference. One row a pair. Change over time and a rank alone have no second country, so they
make no row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import compress, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from pkcn_data.codebook import Codebook, ComparisonFile
from pkcn_data.coding.countries import home_country
from pkcn_data.coding.quantities import QuantitySpan
from pkcn_data.coding.reading import Reading, SentenceSpan
from pkcn_data.model import NARRATOR, Direction
from pkcn_data.patterns import inflections

if TYPE_CHECKING:
    from pkcn_data.coding.cast import Cast
    from pkcn_data.coding.speakers import Attribution
    from pkcn_data.coding.terms import TermMention

# A comparative stands at most so many tokens before its "than", "same" before its "as", a reference behind its cue.
COMPARATIVE, SAME, REFERENCE = 12, 8, 8
# The figure of a reference stands at most so many tokens behind it ("India's $200 billion").
NEAR = 3
# What belongs to a cue lies within so many tokens of it.
WINDOW = 60
# Two clauses set against each other are looked for at so many conjunctions of a sentence.
MOST_CLAUSES = 8
_first, _start = attrgetter("first"), attrgetter("start")
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_AWAY = frozenset(("to", "from", "with", "by", "for", "against", "between"))
_NO_COMPARISON = frozenset(("well", "long", "soon", "far"))  # "as well as"
_NOT_COMPARATIVE = frozenset("rather other later earlier sooner".split())
_ELLIPSES = frozenset(("that", "those", "what"))
_JOINING = frozenset(("and", "or", "but", "in", "for"))
_SHARES = frozenset(("per cent", "percent", "%", "pc"))
_HAVING = frozenset("has have had with boasts boast".split())
_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "no", "neither", "without"))
_NOT_HEAD = _AWAY | _POSSESSIVE
_APART = ("whereas", "while")  # what parts two clauses of which neither needs a figure
# The country of such a clause stands so many tokens behind its beginning at most.
OPENING = 3
_CLAUSE = frozenset((";", ":", "but", "while", "whereas"))

CueKind = Literal["verdict", "against", "figures", "share", "than", "as"]


@dataclass(frozen=True, slots=True)
class ComparisonDraft:
    """One comparison; subject and reference are ISO3 codes, or the words of the text for a group of countries."""

    sentence: int
    subject: str
    reference: str
    theme_id: str | None
    direction: Direction


class Party(NamedTuple):
    """A country or a group of countries; tokens [first, last)."""

    first: int
    last: int
    name: str


@dataclass(slots=True)
class Figure:
    """A number of a sentence; tokens [first, last) hold it with what it counts; "" as unit counts nothing named."""

    first: int
    last: int
    value: float
    unit: str


class Cue(NamedTuple):
    """A cue of comparison; tokens [first, last), `measure` is the token that says how the two compare."""

    first: int
    last: int
    kind: CueKind
    direction: Direction
    measure: int


@dataclass(frozen=True, eq=False, slots=True)
class _Words:
    phrases: dict[str, tuple[tuple[tuple[str, ...], CueKind, Direction], ...]]
    starts: frozenset[str]
    only_before: dict[str, frozenset[str]]  # of the words that alone are no cue, what must follow
    higher: frozenset[str]
    lower: frozenset[str]
    between: frozenset[str]
    shares: frozenset[str]
    heads: frozenset[str]
    modifiers: frozenset[str]
    tails: tuple[tuple[str, ...], ...]
    contrast: frozenset[str]
    plain_contrast: frozenset[str]
    stalled: frozenset[str]
    opening_contrast: frozenset[str]
    home: frozenset[str]


@lru_cache(maxsize=8)
def _words(codebook: Codebook) -> _Words:
    file = codebook.comparison
    phrases = _phrases(file)
    alone = frozenset((*file.shares, "times", "than", "as", *_APART))
    return _Words(
        phrases=phrases,
        starts=alone.union(phrases),
        only_before=_only_before(phrases, alone=alone),
        higher=frozenset(file.higher_words),
        lower=frozenset(file.lower_words),
        between=frozenset(file.between),
        shares=frozenset(file.shares),
        heads=frozenset(file.group_heads),
        modifiers=frozenset(file.group_modifiers),
        tails=tuple(tuple(tail.split()) for tail in file.group_tails),
        contrast=frozenset((*file.contrast, *file.opening_contrast, *file.plain_contrast)),
        plain_contrast=frozenset(file.plain_contrast),
        stalled=frozenset(file.stalled),
        opening_contrast=frozenset(file.opening_contrast),
        home=frozenset(file.home),
    )


def _phrases(file: ComparisonFile) -> dict[str, tuple[tuple[tuple[str, ...], CueKind, Direction], ...]]:
    """Return the cues by their first word, longest first."""
    grouped: dict[str, list[tuple[tuple[str, ...], CueKind, Direction]]] = {}
    lists: list[tuple[tuple[str, ...], CueKind, Direction]] = [
        (file.higher, "verdict", "higher"),
        (file.lower, "verdict", "lower"),
        (file.equal, "verdict", "equal"),
        (file.against, "against", "unclear"),
        (file.against_figures, "figures", "unclear"),
    ]
    for cues, kind, direction in lists:
        for cue in cues:
            first, *rest = cue.replace("-", " - ").split()
            for form in inflections(first[:-1]) if first.endswith("+") else (first,):
                grouped.setdefault(form, []).append((tuple(rest), kind, direction))
    return {first: tuple(sorted(cues, key=lambda one: -len(one[0]))) for first, cues in grouped.items()}


def _only_before(
    phrases: dict[str, tuple[tuple[tuple[str, ...], CueKind, Direction], ...]], *, alone: frozenset[str]
) -> dict[str, frozenset[str]]:
    """Return the words that begin only cues of several words, with the second words of these."""
    rests = {first: [rest for rest, _, _ in cues] for first, cues in phrases.items() if first not in alone}
    return {
        first: frozenset(rest[0] for rest in all_rests)
        for first, all_rests in rests.items()
        if all(rest and rest[0] != "..." for rest in all_rests)
    }


def find_comparisons(
    reading: Reading,
    codebook: Codebook,
    cast: Cast,
    terms: list[TermMention],
    speakers: list[Attribution],
    quantities: list[QuantitySpan],
) -> list[ComparisonDraft]:
    """Return the comparisons of a text, in text order."""
    words = _words(codebook)
    cued = _cued(reading, words)
    countries = _countries(cast)
    figures = _figures(reading, quantities)
    contrasted = (index for index, found in figures.items() if len(found) == 2 and index in countries)
    at_home = _home(cast)
    drafts: list[ComparisonDraft] = []
    for index in sorted({*cued, *contrasted}):
        cues = list(_cues(reading, words, reading.sentences[index], cued.get(index, [])))
        here = figures.get(index, [])
        apart = [token for token in cued.get(index, []) if reading.lowers[token] in _APART]
        if not cues and len(here) != 2 and not apart:
            continue
        home = _country_of(speakers[index], cast) or at_home
        parties = _parties(reading, words, index, countries.get(index, []), home)
        comparer = _Comparer(reading, words, index, parties, here)
        rows = list(comparer.compare(cues, terms))
        if not rows and len(here) == 2:
            rows = list(comparer.contrast(_conjunctions(reading, words, index), terms))
        if not rows:
            rows = [row for token in apart for row in comparer.set_apart(token, terms)]
        drafts.extend(rows)
    return drafts


def _cued(reading: Reading, words: _Words) -> dict[int, list[int]]:
    """Return the tokens of each sentence that may begin a cue."""
    lowers, only_before = reading.lowers, words.only_before
    cued: dict[int, list[int]] = {}
    for token in compress(range(len(lowers)), map(words.starts.__contains__, lowers)):
        second = only_before.get(lowers[token])
        if second is None or not second.isdisjoint(lowers[token + 1 : token + 2]):
            cued.setdefault(reading.sentence_of[token], []).append(token)
    return cued


def _conjunctions(reading: Reading, words: _Words, index: int) -> list[int]:
    span = reading.sentences[index]
    found = (token for token in range(span.first, span.last) if reading.lowers[token] in words.contrast)
    return list(islice(found, MOST_CLAUSES))


def _figures(reading: Reading, quantities: list[QuantitySpan]) -> dict[int, list[Figure]]:
    """Return the numbers of each sentence."""
    found: dict[int, list[Figure]] = {}
    for one in quantities:
        first = bisect_left(reading.starts, one.start)
        last = bisect_left(reading.starts, one.end, first)
        unit = (one.unit_text or "").lower()
        unit = "%" if unit in _SHARES else unit.rpartition(" ")[2]
        found.setdefault(one.sentence, []).append(Figure(first, last, one.value, unit))
    return found


def _are_alike(one: Figure, other: Figure) -> bool:
    """Tell whether two figures can be compared: of one unit, or a count whose unit is understood beside one."""
    if one.unit == other.unit:
        return True
    named = one.unit or other.unit
    return "" in (one.unit, other.unit) and named.replace("-", "").isalpha()


def _direction(one: Figure, other: Figure) -> Direction:
    return "higher" if one.value > other.value else "lower" if one.value < other.value else "equal"


def _countries(cast: Cast) -> dict[int, list[tuple[int, int, str]]]:
    """Return the countries named in each sentence: characters and ISO3 code."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    for mention in cast.mentions:
        actor = cast.actors[mention.actor_id]
        if actor.kind == "country" and actor.country:
            found.setdefault(mention.sentence, []).append((mention.start, mention.end, actor.country))
    return found


def _country_of(speaker: Attribution, cast: Cast) -> str | None:
    return None if speaker.speaker_id == NARRATOR else cast.actors[speaker.speaker_id].country


def _home(cast: Cast) -> str | None:
    """Return the country that "our" means where the speaker's is not known."""
    counts: defaultdict[str, int] = defaultdict(int)
    for mention in cast.mentions:
        actor = cast.actors[mention.actor_id]
        if actor.country and actor.kind in ("country", "place"):
            counts[actor.country] += 1
    return home_country(counts)


def _cues(reading: Reading, words: _Words, span: SentenceSpan, tokens: list[int]) -> Iterator[Cue]:
    for token in tokens:
        word = reading.lowers[token]
        cue = _phrase_cue(reading, words, token) if word in words.phrases else None
        if cue is None and word == "than":
            cue = _than_cue(reading, words, span, token)
        elif cue is None and word == "as":
            cue = _as_cue(reading, span, token)
        elif cue is None:
            cue = _share_cue(reading, words, token)
        if cue is not None and cue.last <= span.last:
            yield cue


def _phrase_cue(reading: Reading, words: _Words, token: int) -> Cue | None:
    following = reading.lowers[token + 1] if token + 1 < len(reading.lowers) else ""
    for rest, kind, direction in words.phrases[reading.lowers[token]]:
        if rest and rest[0] != following and rest[0] != "...":
            continue
        if rest[:1] == ("...",):
            if rest[1] in reading.lowers[token + 2 : token + COMPARATIVE]:
                return Cue(token, token + 1, kind, direction, token)
            continue
        last = token + 1 + len(rest)
        if tuple(reading.lowers[token + 1 : last]) == rest:
            return Cue(token, last, kind, direction, token)
    return None


def _share_cue(reading: Reading, words: _Words, token: int) -> Cue | None:
    """Return the cue of "a tenth of Y's", "half what Y has" and "ten times Y's"."""
    behind = reading.lowers[token + 1 : token + 2]
    if reading.lowers[token] == "times":
        return Cue(token, token + 1, "share", "higher", token)
    if reading.lowers[token] not in words.shares or behind not in (["of"], ["what"], ["that"], ["those"]):
        return None
    return Cue(token, token + 1, "share", "lower", token)


def _than_cue(reading: Reading, words: _Words, span: SentenceSpan, token: int) -> Cue | None:
    lowers = reading.lowers
    for at in range(token - 1, max(token - COMPARATIVE, span.first) - 1, -1):
        if lowers[at] in words.lower:
            return Cue(token, token + 1, "than", "lower", at)
        if lowers[at] in words.higher or _is_comparative(lowers[at], beside=at == token - 1):
            return Cue(token, token + 1, "than", "higher", at)
    return None


def _as_cue(reading: Reading, span: SentenceSpan, token: int) -> Cue | None:
    """Return the cue of "the same … as", "as … as" and "twice as … as"."""
    lowers = reading.lowers
    for at in range(token - 1, max(token - SAME, span.first) - 1, -1):
        if lowers[at] == "same":
            return Cue(token, token + 1, "as", "equal", at)
        if lowers[at] == "as" and token - at > 1:
            if token - at == 2 and lowers[at + 1] in _NO_COMPARISON:
                return None
            before = lowers[at - 1] if at > span.first else ""
            times = before in ("twice", "times", "thrice")
            return Cue(token, token + 1, "as", "higher" if times else "lower" if before == "not" else "equal", at)
    return None


def _is_comparative(word: str, *, beside: bool = False) -> bool:
    """Tell an adjective on "-er", which is plain only before "than"."""
    return len(word) > 4 and word.endswith("er" if beside else "ier") and word not in _NOT_COMPARATIVE


def _parties(
    reading: Reading, words: _Words, index: int, countries: list[tuple[int, int, str]], home: str | None
) -> list[Party]:
    """Return the countries and groups of countries of a sentence, in order."""
    span = reading.sentences[index]
    parties = []
    for start, end, code in countries:
        first = bisect_left(reading.starts, start)
        parties.append(Party(first, bisect_left(reading.starts, end, first), code))
    for token in range(span.first, span.last):
        word = reading.lowers[token]
        if word in words.home:
            party = _home_party(reading, words, token, home)
        elif word in words.heads:
            party = _group_party(reading, words, span, token)
        else:
            continue
        if party is not None:
            parties.append(party)
    return list(_outermost(parties))


def _home_party(reading: Reading, words: _Words, token: int, home: str | None) -> Party | None:
    """Return "ours"; "our own" and "our neighbouring country" name no country, and neither does "US"."""
    behind = reading.lowers[token + 1] if token + 1 < len(reading.lowers) else ""
    if home is None or reading.words[token] == "US" or behind == "own":
        return None
    if behind in words.modifiers | words.heads and behind != "average":  # "our average yield" is ours
        return None
    return Party(token, token + 1, home)


def _group_party(reading: Reading, words: _Words, span: SentenceSpan, token: int) -> Party | None:
    """Return "some neighbouring countries", with the words before its head that single it out; None without any."""
    first = token
    while first > span.first and reading.lowers[first - 1] in words.modifiers:
        first -= 1
    while first < token and reading.lowers[first] in ("of", "the", "-"):
        first += 1
    if reading.lowers[token] == "average" and reading.lowers[first] in words.home:
        return None
    if first == token:
        return None
    last = token + 1
    for tail in words.tails:
        if tuple(reading.lowers[last : last + len(tail)]) == tail:
            last += len(tail)
            break
    return Party(first, last, reading.text[reading.starts[first] : reading.ends[last - 1]])


def _outermost(parties: list[Party]) -> Iterator[Party]:
    """Yield the parties in order, without those inside another."""
    reached = 0
    for party in sorted(parties, key=lambda one: (one.first, -one.last)):
        if party.last > reached:
            reached = party.last
            yield party


class _Comparer:
    """The comparisons of one sentence."""

    def __init__(
        self, reading: Reading, words: _Words, index: int, parties: list[Party], figures: list[Figure]
    ) -> None:
        self.reading = reading
        self.words = words
        self.index = index
        self.span = reading.sentences[index]
        self.parties = parties
        self.figures = figures

    def compare(self, cues: list[Cue], terms: list[TermMention]) -> Iterator[ComparisonDraft]:
        used: set[Party] = set()
        rows: set[tuple[str, str]] = set()
        before: Party | None = None
        for cue in cues:
            references = self._references(cue)
            if not references or (cue.kind == "share" and not self._is_measured(cue, references[0])):
                continue
            subject = self._subject(cue, references, used, before)
            if subject is None:
                continue
            used.update(references)
            before = subject
            direction, measure = self._direction(cue, subject, references)
            if cue.kind == "figures" and direction == "unclear":
                continue
            theme = self._theme(measure, references, terms)
            for reference in references:
                if reference.name != subject.name and (subject.name, reference.name) not in rows:
                    rows.add((subject.name, reference.name))
                    yield ComparisonDraft(self.index, subject.name, reference.name, theme, direction)

    def contrast(self, conjunctions: list[int], terms: list[TermMention]) -> Iterator[ComparisonDraft]:
        """Yield the comparison of two clauses that give figures of one unit for two countries."""
        first, last = self.span.first, self.span.last
        for conjunction in conjunctions:
            if self._opens_sentence(conjunction):
                comma = next((t for t in range(conjunction, last) if self.reading.lowers[t] == ","), last)
                aside, main = self._clause(conjunction + 1, comma), self._clause(comma, last)
            elif self.reading.lowers[conjunction] not in self.words.opening_contrast:
                main, aside = self._clause(first, conjunction), self._clause(conjunction + 1, last)
            else:
                continue
            if main is None or aside is None or not self._are_set_against(main, aside, conjunction):
                continue
            (subject, value), (reference, other) = main, aside
            theme = self._theme(subject.first, [], terms)
            yield ComparisonDraft(self.index, subject.name, reference.name, theme, _direction(value, other))
            return

    def set_apart(self, conjunction: int, terms: list[TermMention]) -> Iterator[ComparisonDraft]:
        """Yield the comparison of two clauses of which one tells that a country has stalled."""
        if self._opens_sentence(conjunction):
            lowers = self.reading.lowers
            middle = next((t for t in range(conjunction, self.span.last) if lowers[t] == ","), self.span.last)
            clauses = ((conjunction + 1, middle), (middle + 1, self.span.last))
        else:
            clauses = ((self._after_that(conjunction), conjunction), (conjunction + 1, self.span.last))
        told = [(self._heads(*clause), self._is_stalled(*clause)) for clause in clauses]
        (ahead, _), (behind, _) = sorted(told, key=lambda one: one[1])
        if told[0][1] == told[1][1] or not ahead or len(behind) != 1:
            return
        theme = self._theme(behind[0].first, [], terms)
        for party in ahead:
            if party.name != behind[0].name:
                yield ComparisonDraft(self.index, behind[0].name, party.name, theme, "lower")

    def _after_that(self, end: int) -> int:
        """Return where the clause before a token begins: behind its last "that", else where the sentence does."""
        first = self.span.first
        return next((t + 1 for t in range(end - 1, first, -1) if self.reading.lowers[t] == "that"), first)

    def _heads(self, start: int, end: int) -> list[Party]:
        """Return the countries that a clause begins with: "Bangladesh and India had …"."""
        found: list[Party] = []
        at = start
        for party in self._between(start, end):
            gap = self.reading.lowers[at : party.first]
            if not found and (len(gap) > OPENING or not _NOT_HEAD.isdisjoint(gap)):
                break
            if found and not {",", "and", *_POSSESSIVE}.issuperset(gap):
                break
            found.append(party)
            at = party.last
        return found

    def _is_stalled(self, start: int, end: int) -> bool:
        return not self.words.stalled.isdisjoint(self.reading.lowers[start:end])

    def _opens_sentence(self, token: int) -> bool:
        return all(not word[0].isalnum() for word in self.reading.words[self.span.first : token])

    def _clause(self, start: int, end: int) -> tuple[Party, Figure] | None:
        """Return the one country of a clause with its one figure, None where there are more or none."""
        parties = [party for party in self._between(start, end) if self.reading.lowers[party.first - 1] not in _AWAY]
        figures = self._figures_between(start, end)
        if len(figures) != 1 or len({party.name for party in parties}) != 1:
            return None
        figure = figures[0]
        if figure.first <= parties[0].first < figure.last:
            figure = replace(figure, unit="")  # 5,000 Pakistanis
        return parties[0], figure

    def _are_set_against(self, main: tuple[Party, Figure], aside: tuple[Party, Figure], conjunction: int) -> bool:
        """Tell whether two clauses compare: figures of one unit, and without "while" the same verb or "it" besides."""
        (subject, value), (reference, other) = main, aside
        if subject.name == reference.name or not _are_alike(value, other):
            return False
        if self.reading.lowers[conjunction] not in self.words.plain_contrast:
            return True
        verbs, others = (
            {word.rstrip("s") for word in self.reading.lowers[party.last : figure.first] if word.isalpha()}
            for party, figure in (main, aside)
        )
        return not verbs.isdisjoint(others) or "it" in others

    def _references(self, cue: Cue) -> list[Party]:
        """Return the parties listed behind a cue."""
        found: list[Party] = []
        at = cue.last
        for party in self._between(cue.last, cue.last + WINDOW):
            gap = self._gap(at, party.first)
            joined = {",", "and", "or", "&", *_POSSESSIVE} if found else set()
            if len(gap) > REFERENCE or not self._leads_to(gap, joined, cue):
                break
            if found and not joined.intersection(gap) - _POSSESSIVE:
                break
            if found and "," in gap and cue.kind == "against" and self._opens_clause(cue) and "and" not in gap:
                break  # "Compared to India, Pakistan …"
            if len(found) == 1 and "," in gap and "and" in gap and not self._ends_phrase(party):
                break  # "…, and Bangladesh has …": a new clause
            found.append(party)
            at = party.last
        return found

    def _gap(self, start: int, end: int) -> list[str]:
        """Return the words before a reference, without figures and brackets; a figure leaves "#"."""
        gap: list[str] = []
        figures = {figure.first: figure for figure in self._figures_between(start, end)}
        token = start
        while token < end:
            word = self.reading.lowers[token]
            if word == "(":
                token = next((t for t in range(token, end) if self.reading.lowers[t] == ")"), token)
            elif token in figures:
                gap.append("#")
                token = min(figures[token].last, end) - 1
            else:
                gap.append(word)
            token += 1
        return gap

    def _leads_to(self, gap: list[str], joined: set[str], cue: Cue) -> bool:
        """Tell whether the words before a reference belong to it; a figure and a share have words of their own."""
        strange = [word for word in gap if word not in self.words.between and word not in joined and word != "#"]
        if not strange:
            return True
        if gap[-2:] == ["#", "for"]:
            strange.remove("for")  # "against 78 for India"
        own = "#" in gap or (cue.kind == "share" and gap[-1] in ("of", "in"))
        return own and all(word.isalpha() and word not in _AWAY for word in strange)

    def _is_measured(self, cue: Cue, reference: Party) -> bool:
        """Tell a share of what a reference has from a share in it: "a third of Y's exports" goes to somebody."""
        lowers = self.reading.lowers
        gap = lowers[cue.last : reference.first]
        behind = lowers[reference.last : reference.last + 2]
        possessive = behind[:1] != [] and behind[0] in _POSSESSIVE
        if cue.direction == "higher":
            return possessive and not gap
        if not _ELLIPSES.isdisjoint(gap) or "#" in self._gap(cue.last, reference.first):
            return True
        if possessive and len(gap) == 1:
            return len(behind) < 2 or not behind[1].isalpha() or behind[1] in _JOINING
        return len(gap) > 2 and gap[-1] in ("of", "in") and not _HAVING.isdisjoint(lowers[cue.first - 3 : cue.first])

    def _ends_phrase(self, party: Party) -> bool:
        return party.last >= self.span.last or not self.reading.lowers[party.last].isalpha()

    def _opens_clause(self, cue: Cue) -> bool:
        before = self.reading.lowers[cue.first - 1] if cue.first > self.span.first else ""
        return before in ("", ",", "that", "“", '"', "‘", ";", "but", "and", "when", "however")

    def _subject(self, cue: Cue, references: list[Party], used: set[Party], before: Party | None) -> Party | None:
        end = references[-1].last
        if cue.kind == "against" and self._opens_clause(cue):
            after = self._between(end, end + WINDOW)
            if after:
                return after[0]
        left = self._between(self._clause_start(cue), cue.first)
        free = [party for party in left if party not in used]
        own = [
            party
            for party in free
            if self.reading.lowers[party.first - 1] not in _AWAY or party.first == self.span.first
        ]
        if own:
            return own[-1]
        if before is not None:
            return before
        return free[0] if free else None

    def _between(self, start: int, end: int) -> list[Party]:
        low = bisect_left(self.parties, start, key=_first)
        return [party for party in self.parties[low : bisect_left(self.parties, end, key=_first)] if party.last <= end]

    def _figures_between(self, start: int, end: int) -> list[Figure]:
        low = bisect_left(self.figures, start, key=_first)
        return self.figures[low : bisect_left(self.figures, end, key=_first)]

    def _clause_start(self, cue: Cue) -> int:
        first = max(self.span.first, cue.first - WINDOW)
        return next((t for t in range(cue.first - 1, first, -1) if self.reading.lowers[t] in _CLAUSE), first)

    def _direction(self, cue: Cue, subject: Party, references: list[Party]) -> tuple[Direction, int]:
        """Return the direction and the token that the measure stands at."""
        if cue.kind not in ("against", "figures"):
            return cue.direction, cue.measure
        leads = subject.first > cue.first  # "Compared to Y, X …"
        around = range(subject.last, min(self.span.last, subject.last + WINDOW) if leads else cue.first)
        figures = None if leads else self._figures_around(cue, references[0])
        if figures is not None:
            return _direction(*figures), figures[0].first
        if cue.kind == "figures":
            return "unclear", cue.first
        found: list[tuple[Direction, int]] = []
        aside = not leads and self.reading.lowers[references[-1].last : references[-1].last + 1] == [","]
        if aside and cue.first <= subject.last + 2:  # "X, unlike Y, has no …"
            leads = True
            around = range(references[-1].last, min(self.span.last, subject.last + WINDOW))
        for token in around:
            if self.reading.lowers[token] == "far":  # "far less", "far ahead": the next word tells
                continue
            if self.reading.lowers[token] in self.words.lower or self.reading.lowers[token] in _NEGATIONS:
                found.append(("lower", token))
            elif self.reading.lowers[token] in self.words.higher or _is_comparative(self.reading.lowers[token]):
                found.append(("higher", token))
        if not found:
            return "unclear", subject.last
        return found[0] if leads else found[-1]

    def _figures_around(self, cue: Cue, reference: Party) -> tuple[Figure, Figure] | None:
        """Return the figures of "X has 38 per cent, compared with 12 per cent in Y", where they are alike."""
        before = self._figures_between(cue.first - WINDOW, cue.first)
        behind = self._figures_between(cue.last, reference.last + NEAR + 1)
        if not before or not behind or not _are_alike(before[-1], behind[0]):
            return None
        return before[-1], behind[0]

    def _theme(self, measure: int, references: list[Party], terms: list[TermMention]) -> str | None:
        """Return the theme of the sentence nearest to the measure; "ahead of Y in Z" names it behind the reference."""
        starts = self.reading.starts
        first, last = max(self.span.first, measure - WINDOW), min(self.span.last, measure + WINDOW)
        low = bisect_left(terms, starts[first], key=_start)
        high = bisect_left(terms, self.reading.ends[last - 1], key=_start)
        themes = [term for term in terms[low:high] if term.kind == "theme"]
        if not themes:
            return None
        end = references[-1].last if references else self.span.last
        if self.reading.lowers[end : end + 1] == ["in"]:
            limit = starts[min(end + REFERENCE, len(starts) - 1)]
            behind = [term for term in themes if starts[end] < term.start <= limit]
            if behind:
                return behind[0].code_id
        at = starts[measure]
        return min(themes, key=lambda term: min(abs(term.start - at), abs(term.end - at))).code_id

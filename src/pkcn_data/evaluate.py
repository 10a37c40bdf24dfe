"""How often the coding is right: precision, recall and F1 per field against hand-coded articles.

The 95% interval is a bootstrap over articles (1,000 resamples, fixed seed): sentences of one article
are not independent, so whole articles are drawn. Below three articles no interval is given.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from pkcn_data.codebook import Codebook, load_codebook
from pkcn_data.coding import code_article
from pkcn_data.gold import GoldActor, GoldCase, check_codes, read_gold
from pkcn_data.model import NARRATOR, Actor, CodedArticle, Sentence, Statement
from pkcn_data.rows import Row

RESAMPLES = 1000
MINIMUM_ARTICLES_FOR_INTERVAL = 3


@dataclass(frozen=True, slots=True)
class Score:
    """Right answers against given and wanted ones, over all articles.

    `cases` is what the hand-coding holds, `given` what the program gave, `right` what agrees.
    For a field with exactly one answer a case, precision and recall are both the share that is right.
    """

    field: str
    right: int
    given: int
    cases: int
    low: float | None
    high: float | None

    @property
    def precision(self) -> float | None:
        """Return right / given, None when nothing was given."""
        return self.right / self.given if self.given else None

    @property
    def recall(self) -> float | None:
        """Return right / cases, None when there is no case."""
        return self.right / self.cases if self.cases else None

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of precision and recall, None when there is nothing to measure."""
        return _f1(self.right, self.given, self.cases)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One score a field, and how many articles and sentences they rest on."""

    articles: int
    sentences: int
    scores: tuple[Score, ...]


class Measured(NamedTuple):
    """What was measured: the set of hand-coded articles by its folder's name, and the codebook they were coded with."""

    gold_set: str
    codebook_version: str
    evaluation: Evaluation


Tally: TypeAlias = tuple[int, int, int]
"""right, given, cases"""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A case beside what the program coded, aligned: one program sentence for each hand-coded one."""

    gold: GoldCase
    coded: CodedArticle
    aligned: tuple[Sentence | None, ...]
    position_of: dict[str, int]  # program sentence id -> index of the hand-coded sentence
    actor_pairs: tuple[tuple[GoldActor, Actor], ...]


def evaluate(cases: Sequence[GoldCase], codebook: Codebook) -> Evaluation:
    """Code every case and compare with the hand-coding; raise GoldError where that holds an unknown code."""
    for case in cases:
        check_codes(case, codebook)
    return compare([(case, code_article(case.article, codebook)) for case in cases])


def compare(coded_cases: Sequence[tuple[GoldCase, CodedArticle]]) -> Evaluation:
    """Score coded articles against their hand-coding, one score a field, in the order of FIELDS."""
    pairs = [_pair(case, coded) for case, coded in coded_cases]
    scores = tuple(_score(field, [count(pair) for pair in pairs]) for field, count in FIELDS.items())
    sentences = sum(len(case.sentences) for case, _ in coded_cases)
    return Evaluation(articles=len(pairs), sentences=sentences, scores=scores)


def differences(case: GoldCase, coded: CodedArticle) -> list[str]:
    """Return one line for each actor, code and speaker in which program and hand-coding differ."""
    pair = _pair(case, coded)
    return [*_actor_differences(pair), *_sentence_differences(pair)]


def _score(field: str, tallies: list[Tally]) -> Score:
    right, given, cases = (sum(column) for column in zip(*tallies, strict=True))
    low, high = _interval(tallies)
    return Score(field=field, right=right, given=given, cases=cases, low=low, high=high)


def _f1(right: int, given: int, cases: int) -> float | None:
    return 2 * right / (given + cases) if given + cases else None


def _interval(tallies: list[Tally]) -> tuple[float | None, float | None]:
    if len(tallies) < MINIMUM_ARTICLES_FOR_INTERVAL:
        return None, None
    draw = random.Random(0)
    values = []
    for _ in range(RESAMPLES):
        sample = draw.choices(tallies, k=len(tallies))
        value = _f1(*(sum(column) for column in zip(*sample, strict=True)))
        if value is not None:
            values.append(value)
    if not values:
        return None, None
    values.sort()
    return values[int(0.025 * len(values))], values[int(0.975 * (len(values) - 1))]


def _pair(gold: GoldCase, coded: CodedArticle) -> _Pair:
    aligned = tuple(_most_overlapping(span, coded.sentences) for span in gold.spans)
    position_of = {
        sentence.sentence_id: position
        for sentence in coded.sentences
        if (position := _position_at(sentence, gold.spans)) is not None
    }
    return _Pair(gold, coded, aligned, position_of, tuple(_match_actors(gold.actors, coded.actors)))


def _overlap(first: tuple[int, int], second: tuple[int, int]) -> int:
    return min(first[1], second[1]) - max(first[0], second[0])


def _most_overlapping(span: tuple[int, int], sentences: Iterable[Sentence]) -> Sentence | None:
    best = max(sentences, key=lambda sentence: _overlap(span, (sentence.start, sentence.end)), default=None)
    return best if best and _overlap(span, (best.start, best.end)) > 0 else None


def _position_at(sentence: Sentence, spans: Sequence[tuple[int, int]]) -> int | None:
    overlaps = [_overlap((sentence.start, sentence.end), span) for span in spans]
    best = max(range(len(spans)), key=overlaps.__getitem__, default=None)
    return best if best is not None and overlaps[best] > 0 else None


def _plain(name: str) -> str:
    words = re.findall(r"\w+", re.sub(r"['’]s\b", "", name.casefold()))
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def _names(actor: GoldActor | Actor) -> set[str]:
    return {_plain(name) for name in (actor.name, *actor.aliases)}


def _match_actors(gold: Sequence[GoldActor], coded: Sequence[Actor]) -> Iterable[tuple[GoldActor, Actor]]:
    """Pair each hand-coded actor with at most one of the same kind: same name first, then a shared alias."""
    taken: set[str] = set()
    waiting = list(gold)
    for same in (_same_name, _shared_name):
        for wanted in list(waiting):
            found = next(
                (a for a in coded if a.actor_id not in taken and a.kind == wanted.kind and same(wanted, a)), None
            )
            if found:
                taken.add(found.actor_id)
                waiting.remove(wanted)
                yield wanted, found


def _same_name(gold: GoldActor, coded: Actor) -> bool:
    return _plain(gold.name) == _plain(coded.name)


def _shared_name(gold: GoldActor, coded: Actor) -> bool:
    return not _names(gold).isdisjoint(_names(coded))


def _count_actors(pair: _Pair, kinds: Callable[[str], bool]) -> Tally:
    return (
        sum(kinds(gold.kind) for gold, _ in pair.actor_pairs),
        sum(kinds(actor.kind) for actor in pair.coded.actors),
        sum(kinds(actor.kind) for actor in pair.gold.actors),
    )


def _count_all_actors(pair: _Pair) -> Tally:
    return _count_actors(pair, lambda kind: True)


def _count_persons(pair: _Pair) -> Tally:
    return _count_actors(pair, lambda kind: kind == "person")


def _count_roles(pair: _Pair) -> Tally:
    asked = [(gold.role, actor.role) for gold, actor in pair.actor_pairs if gold.kind == "person" and gold.role]
    right = sum(_plain(wanted) == _plain(given or "") for wanted, given in asked)
    return right, len(asked), len(asked)


def _count_affiliations(pair: _Pair) -> Tally:
    by_id = {actor.actor_id: actor for actor in pair.coded.actors}
    gold_names = {actor.name: _names(actor) for actor in pair.gold.actors}
    asked = [(gold, actor) for gold, actor in pair.actor_pairs if gold.kind == "person" and gold.affiliation]
    right = 0
    for gold, actor in asked:
        given = by_id.get(actor.affiliation_id or "")
        wanted = gold_names.get(gold.affiliation or "", set()) | {_plain(gold.affiliation or "")}
        right += bool(given and _names(given) & wanted)
    return right, len(asked), len(asked)


def _count_sentences(pair: _Pair) -> Tally:
    given = {(sentence.start, sentence.end) for sentence in pair.coded.sentences}
    wanted = set(pair.gold.spans)
    return len(given & wanted), len(given), len(wanted)


def _statements(pair: _Pair, kind: str) -> dict[tuple[int, str], Statement]:
    return {
        (pair.position_of[statement.sentence_id], statement.code_id): statement
        for statement in pair.coded.statements
        if statement.kind == kind and statement.sentence_id in pair.position_of
    }


def _gold_codes(pair: _Pair, kind: str) -> set[tuple[int, str]]:
    return {
        (position, code)
        for position, sentence in enumerate(pair.gold.sentences)
        for code in (sentence.sectors if kind == "sector" else sentence.themes)
    }


def _count_codes(kind: str) -> Callable[[_Pair], Tally]:
    def count(pair: _Pair) -> Tally:
        given, wanted = set(_statements(pair, kind)), _gold_codes(pair, kind)
        return len(given & wanted), len(given), len(wanted)

    return count


def _speaker_names(pair: _Pair, sentence: Sentence | None) -> set[str]:
    if sentence is None:
        return set()
    if sentence.speaker_id == NARRATOR:
        return {NARRATOR}
    actor = next((actor for actor in pair.coded.actors if actor.actor_id == sentence.speaker_id), None)
    return _names(actor) if actor else set()


def _speaker_is_right(pair: _Pair, position: int) -> bool:
    wanted = pair.gold.sentences[position].speaker
    given = _speaker_names(pair, pair.aligned[position])
    if wanted == NARRATOR:
        return given == {NARRATOR}
    actor = next(actor for actor in pair.gold.actors if actor.name == wanted)
    return bool(given & _names(actor))


def _count_speakers(wanted: Callable[[str], bool]) -> Callable[[_Pair], Tally]:
    def count(pair: _Pair) -> Tally:
        asked = [i for i, sentence in enumerate(pair.gold.sentences) if wanted(sentence.speaker)]
        return sum(_speaker_is_right(pair, i) for i in asked), len(asked), len(asked)

    return count


def _count_attributions(pair: _Pair) -> Tally:
    both = [(s.attribution, a.attribution) for s, a in zip(pair.gold.sentences, pair.aligned, strict=True) if a]
    return sum(wanted == given for wanted, given in both), len(both), len(both)


def _count_shared_statements(field: str) -> Callable[[_Pair], Tally]:
    """Compare stance or modality on the codes that both gave."""

    def count(pair: _Pair) -> Tally:
        right = asked = 0
        for kind in ("sector", "theme"):
            for (position, code), statement in _statements(pair, kind).items():
                sentence = pair.gold.sentences[position]
                wanted = (sentence.sectors if kind == "sector" else sentence.themes).get(code)
                if wanted:
                    asked += 1
                    right += getattr(wanted, field) == getattr(statement, field)
        return right, asked, asked

    return count


def _count_countries(pair: _Pair) -> Tally:
    """Compare the countries of sentences in which both gave a statement."""
    given = {(i, iso) for (i, _), s in _all_statements(pair).items() for iso in s.countries}
    shared = {i for i, _ in _all_statements(pair)}
    wanted = {
        (i, iso)
        for i, sentence in enumerate(pair.gold.sentences)
        if i in shared and (sentence.sectors or sentence.themes)
        for iso in sentence.countries
    }
    coded_by_hand = {i for i, sentence in enumerate(pair.gold.sentences) if sentence.sectors or sentence.themes}
    given = {(i, iso) for i, iso in given if i in coded_by_hand}
    return len(given & wanted), len(given), len(wanted)


def _all_statements(pair: _Pair) -> dict[tuple[int, str], Statement]:
    return {**_statements(pair, "sector"), **_statements(pair, "theme")}


def _count_comparisons(pair: _Pair) -> Tally:
    given = Counter(
        (pair.position_of.get(c.sentence_id), _plain(c.subject), _plain(c.reference), c.direction)
        for c in pair.coded.comparisons
    )
    wanted = Counter(
        (c.sentence - 1, _plain(c.subject), _plain(c.reference), c.direction) for c in pair.gold.comparisons
    )
    return _tally(given, wanted)


def _count_quantities(pair: _Pair) -> Tally:
    given = Counter((pair.position_of.get(q.sentence_id), q.value) for q in pair.coded.quantities)
    wanted = Counter((q.sentence - 1, q.value) for q in pair.gold.quantities)
    return _tally(given, wanted)


def _tally(given: Mapping[Any, int], wanted: Mapping[Any, int]) -> Tally:
    """Count what two multisets share, and the size of each."""
    right = sum(min(count, wanted.get(key, 0)) for key, count in given.items())
    return right, sum(given.values()), sum(wanted.values())


FIELDS: dict[str, Callable[[_Pair], Tally]] = {
    "actors": _count_all_actors,
    "persons": _count_persons,
    "roles of persons": _count_roles,
    "affiliations of persons": _count_affiliations,
    "sentence boundaries": _count_sentences,
    "sectors by sentence": _count_codes("sector"),
    "themes by sentence": _count_codes("theme"),
    "named speakers": _count_speakers(lambda speaker: speaker != NARRATOR),
    "narrator's sentences": _count_speakers(lambda speaker: speaker == NARRATOR),
    "attribution": _count_attributions,
    "stance": _count_shared_statements("stance"),
    "modality": _count_shared_statements("modality"),
    "countries": _count_countries,
    "comparisons": _count_comparisons,
    "quantities": _count_quantities,
}
"""Every field that is measured, in the order shown, with the function that counts it in one article."""


def _actor_differences(pair: _Pair) -> list[str]:
    found = {id(gold) for gold, _ in pair.actor_pairs}
    used = {actor.actor_id for _, actor in pair.actor_pairs}
    missed = [f"actor missed: {a.name} ({a.kind})" for a in pair.gold.actors if id(a) not in found]
    extra = [f"actor too many: {a.name} ({a.kind})" for a in pair.coded.actors if a.actor_id not in used]
    return missed + extra


def _sentence_differences(pair: _Pair) -> list[str]:
    lines: list[str] = []
    for position, sentence in enumerate(pair.gold.sentences):
        for kind in ("sector", "theme"):
            given = {code for i, code in _statements(pair, kind) if i == position}
            wanted = {code for i, code in _gold_codes(pair, kind) if i == position}
            lines += [f"{position + 1}: {kind} missed: {code}" for code in sorted(wanted - given)]
            lines += [f"{position + 1}: {kind} too many: {code}" for code in sorted(given - wanted)]
        if not _speaker_is_right(pair, position):
            given_names = sorted(_speaker_names(pair, pair.aligned[position]))
            lines.append(f"{position + 1}: speaker {sentence.speaker}, given {' / '.join(given_names)}")
    return lines


def format_evaluation(evaluation: Evaluation) -> str:
    """Return the scores as an aligned text table, with the number of articles and sentences above it."""
    head = f"{evaluation.articles} articles, {evaluation.sentences} sentences, coded by hand"
    columns = f"{'field':<26}{'cases':>7}{'precision':>11}{'recall':>8}{'F1':>7}   95% interval"
    return "\n".join([head, columns, *(_format_score(score) for score in evaluation.scores)])


def measure(folders: Sequence[Path]) -> list[Measured]:
    """Measure each folder of hand-coded articles by itself, with the built-in codebook."""
    codebook = load_codebook()
    return [
        Measured(folder.resolve().name, codebook.codebook.version, evaluate(read_gold(folder), codebook))
        for folder in folders
    ]


def report(measured: Sequence[Measured]) -> str:
    """Return what was measured as text tables, one a set."""
    return "\n\n".join(f"{one.gold_set}: {format_evaluation(one.evaluation)}" for one in measured)


def quality_rows(measured: Sequence[Measured]) -> list[Row]:
    """Return what was measured as rows of the table `quality`."""
    return [_quality_row(one, score) for one in measured for score in one.evaluation.scores]


def _quality_row(measured: Measured, score: Score) -> Row:
    return {
        "quality_id": f"{measured.gold_set}: {score.field}",
        "gold_set": measured.gold_set,
        "field": score.field,
        "articles": measured.evaluation.articles,
        "sentences": measured.evaluation.sentences,
        "cases": score.cases,
        "given": score.given,
        "right": score.right,
        **{name: _six(getattr(score, name)) for name in ("precision", "recall", "f1", "low", "high")},
        "codebook_version": measured.codebook_version,
    }


def _six(value: float | None) -> float | None:
    """Return a share as it is written: with two decimals shown it rounds as the exact one does."""
    return None if value is None else round(value, 6)


def _format_score(score: Score) -> str:
    numbers = f"{_two(score.precision):>11}{_two(score.recall):>8}{_two(score.f1):>7}"
    interval = f"{_two(score.low)} to {_two(score.high)}" if score.low is not None else "too few articles"
    return f"{score.field:<26}{score.cases:>7}{numbers}   {interval}"


def _two(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"

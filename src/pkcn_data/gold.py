"""Hand-coded articles: what a person coded, to measure the program against.

One folder a case, holding `article.txt` and `gold.yml`; CONTRIBUTING.md shows how to add one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, field_validator

from pkcn_data.articles import read_article
from pkcn_data.codebook import Codebook, Iso3
from pkcn_data.errors import GoldError
from pkcn_data.model import NARRATOR, ActorKind, Article, AttributionKind, CodeKind, Direction, Modality, Stance
from pkcn_data.strictfiles import Strict, read_strict


class GoldCode(Strict):
    """The stance and modality with which a sentence speaks of one code."""

    stance: Stance
    modality: Modality


class GoldSentence(Strict):
    """One sentence as a person coded it."""

    text: str
    speaker: str = NARRATOR
    attribution: AttributionKind = "narrator"
    countries: frozenset[Iso3] = frozenset()
    sectors: dict[str, GoldCode] = Field(default_factory=dict)
    themes: dict[str, GoldCode] = Field(default_factory=dict)

    @field_validator("sectors", "themes", mode="before")
    @classmethod
    def _split_pairs(cls, value: object) -> object:
        """Turn the short form ``it: positive potential`` into its two fields."""
        if not isinstance(value, dict):
            return value
        return {code: _stance_and_modality(pair) for code, pair in value.items()}


def _stance_and_modality(pair: object) -> object:
    if not isinstance(pair, str):
        return pair
    words = pair.split()
    if len(words) != 2:
        raise ValueError(f"{pair!r} is not allowed; write stance and modality, such as `positive fact`")
    return {"stance": words[0], "modality": words[1]}


class GoldActor(Strict):
    """One actor as a person coded it."""

    name: str
    kind: ActorKind
    role: str | None = None
    affiliation: str | None = None
    country: Iso3 | None = None
    aliases: tuple[str, ...] = ()


class GoldComparison(Strict):
    """One comparison; `sentence` counts from 1."""

    sentence: int
    subject: str
    reference: str
    theme: str | None = None
    direction: Direction


class GoldQuantity(Strict):
    """One number with what it counts; `sentence` counts from 1."""

    sentence: int
    surface: str
    value: float
    unit: str | None = None
    approximate: bool = False


class _GoldFile(Strict):
    sentences: tuple[GoldSentence, ...] = Field(min_length=1)
    actors: tuple[GoldActor, ...] = ()
    comparisons: tuple[GoldComparison, ...] = ()
    quantities: tuple[GoldQuantity, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldCase:
    """A hand-coded article; `spans` holds the place of each sentence in `article.text`."""

    name: str
    article: Article
    sentences: tuple[GoldSentence, ...]
    spans: tuple[tuple[int, int], ...]
    actors: tuple[GoldActor, ...]
    comparisons: tuple[GoldComparison, ...]
    quantities: tuple[GoldQuantity, ...]


def read_gold(folder: Path) -> list[GoldCase]:
    """Read every case under a folder, sorted by path.

    Raises GoldError when there is none, or naming the file and entry that is off.
    """
    files = sorted(folder.rglob("gold.yml"))
    if not files:
        raise GoldError(f"{folder}: no gold.yml beneath it; give a folder of hand-coded cases such as tests/gold")
    return [read_case(file.parent) for file in files]


def read_case(folder: Path) -> GoldCase:
    """Read one case; raise GoldError with every mistake of its file, or when it does not fit its article."""
    file = folder / "gold.yml"
    gold = read_strict(file, _GoldFile)
    if isinstance(gold, list):
        raise GoldError("\n".join(f"{folder / problem}" for problem in gold))
    article = read_article(folder / "article.txt")
    _check_speakers(file, gold)
    _check_positions(file, gold)
    return GoldCase(
        name=folder.name,
        article=article,
        sentences=gold.sentences,
        spans=_locate(file, article.text, gold.sentences),
        actors=gold.actors,
        comparisons=gold.comparisons,
        quantities=gold.quantities,
    )


def check_codes(case: GoldCase, codebook: Codebook) -> None:
    """Raise GoldError where a case holds a sector or theme that the codebook does not know."""
    sectors, themes = _ids(codebook, "sector"), _ids(codebook, "theme")
    for position, sentence in enumerate(case.sentences, 1):
        _check_known(case, f"sentence {position}: sector", sentence.sectors, sectors)
        _check_known(case, f"sentence {position}: theme", sentence.themes, themes)
    for comparison in case.comparisons:
        compared = [comparison.theme] if comparison.theme is not None else []
        _check_known(case, f"comparison in sentence {comparison.sentence}: theme", compared, themes)


def _ids(codebook: Codebook, kind: CodeKind) -> list[str]:
    return [code.id for code in codebook.codes(kind)]


def _check_known(case: GoldCase, where: str, codes: Iterable[str], known: Sequence[str]) -> None:
    for code in codes:
        if code not in known:
            raise GoldError(f"{case.name}/gold.yml: {where} {code!r} is unknown; choose one of {', '.join(known)}")


def _check_speakers(file: Path, gold: _GoldFile) -> None:
    names = {actor.name for actor in gold.actors} | {NARRATOR}
    for position, sentence in enumerate(gold.sentences, 1):
        if sentence.speaker not in names:
            raise GoldError(
                f"{file}: sentence {position}: speaker {sentence.speaker!r} is not among the actors; "
                f"list him there or write {NARRATOR!r}"
            )


def _check_positions(file: Path, gold: _GoldFile) -> None:
    for name, rows in (("comparisons", gold.comparisons), ("quantities", gold.quantities)):
        for row in rows:
            if not 1 <= row.sentence <= len(gold.sentences):
                raise GoldError(
                    f"{file}: {name}: there is no sentence {row.sentence}; give a number from 1 to {len(gold.sentences)}"
                )


def _locate(file: Path, text: str, sentences: tuple[GoldSentence, ...]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    at = 0
    for position, sentence in enumerate(sentences, 1):
        start = text.find(sentence.text, at)
        if start < 0:
            raise GoldError(
                f"{file}: sentence {position} is not in the body after the one before it; "
                f"copy it exactly: {sentence.text[:60]!r}"
            )
        at = start + len(sentence.text)
        spans.append((start, at))
    return tuple(spans)

"""Hand-coded articles: what a person coded, to measure the program against.

One folder a case, holding `article.txt` and `gold.yml`; CONTRIBUTING.md shows how to add one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from pkcn_data.articles import read_article
from pkcn_data.errors import GoldError
from pkcn_data.model import NARRATOR, ActorKind, Article, AttributionKind, Direction, Modality, Stance


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GoldCode(_Entry):
    """The stance and modality with which a sentence speaks of one code."""

    stance: Stance
    modality: Modality


class GoldSentence(_Entry):
    """One sentence as a person coded it."""

    text: str
    speaker: str = NARRATOR
    attribution: AttributionKind = "narrator"
    countries: frozenset[str] = frozenset()
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
    words = pair.split() if isinstance(pair, str) else []
    return {"stance": words[0], "modality": words[1]} if len(words) == 2 else pair


class GoldActor(_Entry):
    """One actor as a person coded it."""

    name: str
    kind: ActorKind
    role: str | None = None
    affiliation: str | None = None
    country: str | None = None
    aliases: tuple[str, ...] = ()


class GoldComparison(_Entry):
    """One comparison; `sentence` counts from 1."""

    sentence: int
    subject: str
    reference: str
    theme: str | None = None
    direction: Direction


class GoldQuantity(_Entry):
    """One number with what it counts; `sentence` counts from 1."""

    sentence: int
    surface: str
    value: float
    unit: str | None = None
    approximate: bool = False


class _GoldFile(_Entry):
    sentences: tuple[GoldSentence, ...]
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
    """Read one case; raise GoldError when its sentences or speakers do not fit its article."""
    file = folder / "gold.yml"
    try:
        gold = _GoldFile.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        raise GoldError(f"{file}: not valid YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        raise GoldError(f"{file}: {_first_problem(error)}") from error
    article = read_article(folder / "article.txt")
    _check_speakers(file, gold)
    return GoldCase(
        name=folder.name,
        article=article,
        sentences=gold.sentences,
        spans=_locate(file, article.text, gold.sentences),
        actors=gold.actors,
        comparisons=gold.comparisons,
        quantities=gold.quantities,
    )


def _first_problem(error: ValidationError) -> str:
    first = error.errors()[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}, found {first['input']!r}"


def _check_speakers(file: Path, gold: _GoldFile) -> None:
    names = {actor.name for actor in gold.actors} | {NARRATOR}
    for position, sentence in enumerate(gold.sentences, 1):
        if sentence.speaker not in names:
            raise GoldError(
                f"{file}: sentence {position}: speaker {sentence.speaker!r} is not among the actors; "
                f"list him there or write {NARRATOR!r}"
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

"""A few sentences coded by hand, written as built tables."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from pkcn_data.codebook import load_codebook
from pkcn_data.model import (
    NARRATOR,
    Actor,
    Article,
    CodedArticle,
    Comparison,
    Mention,
    Sentence,
    Statement,
)
from pkcn_data.store import write_tables

ARTICLE_ID = "corpus"
COUNTRY_NAMES = {"PAK": "Pakistan", "CHN": "China", "IND": "India"}
CODEBOOK = load_codebook(Path(__file__).resolve().parents[2] / "data" / "codebook")


@dataclass(frozen=True, kw_only=True)
class Said:
    """One sentence: codes as `kind:id: stance modality`, and a comparison as (subject, reference, theme, direction)."""

    text: str
    speaker: str = NARRATOR
    countries: tuple[str, ...] = ()
    codes: dict[str, str] = field(default_factory=dict)
    comparison: tuple[str, str, str, str] | None = None


CORPUS = (
    Said(
        text="IT unites Pakistan and China.",
        countries=("CHN", "PAK"),
        codes={"sector:it": "positive fact", "theme:partnership": "positive fact"},
    ),
    Said(
        text="IT can free Pakistan from agriculture and textiles.",
        speaker="Ali Raza",
        countries=("PAK",),
        codes={
            "sector:it": "positive potential",
            "sector:agriculture": "negative potential",
            "sector:textiles": "negative potential",
            "theme:diversification": "positive potential",
        },
    ),
    Said(
        text="Pakistan should train people.",
        speaker="Ali Raza",
        countries=("PAK",),
        codes={"theme:skills": "positive recommendation"},
    ),
    Said(
        text="India's IT sector is recognised.",
        speaker="Board of Trade",
        countries=("IND",),
        codes={"sector:it": "positive fact", "theme:market_recognition": "positive fact"},
        comparison=("PAK", "IND", "market_recognition", "lower"),
    ),
    Said(text="It rained."),
)


def write_corpus(folder: Path, sentences: tuple[Said, ...], **metadata: str | None) -> None:
    """Write the sentences as one article's tables under `folder/tables`."""
    write_tables([code(sentences, **metadata)], CODEBOOK, folder / "tables")


def code(sentences: tuple[Said, ...], *, article_id: str = ARTICLE_ID, **metadata: str | None) -> CodedArticle:
    """Return the records of the sentences."""
    text = " ".join(said.text for said in sentences)
    names = {said.speaker for said in sentences} - {NARRATOR}
    ids = {name: re.sub(r"\W+", "_", name.lower()).strip("_") or "x" for name in names} | {NARRATOR: NARRATOR}
    records: dict[str, list[object]] = {"sentences": [], "mentions": [], "statements": [], "comparisons": []}
    start = 0
    for position, said in enumerate(sentences, 1):
        _code_sentence(
            records, said, article_id=article_id, position=position, start=start, speaker_id=ids[said.speaker]
        )
        start += len(said.text) + 1
    _name_actors(records, ids | {name: name.lower() for name in COUNTRY_NAMES.values()})
    actors = [Actor(ids[name], name, "person") for name in sorted(names)]
    actors += [
        Actor(name.lower(), name, "country", country=iso3, origin="codebook") for iso3, name in COUNTRY_NAMES.items()
    ]
    return CodedArticle(
        article=_article(text, article_id=article_id, **metadata),
        actors=tuple(actors),
        quantities=(),
        **{k: tuple(v) for k, v in records.items()},
    )


def _name_actors(records: dict[str, list[object]], ids: dict[str, str]) -> None:
    """Add a mention wherever a sentence has the name of a country or a speaker."""
    for sentence in records["sentences"]:
        for name, actor_id in ids.items():
            for number, found in enumerate(re.finditer(re.escape(name), sentence.text), 1):
                start, end = (sentence.start + at for at in found.span())
                mention_id = f"{sentence.sentence_id}:{actor_id}{number}"
                records["mentions"].append(
                    Mention(mention_id, sentence.sentence_id, sentence.article_id, "actor", actor_id, start, end, name)
                )


def _article(text: str, *, article_id: str, **metadata: str | None) -> Article:
    given = {"title": "A corpus", "outlet": "Outlet", "author": None, "published": "2024-07-22"}
    given |= {"url": None, "credit": None} | metadata
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(article_id=article_id, language="en", text=text, sha256=sha256, **given)


def _code_sentence(
    records: dict[str, list[object]], said: Said, *, article_id: str, position: int, start: int, speaker_id: str
) -> None:
    sentence_id = f"{article_id}:{position:03d}"
    attribution = "narrator" if speaker_id == NARRATOR else "direct"
    end = start + len(said.text)
    records["sentences"].append(
        Sentence(sentence_id, article_id, position, 1, start, end, said.text, speaker_id, attribution)
    )
    for number, (code_id, coded) in enumerate(said.codes.items(), 1):
        kind, code_id = code_id.split(":")
        stance, modality = coded.split()
        key = f"{sentence_id}:{number}"
        at = start + number - 1
        records["mentions"].append(
            Mention(f"{key}m", sentence_id, article_id, kind, code_id, at, at + 2, said.text[number - 1 : number + 1])
        )
        records["statements"].append(
            Statement(key, sentence_id, article_id, speaker_id, kind, code_id, stance, modality, said.countries)
        )
    if said.comparison:
        subject, reference, theme, direction = said.comparison
        records["comparisons"].append(
            Comparison(f"{sentence_id}:c", sentence_id, article_id, speaker_id, subject, reference, theme, direction)
        )

"""The word for each id, and the id for each word: what filters, charts and addresses show. No Streamlit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from pkcn_dashboard import text
from pkcn_data.model import NARRATOR
from pkcn_data.summary import Filters, code_statements, countries_of
from pkcn_data.tables import Tables

DIMENSION_PARAMETERS: Mapping[str, str] = MappingProxyType(
    {"stance": "tone", "with_sector": "sector", "with_theme": "theme"}
)
"""The parameter in an address of each dimension that is not called like it."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of every parameter and dimension: `shown` by id in the order to offer them, `full` where longer."""

    shown: Mapping[str, Mapping[str, str]]
    full: Mapping[str, Mapping[str, str]]
    known: Mapping[str, Mapping[str, str]]
    groups: Mapping[str, str]

    def word(self, dimension: str, one: str) -> str:
        """Return the short word of an id; an id without a word stands for itself."""
        return self.shown.get(DIMENSION_PARAMETERS.get(dimension, dimension), {}).get(one, one)

    def label(self, dimension: str, one: str) -> str:
        """Return the full label of an id."""
        return self.full.get(DIMENSION_PARAMETERS.get(dimension, dimension), {}).get(one) or self.word(dimension, one)

    def chosen(self, filters: Filters) -> list[tuple[str, str]]:
        """Return the name of each filter that is set, with its choices: any of them is enough, so no "and"."""
        return [
            (label, ", ".join(self.label(name, one) for one in getattr(filters, name)))
            for name, label in text.FILTER_LABELS.items()
            if getattr(filters, name)
        ]

    def statement(self, row: Mapping[str, Any], *, in_full: bool = False) -> str:
        """Return a statement in a few words: its code, its tone and its kind."""
        return text.STATEMENT.format(
            code=(self.label if in_full else self.word)(row["kind"], row["code_id"]),
            tone=self.word("stance", row["stance"]).lower(),
            kind=self.word("modality", row["modality"]).lower(),
        )

    def resolve(self, parameter: str, value: str) -> str | None:
        """Return the id that a word, a former word, a label or an id of an address means, in any case."""
        return self.known.get(parameter, {}).get(value.strip().casefold())


def words_of(tables: Tables) -> Words:
    """Return the words for the ids of these tables."""
    statements = code_statements(tables)
    countries = _country_names(tables.actors)
    names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    full = {
        "sector": dict(zip(tables.sectors["sector_id"], tables.sectors["label"], strict=True)),
        "theme": dict(zip(tables.themes["theme_id"], tables.themes["label"], strict=True)),
        "speaker": {
            one: text.PUBLIC_WORDS["speaker"].get(one) or names.get(one, one)
            for one in tables.sentences["speaker_id"].drop_duplicates()
        },
        "country": {one: countries.get(one, one) for one in countries_of(statements)},
        "actor": names,
        "institution": {**text.PUBLIC_WORDS["institution"], **names},
        "speaker_country": {
            **text.PUBLIC_WORDS["speaker_country"],
            **_speaker_countries(tables.actors, countries),
        },
        "article": {
            one: text.UNTITLED if pd.isna(title) else title
            for one, title in zip(tables.articles["article_id"], tables.articles["title"], strict=True)
        },
    }
    full["speaker"] = dict(sorted(full["speaker"].items(), key=lambda item: item[0] == NARRATOR))
    parameters = [*text.FILTER_LABELS, "count", "sort"]
    dimensions = [*parameters, *text.COLUMN_LABELS]
    shown = {name: _distinct(_short(name, full.get(name))) for name in dimensions}
    return Words(
        shown=shown,
        full=full,
        known={name: _known(name, shown[name], full.get(name, {})) for name in parameters},
        groups=dict(zip(tables.sectors["sector_id"], tables.sectors["group"], strict=True)),
    )


def _short(parameter: str, labels: Mapping[str, str] | None) -> dict[str, str]:
    public = text.PUBLIC_WORDS.get(parameter, {})
    return {one: public.get(one, label) for one, label in (public if labels is None else labels).items()}


def _distinct(words: Mapping[str, str]) -> dict[str, str]:
    """Return the words with the id beside those that two ids share."""
    shared = {word for word in words.values() if list(words.values()).count(word) > 1}
    return {one: f"{word} ({one})" if word in shared else word for one, word in words.items()}


def _known(parameter: str, shown: Mapping[str, str], full: Mapping[str, str]) -> dict[str, str]:
    former = text.FORMER_WORDS.get(parameter, {})
    pairs: Iterable[tuple[str, str]] = [
        *((word, one) for word, one in former.items() if one in shown),
        *((label, one) for one, label in full.items()),
        *((one, one) for one in shown),
        *((word, one) for one, word in shown.items()),
    ]
    return {name.casefold(): one for name, one in pairs}


def _speaker_countries(actors: pd.DataFrame, names: Mapping[str, str]) -> dict[str, str]:
    return {one: names.get(one, one) for one in sorted(actors["country"].dropna().unique())}


def _country_names(actors: pd.DataFrame) -> dict[str, str]:
    countries = actors[(actors["kind"] == "country") & actors["country"].notna()]
    return dict(zip(countries["country"], countries["name"], strict=True))

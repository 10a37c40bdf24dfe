"""Who speaks of what, and who speaks of the same: the ties of two networks, counted from statements.

The speaker of a statement on a policy theme is tied to the theme. Two speakers are tied where they share a theme.
The article's own voice is a speaker like any other; whoever wants persons and bodies alone leaves its id out.
Repeated statements count each in the first network, once in the second.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pandas as pd

from pkcn_data.model import Stance

STANCES: tuple[Stance, ...] = ("positive", "neutral", "negative")
ACTOR_THEME_COLUMNS = ("actor_id", "theme_id", "weight", *STANCES)
ACTOR_ACTOR_COLUMNS = ("actor_id", "other_id", "weight", "congruence", "conflict")


def actor_theme_ties(statements: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each speaker and theme: how many statements, and how many of each stance."""
    of_themes = statements[statements["kind"] == "theme"]
    if of_themes.empty:
        return pd.DataFrame(columns=list(ACTOR_THEME_COLUMNS))
    counts = of_themes.groupby(["speaker_id", "code_id", "stance"], sort=False).size().unstack(fill_value=0)
    counts = counts.reindex(columns=list(STANCES), fill_value=0)
    ties = counts.assign(weight=counts.sum(axis=1)).rename_axis(["actor_id", "theme_id"]).reset_index()
    return ties[list(ACTOR_THEME_COLUMNS)].rename_axis(columns=None)


def actor_actor_ties(statements: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each two speakers that share a theme; the order of the two means nothing.

    `weight` counts the themes that both speak of. `congruence` counts pairs of theme and stance that both have, as a
    discourse network does: somebody both positive and negative on a theme has two pairs there. `conflict` counts the
    shared themes on which one of the two is positive somewhere and the other negative.
    """
    stances: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in actor_theme_ties(statements).to_dict("records"):
        stances[row["actor_id"]][row["theme_id"]] |= {stance for stance in STANCES if row[stance]}
    ties = [_tie(one, stances[one], other, stances[other]) for one, other in combinations(sorted(stances), 2)]
    return pd.DataFrame([tie for tie in ties if tie[2]], columns=list(ACTOR_ACTOR_COLUMNS))


def _tie(
    one: str, first: dict[str, set[str]], other: str, second: dict[str, set[str]]
) -> tuple[str, str, int, int, int]:
    shared = [(first[theme], second[theme]) for theme in first if theme in second]
    congruence = sum(len(mine & yours) for mine, yours in shared)
    conflict = sum(_disagree(mine, yours) or _disagree(yours, mine) for mine, yours in shared)
    return one, other, len(shared), congruence, conflict


def _disagree(mine: set[str], yours: set[str]) -> bool:
    return "positive" in mine and "negative" in yours

"""The networks of speakers and themes as GraphML and as edge lists. No Streamlit.

What ties whom, and what weight, congruence and conflict mean, is said in `pkcn_data.networks`. Ids of nodes carry
their kind, since an actor and a theme can have the same id.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import networkx as nx
import pandas as pd

from pkcn_dashboard.exports.provenance import Provenance, citation
from pkcn_dashboard.exports.spreadsheets import plain_csv
from pkcn_dashboard.text import PUBLIC_WORDS
from pkcn_dashboard.text import data as say
from pkcn_data.model import NARRATOR
from pkcn_data.networks import actor_actor_ties, actor_theme_ties
from pkcn_data.tables import Tables

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NODES = {"actor_id": "actor", "other_id": "actor", "theme_id": "theme"}

TIES: Mapping[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "actor-theme": actor_theme_ties,
    "actor-actor": actor_actor_ties,
}
"""What counts the ties of each network."""


def graphml(kind: str, tables: Tables, of: Provenance) -> bytes:
    """Return a network as GraphML: directed from speaker to theme, or undirected between speakers.

    What its numbers mean, and its provenance, are attributes of the graph.
    """
    made, file = graph(kind, tables), io.BytesIO()
    made.graph |= {"definition": say.NETWORK_DEFINITIONS[kind], "citation": citation(of), "address": _xml(of.address)}
    made.graph["filters"] = _xml("; ".join(of.filters))
    nx.write_graphml_xml(made, file, named_key_ids=True)
    return file.getvalue()


def edges_csv(kind: str, tables: Tables) -> bytes:
    """Return the ties of a network as CSV for a spreadsheet, with the names of both ends."""
    ties = TIES[kind](tables.statements)
    ends = [str(column) for column in ties if column in _NODES]
    named = {column.replace("_id", "_name"): ties[column].map(_names(_NODES[column], tables)) for column in ends}
    return plain_csv(pd.concat([ties[ends], pd.DataFrame(named), ties.drop(columns=ends)], axis=1))


def graph(kind: str, tables: Tables) -> nx.Graph[str]:
    """Return a network; speakers without a tie stay in it, since they speak."""
    made: nx.Graph[str] = nx.DiGraph() if kind == "actor-theme" else nx.Graph()
    speaking = tables.statements.loc[tables.statements["kind"] == "theme", "speaker_id"]
    actors = {row["actor_id"]: row for row in tables.actors.to_dict("records")}
    for one, count in speaking.value_counts(sort=False).items():
        made.add_node(f"actor:{one}", **_actor(str(one), actors), statements=int(count))
    for tie in TIES[kind](tables.statements).to_dict("records"):
        first, second = (f"{node}:{tie[name]}" for name, node in _NODES.items() if name in tie)
        made.add_edge(first, second, **{str(name): int(n) for name, n in tie.items() if name not in _NODES})
    if kind == "actor-theme":
        for one, attributes in _themes(tables):
            made.add_node(one, **attributes)
    return made


def _actor(one: str, actors: Mapping[str, Mapping[Any, Any]]) -> dict[str, str]:
    if one == NARRATOR:
        return {"label": PUBLIC_WORDS["speaker"][NARRATOR], "type": "actor", "kind": NARRATOR}
    row = actors[one]
    known = {name: row[name] for name in ("kind", "role", "country") if pd.notna(row[name])}
    return {"label": _xml(row["name"]), "type": "actor", **{name: _xml(value) for name, value in known.items()}}


def _themes(tables: Tables) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the themes that statements are about, with their attributes."""
    counts = tables.statements.loc[tables.statements["kind"] == "theme", "code_id"].value_counts()
    for row in tables.themes[tables.themes["theme_id"].isin(counts.index)].to_dict("records"):
        attributes = {"label": row["label"], "type": "theme", "kind": row["group"]}
        yield f"theme:{row['theme_id']}", attributes | {"statements": int(counts[row["theme_id"]])}


def _names(kind: str, tables: Tables) -> dict[str, str]:
    if kind == "theme":
        return dict(zip(tables.themes["theme_id"], tables.themes["label"], strict=True))
    names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    return names | {NARRATOR: PUBLIC_WORDS["speaker"][NARRATOR]}


def _xml(value: str) -> str:
    """Replace characters that XML cannot hold: one of them makes a file unreadable."""
    return _NOT_IN_XML.sub("\ufffd", value)

"""The authors that a by-line names, as actors."""

from __future__ import annotations

import pytest

from pkcn_data import code_text


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Sana Mir", ["Sana Mir"]),
        ("Sana Mir in Lahore and Liu Wei in Beijing", ["Sana Mir", "Liu Wei"]),
        ("FELIX OMAR and SANA MIR, Nikkei staff writers", ["Felix Omar", "Sana Mir"]),
        ("Sana Mir (INP)", ["Sana Mir"]),
        ("Our Correspondent", []),
        ("The Newspaper's Staff Reporter", []),
        ("NNI", []),
    ],
)
def test_authors_are_persons_by_their_names_alone(byline: str, names: list[str]) -> None:
    """Where from and for whom they write is no part of a name; a desk is nobody."""
    rows = code_text(f"---\nauthor: {byline}\n---\nThe minister said that exports grew.")

    assert [(row["name"], row["kind"]) for row in rows["actors"] if row["role"] == "author"] == [
        (name, "person") for name in names
    ]

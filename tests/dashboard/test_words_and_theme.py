"""Words that stand in addresses, and colours that can be told apart."""

from __future__ import annotations

import ast
import itertools
import re
import tomllib
from collections import Counter

import pytest

from pkcn_dashboard import text
from pkcn_dashboard.charts.figures import pattern_of
from pkcn_dashboard.theme import DARK, LIGHT, Palette, contrast
from pkcn_data.codebook import load_codebook
from tests.conftest import ROOT

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


def test_the_words_in_addresses_are_public() -> None:
    """Who changes this list breaks saved links: put the old word into FORMER_WORDS and the changelog."""
    assert {name: list(words.values()) for name, words in text.PUBLIC_WORDS.items()} == {
        "sector": [
            *("IT", "Telecom", "E-commerce", "Electronics", "Agriculture", "Textiles", "Industry", "Science"),
            *("Education", "Energy", "Transport", "Construction", "Finance", "Health", "Tourism"),
        ],
        "theme": [
            *("Partnership", "B2B", "Governance", "Investment", "Trade", "Exports", "Diversification", "Growth"),
            *("Jobs", "Competitiveness", "Global recognition", "Skills", "Innovation", "Digitalisation"),
            *("Digital infrastructure", "Digital economy", "AI and data", "Security", "Climate", "Society"),
        ],
        "tone": ["Positive", "Neutral", "Negative"],
        "modality": ["Fact", "Aim", "Recommendation", "Potential"],
        "count": ["Statements", "Sentences", "Speakers"],
        "side": ["Pakistan-China", "India"],
        "sort": ["Text", "Speaker", "Sector or theme", "Tone", "Kind"],
        "speaker": ["The article itself"],
        "speaker_kind": [
            *("People", "Organisations", "Groups", "Countries", "Initiatives", "Events", "Places"),
            "The article itself",
        ],
        "institution": ["No institution given", "The article itself"],
        "speaker_country": ["Country not given", "The article itself"],
        "heard": ["Heard", "Not heard", "Can't speak"],
        "sources": ["One source", "Several sources"],
    }


def test_every_word_is_used() -> None:
    """A sentence that nobody shows is not kept for later."""
    package = ROOT / "src" / "pkcn_dashboard"
    scripts = [*package.rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    used = Counter(re.findall(r"\w+", "\n".join(path.read_text("utf-8") for path in scripts)))

    for path in (package / "text").glob("*.py"):
        names = [name for node in ast.parse(path.read_text("utf-8")).body for name in declared(node)]
        assert [name for name in names if used[name] < 2] == [], path.name


def declared(node: ast.stmt) -> list[str]:
    """Return the names that a statement of a module declares."""
    if isinstance(node, ast.FunctionDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


@pytest.mark.parametrize("kind", ["sector", "theme"])
def test_every_code_has_a_word(kind: str) -> None:
    assert [code.id for code in load_codebook().codes(kind)] == list(text.PUBLIC_WORDS[kind])


@pytest.mark.parametrize(
    ("word", "inside"), [("Agriculture", "agriculture"), ("IT", "IT"), ("AI and data", "AI and data"), ("B2B", "B2B")]
)
def test_a_word_inside_a_sentence(word: str, inside: str) -> None:
    assert text.inline(word) == inside


@pytest.mark.parametrize(("scheme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_the_page_wears_the_colours_of_the_theme(scheme: str, palette: Palette) -> None:
    theme = CONFIG["theme"][scheme]

    assert theme["backgroundColor"] == palette.background == theme["sidebar"]["secondaryBackgroundColor"]
    assert theme["secondaryBackgroundColor"] == palette.surface == theme["sidebar"]["backgroundColor"]
    assert theme["textColor"] == palette.text
    assert theme["borderColor"] == palette.line
    assert theme["linkColor"] == palette.accent
    assert theme["primaryColor"] == palette.control
    assert theme["chartCategoricalColors"] == list(palette.groups.values())


# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
VISION = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
LEAST_DISTANCE = 13.0
"""CIE76; about five times what is just noticeable side by side."""


def seen(colour: str, vision: str) -> tuple[float, float, float]:
    """Return a colour as CIELAB, as somebody with this vision sees it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    red, green, blue = (min(1, max(0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in VISION[vision])
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("dimension", ["tones", "modalities", "groups", "countries", "voices", "sources"])
def test_colours_of_one_dimension_are_told_apart(dimension: str, palette: Palette, vision: str) -> None:
    for one, other in itertools.combinations(getattr(palette, dimension).values(), 2):
        pairs = zip(seen(one, vision), seen(other, vision), strict=True)
        assert sum((a - b) ** 2 for a, b in pairs) ** 0.5 >= LEAST_DISTANCE, (one, other)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_bars_stand_out_from_the_page(palette: Palette) -> None:
    for ink in (palette.text, palette.muted, palette.accent):
        assert contrast(ink, palette.background) >= 4.5
    for dimension in (
        *(palette.tones, palette.modalities, palette.groups),
        *(palette.countries, palette.voices, palette.sources),
    ):
        for colour in dimension.values():
            assert contrast(colour, palette.background) >= 3, colour


@pytest.mark.parametrize("ids", [("heard", "unheard", "no_voice"), ("one", "several")])
def test_what_is_told_apart_by_colour_has_a_pattern_too(ids: tuple[str, ...]) -> None:
    patterns = [pattern_of("heard", one, groups={}) for one in ids]

    assert len(set(patterns)) == len(ids)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_controls_stand_out_and_white_text_can_be_read_on_them(palette: Palette) -> None:
    assert contrast("#ffffff", palette.control) >= 4.5
    assert contrast(palette.control, palette.background) >= 3
    assert contrast(palette.control, palette.surface) >= 3

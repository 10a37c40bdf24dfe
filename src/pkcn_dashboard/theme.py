"""Every colour, by vocabulary id, and the look of a chart in light and in dark. No Streamlit.

Within one dimension the colours stay apart for people with each common colour-vision deficiency, and stand out from the
page by 3:1 (a test simulates it). `.streamlit/config.toml` repeats the colours of the page; a test compares.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of one scheme."""

    background: str
    surface: str
    text: str
    muted: str
    line: str
    accent: str
    accent_fill: str
    control: str
    tones: Mapping[str, str]
    modalities: Mapping[str, str]
    groups: Mapping[str, str]
    countries: Mapping[str, str]
    voices: Mapping[str, str]
    sources: Mapping[str, str]


LIGHT = Palette(
    background="#ffffff",
    surface="#f5f3ef",
    text="#1d2227",
    muted="#5c636b",
    line="#dad6ce",
    accent="#1f5f8b",
    accent_fill="#1f5f8b",
    control="#1f5f8b",
    tones={"positive": "#2a6f97", "neutral": "#918c83", "negative": "#b5482a"},
    modalities={"fact": "#1f3347", "aim": "#4d8fc4", "recommendation": "#9c4f86", "potential": "#c7811c"},
    groups={
        "digital": "#2f7fb3",
        "traditional": "#c7811c",
        "knowledge": "#5a3d91",
        "infrastructure": "#27343f",
        "services": "#c25b77",
    },
    countries={"PAK": "#338a63", "CHN": "#7f1d3f", "IND": "#c97c10", "BGD": "#8a5fc9", "LKA": "#5c636b"},
    voices={"heard": "#1f5f8b", "unheard": "#c7811c", "no_voice": "#918c83"},
    sources={"one": "#c7811c", "several": "#1f5f8b"},
)

DARK = Palette(
    background="#15191d",
    surface="#1f252b",
    text="#e8e6e1",
    muted="#a3abb3",
    line="#384048",
    accent="#7db8de",
    accent_fill="#4493c4",
    control="#357aa8",  # Streamlit writes in white on it
    tones={"positive": "#6fb1d6", "neutral": "#8f949b", "negative": "#e0805c"},
    modalities={"fact": "#eceff2", "aim": "#5aa5e0", "recommendation": "#a85f96", "potential": "#e0a03c"},
    groups={
        "digital": "#62aee3",
        "traditional": "#e0a03c",
        "knowledge": "#8f6bd1",
        "infrastructure": "#c9d1d8",
        "services": "#c9607f",
    },
    countries={"PAK": "#63c79a", "CHN": "#c2485f", "IND": "#efb04a", "BGD": "#9a7fe0", "LKA": "#c9d1d8"},
    voices={"heard": "#4493c4", "unheard": "#e0a03c", "no_voice": "#8f949b"},
    sources={"one": "#e0a03c", "several": "#4493c4"},
)

PALETTES: Mapping[Scheme, Palette] = {"light": LIGHT, "dark": DARK}

SIDE_COUNTRY: Mapping[str, str] = {"pak_chn": "PAK", "ind": "IND"}
"""The country whose colour a side of the comparison wears."""

PATTERNS: Mapping[str, str] = {
    "negative": "/",
    "neutral": ".",
    "aim": ".",
    "recommendation": "/",
    "potential": "\\",
    "ind": "/",
    "unheard": "/",
    "no_voice": ".",
    "one": "/",
}
"""Hatching by id, so that a legend can be read without its colours."""

SYMBOLS: Mapping[str, str] = {
    "PAK": "circle",
    "CHN": "square",
    "IND": "diamond",
    "BGD": "triangle-up",
    "LKA": "x",
}
"""The mark of each country on a line, so that lines can be told apart without their colours."""

GROUP_PATTERNS: Mapping[str, tuple[str, ...]] = {
    "digital": ("", "x"),
    "traditional": ("/", "."),
    "knowledge": ("+", "|"),
    "infrastructure": ("-", "|"),
    "services": ("\\", "."),
}
"""Hatching of the sectors of each group, in the order in which they stand in a chart."""

ICON = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="{LIGHT.accent}"/>'
    f'<path d="M7 8h18v4H7zM7 14h12v4H7zM7 20h6v4H7z" fill="{LIGHT.background}"/></svg>'
)
"""The mark in the browser's tab, as SVG: an icon by name would be fetched from another host."""

FONT = '"Source Sans", "Source Sans 3", "Noto Sans", "Noto Nastaliq Urdu", "Noto Sans SC", system-ui, sans-serif'
"""The page's font comes from the same server; the others are the reader's own, for scripts it lacks."""


def wordmark(words: str, scheme: Scheme) -> str:
    """Return words as SVG in the page's colour, as wide as in Georgia whatever serif the reader's machine has."""
    width = 8 * len(words)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 20">'
        f'<text y="15" font-family="Georgia, serif" font-size="15" font-weight="600" textLength="{width}" '
        f'lengthAdjust="spacingAndGlyphs" fill="{PALETTES[scheme].text}">{html.escape(words)}</text></svg>'
    )


@cache
def template(scheme: Scheme) -> dict[str, Any]:
    """Return the look of every chart, as Plotly's template: no ground, no grid, labels in the page's type."""
    palette = PALETTES[scheme]
    axis = {"showgrid": False, "zeroline": False, "ticks": "", "fixedrange": True, "automargin": True}
    return {
        "layout": {
            "font": {"family": FONT, "size": 14, "color": palette.text},
            "paper_bgcolor": palette.background,
            "plot_bgcolor": palette.background,
            "margin": {"l": 0, "r": 8, "t": 8, "b": 8, "pad": 6},
            "xaxis": axis,
            "yaxis": axis | {"tickfont": {"color": palette.text}},
            "hoverlabel": {
                "bgcolor": palette.surface,
                "bordercolor": palette.line,
                "font": {"family": FONT, "size": 13, "color": palette.text},
                "align": "left",
            },
            "legend": {
                "orientation": "h",
                # Only a legend that starts left of the bars may be as wide as bars and labels together.
                "x": -0.001,
                "xanchor": "left",
                "xref": "paper",
                "y": 1,
                "yanchor": "bottom",
                "title": {"text": ""},
                "itemclick": False,
                "itemdoubleclick": False,
                "traceorder": "normal",
                "font": {"color": palette.muted},
            },
            "bargap": 0.34,
            "bargroupgap": 0.08,
            "barcornerradius": 2,
            "dragmode": False,
            "hovermode": "closest",
        }
    }


def text_on(fill: str) -> str:
    """Return the text colour, of the page's darkest and lightest, that stands out most from a fill."""
    return max((LIGHT.text, LIGHT.background), key=lambda ink: contrast(ink, fill))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

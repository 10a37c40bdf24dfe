"""The style sheet of a marked article. Colours come from `theme`; no Streamlit.

Each kind of mark has a line of its own kind at a height of its own, so that all three can lie over the same words and
are told apart without colour: sectors a solid band in the colour of their group, themes dashes, actors dots.
"""

from __future__ import annotations

from pkcn_dashboard.theme import PALETTES, Scheme

_SANS = '"Source Sans", "Source Sans 3", system-ui, sans-serif'
_SHEET = """
.pkcn-article {container-type: inline-size; color: var(--text);}
.pkcn-article .text {font-family: "Source Serif", "Source Serif 4", Georgia, "Noto Serif", "Noto Serif SC",
  "Noto Nastaliq Urdu", serif; font-size: 1.0625rem; line-height: 1.95; max-width: 52rem;}
.pkcn-article .turn:not(:first-child) {margin-top: .75rem;}
.pkcn-article .turn.opens:not(:first-child) {margin-top: 1.25rem; padding-top: 1.25rem; border-top: 1px solid var(--line);}
.pkcn-article .said {margin: 0; text-align: start; overflow-wrap: anywhere;}
.pkcn-article .s {unicode-bidi: plaintext; scroll-margin: 6rem; -webkit-box-decoration-break: clone;
  box-decoration-break: clone;}
.pkcn-article .s.dim {color: var(--muted);}
.pkcn-article .s.current {background: var(--surface); border: 1px solid var(--accent); border-radius: 3px;
  padding: .1em .2em;}
.pkcn-article .s.current:focus-visible {outline: 2px solid var(--accent); outline-offset: 2px;}
.pkcn-article .who {font: .8125rem/1.4 var(--sans); color: var(--muted); overflow-wrap: anywhere;}
.pkcn-article .who bdi {display: inline;}
.pkcn-article .who bdi + bdi::before {content: " · ";}
.pkcn-article .who .manner {font-style: italic;}
.pkcn-article .who .name {color: var(--text); font-weight: 600;}
.pkcn-article mark {color: inherit; background: none; padding-bottom: 5px; background-repeat: no-repeat;
  background-image: var(--sector, none), var(--theme, none), var(--actor, none);
  background-size: 100% 3px, 100% 2px, 100% 2px;
  background-position: 0 calc(100% - 4px), 0 calc(100% - 2px), 0 100%;
  -webkit-print-color-adjust: exact; print-color-adjust: exact;}
.pkcn-article mark.is-sector {--band: var(--muted); --sector: linear-gradient(var(--band), var(--band));
  background-color: color-mix(in srgb, var(--band) 13%, transparent);}
.pkcn-article mark.is-theme {--theme: repeating-linear-gradient(90deg, var(--accent) 0 7px, transparent 7px 11px);}
.pkcn-article mark.is-actor {--actor: repeating-linear-gradient(90deg, var(--text) 0 2px, transparent 2px 5px);}
.pkcn-article .dim mark, .pkcn-article .key mark {background-color: transparent;}
.pkcn-article .k::after {content: attr(data-k); font: 600 .6875rem/1 var(--sans); color: var(--muted);
  vertical-align: .45em; margin-left: 1px; -webkit-user-select: none; user-select: none;}
.pkcn-article .n {text-decoration: none;}
.pkcn-article .n::before {content: attr(data-n); font: .6875rem/1 var(--sans); color: var(--accent);
  vertical-align: .45em; margin-inline-end: .25em; text-decoration: underline; text-underline-offset: 2px;}
.pkcn-article .p {text-decoration: none;}
.pkcn-article .p::before {content: "\\2197"; font: .75rem/1 var(--sans); color: var(--accent); vertical-align: .3em;
  margin-inline-start: .15em; opacity: 0;}
.pkcn-article .s:hover .p::before, .pkcn-article .s.current .p::before, .pkcn-article .p:focus-visible::before {opacity: 1;}
.pkcn-article .c {display: inline-block; text-decoration: none; line-height: 1;}
.pkcn-article .c::before {content: attr(data-c); font: .75rem/1 var(--sans); color: var(--muted); vertical-align: .2em;
  margin-inline-end: .35em; text-decoration: underline; text-decoration-color: var(--line); text-underline-offset: 3px;}
.pkcn-article a {color: var(--accent);}
.pkcn-article a:focus-visible {outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px;}
.pkcn-article .coded {font: .9375rem/1.5 var(--sans); border: 1px solid var(--line); border-inline-start: 3px solid var(--accent);
  background: var(--surface); border-radius: 3px; padding: .75rem 1rem; margin: .5rem 0 1.25rem;}
.pkcn-article h3 {font: 600 .9375rem/1.4 var(--sans); letter-spacing: 0; margin: 0; padding: 0; color: var(--text);}
.pkcn-article .coded p {margin: .25rem 0; color: var(--muted);}
.pkcn-article .coded ul {margin: .5rem 0; padding-inline-start: 1.1rem;}
.pkcn-article .coded li {margin: .2rem 0; padding: 0; font-size: inherit;}
.pkcn-article .links {display: flex; flex-wrap: wrap; gap: .25rem 1.25rem;}
.pkcn-article .key {font: .875rem/1.5 var(--sans); margin-top: 2rem; padding-top: 1rem; border-top: 1px solid var(--line);}
.pkcn-article .key h3:not(:first-child) {margin-top: 1rem;}
.pkcn-article .key h3 mark {display: inline-block; line-height: 1.2;}
.pkcn-article .key ul {list-style: none; margin: .5rem 0 0; padding: 0; columns: 9rem auto; column-gap: 1.5rem; font-size: inherit;}
.pkcn-article .key li {margin: 0; padding: .1rem 0; font-size: inherit; break-inside: avoid; overflow-wrap: anywhere;}
.pkcn-article .key b {display: inline-block; min-width: 1.1em; font-weight: 600; color: var(--muted);}
.pkcn-article .key mark {background-position: 0 100%;}
.pkcn-article .key li a {color: var(--text); text-decoration-color: var(--line); text-underline-offset: 3px;}
.pkcn-article .key .sector li a {text-decoration: none;}
.pkcn-article .count {color: var(--muted); font-variant-numeric: tabular-nums; white-space: pre;}
@media (hover: none) {.pkcn-article .p::before {opacity: 1; color: var(--muted);}}
@media (forced-colors: active) {.pkcn-article mark {text-decoration: underline;}}
@media print {.pkcn-article .p {display: none;}}
@container (min-width: 700px) {
  .pkcn-article .turn {display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); column-gap: 1.5rem;}
  .pkcn-article .who {padding-top: .5rem;}
  .pkcn-article .who bdi {display: block; text-align: right;}
  .pkcn-article .who bdi + bdi::before {content: none;}
  .pkcn-article .coded {margin-inline-start: 10rem;}
}
@container (min-width: 860px) {
  .pkcn-article .sheet {display: grid; grid-template-columns: minmax(0, 1fr) 12rem; column-gap: 2rem; align-items: start;}
  .pkcn-article .key {position: sticky; top: 4.5rem; max-height: calc(100vh - 6rem); overflow: auto; margin: 0;
    padding: 0 0 0 1.25rem; border-top: 0; border-inline-start: 1px solid var(--line);}
  .pkcn-article .key ul {columns: 1;}
}
"""


def style(scheme: Scheme) -> str:
    """Return the style sheet in the colours of a scheme."""
    palette = PALETTES[scheme]
    colours = {name: getattr(palette, name) for name in ("text", "muted", "line", "surface", "accent")}
    variables = "".join(f" --{name}: {colour};" for name, colour in colours.items())
    groups = "".join(
        f".pkcn-article mark.in-{group} {{--band: {colour};}}\n" for group, colour in palette.groups.items()
    )
    # Streamlit writes on a pressed switch in the colour of controls, which is too dark for text on a dark page.
    pressed = f'.st-key-marks button[aria-pressed="true"] p {{color: {palette.accent};}}\n'
    return f".pkcn-article {{{variables} --sans: {_SANS};}}{_SHEET}{groups}{pressed}"

"""From the files of claims, the coded articles and the figures to the tables of claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from pkcn_data.claims import files
from pkcn_data.claims.evidence import Evidence, Found, out_by
from pkcn_data.claims.files import SUFFIX, read_claim_files
from pkcn_data.claims.numbers import number_rows
from pkcn_data.claims.operations import Outcome, run
from pkcn_data.claims.resolve import Resolved, figures_of, resolve
from pkcn_data.claims.store import write_claim_rows
from pkcn_data.claims.testwords import in_words
from pkcn_data.claims.verdicts import because, cautions, verdict_of
from pkcn_data.codebook import load_codebook
from pkcn_data.figures.store import read_figure_rows
from pkcn_data.model import Reading
from pkcn_data.paths import claims_folder
from pkcn_data.rows import Row, Rows
from pkcn_data.schema import CLAIM_TABLES
from pkcn_data.store import read_rows
from pkcn_data.strictfiles import Mistake, mistake_line


class Sight(NamedTuple):
    """One reading of the figures: which they are, and the day or month of that state."""

    reading: Reading
    as_of: str
    evidence: Evidence


def build_claims(
    folder: Path | str | None = None, tables: Path | str | None = None, figures: Path | str | None = None
) -> Rows:
    """Test the claims of a folder on tables and figures, write the tables of claims beside them; return the rows.

    Without arguments all of the data folder. Raises `ClaimError` with every mistake of the files, `TableError` where a
    table is wrong or can't be written, and leaves what was there.
    """
    rows, around, texts = _judged(folder, tables, figures)
    write_claim_rows(rows, folder, around=around, texts=texts)
    return rows


def judge_claims(
    folder: Path | str | None = None, tables: Path | str | None = None, figures: Path | str | None = None
) -> Rows:
    """Return what `build_claims` would write, and write nothing."""
    return _judged(folder, tables, figures)[0]


def _judged(
    folder: Path | str | None, tables: Path | str | None, figures: Path | str | None
) -> tuple[Rows, Rows, dict[str, str]]:
    folder = Path(folder) if folder is not None else claims_folder()
    coded, texts = read_rows(tables)
    numbers = read_figure_rows(figures)
    names = {code: one.name for code, one in load_codebook().countries.countries.items()}
    rows = claim_rows(read_claim_files(folder), coded, texts, numbers, countries=names, folder=folder)
    return rows, coded | numbers, texts


def claim_rows(
    declared: Mapping[str, files.ClaimFile],
    coded: Rows,
    texts: Mapping[str, str],
    figures: Rows,
    *,
    countries: Mapping[str, str],
    folder: Path,
) -> Rows:
    """Return the rows of every table of claims; `declared` are files by article id, `countries` names by ISO3.

    Raises `ClaimError` with every mistake; `folder` is named in it.
    """
    ledger = number_rows(coded["sentences"], coded["quantities"], texts)
    articles = {row["article_id"]: row for row in coded["articles"]}
    resolved = _resolved(declared, coded, ledger, figures, folder)
    rows: Rows = {name: [] for name in CLAIM_TABLES}
    for article_id, one in resolved.items():
        for sight in _sights(articles[article_id], figures, one.known, countries):
            for claim in one.file.claims:
                _add_claim(rows, one, claim, sight)
    rows["numbers"] = list(_with_checks(ledger, resolved, rows))
    return rows


def _resolved(
    declared: Mapping[str, files.ClaimFile], coded: Rows, ledger: Sequence[Row], figures: Rows, folder: Path
) -> dict[str, Resolved]:
    """Look up what each file names; raises `ClaimError` with the mistakes of all."""
    known = [row["article_id"] for row in coded["articles"]]
    resolved, lines = {}, []
    for article_id, file in declared.items():
        mistakes: list[Mistake] = []
        if article_id not in known:
            problem = f"there is no article of this name; name the file as one of {', '.join(known)}"
            mistakes.append(Mistake("", "", problem))
        else:
            sentences = [row for row in coded["sentences"] if row["article_id"] == article_id]
            resolved[article_id] = resolve(file, sentences, ledger, figures, mistakes)
        lines += [mistake_line(f"{article_id}{SUFFIX}", mistake) for mistake in mistakes]
    files.raise_mistakes(lines, folder)
    return resolved


def _sights(article: Row, figures: Rows, known: Mapping[str, str], countries: Mapping[str, str]) -> Iterator[Sight]:
    """Yield the figures as of the article's date, where it has one, and those of the snapshot."""
    published = article["published"]
    measures = {row["fact_id"]: row["measure"] for row in figures["facts"]}
    now = Evidence(figures=figures, published=published, countries=countries, measures=measures)
    if published is not None:
        yield Sight("article", published, replace(now, figures=out_by(figures, published, known)))
    yield Sight("snapshot", max(row["read"] for row in figures["sources"]), now)


def _add_claim(rows: Rows, resolved: Resolved, claim: files.Claim, sight: Sight) -> None:
    passage = resolved.passages[claim.id]
    sentence = passage.sentence
    claim_id = f"{sentence['article_id']}:{claim.id}:{sight.reading}"
    named = {part.number: resolved.numbers[claim.id, part.number] for part in claim.parts if part.test == "equals"}
    outcomes = [run(part, sight.evidence, named) for part in claim.parts]
    found = [one for outcome in outcomes for one in outcome.found]
    rows["claims"].append(
        {
            "claim_id": claim_id,
            **{name: sentence[name] for name in ("article_id", "sentence_id", "speaker_id")},
            "claim": claim.claim,
            "verdict": verdict_of(outcomes),
            "because": claim.no_figure or because(outcomes),
            "as_of": sight.as_of,
            "indicator_ids": _series(claim.parts, found),
            "fact_ids": _once(one.fact_id for one in found),
            "entry": claim.id,
            "reading": sight.reading,
            "caveat": claim.caveat,
            "start": passage.start,
            "end": passage.end,
            "surface": passage.surface,
        }
    )
    for position, (part, outcome) in enumerate(zip(claim.parts, outcomes, strict=True), start=1):
        part_row = _part_row(claim_id, position, part, outcome, sight.evidence)
        rows["claim_parts"].append(part_row)
        rows["claim_figures"] += [
            _figure_row(part_row, number, one) for number, one in enumerate(outcome.found, start=1)
        ]


def _part_row(claim_id: str, position: int, part: files.Part, outcome: Outcome, evidence: Evidence) -> Row:
    declared = [figure.country for figure in figures_of(part)]
    if isinstance(part, files.Compare) and part.figure.series:
        declared += part.against
    return {
        "claim_part_id": f"{claim_id}:{position}",
        "claim_id": claim_id,
        "position": position,
        "operation": part.test,
        "test": in_words(part, evidence),
        "outcome": outcome.outcome,
        "because": f"{outcome.said[:1].upper()}{outcome.said[1:]}.",
        "indicator_ids": _series([part], outcome.found),
        "fact_ids": _once(one.fact_id for one in outcome.found),
        "countries": _once([*declared, *(one.country for one in outcome.found)]),
        "periods": _once(one.period for one in outcome.found),
        "cautions": cautions([outcome]),
    }


def _figure_row(part: Row, number: int, found: Found) -> Row:
    return {
        "claim_figure_id": f"{part['claim_part_id']}:{number}",
        "claim_part_id": part["claim_part_id"],
        "claim_id": part["claim_id"],
        "indicator_id": found.indicator_id,
        "fact_id": found.fact_id,
        "country": found.country,
        "year": found.year,
        "period": found.period,
        "value": found.value,
        "date": found.date,
        "unit": found.unit,
    }


def _series(parts: Iterable[files.Part], found: Iterable[Found]) -> list[str]:
    """Return the series that parts name, whether they had figures or not."""
    named = [figure.series for part in parts for figure in figures_of(part)]
    return _once([*named, *(one.indicator_id for one in found)])


def _once(items: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(item for item in items if item is not None))


def _with_checks(ledger: Iterable[Row], resolved: Mapping[str, Resolved], rows: Rows) -> Iterator[Row]:
    """Yield the ledger with the claims that check a number on today's snapshot, or why none does."""
    part_of = {row["claim_part_id"]: row for row in rows["claim_parts"]}
    checked: dict[str, list[str]] = {}
    untold: dict[str, str] = {}
    for article_id, one in resolved.items():
        for claim in one.file.claims:
            for position, part in enumerate(claim.parts, start=1):
                if part.test != "equals":
                    continue
                row = part_of[f"{article_id}:{claim.id}:snapshot:{position}"]
                number_id = one.numbers[claim.id, part.number]["number_id"]
                if row["outcome"] == "unknown":
                    untold[number_id] = f"The claim {claim.id} cannot check it: {row['because']}"
                else:
                    checked.setdefault(number_id, []).append(claim.id)
    reasons = {number_id: why for one in resolved.values() for number_id, why in one.reasons.items()}
    for row in ledger:
        key = row["number_id"]
        why = None if key in checked else untold.get(key) or reasons.get(key) or row["why_not"]
        yield row | {"checked_by": _once(checked.get(key, [])), "why_not": why}

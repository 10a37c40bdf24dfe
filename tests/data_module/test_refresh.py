"""`pkcn refresh`: the whole answer or a clear error, what differs before writing, the snapshot never half new."""

from __future__ import annotations

import errno
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pkcn_data.cli import main
from pkcn_data.errors import FetchError, PkcnError
from pkcn_data.figures.build import build_figures
from pkcn_data.figures.refresh import Change, Refresh, fetch_figures, report
from pkcn_data.figures.store import read_figure_rows
from pkcn_data.figures.worldbank import ATTEMPTS, fetch_series, open_client
from pkcn_data.paths import FIGURES_FOLDER
from tests.data_module.figure_sources import write_source
from tests.data_module.worldbank_server import Answer, Api, Request, serving

ROOT = Path(__file__).resolve().parents[2]
GDP, USERS = "NY.GDP.MKTP.CD", "IT.NET.USER.ZS"
SNAPSHOT = {
    (GDP, "IND", 2001): 485441014538.64,
    (GDP, "IND", 2004): 709148514804.66,
    (GDP, "PAK", 2001): 79484403984.7,
    (USERS, "PAK", 2003): 5.04086,
    (USERS, "IND", 2003): 1.68649,
}
Spoil = Callable[[Request, Answer], Answer | None]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the small snapshot; the command finds it, too."""
    monkeypatch.setenv("PKCN_DATA", str(tmp_path))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    (tmp_path / "codebook").symlink_to(ROOT / "data" / "codebook")
    build_figures(write_source(tmp_path / "given"), tmp_path / FIGURES_FOLDER)
    return tmp_path / FIGURES_FOLDER


@pytest.fixture
def api() -> Iterator[Api]:
    """The API with the values of the snapshot."""
    with serving(Api(dict(SNAPSHOT))) as api:
        yield api


def fetch(folder: Path, api: Api, **options: Any) -> Refresh:
    """Fetch as the command does, but don't wait between attempts."""
    options = {"per_page": 3, "timeout": 5, "today": date(2026, 11, 25), "wait": lambda seconds: None} | options
    return fetch_figures(folder, base=api.base, **options)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changed(answer: Answer, change: Callable[[Any, list[Any]], object]) -> Answer:
    """Return the answer after a change of its head or its observations."""
    head, rows = json.loads(answer.body)
    change(head, rows)
    return replace(answer, body=json.dumps([head, rows]).encode())


# --- when all is well ---


def test_an_unchanged_series_differs_in_nothing(folder: Path, api: Api) -> None:
    """All pages are read; every series is asked for once a page, from the snapshot's first year on."""
    refresh = fetch(folder, api)

    assert (refresh.new, refresh.changed, refresh.within, refresh.gone, refresh.same) == ([], [], [], [], 5)
    assert [(one.code, one.page) for one in api.requests] == [
        (code, page) for code in (GDP, USERS) for page in (1, 2, 3)
    ]
    assert api.requests[0].countries == ["PAK", "IND"]
    assert api.requests[0].options == {"format": "json", "date": "2001:2026", "per_page": "3", "page": "1"}


def test_what_differs_is_said_before_anything_is_written(folder: Path, api: Api) -> None:
    """New, changed, changed a little, gone: counted, the largest first."""
    before = contents(folder)
    api.values[GDP, "PAK", 2002] = 79904985385.4
    api.values[GDP, "IND", 2001] *= 1.0001
    api.values[USERS, "PAK", 2003] = 6.0
    del api.values[GDP, "IND", 2004]

    refresh = fetch(folder, api)

    assert refresh.new == [Change(GDP, "PAK", 2002, None, 79904985385.4)]
    assert refresh.changed == [Change(USERS, "PAK", 2003, 5.04086, 6.0)]
    assert [one[:3] for one in refresh.within] == [(GDP, "IND", 2001)]
    assert refresh.gone == [Change(GDP, "IND", 2004, 709148514804.66, None)]
    assert list(report(refresh)) == [
        "series                         new       changed   within 0.1%          gone",
        "NY.GDP.MKTP.CD                   1             0             1             1",
        "IT.NET.USER.ZS                   0             1             0             0",
        "all                              1             1             1             1",
        "2 values are as they were",
        "largest changes:",
        "  IT.NET.USER.ZS PAK 2003: 5.04086 -> 6 (+19.0%)",
        "gone:",
        "  NY.GDP.MKTP.CD IND 2004: 709148514804.66 -> missing",
    ]
    assert contents(folder) == before


def test_what_is_written_is_what_the_api_gave(folder: Path, api: Api) -> None:
    """Values, edition and day of reading; facts, notes and what was declared stay, and can be built again."""
    old = read_figure_rows(folder)
    api.years = (2001, 2026)
    api.values[GDP, "PAK", 2026] = 1.5

    fetch(folder, api).write()

    rows = read_figure_rows(folder)
    assert {tuple(row.values())[:3]: row["value"] for row in rows["observations"]} == api.values
    assert rows["sources"][0] | {"edition": None, "read": None} == old["sources"][0] | {"edition": None, "read": None}
    assert (rows["sources"][0]["edition"], rows["sources"][0]["read"]) == ("API v2, updated 2026-10-28", "2026-11-25")
    assert rows["sources"][1] == old["sources"][1]
    assert {name: rows[name] for name in rows if name not in ("sources", "observations")} == {
        name: old[name] for name in old if name not in ("sources", "observations")
    }
    before = contents(folder)
    build_figures(folder / "source", folder)
    assert contents(folder) == before


@given(
    st.dictionaries(
        st.tuples(st.just(GDP), st.sampled_from(["PAK", "IND"]), st.integers(1995, 2026)),
        st.floats(allow_nan=False, allow_infinity=False),
        min_size=1,
    ),
    st.integers(1, 70),
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_value_is_lost_or_made_up_however_the_pages_fall(
    api: Api, values: dict[tuple[str, str, int], float], per_page: int
) -> None:
    """To the last digit; a year without a value stays without."""
    api.values, api.years = values, (1990, 2026)

    with open_client() as client:
        fetched = fetch_series(client, GDP, ["PAK", "IND"], (1990, 2026), base=api.base, per_page=per_page)

    assert {(GDP, *key): value for key, value in fetched.values.items()} == values


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_fault_is_tried_again(status: int, folder: Path, api: Api) -> None:
    """With pauses that grow, or as long as the service asks for."""
    pauses: list[float] = []
    asked = (("Retry-After", "7"),) if status == 429 else ()
    api.spoil = lambda request, answer: Answer(b"busy", status, asked) if request.attempt < 4 else answer

    assert fetch(folder, api, per_page=100, wait=pauses.append).same == 5
    assert pauses == [7.0, 7.0, 7.0] * 2 if asked else [1.0, 2.0, 4.0] * 2


# --- when it is not ---

FAULTS: dict[str, tuple[Spoil, str]] = {
    "forbidden": (lambda request, answer: Answer(b"no", 403), "answers 403 Forbidden"),
    "not found": (lambda request, answer: Answer(b"no", 404), "answers 404 Not Found"),
    "too many requests": (
        lambda request, answer: Answer(b"", 429),
        "answers 429 Too Many Requests, 4 times; try again",
    ),
    "broken": (lambda request, answer: Answer(b"", 500), "answers 500 Internal Server Error, 4 times; try again later"),
    "hung up": (lambda request, answer: None, "cannot be reached"),
    "no JSON": (lambda request, answer: Answer(b"<html>Service</html>"), "the answer is not JSON"),
    "cut off": (lambda request, answer: Answer(answer.body[:-20]), "the answer is not JSON"),
    "too deep": (lambda request, answer: Answer(b"[" * 100_000), "the answer is not JSON"),
    "no text": (lambda request, answer: Answer(b"\xff\xfe\x00"), "the answer is not JSON"),
    "another form": (
        lambda request, answer: Answer(b'{"data": []}'),
        "is no page of observations; has the API changed?",
    ),
    "one part": (lambda request, answer: Answer(b"[[]]"), "is no page of observations; has the API changed?"),
    "null": (lambda request, answer: Answer(b"null"), "is no page of observations; has the API changed?"),
    "the API's error": (
        lambda request, answer: Answer(
            b'[{"message":[{"id":"175","key":"Invalid format","value":"The indicator was not found.\\nIt is\\u0020gone."}]}]'
        ),
        "the API says: 175 Invalid format The indicator was not found. It is gone.",
    ),
    "an odd error": (lambda request, answer: Answer(b'[{"message":"down"}]'), "the API says: down"),
    "nothing": (
        lambda request, answer: Answer(b'[{"page":0,"pages":0,"per_page":0,"total":0,"lastupdated":null},null]'),
        "asked for page 1, the answer is page 0",
    ),
    "no observations": (
        lambda request, answer: Answer(b'[{"page":1,"pages":1,"per_page":3,"total":0,"lastupdated":null},null]'),
        "holds nothing; the series is gone or has moved",
    ),
    "an empty page": (
        lambda request, answer: changed(answer, lambda head, rows: rows.clear()) if request.page == 2 else answer,
        "page 2 is empty",
    ),
    "the first page again": (
        lambda request, answer: changed(answer, lambda head, rows: head.update(page=1)),
        "asked for page 2, the answer is page 1",
    ),
    "pages without end": (
        lambda request, answer: changed(answer, lambda head, rows: head.update(pages=10**9)),
        "the answer is page 1 of 1000000000",
    ),
    "too few": (lambda request, answer: changed(answer, lambda head, rows: rows.pop()), "were announced"),
    "twice": (
        lambda request, answer: changed(answer, lambda head, rows: rows.__setitem__(1, rows[0])),
        "PAK 2004 came twice",
    ),
    "another series": (
        lambda request, answer: changed(answer, lambda head, rows: rows[0]["indicator"].update(id="X.Y")),
        "an observation of X.Y for PAK came",
    ),
    "another country": (
        lambda request, answer: changed(answer, lambda head, rows: rows[0].update(countryiso3code="USA")),
        "for USA came, which was not asked for",
    ),
    "a quarter": (
        lambda request, answer: changed(answer, lambda head, rows: rows[0].update(date="2004Q1")),
        "2004Q1 is no year",
    ),
    "a text for a value": (
        lambda request, answer: changed(answer, lambda head, rows: rows[0].update(value="1,234")),
        "1,234 for PAK 2004 is no number",
    ),
    "not a number": (
        lambda request, answer: changed(answer, lambda head, rows: rows[0].update(value=float("nan"))),
        "nan for PAK 2004 is no number",
    ),
    "true for a value": (
        lambda request, answer: changed(answer, lambda head, rows: rows[0].update(value=True)),
        "True for PAK 2004 is no number",
    ),
    "a field gone": (
        lambda request, answer: changed(answer, lambda head, rows: rows[0].pop("value")),
        "is no observation; has the API changed?",
    ),
    "a row that is none": (
        lambda request, answer: changed(answer, lambda head, rows: rows.__setitem__(0, "x")),
        "x is no observation; has the API changed?",
    ),
    "another name": (
        lambda request, answer: Answer(answer.body.replace(b"(current US$)", b"(constant 2015 US$)")),
        "NY.GDP.MKTP.CD: is now called 'GDP (constant 2015 US$)', in the snapshot 'GDP (current US$)'",
    ),
    "a name that changes": (
        lambda request, answer: answer if request.page == 1 else Answer(answer.body.replace(b"(current", b"(constant")),
        "the name or the unit changes within the series",
    ),
    "another unit": (
        lambda request, answer: Answer(answer.body.replace(b'"unit": ""', b'"unit": "thousand US$"')),
        "NY.GDP.MKTP.CD: the unit is now 'thousand US$', in the snapshot 'current US$'",
    ),
    "a country without a row": (
        lambda request, answer: changed(
            answer, lambda head, rows: (rows.__delitem__(slice(4, None)), head.update(total=4))
        ),
        "NY.GDP.MKTP.CD: nothing came for IND; has the country's code changed?",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_one_clear_line_and_leaves_the_snapshot(
    fault: str, folder: Path, api: Api, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the library and from the command, which ends with 1."""
    api.spoil, message = FAULTS[fault]
    before = contents(folder)
    per_page = 100 if fault == "a country without a row" else 3

    with pytest.raises(FetchError) as caught:
        fetch(folder, api, per_page=per_page)

    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(("http://127.0.0.1", "NY.GDP", "IT.NET"))
    assert contents(folder) == before


def test_the_command_says_a_fault_in_one_line(folder: Path, api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    """And no traceback."""
    api.spoil = lambda request, answer: Answer(b"no", 403)

    assert main(["refresh", "--base", api.base, "--yes"]) == 1

    said = capsys.readouterr().err.splitlines()
    assert said == [
        "[1/2] NY.GDP.MKTP.CD",
        f"pkcn refresh: {api.base}/country/PAK;IND/indicator/NY.GDP.MKTP.CD: answers 403 Forbidden",
    ]


def test_a_service_that_keeps_silent_is_given_up(folder: Path, api: Api) -> None:
    """After as many attempts as any other fault that may pass."""
    api.spoil = lambda request, answer: replace(answer, after=30)

    with pytest.raises(FetchError, match=f"does not answer in time, {ATTEMPTS} times; try again later"):
        fetch(folder, api, timeout=0.05)
    assert len(api.requests) == ATTEMPTS


def test_a_service_that_is_not_there_is_one_line(folder: Path) -> None:
    with pytest.raises(FetchError, match="cannot be reached"):
        fetch(folder, Api({}, base="http://127.0.0.1:1/v2"))


def test_a_series_that_the_api_does_not_know_is_an_error(folder: Path, api: Api) -> None:
    """The API says so with status 200."""
    for path in (folder / "source").iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace(USERS, "IT.OLD.USER"), encoding="utf-8", newline="\n")

    with pytest.raises(FetchError, match=r"IT\.OLD\.USER: the API says: 120 Invalid value The provided parameter"):
        fetch(folder, api)


@pytest.mark.parametrize("country", ["PAK", "IND"])
def test_a_country_that_lost_all_its_values_needs_a_word(country: str, folder: Path, api: Api) -> None:
    """An error, unless the user says that it may go."""
    api.values = {key: value for key, value in api.values.items() if key[:2] != (USERS, country)}

    with pytest.raises(FetchError, match=f"{USERS}: no value is left for {country}; .* --allow-gone"):
        fetch(folder, api)
    refresh = fetch(folder, api, allow_gone=True)

    assert [one[:3] for one in refresh.gone] == [(USERS, country, 2003)]


@pytest.mark.parametrize("factor", [1000, 0.001, -1])
def test_a_unit_that_changed_without_a_word_is_an_error(factor: float, folder: Path, api: Api) -> None:
    """The API names units in the series' names alone; thousands would pass unseen."""
    api.values = {key: value * factor if key[0] == GDP else value for key, value in api.values.items()}

    with pytest.raises(FetchError, match=rf"{GDP}: values are {factor:.4g} times those of the snapshot; has the unit"):
        fetch(folder, api)


def test_a_write_that_fails_leaves_the_snapshot(folder: Path, api: Api) -> None:
    """Not even a temporary file stays."""
    before = contents(folder.parent)
    api.values[GDP, "PAK", 2002] = 1.0
    refresh = fetch(folder, api)

    with (
        patch.object(Path, "rename", side_effect=OSError(errno.ENOSPC, "No space left on device")),
        pytest.raises(PkcnError, match="cannot be written"),
    ):
        refresh.write()

    assert contents(folder.parent) == before


# --- the command ---


@pytest.mark.parametrize(
    ("arguments", "answer", "written", "said"),
    [
        (["--dry-run"], "", False, "nothing was written"),
        (["--yes"], "", True, "written: 6 observations"),
        ([], "y\n", True, "written: 6 observations"),
        ([], "n\n", False, "nothing was written"),
        ([], "\n", False, "nothing was written"),
    ],
)
def test_the_command_asks_before_it_writes(
    arguments: list[str],
    answer: str,
    written: bool,
    said: str,
    folder: Path,
    api: Api,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """After it has shown what differs."""
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    api.values[GDP, "PAK", 2002] = 1.0
    before = contents(folder)

    assert main(["refresh", "--base", api.base, *arguments]) == 0

    out = capsys.readouterr().out
    assert re.search(r"^all +1 +0 +0 +0$", out, re.MULTILINE)
    assert out.splitlines()[-1].endswith(said)
    assert (contents(folder) != before) is written


def test_nobody_there_to_answer_is_an_error(
    folder: Path, api: Api, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A scheduled run must say --yes."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    before = contents(folder)

    assert main(["refresh", "--base", api.base]) == 1
    assert "nothing was written; give --yes or --dry-run" in capsys.readouterr().err
    assert contents(folder) == before


@pytest.mark.parametrize(
    "arguments",
    [["--base", "ftp://x"], ["--from", "199"], ["--tolerance", "-1"], ["--timeout", "0"], ["--yes", "--dry-run"]],
)
def test_an_option_that_cannot_be_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """With what is allowed."""
    with pytest.raises(SystemExit) as caught:
        main(["refresh", *arguments])

    assert caught.value.code == 2
    assert re.search("give (one|a number)|not allowed with", capsys.readouterr().err)


def test_the_first_year_can_be_chosen(folder: Path, api: Api) -> None:
    """Earlier than the snapshot, or later: then what lies before is gone."""
    assert [one.options["date"] for one in (fetch(folder, api, first_year=1990), api.requests)[1][:1]] == ["1990:2026"]
    assert [one[:3] for one in fetch(folder, api, first_year=2003, allow_gone=True).gone] == [
        (GDP, "IND", 2001),
        (GDP, "PAK", 2001),
    ]

"""The command line: what it prints, what it says to bad input, how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import pytest

import pkcn_data
from pkcn_data import articles
from pkcn_data.cli import main
from pkcn_data.schema import ARTICLE_TABLES, TABLES

ROOT = Path(__file__).resolve().parents[2]
TEXT = """Karachi Gazette

Exports of software grow

July 3, 2024

“Pakistan’s software exports to China have increased,” Trade Minister Nadia Rehman said. She added that farmers should
use mobile banking.

The two countries signed 12 agreements.
"""
MORE_THAN_A_PIPE_HOLDS = 500
"""Sentences: as JSON some hundred kilobytes, where a pipe holds 64."""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article in a file."""
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def pkcn(*arguments: str | Path, stdin: bytes = b"", **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a user does, in a program of its own."""
    command = [sys.executable, "-m", "pkcn_data", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


# --- code ---


def test_json_is_what_code_text_returns(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One object, a list of rows a table, every column, missing as null, lists as lists."""
    assert main(["code", str(article), "--format", "json"]) == 0

    printed = json.loads(capsys.readouterr().out)
    assert printed == pkcn_data.code_text(TEXT, article_id="article")
    assert tuple(printed) == ARTICLE_TABLES
    assert all(tuple(row) == TABLES[name].names for name in printed for row in printed[name])
    assert printed["articles"][0]["url"] is None
    assert printed["statements"][0]["countries"] == ["CHN", "PAK"]


def test_standard_input_is_read_like_a_file(article: Path) -> None:
    """UTF-16 from another system's pipe is understood, too."""
    of_file = json.loads(pkcn("code", article, "--format", "json").stdout)
    of_pipe = json.loads(pkcn("code", "-", "--format", "json", stdin=TEXT.encode("utf-16")).stdout)

    assert [row["text"] for row in of_pipe["sentences"]] == [row["text"] for row in of_file["sentences"]]


@pytest.mark.parametrize("table", ARTICLE_TABLES)
def test_csv_is_one_table(article: Path, capsys: pytest.CaptureFixture[str], table: str) -> None:
    """With the columns of the schema."""
    assert main(["code", str(article), "--format", "csv", "--table", table]) == 0

    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row[TABLES[table].key] for row in rows] == [
        row[TABLES[table].key] for row in pkcn_data.code_text(TEXT, article_id="article")[table]
    ]
    assert all(tuple(row) == TABLES[table].names for row in rows)


def test_csv_without_a_table_is_the_statements(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What most people want in a spreadsheet."""
    main(["code", str(article), "--format", "csv"])

    assert capsys.readouterr().out.startswith(",".join(TABLES["statements"].names) + "\n")


def test_the_overview_shows_each_sentence_with_speaker_and_codes(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For reading: who says what, on which sector or theme."""
    assert main(["code", str(article)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["Exports of software grow", "Karachi Gazette · 2024-07-03"]
    assert "  1  Nadia Rehman, direct" in lines
    assert "  3  narrator" in lines
    assert max(map(len, lines)) <= 100


def test_one_table_for_reading_fits_the_terminal(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Long cells are cut."""
    assert main(["code", str(article), "--table", "sentences"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2 + 3
    assert "…" in lines[2]
    assert max(map(len, lines)) <= 100


# --- bad input ---

ENGLISH = b"Pakistan and China signed an agreement on the export of software to the region. "
BAD_INPUT = {
    "empty": (b"", "empty"),
    "white space": (b" \n\t\n", "empty"),
    "binary": (b"\x7fELF\x02\x01\x00\x00" * 50, "binary"),
    "wrong encoding": ("Пакистан и Китай подписали соглашение. ".encode("cp1251") * 5, "not UTF-8"),
    "not English": ("Le Pakistan et la Chine ont signé un accord sur les logiciels. ".encode() * 5, "English"),
    "not Latin": ("巴基斯坦和中国签署了协议。".encode() * 9, "English"),
    "no sentence": (b"*** --- 123 456\n\n===\n", "no sentence"),
    "too large": (ENGLISH * (articles.MOST_BYTES // len(ENGLISH) + 1), "too large"),
}


def assert_error(stderr: str, *, where: str, says: str) -> None:
    """Check the shape that every error has: one line, the command, where, what, what to do; no traceback."""
    assert stderr.count("\n") == 1, stderr
    assert stderr.startswith(f"pkcn code: {where}: "), stderr
    assert says in stderr, stderr
    assert "Traceback" not in stderr


@pytest.mark.parametrize(("content", "says"), BAD_INPUT.values(), ids=BAD_INPUT)
def test_bad_input_is_one_line_that_says_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, says: str
) -> None:
    """What, where, what to do; nothing on standard output; exit code 1."""
    path = tmp_path / "bad.txt"
    path.write_bytes(content)

    assert main(["code", str(path)]) == 1

    out, err = capsys.readouterr()
    assert out == ""
    assert_error(err, where=str(path), says=says)


@pytest.mark.parametrize(("content", "says"), BAD_INPUT.values(), ids=BAD_INPUT)
def test_bad_standard_input_gets_the_same_error(content: bytes, says: str) -> None:
    """In a program of its own, through a real pipe."""
    done = pkcn("code", "-", stdin=content)

    assert (done.returncode, done.stdout) == (1, b"")
    assert_error(done.stderr.decode(), where="standard input", says=says)


def test_50_megabytes_are_refused_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without reading them."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    begin = time.perf_counter()

    assert main(["code", str(path)]) == 1

    assert time.perf_counter() - begin < 3
    assert_error(capsys.readouterr().err, where=str(path), says="too large")


def test_a_path_that_is_no_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing file, a folder."""
    for path, says in ((tmp_path / "missing.txt", "no such file"), (tmp_path, "folder")):
        assert main(["code", str(path)]) == 1
        assert_error(capsys.readouterr().err, where=str(path), says=says)


def test_control_characters_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """An article must not be able to clear the screen or colour it."""
    path = tmp_path / "hostile.txt"
    path.write_bytes(ENGLISH * 3 + b"The \x1b[2J minister said so. ")

    main(["code", str(path)])

    assert "\x1b" not in capsys.readouterr().out


# --- other commands ---


def test_build_shows_progress_and_what_it_made(tmp_path: Path, article: Path) -> None:
    """Progress goes to standard error, the result to standard output."""
    done = pkcn("build", "--articles", tmp_path, "--tables", tmp_path / "tables")

    assert done.stderr.decode() == "[1/1] article.txt\n"
    assert done.stdout.decode().startswith("1 coded, 0 skipped, 0 failed: 1 articles, 3 sentences, ")
    assert (tmp_path / "datapackage.json").is_file()


def test_a_build_that_fails_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And names the article."""
    (tmp_path / "bad.txt").write_bytes(b"")

    assert main(["build", "--articles", str(tmp_path), "--tables", str(tmp_path / "tables")]) == 1

    err = capsys.readouterr().err
    assert "pkcn build: 1 of 1 articles cannot be coded" in err
    assert f"- {tmp_path / 'bad.txt'}: the article is empty" in err


def test_evaluate_prints_each_folder_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """One table of scores a folder."""
    folder = ROOT / "tests" / "gold" / "dev" / "seed-wealthpk-2024"

    assert main(["evaluate", str(folder), str(folder)]) == 0

    out = capsys.readouterr().out
    assert out.count(f"{folder.name}: 1 articles, 18 sentences") == 2


def test_evaluate_of_a_folder_without_gold_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And says what a folder must hold."""
    assert main(["evaluate", str(tmp_path)]) == 1
    assert f"pkcn evaluate: {tmp_path}: no gold.yml beneath it" in capsys.readouterr().err


def test_describe_prints_the_dictionary(capsys: pytest.CaptureFixture[str]) -> None:
    """Every table under its name."""
    assert main(["describe"]) == 0

    out = capsys.readouterr().out
    assert all(f"### `{name}`" in out for name in TABLES)


def test_serve_without_the_extra_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Streamlit is not part of the data module."""
    monkeypatch.setattr("pkcn_data.cli.find_spec", lambda name: None if name == "streamlit" else object())

    assert main(["serve"]) == 1
    assert capsys.readouterr().err == (
        "pkcn serve: the dashboard needs streamlit; run in the repository: pip install -e '.[dashboard]'\n"
    )


def test_serve_on_a_port_in_use_says_so_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is started."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert main(["serve", "--host", "127.0.0.1", "--port", str(port)]) == 1

    assert capsys.readouterr().err == (
        f"pkcn serve: cannot listen on 127.0.0.1, port {port} (Address already in use); "
        "give another with --host or --port\n"
    )


def test_serve_starts_the_dashboard_with_the_options(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In its folder, where Streamlit finds its configuration."""
    started: list[tuple[str, list[str], Path]] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["pkcn"])
    monkeypatch.setattr(
        "pkcn_data.cli.runpy.run_module", lambda name, run_name: started.append((name, sys.argv, Path.cwd()))
    )

    assert main(["serve", "--host", "0.0.0.0", "--port", "8600", "--no-browser"]) == 0

    options = ["--server.address=0.0.0.0", "--server.port=8600", "--server.headless=true"]
    assert started == [("streamlit", ["streamlit", "run", "dashboard.py", *options], ROOT)]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["cod", "a.txt"],
        ["code"],
        ["code", "a.txt", "--format", "xml"],
        ["code", "a.txt", "--table", "sectors"],
        ["serve", "--port", "70000"],
    ],
)
def test_a_command_that_is_not_understood_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """With the usage, and what was not understood."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)

    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: pkcn")


def test_a_build_beside_its_articles_can_be_repeated(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The bodies that the first one wrote are no new articles."""
    for _ in range(2):
        assert main(["build", "--articles", str(article.parent), "--tables", str(article.parent / "tables")]) == 0
        assert capsys.readouterr().out.startswith("1 coded, ")


@pytest.mark.parametrize("name", ["build", "code", "evaluate", "serve", "describe"])
def test_every_command_has_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """As the help of the whole has."""
    with pytest.raises(SystemExit):
        main([name, "--help"])

    assert f"examples:\n  pkcn {name}" in capsys.readouterr().out


def test_help_is_instant_and_shows_examples() -> None:
    """Nothing heavy is imported for it."""
    done = pkcn("--help")

    assert done.returncode == 0
    assert b"examples:\n  pkcn code article.txt" in done.stdout


# --- how it ends ---


def test_a_reader_that_leaves_early_is_no_error(article: Path) -> None:
    """As in `pkcn code article.txt | head -1`."""
    article.write_text(TEXT + TEXT.split("\n\n")[-1] * MORE_THAN_A_PIPE_HOLDS, encoding="utf-8")
    command = f"'{sys.executable}' -m pkcn_data code '{article}' --format json | head -1"

    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, b"{\n", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_the_output_ends_with_1(article: Path) -> None:
    """One line, no traceback."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "pkcn_data", "code", article], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert (done.returncode, done.stderr) == (
        1,
        b"pkcn code: the output: No space left on device; check permissions and space\n",
    )


@pytest.mark.parametrize(("closed", "code"), [("<&-", 1), (">&-", 0)])
def test_a_closed_stream_is_no_traceback(article: Path, closed: str, code: int) -> None:
    """As under a service manager."""
    command = f"'{sys.executable}' -m pkcn_data code - {closed}" + ("" if "<" in closed else f" < '{article}'")

    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)

    assert done.returncode == code
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interrupt_ends_with_130() -> None:
    """And one line."""
    command = [sys.executable, "-m", "pkcn_data", "code", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as waiting:
        assert waiting.stdin and waiting.stderr
        waiting.stdin.write(ENGLISH)
        waiting.stdin.flush()
        while unread(waiting.stdin):  # before it reads, Python itself is still starting
            time.sleep(0.05)
        waiting.send_signal(signal.SIGINT)
        err = waiting.stderr.read()

    assert (waiting.returncode, err) == (130, b"pkcn code: interrupted\n")


def unread(pipe: IO[bytes]) -> int:
    """Return how many bytes wait in a pipe."""
    import fcntl  # of POSIX, as the signal
    import termios

    return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)


def test_output_is_utf_8_whatever_the_locale(article: Path) -> None:
    """A curly mark must not end in an encoding error."""
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}

    done = pkcn("code", article, env=environment)

    assert done.returncode == 0, done.stderr
    assert "“Pakistan’s" in done.stdout.decode()

"""The command line, a thin shell: each command imports what it needs when it runs, so that help is instant.

Exit codes: 0 done, 1 something is wrong with the input, 2 the command was not understood, 130 interrupted.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import runpy
import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, get_args

from pkcn_data import __version__
from pkcn_data.errors import GoldError, PkcnError
from pkcn_data.model import Reading
from pkcn_data.schema import ARTICLE_TABLES, CLAIM_TABLES, FIGURES, QUALITY, TABLES

if TYPE_CHECKING:
    from pkcn_data.model import Article
    from pkcn_data.rows import Row, Rows

    _Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]

_EXAMPLES = """\
examples:
  pkcn code article.txt                     sentences, speakers and codes of one article
  pkcn code article.txt --format json       the same as data, every table
  curl -s https://example.org/a.txt | pkcn code - --format csv --table actors
  pkcn build                                data/articles -> data/tables
  pkcn evaluate                             how often the coding is right
  pkcn claims                               what the figures say of each claim, and why
  pkcn refresh --dry-run                    what the World Bank's series say today
  pkcn serve --port 8600                    the dashboard on http://localhost:8600
"""
_CHECKOUT = Path(__file__).resolve().parents[2]
_DASHBOARD_NEEDS = ("streamlit", "plotly", "orjson", "brotli")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a mistake of the user is one message and no traceback."""
    _prepare_streams()
    arguments = make_parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
        return code
    except PkcnError as error:
        print(f"pkcn {arguments.command}: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        _drop_output()  # the reader took what it wanted
        return 0
    except OSError as error:
        _drop_output()
        what = error.filename or "the output"
        print(f"pkcn {arguments.command}: {what}: {error.strerror}; check permissions and space", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"pkcn {arguments.command}: interrupted", file=sys.stderr)
        return 130


def run() -> None:
    """Be the installed command."""
    sys.exit(main())


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; each command's function is its default `run`."""
    parser = argparse.ArgumentParser(
        prog="pkcn",
        description="Code news on Pakistan-China digital cooperation into tables, and show them.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"pkcn {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_build(commands)
    _add_code(commands)
    _add_evaluate(commands)
    _add_serve(commands)
    _add_describe(commands)
    _add_figures(commands)
    _add_refresh(commands)
    _add_claims(commands)
    return parser


def _add_build(commands: _Commands) -> None:
    examples = "  pkcn build\n  pkcn build --articles my/articles --tables my/tables\n"
    parser = _command(commands, "build", does="code every article and write the tables", examples=examples)
    parser.add_argument("--articles", type=Path, metavar="FOLDER", help="articles as received (default: data/articles)")
    parser.add_argument("--tables", type=Path, metavar="FOLDER", help="where to write (default: data/tables)")
    parser.set_defaults(run=_build)


def _add_code(commands: _Commands) -> None:
    examples = (
        "  pkcn code article.txt\n"
        "  pkcn code article.md --format json > article.json\n"
        "  pkcn code - --format csv --table quantities < article.txt\n"
    )
    parser = _command(commands, "code", does="code one article and print what was found", examples=examples)
    parser.add_argument("file", metavar="FILE", help="text or Markdown in UTF-8; - reads standard input")
    parser.add_argument(
        "--format",
        choices=("table", "csv", "json"),
        default="table",
        help="table: for reading; csv: one table; json: all tables (default: table)",
    )
    parser.add_argument(
        "--table",
        choices=ARTICLE_TABLES,
        metavar="NAME",
        help=f"the table to print: {', '.join(ARTICLE_TABLES)} (default: an overview; statements as csv)",
    )
    parser.set_defaults(run=_code)


def _add_evaluate(commands: _Commands) -> None:
    examples = "  pkcn evaluate\n  pkcn evaluate tests/gold/dev my/gold\n  pkcn evaluate --write\n"
    parser = _command(commands, "evaluate", does="measure the coding against hand-coded articles", examples=examples)
    parser.add_argument(
        "folders",
        nargs="*",
        type=Path,
        metavar="FOLDER",
        help="folders of hand-coded articles, each measured by itself (default: those in tests/gold)",
    )
    parser.add_argument(
        "--format", choices=("table", "csv"), default="table", help="table: for reading; csv: as data (default: table)"
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help="keep the figures: in data/quality.csv, which the dashboard shows, and in a checkout's README.md",
    )
    parser.set_defaults(run=_evaluate)


def _add_serve(commands: _Commands) -> None:
    examples = "  pkcn serve\n  pkcn serve --host 0.0.0.0 --port 8600 --no-browser\n"
    parser = _command(commands, "serve", does="start the dashboard", examples=examples)
    parser.add_argument("--host", default="localhost", help="address to listen on (default: localhost)")
    parser.add_argument("--port", type=_port, default=8501, help="port to listen on (default: 8501)")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.set_defaults(run=_serve)


def _add_describe(commands: _Commands) -> None:
    examples = "  pkcn describe\n  pkcn describe > dictionary.md\n"
    parser = _command(
        commands, "describe", does="print what every table and column holds, in Markdown", examples=examples
    )
    parser.set_defaults(run=_describe)


def _add_figures(commands: _Commands) -> None:
    examples = "  pkcn figures\n  pkcn figures my/source\n"
    parser = _command(commands, "figures", does="make the tables of official figures", examples=examples)
    parser.add_argument(
        "source",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help="what was read: values, series, cited figures, series.yml (default: data/indicators/source)",
    )
    parser.set_defaults(run=_figures)


def _add_refresh(commands: _Commands) -> None:
    examples = "  pkcn refresh --dry-run\n  pkcn refresh --yes\n  pkcn refresh --from 1990 --tolerance 1\n"
    parser = _command(commands, "refresh", does="fetch the World Bank's series anew", examples=examples)
    parser.add_argument(
        "--base", type=_web_address, metavar="URL", help="address of the API (default: the World Bank's)"
    )
    parser.add_argument(
        "--from", dest="first_year", type=_year, metavar="YEAR", help="first year (default: the snapshot's)"
    )
    parser.add_argument(
        "--tolerance",
        type=_positive,
        default=0.1,
        metavar="PERCENT",
        help="smaller changes are counted apart (default: 0.1)",
    )
    parser.add_argument("--timeout", type=_positive, default=30.0, metavar="SECONDS", help="wait so long (default: 30)")
    parser.add_argument(
        "--allow-gone", action="store_true", help="go on where a country has lost all values of a series"
    )
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("--dry-run", action="store_true", help="only say what would change")
    asked.add_argument("--yes", action="store_true", help="write without asking")
    parser.set_defaults(run=_refresh)


def _add_claims(commands: _Commands) -> None:
    examples = "  pkcn claims\n  pkcn claims --reading article --format json\n  pkcn claims --write\n"
    parser = _command(commands, "claims", does="set the claims of the articles beside the figures", examples=examples)
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="files of claims (default: data/claims)")
    parser.add_argument(
        "--reading",
        choices=get_args(Reading),
        default="snapshot",
        help="article: with the figures that were out by the article's date; snapshot: with today's (default: snapshot)",
    )
    parser.add_argument(
        "--format",
        choices=("table", "csv", "json"),
        default="table",
        help="table: for reading; csv: the claims; json: every table, both readings (default: table)",
    )
    parser.add_argument("--write", action="store_true", help="keep them as tables, which the dashboard shows")
    parser.set_defaults(run=_claims)


def _command(commands: _Commands, name: str, *, does: str, examples: str) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=does,
        description=f"{does[0].upper()}{does[1:]}.",
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no port; give a number from 1 to 65535")


def _year(text: str) -> int:
    if re.fullmatch("(19|20)[0-9]{2}", text):
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no year; give one from 1900 to 2099")


def _positive(text: str) -> float:
    if re.fullmatch(r"[0-9]{1,6}(\.[0-9]+)?", text) and float(text) > 0:
        return float(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not allowed; give a number above 0")


def _web_address(text: str) -> str:
    if re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", text):
        return text
    raise argparse.ArgumentTypeError(f"{text!r} is no address; give one that begins with https:// or http://")


def _build(arguments: argparse.Namespace) -> int:
    from pkcn_data.build import build

    def show(number: int, total: int, path: Path) -> None:
        print(f"[{number}/{total}] {path.name}", file=sys.stderr)

    done = build(arguments.articles, arguments.tables, progress=show)
    for path, reason in done.skipped:
        print(f"skipped {path.name}: {reason}", file=sys.stderr)
    for conflict in done.conflicts:
        print(f"note: {conflict}", file=sys.stderr)
    counts = ", ".join(f"{len(done.rows[name])} {name}" for name in TABLES)
    print(f"{len(done.coded)} coded, {len(done.skipped)} skipped, 0 failed: {counts}")
    if arguments.articles is None and arguments.tables is None:
        _renew_claims()
    return 0


def _code(arguments: argparse.Namespace) -> int:
    from pkcn_data.articles import read_article

    # Before spaCy is loaded: a mistake in the input is said at once.
    article = _article_of_stdin() if arguments.file == "-" else read_article(Path(arguments.file))

    from pkcn_data.codebook import load_codebook
    from pkcn_data.coding import code_article
    from pkcn_data.rows import to_rows

    rows = to_rows([code_article(article, load_codebook())])
    sys.stdout.write(_formatted(rows, style=arguments.format, table=arguments.table))
    return 0


def _formatted(rows: Rows, *, style: str, table: str | None) -> str:
    from pkcn_data.csvtext import to_csv
    from pkcn_data.display import format_overview, format_rows

    if style == "json":
        return json.dumps(rows[table] if table else rows, ensure_ascii=False, indent=2) + "\n"
    if style == "csv":
        name = table or "statements"
        return to_csv(TABLES[name], rows[name])
    width = shutil.get_terminal_size((100, 24)).columns
    if table:
        return format_rows(TABLES[table], rows[table], width=width) + "\n"
    return format_overview(rows, width=width) + "\n"


def _evaluate(arguments: argparse.Namespace) -> int:
    from pkcn_data.csvtext import to_csv
    from pkcn_data.evaluate import measure, quality_rows, report

    measured = measure(arguments.folders or _gold_folders())
    rows = quality_rows(measured)
    if arguments.format == "csv":
        sys.stdout.write(to_csv(QUALITY, rows))
    else:
        print(report(measured))
    if arguments.write:
        _write_quality(rows, report(measured))
    return 0


def _write_quality(rows: list[Row], said: str) -> None:
    from pkcn_data.paths import data_folder
    from pkcn_data.quality import write_quality

    print(f"written: {write_quality(rows)}", file=sys.stderr)
    readme = _CHECKOUT / "README.md"
    if data_folder() == _CHECKOUT / "data" and readme.is_file():
        text = readme.read_text(encoding="utf-8")
        block = f"<!-- quality -->\n```\n{said}\n```\n<!-- /quality -->"
        text = re.sub("<!-- quality -->.*<!-- /quality -->", lambda _: block, text, flags=re.DOTALL)
        readme.write_text(text, encoding="utf-8")
        print(f"written: {readme}", file=sys.stderr)


def _gold_folders() -> list[Path]:
    gold = _CHECKOUT / "tests" / "gold"
    folders = sorted(path for path in gold.glob("*") if path.is_dir())
    if not folders:
        raise GoldError("no folder was given and there is no tests/gold; give a folder of hand-coded articles")
    return folders


def _serve(arguments: argparse.Namespace) -> int:
    missing = [name for name in _DASHBOARD_NEEDS if find_spec(name) is None]
    if missing:
        raise PkcnError(
            f"the dashboard needs {', '.join(missing)}; run in the repository: pip install -e '.[dashboard]'"
        )
    folder = next((folder for folder in (_CHECKOUT, Path.cwd()) if (folder / "dashboard.py").is_file()), None)
    if folder is None:
        raise PkcnError("dashboard.py is not in the working directory; run this in a checkout of the repository")
    _check_address(arguments.host, arguments.port)
    os.chdir(folder)  # Streamlit looks for its configuration there
    options = {
        "server.address": arguments.host,
        "server.port": str(arguments.port),
        "server.headless": str(arguments.no_browser).lower(),
    }
    sys.argv = ["streamlit", "run", "dashboard.py", *(f"--{name}={value}" for name, value in options.items())]
    # Run and not imported: the data module does not depend on Streamlit.
    runpy.run_module("streamlit", run_name="__main__")
    return 0


def _check_address(host: str, port: int) -> None:
    import socket

    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            if os.name == "posix":  # as the server does: a port that was just left is free
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise PkcnError(
            f"cannot listen on {host}, port {port} ({error.strerror}); give another with --host or --port"
        ) from error


def _describe(arguments: argparse.Namespace) -> int:
    from pkcn_data.datapackage import dictionary

    print("\n".join(dictionary()))
    return 0


def _figures(arguments: argparse.Namespace) -> int:
    from pkcn_data.figures.build import build_figures

    rows = build_figures(arguments.source)
    print(", ".join(f"{len(rows[name])} {name}" for name in FIGURES))
    _renew_claims()
    return 0


def _refresh(arguments: argparse.Namespace) -> int:
    if find_spec("httpx") is None:
        raise PkcnError("fetching needs httpx; run in the repository: pip install -e '.[refresh]'")
    from pkcn_data.figures.refresh import fetch_figures, report
    from pkcn_data.figures.worldbank import BASE

    def show(number: int, total: int, code: str) -> None:
        print(f"[{number}/{total}] {code}", file=sys.stderr)

    refresh = fetch_figures(
        base=arguments.base or BASE,
        first_year=arguments.first_year,
        tolerance=arguments.tolerance / 100,
        allow_gone=arguments.allow_gone,
        timeout=arguments.timeout,
        progress=show,
    )
    print("\n".join(report(refresh)))
    if arguments.dry_run or not (arguments.yes or _agreed("Replace the snapshot? [y/N] ")):
        print("nothing was written")
        return 0
    rows = refresh.write()
    print(f"written: {len(rows['observations'])} observations")
    _renew_claims()
    return 0


def _claims(arguments: argparse.Namespace) -> int:
    from pkcn_data.claims.build import build_claims, judge_claims
    from pkcn_data.csvtext import to_csv
    from pkcn_data.display import format_claims

    rows = (build_claims if arguments.write else judge_claims)(arguments.folder)
    chosen = [row for row in rows["claims"] if row["reading"] == arguments.reading]
    if arguments.format == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    elif arguments.format == "csv":
        sys.stdout.write(to_csv(CLAIM_TABLES["claims"], chosen))
    else:
        print(format_claims(chosen, width=shutil.get_terminal_size((100, 24)).columns))
    if arguments.write:
        print(f"written: {_counted_claims(rows)}", file=sys.stderr)
    return 0


def _renew_claims() -> None:
    """Judge the claims of the data folder anew, for tables or figures have changed under them."""
    from pkcn_data.claims.build import build_claims
    from pkcn_data.claims.files import SUFFIX
    from pkcn_data.paths import claims_folder, figures_folder, tables_folder

    needed = (tables_folder(), figures_folder())
    if any(claims_folder().glob(f"*{SUFFIX}")) and all(folder.is_dir() for folder in needed):
        print(_counted_claims(build_claims()))


def _counted_claims(rows: Rows) -> str:
    return ", ".join(f"{len(rows[name])} {name}" for name in CLAIM_TABLES)


def _agreed(question: str) -> bool:
    try:
        return input(question).strip().lower() in ("y", "yes")
    except (EOFError, RuntimeError) as error:  # RuntimeError: standard input is closed
        raise PkcnError("nobody is there to answer, and nothing was written; give --yes or --dry-run") from error


def _article_of_stdin() -> Article:
    from pkcn_data.articles import MOST_BYTES, article_from_bytes

    if sys.stdin is None:
        raise PkcnError("standard input is closed; give a file, or an article through a pipe")
    return article_from_bytes(sys.stdin.buffer.read(MOST_BYTES + 1), where="standard input")


def _prepare_streams() -> None:
    """Print UTF-8 whatever the locale, so that no article ends in an encoding error; a closed stream swallows all."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - until the program ends
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


def _drop_output() -> None:
    """Send what is still unwritten nowhere: Python would complain once more when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

"""A build accounts for every article and replaces all tables or none; the committed tables are what it makes."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import frictionless
import pytest

from pkcn_data.build import build
from pkcn_data.errors import ArticleError
from pkcn_data.paths import CLAIMS_FOLDER, FIGURES_FOLDER, QUALITY_FILE
from pkcn_data.store import read_rows
from pkcn_data.swap import DESCRIPTOR

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Pakistan plans to increase software exports to China.\n\nFarmers lost half of their cotton crop, he said.\n"


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with two articles and something else."""
    (tmp_path / "articles" / "2024").mkdir(parents=True)
    (tmp_path / "articles" / "one.TXT").write_text(TEXT, encoding="utf-8")
    (tmp_path / "articles" / "2024" / "two.md").write_text(f"---\ntitle: Two\n---\n{TEXT}", encoding="utf-8")
    (tmp_path / "articles" / "photo.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "articles" / "._one.txt").write_bytes(b"\0\5\x16\7")
    return tmp_path


def test_every_file_is_accounted_for(data: Path) -> None:
    """Coded or skipped with a reason; progress names each article before it is coded."""
    seen: list[tuple[int, int, str]] = []

    done = build(
        data / "articles",
        data / "tables",
        progress=lambda number, total, path: seen.append((number, total, path.name)),
    )

    assert seen == [(1, 2, "two.md"), (2, 2, "one.TXT")]
    assert [path.name for path in done.coded] == ["two.md", "one.TXT"]
    assert [(path.name, reason) for path, reason in done.skipped] == [
        ("._one.txt", "is hidden"),
        ("photo.jpg", "does not end in .txt or .md or .markdown"),
    ]
    assert [row["article_id"] for row in done.rows["articles"]] == ["one", "two"]
    assert read_rows(data / "tables")[0] == done.rows


def test_the_manifest_holds_the_hash_of_each_article_file(data: Path) -> None:
    """Whoever has the articles can tell whether the tables are of these."""
    build(data / "articles", data / "tables")

    manifest = json.loads((data / DESCRIPTOR).read_text(encoding="utf-8"))["manifest"]
    assert manifest["inputs"] == {
        name: hashlib.sha256((data / "articles" / name).read_bytes()).hexdigest() for name in ("2024/two.md", "one.TXT")
    }


def test_a_sidecar_is_an_input_beside_an_article_and_skipped_without_one(data: Path) -> None:
    (data / "articles" / "one.yml").write_text("url: https://news.example/one\n", encoding="utf-8")
    (data / "articles" / "three.yml").write_text("url: https://news.example/three\n", encoding="utf-8")

    done = build(data / "articles", data / "tables")

    assert [row["url"] for row in done.rows["articles"]] == ["https://news.example/one", None]
    assert [(path.name, reason) for path, reason in done.skipped if path.suffix == ".yml"] == [
        ("three.yml", "lies beside no article of the same name ending in .txt or .md or .markdown")
    ]
    manifest = json.loads((data / DESCRIPTOR).read_text(encoding="utf-8"))["manifest"]
    assert list(manifest["inputs"]) == ["2024/two.md", "one.TXT", "one.yml"]


def test_articles_that_fail_are_all_named_and_nothing_is_written(data: Path) -> None:
    """What was built before stays, to the byte."""
    build(data / "articles", data / "tables")
    before = contents(data / "tables") | {DESCRIPTOR: (data / DESCRIPTOR).read_bytes()}
    (data / "articles" / "empty.txt").write_bytes(b"")
    (data / "articles" / "program.txt").write_bytes(b"\x7fELF\0\0")
    (data / "articles" / "2024" / "one.txt").write_text(TEXT, encoding="utf-8")
    (data / "articles" / "link.txt").symlink_to("nowhere.txt")

    with pytest.raises(ArticleError) as caught:
        build(data / "articles", data / "tables")

    first, *failures = str(caught.value).splitlines()
    assert first == "4 of 6 articles cannot be coded; nothing was written, mend or remove them"
    assert [failure.split(":")[0].removeprefix(f"- {data}/articles/") for failure in failures] == [
        "empty.txt",
        "link.txt",
        "one.TXT",
        "program.txt",
    ]
    assert contents(data / "tables") | {DESCRIPTOR: (data / DESCRIPTOR).read_bytes()} == before


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    """An empty set of tables would hide the mistake."""
    with pytest.raises(ArticleError, match="no article in it; put files ending in"):
        build(tmp_path, tmp_path / "tables")
    with pytest.raises(ArticleError, match="no such folder"):
        build(tmp_path / "nowhere", tmp_path / "tables")
    assert contents(tmp_path) == {}


def test_the_committed_tables_are_those_of_the_committed_articles(tmp_path: Path) -> None:
    """To the byte. When this fails after a change of coding or codebook, run `pkcn build` and look at the difference."""
    shutil.copy(ROOT / "data" / QUALITY_FILE, tmp_path)  # described with the tables, not built
    for folder in (FIGURES_FOLDER, CLAIMS_FOLDER):  # so are these
        shutil.copytree(ROOT / "data" / folder, tmp_path / folder)
    build(ROOT / "data" / "articles", tmp_path / "tables")

    assert contents(tmp_path / "tables") == contents(ROOT / "data" / "tables")
    assert (tmp_path / DESCRIPTOR).read_bytes() == (ROOT / "data" / DESCRIPTOR).read_bytes()


def test_the_committed_data_package_is_valid() -> None:
    """As `frictionless validate data/datapackage.json` finds it."""
    report = frictionless.validate(str(ROOT / "data" / DESCRIPTOR))

    assert report.valid, report.flatten(["title", "note"])

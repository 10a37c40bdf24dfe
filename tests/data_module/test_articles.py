"""Articles as published: what is metadata, what is body, and which input is refused."""

from __future__ import annotations

import time
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from pkcn_data.articles import MOST_BYTES, parse_article, read_article
from pkcn_data.errors import ArticleError

SEED = Path(__file__).parents[2] / "data" / "articles" / "2024-07-22-wealthpk-china-digital-sector.txt"
BODY = "The minister said on Monday that exports of software had grown.\n\nHe added that more would follow."


def parsed(text: str) -> dict[str, object]:
    """Return the fields that the text gave, without what is derived from the body."""
    fields = asdict(parse_article(text))
    return {
        key: value
        for key, value in fields.items()
        if value is not None and key not in ("article_id", "sha256", "language")
    }


def test_seed_metadata() -> None:
    article = read_article(SEED)
    assert (article.article_id, article.title, article.outlet, article.author, article.published, article.credit) == (
        "2024-07-22-wealthpk-china-digital-sector",
        "China's advancements to help transform Pakistan’s digital sector",
        "INP-WealthPk",
        "Ayesha Saba",
        "2024-07-22",
        "INP-WealthPk",
    )
    assert article.text.startswith("The Pak-China strategic partnership")
    assert article.text.endswith("Telecommunication of Pakistan.")


HEADERS: dict[str, dict[str, str]] = {
    "": {},
    "Software exports grow fast\n\n": {"title": "Software exports grow fast"},
    "Dawn\nSoftware exports grow fast\nKhaleeq Rana Published July 22, 2024 Updated July 23, 2024 10:15am\n\n": {
        "outlet": "Dawn",
        "title": "Software exports grow fast",
        "author": "Khaleeq Rana",
        "published": "2024-07-22",
    },
    "Software exports grow fast\nBy Our Correspondent | The Nation | Monday, 22 July 2024\n\n": {
        "title": "Software exports grow fast",
        "author": "Our Correspondent",
        "outlet": "The Nation",
        "published": "2024-07-22",
    },
    "22 Jul, 2024\n\nCan software exports grow fast?\n\nMonitoring Desk\n\n": {
        "title": "Can software exports grow fast?",
        "author": "Monitoring Desk",
        "published": "2024-07-22",
    },
    "Source: Xinhua\nEditor: huaxia\n2024-07-22 15:22:45\n\nFeature: Software grows\n\n": {
        "title": "Feature: Software grows",
        "outlet": "Xinhua",
        "published": "2024-07-22",
    },
    "Software exports grow fast\nBusiness & Finance\nAPP | Published 22 Jul, 2024 06:35am | 2 min read\n\n": {
        "title": "Software exports grow fast",
        "outlet": "APP",
        "published": "2024-07-22",
    },
    "Updated: 22/07/2024\nhttps://news.example/a\nSoftware exports grow fast\n\n": {
        "title": "Software exports grow fast",
        "url": "https://news.example/a",
        "published": "2024-07-22",
    },
    "---\ntitle: Software exports grow\nsource: Dawn\nauthor: [A Rana, B Shah]\ndate: 2024-07-22\n---\n": {
        "title": "Software exports grow",
        "outlet": "Dawn",
        "author": "A Rana, B Shah",
        "published": "2024-07-22",
    },
    "Reuters\nTechnology\nSoftware exports grow fast\nBy Ayesha Rana\nJuly 22, 20242:15 PM GMT+5 Updated 3 hours ago\nSummary\n\n": {
        "outlet": "Reuters",
        "title": "Software exports grow fast",
        "author": "Ayesha Rana",
        "published": "2024-07-22",
    },
    "Software exports grow fast\n\nIslamabad wants more. Beijing waits.\n\nBy Ayesha Rana\n\nJuly 22, 2024\n\n": {
        "title": "Software exports grow fast",
        "author": "Ayesha Rana",
        "published": "2024-07-22",
    },
    "BUSINESS & FINANCE » TECHNOLOGY\nSoftware exports grow fast\nFollow us\nAYESHA RANA, Contributing writer\nPhoto: VCG\n\n": {
        "title": "Software exports grow fast",
        "author": "AYESHA RANA, Contributing writer",
    },
    "Software exports grow fast\nAyesha Rana in Lahore\nUpdated - July 22, 2024 08:11 PM IST - NEW DELHI\n\n": {
        "title": "Software exports grow fast",
        "author": "Ayesha Rana in Lahore",
        "published": "2024-07-22",
    },
    "Software exports grow fast\nSource: Xinhua| 2024-07-22 15:22:45|Editor: huaxia\n\n": {
        "title": "Software exports grow fast",
        "outlet": "Xinhua",
        "published": "2024-07-22",
    },
    "Software exports grow fast\n\nBy Ayesha Rana | Gwadar Pro\n\nJuly 22, 2024\n\n": {
        "title": "Software exports grow fast",
        "author": "Ayesha Rana",
        "outlet": "Gwadar Pro",
        "published": "2024-07-22",
    },
    "HEADLINE: Software exports grow fast\nDATE: 2024-07-22\n\n": {
        "title": "Software exports grow fast",
        "published": "2024-07-22",
    },
    "**Title:** Software exports grow fast\n**Author:** Noor al-Hashimi\n\n": {
        "title": "Software exports grow fast",
        "author": "Noor al-Hashimi",
    },
    "Software\u00a0exports\u00a0grow\tfast\n\n": {"title": "Software exports grow fast"},
    "---\ntitle: No\nsource: https://news.example/a\nauthor: [{name: A Rana}, B Shah]\ndate: 2024-07-22T10:00:00Z\nurl: null\n---\n": {
        "title": "No",
        "url": "https://news.example/a",
        "author": "A Rana, B Shah",
        "published": "2024-07-22",
    },
    "# Software exports grow\n\nBy Ayesha Rana\n\n": {"title": "Software exports grow", "author": "Ayesha Rana"},
}


@pytest.mark.parametrize(("header", "expected"), HEADERS.items())
def test_heading_lines_are_metadata(header: str, expected: dict[str, str]) -> None:
    assert parsed(header + BODY) == {**expected, "text": BODY}


FOOTERS: dict[str, dict[str, str]] = {
    "\n\nCredit: INP-WealthPk": {"credit": "INP-WealthPk"},
    "\n\nSource: Xinhua\n": {"credit": "Xinhua"},
    "\n\n(APP)": {"credit": "APP"},
    " (APP)": {"credit": "APP"},
    "\n\nCopyright Business Recorder, 2024\n\nShare this article\nRead more: Other news": {
        "credit": "Copyright Business Recorder, 2024"
    },
    "\n\nPublished in Dawn, May 3rd, 2024": {
        "outlet": "Dawn",
        "published": "2024-05-03",
        "credit": "Published in Dawn, May 3rd, 2024",
    },
    "\n\nThe writer is a former secretary.\n\na.rana@example.com\n\nPublished in Dawn, May 3rd, 2024\n\nLike us.": {
        "outlet": "Dawn",
        "published": "2024-05-03",
        "credit": "Published in Dawn, May 3rd, 2024",
    },
    "\n\n— With assistance from Ayesha Rana\n\n© The Express 2024\n\nIT exports CPEC China": {
        "credit": "© The Express 2024"
    },
    "\n\nEditor : Ayesha Rana\n\nShare this:\nFacebook\nTwitter": {},
    "\n\nGlobal Times": {"credit": "Global Times"},
    "\n\nFor more information, contact:\nMinistry of Trade\nTel: 051-123": {},
    "\n\nFollow us on Facebook\nEnditem\nMore stories\nGold prices rise": {},
}


@pytest.mark.parametrize(("footer", "expected"), FOOTERS.items())
def test_lines_below_the_body_are_metadata(footer: str, expected: dict[str, str]) -> None:
    assert parsed(BODY + footer) == {**expected, "text": BODY}


@pytest.mark.parametrize(
    "text",
    ["Software exports grow", "July 22, 2024", "By focusing on IT, Pakistan can grow", "It grew.", "Credit: INP"],
)
def test_a_single_line_is_body(text: str) -> None:
    assert parsed(text) == {"text": text}


def test_headings_and_lists_inside_the_body_stay() -> None:
    body = f"{BODY}\n\nNext steps\n\n- More exports\n- Fewer imports\n\nHe left after the talks."
    assert parse_article(body).text == body


def test_lines_of_the_body_that_look_like_a_heading_stay() -> None:
    body = f"{BODY}\n\nBy 2030, Pakistan plans to train a million.\n\nThe photo: old\n\nSource of the money: loans.\n\nIt grew."
    assert parse_article(body).text == body


def test_a_dateline_belongs_to_the_body() -> None:
    body = "BEIJING, Sept. 29 (INP): The forum opened here on Monday."
    assert parsed(f"Forum opens in Beijing\n\n{body}") == {"title": "Forum opens in Beijing", "text": body}


def test_wrapped_lines_are_joined_and_single_lines_are_not() -> None:
    wrapped = (
        "The minister said on Monday that exports of software had grown by a\n"
        "quarter, which was more than the government had expected when the\n"
        "year began.\n"
        "\n"
        "He added that more would follow, as the world needed more of it than\n"
        "ever.\n"
    )
    assert parse_article(wrapped).text == (
        "The minister said on Monday that exports of software had grown by a quarter, which was more than the "
        "government had expected when the year began.\n\n"
        "He added that more would follow, as the world needed more of it than ever."
    )
    assert parse_article(BODY.replace("\n\n", "\n")).text == BODY.replace("\n\n", "\n")


def test_the_body_is_normalised_once() -> None:
    text = "\ufeffThe cafe\u0301 grew \r\nby\u00a0\u200b5 per cent.  \r\n\r\n\r\nIt helped."
    assert parse_article(text).text == "The café grew by\u00a05 per cent.\n\n\nIt helped."


def test_markdown_becomes_plain_text() -> None:
    text = "# Title of it\n\nThe **minister** told [*Dawn*](http://d.example) of snake_case_names.\n\n## Next\n\n> He left."
    article = parse_article(text)
    assert (article.title, article.text) == (
        "Title of it",
        "The minister told Dawn of snake_case_names.\n\nNext\n\nHe left.",
    )


@pytest.mark.parametrize(
    ("label", "language"), [("en", "en"), ("en_GB", "en-gb"), ("English", "en"), ("de", "en"), ("???", "en")]
)
def test_the_language_is_a_tag_of_english(label: str, language: str) -> None:
    """Nothing else is coded, whatever the front matter says."""
    assert parse_article(f"---\nlanguage: {label}\n---\n{BODY}").language == language


@pytest.mark.parametrize("piece", ["[the](", "![the](", "[", "*the ", "_", "> "])
def test_marks_that_never_close_cost_linear_time(piece: str) -> None:
    """A hundred thousand of them would else take minutes."""
    begin = time.process_time()

    parse_article(f"# Title of it\n\n{piece * 100_000}](\n\n{BODY}")

    assert time.process_time() - begin < 10


def test_ids_are_slugs() -> None:
    assert parse_article(f"Pakistan’s IT: what’s next for Süd-Punjab?\n\n{BODY}").article_id == (
        "pakistans-it-whats-next-for-sud-punjab"
    )
    assert parse_article(BODY).article_id == f"article-{parse_article(BODY).sha256[:8]}"


ENCODED = {
    "utf-8": BODY.encode(),
    "utf-8 with mark": BODY.encode("utf-8-sig"),
    "utf-16": BODY.encode("utf-16"),
}


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED.keys())
def test_encodings(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert read_article(tmp_path / "a.txt").text == BODY


def test_windows_encoding_of_curly_marks(tmp_path: Path) -> None:
    text = "He said: “It’s a café – and more.”"
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))
    assert read_article(tmp_path / "a.txt").text == text


REFUSED = {
    "empty": (b"", "empty"),
    "white space": (b" \n\t", "empty"),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
    "wrong encoding": ("Министр сказал, что".encode("koi8-r"), "byte 0 (0xed)"),
    "undecodable": (b"The caf\x81 grew.", "byte 7 (0x81)"),
    "no word": (b"... 1234 ---", "no sentence"),
    "not English": (
        b"Der Minister sagte, dass die Wirtschaft des Landes wachse. " * 4,
        "not seem to be in English",
    ),
    "not Latin": ("وزیر نے کہا".encode(), "not in English"),
    "too large": (b"a " * MOST_BYTES, "too large"),
    "not English, short": ("Le gouvernement pakistanais a signé un accord avec la Chine.".encode(), "in English"),
    "HTML": (b"\n<!DOCTYPE html>\n<html><body><p>The deal was signed.</p></body></html>", "this is an HTML page"),
    "PDF": (b"%PDF-1.4\n1 0 obj << /Type /Catalog >>", "this is a PDF"),
    "RTF": (b"{\\rtf1\\ansi The deal was signed.}", "this is an RTF document"),
    "heading alone": (b"Dawn\n\nBy Ayesha Rana\n\nJuly 22, 2024", "no sentence"),
    "bad front matter": (
        b"---\ntitle: [a\n---\nThe body is here.",
        "front matter between the --- lines: line 3, column 1",
    ),
    "front matter alone": (b"---\ntitle: a\n---\n", "no sentence"),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_refused_files_are_named_with_a_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    with pytest.raises(ArticleError) as error:
        read_article(path)
    assert str(error.value).startswith(f"{path}: ")
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


def test_a_sidecar_says_what_the_text_lacks_and_counts_more(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Software exports grow fast\nBy Ayesha Rana\n\n{BODY}", encoding="utf-8")
    without = read_article(path)
    (tmp_path / "a.yml").write_text(
        "url: https://news.example/a\nauthor: A. Rana\npublished: 2024-07-22\n", encoding="utf-8"
    )

    assert read_article(path) == replace(
        without, url="https://news.example/a", author="A. Rana", published="2024-07-22"
    )


SIDECARS = {
    "unknown field": ("link: https://a.example", "line 1: unknown field link; allowed are title, outlet, author, "),
    "twice": ("title: A\ntitle: B", "line 2: 'title' stands twice"),
    "no day": ("title: A\npublished: 2024-02-30", "line 2, field published: '2024-02-30' is not allowed; write a day"),
    "day in words": ("published: July 22", "such as 2024-07-22"),
    "no web address": ("url: javascript:alert(1)", "field url: 'javascript:alert(1)' is not allowed; write a full web"),
    "half an address": ("url: news.example/a", "begins with https://"),
    "empty field": ("title:", "says nothing; give one of title, "),
    "blank field": ("title: ' '", "field title: "),
    "no fields": ("- a", "fields are expected here (title, outlet, "),
    "empty": ("", "the file is empty; add the fields title, "),
    "no YAML": ("title: [a", "not valid YAML"),
    "no text": (b"title: \xff", "not UTF-8 (byte 7)"),
}


@pytest.mark.parametrize(("content", "reason"), SIDECARS.values(), ids=SIDECARS.keys())
def test_a_sidecar_with_a_mistake_is_refused_with_its_place(tmp_path: Path, content: str | bytes, reason: str) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "a.yml").write_bytes(content if isinstance(content, bytes) else content.encode())

    with pytest.raises(ArticleError) as error:
        read_article(tmp_path / "a.txt")

    assert str(error.value).startswith(f"{tmp_path / 'a.yml'}: ")
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


def test_a_device_without_end_is_refused() -> None:
    """Its size is not known before it is read."""
    with pytest.raises(ArticleError, match="too large: more than 5,000,000 bytes"):
        read_article("/dev/zero")


@pytest.mark.parametrize(("name", "reason"), [("missing.txt", "no such file"), (".", "folder")])
def test_paths_that_are_no_file(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(ArticleError, match=reason):
        read_article(tmp_path / name)

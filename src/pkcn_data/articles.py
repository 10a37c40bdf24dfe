"""Articles as published, in: plain text or Markdown; metadata and a normalised body, out."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from pkcn_data.article_lines import Metadata, is_metadata_line, split_lines
from pkcn_data.errors import ArticleError
from pkcn_data.model import Article
from pkcn_data.sidecars import with_sidecar
from pkcn_data.yamltext import PlainLoader, yaml_problem

MOST_BYTES = 5_000_000
MARKDOWN_SUFFIXES = (".md", ".markdown")
LONGEST_ID = 60

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ud800-\udfff]+"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f]")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*$")
_MARKDOWN_MARK = re.compile(r"^(?:#{1,6} \S|\*\*[^\s*])", re.MULTILINE)
# Bounded, so that brackets that never close cost linear time.
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,800}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^)\s]{0,500}(?: \"[^\"\n]{0,300}\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*\*\*|\*\*|__|\*|_)(?=[^\s*_])([^\n]{0,300}?[^\s*_])\1(?![\w*_])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>-])")
_LIST_ITEM = re.compile(r"(?:[-*+•▪●–]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_FINAL = re.compile(r"[.!?…:;][\"”’»')\]]*$")
_WORD = re.compile(r"[^\W\d_]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")

# How files begin that hold an article in another form than plain text, and what a person calls them.
_OTHER_FORMS = {
    "%pdf-": "a PDF",
    "{\\rtf": "an RTF document",
    "<!doctype html": "an HTML page",
    "<html": "an HTML page",
}

# Words of English that few other languages share, and the least share of them that English prose has.
_STOP_WORDS = frozenset(
    "the of and to for with that as by from are has be will have its this said at which their been would our we "
    "it were they his her not but you can".split()
)
# Words of other languages of the region and of Europe that are no English ones; they judge a text too short for shares.
_FOREIGN_WORDS = frozenset(
    "der das und dass ist nicht mit den dem ein eine von auf für le la les et des du un une est dans que qui pour avec "
    "sur el los las del y por con para una il di che della è não uma dos ve bir ile bu için yang dan dengan untuk ke ki "
    "ka ko ne aur hai mein kaha".split()
)
_ENGLISH_TAG = re.compile(r"en(-[a-z0-9]+)*")
FEWEST_WORDS_TO_JUDGE = 20
LEAST_STOP_SHARE = 0.1
_JUDGED_CHARACTERS = 3000


def read_article(path: Path | str) -> Article:
    """Read one article from a file of plain text or Markdown; its id is the slug of the file's name.

    A YAML file of the same name beside it adds metadata that the article's own lines lack (`sidecars`).
    """
    path = Path(path)
    text = _decode(_read_bytes(path), str(path))
    is_markdown = path.suffix.lower() in MARKDOWN_SUFFIXES
    try:
        article = parse_article(text, article_id=_slug(path.stem) or None, markdown=is_markdown or None)
    except ArticleError as error:
        raise ArticleError(f"{path}: {error}") from error
    return with_sidecar(article, path)


def article_from_bytes(data: bytes, *, where: str) -> Article:
    """Part an article that was not read from a file, decoded as a file's; `where` names it in errors."""
    try:
        _check_size(len(data))
    except ArticleError as error:
        raise ArticleError(f"{where}: {error}") from error
    text = _decode(data, where)
    try:
        return parse_article(text)
    except ArticleError as error:
        raise ArticleError(f"{where}: {error}") from error


def parse_article(text: str, *, article_id: str | None = None, markdown: bool | None = None) -> Article:
    """Part an article as published into metadata and body.

    The body is normalised once: NFC, ``\\n`` line ends, no byte-order mark, zero-width or control characters, no space
    at either end of a line. No-break spaces stay. Every line of it is a paragraph: lines that only wrap are joined, and
    blank lines stay as in the source. Headings inside the body stay; marks of Markdown do not. Without `article_id` the id is the slug
    of the title, else ``article-`` and the start of the body's checksum.
    """
    text = _normalise(text)
    _check_form(text)
    metadata = Metadata()
    text, has_front_matter = _take_front_matter(text, metadata)
    if markdown is None:
        markdown = has_front_matter or _MARKDOWN_MARK.search(text) is not None
    lines = [line.strip() for line in text.split("\n")]
    if markdown:
        lines = _plain_lines(lines, metadata)
    body = "\n".join(split_lines(_unwrap(lines), metadata)).strip()
    _check_body(body)
    checksum = hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(
        article_id=article_id or _slug(metadata.title or "") or f"article-{checksum[:8]}",
        title=metadata.title,
        outlet=metadata.outlet,
        author=metadata.author,
        published=metadata.published or metadata.updated,
        url=metadata.url,
        credit=metadata.credit,
        language=_language(metadata.language),
        text=body,
        sha256=checksum,
    )


def _read_bytes(path: Path) -> bytes:
    try:
        _check_size(path.stat().st_size)
        with path.open("rb") as file:  # a device or a pipe has no size to ask for
            data = file.read(MOST_BYTES + 1)
        _check_size(len(data))
        return data
    except ArticleError as error:
        raise ArticleError(f"{path}: {error}") from error
    except FileNotFoundError as error:
        raise ArticleError(f"{path}: no such file; give the path of a text or Markdown file") from error
    except IsADirectoryError as error:
        raise ArticleError(f"{path}: this is a folder; give the path of one text or Markdown file in it") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ArticleError(f"{path}: cannot be read ({reason}); check its name and permissions") from error


def _check_size(size: int) -> None:
    if size > MOST_BYTES:
        raise ArticleError(f"the article is too large: more than {MOST_BYTES:,} bytes; give one article a file")


def _decode(data: bytes, where: str) -> str:
    """Decode UTF-8, UTF-16 with a byte-order mark, or Windows-1252 that gives plausible text."""
    if not data.strip():
        raise ArticleError(f"{where}: the article is empty; give a text with at least one sentence")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise ArticleError(f"{where}: not valid UTF-16 at byte {error.start}; save it as UTF-8 text") from error
    if b"\0" in data or len(re.findall(rb"[\x01-\x08\x0e-\x19\x7f]", data)) > len(data) // 100:
        raise ArticleError(f"{where}: this is a binary file, not text; give plain text or Markdown in UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = _decode_windows(data)
        if text is None:
            raise ArticleError(
                f"{where}: not UTF-8 text, byte {error.start} (0x{data[error.start]:02x}) cannot be decoded; "
                "save it as UTF-8"
            ) from error
        return text


def _decode_windows(data: bytes) -> str | None:
    """Decode Windows-1252, or return None where the result is not like English text with a few special characters."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    special = [glyph for glyph in text if ord(glyph) > 127]
    usual = sum(glyph in "‘’“”–—…•€£¥©®™°·«»½¼¾\u00a0é" for glyph in special)
    rare = len(special) - usual
    return text if len(special) * 5 <= len(text) and rare <= max(2, len(text) // 50) else None


def _normalise(text: str) -> str:
    _check_size(len(text.encode("utf-8", "surrogatepass")) if len(text) > MOST_BYTES // 4 else len(text))
    if _CONTROL.search(text[:_JUDGED_CHARACTERS]) and ("\0" in text or len(_CONTROL.findall(text)) > len(text) // 100):
        raise ArticleError("this is binary data, not text; give plain text or Markdown in UTF-8")
    text = _LINE_END.sub("\n", text)
    if text.isascii():
        return _INVISIBLE.sub("", text)
    text = _INVISIBLE.sub("", text.replace("\u2029", "\n\n"))
    return unicodedata.normalize("NFC", text)


def _check_form(text: str) -> None:
    if not text.strip():
        raise ArticleError("the article is empty; give a text with at least one sentence")
    start = text.lstrip()[:20].lower()
    for opening, form in _OTHER_FORMS.items():
        if start.startswith(opening):
            raise ArticleError(f"this is {form}, not plain text; copy the words of the article into a text file")


def _language(tag: str | None) -> str:
    """Return a tag of English; what any other label says of an English text is wrong."""
    tag = (tag or "").lower().replace("_", "-")
    return tag if _ENGLISH_TAG.fullmatch(tag) else "en"


def _take_front_matter(text: str, metadata: Metadata) -> tuple[str, bool]:
    """Read the YAML block at the top of a Markdown file; return the text after it."""
    text = text.lstrip("\n ")
    match = _FRONT_MATTER.match(text)
    if match is None:
        return text, False
    try:
        fields: Any = yaml.load(match[1], Loader=PlainLoader)
    except (yaml.YAMLError, ValueError) as error:
        reason = yaml_problem(error, lines_above=1) if isinstance(error, yaml.YAMLError) else str(error)
        raise ArticleError(f"front matter between the --- lines: {reason}") from error
    if not isinstance(fields, dict):
        return text, False
    for key, value in fields.items():
        metadata.add_labelled(str(key).replace("_", " "), ", ".join(_plain_values(value)))
    return text[match.end() :], True


def _plain_values(value: object) -> Iterator[str]:
    """Yield the texts of a field: itself, the items of a list, the name of somebody with further fields."""
    if isinstance(value, list):
        for one in value:
            yield from _plain_values(one)
    elif isinstance(value, dict):
        yield from _plain_values(value.get("name"))
    elif value is not None and value != "null":
        yield str(value)


def _plain_lines(lines: list[str], metadata: Metadata) -> list[str]:
    """Turn Markdown lines to plain text; the first heading, when nothing but short lines is above it, is the title."""
    plain: list[str] = []
    for line in lines:
        heading = _HEADING.match(line)
        line = _plain(heading[1] if heading else line)
        if heading and metadata.title is None and not any(len(above) > 80 for above in plain):
            metadata.add("title", line)
            continue
        if heading and line == metadata.title and not any(plain):
            continue
        plain.append(line)
    return plain


def _plain(line: str) -> str:
    if line.startswith(">"):
        line = line.lstrip("> ")
    if "](" in line:
        line = _LINK.sub(r"\1", _IMAGE.sub("", line)).strip()
    if "*" in line or "_" in line:
        line = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", line))
    return _ESCAPE.sub(r"\1", line) if "\\" in line else line


def _unwrap(lines: list[str]) -> list[str]:
    """Join the lines of paragraphs that were wrapped at a fixed width.

    The article is wrapped when of the lines that directly follow another a quarter start in lower case, or half follow
    a long one without a final stop.
    """
    pairs = [(line, after) for line, after in pairwise(lines) if line and after]
    lower = sum(after[0].islower() for _, after in pairs)
    cut = sum(after[0].islower() or (45 <= len(line) <= 110 and not _FINAL.search(line)) for line, after in pairs)
    if not cut:
        return lines
    wrapped = 4 * lower >= len(pairs) or (cut > 1 and 2 * cut >= len(pairs))
    width = max(len(line) for line, _ in pairs)
    joined: list[str] = []
    previous = ""
    for line in lines:
        if previous and line and _continues(previous, line, width if wrapped else None):
            gap = "" if re.search(r"\w-$", previous) else " "
            joined[-1] = f"{joined[-1]}{gap}{line}"
        else:
            joined.append(line)
        previous = line
    return joined


def _continues(line: str, after: str, width: int | None) -> bool:
    """Tell whether `after` goes on with the paragraph of `line`; without a width only a lower-case start says so."""
    final = _FINAL.search(line) is not None
    if _LIST_ITEM.match(after) or is_metadata_line(line) or is_metadata_line(after):
        return False
    if after[0].islower():
        return not final or width is not None
    if width is None or len(line) < 0.6 * width or (final and len(line) < 0.8 * width):
        return False
    return len(after) >= 0.4 * width or _FINAL.search(after) is not None


def _check_body(body: str) -> None:
    words = _WORD.findall(body[:_JUDGED_CHARACTERS].lower())
    if not words:
        if not _WORD.search(body):
            raise ArticleError("the article holds no sentence: there is no word in its body")
        return
    letters = "".join(words)
    if len(letters.encode("ascii", "ignore")) < len(letters) / 2:
        raise ArticleError("the article is not in English: most of its letters are not Latin; give an English text")
    english = sum(map(_STOP_WORDS.__contains__, words))
    if len(words) < FEWEST_WORDS_TO_JUDGE:
        foreign = sum(map(_FOREIGN_WORDS.__contains__, words))
        if foreign > 2 * english + 1:
            raise ArticleError("the article does not seem to be in English; give an English text")
        return
    share = english / len(words)
    if share < LEAST_STOP_SHARE:
        raise ArticleError(
            f"the article does not seem to be in English: {share:.0%} of its words are common English words, "
            f"{LEAST_STOP_SHARE:.0%} are expected; give an English text"
        )


def _slug(name: str) -> str:
    """Return lower-case ASCII words joined by hyphens, cut at a word."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.replace("’", "")).encode("ascii", "ignore").decode()
    slug = _NOT_SLUG.sub("-", name.lower().replace("'", "")).strip("-")
    if len(slug) <= LONGEST_ID:
        return slug
    cut = slug[: LONGEST_ID + 1].rfind("-")
    return slug[: cut if cut > 0 else LONGEST_ID]

"""Which lines of a published article are its heading and its credit, and which are its body.

A line is judged by its own form first (a date, a by-line, "Source: …", "Also read: …"); what is left above the first
line of prose is told apart by place and shape: the longest is the title, a short one before it the outlet, a name after
it the author, a longer one after it a standfirst, which is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pkcn_data.article_dates import DATE, find_date

MOST_HEADER_LINES = 14
MOST_TITLE_WORDS = 30
FEWEST_TITLE_WORDS = 4
FEWEST_PROSE_WORDS = 25

_LABELS = {
    "title": "title", "headline": "title",
    "outlet": "outlet", "source": "outlet", "publisher": "outlet", "publication": "outlet", "newspaper": "outlet",
    "site": "outlet",
    "author": "author", "authors": "author", "byline": "author", "reporter": "author", "writer": "author",
    "date": "published", "published": "published", "date published": "published", "publication date": "published",
    "updated": "updated",
    "url": "url", "link": "url",
    "language": "language", "lang": "language",
    "credit": "credit", "copyright": "credit",
}  # fmt: skip
_LABELLED = re.compile(r"([A-Za-z]+(?: [A-Za-z]+)?)\s*:\s*(\S.*)")
_URL = re.compile(r"https?://\S+$")
_EMAIL = re.compile(r"(?:e-?mail\s*:\s*)?\S+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_BYLINE = re.compile(
    r"(?:(?:written|reported|posted|published|story|words|text) )?by:?\s+(?P<name>\S.*)", re.IGNORECASE
)
_DATE_NOISE = re.compile(
    r"\b(?:first published|last updated|last modified|published|updated|posted|modified|dated?|online|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\b|pkt|pst|gmt|utc|ist|edt|est|bst|cst|"
    r"bjt|jst|hkt)(?:\s?[+-]\d{1,2}(?::?\d\d)?)?\b\.?:?|\b\d+ (?:minutes?|hours?|days?) ago\b|\b\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?|\b\d{1,2}\s*[ap]m\b|[(][^)\w]*[)]|\(?UTC?\s*[+-]\d+\)?|"
    r"\b(?:on|at)\b(?=\W*$|\s*[,|:])",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|•·‖\t]\s*|\s+[-–—/]+\s+|\s{2,}|\s*[,:;]\s*$|^\s*[,:;|–—-]\s*")
_READING_TIME = re.compile(
    r"(?:reading time:? ?)?\d+\s*[- ]?min(?:ute)?s?(?: read)?|\d+(?: (?:views?|comments?|shares?))?", re.IGNORECASE
)
_SOURCE = re.compile(r"(?:source\s*:?|from)\s+", re.IGNORECASE)
_DESK = re.compile(
    r"(?:(?:our|a|the|own|special|staff|senior|chief|news|web|business|monitoring|city|political|economic|commerce|"
    r"online|digital|newspaper['’]s|recorder|bureau|diplomatic|independent|foreign|national|desk) )*"
    r"(?:correspondent|reporter|report|desk|team|agencies|agency|bureau|editorial|editorial board|news desk|"
    r"web desk|newsdesk|webdesk)s?",
    re.IGNORECASE,
)
_OUTLET_WORD = re.compile(
    r"\b(?:News|Daily|Times|Tribune|Post|Herald|Observer|Today|Gazette|Journal|Recorder|Reuters|Xinhua|Agency|Media|"
    r"Network|Press|TV|Television|Radio|Express|Nation|Hindu|Standard|Mirror|Guardian|Telegraph|Bloomberg|Mint|Diplomat|"
    r"Digest|Review|Magazine|Weekly|Monitor|Bulletin|Online|Pro|Dawn|Broadcasting|Corporation|Institute|Centre|Center|"
    r"Asia|International|BBC|CNN|CGTN|APP|INP|ANI|PTI|PPI|AFP|AP|NNI|Quarterly|Chronicle|Globe|Insider|Blog)\b"
    r"|\w\.(?:com|net|org|pk|cn|in)\b|^The(?: [A-Z][\w-]+)+$|[a-z][A-Z]"
)
_NAME_WORD = r"(?:(?:al-|el-|ul-|d['’])?[A-Z][\w.’'-]*|bin|ul|ur|al|de|der|van|von|el)"
_NAME = re.compile(rf"{_NAME_WORD}(?: {_NAME_WORD}){{1,4}}(?:(?:,| and| &) {_NAME_WORD}(?: {_NAME_WORD}){{1,4}})*")
_BYLINE_NAME = re.compile(
    r"(?:[A-Z][\w.,’'&-]*|and|for|in|at|of|with|the|&|bin|ul|ur|al|de|"
    r"staff|special|contributing|senior|reporters?|correspondents?|writers?|editors?),?(?: |$)"
)
_JOURNALIST = re.compile(  # "FELIX OMAR and SANA MIR, Nikkei staff writers"
    rf"{_NAME.pattern}, [\w’' ]{{0,40}}\b(?:writer|correspondent|reporter|editor|columnist)s?"
)
_SENT_FROM = re.compile(
    rf" in {_NAME_WORD}(?: {_NAME_WORD})?(?=,| and|$)"
)  # "Sana Mir in Lahore and Liu Wei in Beijing"
_CAPITALISED = re.compile(r"(?:(?:[A-Z\d][\w.’'&/-]*|&|of|the|and|for)(?: |$))+")
_SECTIONS = frozenset(
    "business national world pakistan china opinion home economy technology tech editorial latest news features "
    "analysis politics science education energy cpec exclusive op-ed sci-tech international top newspaper "
    "and source finance markets companies money stories digital columns blogs".split()
)
_BESIDE_DATES = frozenset(
    "at|on|islamabad|karachi|lahore|peshawar|quetta|rawalpindi|beijing|shanghai|hong kong|new delhi|mumbai|chennai|bengaluru|"
    "kolkata|hyderabad|dubai|riyadh|jeddah|tokyo|singapore|london|washington".split("|")
)
_TERMINAL = re.compile(r"[.!?…:][\"”’»')\]]*$|[.!?,][”\"’»]$")
_DATELINE = re.compile(
    r"(?!(?:INTERVIEW|EXCLUSIVE|ANALYSIS|OPINION|COLUMN|COMMENT|FEATURE|EXPLAINER|EXPLAINED|EDITORIAL|PROFILE|REPORT|UPDATE|"
    r"BREAKING|SPECIAL|REVIEW|WATCH|VIDEO|FACTBOX|FOCUS|INSIGHT|BLOG|PODCAST)\b)"
    r"[A-Z][A-Z .,/-]{2,}(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?(?:,? \d{4})? ?(?:\([^)]{2,40}\))? ?[:–—-]+"
)
_TWO_SENTENCES = re.compile(r"[a-z0-9)”\"][.!?][”\"’]? +[“\"‘]?[A-Z]")

_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b).*", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?P<label>(?:(?:story|photo|image|picture) )?credits?|source|sources|courtesy|via)\s*:\s*(?P<credit>\S.*)"
    r"|\(?(?P<agency>[A-Z]{2,5}(?:[/-][A-Za-z]+)*|Xinhua|Reuters|Agencies|Online|Bloomberg)\)?"
    r"|\(?with (?:additional )?inputs? from (?P<inputs>[^()]{2,60})\)?"
    rf"|(?P<rights>{_COPYRIGHT.pattern})|(?P<all>.{0, 80}\ball rights reserved\b.*)",
    re.IGNORECASE,
)
_PUBLISHED_IN = re.compile(
    r"(?:first |originally )?(?:published|appeared) in (?P<outlet>[^,.]+?)(?:,| on\b).{0,60}", re.IGNORECASE
)
_BOILERPLATE = re.compile(
    r"(?:(?:share (?:this|on|article|via|the)|share|tweet|print|email|whatsapp|comments?|advertisement|related|"
    r"tags?|topics|save|listen|newsletter)\W*(?:$|:.*)|"
    r"share (?:this|on|via)\b.*|(?:also read|read also|read more|read next|see also|more on this|must read|related stor\w+|"
    r"related articles?|recommended|read)\s*[:|–-].*|(?:read|click) (?:more|here)\b.*|"
    r"subscribe\b.*|sign up\b.*|follow (?:us|the|our|@)\b.*|like [\w& ]{1,30} on facebook.*|"
    r"join (?:our|us)\b.*(?:whatsapp|channel|telegram|group).*|download (?:our|the)\b.*app.*|"
    r"for (?:more|the latest) (?:news|updates|information|stories)\b.*|\(?(?:web )?editors?\s*: .{2,40}\)?|"
    r"\(?(?:additional )?(?:reporting|writing) by .*|\(?edited by .*|-?\s*30\s*-?|\W*(?:ends?|enditem)\W*|#+|(?:tags?|keywords)\s*:.*|"
    r"\W*with (?:assistance|additional reporting) (?:from|by)\b.*|e-?mail\s*:.*|the (?:writer|author)s? (?:is|are|was|has|have|can|may|works?|teaches)\b.*|"
    r"\(?catch all the .{0,60}news\b.*|our standards:.*|filed under:.*|\(?this (?:article|story|report|copy) (?:was|is|has)(?: not)?(?: been)? "
    r"(?:first |originally )?(?:published|from|produced|edited)\b.*)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:advertisement|(?:also read|read also|read more|read next|see also|must read|related|read)\s*[:|].*)",
    re.IGNORECASE,
)
_TAIL_AGENCY = re.compile(
    r"(?<=[.!?”\"’])\s*[(–—-]+\s*(?P<agency>[A-Z]{2,5}(?:[/-][A-Za-z]+)*|Xinhua|Reuters|Agencies)\)?$"
)
_REST_OF_PAGE = re.compile(
    r"more (?:for|from|stories|news|on) (?:you|this|us|the)\b.{0,30}|more stories|you (?:may|might) also like.*|most (?:read|popular)|"
    r"latest (?:stories|news)|trending(?: now)?|related (?:articles|stories|news|posts|topics)|recommended(?: for you)?|"
    r"hashtags|photos|leave a (?:comment|reply)|no comments yet\W*|comments(?: are closed\W*|\W*\d*\W*)?|"
    r"(?:for (?:more|further) information,? (?:please )?contact|media contacts?|press contacts?)\s*:?|"
    r"share this\W*|filed under:.*|(?:submit|post|add|write) a comment|"
    r"\D{0,20}\d+ (?:minutes?|hours?|days?|weeks?|months?) ago",
    re.IGNORECASE,
)
_PAGE_TOP = re.compile(
    r"skip to .{0,20}content|home\s*[/>»].*|follow us\b.{0,30}|"
    r"(?:menu|search|by|press release|handout|follow|synopsis|summary|in short|short url|global edition|larger|smaller)\W*|"
    r"text\s*:\s*a+print|share\b.{0,20}|listen to (?:this )?(?:article|story)|(?:tweet|print|email|save|advertisement)\W*",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r".{0,300}[\[(](?:photo|image|picture|pic|file photo|file)s?\b[^\])]{0,80}[\])]\.?"
    r"|(?:.{0,300}[.!?”]\s+)?(?-i:(?:FILE |File )?(?:PHOTO|Photo|IMAGE|Image))s?(?: (?:by|courtesy))?\s*:\s*\S.{0,60}",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[\W_]*")


@dataclass(slots=True)
class Metadata:
    """What the lines around a body say; the first that says it counts."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    language: str | None = None
    credit: str | None = None

    def add(self, key: str, value: str) -> None:
        """Set a field that is still missing."""
        value = " ".join(value.split()).strip(" ,;|")
        if key in ("published", "updated"):
            value = find_date(value) or ""
        if value and getattr(self, key) is None:
            setattr(self, key, value)

    def add_labelled(self, label: str, value: str) -> bool:
        """Set the field of a label such as "Source"; return whether the label is known."""
        key = _LABELS.get(label.lower())
        if key == "outlet" and _URL.match(value):
            key = "url"
        if key is not None:
            self.add(key, value)
        return key is not None


def split_lines(lines: list[str], metadata: Metadata) -> list[str]:
    """Return the lines of the body, and add what the others say to `metadata`.

    Lines are stripped, blank ones part paragraphs. There is always a body: lines that are all like a heading are one.
    """
    first = _body_start(lines, metadata)
    last = _body_end(lines[: _page_end(lines, first)], first, metadata)
    while first < last - 1 and (lines[first] == metadata.title or not lines[first]):
        first += 1
    body = [line for line in lines[first:last] if not _is_aside(line)]
    while body and not body[-1]:
        body.pop()
    if len(body) == 1 and _is_outlet(body[0]) and (metadata.author or metadata.published):
        return []  # a heading without a body
    if body:
        tail = _TAIL_AGENCY.search(body[-1])
        if tail is not None:
            metadata.add("credit", tail["agency"])
            body[-1] = body[-1][: tail.start()]
    return body


def is_metadata_line(line: str) -> bool:
    """Tell whether a line is a date line, a by-line or a labelled field."""
    return _read_metadata_line(line, Metadata())


def _is_aside(line: str) -> bool:
    """Tell whether a line between others is no part of the text: a link to another article, a caption, a rule."""
    return any(pattern.fullmatch(line) for pattern in (_ASIDE, _CAPTION, _SEPARATOR)) if line else False


def _body_start(lines: list[str], metadata: Metadata) -> int:
    """Return the index of the body's first line."""
    numbered = [index for index, line in enumerate(lines) if line]
    if not numbered:
        return 0
    found = Metadata()
    loose: list[int] = []
    after_metadata = 0
    for place, index in enumerate(numbered[:MOST_HEADER_LINES]):
        line = lines[index]
        if _read_metadata_line(line, found):
            after_metadata = place + 1
            continue
        if any(pattern.fullmatch(line) for pattern in (_SEPARATOR, _PAGE_TOP, _CAPTION, _READING_TIME)):
            continue
        if _is_prose(line) and not _is_above_metadata(lines, numbered, place, is_title=not loose):
            _accept(found, metadata)
            return _name_loose_lines(lines, loose, index, metadata)
        loose.append(index)
    return _start_without_prose(lines, numbered, loose, after_metadata, found, metadata)


def _start_without_prose(
    lines: list[str], numbered: list[int], loose: list[int], after_metadata: int, found: Metadata, metadata: Metadata
) -> int:
    """Return the body's first line where no line is prose: what follows the metadata, or what follows the first line."""
    body = [index for index in loose if after_metadata < len(numbered) and index >= numbered[after_metadata]]
    if body and after_metadata:
        start = body[0]
        if len(body) > 1 and len(body) == len(loose):
            start = body[1]
    elif len(loose) > 1:
        start = loose[1] if not after_metadata else loose[-1]
    else:
        if not loose:
            return numbered[0]
        start = loose[0]
    _accept(found, metadata)
    return _name_loose_lines(lines, [index for index in loose if index < start], start, metadata)


def _accept(found: Metadata, metadata: Metadata) -> None:
    for key in Metadata.__slots__:
        value = getattr(found, key)
        if value is not None and getattr(metadata, key) is None:
            setattr(metadata, key, value)


def _is_above_metadata(lines: list[str], numbered: list[int], place: int, *, is_title: bool) -> bool:
    """Tell whether a line that could be prose is a title or a standfirst: short, and metadata and prose follow.

    A title may also be a question with prose below; after a standfirst the by-line or the date comes at once.
    """
    line = lines[numbered[place]]
    if _n_words(line) > MOST_TITLE_WORDS or (is_title and _TWO_SENTENCES.search(line)):
        return False
    following = [lines[index] for index in numbered[place + 1 : place + 6]]
    if not is_title and not (following and is_metadata_line(following[0])):
        return False
    described = False
    for after in following:
        if is_metadata_line(after):
            described = True
        elif _is_prose(after):
            return described or line.endswith("?")
    return False


def _is_prose(line: str) -> bool:
    """Tell whether a line is running text: it ends as a sentence does, is long, or opens with a dateline."""
    words = _n_words(line)
    if words >= FEWEST_PROSE_WORDS or _TWO_SENTENCES.search(line) or _DATELINE.match(line):
        return True
    return words >= 3 and _TERMINAL.search(line) is not None


def _read_metadata_line(line: str, metadata: Metadata) -> bool:
    """Add what a heading line says to `metadata`; return False where it is no metadata line by its form."""
    if not line or len(line) > 160:
        return False
    if _URL.match(line):
        metadata.add("url", line)
        return True
    labelled = _LABELLED.match(line)
    key = _LABELS.get(labelled[1].lower()) if labelled else None
    if labelled and (key in ("published", "updated") or (key and not DATE.search(line))) and not _is_prose(labelled[2]):
        return metadata.add_labelled(labelled[1], labelled[2])
    byline = _byline(line)
    if byline is not None and not DATE.search(line) and "|" not in line:
        metadata.add("author", byline)
        return True
    if _DESK.fullmatch(line) or _JOURNALIST.fullmatch(line):
        metadata.add("author", line)
        return True
    return _EMAIL.fullmatch(line) is not None or _read_parted_line(line, metadata)


def _byline(text: str) -> str | None:
    """Return the name in "By X", or None where the words after "By" are not those of a name."""
    match = _BYLINE.fullmatch(text)
    if match is None:
        return None
    name = re.sub(r"\s*[(<]?\S+@\S+[)>]?", "", match["name"]).rstrip(" ,|")
    before, _, after = name.rpartition(" in ")
    if before and _is_section(after):
        name = before
    words = name.split()
    if _DESK.fullmatch(name):
        return name
    if not words or len(words) > 12 or not words[0][:1].isupper():
        return None
    return name if all(_BYLINE_NAME.match(word + " ") for word in words) else None


def _read_parted_line(line: str, metadata: Metadata) -> bool:
    """Read a line that holds a date or a by-line and no more than by whom and where it was published."""
    match = DATE.search(line)
    if match is None and ("|" not in line or _byline(line.partition("|")[0].strip()) is None):
        return False
    if _DATELINE.match(line) or re.match(r"[A-Z ]{4,}.*\([A-Za-z/ ]+\)\W*$", line):
        return False
    rest = _DATE_NOISE.sub(" | ", DATE.sub(" | ", line))
    parts = [part.strip(" ,:;|()[]\u00a0-–—") for part in _PARTS.split(rest)]
    roles = [(part, _role_of_part(part)) for part in parts if part and re.search(r"\w", part)]
    if any(role is None for _, role in roles):
        return False
    if match is not None:
        _add_date(line, match.start(), metadata)
    for part, role in roles:
        if role == "author":
            metadata.add(role, _byline(part) or part)
        elif role == "outlet":
            metadata.add(role, _SOURCE.sub("", part))
    return True


def _add_date(line: str, start: int, metadata: Metadata) -> None:
    only_updated = re.match(r"\W*(?:last )?(?:updated|modified)\b", line, re.IGNORECASE) is not None
    metadata.add("updated" if only_updated else "published", line[start:])


def _role_of_part(part: str) -> str | None:
    """Return what a part of a date line is, or None where it is none of the things that stand beside a date."""
    if _READING_TIME.fullmatch(part) or _is_section(part) or part.lower() in _BESIDE_DATES:
        return "other"
    if _SOURCE.match(part):
        return "outlet"
    if _byline(part) is not None or _DESK.fullmatch(part):
        return "author"
    if len(part.split()) > 6:
        return None
    if _OUTLET_WORD.search(part):
        return "outlet"
    if _NAME.fullmatch(part):
        return "author"
    return "other" if len(part.split()) <= 2 and part[:1].isupper() else None


def _name_loose_lines(lines: list[str], loose: list[int], start: int, metadata: Metadata) -> int:
    """Give the unmarked lines above the body their fields; return the body's first line."""
    if not loose:
        return start
    if metadata.title is not None:
        same = [index for index in loose if lines[index] == metadata.title]
        return loose[0] if not same else same[-1] + 1
    title = _choose_title(lines, loose)
    if len(loose) == 1 and _is_outlet(lines[title]) and metadata.outlet is None:
        metadata.add("outlet", lines[title])
        return start
    metadata.add("title", lines[title])
    for index in loose:
        _name_loose_line(lines[index], metadata, before_title=index < title, is_title=index == title)
    return start


def _choose_title(lines: list[str], loose: list[int]) -> int:
    """Return the first line that is long enough for a title, else the longest; an outlet's name only where all are."""
    likely = [index for index in loose if not _is_outlet(lines[index]) and not _is_section(lines[index])] or loose
    for index in likely:
        if _n_words(lines[index]) >= FEWEST_TITLE_WORDS:
            return index
    return max(likely, key=lambda index: (_n_words(lines[index]), -index))


def _is_section(line: str) -> bool:
    return all(word in _SECTIONS for word in re.findall(r"[\w-]+", line.lower()))


def _n_words(line: str) -> int:
    return len(line.split())


def _is_outlet(line: str) -> bool:
    return _n_words(line) < 6 and _OUTLET_WORD.search(line) is not None


def _name_loose_line(line: str, metadata: Metadata, *, before_title: bool, is_title: bool) -> None:
    words = _n_words(line)
    if is_title or _is_section(line):
        return
    if before_title:
        if words <= 6:
            metadata.add("outlet", line)
    elif _NAME.fullmatch(_SENT_FROM.sub("", line)) and not _OUTLET_WORD.search(line) and metadata.author is None:
        metadata.add("author", line)
    elif words <= 5 and _CAPITALISED.fullmatch(line) and metadata.outlet is None:
        metadata.add("outlet", line)


def _page_end(lines: list[str], first: int) -> int:
    """Return the index of the line from which on a page lists other things than the article."""
    for index in range(first + 1, len(lines)):
        line = lines[index]
        if not line or len(line) > 120:
            continue
        if len(line) < 60 and _REST_OF_PAGE.fullmatch(line):
            return index
        if _PUBLISHED_IN.fullmatch(line) or _COPYRIGHT.fullmatch(line):
            return index + 1
    return len(lines)


def _body_end(lines: list[str], first: int, metadata: Metadata) -> int:
    """Return the index after the body's last line; at least one line stays."""
    last = len(lines)
    while last > first + 1:
        line = lines[last - 1]
        if line and not _read_footer_line(line, metadata) and not _SEPARATOR.fullmatch(line):
            break
        last -= 1
    if any(lines[first:last]):
        return last
    return len(lines)


def _read_footer_line(line: str, metadata: Metadata) -> bool:
    """Add what a line below the body says to `metadata`; return False where it belongs to the body."""
    if _n_words(line) > 61:
        return False
    published = _PUBLISHED_IN.fullmatch(line)
    if published is not None:
        metadata.add("outlet", published["outlet"])
        metadata.add("published", line)
        metadata.add("credit", line)
        return True
    credit = _CREDIT.fullmatch(line)
    if credit is not None:
        metadata.add(
            "credit", credit["credit"] or credit["agency"] or credit["inputs"] or credit["rights"] or credit["all"]
        )
        return True
    if _is_name_of_outlet(line.strip("()[]-–— "), metadata.outlet):
        metadata.add("credit", line.strip("()[]-–— "))
        return True
    if metadata.author is not None and re.match(rf"{re.escape(metadata.author)},? (?:is|was|works?|has)\b", line):
        return True
    if _BOILERPLATE.fullmatch(line) or _URL.match(line):
        return True
    return _n_words(line) < 13 and not _TERMINAL.search(line) and _read_metadata_line(line, metadata)


def _is_name_of_outlet(line: str, outlet: str | None) -> bool:
    """Tell whether a line is nothing but the outlet's name, or, where none is known, that of some outlet."""
    if outlet is not None:
        return line.lower() == outlet.lower()
    return line == line.title() and _is_outlet(line)

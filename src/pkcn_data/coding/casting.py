"""The casting of one article: spans of names become actors, and later short forms find the actor they stand for."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field

from pkcn_data.codebook import Codebook
from pkcn_data.coding.groups import COUNTED, SPEAKING
from pkcn_data.coding.known import Found, KnownActor, known_actors
from pkcn_data.coding.lexicon import letters_of, lexicon
from pkcn_data.coding.names import NameSpan, find_names
from pkcn_data.coding.people import NAME_RUN, Post, has_honorific, post_after, post_before, speaks
from pkcn_data.coding.reading import Reading
from pkcn_data.model import Actor, ActorKind, Origin

_LETTER_OF_KIND: dict[ActorKind, str] = {"organisation": "K", "place": "P", "event": "W", "initiative": "W"}
_TITLE_QUOTE = re.compile(r"(?<![\w.,!?])[\"“‘'](?=[A-Z0-9])([^\"”\n]{8,160}?)[\"”’'](?!\w)")
_NO_BYLINE = re.compile(
    r"correspondent|report|desk|staff|bureau|newsroom|agenc|writer|editor|monitoring|web|team|special", re.IGNORECASE
)
_BYLINE_SPLIT = re.compile(r",|;|&| and |/|\|")
_ORDINAL = re.compile(
    r"^(?:the )?(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{4})\s+", re.IGNORECASE
)
_YEAR = re.compile(r"[\s,-]+(?:19|20)\d\d$")
_PLACE_SUFFIXES = frozenset("Province City District Region County Municipality Prefecture Division Town State".split())
_ACRONYM_BEFORE = frozenset("@zfhTSMvi2&")
_ACRONYM_AFTER = frozenset("svTSMt.,|)")
_MISSIONS = frozenset(("embassy", "consulate"))
_PARAGRAPH = 80


@dataclass(slots=True, eq=False)
class Draft:
    """An actor as it is being put together."""

    name: str
    kind: ActorKind
    origin: Origin = "discovered"
    role: str | None = None
    affiliation: Draft | None = None
    country: str | None = None
    aliases: dict[str, None] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    actor_id: str = ""

    def record(self) -> Actor:
        """Return the finished actor; an alias that only differs in case from the name is none."""
        aliases = tuple(alias for alias in self.aliases if alias.lower() != self.name.lower())
        affiliation = self.affiliation.actor_id if self.affiliation else None
        return Actor(self.actor_id, self.name, self.kind, self.role, affiliation, self.country, aliases, self.origin)


@dataclass(slots=True)
class Naming:
    """One naming at tokens [first, last)."""

    first: int
    last: int
    actor: Draft


@dataclass(slots=True)
class _Run:
    """A run of capitalised words that may be a person's name."""

    first: int
    last: int
    words: tuple[str, ...]
    before: Post | None
    after: Post | None
    honorific: bool


class Casting:
    """Finds the actors of one reading; call `add_masthead`, then `run`, then read the results."""

    def __init__(self, reading: Reading, codebook: Codebook) -> None:
        self.reading = reading
        self.known = known_actors(codebook)
        self.lexicon = lexicon(codebook)
        self.generic = frozenset(name.lower() for name in codebook.naming.generic_bodies)
        self.speaking = frozenset(codebook.speech.plural) & frozenset(codebook.groups.counted)
        self.letters = letters_of(reading, self.lexicon)
        self.namings: list[Naming] = []
        self.titles: list[tuple[int, int]] = []
        self._drafts: dict[str, Draft] = {}  # by lower-case name or alias
        self._masthead: list[Draft] = []
        self._outlet_parts: dict[str, Draft] = {}
        self._ignored: set[str] = set()
        self._silenced: set[int] = set()
        self._at: dict[int, Naming] = {}
        self._people: dict[str, dict[Draft, int]] = {}  # by a word of the name, with the latest naming
        self._country_at: dict[int, str] = {}

    # --- results ---------------------------------------------------------------------------------------------------
    def in_order(self) -> list[Draft]:
        """Return the actors in order of first mention, then the masthead's that the body never names."""
        drafts = dict.fromkeys(naming.actor for naming in self.namings)
        for draft in list(drafts):
            if draft.affiliation:
                drafts.setdefault(draft.affiliation)
        drafts.update(dict.fromkeys(self._masthead))
        return list(drafts)

    def run(self) -> None:
        """Find the namings, from the surest kind to the least sure, and link people to their posts."""
        known = self._overlay_known()
        self._silence_titles()
        names = self._discover()
        self._place_names(known, names)
        self._bracketed()
        self._cast_people()
        self._leftovers()
        self._cast_groups()
        self.namings.sort(key=lambda naming: naming.first)
        self.titles = sorted(set(self.titles))
        self._number()

    def _number(self) -> None:
        taken: set[str] = set()
        for draft in self.in_order():
            base = actor_id = slug(draft.name)
            count = 1
            while actor_id in taken or actor_id == "narrator":
                count += 1
                actor_id = f"{base}_{count}"
            taken.add(actor_id)
            draft.actor_id = actor_id

    # --- outlet and author -----------------------------------------------------------------------------------------
    def add_masthead(self, outlet: str | None, author: str | None) -> None:
        """Enter the article's outlet and its authors; a desk or an unnamed correspondent is no author."""
        if outlet:
            self._add_outlet(outlet)
        for name in _BYLINE_SPLIT.split(author or ""):
            name = re.sub(r"^(?:by|from|dr\.?|mr\.?|ms\.?|prof\.?)\s+", "", name.strip(" .*"), flags=re.IGNORECASE)
            if name and not _NO_BYLINE.search(name) and name.lower() not in self.known.by_name:
                draft = self._draft(name, "person")
                draft.role = "author"
                draft.parts = tuple(name.split())
                self._add_person(-1, draft)
                self._masthead.append(draft)

    def _add_outlet(self, outlet: str) -> None:
        known = self.known.by_name.get(outlet.lower())
        draft = self._known_draft(known) if known and known.kind == "organisation" else self._draft(outlet, "organisation")
        draft.role = "outlet"
        if outlet != draft.name:
            draft.aliases.setdefault(outlet)
            self._drafts.setdefault(outlet.lower(), draft)
        for part in (outlet, *re.split(r"[-–/|]", outlet)):
            word = part.strip().lower()
            if len(word) > 3 and (word == outlet.lower() or word not in self.known.by_name):
                self._outlet_parts[word] = draft
                self._drafts.setdefault(word, draft)
        self._masthead.append(draft)

    # --- known actors ----------------------------------------------------------------------------------------------
    def _overlay_known(self) -> list[Found]:
        found = [item for item in self.known.find(self.reading.words, self.reading.lowers) if self._stands(item)]
        for item in found:
            letter = "j" if item.is_demonym else item.actor.letter
            self._cover(item.first, item.last, letter)
            if item.actor.kind == "country" and item.actor.country:
                self._country_at[item.first] = item.actor.country
        return found

    def _stands(self, item: Found) -> bool:
        """Refuse a common word that only opens a sentence ("Apple exports" where the text has "apples")."""
        if item.last - item.first > 1 or item.actor.letter not in "KW":
            return True
        first = item.first
        if self.letters[first] == "X" and first > 0 and self.letters[first - 1] in '."|':
            return False
        return self.letters[first] != "F" or self.reading.words[first].isupper() or not self._common(first)

    def _common(self, index: int) -> bool:
        lower = self.reading.lowers[index]
        return lower in self._vocabulary or f"{lower}s" in self._vocabulary

    @property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(self.reading.words)

    def _cover(self, first: int, last: int, letter: str) -> None:
        self.letters[first:last] = letter * (last - first)

    def _silence_titles(self) -> None:
        """Keep words of a quoted title ("Two Corridors, One Gulf") from being taken for names."""
        starts = self.reading.starts
        for match in _TITLE_QUOTE.finditer(self.reading.text):
            first, last = bisect_left(starts, match.start(1)), bisect_left(starts, match.end(1))
            inside = "".join(self.letters[first:last])
            small = sum(inside.count(letter) for letter in "xvutmb")
            capitals = sum(inside.count(letter) for letter in "CFXGBTMOEVLNDSK")
            if capitals > 2 and small * 4 <= capitals and not (len(inside) < 5 and inside[-1] in "EV"):
                for index in range(first, last):
                    if self.letters[index] in "CFGBTMOEVLNSAYI":
                        self.letters[index] = "X"
                self._silenced.update(range(first, last))

    # --- discovered names ------------------------------------------------------------------------------------------
    def _discover(self) -> list[NameSpan]:
        return [span for span in find_names("".join(self.letters)) if not self._is_generic(span)]

    def _is_generic(self, span: NameSpan) -> bool:
        text = self._text(span.first, span.last).lower()
        if text in self.generic or any(text.startswith(f"{name} ") for name in self.generic if text.startswith(name)):
            return True
        return text in self._ignored

    def _place_names(self, known: list[Found], names: list[NameSpan]) -> None:
        """Enter the known and the discovered names: the longer of two that overlap stays."""
        names = self._without_cuts(known, names)
        covered = {index for span in names for index in range(span.first, span.last)}
        for item in known:
            if item.first not in covered and (item.first not in self._silenced or item.actor.kind == "country"):
                self._name(item.first, item.last, self._known_draft(item.actor))
        for span in names:
            draft = self._named_draft(span)
            self._name(span.first, span.last, draft)
            self._cover(span.first, span.last, _LETTER_OF_KIND.get(draft.kind, "J"))

    def _without_cuts(self, known: list[Found], names: list[NameSpan]) -> list[NameSpan]:
        """Drop discovered names that cut through a known one or are just that."""
        bounds = {}
        for item in known:
            for index in range(item.first, item.last):
                bounds[index] = item
        kept = []
        for span in names:
            head, tail = bounds.get(span.first), bounds.get(span.last - 1)
            if head and (head.first < span.first or head.last >= span.last) or tail and tail.last > span.last:
                continue
            kept.append(span)
        return kept

    def _named_draft(self, span: NameSpan) -> Draft:
        text = self._text(span.first, span.last)
        known = self._known_by_text(text, span)
        if known:
            draft = self._known_draft(known)
            draft.aliases.setdefault(text)
            return draft
        name = text
        if span.kind == "event":
            name = _YEAR.sub("", _ORDINAL.sub("", text))
        draft = self._draft(name, span.kind)
        if name != text:
            draft.aliases.setdefault(text)
        if draft.country is None:
            draft.country = self._country_of(span)
        return draft

    def _known_by_text(self, text: str, span: NameSpan) -> KnownActor | None:
        by_name = self.known.by_name
        lower = text.lower().replace("’", "'")
        if lower in by_name:
            return by_name[lower]
        shorter = re.sub(r"(?:,? of)? (?:pakistan|china|india)$|^(?:pakistan|china|india|federal) ", "", lower)
        if shorter != lower and span.kind == "organisation" and shorter in by_name:
            return by_name[shorter]
        words = text.split()
        if len(words) > 1 and words[-1] in _PLACE_SUFFIXES:
            known = by_name.get(" ".join(words[:-1]).lower())
            return known if known and known.kind == "place" else None
        return None

    def _country_of(self, span: NameSpan) -> str | None:
        """Return the one country in the name, or the one right before it ("Pakistan's", "Chinese")."""
        inside = {self._country_at[index] for index in range(span.first, span.last) if index in self._country_at}
        if inside:
            return inside.pop() if len(inside) == 1 else None
        before = span.first - 1
        if before > 0 and self.letters[before] == "s":
            before -= 1
        return self._country_at.get(before) if before >= 0 and self.letters[before] in "jJ" else None

    def _bracketed(self) -> None:
        """Give each name the short form in brackets after it; other bracketed capitals are no actors in this text."""
        at_end = {naming.last: naming for naming in self.namings}
        taken = {naming.first for naming in self.namings}
        letters, words = self.letters, self.reading.words
        for index in range(1, len(letters) - 2):
            if letters[index] != "(" or letters[index + 2] != ")" or letters[index + 1] not in "AYCGKFW":
                continue
            word, naming = words[index + 1], at_end.get(index)
            if naming is None or naming.actor.kind in ("country", "person"):
                if index + 1 not in taken and letters[index + 1] in "AYC":
                    self._ignored.add(word)
                continue
            if letters[index + 1] == "F" and not word.isupper():
                continue
            self._shorten(naming.actor, index + 1, taken)
        self._defined_inline(at_end, taken)

    def _defined_inline(self, at_end: dict[int, Naming], taken: set[int]) -> None:
        """Read ", or FPCCI," after a name."""
        letters, lowers = self.letters, self.reading.lowers
        for last, naming in at_end.items():
            if last + 2 < len(letters) and letters[last] == "," and lowers[last + 1] == "or" and letters[last + 2] in "AYK":
                self._shorten(naming.actor, last + 2, taken)

    def _shorten(self, draft: Draft, index: int, taken: set[int]) -> None:
        word = self.reading.words[index]
        draft.aliases.setdefault(word)
        self._drafts[word.lower()] = draft
        if index in taken:
            for naming in self.namings:
                if naming.last - naming.first == 1 and self.reading.words[naming.first] == word:
                    naming.actor = draft
            return
        self.letters[index] = _LETTER_OF_KIND.get(draft.kind, "K")
        self._name(index, index + 1, draft)
        taken.add(index)

    # --- people ----------------------------------------------------------------------------------------------------
    def _cast_people(self) -> None:
        letters = "".join(self.letters)
        short: list[_Run] = []
        for match in NAME_RUN.finditer(letters):
            run = self._read_run(letters, *match.span())
            if run is None:
                continue
            if len(run.words) > 1 and self._is_person(letters, run):
                self._enter_person(run)
            elif len(run.words) == 1:
                short.append(run)
            else:
                self._enter_other(letters, run)
        for run in short:
            self._resolve_short(letters, run)

    def _read_run(self, letters: str, first: int, last: int) -> _Run | None:
        words = tuple(self.reading.words[first:last])
        text = tuple(self._text(first, last).split())
        if len(words) == 1 and letters[first] in "IB":
            return None
        if letters[last : last + 1] == "-" or letters[first - 1 : first] == "-":
            return None
        return _Run(
            first, last, text, post_before(letters, first), post_after(letters, last), has_honorific(letters, first)
        )

    def _is_person(self, letters: str, run: _Run) -> bool:
        inside = letters[run.first : run.last]
        if run.honorific or run.before or run.after and run.after.role:
            return True
        if set(inside) <= {"B", "F"}:
            return False
        if "G" in inside or "I" in inside:
            return True
        if self._looks_like_firm(letters, run):
            return False
        before = letters[run.first - 1 : run.first]
        return speaks(letters, run.first, run.last) or before not in ("h", "i", *"FNOLEVMKPJ") and len(inside) < 5

    def _looks_like_firm(self, letters: str, run: _Run) -> bool:
        lowers = self.reading.lowers
        before = lowers[run.first - 1] if run.first else ""
        after = lowers[run.last : run.last + 2]
        return before in ("based", "company", "firm", "group") or after == [",", "which"]

    def _enter_person(self, run: _Run) -> None:
        name = " ".join(run.words)
        draft = self._drafts.get(name.lower())
        if draft is None or draft.kind != "person":
            draft = self._longer_person(run) or self._draft(name, "person")
        if not draft.parts:
            draft.parts = run.words
        if name != draft.name:
            draft.aliases.setdefault(name)
        self._add_person(run.first, draft)
        self._name(run.first, run.last, draft)
        self._add_posts(draft, run)

    def _longer_person(self, run: _Run) -> Draft | None:
        """Return the person already named of whose name the run's words are a part, in order."""
        for draft in reversed(self._people.get(run.words[-1], {})):
            parts = iter(draft.parts)
            if len(draft.parts) > len(run.words) and all(word in parts for word in run.words):
                return draft
        for draft in reversed(self._people.get(run.words[0], {})):
            if len(draft.parts) > len(run.words) and draft.parts[: len(run.words)] == run.words:
                return draft
        return None

    def _add_person(self, position: int, draft: Draft) -> None:
        for word in draft.parts:
            self._people.setdefault(word, {})[draft] = position

    def _add_posts(self, draft: Draft, run: _Run) -> None:
        for post in (run.before, run.after):
            if post is None:
                continue
            if post.role:
                self.titles.append(post.role)
                if draft.role is None:
                    draft.role = self._role(*post.role)
            if draft.affiliation is None:
                draft.affiliation = self._organisation_of(post)
            if draft.country is None and post.nation is not None:
                draft.country = self._country_at.get(post.nation)
        if draft.country is None and draft.affiliation and draft.affiliation.origin == "codebook":
            draft.country = draft.affiliation.country

    def _role(self, first: int, last: int) -> str:
        return self._text(first, last)

    def _organisation_of(self, post: Post) -> Draft | None:
        if post.organisation:
            for index in range(*post.organisation):
                naming = self._at.get(index)
                if naming and naming.actor.kind == "organisation":
                    return naming.actor
            return None
        if post.role and post.role[0] and self.reading.lowers[post.role[0] - 1] == "its":
            return self._nearest_organisation(post.role[0])
        return None

    def _nearest_organisation(self, before: int) -> Draft | None:
        """Return the organisation last named before a token, at most a paragraph away."""
        for index in range(before - 1, max(-1, before - _PARAGRAPH), -1):
            naming = self._at.get(index)
            if naming and naming.actor.kind == "organisation":
                return naming.actor
        return None

    def _enter_other(self, letters: str, run: _Run) -> None:
        """Enter a capitalised run that is no person: a place after "in", else an organisation."""
        if set(letters[run.first : run.last]) <= {"B", "F", "-"}:
            return
        kind: ActorKind = "place" if letters[run.first - 1 : run.first] == "i" else "organisation"
        self._name(run.first, run.last, self._draft(" ".join(run.words), kind))

    def _resolve_short(self, letters: str, run: _Run) -> None:
        """Resolve one name word: somebody named in full before, else after, else somebody new with a title."""
        word = run.words[0]
        if outlet := self._outlet_parts.get(word.lower()):
            self._name(run.first, run.last, outlet)
            outlet.aliases.setdefault(word)
            return
        draft = self._person_for(run)
        titled = run.honorific or run.before is not None and letters[run.first - 1] in "TtSKs),H"
        if draft is None and (titled and letters[run.first] != "B" or letters[run.first] == "G" and self._is_spoken(letters, run)):
            draft = self._draft(word, "person")
            draft.parts = run.words
            self._add_person(run.first, draft)
        if draft is None:
            self._resolve_lone(letters, run)
            return
        draft.aliases.setdefault(word)
        if run.honorific and (title := self._gender(run.first)):
            draft.aliases.setdefault(title)
        self._people.setdefault(word, {})[draft] = run.first
        self._name(run.first, run.last, draft)
        self._add_posts(draft, run)

    def _is_spoken(self, letters: str, run: _Run) -> bool:
        return speaks(letters, run.first, run.last)

    def _person_for(self, run: _Run) -> Draft | None:
        people = self._people.get(run.words[0])
        if not people:
            return None
        if len(people) == 1:
            return next(iter(people))
        entries = [(position, draft) for draft, position in people.items()]
        if run.honorific:
            wanted = self._gender(run.first)
            same = [entry for entry in entries if wanted and wanted in entry[1].aliases]
            entries = same or entries
        role = self._role(*run.before.role).lower() if run.before and run.before.role else None
        if role:
            same = [entry for entry in entries if entry[1].role and role.split()[-1] in entry[1].role.lower()]
            entries = same or entries
        before = [entry for entry in entries if entry[0] < run.first]
        return max(before, key=lambda entry: entry[0])[1] if before else entries[0][1]

    def _gender(self, first: int) -> str | None:
        return f"{self.reading.words[first - 1]} {self.reading.words[first]}" if first else None

    def _resolve_lone(self, letters: str, run: _Run) -> None:
        """Enter one unknown capitalised word where it speaks, owns or is where something lies."""
        word = run.words[0]
        if letters[run.first] != "C" or word in self._ignored:
            return
        draft = self._drafts.get(word.lower())
        before, after = letters[run.first - 1 : run.first], letters[run.last : run.last + 1]
        if draft is None and after and after in "FNOVELC":
            return
        if draft is None and before in ("i",) and after not in ("x", "-"):
            draft = self._draft(word, "place")
        if draft is None and after == "v" and before not in ("", ".", '"', "|"):
            draft = self._draft(word, "organisation")
        if draft is not None:
            self._name(run.first, run.last, draft)

    # --- acronyms and brands ---------------------------------------------------------------------------------------
    def _leftovers(self) -> None:
        """Enter acronyms and brand names of no list, where they stand as a name stands."""
        letters, words = self.letters, self.reading.words
        for index, letter in enumerate(letters):
            if letter not in "AY":
                continue
            word = words[index]
            draft = self._outlet_parts.get(word.lower()) or self._drafts.get(word.lower()) or self._by_initials(word)
            if draft is None and self._is_actor_acronym(index):
                draft = self._draft(word, "organisation")
            if draft is not None:
                self._name(index, index + 1, draft)
                draft.aliases.setdefault(word)

    def _by_initials(self, word: str) -> Draft | None:
        if not word.isupper() or len(word) < 3:
            return None
        for draft in self._drafts.values():
            if draft.kind in ("organisation", "event") and _initials(draft.name) == word:
                self._drafts[word.lower()] = draft
                return draft
        return None

    def _is_actor_acronym(self, index: int) -> bool:
        letters, word = self.letters, self.reading.words[index]
        before = letters[index - 1] if index else "|"
        after = letters[index + 1] if index + 1 < len(letters) else "|"
        if word in self._ignored or before in "D-$(" or after in "-D":
            return False
        if not any(char.islower() for char in word) and len(word) > 8:
            return False
        if after in "sv":
            return True
        if letters[index] == "Y":
            return before in "@vhfzT" and after not in "x"
        return before in "@zTS" and after in "TSMt.,|"

    # --- groups ----------------------------------------------------------------------------------------------------
    def _cast_groups(self) -> None:
        letters = "".join(self.letters)
        free = 0
        spans = []
        for match in COUNTED.finditer(letters):
            spans.append((match.start("core"), match.end("core"), match.end()))
        counted = {index for first, last, _ in spans for index in range(first, last)}
        for match in SPEAKING.finditer(letters):
            group = "core" if match["core"] else "after"
            first, last = match.span(group)
            if group == "after" and self.reading.lowers[first - 2] != "according":
                continue
            if last - 1 not in counted and self.reading.lowers[last - 1] in self.speaking:
                spans.append((first, last, last))
        for first, last, full in sorted(spans):
            if first >= free:
                self._enter_group(first, last, full)
                free = last

    def _enter_group(self, first: int, last: int, full: int) -> None:
        name = self._group_name(first, last)
        draft = self._draft(name, "group")
        if full > last:
            draft.aliases.setdefault(self._text(first, full))
        inside = [naming for naming in self.namings if first <= naming.first < last]
        if not inside:
            self._name(first, last, draft)
        else:
            self._name(max(naming.last for naming in inside), last, draft)

    def _group_name(self, first: int, last: int) -> str:
        text = self._text(first, last)
        keep = self.letters[first] in "JjPKWAFYG" and not self.letters[first] == "F" or text[:2].isupper()
        return text if keep else text[:1].lower() + text[1:]

    # --- shared ----------------------------------------------------------------------------------------------------
    def _text(self, first: int, last: int) -> str:
        return " ".join(self.reading.text[self.reading.starts[first] : self.reading.ends[last - 1]].split())

    def _name(self, first: int, last: int, draft: Draft) -> None:
        naming = self._at[first] = Naming(first, last, draft)
        self.namings.append(naming)

    def _draft(self, name: str, kind: ActorKind) -> Draft:
        draft = self._drafts.get(name.lower())
        if draft is None:
            draft = self._drafts[name.lower()] = Draft(name, kind)
        return draft

    def _known_draft(self, actor: KnownActor) -> Draft:
        draft = self._drafts.get(actor.name.lower())
        if draft is None:
            draft = Draft(actor.name, actor.kind, "codebook", country=actor.country)
            draft.aliases.update(dict.fromkeys(actor.aliases))
            self._drafts[actor.name.lower()] = draft
        return draft


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper())


def slug(name: str) -> str:
    """Return the id of a name: lower-case ASCII words joined by underscores."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "_".join(re.findall(r"[a-z0-9]+", ascii_name.lower().replace("'", ""))) or "actor"

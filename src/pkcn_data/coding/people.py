"""People of one text: full names first, then the surnames and given names by which it goes on."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, replace
from operator import itemgetter

from pkcn_data.coding.posts import NAME_RUN, Post, has_honorific, post_after, post_before, post_of_all, speaks
from pkcn_data.coding.roll import Draft, Naming, Roll, key_of

_BRACKETED_SHORT = re.compile(r"\s*\([A-Z]+\)$")
_RANK_AFTER = re.compile(r"(?<=Chief) General$")
_IN_GOVERNMENT = re.compile(r"\b(?:minister|premier|senator|lawmaker|MNA|MPA)\b", re.IGNORECASE)
_PARTNER, _CLEARLY, _NEAR = "CHN", 2, 12
_FIRM_WORDS = frozenset("based brand retailer app".split())
_BODY_WORDS = frozenset(
    "tank body firm company group organisation organization institution agency outfit startup".split()
)
# "a fintech startup backed by": what tells of a firm, not of a person
_OF_FIRMS = frozenset("backed owned founded headquartered listed funded controlled that".split())
_BEFORE_NAMES = ("@", "h", "f", "z", "i")
_CAPITAL_NEIGHBOURS = "FNOLEVMKPJ"
_PARTICIPLE = re.compile(r"[A-Z][a-z]{3,}(?:ing|ed|ly)")
_AFTER_FIRMS = ("", ",", ".", "v", "b", "s", ")", "|", "&", "x", "k")
_AFTER_PLACES = frozenset(
    "before after since where which when while during last this next later earlier until under that has had have will "
    "would were are or so but through also then over including known as".split()
)
_NO_POSTS = frozenset("local young fellow noted renowned prominent eminent famous well-known".split())
_RANKS = frozenset(("General",))
_PARAGRAPH = 80
_LONGEST_NAME, _SHORTEST_VARIANT, _INITIAL = 5, 5, 2
_NAMINGS, _APPOSED = 40, 9


@dataclass(slots=True)
class _Run:
    """A run of capitalised words that may be a person's name, with what stands around it."""

    first: int
    last: int
    words: tuple[str, ...]
    before: Post | None
    after: Post | None
    honorific: bool


class People:
    """The people of one text by the words of their names."""

    def __init__(self, roll: Roll, *, common: frozenset[str], regions: frozenset[str], bodies: frozenset[str]) -> None:
        self._roll = roll
        self._regions = regions  # lower-case words that follow a place's name
        self._firm_words = _FIRM_WORDS | bodies  # what stands before a firm's name: "brokerage"
        self._common = common  # lower-case words that alone name nobody
        self._by_word: dict[str, list[tuple[int, Draft]]] = {}  # namings with their token, in text order
        self._firms: dict[str, Draft] | None = None
        self._post_end = 0  # where the post behind the last full name ends
        self._unattached: list[tuple[Draft, int]] = []  # people without a body, and where their post begins
        self._listed: list[tuple[_Run, Draft]] = []  # the people of one list: "A, B and C"

    def add(self, draft: Draft, *, position: int) -> None:
        """Let every word of a person's name stand for him from now on."""
        for word in dict.fromkeys(draft.parts):
            self._by_word.setdefault(word, []).append((position, draft))

    def _called(self, word: str, *, before: int | None = None) -> list[Draft]:
        """Return whom a word may stand for, the one named last before a token first; bounded for texts without end."""
        namings = self._by_word.get(word)
        if namings is None:
            return []
        end = len(namings) if before is None else bisect_left(namings, before, key=itemgetter(0))
        return list(dict.fromkeys(draft for _, draft in reversed(namings[max(0, end - _NAMINGS) : end])))

    def cast(self) -> None:
        """Enter everybody named in full, then resolve single names; what is no person is left or becomes another actor."""
        letters = self._roll.joined()
        single: list[_Run] = []
        for match in NAME_RUN.finditer(letters):
            run = self._read(letters, *match.span())
            if run is None or self._enter_place_firm(letters, run):
                continue
            if len(run.words) == 1 and "p" not in letters[run.first : run.last]:
                single.append(run)
            elif self._is_person(letters, run):
                self._enter_full(letters, run)
            else:
                self._enter_other(letters, run)
        repeated = self._repeated(letters, single)
        for run in single:
            if not self._enter_single(letters, run):
                self._enter_lone(letters, run, repeated)
        self._join_short_names()
        self._give_firms()
        self._give_home()

    def _join_short_names(self) -> None:
        """Let the first word of a firm stand for it where the text named it so first: "Trivik" for "Trivik Insights"."""
        firms = [naming.actor for naming in self._roll.namings.values() if naming.actor.kind == "organisation"]
        found = dict.fromkeys(draft for draft in firms if draft.origin == "discovered")
        longer = {draft.name.split()[0]: draft for draft in reversed(found) if " " in draft.name}
        for short in found:
            if short.name in longer:
                self._roll.replace(short, longer[short.name])

    def _give_firms(self) -> None:
        """Give people the firm right before their post that was told for one only later: "Hubco Chief Executive"."""
        for draft, first in self._unattached:
            naming = self._roll.namings.get(first - 1) or self._ending_at(first)
            if draft.affiliation is None and naming and naming.actor.kind == "organisation":
                draft.affiliation = naming.actor
            body = self._roll.reading.lowers[first - 1] if first else ""
            if draft.affiliation is None and body in self._firm_words:  # "forum chairman X"
                draft.affiliation = self._roll.organisation_before(first, reach=_PARAGRAPH, word=body)

    def _ending_at(self, last: int) -> Naming | None:
        """Return the naming of several words that ends right before a token."""
        for first in range(last - 2, max(last - _LONGEST_NAME, 0) - 1, -1):
            naming = self._roll.namings.get(first)
            if naming is not None:
                return naming if naming.last == last else None
        return None

    def _give_home(self) -> None:
        """Give members of government of no stated country the one that the text names most beside China."""
        counts = Counter(code for code in self._roll.country_at.values() if code != _PARTNER).most_common(2)
        if not counts or (len(counts) > 1 and counts[0][1] < _CLEARLY * counts[1][1]):
            return
        country_at = self._roll.country_at
        for first, draft in [naming for namings in self._by_word.values() for naming in namings[:1]]:
            is_ours = draft.country is None and draft.role is not None and _IN_GOVERNMENT.search(draft.role)
            if is_ours and all(country_at.get(at) != _PARTNER for at in range(first - _NEAR, first)):
                draft.country = counts[0][0]

    def _read(self, letters: str, first: int, last: int) -> _Run | None:
        if last - first == 1 and letters[first] == "I":
            return None
        if letters[last : last + 1] == "-" or letters[first - 1 : first] == "-":
            return None
        words = tuple(self._roll.text(first, last).replace("’", "'").split())
        sentence = self._roll.reading.sentences[self._roll.reading.sentence_of[first]]
        before = post_before(letters, first, floor=sentence.first)
        after = post_after(letters, last, ceiling=sentence.last)
        is_rank = before is not None and before.role is not None and self._role(before.role) in _RANKS
        honorific = is_rank or has_honorific(letters, first)
        if before and before.role and before.role[0] < self._post_end:  # "A, energy specialist, B": the post of A
            before = None
        if after and after.role and len(words) > 1:
            self._post_end = after.role[1]
        is_of_firm = letters[first - 1 : first] == "," and self._roll.reading.lowers[first - 2] in self._firm_words
        return _Run(first, last, words, None if is_rank or is_of_firm else before, after, honorific)

    # --- full names ------------------------------------------------------------------------------------------------
    def _is_person(self, letters: str, run: _Run) -> bool:
        inside = letters[run.first : run.last]
        if run.honorific or (run.before and run.before.role) or (run.after and run.after.role):
            return True
        if set(inside) <= {"B", "F"} or self._is_firm_by_apposition(run.last):
            return False
        if "G" in inside or "I" in inside:
            return True
        if self._looks_like_firm(run) or "&" in run.words:
            return False
        if speaks(letters, run.first, run.last):
            return True
        word_before = self._roll.reading.lowers[run.first - 1] if run.first else ""
        before = "h" if word_before in ("the", "at") else letters[run.first - 1 : run.first]
        is_free = before not in ("h", "i", "D", *_CAPITAL_NEIGHBOURS) and len(inside) < _LONGEST_NAME
        return is_free and _PARTICIPLE.fullmatch(run.words[0]) is None

    def _looks_like_firm(self, run: _Run) -> bool:
        lowers = self._roll.reading.lowers
        is_apposed = run.first > 1 and lowers[run.first - 1] == ","
        before = lowers[run.first - 1 - is_apposed] if run.first else ""
        is_startup = before == "up" and lowers[run.first - 3 : run.first - 1] == ["start", "-"]
        return before in self._firm_words or is_startup or self._is_firm_by_apposition(run.last)

    def _is_firm_by_apposition(self, last: int) -> bool:
        """Tell whether "which" or what a firm is follows a name: "X, a market research firm"."""
        lowers, letters = self._roll.reading.lowers, self._roll.letters
        if lowers[last : last + 1] != [","]:
            return False
        if lowers[last + 1 : last + 2] == ["which"]:
            return True
        if lowers[last + 1 : last + 2] not in (["a"], ["an"], ["the"]):
            return False
        end = last + 2
        while end < min(last + _APPOSED, len(lowers)) and letters[end] in "xmFjJuP-":
            end += 1
            if lowers[end - 1] in self._firm_words and lowers[end : end + 1] and lowers[end] in _OF_FIRMS:
                return True
        return lowers[end - 1] in self._firm_words and end > last + 2

    def _enter_full(self, letters: str, run: _Run) -> None:
        name = " ".join(run.words)
        draft = self._roll.drafts.get(key_of(name))
        if draft is None or draft.kind != "person":
            draft = self._longer(run) or self._shorter(run) or self._misspelt(run) or self._roll.draft(name, "person")
        if draft.kind != "person":
            if draft.kind == "organisation":  # "Asaan Pay Chief Executive" of a firm told for one before
                self._roll.name(run.first, run.last, draft)
            return
        draft.parts = draft.parts or run.words
        if name != draft.name:
            draft.aliases.setdefault(name)
        self.add(draft, position=run.first)
        self._roll.name(run.first, run.last, draft)
        self._add_posts(draft, run)
        self._add_to_list(letters, draft, run)

    def _add_to_list(self, letters: str, draft: Draft, run: _Run) -> None:
        """Give everybody of a list the post that follows it in the plural: "A and B, co-founders of Indus Pay"."""
        between = letters[self._listed[-1][0].last : run.first] if self._listed else ""
        if between not in (",", "&", ",&"):
            self._listed = []
        self._listed.append((run, draft))
        if len(self._listed) < 2 or "&" not in between:
            return
        sentence = self._roll.reading.sentences[self._roll.reading.sentence_of[run.first]]
        if post := post_of_all(letters, run.last, ceiling=sentence.last):
            for each, person in self._listed:
                self._add_posts(person, replace(each, before=None, after=post))

    def _longer(self, run: _Run) -> Draft | None:
        """Return the person of whose name the run's words are a part, in order, and share its first or last word."""
        for word in (run.words[-1], run.words[0]):
            for draft in self._called(word):
                parts = iter(draft.parts)
                if len(draft.parts) > len(run.words) and all(word in parts for word in run.words):
                    return draft
        return None

    def _shorter(self, run: _Run) -> Draft | None:
        """Return the person named by the first words alone so far, who takes the longer name."""
        for draft in self._called(run.words[0]):
            count = len(draft.parts)
            if 1 < count < len(run.words) and draft.parts == run.words[:count]:
                draft.aliases.setdefault(draft.name)
                draft.name, draft.parts = " ".join(run.words), run.words
                self._roll.drafts[key_of(draft.name)] = draft
                return draft
        return None

    def _misspelt(self, run: _Run) -> Draft | None:
        """Return the person whose last name is spelt almost like the run's, and who has his other names."""
        *first_names, last_name = _without_initials(run.words)
        for draft in self._called(run.words[0]):
            *others, other = _without_initials(draft.parts)
            rest = iter(others)
            if first_names and all(name in rest for name in first_names) and _is_variant(other, last_name):
                return draft
        return None

    def _enter_other(self, letters: str, run: _Run) -> None:
        """Enter a capitalised run that is no person: a place after "in", an organisation where one may stand."""
        before = letters[run.first - 1 : run.first]
        if before not in _BEFORE_NAMES and not self._looks_like_firm(run) and not speaks(letters, run.first, run.last):
            return
        if set(letters[run.first : run.last]) <= {"B", "F", "-"} or (before and before in _CAPITAL_NEIGHBOURS):
            return
        draft = self._roll.draft(" ".join(run.words), "place" if before == "i" else "organisation")
        self._roll.name(run.first, run.last, draft)

    def _enter_place_firm(self, letters: str, run: _Run) -> bool:
        """Enter a firm that a place and unknown words name: "Yangtze Windworks", not "Governor Sindh Wen Haotian"."""
        if not run.first or letters[run.first - 1] != "P" or letters[run.first : run.last].strip("C-") or run.honorific:
            return False
        first = run.first - 1
        while first and letters[first - 1] == "P" and first not in self._roll.namings:
            first -= 1
        before, after = letters[first - 1 : first], letters[run.last : run.last + 1]
        if before in ("T", "S", "M", "i", "j", "J", "X") or after not in _AFTER_FIRMS:
            return False
        self._roll.namings.pop(first, None)
        self._roll.name(first, run.last, self._roll.draft(self._roll.text(first, run.last), "organisation"))
        return True

    # --- single names ----------------------------------------------------------------------------------------------
    def _enter_single(self, letters: str, run: _Run) -> bool:
        """Resolve one name word to somebody named in full, or enter somebody new who has a title or speaks."""
        roll, word, letter = self._roll, run.words[0], letters[run.first]
        if outlet := roll.outlet_words.get(word.lower()):
            roll.add_alias(outlet, word)
            roll.name(run.first, run.last, outlet)
            return True
        draft = self._known(run)
        if draft is None:
            titled = run.honorific or (run.before is not None and run.before.role is not None)
            is_part = run.last < len(letters) and letters[run.last] in _CAPITAL_NEIGHBOURS
            is_part = is_part or (letter == "C" and letters[run.first - 1 : run.first] in ("F", "N", "O"))
            if (
                letter == "B"
                or is_part
                or _PARTICIPLE.fullmatch(word)
                or (not titled and not (letter == "G" and speaks(letters, run.first, run.last)))
            ):
                return False
            draft = Draft(word, "person", parts=run.words)
        draft.aliases.setdefault(word)
        if run.honorific:
            draft.aliases.setdefault(roll.text(run.first - 1, run.last))
        insort(self._by_word.setdefault(word, []), (run.first, draft), key=itemgetter(0))
        roll.name(run.first, run.last, draft)
        self._add_posts(draft, run)
        return True

    def _known(self, run: _Run) -> Draft | None:
        """Return whom a single name stands for: by honorific, by title, else who was named last, else who comes."""
        word = run.words[0]
        drafts = self._called(word, before=run.first) or [draft for _, draft in self._by_word.get(word, [])[:1]]
        if run.honorific:
            titled = self._roll.text(run.first - 1, run.last)
            drafts = [draft for draft in drafts if titled in draft.aliases] or drafts
        if run.before and run.before.role:
            post = self._role(run.before.role).lower().split()[-1]
            drafts = [draft for draft in drafts if draft.role and post in draft.role.lower()] or drafts
        return drafts[0] if drafts else None

    def _repeated(self, letters: str, single: list[_Run]) -> set[str]:
        """Return the words that stand alone more than once, at least once inside a sentence."""
        counts = Counter(run.words[0] for run in single)
        inside = {run.words[0] for run in single if letters[run.first - 1 : run.first] not in ("", ".", '"', "|")}
        return {word for word in inside if counts[word] > 1}

    def _enter_lone(self, letters: str, run: _Run, repeated: set[str]) -> None:
        """Enter one unknown capitalised word where it lies among places, speaks, or comes again."""
        word = run.words[0]
        if letters[run.first] != "C" or word in self._roll.no_actors or word.lower() in self._common:
            return
        draft = self._roll.drafts.get(key_of(word)) or self._firm_called(word)
        before, after = letters[run.first - 1 : run.first], letters[run.last : run.last + 1]
        is_part = (after and after in "FNOVELC-") or (before and before in _CAPITAL_NEIGHBOURS)
        if draft is None and not is_part and self._speaks_in_person(letters, run):
            draft = self._roll.drafts[key_of(word)] = Draft(word, "person", parts=run.words)
        opens = before in ("", ".", '"', "|")
        if draft is None and (is_part or (opens and not self._is_firm_by_apposition(run.last))):
            return
        if draft is None and self._looks_like_firm(run):
            draft = self._roll.draft(word, "organisation")
        if draft is None and (self._stands_as_place(letters, run) or self._among_places(run)):
            draft = self._roll.draft(word, "place")
        if draft is None and (after == "v" or word in repeated):
            draft = self._roll.draft(word, "organisation")
        if draft is not None:
            self._roll.name(run.first, run.last, draft)

    def _speaks_in_person(self, letters: str, run: _Run) -> bool:
        """Tell whether one unknown word is quoted: "..., Wen said" right after a quotation, or "said Wen" at its end."""
        before, after = letters[max(0, run.first - 2) : run.first], letters[run.last : run.last + 2]
        return (before[-1:] == '"' and after[:1] == "v") or (before == '"v' and after[:1] in (".", ",", "|", ""))

    def _stands_as_place(self, letters: str, run: _Run) -> bool:
        """Tell whether a word follows "in" and no noun follows it, or "in" or a comma and a place follow it."""
        before, after = letters[run.first - 1 : run.first], letters[run.last : run.last + 2]
        if before == "i":
            return after[:1] != "x" or self._roll.reading.lowers[run.last] in _AFTER_PLACES
        if after[:1] == "x" and self._roll.reading.lowers[run.last] in self._regions:
            return True
        return (before in ("@", "z", "2") and after in ("iP", ",P")) or (before == "z" and after == "2P")

    def _firm_called(self, word: str) -> Draft | None:
        """Return the organisation that a text names in full and then by its first word."""
        if self._firms is None:
            self._firms = {
                naming.actor.name.split()[0]: naming.actor
                for naming in reversed(self._roll.namings.values())
                if naming.actor.kind == "organisation" and naming.actor.origin == "discovered"
            }
        return self._firms.get(word)

    def _among_places(self, run: _Run) -> bool:
        """Tell whether a word stands in a list of places."""
        letters = "".join(self._roll.letters[max(0, run.first - 4) : run.last + 4])
        at = run.first - max(0, run.first - 4)
        return (
            re.search(r"P,?&?$|PC?,$|P-$|zP2$", letters[:at]) is not None
            or re.match(r"(?:,C)?,?&?P|-P", letters[at + 1 :]) is not None
        )

    # --- posts -----------------------------------------------------------------------------------------------------
    def _add_posts(self, draft: Draft, run: _Run) -> None:
        """Take over role, organisation and country from what stands beside a naming; the first found stay."""
        for post in (run.before, run.after):
            if post is None:
                continue
            if post.role:
                self._roll.titles.append(post.role)
                draft.role = draft.role or self._role(post.role)
            draft.affiliation = draft.affiliation or self._organisation(post)
            if draft.country is None and post.nation is not None:
                draft.country = self._roll.country_at.get(post.nation)
        if draft.country is None and draft.affiliation:
            draft.country = draft.affiliation.country
        if draft.affiliation is None and run.before and run.before.role:
            self._unattached.append((draft, run.before.role[0]))

    def _role(self, span: tuple[int, int]) -> str:
        words = _RANK_AFTER.sub("", _BRACKETED_SHORT.sub("", self._roll.text(*span))).split()
        while len(words) > 1 and words[0].lower() in _NO_POSTS:
            del words[0]
        if len(words) > 1 and words[-1] == "retired":  # "Chairman retired Maj Gen X"
            del words[-1]
        return " ".join(words)

    def _organisation(self, post: Post) -> Draft | None:
        if post.organisation:
            for index in range(*post.organisation):
                naming = self._roll.namings.get(index)
                if naming and naming.actor.kind == "organisation":
                    return naming.actor
            return None
        if post.anaphor is not None:
            return self._meant(*post.anaphor)
        if post.role and post.role[0] and self._roll.reading.lowers[post.role[0] - 1] == "its":
            return self._roll.organisation_before(post.role[0], reach=_PARAGRAPH)
        return None

    def _meant(self, first: int, last: int) -> Draft | None:
        """Return the organisation that "that university", "the think tank" stands for."""
        words = self._roll.reading.lowers[first:last]
        for word in words:
            if named := self._roll.organisation_before(first, reach=_PARAGRAPH, word=word):
                return named
        is_body = not _BODY_WORDS.isdisjoint(words) or words[-1] in self._firm_words
        return self._roll.organisation_before(first, reach=_PARAGRAPH) if is_body else None


def _without_initials(words: tuple[str, ...]) -> list[str]:
    return [word for word in words[:-1] if len(word) > _INITIAL] + [words[-1]]


def _is_variant(name: str, other: str) -> bool:
    """Tell whether two surnames have the same letters, or one of them one letter more."""
    shorter, longer = sorted((name.lower(), other.lower()), key=len)
    if len(shorter) < _SHORTEST_VARIANT or len(longer) - len(shorter) > 1:
        return False
    if len(longer) == len(shorter):
        return sorted(longer) == sorted(shorter)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))

"""Speakers: to whom each sentence's content is attributed, and how.

Sentences are read in order. A frame of speech in a sentence, or in a sentence that shares a quotation with it, names the
speaker; `Memory` turns "he", "the minister" or "the ministry" into an actor. Sentences without any mark of speech are
the narrator's, except those in which a speaker goes on between two sentences of his.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from pkcn_data.codebook import Codebook
from pkcn_data.coding.cues import REACH, SpeechCues, speech_cues
from pkcn_data.coding.frames import Frame, Noun, NounKind, Scene
from pkcn_data.coding.memory import Memory
from pkcn_data.coding.reading import Reading
from pkcn_data.coding.turns import find_turns
from pkcn_data.model import NARRATOR, AttributionKind

if TYPE_CHECKING:
    from pkcn_data.coding.cast import Cast

# A speaker goes on through at most so many sentences without a mark of speech.
LONGEST_RUN = 4
# What stands before a quotation without a verb is at most so many tokens.
LONGEST_LEAD = 20
# A verb and its quotation lie so many tokens apart at most ("said only that “…”").
LONGEST_LINK = 4
# Behind a dash that closes a quotation stand so many tokens of a post at most.
LONGEST_POST = 10

_KINDS: dict[str, NounKind] = {
    "person": "person",
    "organisation": "organisation",
    "group": "group",
    "country": "country",
}
_DASHES = (["–"], ["—"], ["--"])
_MARKS = frozenset("\"“”„«»'‘’") | {"''", "``"}
_STOPS = frozenset((".", ",", "?", "!", "…", "..."))
_AUXILIARIES = frozenset(
    "is are was were has have had will would can could should must may might do does did cannot".split()
)
_MONTH = re.compile(r"\b(?:March|May) \d|\d (?:March|May)\b")
_YEAR = re.compile(r"(?:(?:19|20)\d\d(?:-\d\d)?|fy\d\d)$")
_DATES = frozenset(
    "january february april june july august september october november december jan feb aug sept oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday yesterday".split()
)


class Attribution(NamedTuple):
    """To whom one sentence is attributed, and by what kind of mark; the narrator has the reserved id `narrator`."""

    speaker_id: str
    attribution: AttributionKind


@dataclass(slots=True)
class Speech:
    """A quotation that is speech: tokens [first, last) with its marks, sentences from..to."""

    first: int
    last: int
    begins: int
    ends: int


NOBODY = Attribution(NARRATOR, "narrator")


def find_speakers(reading: Reading, codebook: Codebook, cast: Cast) -> list[Attribution]:
    """Attribute each sentence, in order."""
    if not reading.sentences:
        return []
    return _Attributor(reading, speech_cues(codebook), cast).run()


class _Attributor:
    def __init__(self, reading: Reading, cues: SpeechCues, cast: Cast) -> None:
        self.reading = reading
        self.cues = cues
        self.cast = cast
        self.names = _names(reading, cast)
        by_first = {noun.first: noun for noun in self.names}
        self.speeches = _speeches(reading, cues, by_first)
        self.quoted = [-1] * len(reading.words)
        self.quoting: set[int] = set()  # sentences that a speech touches
        for index, speech in enumerate(self.speeches):
            self.quoting.update(range(speech.begins, speech.ends + 1))
            self.quoted[speech.first : speech.last] = [index] * (speech.last - speech.first)
        self.scene = Scene(
            words=reading.words,
            lowers=reading.lowers,
            quoted=self.quoted,
            names=by_first,
            name_ends={noun.last: noun for noun in self.names},
            titles=_titles(reading, cast),
            cues=cues,
        )
        self.memory = Memory(cast, cues, reading, self.scene.name_ends)
        self.by_sentence = self._names_by_sentence()
        self.frames = self._find_frames()
        self.speaker_of_speech: dict[int, str | None] = {}

    def run(self) -> list[Attribution]:
        turns = find_turns(self.reading, self.names, self.cues.of_titles)
        found: list[Attribution | None] = []
        for index in range(len(self.reading.sentences)):
            turn = turns[index] if turns is not None else None
            if turn is None:
                found.append(self._attribute(index))
            else:
                found.append(NOBODY if turn == NARRATOR else Attribution(turn, "direct"))
            names = self.by_sentence[index]
            self.memory.mention(names, index, self.quoted, self._subject_of(index, names))
        return self._carry_on(found)

    def _subject_of(self, index: int, names: list[Noun]) -> str | None:
        """Return the person whom a sentence is about: the first who depends on no other noun."""
        first, last = self.reading.sentences[index].first, self.reading.sentences[index].last
        if self.reading.lowers[first] in ("he", "she"):
            return None
        for noun in names:
            if noun.kind == "person" and self.quoted[noun.first] < 0 and self.scene.is_subject_like(noun, first):
                # "X was also present": who is named besides is not who "he" is
                return None if "also" in self.reading.lowers[first:last] else noun.value
        return None

    # --- frames -----------------------------------------------------------------------------------------------------
    def _find_frames(self) -> list[Frame | None]:
        opening, speaking, either = self.cues.opening, self.cues.speaking, self.cues.opening_or_speaking
        only_before = self.cues.only_before
        count = len(self.reading.sentences)
        hits: list[list[int]] = [[] for _ in range(count)]
        words: list[list[int]] = [[] for _ in range(count)]
        sentence_of = self.reading.sentence_of
        lowers = self.reading.lowers
        for token in compress(range(len(lowers)), map(either.__contains__, lowers)):
            word = lowers[token]
            second = only_before.get(word)
            if word in opening if second is None else not second.isdisjoint(lowers[token + 1 : token + 2 + REACH]):
                hits[sentence_of[token]].append(token)
            if word in speaking:
                words[sentence_of[token]].append(token)
        return [
            self.scene.frame(span.first, span.last, hits[index], self.by_sentence[index], words[index])
            for index, span in enumerate(self.reading.sentences)
        ]

    def _names_by_sentence(self) -> list[list[Noun]]:
        by_sentence: list[list[Noun]] = [[] for _ in self.reading.sentences]
        for noun in self.names:
            by_sentence[self.reading.sentence_of[noun.first]].append(noun)
        return by_sentence

    # --- one sentence -----------------------------------------------------------------------------------------------
    def _attribute(self, index: int) -> Attribution | None:
        """Return the attribution by marks of speech, NOBODY where a mark names nobody known, None without any mark."""
        span = self.reading.sentences[index]
        frame = self.frames[index]
        speech, quoted, words = self._quoted_share(span.first, span.last) if index in self.quoting else (None, 0, 0)
        if speech is not None and self._is_direct(speech, frame, quoted, words):
            return self._remember(self._speaker_of(speech), index, "direct")
        if frame is None:
            return None
        before = self.memory.last
        speaker = self.memory.resolve(frame.noun, index, span)
        goes_on = speaker == before and self.memory.takes_up(frame.noun, span)
        return self._remember(speaker, index, "continued" if goes_on else "reported")

    def _remember(self, speaker: str | None, index: int, how: AttributionKind) -> Attribution:
        self.memory.speak(speaker, index)
        return NOBODY if speaker is None else Attribution(speaker, how)

    def _quoted_share(self, first: int, last: int) -> tuple[Speech | None, int, int]:
        """Return the first speech in the sentence, and how many of its words are quoted, of how many."""
        quotation: int | None = None
        quoted = words = 0
        for token in range(first, last):
            if not self.reading.words[token][0].isalnum():
                continue
            words += 1
            if self.quoted[token] >= 0:
                quoted += 1
                if quotation is None:
                    quotation = self.quoted[token]
        return (None if quotation is None else self.speeches[quotation]), quoted, words

    def _is_direct(self, speech: Speech, frame: Frame | None, quoted: int, words: int) -> bool:
        """Tell whether a sentence's content is mainly quoted; a few quoted words leave reported speech what it is."""
        if frame is None:
            return 2 * quoted > words
        if self.reading.lowers[speech.first + 1] in _AUXILIARIES and self.reading.words[speech.first + 1].islower():
            return False  # The ban, X said, “was never on the table”
        before = self.reading.lowers[speech.first - 1] if speech.first else "."
        begins = self.reading.sentences[speech.begins].first
        whole = speech.first <= begins or before in (",", ":", "that") or before in self.cues.verbs
        capital = next(
            (w[0].isupper() for w in self.reading.words[speech.first : speech.last] if w[0].isalnum()), False
        )
        if whole and capital and before != "that":
            return True
        said = words - self._attributing(frame, speech)
        return 2 * quoted > said if whole else 4 * quoted > 3 * said

    def _attributing(self, frame: Frame, speech: Speech) -> int:
        """Return how many words of a sentence tell who speaks: his name and the verb, with what else lies between."""
        noun, cue = frame.noun, frame.cue
        # warned X, an economist, “…”
        inverted = cue < noun.first < speech.first and self.reading.lowers[speech.first - 1] == ","
        if not inverted and not noun.first < cue < speech.first <= cue + LONGEST_LINK:
            return noun.last - noun.first + 1
        return sum(word[0].isalnum() for word in self.reading.words[min(cue, noun.first) : speech.first])

    # --- quotations -------------------------------------------------------------------------------------------------
    def _speaker_of(self, speech: Speech) -> str | None:
        """Return who speaks in a quotation: named in a sentence it touches, else directly before or after it."""
        key = self.quoted[speech.first]
        if key not in self.speaker_of_speech:
            self.speaker_of_speech[key] = self._find_speaker_of(speech)
        return self.speaker_of_speech[key]

    def _find_speaker_of(self, speech: Speech) -> str | None:
        for touched in (speech.begins, speech.ends, *range(speech.begins + 1, speech.ends)):
            frame = self.frames[touched]
            if frame is not None:
                return self.memory.resolve(frame.noun, touched, self.reading.sentences[touched])
        following = speech.ends + 1
        if following < len(self.frames) and self._is_bare_frame(following, speech):
            frame = self.frames[following]
            assert frame is not None
            return self.memory.resolve(frame.noun, following, self.reading.sentences[following])
        if self._is_of_somebody_unknown(speech):
            return None
        lead = self._named_beside(speech) or self._leads_in(speech.begins - 1)
        if lead is None and self.memory.spoken_at < self.memory.subject_at == speech.begins - 1:
            lead = self.memory.subject
        return lead or self._named_behind(speech) or self.memory.last or self.memory.subject

    def _is_of_somebody_unknown(self, speech: Speech) -> bool:
        """Tell whether "…,” Xyz said" or "said Xyz" names somebody of whom the cast does not know."""
        words, lowers = self.reading.words, self.reading.lowers
        behind = range(speech.last, min(speech.last + 2, self.reading.sentences[speech.ends].last - 1))
        for at in behind:
            name, verb = (at, at + 1) if words[at][0].isupper() else (at + 1, at)
            if words[name][0].isupper() and lowers[verb] in self.cues.verbs and lowers[name] not in self.cues.speaking:
                return True
        return False

    def _named_behind(self, speech: Speech) -> str | None:
        """Return the person of the next sentence, where it quotes him on or is about him in the same paragraph."""
        index = speech.ends + 1
        if index >= len(self.frames) or (self.memory.last is not None and speech.begins - self.memory.spoken_at <= 2):
            return None
        frame, span = self.frames[index], self.reading.sentences[index]
        if frame is not None and frame.noun.kind == "person" and self.quoted[span.first] >= 0:
            return frame.noun.value
        if span.paragraph == self.reading.sentences[speech.ends].paragraph:
            return self._subject_of(index, self.by_sentence[index])
        return None

    def _named_beside(self, speech: Speech) -> str | None:
        """Return X of "X, ambassador to Y: “…”" and of "“…” — X", quotations without a verb of speech."""
        span = self.reading.sentences[speech.begins]
        if speech.first - span.first > LONGEST_LEAD:
            return None
        people = [noun for noun in self.by_sentence[speech.begins] if noun.kind == "person"]
        before = [noun.value for noun in people if noun.last <= speech.first]
        reach = LONGEST_POST if self.reading.lowers[speech.last : speech.last + 1] in _DASHES else 2
        behind = [noun.value for noun in people if 0 <= noun.first - speech.last <= reach]  # “…” — Minister X
        return next(iter(before + behind), None)

    def _is_bare_frame(self, index: int, speech: Speech) -> bool:
        """Tell whether a sentence after a quotation only says whose it was ("he said.")."""
        frame, span = self.frames[index], self.reading.sentences[index]
        if frame is None or span.paragraph != self.reading.sentences[speech.ends].paragraph:
            return False
        return span.last - span.first <= 12 and frame.cue >= span.last - 4 and frame.cue - span.first <= 8

    def _leads_in(self, index: int) -> str | None:
        """Return the person whom the sentence before a quotation names as its last word's subject ("X put it so:")."""
        if index < 0:
            return None
        span = self.reading.sentences[index]
        if self.reading.text[span.start : span.end].rstrip()[-1:] != ":":
            return None
        people = [noun.value for noun in self.by_sentence[index] if noun.kind == "person"]
        return people[0] if people else None

    # --- unmarked sentences -----------------------------------------------------------------------------------------
    def _carry_on(self, found: list[Attribution | None]) -> list[Attribution]:
        """Give the sentences between two of one speaker's to him where they carry on his argument."""
        result = [attribution or NOBODY for attribution in found]
        previous: int | None = None
        for index, attribution in enumerate(found):
            if attribution is None:
                continue
            if previous is not None and 1 < index - previous <= LONGEST_RUN + 1:
                speaker = result[previous].speaker_id
                if speaker == attribution.speaker_id and self._may_argue(speaker):
                    for between in self._argument(range(previous + 1, index)):
                        result[between] = Attribution(speaker, "continued")
            previous = index
        return self._state_back(found, result)

    def _state_back(self, found: list[Attribution | None], result: list[Attribution]) -> list[Attribution]:
        """Give the sentence before "This was stated by X" to X."""
        for index in range(1, len(found)):
            frame, span = self.frames[index], self.reading.sentences[index]
            if frame is None or found[index - 1] is not None or frame.cue - span.first > 3:
                continue
            if self.reading.lowers[span.first] == "this" and frame.noun.first > frame.cue and result[index] != NOBODY:
                result[index - 1] = Attribution(result[index].speaker_id, "reported")
        return result

    def _may_argue(self, speaker: str) -> bool:
        return speaker != NARRATOR and self.cast.actors[speaker].kind not in ("country", "group")

    def _argument(self, run: range) -> list[int]:
        """Return the unmarked sentences of a run that carry on an argument; background tells of dates and past events.

        Beside background, a sentence needs a sign of argument itself.
        """
        signs = {index: self._sign(index) for index in run}
        neutral_counts = "background" not in signs.values()
        return [index for index, sign in signs.items() if sign == "argument" or (sign == "neutral" and neutral_counts)]

    def _sign(self, index: int) -> str:
        span = self.reading.sentences[index]
        lowers = self.reading.lowers[span.first : span.last]
        if lowers[-1][-1].isalnum():
            return "background"  # a heading
        acting = self._subject_of(index, self.by_sentence[index])
        if acting is not None:
            return "background"
        if not self.cues.argument.isdisjoint(lowers):
            return "argument"
        if (
            any(_YEAR.match(word) for word in lowers)
            or not _DATES.isdisjoint(lowers)
            or _MONTH.search(self.reading.text, span.start, span.end)
        ):
            return "background"
        if self._is_definition(index):
            return "background"
        return "neutral" if self.cues.background.isdisjoint(lowers) else "background"

    def _is_definition(self, index: int) -> bool:
        """Tell a sentence that only explains a name ("CPEC is a flagship project …")."""
        first = self.reading.sentences[index].first
        name = next(iter(self.by_sentence[index]), None)
        if name is None or name.first > first + 1 or name.kind not in ("other", "outlet", "organisation"):
            return False
        behind = self.reading.lowers[name.last : name.last + 2]
        return len(behind) == 2 and behind[0] in ("is", "was") and behind[1] in ("a", "an", "the", "one")


# --- reading the text into tokens -----------------------------------------------------------------------------------
def _names(reading: Reading, cast: Cast) -> list[Noun]:
    """Return the mentions of actors over tokens; the outlet and the author are nobody's speakers."""
    names = []
    for mention in cast.mentions:
        actor = cast.actors[mention.actor_id]
        kind = "outlet" if actor.role in ("outlet", "author") else _KINDS.get(actor.kind, "other")
        first = bisect_left(reading.starts, mention.start)
        last = bisect_left(reading.starts, mention.end, first)
        if first < last:
            names.append(Noun(first, last, kind, mention.actor_id))
    return names


def _titles(reading: Reading, cast: Cast) -> dict[int, int]:
    return {bisect_left(reading.starts, end): bisect_left(reading.starts, start) for start, end in cast.titles}


def _speeches(reading: Reading, cues: SpeechCues, names: dict[int, Noun]) -> list[Speech]:
    """Return the quotations that are speech, without those nested in another."""
    speeches = []
    for quotation in reading.quotations:
        if quotation.parent is not None:
            continue
        first = bisect_left(reading.starts, quotation.start)
        last = bisect_left(reading.starts, quotation.end, first)
        if first >= last:
            continue
        if not quotation.closed:
            last = _unclosed_end(reading, cues, names, first, last)
        speech = Speech(first, last, reading.sentence_of[first], reading.sentence_of[last - 1])
        if _is_speech(reading, cues, speech):
            speeches.append(speech)
    return speeches


def _unclosed_end(reading: Reading, cues: SpeechCues, names: dict[int, Noun], first: int, last: int) -> int:
    """Return where a quotation without closing mark ends: before ", said X" or ", X said", if it has them."""
    lowers = reading.lowers
    for comma in range(first + 1, last - 2):
        if lowers[comma] != ",":
            continue
        name = names.get(comma + 1)
        if name is not None and name.last < last and name.kind in _KINDS and lowers[name.last] in cues.verbs:
            return comma + 1
        if lowers[comma + 1] in cues.verbs and comma + 2 in names:
            return comma + 1
    return last


def _is_speech(reading: Reading, cues: SpeechCues, speech: Speech) -> bool:
    """Tell whether a quotation is speech, and no title, name or word held at arm's length."""
    lowers = reading.lowers
    span = reading.sentences[speech.begins]
    inner = [t for t in range(speech.first, speech.last) if reading.words[t][0].isalnum()]
    if not inner:
        return False
    if speech.begins != speech.ends:
        return True
    before = lowers[speech.first - 1] if speech.first > span.first else ""
    stopped = any(lowers[t] in _STOPS for t in range(inner[-1] + 1, min(speech.last + 1, len(lowers))))
    if before in cues.titles or _is_title(reading, inner):
        return False
    if before in ("", ",", ":"):
        return stopped or len(inner) >= 5
    if before in cues.verbs or before == "that":
        return len(inner) >= 4
    return len(inner) >= 6


def _is_title(reading: Reading, inner: list[int]) -> bool:
    words = [reading.words[t] for t in inner if len(reading.words[t]) > 3]
    return 2 <= len(words) == sum(word[0].isupper() for word in words)

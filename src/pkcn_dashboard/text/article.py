"""The words of the article's page. `MARKS` also stand in addresses: they are public."""

from __future__ import annotations

from collections.abc import Mapping

from pkcn_data.model import MentionKind

MARKS: Mapping[MentionKind, str] = {"actor": "Actors", "sector": "Sectors", "theme": "Themes"}
MARK: Mapping[MentionKind, str] = {"actor": "Actor", "sector": "Sector", "theme": "Theme"}
MARKS_LABEL = "Mark in the text"
KEYED_MARK = "{kind} {key}: {label}"
PLAIN_MARK = "{kind}: {label}"
KEY = "Key to the marks"

CHOOSE = "Article to read"
GONE_SENTENCE = "The sentence that this link points to isn't there any more. Here is the whole text."
SENTENCE_LEFT_OUT = "The sentence that this link points to is in an article that the filter leaves out."
GONE_MARKS = "This link asks for marks that don't exist ({values}). The others are shown."
FIT = "{fit} fit the filters; the others are paler."
FIT_ONE = "{fit} fits the filters; the others are paler."
FIT_ALL = "All sentences of this article fit the filters."
FIT_NONE = "No sentence of this article fits the filters, so all of it is paler."
READ_AT_PUBLISHER = "Read it at the publisher"
CREDIT = "Credit: {credit}"

LINK_TO = "Link to sentence {position}"
AT_PUBLISHER = "Sentence {position} at the publisher, in a new tab"

CODED_IN = "Coded in sentence {position}"
NOTHING_CODED = "No sector, theme, comparison or number is coded here."
SPOKEN = "{speaker}, {manner}."
SPOKEN_BY_NARRATOR = "{speaker}."
ABOUT = "· about {countries}"
QUANTITY = "“{surface}”"
READ_AS = "· read as {value}"
READ_AS_ABOUT = "· read as about {value}"
OPEN_AT_PUBLISHER = "Open at the publisher"

"""The errors a user of the package can meet: each says what, where, what is allowed, what to do next."""

from __future__ import annotations


class PkcnError(Exception):
    """Base of every error that is the input's fault and not the program's."""


class ArticleError(PkcnError):
    """An article cannot be read or coded: missing, empty, binary, wrong encoding, too large, not English."""


class CodebookError(PkcnError):
    """A codebook file holds a mistake; the message names file, entry, what is wrong and what is allowed."""


class TableError(PkcnError):
    """A table does not keep the contract: a column, a type, a key, a reference or a span is off."""


class GoldError(PkcnError):
    """A hand-coded article holds a mistake: a sentence that is not in the text, an unknown code."""


class ClaimError(PkcnError):
    """A file of claims holds a mistake; the message names file, entry, what is wrong and what is allowed."""


class FetchError(PkcnError):
    """A service does not answer, or not as it should; what was fetched before stays."""

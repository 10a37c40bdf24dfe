"""Claims of articles beside official figures: declared in ``data/claims``, tested by code, never judged by hand.

files (what an analyst writes) and evidence (figures, as of a day) -> operations (one part) -> verdicts (one claim) ->
build (rows) -> store (files) -> frames (pandas). numbers (the ledger of an article) and suggest need no claims.
"""

from __future__ import annotations

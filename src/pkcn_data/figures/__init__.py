"""Official figures: read from what was fetched and cited, checked, kept in ``data/indicators``.

source (files as read) -> facts, build (rows) -> checks, store (files) -> frames (pandas).
"""

from __future__ import annotations

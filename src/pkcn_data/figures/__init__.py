"""Official figures: read from what was fetched and cited, checked, kept in ``data/indicators``, fetched anew.

source (files as read) -> facts, build (rows) -> checks, store (files) -> frames (pandas); worldbank, refresh (network).
"""

from __future__ import annotations

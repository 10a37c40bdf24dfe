"""The dashboard as an ASGI app: `streamlit run dashboard.py`, or any ASGI server with `dashboard:app`."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

SOURCE = Path(__file__).resolve().parent / "src"
if str(SOURCE) not in sys.path:
    # A host that only installs requirements.txt has our dependencies but not our packages.
    sys.path.insert(0, str(SOURCE))

from pkcn_dashboard.server.middleware import CompressedFiles, PageHead, SecurityHeaders, check_settings, lifespan

check_settings()
app = st.App(
    SOURCE / "pkcn_dashboard" / "frame.py",
    lifespan=lifespan,
    middleware=[Middleware(SecurityHeaders), Middleware(CompressedFiles), Middleware(PageHead)],
)

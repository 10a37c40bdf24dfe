"""Run the command line as ``python -m pkcn_data``."""

from __future__ import annotations

from pkcn_data.cli import run

run()

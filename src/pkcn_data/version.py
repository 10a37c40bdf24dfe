"""The version of the program that coded the articles."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("pkcn-data")
except PackageNotFoundError:  # run from a checkout that is not installed
    VERSION = "0+unknown"

"""Several files as one ZIP, always the same bytes. No Streamlit."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can name: the time of a download says nothing about what is in it."""
_READABLE = 0o644 << 16


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of the files, in their order."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, date_time=_BEGINNING)
            entry.create_system = 3  # else it depends on the machine
            entry.external_attr = _READABLE
            archive.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED, compresslevel=6)
    return packed.getvalue()

"""A folder of data and the descriptor beside it, replaced as a whole or not at all.

A folder cannot be replaced in one step, so a swap goes through these, each atomic:

1. everything is written under temporary names beside the folder;
2. the old folder is moved away, the new one moved in, the descriptor replaced;
3. the old folder is removed.

After a crash inside 2 the next reader or writer finishes the swap, or undoes it (`recover`). Writers wait for each
other and for readers: they lock the folder in which all this lies (not on Windows, which cannot lock one).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pkcn_data.errors import TableError

if sys.platform != "win32":
    import fcntl

DESCRIPTOR = "datapackage.json"


class Places(NamedTuple):
    """Where a swap finds things; all beside each other, so that a move never crosses a file system."""

    folder: Path
    new: Path
    old: Path
    descriptor: Path
    new_descriptor: Path


def recover(folder: Path) -> None:
    """Finish or undo a swap that a crash cut short; do nothing otherwise."""
    places = places_of(folder)
    if not _is_cut_short(places):
        return
    try:
        with locked(places.folder.parent):
            recover_locked(places)
    except OSError as error:
        raise TableError(
            f"{places.folder}: a build was cut short and cannot be tidied up ({error.strerror}); check its permissions"
        ) from error


def _is_cut_short(places: Places) -> bool:
    """Tell whether a swap began and did not end; whoever asks may only act when he holds the lock and asks again."""
    moved_in = places.new_descriptor.is_file() and places.folder.is_dir() and not places.new.is_dir()
    return places.old.is_dir() or moved_in


def recover_locked(places: Places) -> None:
    """Do what `recover` does, for a writer who holds the lock."""
    if not _is_cut_short(places):
        return
    if places.folder.is_dir():
        _finish(places)
    else:
        places.old.rename(places.folder)


@contextlib.contextmanager
def locked(parent: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold off writers, and readers too unless `shared`, while the block runs; a killed program holds nobody off."""
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(parent, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network file systems have no locks
            fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def places_of(folder: Path) -> Places:
    """Return where a swap of the folder finds things."""
    folder = folder.resolve()
    beside, name = folder.parent, folder.name
    descriptor = beside / DESCRIPTOR
    return Places(
        folder, beside / f".{name}.new", beside / f".{name}.old", descriptor, beside / f".{name}.{DESCRIPTOR}.new"
    )


def replace(places: Places, files: Mapping[str, bytes], descriptor: str | None) -> None:
    """Replace the folder by the files, and the descriptor where one is given; for a writer who holds the lock.

    Raises `OSError` where that fails, and then leaves what was there.
    """
    try:
        _write_new(places, files, descriptor)
        _swap(places)
    except OSError:
        recover_locked(places)
        places.new_descriptor.unlink(missing_ok=True)
        shutil.rmtree(places.new, ignore_errors=True)
        raise


def _write_new(places: Places, files: Mapping[str, bytes], descriptor: str | None) -> None:
    places.new_descriptor.unlink(missing_ok=True)  # left by a crash, as is the folder
    shutil.rmtree(places.new, ignore_errors=True)
    for name, content in files.items():
        path = places.new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if descriptor is not None:
        places.new_descriptor.write_bytes(descriptor.encode())


def _swap(places: Places) -> None:
    if places.folder.is_dir():
        places.folder.rename(places.old)
    places.new.rename(places.folder)
    _finish(places)


def _finish(places: Places) -> None:
    if places.new_descriptor.is_file():
        places.new_descriptor.replace(places.descriptor)
    shutil.rmtree(places.old, ignore_errors=True)

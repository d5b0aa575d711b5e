"""What an import keeps for a day: the uploaded file and the plan that was shown, encrypted, readable by the site alone.

The name of what is kept is authenticated with it (`config/encryption.py`), so that nothing can be put in the place of
another. A plan is kept in parts, so that a page of it is read without the rest.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from django.conf import settings

from config.encryption import seal, unseal

KEPT_SECONDS = 24 * 60 * 60
KEY = re.compile(r"[0-9a-f]{32}")
LENGTH_BYTES = 4
PURPOSE = "yiji imports"
FILE, PAGES, SUMMARY, QUESTIONS = "file", "pages", "summary", "questions"
"""What is kept of an import, besides the readings of its file."""

Extent = tuple[int, int]
"""Where a part lies: (offset, length) in bytes."""


class Gone(LookupError):
    """It is not there any more, or cannot be read with the key of this site."""


def put(key: str, what: str, parts: Iterable[bytes]) -> list[Extent]:
    """Keeps some parts under the key of an import, in place of what was there; where each lies."""
    with _in_place_of(_path(key, what)) as out:
        return [_seal(out, _name(key, what, number), part) for number, part in enumerate(parts)]


def passing(key: str, what: str, parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts, each kept as it passes by, in place of what was there; nothing is kept unless all of them pass."""
    with _in_place_of(_path(key, what)) as out:
        for number, part in enumerate(parts):
            _seal(out, _name(key, what, number), part)
            yield part


def get(key: str, what: str, number: int = 0, extent: Extent | None = None) -> bytes:
    """A part; `extent` as `put` told it, None for the first one. Raises Gone."""
    try:
        with _path(key, what).open("rb") as kept:
            if extent is None:
                return _unseal(kept.read(_length_of_next(kept)), _name(key, what, number))
            offset, length = extent
            kept.seek(offset)
            return _unseal(kept.read(length), _name(key, what, number))
    except (FileNotFoundError, InvalidTag) as error:
        raise Gone(key) from error


def parts_of(key: str, what: str) -> Iterator[bytes]:
    """All parts, one after the other. Raises Gone."""
    try:
        with _path(key, what).open("rb") as kept:
            for number in count():
                if not (length := _length_of_next(kept)):
                    return
                yield _unseal(kept.read(length), _name(key, what, number))
    except (FileNotFoundError, InvalidTag) as error:
        raise Gone(key) from error


def holds(key: str, what: str) -> bool:
    """Whether this is kept of an import."""
    return _path(key, what).exists()


def erase(key: str) -> None:
    """Erases everything of an import; nothing happens if it is gone."""
    _path(key, FILE)
    for path in _folder().glob(f"{key}.*"):
        path.unlink(missing_ok=True)


def erase_expired() -> int:
    """Erases everything older than a day; of how many imports."""
    oldest, erased = time.time() - KEPT_SECONDS, set()
    for path in _folder().iterdir():
        try:
            if path.stat().st_mtime < oldest:
                path.unlink()
                erased.add(path.name.partition(".")[0])
        except FileNotFoundError:
            continue
    return len(erased)


def _folder() -> Path:
    folder = Path(settings.VAR_DIR) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _path(key: str, what: str) -> Path:
    if not KEY.fullmatch(key):
        raise Gone(key)
    return _folder() / f"{key}.{what}"


@contextmanager
def _in_place_of(target: Path) -> Iterator[BinaryIO]:
    """A file to write, which takes the place of another once it is complete."""
    draft = target.with_name(f"{target.name}.{os.urandom(4).hex()}")
    draft.touch(mode=0o600)
    try:
        with draft.open("wb") as out:
            yield out
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    draft.replace(target)


def _seal(out: BinaryIO, name: bytes, part: bytes) -> Extent:
    """Writes a part after its length; where it lies."""
    sealed = seal(part, name=name, purpose=PURPOSE)
    out.write(len(sealed).to_bytes(LENGTH_BYTES))
    extent = (out.tell(), len(sealed))
    out.write(sealed)
    return extent


def _unseal(sealed: bytes, name: bytes) -> bytes:
    return unseal(sealed, name=name, purpose=PURPOSE)


def _length_of_next(kept: BinaryIO) -> int:
    """The length of the part that follows; 0 after the last one."""
    return int.from_bytes(kept.read(LENGTH_BYTES))


def _name(key: str, what: str, number: int) -> bytes:
    return f"{key} {what} {number}".encode()

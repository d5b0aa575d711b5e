"""What an import keeps for a day: the uploaded file and the plan that was shown, encrypted, readable by the site alone.

AES-256-GCM under a key derived from SECRET_KEY (HKDF-SHA256); the name of what is kept is authenticated with it, so
that nothing can be put in the place of another. A plan is kept in parts, so that a page of it is read without the rest.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

KEPT_SECONDS = 24 * 60 * 60
KEY = re.compile(r"[0-9a-f]{32}")
NONCE_BYTES = 12
FILE, PAGES, SUMMARY, QUESTIONS = "file", "pages", "summary", "questions"
"""What is kept of an import."""

Extent = tuple[int, int]
"""Where a part lies: (offset, length) in bytes."""


class Gone(LookupError):
    """It is not there any more, or cannot be read with the key of this site."""


def put(key: str, what: str, parts: Iterable[bytes]) -> list[Extent]:
    """Keeps some parts under the key of an import, in place of what was there; where each lies."""
    target = _path(key, what)
    extents: list[Extent] = []
    draft = target.with_suffix(".new")
    draft.touch(mode=0o600)
    with draft.open("wb") as out:
        for number, part in enumerate(parts):
            nonce = os.urandom(NONCE_BYTES)
            sealed = nonce + _cipher().encrypt(nonce, part, _name(key, what, number))
            extents.append((out.tell(), len(sealed)))
            out.write(sealed)
    draft.replace(target)
    return extents


def get(key: str, what: str, number: int = 0, extent: Extent | None = None) -> bytes:
    """A part; `extent` as `put` told it, None where the file has one part. Raises Gone."""
    try:
        with _path(key, what).open("rb") as kept:
            offset, length = extent or (0, -1)
            kept.seek(offset)
            sealed = kept.read(length)
        return _cipher().decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _name(key, what, number))
    except (FileNotFoundError, InvalidTag) as error:
        raise Gone(key) from error


def erase(key: str) -> None:
    """Erases everything of an import; nothing happens if it is gone."""
    for what in (FILE, PAGES, SUMMARY, QUESTIONS):
        _path(key, what).unlink(missing_ok=True)


def erase_expired() -> int:
    """Erases everything older than a day; of how many imports."""
    oldest, erased = time.time() - KEPT_SECONDS, set()
    for path in _folder().iterdir():
        try:
            if path.stat().st_mtime < oldest:
                path.unlink()
                erased.add(path.stem)
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


def _name(key: str, what: str, number: int) -> bytes:
    return f"{key} {what} {number}".encode()


def _cipher() -> AESGCM:
    return _cipher_of(settings.SECRET_KEY)


@lru_cache(maxsize=4)
def _cipher_of(secret: str) -> AESGCM:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"yiji imports").derive(
        secret.encode()
    )
    return AESGCM(derived)

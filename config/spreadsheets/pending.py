"""Uploaded files that wait to be confirmed: in a private folder, readable by the site alone, erased once imported.

After a day they are of no use to anybody. They are then erased when the next file is uploaded or previewed, or by
`manage.py erase_expired_uploads`, whichever comes first.
"""

from __future__ import annotations

import datetime
import json
import re
import time
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from config.spreadsheets.importing import Upload

KEPT_SECONDS = 24 * 60 * 60
KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Pending:
    """A file that waits, bound to who uploaded it."""

    key: str
    kind: str
    name: str
    sha256: str
    as_of: str
    staff_id: int

    @property
    def day(self) -> datetime.date:
        return datetime.date.fromisoformat(self.as_of)

    def upload(self) -> Upload:
        """The file itself."""
        return Upload(self.name, _file(self.key).read_bytes())


def keep(*, kind: str, upload: Upload, as_of: datetime.date, staff_id: int) -> Pending:
    """Puts an uploaded file by."""
    erase_expired()
    key = uuid.uuid4().hex
    pending = Pending(key, kind, upload.name, upload.sha256, as_of.isoformat(), staff_id)
    _write(_file(key), upload.data)
    _write(_note(key), json.dumps(asdict(pending)).encode())
    return pending


def find(key: str, *, kind: str, staff_id: int) -> Pending | None:
    """The waiting file with this key, if this account uploaded it as this kind and it is not older than a day."""
    erase_expired()
    if not KEY.fullmatch(key) or not _note(key).exists():
        return None
    pending = Pending(**json.loads(_note(key).read_text()))
    return pending if (pending.kind, pending.staff_id) == (kind, staff_id) else None


def erase(key: str) -> None:
    """Erases a waiting file; nothing happens if it is gone."""
    for path in (_note(key), _file(key)):
        path.unlink(missing_ok=True)


def erase_expired() -> int:
    """Erases every file older than a day; how many uploads that were."""
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


def _file(key: str) -> Path:
    return _folder() / f"{key}.file"


def _note(key: str) -> Path:
    return _folder() / f"{key}.json"


def _write(path: Path, data: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(data)

"""What the parser told of the file of an import, kept beside it: when it is confirmed, the file is not parsed again.

The same file under the same layout is read the same way; and it is the reading that was shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from config.spreadsheets import vault
from config.spreadsheets.importing import Upload
from config.spreadsheets.reading import read_tables, tables_told
from config.spreadsheets.types import Kind, Reading
from config.spreadsheets.wire import kind_to_wire, to_json

FORMAT = 1
"""Counts up whenever the parser tells its readings in another form."""


def reading_of(key: str, upload: Upload, layout: Kind) -> Reading:
    """The reading of the file of an import; what the parser tells is kept once the last row has been taken.

    Raises FileRefused as `read_tables` does.
    """
    what = name_of(upload, layout)
    if vault.holds(key, what):
        return tables_told(vault.parts_of(key, what))

    def kept(lines: Iterator[bytes]) -> Iterator[bytes]:
        return vault.passing(key, what, lines)

    return read_tables(upload.data, layout, through=kept)


def name_of(upload: Upload, layout: Kind) -> str:
    """Under what name a reading is kept: another one for each file, layout and form."""
    told = to_json([FORMAT, upload.sha256, kind_to_wire(layout)])
    return f"reading-{hashlib.sha256(told.encode()).hexdigest()[:32]}"

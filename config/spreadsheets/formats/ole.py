"""The container of old .xls files ([MS-CFB]): the names in its directory, and its streams."""

import struct

from config.spreadsheets.types import FileRefused

HEADER = struct.Struct("<8s16xHHHHH6xIIIIIIIII")
ENTRY = struct.Struct("<64sHBBIII16xIQQIQ")
END = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""
SMALL_STREAM_LIMIT = 4096
"""Shorter streams stand in small sectors, inside the stream of the root."""
SMALL_SECTOR = 64
ROOT = 5


class OleFile:
    """A compound file in memory. Raises FileRefused("FILE_DAMAGED") for one that does not hang together."""

    def __init__(self, data: bytes) -> None:
        try:
            self._open(data)
        except (struct.error, IndexError):
            raise FileRefused("FILE_DAMAGED") from None

    def _open(self, data: bytes) -> None:
        fields = HEADER.unpack_from(data)
        self.data = data
        self.sector_size = 1 << fields[4]
        if fields[4] not in (9, 12):
            raise FileRefused("FILE_DAMAGED")
        self.fat = self._allocation_table(first_difat=fields[13])
        directory = self._chain(fields[8])
        entries = (ENTRY.unpack_from(directory, at) for at in range(0, len(directory) - 127, 128))
        self.streams: dict[str, tuple[int, int]] = {}
        self.first_of_small_fat, self.first_of_small = fields[11], END
        for entry in entries:
            if entry[2] == ROOT:
                self.first_of_small = entry[10]
            if entry[2]:
                name = entry[0][: max(entry[1] - 2, 0)].decode("utf-16-le", "replace")
                self.streams.setdefault(name, (entry[10], entry[11] & 0xFFFFFFFF))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.sector_size
        if start >= len(self.data):
            raise FileRefused("FILE_DAMAGED")
        return self.data[start : start + self.sector_size]

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self.sector_size // 4}I", self._sector(sector))

    def _allocation_table(self, first_difat: int) -> list[int]:
        sectors = list(struct.unpack_from("<109I", self.data, 76))
        seen: set[int] = set()
        while first_difat < END and first_difat not in seen:
            seen.add(first_difat)
            *more, first_difat = self._numbers(first_difat)
            sectors += more
        return [number for sector in sectors if sector < END for number in self._numbers(sector)]

    def _chain(self, sector: int) -> bytes:
        parts: list[bytes] = []
        while sector < END:
            if len(parts) > len(self.fat):
                raise FileRefused("FILE_DAMAGED")
            parts.append(self._sector(sector))
            sector = self.fat[sector]
        return b"".join(parts)

    def names(self) -> set[str]:
        """The names of all storages and streams."""
        return set(self.streams)

    def stream(self, name: str) -> bytes:
        """A stream, whole; b"" for one that is absent. Raises FileRefused if a part of it is missing."""
        start, size = self.streams.get(name, (END, 0))
        try:
            found = self._chain(start) if size >= SMALL_STREAM_LIMIT else self._small_chain(start)
        except (struct.error, IndexError):
            raise FileRefused("FILE_DAMAGED") from None
        if len(found) < size:
            raise FileRefused("FILE_DAMAGED")
        return found[:size]

    def _small_chain(self, sector: int) -> bytes:
        if sector >= END:
            return b""
        numbers = self._chain(self.first_of_small_fat)
        fat = struct.unpack(f"<{len(numbers) // 4}I", numbers)
        content = self._chain(self.first_of_small)
        parts: list[bytes] = []
        while sector < END:
            if len(parts) > len(fat):
                raise FileRefused("FILE_DAMAGED")
            parts.append(content[sector * SMALL_SECTOR : (sector + 1) * SMALL_SECTOR])
            sector = fat[sector]
        return b"".join(parts)

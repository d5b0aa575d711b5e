"""How much a spreadsheet from outside may be, and may cost to read."""

from dataclasses import asdict, dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The settings SPREADSHEET_LIMITS may name any of these, to differ from the values given here."""

    file_bytes: int = 25 * MEGABYTE
    unzipped_bytes: int = 300 * MEGABYTE
    members: int = 300
    rows: int = 200_000
    """Of one sheet, after the trailing blank rows are cut."""
    columns: int = 100
    cells: int = 2_000_000
    """Held of the whole workbook."""
    text: int = 32_767
    """Characters in a cell: what a worksheet itself allows."""
    memory_bytes: int = 512 * MEGABYTE
    """Address space of the process that parses."""
    seconds: int = 60
    """Processor time, and time by the clock, of the process that parses."""

    def as_dict(self) -> dict[str, int]:
        """For the way into the parsing process."""
        return asdict(self)

"""Codes of divisions, and what lies in which."""

from config.spreadsheets.types import Value

COUNTY, TOWNSHIP = 6, 9
"""Digits of a code."""
Within = tuple[str, ...]
"""Codes of the divisions that are looked in; () is everywhere."""


def refused(reason: str) -> Value:
    """No place, and why the row cannot come in."""
    return Value(None, reasons=(reason,))


def became(kind: str, new: str | None) -> Value:
    """What is left of an older unit: its successor if it was only renamed or recoded."""
    if kind in ("renamed", "recoded") and new:
        return Value(new, warnings=("TOWNSHIP_RENAMED",) if kind == "renamed" else ())
    return refused("TOWNSHIP_ABOLISHED")


def is_inside(code: str, within: Within) -> bool:
    """Whether a division lies in one of these, or is one."""
    return not within or code.startswith(within)


def is_near(code: str, within: Within) -> bool:
    """Whether a county lies in one of these divisions or contains one."""
    return not within or any(code.startswith(other) or other.startswith(code) for other in within)

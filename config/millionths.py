"""Numbers as integers of one millionth: exact on every database, summed without drift, never a float."""

from decimal import Decimal

ONE = 1_000_000
"""How many millionths make one."""


def from_decimal(value: Decimal) -> int:
    """A decimal with at most six places as millionths; ValueError if it has more."""
    scaled = value * ONE
    if scaled != int(scaled):
        raise ValueError(f"{value} has more than six decimal places.")
    return int(scaled)


def to_decimal(millionths: int) -> Decimal:
    """The exact decimal, with as many places as it needs."""
    return Decimal(millionths) / ONE


def ratio(numerator: int, denominator: int) -> int:
    """numerator ÷ a positive denominator, rounded half up (towards the greater) to an integer."""
    return (2 * numerator + denominator) // (2 * denominator)


def to_text(millionths: int, places: int = 2) -> str:
    """A fixed number of decimal places for display and export, rounded half away from zero: 87654321 → '87.65'."""
    unit = 10 ** (6 - places)
    whole, rest = divmod(ratio(abs(millionths), unit), 10**places)
    sign = "-" if millionths < 0 and (whole or rest) else ""
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"

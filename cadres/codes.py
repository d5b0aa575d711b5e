"""Statistical codes of divisions: a code begins with that of the place above it."""

LENGTHS = {"province": 2, "city": 4, "county": 6, "township": 9}
"""How many digits the code of a level has."""


def own_and_above(code: str) -> list[str]:
    """The code of a division and those of the places above it, the highest first."""
    return [code[:length] for length in LENGTHS.values() if length <= len(code)]

"""The ten strongest: whoever shares place ten is among them."""

from __future__ import annotations

from collections.abc import Iterable

TEN = 10


def strongest(ranks: Iterable[tuple[int, str]], places: int = TEN) -> list[str]:
    """The codes of all whose rank is at most `places`, out of (rank, code): more than ten where place ten is shared."""
    return [code for rank, code in ranks if rank <= places]

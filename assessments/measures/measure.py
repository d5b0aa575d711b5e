"""What a measure is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise

from assessments.measures.window import Window
from assessments.scoring.points import ZERO
from cadres.querysets import PostQuerySet

Rows = Iterable[tuple[int | None, ...]]
"""(post, numerator) or (post, numerator, denominator); a numerator of None is missing."""


class Kind(Enum):
    """How a measure relates to time: a flow grows with the months in post; a stock and a share do not."""

    FLOW = "flow"
    STOCK = "stock"
    SHARE = "share"


@dataclass(frozen=True)
class Measure:
    """What can be counted for a post segment.

    `count` takes posts and a window and gives rows (post, numerator), for a share (post, numerator,
    denominator); a post without a row has 0, of a share 0 out of 0. One SELECT, whatever the number of posts.
    Its docstring is the definition. `when_nothing` says what 0 out of 0 means: that nothing was done (`ZERO`), that
    there was nothing to do (`NOT_APPLICABLE`), or that others owe it and did not do it (`MISSING`).
    """

    key: str
    name: str | Promise
    unit: str | Promise
    kind: Kind
    count: Callable[[PostQuerySet, Window], Rows]
    when_nothing: str = ZERO

    @property
    def scales(self) -> bool:
        """Whether the target is for a whole month in post and grows with the months."""
        return self.kind is Kind.FLOW

    @property
    def nothing(self) -> tuple[int, int]:
        """The value of a post without a row."""
        return (0, 0) if self.kind is Kind.SHARE else (0, 1)

"""Items of scores in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from assessments.fields import plain
from assessments.measures import Kind, registered
from assessments.models import ScoreItem
from assessments.scoring.weights import full_points
from config.millionths import ratio, to_text

HUNDREDTH = 10_000


def points_in_words(item: ScoreItem) -> str:
    """The points, or why there are none."""
    if item.points is not None:
        return to_text(item.points)
    return _("missing") if item.numerator is None else _("not applicable")


def measured_in_words(item: ScoreItem) -> str:
    """'8', or '12 / 30' for a share; '–' where it is missing, or there is nothing to share."""
    if item.numerator is None or item.points is None:
        return "–"
    is_share = registered()[item.indicator.measure].kind is Kind.SHARE
    return f"{item.numerator} / {item.denominator}" if is_share else str(item.numerator)


def full_of(items: Sequence[ScoreItem]) -> list[int]:
    """How many points each item of one score could have brought, in millionths; 0 where it does not apply.

    `items` are all items of a score in the order of its scheme: what does not apply leaves its points to the others.
    """
    apply = [item.points is not None or item.numerator is None for item in items]
    return full_points((item.indicator.points for item in items), apply)


def full_in_words(full: int) -> str:
    """Millionths of a point with at most two decimals: '25', '33.33'."""
    return plain(ratio(full, HUNDREDTH) * HUNDREDTH)

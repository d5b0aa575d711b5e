"""Items of scores in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from assessments.models import ScoreItem
from config.millionths import to_text


def points_in_words(item: ScoreItem) -> str:
    """The points, or why there are none."""
    if item.points is not None:
        return to_text(item.points)
    return _("missing") if item.numerator is None else _("not applicable")


def measured_in_words(item: ScoreItem) -> str:
    """'8', or '12 / 30' for a share; '–' where it is missing."""
    if item.numerator is None:
        return "–"
    return str(item.numerator) if item.denominator == 1 else f"{item.numerator} / {item.denominator}"

"""Days on which a cadre cannot have been where, or have done what, the diary says."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Case, Count, F, Max, Min, Q, When
from django.utils.translation import gettext_lazy as _

from assessments.anomalies.finding import Detector, Finding, Sight, by_cadre, in_groups

HOUSEHOLDS_A_DAY = 8
"""More households than these are not visited on one day."""
DAY = ("cadre", "visited_on")


def two_places(sight: Sight) -> Iterable[Finding]:
    """In two places at once: on one day a cadre visited villages of different townships, or stayed the night in two
    villages.

    Rows: all visits of these days. Source: visit diary.
    """
    bed = Case(When(stayed=True, then=F("village")))
    return by_cadre(
        in_groups(
            sight.visits,
            DAY,
            Q(township__lt=F("other_township")) | Q(bed__lt=F("other_bed")),
            township=Min("village__township"),
            other_township=Max("village__township"),
            bed=Min(bed),
            other_bed=Max(bed),
        )
    )


def crowded_days(sight: Sight) -> Iterable[Finding]:
    """More visits a day than plausible: on one day a cadre visited more than 8 households.

    Rows: the visits to households on these days. Source: visit diary.
    """
    # A household is visited at most once a day by a cadre: the database sees to it.
    to_households = sight.visits.filter(household__isnull=False)
    crowded = Q(households__gt=HOUSEHOLDS_A_DAY)
    return by_cadre(in_groups(to_households, DAY, crowded, households=Count("pk")))


DETECTORS = (
    Detector(
        "two_places",
        _("in two places on one day"),
        _("On one day a cadre visited villages of different townships, or stayed the night in two villages."),
        two_places,
    ),
    Detector(
        "crowded_days",
        _("more visits a day than plausible"),
        _("On one day a cadre visited more than 8 households."),
        crowded_days,
    ),
)

"""Days on which a cadre cannot have been where, or have done what, the diary says."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Case, Count, F, Max, Min, Q, When, Window
from django.utils.translation import gettext_lazy as _

from assessments.anomalies.finding import Detector, Finding, Sight, by_cadre

HOUSEHOLDS_A_DAY = 8
"""More households than these are not visited on one day."""


def two_places(sight: Sight) -> Iterable[Finding]:
    """In two places at once: on one day a cadre visited villages of different townships, or stayed the night in two
    villages.

    Rows: all visits of these days. Source: visit diary.
    """
    day = [F("cadre"), F("visited_on")]
    slept_in = Case(When(stayed=True, then=F("village")))
    found = sight.visits.annotate(
        township=Window(Min("village__township"), partition_by=day),
        other_township=Window(Max("village__township"), partition_by=day),
        bed=Window(Min(slept_in), partition_by=day),
        other_bed=Window(Max(slept_in), partition_by=day),
    ).filter(Q(township__lt=F("other_township")) | Q(bed__lt=F("other_bed")))
    return by_cadre(found.values_list("division", "cadre", "pk"))


def crowded_days(sight: Sight) -> Iterable[Finding]:
    """More visits a day than plausible: on one day a cadre visited more than 8 households.

    Rows: the visits to households on these days. Source: visit diary.
    """
    households = Window(Count("pk"), partition_by=[F("cadre"), F("visited_on")])
    # A household is visited at most once a day by a cadre: the database sees to it.
    found = sight.visits.filter(household__isnull=False).annotate(households=households)
    return by_cadre(found.filter(households__gt=HOUSEHOLDS_A_DAY).values_list("division", "cadre", "pk"))


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

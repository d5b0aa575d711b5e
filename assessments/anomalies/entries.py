"""How a month's diary came about: entered all at once, or never signed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import Count, F, Max, Min, Q, Window
from django.utils.translation import gettext_lazy as _

from assessments.anomalies.finding import Detector, Finding, Sight, by_cadre

ENOUGH_VISITS = 8
"""Fewer visits in a month prove nothing."""
ONE_EVENING = datetime.timedelta(hours=3)
"""A month's entries made within this time were not made day by day."""


def one_evening(sight: Sight) -> Iterable[Finding]:
    """All entries on one evening: the visits of a month of a cadre, 8 or more, were entered by hand within 3 hours.

    Visits from spreadsheets are left out: a table is imported at one moment, whenever the visits were written down.
    Rows: the visits of the month that were entered by hand. Source: visit diary, with the moments of entry.
    """
    diary = [F("cadre")]
    found = sight.visits.filter(batch=None).annotate(
        visits=Window(Count("pk"), partition_by=diary),
        begun=Window(Min("recorded_at"), partition_by=diary),
        done_by=Window(Max("recorded_at"), partition_by=diary),
    )
    at_once = found.filter(visits__gte=ENOUGH_VISITS, done_by__lte=F("begun") + ONE_EVENING)
    return by_cadre(at_once.values_list("division", "cadre", "pk"))


def unsigned(sight: Sight) -> Iterable[Finding]:
    """Signatures missing: a cadre made 8 or more visits in a month, and not one of them is signed.

    Only where the scheme counts signatures: elsewhere nobody is asked for them. Rows: the visits of the month.
    Source: visit diary.
    """
    if "signed_share" not in sight.measures:
        return []
    diary = [F("cadre")]
    found = sight.visits.annotate(
        visits=Window(Count("pk"), partition_by=diary),
        signatures=Window(Count("pk", filter=Q(signed=True)), partition_by=diary),
    )
    return by_cadre(
        found.filter(visits__gte=ENOUGH_VISITS, signatures=0).values_list("division", "cadre", "pk")
    )


DETECTORS = (
    Detector(
        "one_evening",
        _("all entries on one evening"),
        _("The visits of a month of a cadre, 8 or more, were entered by hand within 3 hours."),
        one_evening,
    ),
    Detector(
        "unsigned",
        _("signatures missing"),
        _("A cadre made 8 or more visits in a month, and not one of them is signed."),
        unsigned,
    ),
)

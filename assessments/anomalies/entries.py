"""How a month's diary came about: entered all at once, or never signed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import Count, F, Max, Min, Q
from django.utils.translation import gettext_lazy as _

from assessments.anomalies.finding import Detector, Finding, Sight, by_cadre, in_groups

ENOUGH_VISITS = 8
"""Fewer visits in a month prove nothing."""
ONE_EVENING = datetime.timedelta(hours=3)
"""A month's entries made within this time were not made day by day."""


def one_evening(sight: Sight) -> Iterable[Finding]:
    """All entries on one evening: the visits of a month of a cadre, 8 or more, were entered by hand within 3 hours.

    Visits from spreadsheets are left out: a table is imported at one moment, whenever the visits were written down.
    Rows: the visits of the month that were entered by hand. Source: visit diary, with the moments of entry.
    """
    return by_cadre(
        in_groups(
            sight.visits.filter(batch=None),
            ("cadre",),
            Q(number__gte=ENOUGH_VISITS, ended__lte=F("begun") + ONE_EVENING),
            number=Count("pk"),
            begun=Min("recorded_at"),
            ended=Max("recorded_at"),
        )
    )


def unsigned(sight: Sight) -> Iterable[Finding]:
    """Signatures missing: a cadre made 8 or more visits in a month, and not one of them is signed.

    Only where the scheme counts signatures: elsewhere nobody is asked for them. Rows: the visits of the month.
    Source: visit diary.
    """
    if "signed_share" not in sight.measures:
        return []
    return by_cadre(
        in_groups(
            sight.visits,
            ("cadre",),
            Q(number__gte=ENOUGH_VISITS, signatures=0),
            number=Count("pk"),
            signatures=Count("pk", filter=Q(signed=True)),
        )
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

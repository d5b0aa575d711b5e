"""Texts that were copied from one entry to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, F, Max, Min, QuerySet, Window
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from assessments.anomalies.finding import Detector, Finding, Sight, by_cadre

SAME_TEXT_CHARACTERS = 15
"""Shorter texts are alike by nature: 入户走访."""
SAME_TEXT_VISITS = 3
"""So many visits with one text are implausible."""


def copied_by_one(sight: Sight) -> Iterable[Finding]:
    """Copied texts: a cadre describes three or more visits of a month in the same words, of 15 characters or more.

    Rows: these visits, of all such texts. Source: visit diary, “what was done”.
    """
    alike = Window(Count("pk"), partition_by=[F("cadre"), F("done")])
    return by_cadre(
        long_texts(sight)
        .annotate(alike=alike)
        .filter(alike__gte=SAME_TEXT_VISITS)
        .values_list("division", "cadre", "pk")
    )


def copied_in_place(sight: Sight) -> Iterable[Finding]:
    """Texts copied from colleagues: different cadres of a place describe three or more visits of a month in the same
    words, of 15 characters or more.

    Rows: these visits, of all such texts of the place. Source: visit diary, “what was done”.
    """
    together = [F("division"), F("done")]
    copied = (
        long_texts(sight)
        .annotate(
            alike=Window(Count("pk"), partition_by=together),
            one=Window(Min("cadre"), partition_by=together),
            other=Window(Max("cadre"), partition_by=together),
        )
        .filter(alike__gte=SAME_TEXT_VISITS, one__lt=F("other"))
    )
    places: dict[int, list[int]] = defaultdict(list)
    for division, key in copied.values_list("division", "pk"):
        places[division].append(key)
    return [Finding(division, None, tuple(sorted(keys))) for division, keys in places.items()]


def long_texts(sight: Sight) -> QuerySet:
    """The visits whose text is long enough to be told from others."""
    return sight.visits.annotate(characters=Length("done")).filter(characters__gte=SAME_TEXT_CHARACTERS)


DETECTORS = (
    Detector(
        "copied_by_one",
        _("texts copied from one visit to the next"),
        _("A cadre describes three or more visits of a month in the same words, of 15 characters or more."),
        copied_by_one,
    ),
    Detector(
        "copied_in_place",
        _("texts copied from colleagues"),
        _(
            "Different cadres of a place describe three or more visits of a month in the same words, of 15 characters "
            "or more."
        ),
        copied_in_place,
    ),
)

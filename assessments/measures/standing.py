"""Measures of what stands on the last day of a post segment: pairings, skills."""

from __future__ import annotations

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.measures.measure import Kind, Measure
from assessments.measures.window import Window
from cadres.querysets import PostQuerySet


def household_pairings(posts: PostQuerySet, window: Window) -> QuerySet:
    """Households paired: with how many different households the cadre is paired on the last day in post of the period.

    Unit: households. Source: pairings with households. What stands on that day, so it does not grow with the months.
    """
    pairing = "cadre__household_pairings__"
    begun = Q(**{pairing + "valid_from": None}) | (
        Q(**{pairing + "valid_from__lt": window.ends_on})
        & (Q(valid_to=None) | Q(**{pairing + "valid_from__lt": F("valid_to")}))
    )
    not_ended = (
        Q(**{pairing + "valid_to": None})
        | Q(**{pairing + "valid_to__gte": window.ends_on})
        | Q(**{pairing + "valid_to__gte": F("valid_to")})
    )
    # Naming the household keeps out posts without any pairing, for which every condition on one would be empty.
    paired = posts.filter(
        begun, not_ended, **{pairing + "voided_at": None, pairing + "household__isnull": False}
    )
    return paired.values_list("id").annotate(numerator=Count(pairing + "household", distinct=True))


def skills_mastered(posts: PostQuerySet, window: Window) -> QuerySet:
    """Skills mastered: how many different skills of the cadre had been verified by the last day in post of the period.

    A mastery counts when somebody named has verified it, on a date, by a stated method. Unit: skills.
    Source: masteries. What stands on that day, so it does not grow with the months.
    """
    verified = posts.filter(
        Q(valid_to=None) | Q(cadre__masteries__verified_on__lt=F("valid_to")),
        cadre__masteries__verified_on__lt=window.ends_on,
        cadre__masteries__voided_at=None,
    )
    return verified.values_list("id").annotate(numerator=Count("cadre__masteries__skill", distinct=True))


MEASURES = (
    Measure(
        "household_pairings",
        _("households paired"),
        pgettext_lazy("unit", "households"),
        Kind.STOCK,
        household_pairings,
    ),
    Measure(
        "skills_mastered", _("skills mastered"), pgettext_lazy("unit", "skills"), Kind.STOCK, skills_mastered
    ),
)

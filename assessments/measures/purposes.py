"""Measures of what visits were for. A visit counts for the post in force on its day; a voided one never."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.measures.measure import Kind, Measure
from assessments.measures.visits import Aggregates, OverVisits, days, visits
from assessments.measures.window import Window
from villages.models import Visit


def of_purpose(purpose: Visit.Purpose) -> Q:
    """Visits with this purpose."""
    return Q(cadre__visits__purpose=purpose)


@OverVisits
def skill_days(window: Window) -> Aggregates:
    """Days on which a skill was used: on how many different days a visit names the skill that the cadre used.

    Unit: days. Source: visit diary. Grows with the months in post.
    """
    return days(Q(cadre__visits__skill__isnull=False))


@OverVisits
def teaching_days(window: Window) -> Aggregates:
    """Days of teaching: on how many different days the cadre visited in order to teach a skill.

    Unit: days. Source: visit diary. Grows with the months in post.
    """
    return days(of_purpose(Visit.Purpose.TEACHING))


@OverVisits
def help_days(window: Window) -> Aggregates:
    """Days of practical help: on how many different days the cadre visited in order to give practical help.

    Unit: days. Source: visit diary. Grows with the months in post.
    """
    return days(of_purpose(Visit.Purpose.HELP))


@OverVisits
def mediation_days(window: Window) -> Aggregates:
    """Days of mediation: on how many different days the cadre visited in order to settle a dispute.

    Unit: days. Source: visit diary. Grows with the months in post.
    """
    return days(of_purpose(Visit.Purpose.MEDIATION))


@OverVisits
def policy_days(window: Window) -> Aggregates:
    """Days of explaining policy: on how many different days the cadre visited in order to explain policy.

    Unit: days. Source: visit diary. Grows with the months in post.
    """
    return days(of_purpose(Visit.Purpose.POLICY))


@OverVisits
def survey_days(window: Window) -> Aggregates:
    """Days of asking for needs: on how many different days the cadre visited in order to ask what residents need.

    Unit: days. Source: visit diary. Grows with the months in post.
    """
    return days(of_purpose(Visit.Purpose.SURVEY))


@OverVisits
def suggestions_recorded(window: Window) -> Aggregates:
    """Visits with suggestions: in how many visits the cadre wrote down what residents suggested.

    Unit: visits. Source: visit diary. Grows with the months in post.
    """
    # Greater than the empty text rather than not equal to it: a negation would be asked of other visits.
    return visits(Q(cadre__visits__suggestions__gt=""))


MEASURES = (
    Measure("skill_days", _("days on which a skill was used"), _("days"), Kind.FLOW, skill_days),
    Measure("teaching_days", _("days of teaching"), _("days"), Kind.FLOW, teaching_days),
    Measure("help_days", _("days of practical help"), _("days"), Kind.FLOW, help_days),
    Measure("mediation_days", _("days of mediation"), _("days"), Kind.FLOW, mediation_days),
    Measure("policy_days", _("days of explaining policy"), _("days"), Kind.FLOW, policy_days),
    Measure("survey_days", _("days of asking for needs"), _("days"), Kind.FLOW, survey_days),
    Measure(
        "suggestions_recorded",
        _("visits with residents' suggestions"),
        pgettext_lazy("unit", "visits"),
        Kind.FLOW,
        suggestions_recorded,
    ),
)

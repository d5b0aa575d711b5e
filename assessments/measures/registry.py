"""The list of measures, by key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.measures import people, standing, visits
from assessments.measures.window import Window
from cadres.querysets import PostQuerySet


class Kind(Enum):
    """How a measure relates to time: a flow grows with the months in post; a stock and a share do not."""

    FLOW = "flow"
    STOCK = "stock"
    SHARE = "share"


@dataclass(frozen=True)
class Measure:
    """What can be counted for a post segment.

    `count` takes posts and a window and gives rows (post, numerator), for a share (post, numerator,
    denominator); a post without a row has 0, of a share 0 out of 0; a numerator of NULL is missing. One SELECT (two
    where duties are asked first), whatever the number of posts. Its docstring is the definition.
    """

    key: str
    name: str | Promise
    unit: str | Promise
    kind: Kind
    count: Callable[[PostQuerySet, Window], QuerySet]

    @property
    def scales(self) -> bool:
        """Whether the target is for a whole month in post and grows with the months."""
        return self.kind is Kind.FLOW

    @property
    def nothing(self) -> tuple[int, int]:
        """The value of a post without a row."""
        return (0, 0) if self.kind is Kind.SHARE else (0, 1)


_MEASURES: dict[str, Measure] = {
    measure.key: measure
    for measure in (
        Measure("visit_days", _("days of visits"), _("days"), Kind.FLOW, visits.visit_days),
        Measure("stay_days", _("days of staying"), _("days"), Kind.FLOW, visits.stay_days),
        Measure("shared_work_days", _("days of shared work"), _("days"), Kind.FLOW, visits.shared_work_days),
        Measure(
            "household_pairings",
            _("households paired"),
            pgettext_lazy("unit", "households"),
            Kind.STOCK,
            standing.household_pairings,
        ),
        Measure("signed_share", _("share of visits signed"), _("share"), Kind.SHARE, visits.signed_share),
        Measure(
            "priority_households",
            _("priority households visited"),
            pgettext_lazy("unit", "households"),
            Kind.FLOW,
            visits.priority_households,
        ),
        Measure(
            "skills_mastered",
            _("skills mastered"),
            pgettext_lazy("unit", "skills"),
            Kind.STOCK,
            standing.skills_mastered,
        ),
        Measure(
            "study_reports_on_time",
            _("study reports in time"),
            _("share"),
            Kind.SHARE,
            people.study_reports_on_time,
        ),
        Measure("review_grade", _("half-year review"), _("share"), Kind.SHARE, people.review_grade),
        Measure(
            "democratic_evaluation",
            _("democratic evaluation"),
            _("share"),
            Kind.SHARE,
            people.democratic_evaluation,
        ),
        Measure("satisfaction", _("satisfaction"), _("share"), Kind.SHARE, people.satisfaction),
    )
}


def registered() -> dict[str, Measure]:
    """All measures by key."""
    return dict(_MEASURES)


def choices() -> list[tuple[str, str | Promise]]:
    """For a form: (key, name) of every measure."""
    return [(m.key, m.name) for m in _MEASURES.values()]

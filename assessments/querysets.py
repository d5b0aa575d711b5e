"""The words of this domain for asking: which scheme is valid where, which tables are public."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from config.facts import DatedQuerySet, VoidableQuerySet
from config.jurisdiction import Scope, ScopedQuerySet, by

if TYPE_CHECKING:
    from assessments.models import GradeRule, Scheme

__all__ = [
    "AdjustmentQuerySet", "CommendationQuerySet", "EditionQuerySet", "GradeRuleQuerySet", "PeriodQuerySet",
    "SchemeQuerySet", "ScopedQuerySet", "ScoreQuerySet", "ScoreRunQuerySet", "TalkQuerySet", "VoidableQuerySet",
    "YearlyGradeQuerySet", "inputs_reach",
]  # fmt: skip


def _inputs_condition(scope: Scope) -> Q:
    """Inputs of editions that the scope shows."""
    return Q(pk__in=apps.get_model("assessments", "Edition").objects.visible_in(scope).values("inputs_id"))


inputs_reach = by(_inputs_condition, "with the editions computed from them")


class PeriodQuerySet(ScopedQuerySet):
    def months(self) -> Self:
        return self.filter(kind="month")


class AdjustmentQuerySet(VoidableQuerySet):
    def approved(self) -> Self:
        """What a second person has approved; nothing else counts in scores."""
        return self.filter(state="approved")


class GradeRuleQuerySet(DatedQuerySet):
    def valid_for(self, division_code: str, day: datetime.date) -> GradeRule | None:
        """The rule in force on a day of the division itself, else of the nearest superior that has one."""
        codes = [division_code[:length] for length in (9, 6, 4, 2) if length <= len(division_code)]
        found = self.in_force(day).filter(division__code__in=codes).select_related("division").order_by("pk")
        return max(found, key=lambda rule: len(rule.division.code), default=None)


class YearlyGradeQuerySet(VoidableQuerySet):
    def decided(self) -> Self:
        return self.exclude(grade="")


SEE_TALKS = "assessments.view_talk"
"""The permission to know of talks at all."""


class TalkQuerySet(ScopedQuerySet):
    def visible_to(self, staff: Any) -> Self:
        """The talks inside the jurisdiction of an account; none if its role does not need them."""
        found = super().visible_to(staff)
        return found if staff.has_perm(SEE_TALKS) else found.none()

    def overdue(self, day: datetime.date) -> Self:
        """Held talks whose follow-up is due on this day or was before."""
        return self.filter(state="held", due_on__lte=day)


class CommendationQuerySet(VoidableQuerySet):
    def published(self) -> Self:
        """What the public sees: published, not voided, and of nobody whose personal data were erased."""
        return self.standing().filter(state="published", cadre__erased_at=None)


class SchemeQuerySet(ScopedQuerySet):
    def adopted(self) -> Self:
        return self.filter(state="adopted")

    def valid_for(self, division_code: str, year: int) -> Scheme | None:
        """The newest adopted scheme of a year of the division itself, else of the nearest superior that has one."""
        codes = [division_code[:length] for length in (9, 6, 4, 2) if length <= len(division_code)]
        found = list(self.adopted().filter(year=year, division__code__in=codes).select_related("division"))
        return max(found, key=lambda scheme: (len(scheme.division.code), scheme.version), default=None)


class ScoreRunQuerySet(ScopedQuerySet):
    pass


class ScoreQuerySet(ScopedQuerySet):
    def measured(self) -> Self:
        return self.filter(status="measured")


class EditionQuerySet(ScopedQuerySet):
    def published(self) -> Self:
        return self.filter(state="published")

    def newest_first(self) -> Self:
        return self.order_by("-period__starts_on", "kind", "-revision")

    def newest_revisions(self) -> Self:
        """Of each published table the last revision."""
        later = self.model._default_manager.published().filter(
            kind=OuterRef("kind"), division=OuterRef("division"), period=OuterRef("period"),
            revision__gt=OuterRef("revision"),
        )  # fmt: skip
        return self.published().filter(~Exists(later))

    def of_the_city(self) -> Self:
        """The tables that rank all places of the municipality, not those of one county."""
        return self.exclude(division__level__in=["county", "township"])

"""The words of this domain for asking: which scheme is valid where, which tables are public, what is due where."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Left
from django.utils import timezone

from cadres.codes import own_and_above
from config.facts import DatedQuerySet, VoidableQuerySet
from config.jurisdiction import Scope, ScopedQuerySet, by

if TYPE_CHECKING:
    from assessments.models import GradeRule, Scheme

__all__ = [
    "AdjustmentQuerySet", "AnomalyQuerySet", "CommendationQuerySet", "DatedQuerySet", "EditionQuerySet",
    "GradeRuleQuerySet", "ObjectionQuerySet", "PeriodQuerySet", "PollQuerySet", "PublicAttemptQuerySet",
    "ReportingDutyQuerySet", "SchemeQuerySet", "ScopedQuerySet", "ScoreQuerySet", "ScoreRunQuerySet", "TalkQuerySet",
    "VoidableQuerySet", "WorkingLinkQuerySet", "YearlyGradeQuerySet", "inputs_reach",
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
        found = (
            self.in_force(day)
            .filter(division__code__in=own_and_above(division_code))
            .select_related("division")
            .order_by("pk")
        )
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

    def in_force(self, on: datetime.date) -> Self:
        """Adopted schemes of the year that have taken effect by a day; of one division the newest version holds."""
        return self.adopted().filter(Q(effective_from=None) | Q(effective_from__lte=on), year=on.year)

    def valid_for(self, division_code: str, on: datetime.date) -> Scheme | None:
        """The newest scheme in force on a day of the division itself, else of the nearest superior that has one."""
        found = list(
            self.in_force(on)
            .filter(division__code__in=own_and_above(division_code))
            .select_related("division")
        )
        return max(found, key=lambda scheme: (len(scheme.division.code), scheme.version), default=None)


class AnomalyQuerySet(ScopedQuerySet):
    def open(self) -> Self:
        """Those that nobody has judged."""
        return self.filter(state="open")


class ScoreRunQuerySet(ScopedQuerySet):
    pass


class ScoreQuerySet(ScopedQuerySet):
    def measured(self) -> Self:
        return self.filter(status="measured")


class EditionQuerySet(ScopedQuerySet):
    def published(self) -> Self:
        return self.filter(state="published")

    def on_notice(self) -> Self:
        """Put on notice, and neither approved nor withdrawn yet: the days of the notice may be over."""
        return self.filter(state="notice")

    def ever_on_notice(self) -> Self:
        """What anybody may have read as a notice: on notice, or withdrawn from it."""
        return self.filter(state__in=["notice", "withdrawn"])

    def notice_over(self, today: datetime.date) -> Self:
        """On notice for as long as was said, with no objection left to answer and none upheld: ready for approval."""
        in_the_way = apps.get_model("assessments", "Objection").objects.filter(
            ~Q(decision="refused"), edition=OuterRef("pk")
        )
        return self.on_notice().filter(~Exists(in_the_way), notice_until__lte=today)

    def contradicted(self) -> Self:
        """On notice although an objection was upheld, in whole or in part: to be withdrawn."""
        upheld = apps.get_model("assessments", "Objection").objects.upheld().filter(edition=OuterRef("pk"))
        return self.on_notice().filter(Exists(upheld))

    def standing_revisions(self) -> Self:
        """All but those withdrawn from notice: of each revision one."""
        return self.exclude(state="withdrawn")

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


class ReportingDutyQuerySet(DatedQuerySet):
    def of(self, kind: str, last_day: datetime.date) -> Self:
        """The duties of a kind for the period that ends with this day."""
        return self.in_force(last_day).filter(kind=kind)

    def over(self, path: str) -> Self:
        """In a subquery: those of the county and the city of the place whose code stands at `path` of the outer row."""
        code = OuterRef(path)
        return self.filter(Q(division__code=Left(code, 6)) | Q(division__code=Left(code, 4)))

    def by_nearness(self) -> list[tuple[str, int]]:
        """(code of the division, days), the counties' before the cities': the first that holds a place is its own."""
        found = self.order_by().values_list("division__code", "days")
        return sorted(found, key=lambda duty: (-len(duty[0]), duty[0]))


class PollQuerySet(VoidableQuerySet):
    def that_count(self) -> Self:
        """Standing polls whose return is not small."""
        from assessments.models.poll import FEWEST_VALID, LEAST_RETURNED

        enough = Q(handed_out__lte=F("valid") * LEAST_RETURNED)
        return self.standing().filter(enough, valid__gte=FEWEST_VALID)


class ObjectionQuerySet(ScopedQuerySet):
    def unanswered(self) -> Self:
        return self.filter(decision="")

    def answered(self) -> Self:
        return self.exclude(decision="")

    def upheld(self) -> Self:
        """Upheld in whole or in part: the table is not right as it is."""
        return self.filter(decision__in=["upheld", "partly"])

    def counts(self) -> dict[str, int]:
        """How many were received, answered, and upheld in whole or in part."""
        return self.aggregate(
            received=Count("pk"),
            answered=Count("pk", filter=~Q(decision="")),
            upheld=Count("pk", filter=Q(decision__in=["upheld", "partly"])),
        )


class PublicAttemptQuerySet(ScopedQuerySet):
    def within(self, span: datetime.timedelta) -> Self:
        return self.filter(at__gt=timezone.now() - span)

    def old(self) -> Self:
        """Those that count no more."""
        return self.filter(at__lte=timezone.now() - datetime.timedelta(days=1))


class WorkingLinkQuerySet(ScopedQuerySet):
    def dead_since(self, moment: datetime.datetime) -> Self:
        """Those whose last day was over before a moment."""
        return self.filter(expires_at__lt=moment)

"""The words of this domain for asking: which scheme is valid where, which tables are public."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from config.facts import VoidableQuerySet
from config.jurisdiction import Scope, ScopedQuerySet, by

if TYPE_CHECKING:
    from assessments.models import Scheme

__all__ = [
    "EditionQuerySet", "ObjectionQuerySet", "PeriodQuerySet", "PublicAttemptQuerySet", "SchemeQuerySet",
    "ScopedQuerySet", "ScoreQuerySet", "ScoreRunQuerySet", "VoidableQuerySet", "WorkingLinkQuerySet", "inputs_reach",
]  # fmt: skip


def _inputs_condition(scope: Scope) -> Q:
    """Inputs of editions that the scope shows."""
    return Q(pk__in=apps.get_model("assessments", "Edition").objects.visible_in(scope).values("inputs_id"))


inputs_reach = by(_inputs_condition, "with the editions computed from them")


class PeriodQuerySet(ScopedQuerySet):
    def months(self) -> Self:
        return self.filter(kind="month")


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

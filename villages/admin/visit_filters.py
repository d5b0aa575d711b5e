"""Filters of the visit diary, as conditions that the list can sort into walks, ranges and the rest."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cadres.admin.filters import PlaceFilter
from config.admin_lists import DefaultedFilter, linked
from config.fields import validate_month
from villages.models import DiarySubmission, Visit

MONTHS = 24
"""So many months of received diary books are offered."""
RECENT = 3
"""So are the months up to the newest entry, this many, received or not."""


def month_range(month: str) -> tuple[datetime.date, datetime.date] | None:
    """'2011-10' as the half-open range of its days; None where it is not a month."""
    try:
        validate_month(month)
    except ValidationError:
        return None
    first = datetime.date.fromisoformat(f"{month}-01")
    return first, (first + datetime.timedelta(days=32)).replace(day=1)


class ConditionFilter:
    """A filter that states its condition; the list decides how to look for it."""

    def condition(self) -> Q:
        raise NotImplementedError

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(self.condition())


class MonthFilter(ConditionFilter, admin.SimpleListFilter):
    """A month, as a closed range of days: an index answers it."""

    title = _("month")
    parameter_name = "month"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        received = DiarySubmission.objects.visible_to(request.user).standing().order_by("-month")
        found = set(received.values_list("month", flat=True).distinct()[:MONTHS])
        newest = model_admin.newest_day(request)
        if newest is not None:
            last = newest.year * 12 + newest.month - 1
            found |= {f"{n // 12}-{n % 12 + 1:02d}" for n in range(last - RECENT + 1, last + 1)}
        months = sorted(found, reverse=True)
        chosen = self.value()
        if chosen and chosen not in months and month_range(chosen):
            months.append(chosen)
        return [(month, month) for month in months]

    def condition(self) -> Q:
        days = month_range(self.value() or "")
        return Q(visited_on__gte=days[0], visited_on__lt=days[1]) if days else Q()


class StateFilter(ConditionFilter, DefaultedFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("standing", _("Valid")), ("void", _("Void")), ("all", _("All"))]

    def condition(self) -> Q:
        match self.value():
            case "void":
                return Q(voided_at__isnull=False)
            case "all":
                return Q()
        return Q(voided_at=None)


class PurposeFilter(ConditionFilter, admin.SimpleListFilter):
    title = _("purpose")
    parameter_name = "purpose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return Visit.Purpose.choices

    def condition(self) -> Q:
        return Q(purpose=self.value()) if self.value() else Q()


class FeatureFilter(ConditionFilter, admin.SimpleListFilter):
    """What the entry says beside the visit itself."""

    title = _("entry")
    parameter_name = "entry"
    CONDITIONS = {
        "signed": Q(signed=True),
        "unsigned": Q(signed=False),
        "stayed": Q(stayed=True),
        "shared_work": Q(shared_work=True),
        "household": Q(household__isnull=False),
        "village": Q(household=None),
        "suggestions": ~Q(suggestions=""),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [
            ("signed", _("signed")),
            ("unsigned", _("not signed")),
            ("stayed", _("stayed the night")),
            ("shared_work", _("shared the work")),
            ("household", _("to a household")),
            ("village", _("to the village as a whole")),
            ("suggestions", _("with suggestions")),
        ]

    def condition(self) -> Q:
        return self.CONDITIONS.get(self.value() or "", Q())


class VisitPlaceFilter(PlaceFilter):
    """The place that keeps the diary."""


FILTERS = (
    MonthFilter,
    VisitPlaceFilter,
    PurposeFilter,
    FeatureFilter,
    StateFilter,
    linked("cadre"),
    linked("village"),
    linked("household"),
)

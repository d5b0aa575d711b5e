"""Who has not handed in, or was not reviewed, where that is due: on the list of cadres, and on the overview."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments import due
from assessments.models.period import bounds_of
from cadres.admin.extensions import cadre_filter
from cadres.models import Division, Post
from config.admin import Waiting


class OwingFilter(admin.SimpleListFilter):
    """Cadres who owe something for a period. `kind` is a kind of Period."""

    kind = ""
    owing: Callable[..., Any]

    def codes(self) -> list[str]:
        raise NotImplementedError

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [(code, code) for code in self.codes()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        code = self.value()
        if code is None:
            return queryset
        if not is_period(code, self.kind):
            return queryset.none()
        posts = Post.objects.visible_to(request.user)
        return queryset.filter(pk__in=type(self).owing(posts, code).values("cadre"))


def is_period(code: str, kind: str) -> bool:
    """Whether what an address says is the code of such a period."""
    try:
        return bounds_of(code)[0] == kind
    except ValueError:
        return False


@cadre_filter
class StudyReportFilter(OwingFilter):
    title = gettext_lazy("study report not handed in")
    parameter_name = "no_study_report"
    kind = "month"
    owing = staticmethod(due.without_study_report)

    def codes(self) -> list[str]:
        return due.last_months(timezone.localdate(), 6)


@cadre_filter
class ReviewFilter(OwingFilter):
    title = gettext_lazy("half-year review not held")
    parameter_name = "no_review"
    kind = "half"
    owing = staticmethod(due.without_review)

    def codes(self) -> list[str]:
        return due.last_halves(timezone.localdate(), 3)


@admin.site.waits
def study_reports_owed(request: HttpRequest) -> Iterator[Waiting]:
    """Cadres who owe the study report of the month that ended last."""
    if request.user.has_perm("assessments.add_studyreport"):
        [month] = due.last_months(timezone.localdate(), 1)
        owing = due.without_study_report(Post.objects.visible_to(request.user), month)
        url = reverse("admin:cadres_cadre_changelist") + f"?no_study_report={month}"
        text = _("cadres have not handed in their study report of %(month)s") % {"month": month}
        yield Waiting(text, owing.count(), url)


@admin.site.waits
def reviews_owed(request: HttpRequest) -> Iterator[Waiting]:
    """Cadres who were not reviewed in the half-year that ended last."""
    if request.user.has_perm("assessments.add_review"):
        [half] = due.last_halves(timezone.localdate(), 1)
        owing = due.without_review(Post.objects.visible_to(request.user), half)
        url = reverse("admin:cadres_cadre_changelist") + f"?no_review={half}"
        text = _("cadres have not been reviewed for %(half)s") % {"half": half}
        yield Waiting(text, owing.count(), url)


@admin.site.waits
def reports_owed(request: HttpRequest) -> Iterator[Waiting]:
    """Townships that owe the report of the quarter that ended last."""
    if request.user.has_perm("assessments.add_report"):
        [quarter] = due.last_quarters(timezone.localdate(), 1)
        owing = due.without_report(Division.objects.visible_to(request.user), quarter)
        url = reverse("admin:assessments_report_do", args=["enter"])
        text = _("townships have not handed in their report of %(quarter)s") % {"quarter": quarter}
        yield Waiting(text, owing.count(), url)

"""What waits to be done on this floor: books to receive, schemes to adopt, tables to put on notice, to
approve, to publish and to withdraw, objections to answer."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Edition, Objection, Period, Scheme
from cadres.models import Division
from config.admin import Waiting
from villages.models import DiarySubmission


@admin.site.waits
def books_missing(request: HttpRequest) -> Iterator[Waiting]:
    """Townships whose diary books of the newest month that has begun and is not closed have not come in."""
    if not request.user.has_perm("villages.add_diarysubmission"):
        return
    months = Period.objects.months().exclude(state=Period.State.CLOSED)
    month = months.filter(starts_on__lte=timezone.localdate()).order_by("-starts_on").first()
    if month is None:
        return
    received = DiarySubmission.objects.standing().filter(division=OuterRef("pk"), month=month.code)
    missing = Division.objects.visible_to(request.user).townships().filter(~Exists(received))
    url = reverse("admin:villages_diarysubmission_do", args=["receive"]) + f"?month={month.code}"
    text = _("townships have not handed in their diary books of %(month)s") % {"month": month.code}
    yield Waiting(text, missing.count(), url)


@admin.site.waits
def schemes_in_draft(request: HttpRequest) -> Iterator[Waiting]:
    """Schemes that are not adopted yet."""
    if request.user.has_perm("assessments.change_scheme"):
        drafts = Scheme.objects.visible_to(request.user).filter(state=Scheme.State.DRAFT)
        url = reverse("admin:assessments_scheme_changelist") + "?state__exact=draft"
        yield Waiting(_("schemes are drafts and not adopted"), drafts.count(), url)


@admin.site.waits
def editions_to_release(request: HttpRequest) -> Iterator[Waiting]:
    """Tables that the account may put on notice, approve or publish; whoever prepared one does not approve it."""
    editions = Edition.objects.visible_to(request.user)
    url = reverse("admin:assessments_edition_changelist")
    if request.user.has_perm("assessments.add_edition"):
        drafts = editions.filter(state=Edition.State.DRAFT)
        yield Waiting(_("tables wait to be put on notice"), drafts.count(), f"{url}?state__exact=draft")
    if request.user.has_perm("assessments.approve_edition"):
        over = editions.notice_over(timezone.localdate()).exclude(prepared_by=request.user.pk)
        text = _("tables wait for approval: the notice is over")
        yield Waiting(text, over.count(), f"{url}?state__exact=notice")
    if request.user.has_perm("assessments.publish_edition"):
        approved = editions.filter(state=Edition.State.APPROVED)
        yield Waiting(_("tables wait for publication"), approved.count(), f"{url}?state__exact=approved")
    if request.user.has_perm("assessments.withdraw_edition"):
        wrong = editions.contradicted()
        text = _("tables on notice have to be withdrawn: an objection was upheld")
        yield Waiting(text, wrong.count(), f"{url}?state__exact=notice")


@admin.site.waits
def objections_to_answer(request: HttpRequest) -> Iterator[Waiting]:
    """Objections to tables of the account's own places, but not to those that it prepared."""
    if request.user.has_perm("assessments.answer_objection"):
        tables = Edition.objects.visible_to(request.user).exclude(prepared_by=request.user.pk)
        open_ones = Objection.objects.unanswered().filter(edition__in=tables)
        url = reverse("admin:assessments_objection_changelist") + "?decision__exact="
        yield Waiting(_("objections wait for an answer"), open_ones.count(), url)

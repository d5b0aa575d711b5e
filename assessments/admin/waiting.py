"""What waits to be done on this floor: books to receive, schemes to adopt, tables to put on notice, to approve, to
publish and to withdraw, objections to answer, what somebody else has proposed, talks to hold and to follow up."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import (
    Adjustment,
    Commendation,
    Edition,
    Objection,
    Period,
    Scheme,
    Talk,
    YearlyGrade,
)
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


@admin.site.waits
def proposals_to_settle(request: HttpRequest) -> Iterator[Waiting]:
    """Bonuses, deductions and commendations that somebody else has proposed, and commendations to publish."""
    words = (
        (Adjustment, "adjustment", _("bonuses and deductions wait for approval")),
        (Commendation, "commendation", _("commendations wait for approval")),
    )
    for model, name, text in words:
        found = model.objects.visible_to(request.user).standing()
        url = reverse(f"admin:assessments_{name}_changelist")
        if request.user.has_perm(f"assessments.approve_{name}"):
            waiting = found.filter(state="proposed").exclude(proposed_by=request.user.pk)
            yield Waiting(text, waiting.count(), f"{url}?state__exact=proposed")
        if request.user.has_perm(f"assessments.publish_{name}"):
            text = _("commendations wait for publication")
            yield Waiting(text, found.filter(state="approved").count(), f"{url}?state__exact=approved")


@admin.site.waits
def talks_to_hold(request: HttpRequest) -> Iterator[Waiting]:
    """Talks that are proposed, and those whose follow-up is due."""
    if request.user.has_perm("assessments.change_talk"):
        talks = Talk.objects.visible_to(request.user)
        url = reverse("admin:assessments_talk_changelist")
        proposed = talks.filter(state=Talk.State.PROPOSED)
        yield Waiting(_("talks are proposed and not held"), proposed.count(), f"{url}?state__exact=proposed")
        due = talks.overdue(timezone.localdate())
        yield Waiting(_("talks are due to be followed up"), due.count(), f"{url}?due=yes")


@admin.site.waits
def years_to_decide(request: HttpRequest) -> Iterator[Waiting]:
    """Yearly grades that are proposed and not decided."""
    if request.user.has_perm("assessments.change_yearlygrade"):
        open_ones = YearlyGrade.objects.visible_to(request.user).standing().filter(grade="")
        url = reverse("admin:assessments_yearlygrade_changelist") + "?decided=no"
        yield Waiting(_("yearly grades wait for a decision"), open_ones.count(), url)

"""Handing in study reports, one or a township's of a month together."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.checks import refuse_elsewhere, refuse_future
from assessments.models import StudiedSkill, StudyReport
from assessments.models.period import bounds_of
from cadres.models import Cadre, Post, Skill
from config import corrections
from config.journal import actions as journal


def last_post_in(cadre: Cadre, month: str) -> Post | None:
    """The main post that a cadre held on the last day in post of a month (2011-10)."""
    _kind, first, after = bounds_of(month)
    held = cadre.posts.overlapping(first, after).filter(main=True).select_related("division")
    return max(held, key=lambda post: post.valid_from or datetime.date.min, default=None)


def place_study_report(report: StudyReport, by: Any) -> None:
    """Stamps a report with the division that keeps it; ValidationError, by field, if something speaks against it."""
    if report.is_void:
        return
    refuse_future(report, "handed_in_on")
    if f"{report.handed_in_on:%Y-%m}" < report.month:
        text = _("The study report of a month cannot come in before the month begins. Check date and month.")
        raise ValidationError({"handed_in_on": text})
    post = last_post_in(report.cadre, report.month)
    if post is None:
        raise ValidationError(
            {
                "month": _(
                    "%(cadre)s held no main post in %(month)s. Check the month, or record the post first."
                )
                % {"cadre": report.cadre, "month": report.month}
            }
        )
    refuse_elsewhere(post.division, report.cadre, by, "month")
    report.division = post.division


@transaction.atomic
def hand_in_study_report(
    *,
    cadre: Cadre,
    month: str,
    handed_in_on: datetime.date,
    content: str,
    by: Any,
    hours: int | None = None,
    skills: Iterable[Skill] = (),
) -> StudyReport:
    """Records a cadre's study report of a month (2011-10), with the skills it tells about."""
    report = StudyReport(cadre=cadre, month=month, handed_in_on=handed_in_on, content=content, hours=hours)
    place_study_report(report, by)
    corrections.record(fact=report, by=by)
    for skill in skills:
        journal.save(obj=StudiedSkill(report=report, skill=skill), by=by)
    return report


@dataclass(frozen=True)
class HandedIn:
    """What one cadre of a list has handed in."""

    cadre: Cadre
    content: str
    hours: int | None = None
    skills: tuple[Skill, ...] = ()


@transaction.atomic
def hand_in_study_reports(
    *, month: str, handed_in_on: datetime.date, reports: Iterable[HandedIn], by: Any
) -> list[StudyReport]:
    """Records the reports of several cadres that came in on the same day; all or none."""
    made = []
    for one in reports:
        told = {"content": one.content, "hours": one.hours, "skills": one.skills}
        try:
            made.append(
                hand_in_study_report(cadre=one.cadre, month=month, handed_in_on=handed_in_on, by=by, **told)
            )
        except ValidationError as error:
            raise ValidationError(f"{one.cadre}: {' '.join(error.messages)}") from error
    return made

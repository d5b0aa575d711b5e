"""The monthly study reports of the demonstration: the city asks for them by the fifth day of the next month."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from assessments.demo import AS_OF, MONTHS, dice
from assessments.demo.batches import city, close, ledger, silent_townships
from assessments.models import ReportingDuty, StudyReport
from assessments.models.period import bounds_of
from cadres.models import LearningGoal, Post
from config.spreadsheets.writing import reserve

STUDIES = "study reports"
DUE_DAYS = 5
LEARNED = (
    "围绕{skill}学了一期培训班教材，记了笔记。",
    "向土专家学{skill}，跟着做了两次。",
    "到示范点看{skill}，回村讲给联系户听。",
    "自学{skill}，把不懂的几个问题请教了农技站。",
)


@transaction.atomic
def hand_in_studies() -> int:
    """The duty and the reports of all months; how many reports."""
    book = ledger(STUDIES, on=bounds_of(MONTHS[-1])[2] + datetime.timedelta(days=20))
    duty = {"division_id": city().pk, "kind": ReportingDuty.Kind.STUDY_REPORT, "days": DUE_DAYS}
    book.add(
        ReportingDuty,
        [{"id": key, "valid_from": AS_OF, **duty} for key in reserve(ReportingDuty, 1)],
        [city().code],
    )
    rows, places = [], []
    for month in MONTHS:
        for row, place in reports_of(month):
            rows.append(row)
            places.append(place)
    for key, row in zip(reserve(StudyReport, len(rows)), rows, strict=True):
        row["id"] = key
    book.add(StudyReport, rows, places)
    return close(book, len(rows))


def reports_of(month: str) -> list[tuple[dict[str, Any], str]]:
    """The reports of a month with the place of each; the silent townships hand in none."""
    silent, after = silent_townships(), bounds_of(month)[2]
    goals = dict(LearningGoal.objects.in_force(AS_OF).values_list("cadre_id", "skill__name"))
    posts = Post.objects.in_force(AS_OF).main_assessed().order_by("cadre__number")
    columns = ("cadre_id", "cadre__number", "division_id", "division__code")
    found = []
    for cadre, number, division, code in posts.values_list(*columns):
        day = None if code in silent else handed_in_after(number, code, month)
        if day is not None:
            content = dice("study", number, month).choice(LEARNED).format(skill=goals.get(cadre, "农村政策"))
            row = {"cadre_id": cadre, "division_id": division, "month": month, "content": content}
            found.append((row | {"handed_in_on": after + datetime.timedelta(days=day)}, code))
    return found


def handed_in_after(number: str, code: str, month: str) -> int | None:
    """How many days after the month a cadre hands in; None: not at all. Some townships keep to it better."""
    zeal = 0.75 + 0.22 * dice("study zeal", code).random()
    draw = dice("study", number, month, "day")
    if draw.random() < zeal:
        return draw.randrange(DUE_DAYS)
    return DUE_DAYS + draw.randrange(8) if draw.random() < 0.6 else None

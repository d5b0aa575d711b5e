"""Handing in the quarterly reports of places."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from assessments.actions.checks import refuse_before, refuse_future
from assessments.models import Period, Report
from cadres.models import Division
from config import corrections


def check_report(report: Report) -> None:
    """ValidationError, by field, if a report lies in the future or before its quarter."""
    if not report.is_void:
        refuse_future(report, "handed_in_on")
        refuse_before(report.period, report, "handed_in_on")


@transaction.atomic
def hand_in_reports(
    *, period: Period, handed_in_on: datetime.date, texts: Mapping[Division, str], by: Any
) -> list[Report]:
    """Records the reports of several places that came in on the same day; all or none."""
    reports = []
    for division, text in texts.items():
        report = Report(division=division, period=period, handed_in_on=handed_in_on, text=text)
        check_report(report)
        reports.append(corrections.record(fact=report, by=by))
    return reports

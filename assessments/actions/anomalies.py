"""Looking for what is implausible before a table goes public, and judging it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.actions.errors import NotPossible
from assessments.anomalies import Finding, Sight, registered
from assessments.gathering import window_of
from assessments.models import Anomaly, ScoreRun
from assessments.scoring.canonical import canonical, sha256
from cadres.models import Staff
from config.journal import actions as journal
from config.spreadsheets.writing import insert, reserve
from config.uncollected import uncollected

State = Anomaly.State
ROWS_KEPT = 500
"""Of one anomaly so many rows are kept; how many there are is counted all the same."""

Row = dict[str, Any]


@uncollected()
@transaction.atomic
def find_anomalies(*, run: ScoreRun, by: Staff | None) -> int:
    """Looks for anomalies in what a run was computed from, as it is recorded now; how many are open.

    Done again, it replaces those that nobody has judged. What was judged for the same rows, in this run or in an
    earlier one of the same division and period, is not asked again.
    """
    run = (
        ScoreRun.objects.select_for_update(of=("self",))
        .select_related("division", "period", "scheme")
        .get(pk=run.pk)
    )
    Anomaly.objects.filter(run=run, state=State.OPEN).delete()
    known = {mark.hex for mark in run.anomalies.values_list("mark", flat=True)}
    found = [row for row in rows_of(run) if row["mark"] not in known]
    judged = judged_before(run)
    now = timezone.now()
    for row, key in zip(found, reserve(Anomaly, len(found)), strict=True):
        row |= {"id": key, "run_id": run.pk, "found_at": now, **judged.get(row["mark"], unjudged())}
    insert(Anomaly, found)
    run.anomalies_found_at = now
    journal.save(obj=run, by=by, verb="find-anomalies", fields=("anomalies_found_at",))
    return run.anomalies.open().count()


def rows_of(run: ScoreRun) -> Iterator[Row]:
    """All that every detector finds, month by month, as fields of the model."""
    window = window_of(run.period)
    for days in window.months():
        sight = Sight(run, days, window)
        for kind, detector in registered().items():
            for finding in detector.find(sight):
                yield row_of(kind, sight.month, finding)


def row_of(kind: str, month: str, finding: Finding) -> Row:
    """A finding as fields of the model; its mark follows from what it is about and from its rows."""
    about = {"kind": kind, "month": month, "of": finding.of, "rows": list(finding.rows)}
    about |= {"division": finding.division, "cadre": finding.cadre}
    details = {"month": month, "of": finding.of, "rows": list(finding.rows[:ROWS_KEPT]), **finding.numbers}
    return {
        "kind": kind,
        "division_id": finding.division,
        "cadre_id": finding.cadre,
        "count": len(finding.rows),
        "details": details,
        "mark": uuid.UUID(sha256(canonical(about))[:32]).hex,
    }


def unjudged() -> Row:
    return {"state": State.OPEN.value, "remark": "", "judged_by_id": None, "judged_at": None}


def judged_before(run: ScoreRun) -> dict[str, Row]:
    """The newest judgement of each mark in earlier runs of the same division and period."""
    earlier = Anomaly.objects.filter(
        run__division=run.division, run__period=run.period, run__pk__lt=run.pk, judged_at__isnull=False
    )
    rows = earlier.order_by("judged_at").values_list("mark", *unjudged())
    return {mark.hex: dict(zip(unjudged(), values, strict=True)) for mark, *values in rows}


def explain_anomaly(*, anomaly: Anomaly, remark: str, by: Staff) -> Anomaly:
    """It looked implausible and is right; the remark says why."""
    return judge(anomaly, State.EXPLAINED, remark, by)


def confirm_anomaly(*, anomaly: Anomaly, remark: str, by: Staff) -> Anomaly:
    """It is wrong; the remark says what was established. The records are put right by their own verbs."""
    return judge(anomaly, State.CONFIRMED, remark, by)


@transaction.atomic
def judge(anomaly: Anomaly, state: str, remark: str, by: Staff) -> Anomaly:
    """Writes a judgement; a later one takes its place, and the journal keeps both."""
    if not remark.strip():
        raise NotPossible(_("Say in the remark why."))
    anomaly = Anomaly.objects.select_for_update(of=("self",)).select_related("division").get(pk=anomaly.pk)
    anomaly.state, anomaly.remark = state, remark.strip()
    anomaly.judged_by, anomaly.judged_at = by, timezone.now()
    journal.save(
        obj=anomaly,
        by=by,
        verb="judge",
        reason=anomaly.remark,
        fields=("state", "remark", "judged_by", "judged_at"),
    )
    return anomaly

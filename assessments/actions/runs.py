"""Computing scores: one run, one score a post segment, one item an indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.actions.errors import NotPossible
from assessments.gathering import Found, gather, rules_of
from assessments.models import Period, Scheme, Score, ScoreItem, ScoreRun
from assessments.models.period import bounds_of
from assessments.scoring.points import Rule
from assessments.scoring.segments import MEASURED
from assessments.scoring.totals import Item, total_of
from cadres.models import Division, Staff
from config.journal import actions as journal
from config.spreadsheets.writing import insert, insert_columns, reserve
from config.transactions import one_snapshot
from config.uncollected import uncollected


@transaction.atomic
def open_period(*, code: str, by: Staff | None) -> Period:
    """The period with this code, made if it is not there yet: 2011-10, 2011-Q4, 2011-H2 or 2011."""
    try:
        bounds_of(code)
    except ValueError as error:
        raise NotPossible(str(error)) from error
    period = Period.objects.filter(code=code).first() or Period(code=code)
    if period.pk is None:
        journal.save(obj=period, by=by, verb="open")
    return period


@uncollected()
def score(*, period: Period, division: Division, by: Staff | None) -> ScoreRun:
    """Computes the scores of all post segments of a division and all below it, by the division's own scheme or that of
    its nearest superior. A new run each time: earlier ones stay as they were."""
    with one_snapshot():
        scheme = scheme_for(division, period)
        rules = rules_of(scheme, period.kind)
        found = gather(division, period, scheme)
        if not found:
            raise NotPossible(
                _("Nobody holds an assessed post in %(division)s in %(period)s. Import the roster first.")
                % {"division": division, "period": period}
            )
        run = ScoreRun(
            division=division,
            period=period,
            scheme=scheme,
            as_of=timezone.now(),
            made_by=by,
            segments=len(found),
        )
        journal.save(obj=run, by=by, verb="score")
        write_scores(run, found, rules)
        return run


def scheme_for(division: Division, period: Period) -> Scheme:
    """The adopted scheme that a computation uses; NotPossible without one, or when the period is closed."""
    if period.state == Period.State.CLOSED:
        raise NotPossible(
            _("The period %(period)s is closed. Open it again before computing its scores.")
            % {"period": period}
        )
    scheme = Scheme.objects.valid_for(division.code, period.starts_on)
    if scheme is None:
        raise NotPossible(
            _(
                "No adopted scheme for %(division)s or a place above it is in force on %(day)s. Adopt one first."
            )
            % {"day": period.starts_on, "division": division}
        )
    return scheme


def write_scores(run: ScoreRun, found: list[Found], rules: dict[int, Rule]) -> None:
    """Writes the scores of a run and their items, each kind in one batch."""
    keys = {rule.number: key for key, rule in rules.items()}
    scores, score_keys, items = [], [], []
    for key, one in zip(reserve(Score, len(found)), found, strict=True):
        scores.append(score_row(one) | {"id": key, "run_id": run.pk})
        score_keys += [key] * len(one.items)
        items += one.items
    insert(Score, scores)
    insert_items(score_keys, items, keys)


def insert_items(scores: Sequence[int], items: Sequence[Item], keys: Mapping[int, int]) -> None:
    """Writes items in one batch: `scores` has the key of each one's score, `keys` those of the indicators by number."""
    insert_columns(
        ScoreItem,
        {
            "id": reserve(ScoreItem, len(items)),
            "score_id": scores,
            "indicator_id": [keys[item.rule.number] for item in items],
            "numerator": [item.value[0] if item.value else None for item in items],
            "denominator": [item.value[1] if item.value else 1 for item in items],
            "points": [item.points for item in items],
        },
    )


def score_row(found: Found) -> dict[str, Any]:
    """The fields of a score that follow from its segment; the total is None unless it was measured."""
    segment = found.segment
    measured = segment.status == MEASURED
    return {
        "post_id": found.post_id,
        "cadre_id": segment.cadre,
        "division_id": found.division_id,
        "post_class": segment.post_class,
        "starts_on": found.starts_on,
        "days": segment.days,
        "status": segment.status,
        "adjustment": segment.adjustment,
        "total": total_of(found.items, segment.adjustment) if measured else None,
        "group": segment.group,
        "late": segment.late,
    }

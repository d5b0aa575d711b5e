"""Computing scores: one run, one score a post segment, one item an indicator."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.actions.errors import NotPossible
from assessments.gathering import Found, gather, rules_of
from assessments.models import Period, Scheme, Score, ScoreItem, ScoreRun
from assessments.models.period import bounds_of
from assessments.scoring.points import Rule
from assessments.scoring.segments import MEASURED
from assessments.scoring.totals import Item, items_of, total_of
from cadres.models import Division, Staff
from config import bulk
from config.journal import actions as journal
from config.transactions import one_snapshot

SCORE_FIELDS = (
    "id", "run_id", "post_id", "cadre_id", "division_id", "post_class", "starts_on", "days", "status", "adjustment",
    "total",
)  # fmt: skip
ITEM_FIELDS = ("score_id", "indicator_id", "numerator", "denominator", "points")


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


def score(*, period: Period, division: Division, by: Staff | None) -> ScoreRun:
    """Computes the scores of all post segments of a division and all below it, by the division's own scheme or that of
    its nearest superior. A new run each time: earlier ones stay as they were."""
    with one_snapshot():
        scheme = scheme_for(division, period)
        rules = rules_of(scheme)
        found = gather(division, period, rules.values())
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
    scheme = Scheme.objects.valid_for(division.code, period.starts_on.year)
    if scheme is None:
        raise NotPossible(
            _("There is no adopted scheme of %(year)s for %(division)s or a place above it. Adopt one first.")
            % {"year": period.starts_on.year, "division": division}
        )
    return scheme


def write_scores(run: ScoreRun, found: list[Found], rules: dict[int, Rule]) -> None:
    """Writes the scores of a run and their items, in two batches."""
    indicators = {rule.number: key for key, rule in rules.items()}
    scores, items = [], []
    for key, one in zip(bulk.reserve_keys(Score, len(found)), found, strict=True):
        segment = one.segment
        parts = items_of(segment, list(rules.values())) if segment.status == MEASURED else []
        total = total_of(parts, segment.adjustment) if segment.status == MEASURED else None
        scores.append(
            (key, run.pk, one.post_id, segment.cadre, one.division_id, segment.post_class, one.starts_on.isoformat(),
             segment.days, segment.status, segment.adjustment, total)
        )  # fmt: skip
        items += item_rows(key, parts, indicators)
    bulk.insert(Score, SCORE_FIELDS, scores)
    bulk.insert(ScoreItem, ITEM_FIELDS, items)


def item_rows(score_id: int, items: Iterable[Item], indicators: dict[int, int]) -> list[tuple[int, ...]]:
    """One row an item; `indicators` are keys by the number of the rule."""
    return [(score_id, indicators[i.rule.number], i.numerator, i.denominator, i.points) for i in items]

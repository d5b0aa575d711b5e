"""Results that do not fit: to the month before, or to what was handed in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, Sum
from django.utils.translation import gettext_lazy as _

from assessments.anomalies.finding import Detector, Finding, Sight
from assessments.querysets import ScoreQuerySet
from assessments.scoring.totals import weighted_mean
from config.millionths import ONE

if TYPE_CHECKING:
    from assessments.models import ScoreRun

JUMP = 30 * ONE
"""A score that differs by more from the month before is asked about."""

SCORE, LEARNING = "assessments.score", "learning"


def cadre_jumps(sight: Sight) -> Iterable[Finding]:
    """A cadre's score jumps: without the points of learning it differs by more than 30 points from that of the last
    month computed by the same scheme.

    Rows: the scores of both months. Source: scores. Only for a month.
    """
    return [
        Finding(found[-1][1], cadre, keys_of(before, found), SCORE, told(before, found))
        for cadre, before, found in jumps(sight, column=0)
    ]


def place_jumps(sight: Sight) -> Iterable[Finding]:
    """A place's score jumps: the mean of its cadres' scores, without the points of learning, differs by more than 30
    points from that of the last month computed by the same scheme.

    Rows: the scores of both months of its cadres. Source: scores. Only for a month.
    """
    return [
        Finding(division, None, keys_of(before, found), SCORE, told(before, found))
        for division, before, found in jumps(sight, column=1)
    ]


Row = tuple[int, int, int, int, int]
"""Cadre, division, total without the points of learning, days, key of a score."""


def jumps(sight: Sight, column: int) -> Iterator[tuple[int, list[Row], list[Row]]]:
    """Whose mean, of the scores with the same cadre or division, has jumped; with the scores of both months."""
    earlier = last_month_before(sight)
    if earlier is None:
        return
    was, found = (together(run.scores, column) for run in (earlier, sight.run))
    for key in sorted(was.keys() & found.keys()):
        if abs(mean_of(found[key]) - mean_of(was[key])) > JUMP:
            yield key, was[key], found[key]


def together(scores: ScoreQuerySet, column: int) -> dict[int, list[Row]]:
    """The measured scores of a run by cadre (column 0) or division (column 1), in the order of their days.

    A skill that is verified brings all its points at once, and somebody has verified it: that is no question.
    """
    learning = Sum("items__points", filter=Q(items__indicator__section=LEARNING), default=0)
    by_key: dict[int, list[Row]] = defaultdict(list)
    columns = ("cadre", "division", "outside", "days", "pk")
    rows = scores.measured().filter(cadre__erased_at=None).annotate(outside=F("total") - learning)
    for row in rows.order_by("starts_on", "pk").values_list(*columns):
        by_key[row[column]].append(row)
    return by_key


def mean_of(rows: list[Row]) -> int:
    mean = weighted_mean((total, days) for _cadre, _division, total, days, _key in rows)
    assert mean is not None, "a post segment has days"
    return mean


def keys_of(*months: list[Row]) -> tuple[int, ...]:
    return tuple(sorted(row[-1] for rows in months for row in rows))


def told(before: list[Row], after: list[Row]) -> dict[str, int]:
    """What was compared, in millionths of a point."""
    return {"before": mean_of(before), "after": mean_of(after)}


def last_month_before(sight: Sight) -> ScoreRun | None:
    """The newest computation, for the same division and by the same scheme, of the last month before; None without."""
    run = sight.run
    if run.period.kind != "month":
        return None
    earlier = type(run).objects.filter(
        division=run.division,
        scheme=run.scheme,
        period__kind="month",
        period__starts_on__lt=run.period.starts_on,
    )
    return earlier.order_by("-period__starts_on", "-pk").first()


def empty_townships(sight: Sight) -> Iterable[Finding]:
    """Empty townships: cadres are in post, the diary books were received, and there is no visit at all in the month.

    Rows: the scores of its cadres. Sources: scores, visit diary.
    """
    visits = sight.visits.filter(division=OuterRef("division"))
    in_post = Q(post__valid_to=None) | Q(post__valid_to__gt=sight.days[0])
    without = sight.run.scores.measured().filter(
        in_post, ~Exists(visits), starts_on__lt=sight.days[1], division__level="township"
    )
    places: dict[int, list[int]] = defaultdict(list)
    for division, key in without.order_by("pk").values_list("division", "pk"):
        places[division].append(key)
    return [Finding(division, None, tuple(keys), SCORE) for division, keys in places.items()]


DETECTORS = (
    Detector(
        "cadre_jumps",
        _("score of a cadre jumps"),
        _(
            "Without the points of learning, the score of a cadre differs by more than 30 points from that of the last "
            "month computed by the same scheme."
        ),
        cadre_jumps,
    ),
    Detector(
        "place_jumps",
        _("score of a place jumps"),
        _(
            "Without the points of learning, the score of a place differs by more than 30 points from that of the last "
            "month computed by the same scheme."
        ),
        place_jumps,
    ),
    Detector(
        "empty_townships",
        _("no visit in a whole township"),
        _("Cadres are in post, the diary books were received, and there is no visit at all in the month."),
        empty_townships,
    ),
)

"""A month's scores, by a scheme of all measures, against plain SQL: see `scores_floor`.

Both sides write assessments_scorerun, assessments_score and assessments_scoreitem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db import transaction

from assessments.actions import find_anomalies, open_period, prepare_edition, refresh_scores, score
from assessments.bench import Figure, timed
from assessments.bench.scores_floor import by_plain_sql
from assessments.demo.batches import city
from assessments.gathering import posts_scored, window_of
from assessments.measures import registered
from assessments.models import Edition, Indicator, Period, Scheme, ScoreRun
from cadres.models import Division, Post
from config.millionths import ONE

REST = 16
"""The points of days of visits, where every other measure has three."""


@transaction.atomic
def scheme_of_all(year: int) -> Scheme:
    """A scheme of the city that asks for every measure there is."""
    scheme = Scheme.objects.create(
        division=city(), year=year, version=90, name="全部指标", name_en="Every measure", state="draft"
    )
    for position, measure in enumerate(registered().values()):
        inverse = measure.key == "largest_third_share"
        Indicator.objects.create(
            scheme=scheme,
            position=position,
            section=Indicator.Section.CONTACT,
            name=str(measure.name),
            measure=measure.key,
            curve=Indicator.Curve.INVERSE if inverse else Indicator.Curve.PROPORTIONAL,
            target=ONE // 2 if measure.nothing[1] == 0 else 4 * ONE,
            limit=ONE if inverse else None,
            points=REST * ONE if measure.key == "visit_days" else 3 * ONE,
        )
    scheme.check_weights()
    scheme.state = Scheme.State.ADOPTED
    scheme.save()
    return scheme


def figures_of_a_month(code: str) -> Iterator[Figure]:
    """What follows from a computation by the scheme of the demonstration, which ranks nearly everybody."""
    run = score(period=open_period(code=code, by=None), division=city(), by=None)
    yield Figure("implausible records of a month", timed(lambda: find_anomalies(run=run, by=None)))
    for kind in (Edition.Kind.TOWNSHIPS, Edition.Kind.COUNTIES):
        made = timed(lambda kind=kind: prepare_edition(run=run, kind=kind, by=None))
        yield Figure(f"edition of {kind}: rows, inputs, hash, ranges", made)


def figures(months: Sequence[str]) -> Iterator[Figure]:
    """By every measure: the months one after the other, both sides in turn; then parts of the municipality."""
    periods = [open_period(code=code, by=None) for code in months]
    schemes = {year: scheme_of_all(year) for year in sorted({period.starts_on.year for period in periods})}
    yield from of_months(periods, schemes)
    yield from of_parts(periods[0])
    yield from of_a_township(periods[0])
    yield from of_measures(periods[0])


def of_months(periods: Sequence[Period], schemes: Mapping[int, Scheme]) -> Iterator[Figure]:
    """Everybody in post, month by month."""
    floor = ours = 0.0
    for period in periods:
        scheme = schemes[period.starts_on.year]
        floor += timed(lambda period=period, scheme=scheme: by_plain_sql(period, scheme))
        ours += timed(lambda period=period: score(period=period, division=city(), by=None))
    yield Figure(f"scores of {len(periods)} months: floor (plain SQL into the same tables)", floor)
    yield Figure(f"scores of {len(periods)} months: ours", ours, floor)


def of_parts(period: Period) -> Iterator[Figure]:
    """A quarter, a half, and all of the townships."""
    townships = list(Division.objects.townships().order_by("code"))
    for share in (4, 2, 1):
        kept = townships[: len(townships) // share]
        with transaction.atomic():
            Post.objects.exclude(division__in=kept).update(assessed=False)
            seconds = timed(lambda: score(period=period, division=city(), by=None))
            segments = ScoreRun.objects.latest("pk").segments
            transaction.set_rollback(True)
        yield Figure(f"scores of a month: ours, {segments} post segments", seconds)


def of_a_township(period: Period) -> Iterator[Figure]:
    """One township computed anew, and brought up to date."""
    place = Division.objects.townships().order_by("code")[40]
    score(period=period, division=place, by=None)
    made = timed(lambda: score(period=period, division=place, by=None), 3)
    yield Figure("scores of a month: ours, one township", made)
    run = ScoreRun.objects.latest("pk")
    yield Figure(
        "one township brought up to date, nothing changed",
        timed(lambda: refresh_scores(run=run, by=None), 3),
    )


def of_measures(period: Period) -> Iterable[Figure]:
    """Each measure by itself."""
    window = window_of(period)
    posts = posts_scored(city(), window)
    for measure in registered().values():
        yield Figure(f"measure {measure.key}", timed(lambda m=measure: list(m.count(posts.all(), window))))

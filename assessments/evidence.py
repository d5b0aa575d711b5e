"""The records behind a number: for each measure, which rows of one post segment were looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.measures import Window
from assessments.models import Poll, PollResult, Review, Score, StudyReport
from cadres.codes import own_and_above
from cadres.models import LearningGoal, Mastery, Post, RequiredSkill
from villages.models import HouseholdCategory, HouseholdPairing, VillagePairing, Visit
from villages.querysets import PRIORITY

Source = Callable[[Post, Window], QuerySet]
"""Of a post and the half-open days of its segment, the records that were looked at."""

Purpose = Visit.Purpose


def window_of_segment(score: Score, closed_at_of: Window) -> Window:
    """The days of a segment, with the moments of the period's window."""
    after = min(score.post.valid_to or closed_at_of.ends_on, closed_at_of.ends_on)
    return Window(score.starts_on, after, closed_at_of.closed_at, closed_at_of.late_at)


def visits_that(condition: Q | None = None) -> Source:
    """Visits of the segment that meet a condition."""

    def source(post: Post, window: Window) -> QuerySet:
        found = Visit.objects.standing().filter(
            condition or Q(),
            cadre=post.cadre_id,
            visited_on__gte=window.starts_on,
            visited_on__lt=window.ends_on,
        )
        return in_time(found, window).order_by("visited_on", "id")

    return source


def in_time(found: QuerySet, window: Window) -> QuerySet:
    """Of these records those entered before the period was closed."""
    return found.filter(recorded_at__lt=window.closed_at) if window.closed_at else found


def to_be_visited_first() -> Q:
    """Visits to households that were to be visited first on their day."""
    on = OuterRef("visited_on")
    category = HouseholdCategory.objects.standing().filter(
        Q(valid_from=None) | Q(valid_from__lte=on),
        Q(valid_to=None) | Q(valid_to__gt=on),
        household=OuterRef("household"),
        category__in=PRIORITY,
    )
    return Q(Exists(category))


def household_pairings(post: Post, window: Window) -> QuerySet:
    """Pairings with households that hold on a day of the segment."""
    return HouseholdPairing.objects.overlapping(window.starts_on, window.ends_on).filter(cadre=post.cadre_id)


def village_pairings(post: Post, window: Window) -> QuerySet:
    """Pairings with villages that hold on a day of the segment."""
    return VillagePairing.objects.overlapping(window.starts_on, window.ends_on).filter(cadre=post.cadre_id)


def masteries(post: Post, window: Window) -> QuerySet:
    """Masteries verified by the last day of the segment."""
    return Mastery.objects.standing().filter(cadre=post.cadre_id, verified_on__lt=window.ends_on)


def goals(post: Post, window: Window) -> QuerySet:
    """Learning goals that hold on a day of the segment."""
    return LearningGoal.objects.overlapping(window.starts_on, window.ends_on).filter(cadre=post.cadre_id)


def study_reports(post: Post, window: Window) -> QuerySet:
    """Study reports of the months of the segment."""
    months = [f"{first:%Y-%m}" for first, _after in window.months()]
    return in_time(StudyReport.objects.standing().filter(cadre=post.cadre_id, month__in=months), window)


def reviews(post: Post, window: Window) -> QuerySet:
    """Reviews of the cadre of half-years that began by the last day of the segment, the newest first."""
    found = Review.objects.standing().filter(cadre=post.cadre_id, period__starts_on__lt=window.ends_on)
    return in_time(found, window).order_by("-period__starts_on", "-id")


def results_of(kind: str) -> Source:
    """Results of the cadre in polls of a kind by the last day of the segment, the newest first."""

    def source(post: Post, window: Window) -> QuerySet:
        found = PollResult.objects.filter(
            cadre=post.cadre_id,
            poll__kind=kind,
            poll__voided_at=None,
            poll__held_on__lt=window.ends_on,
        )
        return in_time(found, window).order_by("-poll__held_on", "-id")

    return source


def required_skills(post: Post, window: Window) -> QuerySet:
    """Skills that the place of the post, or one above it, requires in the year."""
    above = own_and_above(post.division.code)
    return RequiredSkill.objects.standing().filter(year=window.starts_on.year, division__code__in=above)


ALL_VISITS = visits_that()
TO_HOUSEHOLDS = visits_that(Q(household__isnull=False))

SOURCES: Mapping[str, tuple[Source, ...]] = {
    "visit_days": (ALL_VISITS,),
    "stay_days": (visits_that(Q(stayed=True)),),
    "shared_work_days": (visits_that(Q(shared_work=True)),),
    "signed_share": (ALL_VISITS,),
    "households_visited": (TO_HOUSEHOLDS,),
    "priority_households": (visits_that(to_be_visited_first()),),
    "priority_share": (village_pairings, visits_that(to_be_visited_first())),
    "paired_households_visited": (household_pairings, TO_HOUSEHOLDS),
    "household_pairings": (household_pairings,),
    "skills_mastered": (masteries,),
    "skill_days": (visits_that(Q(skill__isnull=False)),),
    "teaching_days": (visits_that(Q(purpose=Purpose.TEACHING)),),
    "help_days": (visits_that(Q(purpose=Purpose.HELP)),),
    "mediation_days": (visits_that(Q(purpose=Purpose.MEDIATION)),),
    "policy_days": (visits_that(Q(purpose=Purpose.POLICY)),),
    "survey_days": (visits_that(Q(purpose=Purpose.SURVEY)),),
    "suggestions_recorded": (visits_that(Q(suggestions__gt="")),),
    "thirds_with_visits": (ALL_VISITS,),
    "largest_third_share": (ALL_VISITS,),
    "entered_in_time": (ALL_VISITS,),
    "village_kept": (village_pairings, ALL_VISITS),
    "pairing_kept": (village_pairings,),
    "required_skills_met": (required_skills, masteries),
    "goals_met": (goals, masteries),
    "masteries_gained": (masteries,),
    "study_reports_on_time": (study_reports,),
    "review_grade": (reviews,),
    "democratic_evaluation": (results_of(Poll.Kind.DEMOCRATIC),),
    "satisfaction": (results_of(Poll.Kind.SATISFACTION),),
}
"""For each measure the records it looks at, the most telling last."""

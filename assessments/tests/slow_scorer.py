"""A second scorer, slow and obvious: for each cadre, for each day, in plain loops and exact fractions.

It shares nothing with the fast one but the models: it reads every row of every table and does the rest itself.
"""

import calendar
import datetime
from fractions import Fraction
from math import floor

from assessments.models import Adjustment
from cadres.models import Division, Mastery, Post
from villages.models import DiarySubmission, HouseholdCategory, HouseholdPairing, Visit

MILLION = 1_000_000
FIRST_TO_VISIT = {"hardship", "party_hardship", "village_cadre", "large_producer", "grievance"}
GROWING = {"visit_days", "stay_days", "shared_work_days", "priority_households"}


def half_up(number):
    return floor(number + Fraction(1, 2))


def every_day(period):
    day = period.starts_on
    while day < period.ends_on:
        yield day
        day += datetime.timedelta(days=1)


def in_time(row, period):
    """Whether a row was entered before the period was closed, by the clock of China."""
    china = datetime.timezone(datetime.timedelta(hours=8))
    return period.closed_from is None or row.recorded_at.astimezone(china).date() < period.closed_from


class SlowScorer:
    """`scores` holds, for each post with days in the period: status, points by indicator, total, days."""

    def __init__(self, division, period, scheme):
        self.period = period
        self.indicators = list(scheme.indicators.all())
        self.divisions = [d for d in Division.objects.all() if d.code.startswith(division.code)]
        self.code_of = {d.pk: d.code for d in self.divisions}
        self.visits = [v for v in Visit.objects.all() if not v.is_void and in_time(v, period)]
        self.categories = list(HouseholdCategory.objects.all())
        self.pairings = list(HouseholdPairing.objects.all())
        self.masteries = [m for m in Mastery.objects.all() if not m.is_void]
        self.diaries = {
            (s.division_id, s.month)
            for s in DiarySubmission.objects.all()
            if not s.is_void and in_time(s, period)
        }
        self.adjustments = [
            a
            for a in Adjustment.objects.all()
            if not a.is_void and a.state == "approved" and a.period_id == period.pk
        ]
        self.posts, self.scores = {}, {}
        for post in Post.objects.all():
            if post.main and post.assessed and post.division_id in self.code_of:
                days = [day for day in every_day(period) if post.holds_on(day)]
                if days:
                    self.posts[post.pk], self.scores[post.pk] = post, self.score(post, days)

    def score(self, post, days):
        meant = [i for i in self.indicators if i.applies_to in ("both", post.post_class)]
        if not meant:
            return "not_applicable", {}, None, len(days)
        if any((post.division_id, f"{day:%Y-%m}") not in self.diaries for day in days):
            return "missing", {}, None, len(days)
        points = {i.pk: self.points(i, post, days) for i in meant}
        total = sum(points.values())
        for adjustment in self.adjustments:
            if adjustment.cadre_id == post.cadre_id:
                total += adjustment.points if adjustment.kind == "bonus" else -adjustment.points
        return "measured", points, min(max(total, 0), 100 * MILLION), len(days)

    def points(self, indicator, post, days):
        value = self.value(indicator.measure, post, days)
        target = Fraction(indicator.target, MILLION)
        if indicator.measure in GROWING:
            target *= sum(Fraction(1, calendar.monthrange(day.year, day.month)[1]) for day in days)
        reached = value / target
        if indicator.curve == "all_or_nothing":
            return indicator.points if reached >= 1 else 0
        return half_up(indicator.points * min(Fraction(1), reached))

    def value(self, measure, post, days):
        last = days[-1]
        visits = [v for v in self.visits if v.cadre_id == post.cadre_id and v.visited_on in days]
        if measure == "household_pairings":
            mine = [p for p in self.pairings if p.cadre_id == post.cadre_id and p.holds_on(last)]
            return Fraction(len({p.household_id for p in mine}))
        if measure == "skills_mastered":
            mine = [m for m in self.masteries if m.cadre_id == post.cadre_id and m.verified_on <= last]
            return Fraction(len({m.skill_id for m in mine}))
        if measure == "signed_share":
            return Fraction(len([v for v in visits if v.signed]), len(visits)) if visits else Fraction(0)
        if measure == "priority_households":
            months = {
                (v.household_id, v.visited_on.year, v.visited_on.month) for v in visits if self.is_first(v)
            }
            return Fraction(len(months))
        if measure == "stay_days":
            visits = [v for v in visits if v.stayed]
        if measure == "shared_work_days":
            visits = [v for v in visits if v.shared_work]
        return Fraction(len({v.visited_on for v in visits}))

    def is_first(self, visit):
        return any(
            c.household_id == visit.household_id
            and c.category in FIRST_TO_VISIT
            and c.holds_on(visit.visited_on)
            for c in self.categories
        )

    def table(self, level):
        """(ranked, unranked): {code: (rank, score, cadres)} and {code: reason} of all places of a level."""
        scores, people, reasons = {}, {}, {}
        for place in self.divisions:
            if place.level != level:
                continue
            inside = [
                pk for pk, post in self.posts.items() if self.code_of[post.division_id].startswith(place.code)
            ]
            states = [self.scores[pk][0] for pk in inside]
            measured = [pk for pk in inside if self.scores[pk][0] == "measured"]
            if not inside:
                reasons[place.code] = "no_cadres"
            elif "missing" in states and (level == "township" or not measured):
                reasons[place.code] = "no_diary"
            elif not measured:
                reasons[place.code] = "not_applicable"
            else:
                weighted = sum(Fraction(self.scores[pk][2] * self.scores[pk][3]) for pk in measured)
                scores[place.code] = half_up(weighted / sum(self.scores[pk][3] for pk in measured))
                people[place.code] = len({self.posts[pk].cadre_id for pk in measured})
        better = {code: len([s for s in scores.values() if s > scores[code]]) for code in scores}
        return {code: (better[code] + 1, scores[code], people[code]) for code in scores}, reasons

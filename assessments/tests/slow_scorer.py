"""A second scorer, slow and obvious: for each cadre, for each day, in plain loops and exact fractions.

It shares nothing with the fast one but the models: it reads every row of every table and does the rest itself.
"""

import calendar
from fractions import Fraction
from math import floor

from assessments.measures import registered
from assessments.models import Adjustment
from assessments.tests.slow_measures import GROWING, SlowMeasures, every_day, in_time
from cadres.models import Division, Post, TownshipClass
from villages.models import DiarySubmission

MILLION = 1_000_000


def half_up(number):
    return floor(number + Fraction(1, 2))


class SlowScorer:
    """`scores` holds, for each post with days in the period: status, points by indicator, total, days."""

    def __init__(self, division, period, scheme):
        self.period = period
        self.scheme = scheme
        self.indicators = list(scheme.indicators.all())
        self.classes = list(TownshipClass.objects.all())
        self.divisions = [d for d in Division.objects.all() if d.code.startswith(division.code)]
        self.code_of = {d.pk: d.code for d in self.divisions}
        self.measures = SlowMeasures(period)
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
        group = self.class_of(post.division_id, days[-1])
        meant = [
            i
            for i in self.indicators
            if i.applies_to in ("both", post.post_class) and (i.groups == [] or group in i.groups)
        ]
        if not meant:
            return "not_applicable", {}, None, len(days)
        if any((post.division_id, f"{day:%Y-%m}") not in self.diaries for day in days):
            return "missing", {}, None, len(days)
        values = {i.pk: self.value(i.measure, post, days) for i in meant}
        apply = [i for i in meant if values[i.pk][1] or registered()[i.measure].when_nothing == "zero"]
        if not apply:
            return "not_applicable", {}, None, len(days)
        full = self.scaled(apply)
        points = {i.pk: self.points(i, full[i.pk], values[i.pk], days) if i in apply else None for i in meant}
        total = sum(found for found in points.values() if found is not None)
        total += self.adjusted(post, "bonus", self.scheme.bonus_cap)
        total -= self.adjusted(post, "deduction", self.scheme.deduction_cap)
        return "measured", points, min(max(total, 0), 100 * MILLION), len(days)

    def class_of(self, division_id, day):
        for one in self.classes:
            if one.division_id == division_id and one.holds_on(day):
                return one.kind
        return "none"

    def adjusted(self, post, kind, cap):
        mine = [a.points for a in self.adjustments if a.cadre_id == post.cadre_id and a.kind == kind]
        return sum(mine) if cap is None else min(sum(mine), cap)

    def scaled(self, indicators):
        """The points of each, stretched so that they make 100: up to every indicator, rounded, what is due so far."""
        whole, found = sum(i.points for i in indicators), {}
        for n, one in enumerate(indicators):
            before, after = (sum(i.points for i in indicators[:k]) for k in (n, n + 1))
            due = [half_up(Fraction(part, whole) * 100 * MILLION) for part in (before, after)]
            found[one.pk] = due[1] - due[0]
        return found

    def points(self, indicator, full, value, days):
        if value[1] == 0:
            return 0
        value, target = Fraction(*value), Fraction(indicator.target, MILLION)
        grown = 1
        if indicator.measure in GROWING:
            grown = sum(Fraction(1, calendar.monthrange(day.year, day.month)[1]) for day in days)
        if value >= target * grown and indicator.curve != "inverse":
            return full
        if indicator.curve == "all_or_nothing":
            return 0
        if indicator.curve == "steps":
            climbed = [points for step, points in indicator.steps if value >= Fraction(step, MILLION) * grown]
            return half_up(full * Fraction(max(climbed or [0]), indicator.points))
        if indicator.curve == "inverse":
            limit = Fraction(indicator.limit, MILLION)
            part = (limit * grown - value) / (limit * grown - target * grown)
            return half_up(full * min(max(part, 0), 1))
        return half_up(full * value / (target * grown))

    def value(self, measure, post, days):
        return self.measures.value(measure, post, days)

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
            elif len({self.posts[pk].cadre_id for pk in measured}) < self.scheme.rank_minimum:
                people_there = {self.posts[pk].cadre_id for pk in measured}
                reasons[place.code] = "too_few" if len(people_there) >= 3 else "so_few"
            else:
                weighted = sum(Fraction(self.scores[pk][2] * self.scores[pk][3]) for pk in measured)
                scores[place.code] = half_up(weighted / sum(self.scores[pk][3] for pk in measured))
                people[place.code] = len({self.posts[pk].cadre_id for pk in measured})
        better = {code: len([s for s in scores.values() if s > scores[code]]) for code in scores}
        return {code: (better[code] + 1, scores[code], people[code]) for code in scores}, reasons

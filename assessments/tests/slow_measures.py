"""Every measure a second time, slow and obvious: for one post, in plain loops over the days and over all rows.

It shares nothing with the fast ones but the models: it reads every row of every table and does the rest itself.
"""

import datetime

from cadres.models import Division, LearningGoal, Mastery, RequiredSkill
from villages.models import Household, HouseholdCategory, HouseholdPairing, VillagePairing, Visit

CHINA = datetime.timezone(datetime.timedelta(hours=8))
FIRST_TO_VISIT = {"hardship", "party_hardship", "village_cadre", "large_producer", "grievance"}
PURPOSES = {
    "teaching_days": "teaching",
    "help_days": "help",
    "mediation_days": "mediation",
    "policy_days": "policy",
    "survey_days": "survey",
}
GROWING = {
    "visit_days",
    "stay_days",
    "shared_work_days",
    "households_visited",
    "priority_households",
    "skill_days",
    "suggestions_recorded",
    "thirds_with_visits",
    "masteries_gained",
    *PURPOSES,
}


def every_day(period):
    day = period.starts_on
    while day < period.ends_on:
        yield day
        day += datetime.timedelta(days=1)


def entered_on(row):
    """The day of entry by the clock of China."""
    return row.recorded_at.astimezone(CHINA).date()


def in_time(row, period):
    """Whether a row was entered before the period was closed."""
    return period.closed_from is None or entered_on(row) < period.closed_from


def month_of(day):
    return day.year, day.month


def third_of(day):
    """The year, the month and which third of it a day lies in."""
    return day.year, day.month, "first" if day.day <= 10 else "middle" if day.day <= 20 else "last"


class SlowMeasures:
    """`value(measure, post, days)` is (numerator, denominator) of a post on its days in the period."""

    def __init__(self, period):
        self.visits = [v for v in Visit.objects.all() if not v.is_void and in_time(v, period)]
        self.households = list(Household.objects.all())
        self.categories = list(HouseholdCategory.objects.all())
        self.pairings = list(HouseholdPairing.objects.all())
        self.villages = list(VillagePairing.objects.all())
        self.masteries = [m for m in Mastery.objects.all() if not m.is_void]
        self.goals = list(LearningGoal.objects.all())
        self.required = [r for r in RequiredSkill.objects.all() if not r.is_void]
        self.code_of = dict(Division.objects.values_list("pk", "code"))

    def value(self, measure, post, days):
        if measure in PURPOSES:
            of_purpose = [v for v in self.visits_of(post, days) if v.purpose == PURPOSES[measure]]
            return len({v.visited_on for v in of_purpose}), 1
        found = getattr(self, measure)(post, days)
        return found if isinstance(found, tuple) else (found, 1)

    def visits_of(self, post, days):
        return [v for v in self.visits if v.cadre_id == post.cadre_id and v.visited_on in days]

    def visit_days(self, post, days):
        return len({v.visited_on for v in self.visits_of(post, days)})

    def stay_days(self, post, days):
        return len({v.visited_on for v in self.visits_of(post, days) if v.stayed})

    def shared_work_days(self, post, days):
        return len({v.visited_on for v in self.visits_of(post, days) if v.shared_work})

    def skill_days(self, post, days):
        return len({v.visited_on for v in self.visits_of(post, days) if v.skill_id})

    def suggestions_recorded(self, post, days):
        return len([v for v in self.visits_of(post, days) if v.suggestions])

    def signed_share(self, post, days):
        visits = self.visits_of(post, days)
        return len([v for v in visits if v.signed]), len(visits)

    def entered_in_time(self, post, days):
        visits = self.visits_of(post, days)
        return len([v for v in visits if (entered_on(v) - v.visited_on).days <= 7]), len(visits)

    def thirds_with_visits(self, post, days):
        return len({third_of(v.visited_on) for v in self.visits_of(post, days)})

    def largest_third_share(self, post, days):
        visits = self.visits_of(post, days)
        in_thirds = {}
        for visit in visits:
            third = third_of(visit.visited_on)
            in_thirds[third] = in_thirds.get(third, 0) + 1
        months = {third[:2] for third in in_thirds}
        return sum(max(n for third, n in in_thirds.items() if third[:2] == m) for m in months), len(visits)

    def households_visited(self, post, days):
        to_households = [v for v in self.visits_of(post, days) if v.household_id]
        return len({(v.household_id, month_of(v.visited_on)) for v in to_households})

    def priority_households(self, post, days):
        first = [v for v in self.visits_of(post, days) if self.is_first(v.household_id, v.visited_on)]
        return len({(v.household_id, month_of(v.visited_on)) for v in first})

    def is_first(self, household, day):
        return any(
            c.household_id == household and c.category in FIRST_TO_VISIT and c.holds_on(day)
            for c in self.categories
        )

    def priority_share(self, post, days):
        last = days[-1]
        own = {p.village_id for p in self.villages if p.cadre_id == post.cadre_id and p.holds_on(last)}
        households = {h.pk for h in self.households if h.village_id in own and self.is_first(h.pk, last)}
        return len(households & {v.household_id for v in self.visits_of(post, days)}), len(households)

    def household_pairings(self, post, days):
        mine = [p for p in self.pairings if p.cadre_id == post.cadre_id and p.holds_on(days[-1])]
        return len({p.household_id for p in mine})

    def paired_households_visited(self, post, days):
        visits = {(v.household_id, month_of(v.visited_on)) for v in self.visits_of(post, days)}
        asked = set()
        for month in {month_of(day) for day in days}:
            in_month = [day for day in days if month_of(day) == month]
            for pairing in self.pairings:
                if pairing.cadre_id == post.cadre_id and all(pairing.holds_on(day) for day in in_month):
                    asked.add((pairing.household_id, month))
        return len(asked & visits), len(asked)

    def village_kept(self, post, days):
        visits = self.visits_of(post, days)
        own = [v for v in visits if self.is_paired(post, v.visited_on, v.village_id)]
        return len({v.visited_on for v in own}), len({v.visited_on for v in visits})

    def is_paired(self, post, day, village=None):
        """Whether the cadre is paired with a village (this one) on a day."""
        return any(
            p.cadre_id == post.cadre_id and p.holds_on(day) and village in (None, p.village_id)
            for p in self.villages
        )

    def pairing_kept(self, post, days):
        return len([day for day in days if self.is_paired(post, day)]), len(days)

    def mastered(self, post, day):
        """The skills verified by a day."""
        return {m.skill_id for m in self.masteries if m.cadre_id == post.cadre_id and m.verified_on <= day}

    def skills_mastered(self, post, days):
        return len(self.mastered(post, days[-1]))

    def masteries_gained(self, post, days):
        the_day_before = days[0] - datetime.timedelta(days=1)
        return len(self.mastered(post, days[-1]) - self.mastered(post, the_day_before))

    def required_skills_met(self, post, days):
        place = self.code_of[post.division_id]
        required = {
            r.skill_id
            for r in self.required
            if r.year == days[0].year and place.startswith(self.code_of[r.division_id])
        }
        return len(required & self.mastered(post, days[-1])), len(required)

    def goals_met(self, post, days):
        goals = {
            g.skill_id
            for g in self.goals
            if g.cadre_id == post.cadre_id and any(g.holds_on(day) for day in days)
        }
        return len(goals & self.mastered(post, days[-1])), len(goals)

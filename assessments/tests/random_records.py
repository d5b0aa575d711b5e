"""Random records of a small municipality, to compare the two scorers. Hypothesis draws values; `write` makes rows."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone
from hypothesis import strategies as st

from assessments.measures import Kind, registered
from assessments.scoring.weights import GROUPS, HUNDRED, UNGROUPED
from assessments.tests.factories import AdjustmentFactory, IndicatorFactory, PeriodFactory, SchemeFactory
from cadres.tests.factories import (
    CadreFactory,
    LearningGoalFactory,
    MasteryFactory,
    PostFactory,
    RequiredSkillFactory,
    SkillFactory,
    TownshipClassFactory,
    place,
)
from config.millionths import ONE
from villages.tests.factories import (
    DiarySubmissionFactory,
    HouseholdCategoryFactory,
    HouseholdFactory,
    HouseholdPairingFactory,
    VillageFactory,
    VillagePairingFactory,
    VisitFactory,
)

EPOCH = datetime.date(2011, 9, 25)
LENGTH = 80
PLACES = ("431226101", "431226102", "431228100", "431226", "4312")
MONTHS = tuple(f"2011-{month:02d}" for month in range(7, 13))
OF_PEOPLE = ("study_reports_on_time", "review_grade", "democratic_evaluation", "satisfaction")
"""Measures with random records of their own: `test_people_measures.py`."""
CATEGORIES = ("hardship", "grievance", "science")
IN_TIME = datetime.datetime(2012, 3, 1, tzinfo=datetime.UTC)
LATE = datetime.datetime(2012, 3, 20, tzinfo=datetime.UTC)
CLOSING = datetime.date(2012, 3, 10)
CHINA = datetime.timezone(datetime.timedelta(hours=8))
MEASURES = len(registered()) - len(OF_PEOPLE)

# Few days, so that ends and beginnings meet: the edges of months, the days before them, and some between.
days = st.sampled_from([0, 5, 6, 7, 20, 21, 22, 36, 37, 38, 50, 66, 67, 79])
flags = st.booleans()
seldom = st.sampled_from([False] * 5 + [True])
mostly = st.sampled_from([True] * 5 + [False])
stretches = st.tuples(st.none() | days, st.none() | days)
trouble = st.sampled_from(["never received", "voided", "late"])


def day(number):
    return None if number is None else EPOCH + datetime.timedelta(days=number)


def void(is_void):
    return {"voided_at": timezone.now(), "void_reason": "误录"} if is_void else {}


def stretch(numbers):
    """Two drawn numbers as half-open dates, the earlier first, at least one day long."""
    start, end = numbers
    if start is not None and end is not None:
        start, end = min(start, end), max(start, end) + 1
    return {"valid_from": day(start), "valid_to": day(end)}


posts = st.tuples(
    st.lists(days, min_size=0, max_size=2, unique=True),
    st.lists(
        st.tuples(st.sampled_from(PLACES), st.sampled_from(["leader", "ordinary"]), mostly),
        min_size=4,
        max_size=4,
    ),
    flags,
    flags,
)
entries = st.sampled_from([IN_TIME] * 4 + [LATE, (0, "00:00"), (7, "23:59"), (8, "00:00")])
visits = st.lists(
    st.fixed_dictionaries(
        {
            "on": days,
            # A village as a whole, or a household by its number.
            "where": st.sampled_from(["near", "far", 0, 0, 1, 1, 2, 3]),
            "entered": entries,
            "purpose": st.sampled_from(["contact", "teaching", "help", "mediation", "policy", "survey"]),
            "skill": st.sampled_from([None, 0, 1]),
            "suggestions": st.sampled_from(["", "盼修水渠"]),
            "stayed": flags,
            "shared_work": flags,
            "signed": flags,
            "is_void": seldom,
        }
    ),
    min_size=3,
    max_size=12,
    unique_by=lambda v: (v["on"], v["where"]),
)


def tied(to):
    """Ties to one of a few things, of which at most one of a kind is open."""
    return st.lists(
        st.tuples(st.integers(0, to), stretches, seldom), max_size=4, unique_by=lambda t: (t[0], t[1][1])
    )


pairings, goals, villages = tied(3), tied(2), tied(1)
masteries = st.lists(st.tuples(st.integers(0, 2), days, seldom), max_size=3, unique_by=lambda m: m[:2])
bonuses = st.lists(
    st.tuples(st.sampled_from(["bonus", "deduction"]), st.integers(1, HUNDRED), flags, seldom, seldom),
    max_size=2,
)
cadres = st.tuples(posts, visits, pairings, villages, goals, masteries, bonuses)


def write_indicator(values, points, section):
    """An indicator with what its curve needs."""
    target = values["target"]
    more = {
        "steps": {"steps": [[target // 3, points // 4], [target // 2, points // 2]]},
        "inverse": {"limit": target * 2 + 1},
    }
    IndicatorFactory(**values, **more.get(values["curve"], {}), points=points, section=section)


@dataclass
class Records:
    """Drawn values; `write` puts them into the database and gives division, period and scheme."""

    period: str
    closed: bool
    cadres: list
    categories: list
    required: list
    silent: dict
    rules: list
    curves: list
    county_scheme: bool
    classes: list
    caps: tuple
    minimum: int
    places: dict = field(default_factory=dict)

    def write(self):
        self.places = {code: place(code) for code in PLACES}
        township = self.places["431226101"]
        self.villages = [VillageFactory(code=f"{township.code}00{n}", township=township) for n in (1, 2)]
        near, far = self.villages
        self.households = [HouseholdFactory(village=village) for village in (near, near, near, far)]
        self.skills = [SkillFactory() for _ in range(3)]
        period = PeriodFactory(code=self.period, closed_from=CLOSING if self.closed else None)
        for household, category, numbers, is_void in self.categories:
            HouseholdCategoryFactory(
                household=self.households[household], category=category, **stretch(numbers), **void(is_void)
            )
        for code, skill, year, is_void in self.required:
            RequiredSkillFactory(
                division=self.places[code], skill=self.skills[skill], year=year, **void(is_void)
            )
        for code in PLACES:
            for month in MONTHS:
                self.write_diary(self.places[code], month, self.silent.get((code, month)))
        for code, kind, cut in self.classes:
            TownshipClassFactory(division=self.places[code], kind=kind, valid_from=None, valid_to=day(cut))
        for one in self.cadres:
            self.write_cadre(period, *one)
        return self.places["431226" if self.county_scheme else "4312"], period, self.write_scheme()

    def write_scheme(self):
        code = "431226" if self.county_scheme else "4312"
        bonus_cap, deduction_cap = self.caps
        scheme = SchemeFactory(
            division=self.places[code],
            year=2011,
            bonus_cap=bonus_cap,
            deduction_cap=deduction_cap,
            rank_minimum=self.minimum,
        )
        keys = [key for key in registered() if key not in OF_PEOPLE]
        share = HUNDRED // len(keys)
        for position, (key, target, curve) in enumerate(zip(keys, self.rules, self.curves, strict=True)):
            last = position == len(keys) - 1
            common = {
                "scheme": scheme,
                "position": position,
                "measure": key,
                # The target of a share is at most 1.
                "target": min(target, ONE) if registered()[key].kind is Kind.SHARE else target,
                "curve": curve,
            }
            points = HUNDRED - share * (len(keys) - 1) if last else share
            if position % 3 == 0:
                self.write_for_each(common, points, "applies_to", ("leader", "ordinary"))
            elif position % 3 == 1:
                self.write_for_each(
                    common, points, "groups", (["mountain"], [UNGROUPED, *GROUPS[:2], GROUPS[3]])
                )
            else:
                write_indicator(common, points, section="learning")
        return scheme

    def write_for_each(self, common, points, name, values):
        """An indicator for each value, the second with a lower target."""
        for value, target in zip(values, (common["target"], common["target"] // 2 + 1), strict=True):
            write_indicator(common | {"target": target, name: value}, points, section="helping")

    def write_diary(self, place, month, trouble):
        """The receipt of a month's diary books; `trouble` says what is wrong with it, if anything."""
        if trouble == "never received":
            return
        recorded_at = LATE if trouble == "late" else IN_TIME
        DiarySubmissionFactory(
            division=place, month=month, recorded_at=recorded_at, **void(trouble == "voided")
        )

    def write_cadre(self, period, held, visits, pairings, villages, goals, masteries, bonuses):
        cadre = CadreFactory()
        stretches = self.write_posts(cadre, *held)
        for visit in visits:
            on = day(visit["on"])
            if any((s or datetime.date.min) <= on < (e or datetime.date.max) for s, e in stretches):
                self.write_visit(cadre, on, **visit)
        self.write_ties(cadre, pairings, villages, goals)
        for skill, number, is_void in masteries:
            MasteryFactory(cadre=cadre, skill=self.skills[skill], verified_on=day(number), **void(is_void))
        for kind, points, in_this_period, is_void, is_open in bonuses:
            where = period if in_this_period else PeriodFactory(code="2011-09")
            told = {"kind": kind, "points": points, "settled": not is_open, **void(is_void)}
            AdjustmentFactory(cadre=cadre, period=where, **told)

    def write_visit(self, cadre, visited_on, on, where, entered, skill, is_void, **as_they_are):
        household = self.households[where] if isinstance(where, int) else None
        if isinstance(entered, tuple):
            days_later, clock = entered
            entered_on = visited_on + datetime.timedelta(days=days_later)
            entered = datetime.datetime.combine(entered_on, datetime.time.fromisoformat(clock), CHINA)
        VisitFactory(
            cadre=cadre,
            visited_on=visited_on,
            village=household.village if household else self.villages[where == "far"],
            household=household,
            skill=None if skill is None else self.skills[skill],
            division=self.places["431226101"],
            recorded_at=entered,
            **as_they_are,
            **void(is_void),
        )

    def write_ties(self, cadre, pairings, villages, goals):
        for household, numbers, is_void in pairings:
            HouseholdPairingFactory(
                cadre=cadre, household=self.households[household], **stretch(numbers), **void(is_void)
            )
        for village, numbers, is_void in villages:
            VillagePairingFactory(
                cadre=cadre,
                village=self.villages[village],
                primary=False,
                **stretch(numbers),
                **void(is_void),
            )
        for skill, numbers, is_void in goals:
            LearningGoalFactory(cadre=cadre, skill=self.skills[skill], **stretch(numbers), **void(is_void))

    def write_posts(self, cadre, cuts, kinds, open_start, open_end):
        """Consecutive main posts between the drawn days; the first may have no start, the last no end."""
        edges = [None if open_start else -1, *sorted(cuts), None if open_end else LENGTH + 1]
        made = []
        for start, end, (code, post_class, assessed) in zip(edges, edges[1:], kinds, strict=False):
            PostFactory(
                cadre=cadre, division=self.places[code], post_class=post_class, assessed=assessed,
                valid_from=day(start), valid_to=day(end),
            )  # fmt: skip
            made.append((day(start), day(end)))
        return made


records = st.builds(
    Records,
    period=st.sampled_from(["2011-10", "2011-11", "2011-Q4", "2011-H2"]),
    closed=flags,
    cadres=st.lists(cadres, min_size=1, max_size=4),
    categories=st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(CATEGORIES), stretches, seldom),
        min_size=2,
        max_size=6,
        unique_by=lambda c: c[:2],
    ),
    required=st.lists(
        st.tuples(st.sampled_from(PLACES), st.integers(0, 2), st.sampled_from([2011, 2011, 2012]), seldom),
        max_size=5,
        unique_by=lambda r: r[:3],
    ),
    silent=st.dictionaries(st.tuples(st.sampled_from(PLACES), st.sampled_from(MONTHS)), trouble, max_size=4),
    rules=st.lists(st.integers(100_000, 12_000_000), min_size=MEASURES, max_size=MEASURES),
    curves=st.lists(
        st.sampled_from(["proportional", "all_or_nothing", "steps", "inverse"]),
        min_size=MEASURES,
        max_size=MEASURES,
    ),
    county_scheme=seldom,
    classes=st.lists(
        st.tuples(st.sampled_from(PLACES[:3]), st.sampled_from(GROUPS), days),
        max_size=3,
        unique_by=lambda one: one[0],
    ),
    caps=st.tuples(st.none() | st.integers(0, HUNDRED), st.none() | st.integers(0, HUNDRED)),
    minimum=st.integers(1, 3),
)

"""Random records of a small municipality, to compare the two scorers. Hypothesis draws values; `write` makes rows."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone
from hypothesis import strategies as st

from assessments.measures import registered
from assessments.scoring.weights import HUNDRED
from assessments.tests.factories import AdjustmentFactory, IndicatorFactory, PeriodFactory, SchemeFactory
from cadres.tests.factories import CadreFactory, MasteryFactory, PostFactory, SkillFactory, place
from config.millionths import ONE
from villages.tests.factories import (
    DiarySubmissionFactory,
    HouseholdCategoryFactory,
    HouseholdFactory,
    HouseholdPairingFactory,
    VillageFactory,
    VisitFactory,
)

EPOCH = datetime.date(2011, 9, 25)
LENGTH = 80
PLACES = ("431226101", "431226102", "431228100", "431226", "4312")
MONTHS = tuple(f"2011-{month:02d}" for month in range(7, 13))
CATEGORIES = ("hardship", "grievance", "science")
IN_TIME = datetime.datetime(2012, 3, 1, tzinfo=datetime.UTC)
LATE = datetime.datetime(2012, 3, 20, tzinfo=datetime.UTC)
CLOSING = datetime.date(2012, 3, 10)

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
visits = st.lists(
    st.tuples(days, st.sampled_from([None, 0, 0, 1, 1, 2, 3]), flags, flags, flags, seldom, seldom),
    min_size=3,
    max_size=12,
    unique_by=lambda v: v[:2],
)
pairings = st.lists(st.tuples(st.integers(0, 3), stretches, seldom), max_size=4, unique_by=lambda p: p[0])
masteries = st.lists(st.tuples(st.integers(0, 2), days, seldom), max_size=3, unique_by=lambda m: m[:2])
bonuses = st.lists(
    st.tuples(st.sampled_from(["bonus", "deduction"]), st.integers(1, HUNDRED), flags, seldom, seldom),
    max_size=2,
)
cadres = st.tuples(posts, visits, pairings, masteries, bonuses)


@dataclass
class Records:
    """Drawn values; `write` puts them into the database and gives division, period and scheme."""

    period: str
    closed: bool
    cadres: list
    categories: list
    silent: dict
    rules: list
    curves: list
    county_scheme: bool
    places: dict = field(default_factory=dict)

    def write(self):
        self.places = {code: place(code) for code in PLACES}
        village = VillageFactory(code="431226101001", township=self.places["431226101"])
        self.village = village
        self.households = [HouseholdFactory(village=village) for _ in range(4)]
        self.skills = [SkillFactory() for _ in range(3)]
        period = PeriodFactory(code=self.period, closed_from=CLOSING if self.closed else None)
        for household, category, numbers, is_void in self.categories:
            HouseholdCategoryFactory(
                household=self.households[household], category=category, **stretch(numbers), **void(is_void)
            )
        for code in PLACES:
            for month in MONTHS:
                self.write_diary(self.places[code], month, self.silent.get((code, month)))
        for one in self.cadres:
            self.write_cadre(period, *one)
        return self.places["431226" if self.county_scheme else "4312"], period, self.write_scheme()

    def write_scheme(self):
        code = "431226" if self.county_scheme else "4312"
        scheme = SchemeFactory(division=self.places[code], year=2011)
        keys = list(registered())
        for position, (key, target, curve) in enumerate(zip(keys, self.rules, self.curves, strict=True)):
            last = position == len(keys) - 1
            common = {
                "scheme": scheme,
                "position": position,
                "measure": key,
                # The target of a share is at most 1.
                "target": min(target, ONE) if key == "signed_share" else target,
                "curve": curve,
            }
            share = HUNDRED // 7
            points = HUNDRED - share * (len(keys) - 1) if last else share
            if position % 3:
                IndicatorFactory(**common, points=points, section=("learning", "contact")[position % 2])
            else:
                IndicatorFactory(**common, points=points, section="helping", applies_to="leader")
                other = common | {"target": common["target"] // 2 + 1}
                IndicatorFactory(**other, points=points, section="helping", applies_to="ordinary")
        return scheme

    def write_diary(self, place, month, trouble):
        """The receipt of a month's diary books; `trouble` says what is wrong with it, if anything."""
        if trouble == "never received":
            return
        recorded_at = LATE if trouble == "late" else IN_TIME
        DiarySubmissionFactory(
            division=place, month=month, recorded_at=recorded_at, **void(trouble == "voided")
        )

    def write_cadre(self, period, held, visits, pairings, masteries, bonuses):
        cadre = CadreFactory()
        stretches = self.write_posts(cadre, *held)
        for number, household, stayed, shared, signed, is_void, is_late in visits:
            if any((s or datetime.date.min) <= day(number) < (e or datetime.date.max) for s, e in stretches):
                VisitFactory(
                    cadre=cadre, village=self.village, visited_on=day(number), stayed=stayed, shared_work=shared,
                    household=None if household is None else self.households[household], signed=signed,
                    division=self.places["431226101"], recorded_at=LATE if is_late else IN_TIME, **void(is_void),
                )  # fmt: skip
        for household, numbers, is_void in pairings:
            HouseholdPairingFactory(
                cadre=cadre, household=self.households[household], **stretch(numbers), **void(is_void)
            )
        for skill, number, is_void in masteries:
            MasteryFactory(cadre=cadre, skill=self.skills[skill], verified_on=day(number), **void(is_void))
        for kind, points, in_this_period, is_void, is_open in bonuses:
            where = period if in_this_period else PeriodFactory(code="2011-09")
            told = {"kind": kind, "points": points, "settled": not is_open, **void(is_void)}
            AdjustmentFactory(cadre=cadre, period=where, **told)

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
    silent=st.dictionaries(st.tuples(st.sampled_from(PLACES), st.sampled_from(MONTHS)), trouble, max_size=4),
    rules=st.lists(st.integers(100_000, 12_000_000), min_size=7, max_size=7),
    curves=st.lists(st.sampled_from(["proportional", "all_or_nothing"]), min_size=7, max_size=7),
    county_scheme=seldom,
)

"""The measures of reports, reviews and ballots: worked examples, and random records counted a second time."""

import datetime
from fractions import Fraction

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.gathering import posts_scored, window_of
from assessments.measures import people
from assessments.models import Poll
from assessments.tests import slow_people
from assessments.tests.factories import (
    PeriodFactory,
    PollFactory,
    PollResultFactory,
    ReportingDutyFactory,
    ReviewFactory,
    StudyReportFactory,
)
from assessments.tests.random_records import CLOSING, IN_TIME, LATE, OF_PEOPLE, flags, seldom, void
from assessments.tests.slow_people import NOTHING
from cadres.tests.factories import CadreFactory, PostFactory, cadre_at, place

pytestmark = pytest.mark.django_db
TOWNS = ("431226101", "431226102", "431228100")
MIDDLE = datetime.date(2011, 10, 16)


def measured(name, period):
    """What a measure says of each post: a fraction, None where it is missing, NOTHING where there is nothing."""
    window, found = window_of(period), {}
    posts = posts_scored(place("4312"), window)
    for post, numerator, denominator in getattr(people, name)(posts, window):
        if numerator is None:
            found[post] = None
        else:
            found[post] = Fraction(numerator, denominator) if denominator else NOTHING
    missing = NOTHING if name == "study_reports_on_time" else None
    return {post: found.get(post, missing) for post in posts.values_list("pk", flat=True)}


def of_one(name, period="2011-Q4"):
    [value] = measured(name, PeriodFactory(code=period)).values()
    return value


@pytest.fixture
def cadre(gaocun):
    return cadre_at(gaocun.code)


def asks(code="4312", **told):
    return ReportingDutyFactory(division=place(code), **{"valid_from": None, "valid_to": None, **told})


def report(cadre, month, day, **told):
    return StudyReportFactory(cadre=cadre, month=month, handed_in_on=datetime.date.fromisoformat(day), **told)


# Study reports


def test_two_of_three_reports_in_time_are_two_thirds(cadre):
    """Due five days after the month: October on the last day, November a day late, December early."""
    asks(days=5)
    report(cadre, "2011-10", "2011-11-05")
    report(cadre, "2011-11", "2011-12-06")
    report(cadre, "2011-12", "2011-12-30")
    assert of_one("study_reports_on_time") == Fraction(2, 3)


def test_without_a_duty_there_is_nothing_to_share(cadre):
    report(cadre, "2011-10", "2011-11-05")
    assert of_one("study_reports_on_time") == NOTHING
    asks(valid_from=datetime.date(2011, 12, 1))
    report(cadre, "2011-12", "2012-01-05")
    assert of_one("study_reports_on_time") == 1


def test_hours_of_study_change_nothing(cadre):
    asks()
    report(cadre, "2011-10", "2011-11-05", hours=200)
    assert of_one("study_reports_on_time") == Fraction(1, 3)


def test_the_month_of_a_transfer_is_due_where_it_ended(gaocun, jinhe):
    asks()
    cadre = CadreFactory()
    first = PostFactory(cadre=cadre, division=gaocun, valid_to=MIDDLE)
    second = PostFactory(cadre=cadre, division=jinhe, valid_from=MIDDLE)
    report(cadre, "2011-10", "2011-11-02", division=jinhe)
    october = PeriodFactory(code="2011-10")
    assert measured("study_reports_on_time", october) == {first.pk: NOTHING, second.pk: 1}


# Reviews


@pytest.mark.parametrize(
    ("grade", "per_cent"), [("good", 100), ("fairly_good", 85), ("fair", 60), ("poor", 0)]
)
def test_a_review_comes_to_its_grade(cadre, grade, per_cent):
    reviewer = ReviewFactory(cadre=cadre, grade=grade).superior
    values = measured("review_grade", PeriodFactory(code="2011-H2"))
    assert values[cadre.posts.get().pk] == Fraction(per_cent, 100)
    # The leader who reviewed was not reviewed: missing, and no zero.
    assert values[reviewer.posts.get().pk] is None


def review_of(cadre, day, grade, period, **told):
    told = {"held_on": datetime.date.fromisoformat(day), "period": PeriodFactory(code=period), **told}
    return ReviewFactory(cadre=cadre, grade=grade, **told)


def of_cadre(cadre, name, period):
    return measured(name, PeriodFactory(code=period))[cadre.posts.get().pk]


def test_the_review_of_the_half_year_that_ended_last_counts(cadre):
    """Good for the first half-year, fair for the second, of which nothing is said before it has ended."""
    review_of(cadre, "2011-05-01", "good", "2011-H1")
    review_of(cadre, "2011-12-20", "fair", "2011-H2")
    assert of_cadre(cadre, "review_grade", "2011-05") is None
    assert of_cadre(cadre, "review_grade", "2011-06") == 1
    assert of_cadre(cadre, "review_grade", "2011-11") == 1
    assert of_cadre(cadre, "review_grade", "2011-12") == Fraction(60, 100)
    assert of_cadre(cadre, "review_grade", "2012-06") is None


def test_a_review_held_in_january_is_of_the_half_year_that_it_is_about(cadre):
    review_of(cadre, "2012-01-10", "good", "2011-H2")
    assert of_cadre(cadre, "review_grade", "2011-H2") == 1
    assert of_cadre(cadre, "review_grade", "2011") == 1


def test_a_year_without_its_second_review_takes_the_first(cadre):
    review_of(cadre, "2011-06-25", "good", "2011-H1")
    assert of_cadre(cadre, "review_grade", "2011") == 1


# Ballots


def test_a_ballot_comes_to_the_mean_of_the_opinions_given(cadre):
    """20 × 100, 10 × 80, 4 × 60, 1 × 0 over 35 opinions; two without an opinion are left out: 3040 of 3500."""
    PollResultFactory(cadre=cadre, poll__held_on=datetime.date(2011, 12, 20))
    assert of_one("democratic_evaluation", "2011-H2") == Fraction(3040, 3500)
    assert of_one("satisfaction", "2011-H2") is None


def test_a_small_return_is_missing_and_does_not_hide_an_earlier_one(cadre):
    small = PollFactory(held_on=datetime.date(2011, 12, 1), handed_out=50, returned=45, valid=24)
    PollResultFactory(cadre=cadre, poll=small, very_satisfied=0, satisfied=0, fair=0, poor=5, no_opinion=0)
    assert small.is_small
    assert of_one("democratic_evaluation", "2011-H2") is None
    earlier = PollFactory(held_on=datetime.date(2011, 8, 1))
    PollResultFactory(cadre=cadre, poll=earlier, very_satisfied=10, satisfied=0, fair=0, poor=0)
    assert of_one("democratic_evaluation", "2011-H2") == 1


def test_a_ballot_of_more_than_twelve_months_before_is_missing(cadre):
    PollResultFactory(cadre=cadre, poll=PollFactory(held_on=datetime.date(2011, 7, 31)))
    assert of_one("democratic_evaluation", "2012-06") is not None
    assert of_one("democratic_evaluation", "2012-07") is None


def test_nobody_having_an_opinion_is_missing(cadre):
    none = dict.fromkeys(("very_satisfied", "satisfied", "fair", "poor"), 0)
    PollResultFactory(cadre=cadre, **none)
    assert of_one("democratic_evaluation", "2011-H2") is None


def test_a_measure_asks_as_much_for_many_as_for_one(gaocun):
    asks()
    period = PeriodFactory(code="2011-H2")
    counts = []
    for _ in range(2):
        StudyReportFactory()
        ReviewFactory()
        PollResultFactory()
        with CaptureQueriesContext(connection) as captured:
            for name in OF_PEOPLE:
                list(getattr(people, name)(posts_scored(place("4312"), window_of(period)), window_of(period)))
        counts.append(len(captured))
    assert counts[0] == counts[1]


# Random records

day = st.integers(0, 460).map(lambda number: datetime.date(2011, 1, 1) + datetime.timedelta(days=number))
edges = st.sampled_from(
    [datetime.date(2011, 7, 1), datetime.date(2011, 10, 31), datetime.date(2011, 11, 1), MIDDLE]
)
days = edges | day
counts = st.integers(0, 4)
duties = st.lists(
    st.tuples(st.sampled_from(["4312", "431226"]), st.integers(0, 40), st.none() | days, seldom), max_size=4
)
reports = st.lists(
    st.tuples(st.integers(1, 12), days, seldom, seldom), max_size=8, unique_by=lambda report: report[0]
)
reviews = st.lists(
    st.tuples(days, st.sampled_from(sorted(people.GRADES)), seldom, seldom),
    max_size=3,
    unique_by=lambda r: r[0],
)
polls = st.lists(
    st.tuples(
        st.sampled_from(Poll.Kind.values), days, st.sampled_from([9, 10, 24, 25]), counts, counts, counts, counts,
        seldom, seldom, seldom,
    ),
    max_size=4,
    unique_by=lambda poll: poll[:2],
)  # fmt: skip
cadres = st.tuples(st.lists(days, max_size=2, unique=True), flags, reports, reviews, polls)


def write(cadre_values, leaders):
    """One cadre with posts one after the other, and what is recorded of those days."""
    cuts, open_end, own_reports, own_reviews, own_polls = cadre_values
    cadre = CadreFactory()
    cuts = [None, *sorted(cuts), None if open_end else datetime.date(2012, 2, 1)]
    held = []
    for first, after, code in zip(cuts, cuts[1:], TOWNS, strict=False):
        if first is None or after is None or first < after:
            held.append(PostFactory(cadre=cadre, division=place(code), valid_from=first, valid_to=after))
    for month, on, is_void, is_late in own_reports:
        write_report(cadre, held, f"2011-{month:02d}", on, is_void, is_late)
    for on, grade, is_void, is_late in own_reviews:
        write_review(cadre, held, leaders, on, grade, is_void, is_late)
    for poll in own_polls:
        write_poll(cadre, held, *poll)


def recorded(is_late):
    return {"recorded_at": LATE if is_late else IN_TIME}


def write_report(cadre, held, month, on, is_void, is_late):
    first = datetime.date.fromisoformat(f"{month}-01")
    in_month = [first + datetime.timedelta(days=n) for n in range(31)]
    posts = [post for one in in_month for post in held if f"{one:%Y-%m}" == month and post.holds_on(one)]
    on = max(min(on, IN_TIME.date()), first)
    if posts:
        StudyReportFactory(
            cadre=cadre, division=posts[-1].division, month=month, handed_in_on=on, **void(is_void), **recorded(is_late)
        )  # fmt: skip


def write_review(cadre, held, leaders, on, grade, is_void, is_late):
    """Held in the half-year or in the first days after it."""
    on = min(on, IN_TIME.date())
    about = on - datetime.timedelta(days=20)
    period = PeriodFactory(code=f"{about.year}-H{1 + about.month // 7}")
    if any(not r.is_void for r in cadre.reviews.filter(period=period)) and not is_void:
        return
    for post in held:
        if post.holds_on(on) and period.starts_on <= on:
            ReviewFactory(
                cadre=cadre, division=post.division, superior=leaders[post.division.code], held_on=on, grade=grade,
                period=period, **void(is_void), **recorded(is_late),
            )  # fmt: skip


def write_poll(cadre, held, kind, on, valid, *values):
    *counted, is_void, poll_late, result_late = values
    on = min(on, IN_TIME.date())
    period = PeriodFactory(code=f"{on.year}")
    for post in held:
        if not post.holds_on(on):
            continue
        there = Poll.objects.filter(kind=kind, division=post.division, held_on=on, voided_at=None).first()
        told = {"period": period, "valid": valid, **void(is_void), **recorded(poll_late)}
        poll = there or PollFactory(kind=kind, division=post.division, held_on=on, **told)
        names = ("very_satisfied", "satisfied", "fair", "poor")
        papers = dict(zip(names, counted, strict=True)) | {"no_opinion": 1}
        if sum(papers.values()) <= poll.valid and not poll.results.filter(cadre=cadre).exists():
            PollResultFactory(poll=poll, cadre=cadre, **papers, **recorded(result_late))


def write_duties(drawn):
    """Duties that do not overlap: each begins where the former one of its division ends."""
    last = {}
    for code, allowed, start, is_void in drawn:
        if code not in last or (start and last[code] < start):
            end = None if start is None else start + datetime.timedelta(days=90)
            asks(code, days=allowed, valid_from=start, valid_to=end, **void(is_void))
            last[code] = end or datetime.date.max


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    code=st.sampled_from(["2011-10", "2011-11", "2011-Q4", "2011-H2", "2011", "2012-02"]),
    closed=flags,
    duties=duties,
    cadres=st.lists(cadres, min_size=1, max_size=3),
)
def test_fast_and_slow_measures_agree_on_random_records(code, closed, duties, cadres):
    with transaction.atomic():
        period = PeriodFactory(code=code, closed_from=CLOSING if closed else None)
        leaders = {town: cadre_at(town, post_class="leader") for town in TOWNS}
        write_duties(duties)
        for one in cadres:
            write(one, leaders)
        posts = posts_scored(place("4312"), window_of(period))
        for name in OF_PEOPLE:
            slow = {post.pk: getattr(slow_people, name)(post, period) for post in posts}
            assert measured(name, period) == slow, name
        transaction.set_rollback(True)

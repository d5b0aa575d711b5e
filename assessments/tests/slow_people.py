"""The measures of `assessments.measures.people` a second time: slow and obvious, day by day, in plain loops.

It shares nothing with the fast ones but the models: it reads every row of every table and does the rest itself. A value
is a fraction, None where it is missing, and NOTHING where there is nothing to share.
"""

import calendar
import datetime
from fractions import Fraction

from assessments.models import PollResult, ReportingDuty, Review, StudyReport
from assessments.tests.slow_scorer import every_day, in_time
from cadres.models import Post

NOTHING = "nothing"
GOODNESS = {"good": 100, "fairly_good": 85, "fair": 60, "poor": 0}


def days_in_post(post, period):
    return [day for day in every_day(period) if post.holds_on(day)]


def months_later(day, months):
    """The day so many months later, or the last one of a shorter month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def still_stands(day, period, months):
    """Whether a day lies in the period, or so many months before its end at most."""
    return day < period.ends_on and (day >= period.starts_on or months_later(day, months) >= period.ends_on)


def just_ended(half, period):
    """Whether a half-year ended by the end of the period: in it, or less than six months before its end."""
    last_day = half.ends_on - datetime.timedelta(days=1)
    return half.ends_on <= period.ends_on and (
        last_day >= period.starts_on or months_later(half.ends_on, 6) > period.ends_on
    )


def days_asked(post, last_day_of_month):
    """Until how many days after the month the nearest superior wants the report; None: nobody does."""
    asking = [
        duty
        for duty in ReportingDuty.objects.all()
        if duty.kind == "study_report"
        and duty.holds_on(last_day_of_month)
        and post.division.code.startswith(duty.division.code)
    ]
    counties = [duty for duty in asking if duty.division.level == "county"]
    return next((duty.days for duty in counties + asking), None)


def study_reports_on_time(post, period):
    due = came = 0
    own = [p for p in Post.objects.filter(cadre=post.cadre) if p.main and not p.is_void]
    months = {f"{day:%Y-%m}": day.replace(day=1) for day in every_day(period)}
    for code, first in months.items():
        length = calendar.monthrange(first.year, first.month)[1]
        days = [first + datetime.timedelta(days=number) for number in range(length)]
        in_post = [day for day in days if any(p.holds_on(day) for p in own)]
        asked = days_asked(post, days[-1])
        if asked is None or not in_post or not post.holds_on(in_post[-1]):
            continue
        due += 1
        last = days[-1] + datetime.timedelta(days=asked)
        came += any(
            report.cadre_id == post.cadre_id
            and report.month == code
            and report.handed_in_on <= last
            and not report.is_void
            and in_time(report, period)
            for report in StudyReport.objects.all()
        )
    return Fraction(came, due) if due else NOTHING


def review_grade(post, period):
    found = [
        review
        for review in Review.objects.all()
        if review.cadre_id == post.cadre_id
        and just_ended(review.period, period)
        and not review.is_void
        and in_time(review, period)
    ]
    latest = max(found, key=lambda review: (review.period.ends_on, review.pk), default=None)
    return None if latest is None else Fraction(GOODNESS[latest.grade], 100)


def said(kind, post, period):
    last = days_in_post(post, period)[-1]
    latest = None
    for result in PollResult.objects.select_related("poll"):
        poll = result.poll
        opinions = [100] * result.very_satisfied + [80] * result.satisfied + [60] * result.fair
        opinions += [0] * result.poor
        if (
            poll.kind != kind
            or result.cadre_id != post.cadre_id
            or poll.is_void
            or poll.valid < 10
            or poll.valid < poll.handed_out / 2
            or not opinions
            or poll.held_on > last
            or not still_stands(poll.held_on, period, 12)
            or not (in_time(poll, period) and in_time(result, period))
        ):
            continue
        if latest is None or (poll.held_on, result.pk) > latest[0]:
            latest = (poll.held_on, result.pk), Fraction(sum(opinions), 100 * len(opinions))
    return None if latest is None else latest[1]


def democratic_evaluation(post, period):
    return said("democratic", post, period)


def satisfaction(post, period):
    return said("satisfaction", post, period)

"""How long a notice lasts at least."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.notice_days import earliest_end

MONDAY = datetime.date(2011, 11, 7)


@pytest.mark.parametrize(
    ("announced", "working", "over"),
    [
        # Monday; Tuesday to Friday are four days, Monday the fifth: over on Tuesday.
        (MONDAY, True, "2011-11-15"),
        # Friday: Monday to Friday, over on Saturday.
        (datetime.date(2011, 11, 4), True, "2011-11-12"),
        # Saturday: likewise.
        (datetime.date(2011, 11, 5), True, "2011-11-12"),
        (MONDAY, False, "2011-11-13"),
    ],
)
def test_five_days_are_counted_after_the_day_of_the_announcement(settings, announced, working, over):
    settings.NOTICE_WORKING_DAYS = working
    assert earliest_end(announced).isoformat() == over


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 1, 1)))
@settings(max_examples=50)
def test_exactly_five_whole_working_days_lie_between(announced):
    over = earliest_end(announced)
    between = [announced + datetime.timedelta(days=n) for n in range(1, (over - announced).days)]
    assert sum(day.isoweekday() <= 5 for day in between) == 5
    assert between[-1].isoweekday() <= 5

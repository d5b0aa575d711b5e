"""The list of measures: each is defined in words, named in Chinese, explained on the page and counted twice."""

import datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings

from assessments.gathering import posts_scored, window_of
from assessments.measures import Kind, Window, registered
from assessments.measures.window import thirds
from assessments.tests.page import table
from assessments.tests.random_records import OF_PEOPLE, records
from assessments.tests.slow_measures import GROWING, PURPOSES, SlowMeasures, every_day
from cadres.models import Post

D = datetime.date
EVERY = pytest.mark.parametrize("measure", registered().values(), ids=lambda measure: measure.key)
PAGE = {
    row["measure"].strip("`"): row
    for row in table("measure", "中文", "what it is", "unit", "grows with the months")
}


@EVERY
def test_a_measure_is_named_in_chinese(measure):
    with override("zh-hans"):
        assert not {str(measure.name), str(measure.unit)} & {"", *in_english(measure)}


def in_english(measure):
    with override("en"):
        return {str(measure.name), str(measure.unit)}


@EVERY
def test_a_measure_says_what_it_is_in_what_unit_and_from_which_records(measure):
    definition = " ".join(measure.count.__doc__.split())
    assert "Unit: " in definition
    assert "Source: " in definition or "Sources: " in definition


@EVERY
def test_a_definition_says_whether_the_measure_grows_with_the_months_and_when_it_is_not_applicable(measure):
    definition = " ".join(measure.count.__doc__.split())
    assert ("Grows with the months in post." in definition) == measure.scales
    assert ("not applicable" in definition) == (measure.when_nothing == "not_applicable")


@EVERY
def test_the_page_lists_a_measure_under_its_name_and_unit(measure):
    row = PAGE[measure.key]
    with override("zh-hans"):
        assert row["中文"] == str(measure.name)
    with override("en"):
        assert row["unit"] == str(measure.unit)
    assert row["grows with the months"] == ("yes" if measure.scales else "no")


def test_the_page_lists_no_measure_that_is_not_there():
    assert PAGE.keys() == registered().keys()


@EVERY
def test_a_measure_is_counted_a_second_time(measure):
    """Those of what others say of a cadre are compared in `test_people_measures.py`."""
    assert measure.key in (*PURPOSES, *OF_PEOPLE) or hasattr(SlowMeasures, measure.key)
    assert (measure.key in GROWING) == measure.scales


@EVERY
def test_only_a_share_can_have_nothing_to_share(measure):
    assert measure.when_nothing == "zero" or measure.kind is Kind.SHARE


@EVERY
@pytest.mark.django_db
def test_a_measure_asks_one_question(measure):
    with CaptureQueriesContext(connection) as asked:
        list(measure.count(Post.objects.main_assessed(), Window(D(2011, 1, 1), D(2012, 1, 1))))
    assert len(asked) == 1


def test_the_last_third_of_a_month_reaches_to_its_end():
    assert thirds((D(2011, 10, 1), D(2011, 11, 1))) == [
        (D(2011, 10, 1), D(2011, 10, 11)),
        (D(2011, 10, 11), D(2011, 10, 21)),
        (D(2011, 10, 21), D(2011, 11, 1)),
    ]


def test_thirds_are_cut_where_the_month_is():
    assert thirds((D(2011, 10, 15), D(2011, 10, 21))) == [(D(2011, 10, 15), D(2011, 10, 21))]


def fast(measure, posts, window):
    """(numerator, denominator) of each post."""
    rows = {post: (*values, 1)[:2] for post, *values in measure.count(posts, window)}
    return {post.pk: rows.get(post.pk, measure.nothing) for post in posts}


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(records=records)
def test_each_measure_is_what_the_slow_one_counts_on_random_records(records):
    with transaction.atomic():
        division, period, _ = records.write()
        window = window_of(period)
        posts, slow = posts_scored(division, window), SlowMeasures(period)
        days = {post.pk: [day for day in every_day(period) if post.holds_on(day)] for post in posts}
        for key, measure in registered().items():
            if key in OF_PEOPLE:
                continue
            counted = {post.pk: slow.value(key, post, days[post.pk]) for post in posts}
            assert {key: fast(measure, posts, window)} == {key: counted}
        transaction.set_rollback(True)

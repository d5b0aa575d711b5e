"""Counted ballots: the papers add up, nobody is chosen by the crowd, a small return does not count."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from assessments.actions import record_poll
from assessments.models import Poll, PollResult
from assessments.tests.factories import PeriodFactory, PollFactory, PollResultFactory
from cadres.tests.factories import cadre_at
from config.tests.pages import sent_by
from config.tests.test_registry import page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("handed_out", "valid", "small"),
    [(10, 10, False), (20, 10, False), (21, 10, True), (10, 9, True), (100, 50, False), (101, 50, True)],
)
def test_a_return_of_fewer_than_ten_or_less_than_half_is_small(gaocun, handed_out, valid, small):
    poll = PollFactory(list_size=200, handed_out=handed_out, returned=valid, valid=valid)
    assert poll.is_small is small
    assert Poll.objects.that_count().exists() is not small


@pytest.mark.parametrize(
    "wrong",
    [
        {"valid": 46},
        {"returned": 51},
        {"handed_out": 61},
        {"seed": ""},
        {"sampling": "all"},
        {"by_residents": False},
        {"held_on": datetime.date(2011, 6, 30)},
        {"held_on": datetime.date(2099, 1, 1)},
    ],
    ids=str,
)
def test_papers_that_do_not_add_up_are_refused_by_form_and_database(gaocun, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        PollFactory(**wrong)
    poll = PollFactory.build(division=gaocun, period=PeriodFactory(code="2011-H2"), **wrong)
    with pytest.raises(ValidationError):
        record_poll(poll=poll, by=None)


def test_whoever_asked_everybody_needs_no_seed(gaocun):
    assert PollFactory(sampling="all", seed="", list_size=50)


def test_a_result_counts_no_more_papers_than_are_valid(gaocun):
    poll = PollFactory(valid=40)
    with pytest.raises(IntegrityError), transaction.atomic():
        PollResultFactory(poll=poll, very_satisfied=38, satisfied=0, fair=0, poor=2, no_opinion=1)
    PollResultFactory(poll=poll, very_satisfied=38, satisfied=0, fair=0, poor=2, no_opinion=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Poll.objects.update(valid=39)


def test_a_result_is_of_somebody_who_served_there_on_the_day(gaocun, jinhe):
    poll = PollFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        PollResultFactory(poll=poll, cadre=cadre_at(jinhe.code))
    with pytest.raises(ValidationError):
        record_poll(
            poll=PollFactory.build(division=gaocun, period=poll.period, held_on=datetime.date(2011, 9, 9)),
            results=[PollResult(cadre=cadre_at(jinhe.code), fair=3)],
            by=None,
        )
    assert Poll.objects.count() == 1


@pytest.fixture
def office(signed_in, township_clerk):
    return signed_in(township_clerk)


def test_a_new_poll_leads_on_to_a_row_for_each_cadre_of_the_place(office, gaocun, jinhe):
    cadres = {cadre_at(gaocun.code).pk, cadre_at(gaocun.code).pk}
    cadre_at(jinhe.code)
    made = PollFactory()
    sent = sent_by(office.get(page(Poll, "change", made.pk)))
    Poll.objects.all()._raw_delete("default")
    answer = office.post(page(Poll, "add"), {name: v for name, v in sent.items() if name != "_seen"})
    poll = Poll.objects.get()
    assert answer.url == page(Poll, "change", poll.pk)
    rows = sent_by(office.get(answer.url))
    assert {int(rows[f"results-{number}-cadre"][0]) for number in range(2)} == cadres


def test_rows_with_counts_are_results_and_rows_without_are_none(office, gaocun):
    counted, left_out = cadre_at(gaocun.code, name="甲"), cadre_at(gaocun.code, name="乙")
    poll = PollFactory(division=gaocun)
    address = page(Poll, "change", poll.pk)
    sent = sent_by(office.get(address))
    [row] = [name for name, value in sent.items() if name.endswith("-cadre") and value == [str(counted.pk)]]
    sent |= {row.replace("cadre", "very_satisfied"): "30", row.replace("cadre", "poor"): "2"}
    assert office.post(address, sent).status_code == 302
    result = PollResult.objects.get()
    assert (result.cadre, result.very_satisfied, result.poor) == (counted, 30, 2)
    again = sent_by(office.get(address))
    assert [v for name, v in again.items() if name.endswith("-cadre")] == [[str(left_out.pk)]]
    # What stands is not written again with the page.
    assert office.post(address, again).status_code == 302
    assert PollResult.objects.count() == 1


def test_a_row_is_of_whom_it_named_even_if_somebody_else_has_entered_another_meanwhile(office, gaocun):
    first, second = cadre_at(gaocun.code, name="丁"), cadre_at(gaocun.code, name="戊")
    poll = PollFactory(division=gaocun)
    address = page(Poll, "change", poll.pk)
    sent = sent_by(office.get(address))
    PollResultFactory(poll=poll, cadre=first)
    [row] = [name for name, value in sent.items() if name.endswith("-cadre") and value == [str(second.pk)]]
    told = office.post(address, sent | {row.replace("cadre", "fair"): "41"})
    assert told.status_code == 200 and "41" in str(told.context["errors"])
    assert office.post(address, sent | {row.replace("cadre", "fair"): "4"}).status_code == 302
    assert PollResult.objects.get(cadre=second).fair == 4


def test_a_void_poll_takes_no_results(office, gaocun):
    cadre_at(gaocun.code)
    poll = PollFactory(
        division=gaocun, voided_at=datetime.datetime(2012, 1, 1, tzinfo=datetime.UTC), void_reason="误录"
    )
    assert "results-0-cadre" not in sent_by(office.get(page(Poll, "change", poll.pk)))


def test_who_may_only_read_is_shown_no_rows_to_fill_in(signed_in, approver, gaocun):
    cadre_at(gaocun.code)
    poll = PollResultFactory().poll
    assert (
        'name="results-1-cadre"'
        not in signed_in(approver).get(page(Poll, "change", poll.pk)).content.decode()
    )

"""What a job's function sees, may and must do."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cadres.models import Assignment, Role
from cadres.tests.factories import clerk
from config.jobs import claims
from config.jobs.actions import enqueue
from config.jobs.inline import work_inline
from config.jobs.models import Job
from config.jobs.registry import job
from config.jobs.running import Cancelled, Exchange, Lost, Running
from config.jobs.tests.sample import jobs as sample
from config.journal.models import Entry
from config.tests.factories import JobFactory


def effects():
    return Entry.objects.filter(verb="sample").count()


def carried_out(name, by=None):
    """The job after everything that waits has been carried out."""
    asked = enqueue(name=name, arguments={}, by=by)
    work_inline()
    asked.refresh_from_db()
    return asked


@pytest.fixture
def running(db):
    """A job that a worker has taken, as its function sees it."""
    JobFactory(name="sample.good")
    held = claims.claim("a")
    return Running(held, Job.objects.get(), Exchange())


@pytest.mark.parametrize("name", ["sample.good", "sample.silent"])
def test_work_is_done_once(db, name):
    done = carried_out(name)
    assert (done.state, done.attempts, done.progress_percent) == ("done", 1, 100)
    assert effects() == 1


@pytest.mark.parametrize(
    ("name", "problem", "sentence"),
    [
        ("sample.refused", "refused", "这张表已经导入。"),
        ("sample.faulty", "error", "程序出错而停止，错误已记入服务器日志。"),
    ],
)
def test_work_that_fails_says_why_in_a_sentence_and_is_not_repeated(db, name, problem, sentence):
    job = carried_out(name)
    assert (job.state, job.problem, job.sentence, job.attempts) == ("failed", problem, sentence, 1)


def test_what_an_error_names_is_not_kept_on_the_job(db):
    job = carried_out("sample.faulty")
    assert "张建国" not in "".join(
        str(value) for value in Job.objects.filter(pk=job.pk).values().get().values()
    )


def test_work_that_found_the_database_locked_is_repeated_later(db):
    job = carried_out("sample.locked_out")
    assert (job.state, job.attempts) == ("waiting", 1)
    assert job.not_before > timezone.now()


def test_work_that_the_program_does_not_know_any_more_has_failed(db):
    job = JobFactory(name="of.another.version")
    work_inline()
    job.refresh_from_db()
    assert (job.state, job.problem) == ("failed", "unknown")


def test_work_that_nobody_does_cannot_be_asked_for(db):
    with pytest.raises(LookupError):
        enqueue(name="nobody.does", arguments={}, by=None)


def test_two_functions_cannot_be_the_same_work():
    with pytest.raises(ValueError):
        job("sample.good", title="another")(sample.silent)


def test_a_job_is_asked_for_only_if_the_transaction_around_it_holds(db):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue(name="sample.good", arguments={}, by=None)
        raise ZeroDivisionError
    assert not Job.objects.exists()


def test_a_job_acts_with_the_rights_of_its_account(township_clerk):
    assert carried_out("sample.needs_rights", by=township_clerk).state == "done"


def test_rights_withdrawn_between_asking_and_running_are_gone(township_clerk, gaocun):
    asked = enqueue(name="sample.needs_rights", arguments={}, by=township_clerk)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Assignment.objects.filter(staff=township_clerk).update(role=Role.INSPECTOR, valid_from=yesterday)
    work_inline()
    asked.refresh_from_db()
    assert (asked.state, asked.problem) == ("failed", "not_allowed")
    assert effects() == 0


@pytest.mark.parametrize("name", ["sample.good", "sample.needs_rights"])
def test_an_account_without_any_place_left_is_refused(township_clerk, name):
    asked = enqueue(name=name, arguments={}, by=township_clerk)
    Assignment.objects.filter(staff=township_clerk).update(voided_at=timezone.now())
    work_inline()
    asked.refresh_from_db()
    assert (asked.state, asked.problem) == ("failed", "not_allowed")
    assert effects() == 0


def test_a_disabled_account_is_refused(city):
    staff = clerk(Role.CITY_EDITOR, "4312")
    asked = enqueue(name="sample.good", arguments={}, by=staff)
    staff.is_active = False
    staff.save()
    work_inline()
    asked.refresh_from_db()
    assert (asked.state, asked.problem) == ("failed", "not_allowed")
    assert effects() == 0


def test_whoever_lost_the_job_leaves_no_effect(running):
    Job.objects.update(attempts=2, worker="b")
    with pytest.raises(Lost):
        sample.good(running)
    assert effects() == 0


def test_an_effect_that_fails_leaves_the_job_running(running):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        running.finish()
        raise ZeroDivisionError
    assert Job.objects.get().state == "running"


@pytest.mark.django_db(transaction=True)
def test_a_job_cannot_be_finished_apart_from_its_effect():
    JobFactory(name="sample.good")
    held = claims.claim("a")
    with pytest.raises(RuntimeError):
        Running(held, Job.objects.get(), Exchange()).finish()


def test_telling_stops_a_job_that_is_to_be_cancelled():
    exchange = Exchange()
    exchange.cancelled.set()
    with pytest.raises(Cancelled):
        Running(claims.Claim(1, "a", 1), Job(), exchange).tell(1, 2)


numbers = st.integers(0, 1000)


@given(st.lists(st.tuples(numbers, numbers)))
def test_progress_never_moves_back_and_never_beyond_the_end(told):
    exchange = Exchange()
    running = Running(claims.Claim(1, "a", 1), Job(), exchange)
    before = 0.0
    for done, total in told:
        running.tell(done, total)
        now, of = exchange.progress
        assert 0 <= now <= of
        share = now / of if of else 0.0
        assert share >= before
        before = share

"""One attempt of a job belongs to one worker, and to nobody else."""

import datetime
import threading

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from config.jobs import claims
from config.jobs.actions import cancel
from config.jobs.claims import Ending, Outcome
from config.jobs.models import Job
from config.tests.factories import JobFactory

DONE = Outcome(Ending.DONE)
CRASHED = Outcome(Ending.AGAIN, "crashed")


def in_other_connections(work, count):
    """Runs work(number) in so many threads at once, each with a connection of its own."""

    def run(number):
        try:
            work(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def lose_the_lease(job):
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - datetime.timedelta(seconds=1))


@pytest.fixture
def job(db):
    return JobFactory()


def test_the_oldest_job_is_taken_first(db):
    first, second = JobFactory(), JobFactory()
    assert [claims.claim("a").job_id, claims.claim("a").job_id] == [first.pk, second.pk]
    assert claims.claim("a") is None


def test_what_runs_elsewhere_is_left_alone(job):
    claims.claim("a")
    assert claims.claim("b") is None


def test_what_is_to_wait_waits(db):
    JobFactory(not_before=timezone.now() + datetime.timedelta(minutes=1))
    assert claims.claim("a") is None


def test_a_job_whose_worker_gives_no_sign_is_taken_again_and_counted(job):
    claims.claim("a")
    lose_the_lease(job)
    held = claims.claim("b")
    job.refresh_from_db()
    assert (job.worker, job.attempts, held.attempt) == ("b", 2, 2)


def test_whoever_lost_a_job_can_neither_keep_nor_end_it(job):
    lost = claims.claim("a")
    lose_the_lease(job)
    held = claims.claim("b")
    assert not claims.keep(lost, 1, 2)
    assert not claims.settle(lost, DONE)
    assert not claims.give_back(lost)
    assert claims.keep(held, 1, 2)
    assert claims.settle(held, DONE)


def test_the_same_worker_cannot_end_an_earlier_attempt_of_its_own(job):
    earlier = claims.claim("a")
    lose_the_lease(job)
    claims.claim("a")
    assert not claims.settle(earlier, DONE)


def test_after_the_last_attempt_a_job_without_a_worker_has_failed(db):
    job = JobFactory(max_attempts=2)
    for worker in "ab":
        assert claims.claim(worker)
        lose_the_lease(job)
    assert claims.claim("c") is None
    job.refresh_from_db()
    assert (job.state, job.problem, job.attempts) == ("failed", "crashed", 2)


def test_an_interrupted_attempt_is_repeated_later_until_there_have_been_enough(db):
    job = JobFactory(max_attempts=2)
    claims.settle(claims.claim("a"), CRASHED)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.problem) == ("waiting", 1, "")
    assert job.not_before > timezone.now()
    Job.objects.update(not_before=timezone.now())
    claims.settle(claims.claim("a"), CRASHED)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.problem) == ("failed", 2, "crashed")


def test_a_job_given_back_has_not_been_tried(job):
    claims.give_back(claims.claim("a"))
    job.refresh_from_db()
    assert (job.state, job.attempts, job.worker) == ("waiting", 0, "")


def test_a_job_to_be_cancelled_whose_worker_is_lost_does_not_run_again(job):
    claims.claim("a")
    cancel(job=job, by=None)
    lose_the_lease(job)
    assert claims.claim("b") is None
    job.refresh_from_db()
    assert job.state == "cancelled"


def test_another_attempt_begins_its_progress_anew(job):
    claims.keep(claims.claim("a"), 5, 10)
    job.refresh_from_db()
    assert job.progress_percent == 50
    lose_the_lease(job)
    claims.claim("b")
    job.refresh_from_db()
    assert job.progress_percent is None


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_never_take_the_same_job():
    jobs = JobFactory.create_batch(20)
    taken = []

    def take_all(number):
        while held := claims.claim(f"worker {number}"):
            taken.append(held.job_id)

    in_other_connections(take_all, 4)
    # Somebody who finds every row locked by others goes away, and comes again.
    take_all(5)
    assert sorted(taken) == [job.pk for job in jobs]


@pytest.mark.django_db(transaction=True)
def test_a_sign_of_life_does_not_wait_for_whoever_holds_the_database():
    job = JobFactory()
    held = claims.claim("a")
    refused = []

    def keep(number):
        with pytest.raises(OperationalError):
            claims.keep(held, 1, 2)
        refused.append(number)

    with transaction.atomic():
        Job.objects.select_for_update().get(pk=job.pk)
        Job.objects.filter(pk=job.pk).update(message="")
        in_other_connections(keep, 1)
    assert refused == [0]
    assert claims.keep(held, 1, 2)

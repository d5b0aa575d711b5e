"""Asking for work, giving it up, asking once more, forgetting it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from config.jobs import claims
from config.jobs.actions import KEPT, cancel, prune, run_again
from config.jobs.claims import Ending, Outcome
from config.jobs.models import Job, Worker, worker_alive
from config.jobs.tests.sample import jobs as sample  # noqa: F401
from config.journal.models import Entry
from config.tests.factories import JobFactory, WorkerFactory

NOW = timezone.now()
RUNNING = {"state": "running", "worker": "a", "attempts": 1, "started_at": NOW, "lease_until": NOW}
DONE = {"state": "done", "attempts": 1, "started_at": NOW, "finished_at": NOW}
FAILED = {**DONE, "state": "failed", "problem": "error"}


def test_what_waits_is_given_up_at_once(township_clerk):
    job = cancel(job=JobFactory(), by=township_clerk)
    assert job.state == "cancelled"
    assert claims.claim("a") is None


def test_what_runs_is_asked_to_stop(db):
    job = JobFactory()
    held = claims.claim("a")
    assert not claims.is_to_be_cancelled(held)
    assert cancel(job=job, by=None).state == "running"
    assert claims.is_to_be_cancelled(held)


def test_giving_up_is_in_the_journal(township_clerk):
    job = cancel(job=JobFactory(), by=township_clerk)
    entry = Entry.objects.get()
    assert (entry.verb, entry.model, entry.object_id, entry.by) == (
        "cancel",
        "jobs.job",
        job.pk,
        township_clerk,
    )


@pytest.mark.parametrize("values", [DONE, FAILED], ids=["done", "failed"])
def test_what_is_over_cannot_be_given_up(db, values):
    with pytest.raises(ValidationError):
        cancel(job=JobFactory(**values), by=None)


def test_a_failed_job_is_run_again_on_behalf_of_whoever_asks_now(township_clerk, county_editor):
    failed = JobFactory(name="sample.good", arguments={"batch": 7}, by=township_clerk, **FAILED)
    job = run_again(job=failed, by=county_editor)
    assert (job.state, job.by, job.arguments, job.attempts) == ("waiting", county_editor, {"batch": 7}, 0)
    failed.refresh_from_db()
    assert failed.state == "failed"


@pytest.mark.parametrize("values", [{}, RUNNING, DONE], ids=["waiting", "running", "done"])
def test_only_what_failed_can_be_run_again(db, values):
    with pytest.raises(ValidationError):
        run_again(job=JobFactory(name="sample.good", **values), by=None)


def test_what_is_not_known_any_more_cannot_be_run_again(db):
    with pytest.raises(ValidationError):
        run_again(job=JobFactory(name="of.another.version", **FAILED), by=None)


def test_what_has_been_over_for_a_month_is_forgotten(db):
    long_ago = NOW - KEPT - datetime.timedelta(minutes=1)
    JobFactory(**{**DONE, "finished_at": long_ago})
    kept = [
        JobFactory(**DONE),
        JobFactory(created_at=long_ago),
        JobFactory(**{**RUNNING, "started_at": long_ago}),
    ]
    assert prune() == 1
    assert set(Job.objects.all()) == set(kept)


def test_a_worker_is_alive_as_long_as_it_gives_signs(db):
    assert not worker_alive()
    claims.give_sign("a")
    assert worker_alive()
    Worker.objects.update(seen_at=NOW - datetime.timedelta(minutes=2))
    assert not worker_alive()
    claims.give_sign("a")
    assert Worker.objects.count() == 1
    claims.take_leave("a")
    assert not worker_alive()


def test_signs_of_workers_long_gone_are_forgotten(db):
    WorkerFactory(seen_at=NOW - datetime.timedelta(days=2))
    prune()
    assert not Worker.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"finished_at": NOW},
        {"started_at": NOW},
        {"problem": "error"},
        {"message": "why"},
        {"lease_until": NOW},
        {"attempts": 4},
        {"max_attempts": 0},
        {"progress_done": 2, "progress_total": 1},
        {**RUNNING, "worker": ""},
        {**RUNNING, "lease_until": None},
        {**RUNNING, "started_at": None},
        {**RUNNING, "attempts": 0},
        {**DONE, "finished_at": None},
        {**DONE, "lease_until": NOW},
        {**FAILED, "problem": ""},
        {"state": "cancelled"},
    ],
    ids=lambda values: " ".join(
        f"{name} is set" if isinstance(value, datetime.datetime) else f"{name}={value}"
        for name, value in values.items()
    ),
)
def test_the_database_refuses_a_job_that_contradicts_itself(db, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        JobFactory(**values)


@pytest.mark.parametrize("ending", [Ending.DONE, Ending.CANCELLED])
def test_the_database_keeps_what_is_over_as_it_is(db, ending):
    job = JobFactory()
    claims.settle(claims.claim("a"), Outcome(ending))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE jobs_job SET state = 'waiting', started_at = NULL, finished_at = NULL WHERE id = %s",
            [job.pk],
        )


@pytest.mark.parametrize(
    ("values", "percent"),
    [
        ({}, None),
        ({**RUNNING, "progress_done": 1, "progress_total": 3}, 33),
        ({**RUNNING, "progress_done": 3, "progress_total": 3}, 99),
        (DONE, 100),
    ],
)
def test_progress_is_a_share_of_a_hundred_and_full_only_at_the_end(values, percent):
    assert Job(**values).progress_percent == percent

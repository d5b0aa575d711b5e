"""Workers and their processes, on a database that they really share."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings as site
from django.db import OperationalError, connection

from config.jobs import claims, worker
from config.jobs.actions import enqueue
from config.jobs.models import Job
from config.jobs.models import Worker as Sign
from config.jobs.tests.sample import jobs as sample  # noqa: F401
from config.jobs.worker import Shift
from config.journal.models import Entry

PATIENCE = 60
MANAGE = [sys.executable, "manage.py"]


@pytest.fixture(autouse=True)
def shared_database(transactional_db, monkeypatch, settings):
    """Processes that are started see the database of the test, and the same short times."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.jobs.tests.settings")
    monkeypatch.setenv("YIJI_TEST_DATABASE", str(connection.settings_dict["NAME"]))
    settings.JOB_TIMING = {"lease": 1, "beat": 0.2, "poll": 0.05, "retry": 0, "grace": 0.2}


def wait_until(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "It did not happen."
        time.sleep(0.02)


def is_alive(pid):
    """Whether a process runs; one that has ended and waits to be noticed does not."""
    status = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout
    return status.strip()[:1] not in ("", "Z")


def effects():
    return Entry.objects.filter(verb="sample").count()


@pytest.fixture
def stuck(tmp_path):
    """A job that is stuck in the middle of its effect the first time, and the file with its process's number."""
    note = tmp_path / "note"
    return enqueue(name="sample.stuck_once", arguments={"note": str(note)}, by=None), note


def test_a_worker_killed_in_the_middle_of_a_job_leaves_no_orphan_and_the_job_has_one_effect(stuck):
    job, note = stuck
    first = subprocess.Popen([*MANAGE, "work"], cwd=site.BASE_DIR)
    wait_until(lambda: note.exists() and note.read_text())
    orphan = int(note.read_text())
    first.send_signal(signal.SIGKILL)
    first.wait()
    wait_until(lambda: not is_alive(orphan))
    wait_until(lambda: Shift().work(once=True))
    job.refresh_from_db()
    assert (job.state, job.attempts, effects()) == ("done", 2, 1)


def test_a_job_that_kills_its_process_is_not_tried_for_ever_and_does_not_take_the_worker_along():
    poison = enqueue(name="sample.poison", arguments={}, by=None, max_attempts=2)
    good = enqueue(name="sample.good", arguments={}, by=None)
    Shift().work(once=True)
    poison.refresh_from_db()
    good.refresh_from_db()
    assert (poison.state, poison.problem, poison.attempts) == ("failed", "crashed", 2)
    assert good.state == "done"


def test_a_job_that_runs_is_cancelled_and_leaves_nothing():
    job = enqueue(name="sample.unwanted", arguments={}, by=None)
    Shift().work(once=True)
    job.refresh_from_db()
    assert (job.state, effects()) == ("cancelled", 0)


def test_a_worker_that_is_told_to_stop_gives_back_what_it_cannot_end(stuck):
    job, note = stuck
    Shift(until=note.exists).work()
    job.refresh_from_db()
    assert (job.state, job.attempts, effects()) == ("waiting", 0, 0)
    assert not is_alive(int(note.read_text() or 0))
    assert not Sign.objects.exists()


def test_a_job_that_takes_too_long_is_stopped_and_has_failed(stuck, settings):
    job, _note = stuck
    settings.JOB_TIMING = {**settings.JOB_TIMING, "longest": 0}
    Shift().work(once=True)
    job.refresh_from_db()
    assert (job.state, job.problem, effects()) == ("failed", "too_long", 0)


def test_a_worker_that_lost_its_job_stops_it(tmp_path, monkeypatch):
    note, look = tmp_path / "note", worker.Watch.look
    job = enqueue(name="sample.asleep", arguments={"note": str(note)}, by=None)

    def look_after_somebody_took_it(watch):
        if note.exists():
            Job.objects.filter(pk=job.pk).update(worker="another")
        look(watch)

    monkeypatch.setattr(worker.Watch, "look", look_after_somebody_took_it)
    Shift().work(once=True)
    job.refresh_from_db()
    assert (job.state, job.worker) == ("running", "another")
    assert not is_alive(int(note.read_text()))


def test_a_job_that_is_finished_may_still_tidy_up(tmp_path):
    note = tmp_path / "note"
    job = enqueue(name="sample.tidy", arguments={"note": str(note)}, by=None)
    Shift().work(once=True)
    job.refresh_from_db()
    assert (job.state, note.exists()) == ("done", True)


def test_progress_is_written_while_the_job_runs_and_never_moves_back(monkeypatch):
    enqueue(name="sample.chatty", arguments={}, by=None)
    written, keep = [], claims.keep

    def keep_and_note(held, done, total):
        written.append((done, total))
        return keep(held, done, total)

    monkeypatch.setattr(claims, "keep", keep_and_note)
    Shift().work(once=True)
    assert written == sorted(written)
    assert len({done for done, total in written if total}) > 1
    assert Job.objects.get().state == "done"


def test_a_worker_outlives_a_database_that_is_away_for_a_moment(monkeypatch):
    enqueue(name="sample.good", arguments={}, by=None)
    settle, tries = claims.settle, []

    def settle_at_the_third_try(held, outcome):
        tries.append(outcome)
        if len(tries) < 3:
            raise OperationalError("database is locked")
        return settle(held, outcome)

    monkeypatch.setattr(claims, "settle", settle_at_the_third_try)
    Shift().work(once=True)
    assert (Job.objects.get().state, len(tries), effects()) == ("done", 3, 1)


def test_a_worker_ends_with_the_server_beside_it():
    """As `make demo` starts both: the shell becomes the server, and so is the worker's parent."""
    command = f"{sys.executable} manage.py work --until-parent-exits $$ & exec sleep 600"
    server = subprocess.Popen(["sh", "-c", command], cwd=site.BASE_DIR)
    wait_until(Sign.objects.exists)
    pid = int(Sign.objects.get().name.split(":")[-2])
    server.send_signal(signal.SIGKILL)
    server.wait()
    wait_until(lambda: not is_alive(pid))
    assert not Sign.objects.exists()


def test_a_worker_that_starts_after_its_server_is_gone_ends_at_once():
    gone = str(os.getpid())
    subprocess.run(
        ["sh", "-c", f"{sys.executable} manage.py work --until-parent-exits {gone}; :"],
        cwd=site.BASE_DIR,
        timeout=PATIENCE,
        check=True,
    )

"""What holds after a fault: publication is whole or has not happened, and a table names the data it saw."""

import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction

from assessments import gathering
from assessments.actions import (
    NotPossible,
    approve_edition,
    decide_yearly,
    give_grades,
    prepare_edition,
    propose_yearly,
    publish_edition,
    refresh_scores,
)
from assessments.editions import hash_of, recompute
from assessments.freezing import freeze
from assessments.models import Edition, Score, YearlyGrade
from assessments.tests.graded import rule
from assessments.tests.graded import run as year_of
from assessments.tests.notice import over
from assessments.tests.scored import adopted, scored, staffed, visit_on
from cadres.models import Cadre
from cadres.tests.factories import StaffFactory, cadre_at
from config.journal.models import Entry
from config.millionths import ONE
from config.tests.processes import environment, when_free

GAOCUN = "431226101"
needs_two_writers = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one writer at a time."
)

KILLED = """
import os, signal, sys
import django
django.setup()
from assessments.actions import publish_edition
from assessments.models import Edition
from config.journal import actions as journal
def record(**told):
    os.kill(os.getpid(), signal.SIGKILL)
journal.record = record
publish_edition(edition=Edition.objects.get(pk=int(sys.argv[1])), by=None)
"""


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_while_it_publishes_leaves_the_table_as_it_was(tmp_path):
    staffed()
    adopted()
    draft = prepare_edition(run=scored(), kind="townships", by=None)
    approved = approve_edition(edition=over(draft), by=StaffFactory())
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(approved.pk)], env=environment(tmp_path), timeout=120
    )
    assert killed.returncode == -signal.SIGKILL
    found = Edition.objects.get(pk=approved.pk)
    assert (found.state, found.published_at, found.sha256) == ("approved", None, "")
    assert not Entry.objects.filter(model="assessments.edition", verb="publish").exists()
    published = when_free(lambda: publish_edition(edition=found, by=None), OperationalError)
    assert hash_of(published, published.rows, published.unranked) == published.sha256


def closing(work):
    """Does something in a thread, and closes the connection that it had there."""
    try:
        return work()
    finally:
        connection.close()


def in_another_connection(work):
    thread = threading.Thread(target=lambda: closing(work))
    thread.start()
    thread.join()


@pytest.mark.django_db(transaction=True)
@needs_two_writers
def test_what_is_entered_while_scores_are_computed_is_not_half_seen(monkeypatch):
    staffed()
    adopted()
    newcomer = cadre_at(GAOCUN)
    counted = gathering.measured_values

    def meanwhile(*args):
        in_another_connection(lambda: visit_on(newcomer, GAOCUN, 5, 6, 7))
        return counted(*args)

    with monkeypatch.context() as patch:
        patch.setattr(gathering, "measured_values", meanwhile)
        run = scored()
    assert Score.objects.get(run=run, cadre=newcomer).total == 0
    assert Score.objects.get(run=scored(), cadre=newcomer).total == 30 * ONE


@pytest.mark.django_db(transaction=True)
@needs_two_writers
def test_a_computation_is_not_brought_up_to_date_under_a_table_that_is_being_prepared():
    staffed()
    adopted()
    run = scored()
    visit_on(Cadre.objects.earliest("pk"), GAOCUN, 20)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            prepare_edition(run=run, kind="townships", by=None)
            refreshing = pool.submit(closing, lambda: refresh_scores(run=run, by=None))
            time.sleep(0.5)
            assert not refreshing.done()
        with pytest.raises(OperationalError):
            refreshing.result()
    (edition,) = Edition.objects.all()
    assert freeze(run) == edition.inputs


@pytest.mark.django_db(transaction=True)
@needs_two_writers
@pytest.mark.parametrize("anew", [propose_yearly, give_grades])
def test_what_is_being_decided_is_not_voided_by_whoever_grades_at_the_same_moment(anew):
    for code in ("4312", "431226"):
        rule(code)
    city = year_of(甲=60)
    give_grades(run=city, by=None)
    propose_yearly(run=city, by=None)
    # The county grades the same year by its own computation; the city computes the year once more.
    later = year_of(甲=70, code="431226" if anew is propose_yearly else "4312")
    if anew is propose_yearly:
        give_grades(run=later, by=None)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            decide_yearly(yearly=YearlyGrade.objects.get(), decided_by="县委组织部", by=None)
            grading = pool.submit(closing, lambda: anew(run=later, by=None))
            time.sleep(0.5)
            assert not grading.done()
        with suppress(NotPossible):
            grading.result()
    assert YearlyGrade.objects.standing().get().is_decided


@pytest.mark.django_db
def test_a_table_stays_what_it_was_computed_from_when_the_data_change(capsys):
    staffed()
    adopted()
    run = scored()
    draft = prepare_edition(run=run, kind="townships", by=None)
    published = publish_edition(edition=approve_edition(edition=over(draft), by=StaffFactory()), by=None)
    visit_on(Cadre.objects.earliest("pk"), GAOCUN, 20, 21, 22)
    stored = Edition.objects.get(pk=published.pk)
    table = recompute(stored.inputs.text, stored.kind)
    assert hash_of(stored, table.rows, table.unranked) == stored.sha256
    assert stored.run.as_of == run.as_of
    call_command("verify_edition", "townships", "2011-10")
    assert stored.sha256[:12] in capsys.readouterr().out

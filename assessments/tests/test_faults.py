"""What holds after a fault: publication is whole or has not happened, and a table names the data it saw."""

import signal
import subprocess
import sys
import threading

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from assessments import gathering
from assessments.actions import approve_edition, prepare_edition, publish_edition
from assessments.editions import hash_of, recompute
from assessments.models import Edition, Score
from assessments.tests.notice import over
from assessments.tests.scored import adopted, scored, staffed, visit_on
from cadres.models import Cadre
from cadres.tests.factories import StaffFactory, cadre_at
from config.journal.models import Entry
from config.millionths import ONE
from config.tests.processes import environment, when_free

GAOCUN = "431226101"

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


def in_another_connection(work):
    def run():
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="On SQLite a computation holds the write lock itself."
)
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

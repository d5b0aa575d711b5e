"""Work of every temper. Its effect is an entry in the journal with the verb "sample"."""

import os
import signal
import time
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction

from config.jobs.models import Job
from config.jobs.registry import job
from config.jobs.running import Refused, Running
from config.journal.models import Entry


def effect() -> None:
    Entry.objects.create(verb="sample", model="jobs.job", object_id=0)


@job("sample.good", title="good work")
def good(running: Running) -> None:
    with transaction.atomic():
        effect()
        running.finish()


@job("sample.silent", title="work that does not say that it is done")
def silent(running: Running) -> None:
    effect()


@job("sample.stuck_once", title="work that is stuck the first time")
def stuck_once(running: Running) -> None:
    """Leaves its process's number in the file `note`, and does not go on in the middle of its effect."""
    note = Path(running.arguments["note"])
    first = not note.exists()
    with transaction.atomic():
        effect()
        if first:
            running.tell(1, 2)
            note.write_text(str(os.getpid()))
            time.sleep(600)
        running.finish()


@job("sample.poison", title="work that kills its process")
def poison(running: Running) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@job("sample.unwanted", title="work that somebody cancels while it runs")
def unwanted(running: Running) -> None:
    Job.objects.filter(name="sample.unwanted").update(cancel_requested=True)
    with transaction.atomic():
        effect()
        for number in range(10_000):
            running.tell(number, 10_000)
            time.sleep(0.05)


@job("sample.chatty", title="work that prints and tells")
def chatty(running: Running) -> None:
    print("This is no news for the worker.")
    for number in range(11):
        running.tell(number, 10)
        time.sleep(0.1)


@job("sample.asleep", title="work that does not end")
def asleep(running: Running) -> None:
    Path(running.arguments["note"]).write_text(str(os.getpid()))
    time.sleep(600)


@job("sample.tidy", title="work that tidies up after its effect")
def tidy(running: Running) -> None:
    good(running)
    time.sleep(0.6)
    Path(running.arguments["note"]).touch()


@job("sample.refused", title="work that is refused")
def refused(running: Running) -> None:
    raise Refused("这张表已经导入。")


@job("sample.faulty", title="work with a fault")
def faulty(running: Running) -> None:
    raise KeyError("张建国")


@job("sample.locked_out", title="work that finds the database locked")
def locked_out(running: Running) -> None:
    raise OperationalError("database is locked")


@job("sample.needs_rights", title="work that checks rights of its own")
def needs_rights(running: Running) -> None:
    if not running.by.has_perm("cadres.import_cadre"):
        raise PermissionDenied
    effect()

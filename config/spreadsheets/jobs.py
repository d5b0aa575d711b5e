"""Long imports in the background."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from config.jobs.registry import job
from config.jobs.running import Refused, Running
from config.spreadsheets import actions, vault
from config.spreadsheets.importing import NotWritten
from config.spreadsheets.kinds import kind_named
from config.spreadsheets.models import Batch
from config.spreadsheets.types import FileRefused


@job("spreadsheets.plan", title=_("reading a spreadsheet"))
def plan(running: Running) -> None:
    """Reads the file of a batch and makes its plan."""
    batch = batch_of(running)
    if batch.state == Batch.State.READING:
        try:
            actions.make_plan(batch=batch, tell=running.tell)
        except vault.Gone:
            raise Refused(str(_("The file has been erased. Upload it again."))) from None


@job("spreadsheets.apply", title=_("importing a spreadsheet"))
def apply(running: Running) -> None:
    """Writes the confirmed plan of a batch."""
    batch = batch_of(running)
    try:
        actions.apply(batch=batch, tell=running.tell, finish=running.finish)
    except vault.Gone:
        raise Refused(str(_("The file has been erased. Upload it again."))) from None
    except (NotWritten, FileRefused) as reason:
        raise Refused(str(reason)) from reason


def batch_of(running: Running) -> Batch:
    """The batch that the job is about, if whoever made it may still import."""
    batch = Batch.objects.select_related("made_by").get(pk=running.arguments["batch"])
    app, _dot, model = kind_named(batch.kind).model.partition(".")
    if batch.made_by and not batch.made_by.has_perm(f"{app}.import_{model}"):
        raise PermissionDenied
    return batch

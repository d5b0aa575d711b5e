"""manage.py erase_former_people: erases the personal data of those who left longer ago than they are kept."""

from __future__ import annotations

import datetime
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from config.journal.models import Seal
from config.journal.redacting import NotRedacted
from config.retention.erasing import erase_all, extent
from config.retention.held_back import HeldBack
from config.retention.leftovers import erase_leftovers, overwrite, overwrite_freed
from config.retention.registry import past_its_time
from config.transactions import is_busy, somebody_else_is_at_it


class Command(BaseCommand):
    help = (
        "Erases the personal data of cadres who left, and of households last met, more than RETENTION_YEARS ago: in "
        "their records, in the journal and in what is kept of imports. Can be killed and called again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--as-of",
            type=datetime.date.fromisoformat,
            metavar="DATE",
            help="count back from this day, not later than today (default: today)",
        )
        parser.add_argument("--dry-run", action="store_true", help="write nothing, say how much it would be")

    def handle(self, **options: Any) -> None:
        today = options["as_of"]
        if today and today > timezone.localdate():
            raise CommandError(_("A day that has not come yet is not counted back from."))
        up_to = past_its_time(today)
        self.stdout.write(_("Who left, or was last met, before %(day)s:") % {"day": up_to.isoformat()})
        if options["dry_run"]:
            self.tell_extent(up_to)
            return
        try:
            self.erase(up_to)
        except NotRedacted as reason:
            raise CommandError(not_sealed_yet()) from reason
        except OperationalError as error:
            if not is_busy(error):
                raise
            raise CommandError(somebody_else_is_at_it()) from error

    def tell_extent(self, up_to: datetime.date) -> None:
        for model, count in extent(up_to):
            self.stdout.write(f"{model._meta.verbose_name}: {number_format(count)}")
        self.stdout.write(_("Nothing was erased."))

    def erase(self, up_to: datetime.date) -> None:
        overwrite_freed()
        erase_leftovers()
        erased, held = False, HeldBack()
        for label, count, entries in erase_all(up_to, held):
            erased = True
            self.stdout.write(
                _("%(kind)s: %(count)s erased, and %(entries)s entries of the journal emptied.")
                % {"kind": apps.get_model(label)._meta.verbose_name, "count": count, "entries": entries}
            )
        if erased:
            overwrite()
        elif not held.seals:
            self.stdout.write(_("There was nothing to erase."))
        if held.seals:
            raise CommandError("\n".join(told_of_held_back(held)))


def told_of_held_back(held: HeldBack) -> Iterator[str]:
    """Which seals do not hold, whom that holds back, and what to do."""
    for seal in Seal.objects.filter(number__in=held.seals).order_by("number"):
        yield _("Seal %(number)s of the journal does not hold: made %(at)s, over the entries %(spans)s.") % {
            "number": seal.number,
            "at": timezone.localtime(seal.made_at).strftime("%Y-%m-%d %H:%M"),
            "spans": ", ".join(f"{first}–{last}" for first, last in seal.spans),
        }
    for label, count in sorted(held.count.items()):
        if count:
            yield _("%(kind)s: %(count)s not erased, because entries about them lie under such a seal.") % {
                "kind": apps.get_model(label)._meta.verbose_name,
                "count": number_format(count),
            }
    yield _(
        "Everybody else past their time is erased. Run verify_journal, find out who changed what, and put it right "
        "(docs/operations.md, “A seal that does not hold”); then run this command again."
    )


def not_sealed_yet() -> str:
    """Why the journal stood in the way, and what to do first."""
    return _(
        "Some entries of the journal are not sealed yet. Nothing of this part was erased; try again in a minute."
    )

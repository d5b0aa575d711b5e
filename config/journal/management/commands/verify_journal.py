"""manage.py verify_journal: is the journal as it was sealed?"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from config.journal.models import Seal
from config.journal.verifying import Checkpoint, findings, latest_checkpoint


class Command(BaseCommand):
    help = "Tells what was changed in the journal, taken out of it or cut off. Ends with 1 if anything was."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--against", type=Path, metavar="FILE", help="a checkpoint that was kept elsewhere"
        )
        parser.add_argument(
            "--checkpoint", type=Path, metavar="FILE", help="where to write the checkpoint of now"
        )

    def handle(self, **options: Any) -> None:
        against = self.checkpoint_in(options["against"]) if options["against"] else None
        sound = True
        for sentence in findings(against):
            sound = False
            self.stdout.write(sentence)
        if not sound:
            raise CommandError(_("The journal is not as it was sealed."))
        if options["checkpoint"] and (latest := latest_checkpoint()):
            options["checkpoint"].write_text(f"{latest}\n")
        self.stdout.write(
            _("The journal is as it was sealed: %(count)s seals.") % {"count": Seal.objects.count()}
        )

    def checkpoint_in(self, path: Path) -> Checkpoint:
        try:
            return Checkpoint.of_text(path.read_text())
        except (OSError, ValueError):
            raise CommandError(_("There is no checkpoint in %(path)s.") % {"path": path}) from None

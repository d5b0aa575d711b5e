"""Loads the divisions, what became of older ones, and the villages."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from cadres.loading import CHANGES_FILE, DIVISIONS_FILE, load_changes, load_divisions, read_divisions
from config.loading import BadFile, Counts
from villages.loading import load_villages


class Command(BaseCommand):
    help = "Loads divisions, their changes and villages; run again, it updates what has changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--file", type=Path, default=DIVISIONS_FILE, help="CSV with code, name, level, parent_code"
        )
        parser.add_argument(
            "--changes",
            type=Path,
            help="CSV of older townships and what became of them; without --file, the one in the repository",
        )

    @transaction.atomic
    def handle(self, *args: Any, file: Path, changes: Path | None = None, **options: Any) -> None:
        changes = changes or (CHANGES_FILE if file == DIVISIONS_FILE else None)
        try:
            rows = read_divisions(file)
            counts = {
                _("divisions"): load_divisions(rows=rows, by=None),
                _("changes of divisions"): load_changes(path=changes, by=None) if changes else Counts(),
                _("villages"): load_villages(rows=rows, by=None),
            }
        except BadFile as error:
            raise CommandError(_("Nothing was loaded. %(error)s") % {"error": error}) from error
        for what, count in counts.items():
            self.stdout.write(f"{what}: {count}")

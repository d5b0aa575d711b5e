"""Loads the catalogue of skills."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cadres.loading import SKILLS_FILE, load_skills
from config.loading import BadFile


class Command(BaseCommand):
    help = "Loads skills, their categories and wordings; run again, it updates what has changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--file",
            type=Path,
            default=SKILLS_FILE,
            help="CSV with code, category_zh, category_en, name_zh, name_en",
        )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            counts = load_skills(by=None, path=file)
        except BadFile as error:
            raise CommandError(_("Nothing was loaded. %(error)s") % {"error": error}) from error
        labels = {
            "categories": _("skill categories"),
            "skills": _("skills"),
            "aliases": _("wordings of skills"),
        }
        for name, label in labels.items():
            self.stdout.write(f"{label}: {counts[name]}")

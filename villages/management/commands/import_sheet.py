"""Imports spreadsheets from the command line; without --apply it only says what would happen."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.models import Division
from config.spreadsheets.importing import NotWritten, Upload, carry_out, preview
from config.spreadsheets.kinds import Context, SheetKind, kind_named, kind_names
from config.spreadsheets.planning import Plan
from config.spreadsheets.report import as_json
from config.spreadsheets.types import FileRefused

OUTCOMES = ("rows", "new", "changed", "same", "refused", "ignored")


def day(text: str) -> datetime.date:
    """A day written 2011-09-15."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“%(text)s” is not a day; write it as 2011-09-15.") % {"text": text}
        ) from None


class Command(BaseCommand):
    help = "Imports a spreadsheet of any of the kinds that are known. Without --apply nothing is written."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("kind", metavar="KIND", help=", ".join(kind_names()))
        parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
        parser.add_argument(
            "--division",
            dest="divisions",
            metavar="CODE",
            action="append",
            default=[],
            help="where the file's places lie; may be given several times",
        )
        parser.add_argument(
            "--as-of", type=day, metavar="DATE", help="first day of undated facts; default today"
        )
        parser.add_argument("--apply", action="store_true", help="write what is new and changed")
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="write what became of every row")

    def handle(self, *args: Any, **options: Any) -> None:
        kind = self.kind(options["kind"])
        context = Context(
            as_of=options["as_of"] or timezone.localdate(), codes=self.known(options["divisions"])
        )
        if options["report"] and len(options["files"]) > 1:
            raise CommandError(_("A report is about one file; give one FILE with --report."))
        if options["report"] and not options["report"].parent.is_dir():
            message = _("The report %(path)s cannot be written: there is no such folder.")
            raise CommandError(message % {"path": options["report"]})
        uploads = [self.upload(path) for path in options["files"]]
        for upload in uploads:
            plan = self.run(kind, upload, context, apply=options["apply"])
            if options["report"]:
                self.write_report(options["report"], plan)

    def run(self, kind: SheetKind, upload: Upload, context: Context, apply: bool) -> Plan:
        """Plans one file, writes it if told to, and says what came of it."""
        try:
            if apply:
                plan, batch = carry_out(kind=kind, upload=upload, context=context, by=None)
            else:
                plan, batch = preview(kind, upload, context), None
        except (FileRefused, NotWritten) as error:
            raise CommandError(f"{upload.name}: {error}") from None
        counts = ", ".join(f"{plan.counts[name]} {name}" for name in OUTCOMES)
        self.stdout.write(f"{upload.name}: {counts}")
        if not apply:
            self.stdout.write(_("Nothing was written; add --apply to import."))
        elif batch:
            self.stdout.write(_("Imported as batch %(number)s.") % {"number": batch.pk})
        else:
            self.stdout.write(_("Nothing to write: everything is recorded already."))
        return plan

    def kind(self, name: str) -> SheetKind:
        try:
            return kind_named(name)
        except KeyError:
            known = ", ".join(kind_names())
            message = _("There is no kind of sheet “%(name)s”; known are: %(known)s.")
            raise CommandError(message % {"name": name, "known": known}) from None

    def known(self, codes: list[str]) -> tuple[str, ...]:
        """The codes, if there is a division of each."""
        found = set(Division.objects.filter(code__in=codes).values_list("code", flat=True))
        for code in codes:
            if code not in found:
                raise CommandError(_("No division has the code %(code)s.") % {"code": code})
        return tuple(codes)

    def upload(self, path: Path) -> Upload:
        try:
            return Upload(path.name, path.read_bytes())
        except OSError as error:
            message = _("The file %(path)s cannot be read: %(error)s.")
            raise CommandError(message % {"path": path, "error": error.strerror}) from None

    def write_report(self, path: Path, plan: Plan) -> None:
        try:
            path.write_text(as_json(plan), encoding="utf-8")
        except OSError as error:
            message = _("The report %(path)s cannot be written: %(error)s.")
            raise CommandError(message % {"path": path, "error": error.strerror}) from None

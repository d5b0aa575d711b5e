"""Prints figures of speed. Works in an empty database of its own and takes some minutes."""

import argparse
import datetime
import os
import platform
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from assessments.bench import Figure, imports, imports_process, lists, pages, scores
from assessments.bench.memory import peak_megabytes
from assessments.demo import books, judging, rules, studies
from assessments.demo.steps import Step, steps
from cadres.models import Cadre
from villages.models import Visit

MONTHS = ["2011-10", "2011-11", "2011-12", *(f"2012-{month:02d}" for month in range(1, 10))]
"""Twelve months of diaries: about 1.8 million visits."""
FEW = 2_000


class Command(BaseCommand):
    help = "Prints figures of speed, in an empty database of its own."
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--only", choices=("imports", "scores"), help="these figures and no others")
        parser.add_argument(
            "--rows",
            type=int,
            default=imports.ROWS,
            help="cadres in the roster that is imported; ten times as many visits",
        )
        parser.add_argument(
            "--without-package",
            action="store_true",
            help="leave out django-import-export by itself, which takes minutes",
        )
        parser.add_argument("--step", nargs=4, help=argparse.SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["step"]:
            *what, file = options["step"]
            self.stdout.write(imports_process.do(*what, file=Path(file)))
            return
        settings.ALLOWED_HOSTS = ["testserver"]
        call_command("migrate", verbosity=0)
        if Cadre.objects.exists():
            raise CommandError(
                _("The bench needs an empty database: name one in DATABASE_URL or YIJI_VAR_DIR.")
            )
        self.stdout.write(f"{self.machine()}\n")
        planned = list(steps())
        self.do(planned[:2])
        if options["only"] == "scores":
            self.do(planned[2:3])
        else:
            for line in imports.tables(options["rows"], with_package=not options["without_package"]):
                self.stdout.write(line)
                self.stdout.flush()
        if options["only"] != "imports":
            self.do_the_others(planned[3:8])

    def do_the_others(self, before_diaries: list[Step]) -> None:
        """What is not about imports; the roster stands."""
        self.do(before_diaries)
        few = self.times_of_few_visits()
        for month in MONTHS:
            books.keep_diaries(month)
        studies.hand_in_studies()
        rules.adopt_schemes()
        connection.cursor().execute("ANALYZE")
        self.show(lists.compared(few, lists.times()))
        self.show(scores.figures_of_a_month(MONTHS[0]))
        judging.publish_month(MONTHS[0])
        self.show(pages.figures())
        self.show(scores.figures(MONTHS))
        self.stdout.write(f"peak memory of this process {peak_megabytes():.0f} MB")

    def machine(self) -> str:
        """What the figures were measured on, and when."""
        processors = f"{os.cpu_count()} × {platform.machine()}"
        return f"{datetime.date.today()}, {processors}, Python {platform.python_version()}, {self.database()}"

    def database(self) -> str:
        """The database and its version."""
        if connection.vendor == "sqlite":
            return f"SQLite {sqlite3.sqlite_version}"
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            return f"PostgreSQL {cursor.fetchone()[0]}"

    def do(self, planned: Iterable[Step]) -> None:
        for step in planned:
            if not step.is_done():
                step.do()

    def show(self, figures: Iterable[Figure]) -> None:
        for figure in figures:
            self.stdout.write(str(figure))
            self.stdout.flush()

    def times_of_few_visits(self) -> dict[str, float]:
        """The pages of the list with about 2,000 visits, which are taken away again."""
        rows = books.rows_of(MONTHS[0], books.ledger("bench").batch.pk)
        some = [row for row, _number in zip(rows, range(FEW), strict=False)]
        for key, row in zip(books.reserve(Visit, len(some)), some, strict=True):
            row["id"] = key
        books.insert(Visit, some)
        found = lists.times()
        Visit.objects.all()._raw_delete("default")
        return found

"""Prints figures of speed. Works in an empty database of its own and takes some minutes."""

import platform
import resource
import sqlite3
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from assessments.bench import Figure, lists, pages, rosters, scores
from assessments.demo import books
from assessments.demo.steps import Step, steps
from cadres.models import Cadre
from villages.models import Visit

MONTHS = ["2011-10", "2011-11", "2011-12", *(f"2012-{month:02d}" for month in range(1, 10))]
"""Twelve months of diaries: about 1.8 million visits."""
FEW = 2_000


class Command(BaseCommand):
    help = "Prints figures of speed, in an empty database of its own."

    def handle(self, *args: Any, **options: Any) -> None:
        settings.ALLOWED_HOSTS = ["testserver"]
        call_command("migrate", verbosity=0)
        if Cadre.objects.exists():
            raise CommandError(
                _("The bench needs an empty database: name one in DATABASE_URL or YIJI_VAR_DIR.")
            )
        self.stdout.write(f"{platform.machine()}, Python {platform.python_version()}, {self.database()}\n")
        planned = list(steps())
        self.do(planned[:2])
        self.show(rosters.figures())
        self.do(planned[3:7])
        few = self.times_of_few_visits()
        for month in MONTHS:
            books.keep_diaries(month)
        connection.cursor().execute("ANALYZE")
        self.show(lists.compared(few, lists.times()))
        self.do(planned[10:11])
        self.show(scores.figures())
        self.do(planned[11:12])
        self.show(pages.figures())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.stdout.write(f"peak memory of this process {peak:.0f} MB")

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

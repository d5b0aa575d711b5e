"""Sets up the demonstration: places, people, three months of diaries, published tables, accounts."""

import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from assessments.demo.accounts import PASSWORD, seats
from assessments.demo.steps import Step, foreign_data, steps


class Command(BaseCommand):
    requires_system_checks = []
    help = "Sets up the demonstration; run again, it finishes what is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(
                _(
                    "The demonstration has accounts with a password known to everybody. It works with DEBUG on only."
                )
            )
        self.migrate()
        if foreign_data():
            raise CommandError(
                _(
                    "This database holds cadres already. Take an empty one for the demonstration: name it in "
                    "DATABASE_URL, or another folder in YIJI_VAR_DIR."
                )
            )
        planned = list(steps())
        for number, step in enumerate(planned, 1):
            self.take(step, f"[{number:2d}/{len(planned)}]")
        self.show_accounts()

    def migrate(self) -> None:
        """Brings the tables to their present shape; asks first, because that is quicker than doing nothing."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            began = self.announce(_("tables of the database"), "[ 0]")
            call_command("migrate", verbosity=0, database=DEFAULT_DB_ALIAS)
            self.report(began)

    def take(self, step: Step, number: str) -> None:
        if step.is_done():
            there = _("already there")
            self.stdout.write(f"{number} {step.name}: {there}")
            return
        began = self.announce(step.name, number)
        self.report(began, step.do())

    def announce(self, what: str, number: str) -> float:
        self.stdout.write(f"{number} {what} …", ending=" ")
        self.stdout.flush()
        return time.monotonic()

    def report(self, began: float, count: int | None = None) -> None:
        seconds = f"{time.monotonic() - began:.1f} s"
        self.stdout.write(f"{count:,} ({seconds})" if count is not None else f"({seconds})")

    def show_accounts(self) -> None:
        self.stdout.write("")
        self.stdout.write(_("Accounts for /admin/, password %(password)s:") % {"password": PASSWORD})
        for seat in seats():
            self.stdout.write(f"  {seat.username:<10} {seat.role.label}, {seat.code}")

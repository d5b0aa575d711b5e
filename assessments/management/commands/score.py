"""score 2011-10 [--division CODE]: computes the scores of a period and says what came of it."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.actions import NotPossible, open_period, score
from assessments.freezing import inputs_of
from assessments.scoring.tables import LEVELS, table_of
from cadres.models import Division
from config.transactions import one_snapshot


class Command(BaseCommand):
    help = "Computes the scores of a period: of the one city, or of the division whose code is given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("period", help="2011-10, 2011-Q4, 2011-H2 or 2011")
        parser.add_argument("--division", metavar="CODE", help="statistical code; default: the one city")

    def handle(self, *, period: str, division: str | None, **options: Any) -> None:
        began = time.perf_counter()
        try:
            with one_snapshot():
                place = division_named(division)
                run = score(period=open_period(code=period, by=None), division=place, by=None)
        except NotPossible as error:
            raise CommandError(str(error)) from error
        seconds = time.perf_counter() - began
        self.stdout.write(
            _("%(division)s, %(period)s: %(segments)s post segments scored by %(scheme)s in %(seconds)s s.")
            % {
                "division": place,
                "period": period,
                "segments": run.segments,
                "scheme": run.scheme,
                "seconds": f"{seconds:.1f}",
            }
        )
        inputs = inputs_of(run)
        for kind, level in LEVELS.items():
            table = table_of(inputs, kind)
            if table.rows or table.unranked:
                self.stdout.write(
                    account(level, len(table.rows), Counter(r["reason"] for r in table.unranked))
                )


def account(level: str, ranked: int, reasons: Counter[str]) -> str:
    """How many places have a rank, and why the others have none."""
    label = Division.Level(level).label
    line = _("%(level)s: %(ranked)s ranked") % {"level": label, "ranked": ranked}
    return ", ".join(
        [line]
        + [
            _("%(count)s unranked (%(reason)s)") % {"count": n, "reason": reason}
            for reason, n in sorted(reasons.items())
        ]
    )


def division_named(code: str | None) -> Division:
    """The division with this code; without a code the one city."""
    if code:
        division = Division.objects.filter(code=code).first()
        if division is None:
            raise NotPossible(_("There is no division with the code %(code)s.") % {"code": code})
        return division
    cities = list(Division.objects.cities()[:2])
    if len(cities) != 1:
        raise NotPossible(_("There is not exactly one city here. Name the division with --division CODE."))
    return cities[0]

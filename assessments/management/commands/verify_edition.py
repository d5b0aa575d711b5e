"""verify_edition KIND PERIOD: computes a published table again from its frozen inputs and compares the hashes."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.editions import hash_of, recompute
from assessments.models import Edition
from assessments.scoring.canonical import sha256
from assessments.supplements import differs


class Command(BaseCommand):
    help = "Computes a published table again from its frozen inputs and says whether the hashes agree."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=Edition.Kind.values)
        parser.add_argument("period", help="2011-10, 2011-Q4, 2011-H2 or 2011")
        parser.add_argument("--revision", type=int, help="default: the newest one")
        parser.add_argument("--division", metavar="CODE", help="whose table; default: the city's")

    def handle(
        self, *, kind: str, period: str, revision: int | None, division: str | None, **options: Any
    ) -> None:
        edition = found(kind, period, revision, division)
        if sha256(edition.inputs.text) != edition.inputs.sha256:
            raise CommandError(_("%(edition)s: its frozen inputs were changed.") % {"edition": edition})
        table = recompute(edition.inputs.text, edition.kind)
        again = hash_of(edition, table.rows, table.unranked)
        told = {"edition": edition, "published": edition.sha256, "again": again}
        if again != edition.sha256:
            raise CommandError(
                _("%(edition)s: the hashes differ. Published: %(published)s; computed again: %(again)s.")
                % told
            )
        if (table.rows, table.unranked) != (edition.rows, edition.unranked):
            raise CommandError(
                _("%(edition)s: its stored table differs from the one computed again.") % {"edition": edition}
            )
        if differs(edition):
            raise CommandError(
                _("%(edition)s: the ranges of ranks beside it differ from those computed again.")
                % {"edition": edition}
            )
        self.stdout.write(
            _("%(edition)s: computed again from its frozen inputs, the hashes agree: %(again)s.") % told
        )


def found(kind: str, period: str, revision: int | None, division: str | None) -> Edition:
    """The published edition that is meant; CommandError with a plain sentence if there is none."""
    editions = Edition.objects.published().filter(kind=kind, period__code=period)
    editions = editions.filter(division__code=division) if division else editions.of_the_city()
    if revision is not None:
        editions = editions.filter(revision=revision)
    edition = editions.select_related("period", "division", "inputs").order_by("-revision").first()
    if edition is None:
        raise CommandError(_("No such table has been published for %(period)s.") % {"period": period})
    return edition

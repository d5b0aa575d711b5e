"""manage.py seal_journal: seals what is not sealed yet, without a worker."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from config.journal.sealing import seal_some


class Command(BaseCommand):
    help = "Seals the entries of the journal that are not sealed yet. A worker does so by itself."

    def handle(self, **options: Any) -> None:
        count = 0
        while sealed := seal_some():
            count += sealed
        self.stdout.write(_("%(count)s entries were sealed.") % {"count": count})

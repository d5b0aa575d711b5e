"""manage.py prune_journal: takes out of the journal what is past its time."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from config.journal.pruning import prune


class Command(BaseCommand):
    help = "Removes the sealed entries that are older than JOURNAL_DAYS_KEPT. The seals stay."

    def handle(self, **options: Any) -> None:
        self.stdout.write(_("%(count)s entries were removed.") % {"count": prune(by=None)})

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from config.guards import install_after_migrate


class JournalConfig(AppConfig):
    name = "config.journal"
    label = "journal"
    verbose_name = _("Journal")

    def ready(self) -> None:
        from config.journal.guards import GUARDS

        install_after_migrate(self, GUARDS)

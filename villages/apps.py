from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from config.guards import install_after_migrate


class VillagesConfig(AppConfig):
    name = "villages"
    verbose_name = _("Villages and service")

    def ready(self) -> None:
        from config.retention.registry import declare
        from villages import grants  # noqa: F401
        from villages.guards import GUARDS
        from villages.models import Household
        from villages.sheets import register  # noqa: F401

        declare(Household)
        install_after_migrate(self, GUARDS)

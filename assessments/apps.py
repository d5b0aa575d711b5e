from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from config.guards import install_after_migrate


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Assessment and league tables")

    def ready(self) -> None:
        from assessments import grants  # noqa: F401
        from assessments.actions.objections import erase_past_objections
        from assessments.actions.workings import delete_dead_links
        from assessments.guards import GUARDS
        from assessments.sheets import register  # noqa: F401
        from config.retention.registry import erases_daily

        install_after_migrate(self, GUARDS)
        erases_daily(erase_past_objections)
        erases_daily(delete_dead_links)

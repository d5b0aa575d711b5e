from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from config.guards import install_after_migrate


class JobsConfig(AppConfig):
    name = "config.jobs"
    label = "jobs"
    verbose_name = _("Work in the background")

    def ready(self) -> None:
        from config.jobs.guards import GUARDS

        install_after_migrate(self, GUARDS)
        # Every app registers what it does in the background in its `jobs.py`.
        autodiscover_modules("jobs")

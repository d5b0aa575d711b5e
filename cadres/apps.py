from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CadresConfig(AppConfig):
    name = "cadres"
    verbose_name = _("Cadres and learning")

    def ready(self) -> None:
        from cadres import grants  # noqa: F401

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from config.guards import install_after_migrate


class CadresConfig(AppConfig):
    name = "cadres"
    verbose_name = _("Cadres and learning")

    def ready(self) -> None:
        from cadres import grants, signing_in  # noqa: F401
        from cadres.guards import GUARDS
        from cadres.models import Cadre
        from cadres.sheets import register  # noqa: F401
        from cadres.sheets.places_offered import places_offered
        from config.retention.registry import declare
        from config.spreadsheets.kinds import offer_places

        offer_places(places_offered)
        declare(Cadre)
        install_after_migrate(self, GUARDS)

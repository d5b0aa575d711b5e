"""The divisions that the screens of imports offer to choose from."""

from cadres.models import Division
from config.jurisdiction import Scope


def places_offered(scope: Scope) -> list[tuple[str, str]]:
    """The counties of a jurisdiction, then its townships, each with its name; a township's begins with the county's."""
    found = Division.objects.visible_in(scope)
    counties = list(found.counties().order_by("code").values_list("code", "name"))
    townships = found.townships().order_by("code").values_list("code", "name", "parent__name")
    return [*counties, *((code, f"{county}{name}") for code, name, county in townships)]

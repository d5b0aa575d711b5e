"""Which role may do what. Each app states the grants of its own models in its `grants.py`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from cadres.models.staff import Role

_GRANTS: dict[str, set[str]] = defaultdict(set)

EDITORS = (
    Role.CITY_ADMINISTRATOR,
    Role.CITY_EDITOR,
    Role.COUNTY_ADMINISTRATOR,
    Role.COUNTY_EDITOR,
    Role.TOWNSHIP_CLERK,
)
CITY = (Role.CITY_ADMINISTRATOR, Role.CITY_EDITOR)
COUNTY_UP = (*CITY, Role.COUNTY_ADMINISTRATOR, Role.COUNTY_EDITOR)
ADMINISTRATORS = (Role.CITY_ADMINISTRATOR, Role.COUNTY_ADMINISTRATOR)
ALL = tuple(Role)


def grant(roles: Iterable[Role], app_label: str, models: Iterable[str], actions: Iterable[str]) -> None:
    """Gives roles the permissions `<app_label>.<action>_<model>` for every model and action named.

    What an office may view it may export; who only reads, inspects or approves does so on the screen.
    """
    models, actions = tuple(models), tuple(actions)
    names = {f"{app_label}.{action}_{model}" for model in models for action in actions}
    exports = {f"{app_label}.export_{model}" for model in models} if "view" in actions else set()
    for role in roles:
        _GRANTS[role] |= names | exports if role in EDITORS else names


def permissions_of(roles: Iterable[str]) -> set[str]:
    """The union of the permissions of several roles."""
    return set().union(*(_GRANTS[role] for role in roles))

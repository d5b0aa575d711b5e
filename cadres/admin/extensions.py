"""Where the floors above add to the page and the list of cadres, which cannot know them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from cadres.models import Cadre
from config.admin import Panel
from config.admin_verbs import Verb

PanelSource = Callable[[HttpRequest, Cadre], Panel]

panels: list[PanelSource] = []
list_filters: list[Any] = []
verbs: list[Verb] = []


def cadre_panel(source: PanelSource) -> PanelSource:
    """Adds a panel under the form of a cadre; it says what the account may see, in a constant number of queries."""
    panels.append(source)
    return source


def cadre_filter(list_filter: Any) -> Any:
    """Adds a filter to the list of cadres."""
    list_filters.append(list_filter)
    return list_filter


def cadre_verb(verb: Verb) -> Verb:
    """Adds a button to the page of a cadre."""
    verbs.append(verb)
    return verb

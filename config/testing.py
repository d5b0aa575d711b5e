"""The registry of test factories, one for each model; a test walks all models and fails where one is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.db.models import Model

HOMES = {
    "cadres": "cadres.tests.factories",
    "villages": "villages.tests.factories",
    "assessments": "assessments.tests.factories",
    "spreadsheets": "config.tests.factories",
    "journal": "config.tests.factories",
    "jobs": "config.tests.factories",
    "sending": "config.tests.factories",
}
"""Where the factories of an app's models live, by app label."""


def factory_for(model: type[Model]) -> Any:
    """The factory `<Model>Factory` of a model; LookupError if there is none."""
    home = import_module(HOMES[model._meta.app_label])
    try:
        return getattr(home, f"{model.__name__}Factory")
    except AttributeError:
        raise LookupError(f"{model._meta.label} has no factory in {HOMES[model._meta.app_label]}.") from None

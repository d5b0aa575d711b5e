"""System checks of what must hold for every model and every admin of this site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.core.checks import CheckMessage, Error, register

from config.admin import ScopedAdmin, ScopedMixin
from config.jurisdiction import own_models


@register()
def every_model_states_its_jurisdiction(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"{model._meta.label} does not say how it reaches a division.",
            hint="Set the class attribute `jurisdiction` (config.jurisdiction: through, by, everyone).",
            obj=model,
            id="yiji.E001",
        )
        for model in own_models()
        if not hasattr(model, "jurisdiction")
    ]


@register("admin")
def every_model_has_a_scoped_admin(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for model in own_models():
        model_admin = admin.site._registry.get(model)
        if model_admin is None:
            found.append(Error(f"{model._meta.label} has no admin.", obj=model, id="yiji.E002"))
        else:
            found += problems_of(model_admin)
    return found


def problems_of(model_admin: admin.ModelAdmin) -> Iterator[CheckMessage]:
    """What an admin does that goes around the one rule."""
    cls = type(model_admin)
    if not isinstance(model_admin, ScopedAdmin):
        yield Error(f"{cls.__name__} is no ScopedAdmin.", obj=cls, id="yiji.E003")
        return
    if not model_admin.fieldsets:
        yield Error(f"{cls.__name__} names no fieldsets.", obj=cls, id="yiji.E004")
    if model_admin.date_hierarchy:
        yield Error(
            f"{cls.__name__} has a date hierarchy, which reads the whole table.", obj=cls, id="yiji.E005"
        )
    if model_admin.list_select_related is True:
        yield Error(f"{cls.__name__} joins every key; name the ones it shows.", obj=cls, id="yiji.E006")
    for part in (cls, *model_admin.inlines):
        if part.raw_id_fields:
            yield Error(
                f"{part.__name__} has raw_id_fields, which show foreign names.", obj=part, id="yiji.E007"
            )
        if not issubclass(part, ScopedMixin):
            yield Error(f"{part.__name__} is not scoped.", obj=part, id="yiji.E008")

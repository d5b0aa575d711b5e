"""Exact numbers on pages that only show: as decimals, not as the millionths that are stored."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.contrib import admin
from django.db.models import Field, Model
from django.http import HttpRequest

from config.fields import MillionthsField
from config.millionths import to_decimal


@lru_cache
def shown(field: Field) -> Callable[[Model], str | None]:
    """A column that writes a field of millionths as an exact decimal: 12500000 → 12.5."""

    @admin.display(description=field.verbose_name)
    def column(obj: Model) -> str | None:
        value = field.value_from_object(obj)
        return None if value is None else format(to_decimal(value).normalize(), "f")

    return column


class ExactNumbersMixin:
    """Replaces fields of millionths by their decimals wherever the form cannot be changed."""

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)  # type: ignore[misc]
        if self._may_write(request, obj):
            return fieldsets
        columns = {name: shown(field) for name, field in self._exact().items()}
        return [(title, {**o, "fields": _replaced(o["fields"], columns)}) for title, o in fieldsets]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        found = super().get_readonly_fields(request, obj)  # type: ignore[misc]
        return found if self._may_write(request, obj) else (*found, *map(shown, self._exact().values()))

    def _may_write(self, request: HttpRequest, obj: Model | None) -> bool:
        """Whether the page is one to write on: a new record, or one that may be changed."""
        return obj is None or self.has_change_permission(request, obj)  # type: ignore[attr-defined]

    def _exact(self) -> dict[str, MillionthsField]:
        fields = self.model._meta.concrete_fields  # type: ignore[attr-defined]
        return {field.name: field for field in fields if isinstance(field, MillionthsField)}


def _replaced(fields: Any, columns: dict[str, Any]) -> list[Any]:
    """The fields of a fieldset, in which fields that share a line are in a tuple, with columns put in for names."""
    return [
        tuple(columns.get(name, name) for name in one)
        if isinstance(one, (list, tuple))
        else columns.get(one, one)
        for one in fields
    ]

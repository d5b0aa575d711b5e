"""The one rule of jurisdiction in the admin: rows, objects and choices of the account alone, for pages and inlines."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.forms import DateField
from django.http import HttpRequest

from config.admin_forms import FactForm, offer
from config.admin_numbers import ExactNumbersMixin
from config.fields import validate_day


class ScopedMixin(ExactNumbersMixin):
    """Shows only what the signed-in account may see: rows, objects, and the choices of foreign keys."""

    form = FactForm

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).visible_to(request.user)  # type: ignore[misc]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
        if field is not None:
            offer(field, request, db_field.get_limit_choices_to())
        return field

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if db_field.is_relation and field is not None and hasattr(field.widget, "can_add_related"):
            # No buttons beside a choice: a record is added and changed on its own page.
            field.widget = field.widget.widget
        if isinstance(field, DateField):
            field.validators.append(validate_day)
        return field


class ScopedInline(ScopedMixin, admin.TabularInline):
    """The base of every inline."""

    extra = 0
    can_delete = False
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Each row together with the record that it lies under, of which its own name may speak."""
        keys = [field for field in self.opts.concrete_fields if field.remote_field]
        above = [key.name for key in keys if key.remote_field.model is self.parent_model]
        found = super().get_queryset(request).select_related(*above)
        if request.method == "POST" and self.has_change_permission(request):
            # As the record above them: nobody else writes them until this form is saved.
            return found.select_for_update(of=("self",))
        return found

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.request = request
        return formset


class ListedInline(ScopedInline):
    """Rows to look at; each is changed on its own page."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

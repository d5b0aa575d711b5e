"""Forms of the admin: of a record, and of what is done with one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget, AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.admin_lists import usable
from config.admin_seen import SeenForm
from config.fields import validate_day
from config.personal import choosable


def take_over(form: forms.BaseForm, error: ValidationError) -> None:
    """Shows an error beside the fields it names, or above the form where the form has no such field."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def offer(field: forms.ModelChoiceField, request: HttpRequest, limit: Any = None) -> None:
    """Leaves of the records that a field offers those in the jurisdiction, without people whose data were erased, named
    as their own admin names them."""
    target_admin = admin.site.get_model_admin(field.queryset.model)
    field.queryset = choosable(target_admin.get_queryset(request)).complex_filter(limit or Q())
    field.label_from_instance = target_admin.choice_label


def narrow(fields: Iterable[forms.Field], request: HttpRequest) -> None:
    """Narrows every choice of records among the fields."""
    for field in fields:
        if isinstance(field, forms.ModelChoiceField):
            offer(field, request, getattr(field, "limit", None))


def drop_what_is_no_key(form: forms.BaseForm) -> None:
    """Passes over what an address prefills a choice of records with, where it cannot be a record's key."""
    for name, field in form.fields.items():
        given = form.initial.get(name)
        if isinstance(field, forms.ModelChoiceField) and isinstance(given, str) and not usable(given):
            del form.initial[name]


class FactForm(SeenForm):
    """The form of a record. It checks every constraint, also those that speak of columns no form shows (`voided_at`):
    Django would leave these to the database, which knows no sentence."""

    request: HttpRequest
    """Set by the admin on the class that it makes for each request."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Choices of foreign keys are narrowed by the admin; those that the form itself declares, here.
        narrow((self.fields[name] for name in self.declared_fields if name in self.fields), self.request)
        drop_what_is_no_key(self)

    def rules(self) -> None:
        """A form's own rules about the filled `self.instance`; raises ValidationError."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors:
            return
        try:
            self.rules()
            self.instance.validate_constraints()
        except ValidationError as error:
            take_over(self, error)


class VerbForm(forms.Form):
    """What a verb asks for. Choices of records are narrowed to the jurisdiction of the signed-in account.

    `obj` is the record in question, None on a list.
    """

    def __init__(self, *args: Any, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.obj = request, obj
        narrow(self.fields.values(), request)
        drop_what_is_no_key(self)


def pick(model: type[Model], field_name: str, **kwargs: Any) -> forms.ModelChoiceField:
    """A choice by search, as the foreign key of a model would offer it."""
    source = model._meta.get_field(field_name)
    kwargs.setdefault("label", source.verbose_name)
    queryset = source.remote_field.model._default_manager.all()
    field = forms.ModelChoiceField(queryset=queryset, widget=AutocompleteSelect(source, admin.site), **kwargs)
    field.limit = source.get_limit_choices_to()
    return field


def day(**kwargs: Any) -> forms.DateField:
    """A date with a calendar, today unless said otherwise."""
    kwargs.setdefault("initial", timezone.localdate)
    return forms.DateField(widget=AdminDateWidget(), validators=[validate_day], **kwargs)


class EndForm(VerbForm):
    """Asks for the first day on which a fact no longer holds."""

    on = day(label=_("until"), help_text=_("First day on which it no longer holds."))
    reason = forms.CharField(label=_("reason"), max_length=200, required=False)


class VoidForm(VerbForm):
    """Asks why a record is void."""

    reason = forms.CharField(
        label=_("reason"), max_length=200, help_text=_("It stays on record, marked void, with this reason.")
    )

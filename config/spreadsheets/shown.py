"""The columns of an admin list, for a file: headed and worded as on the page, without its markup."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.admin.utils import label_for_field, lookup_field
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.text import capfirst

from config.fields import MillionthsField
from config.millionths import to_decimal


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column of a list: its header, and what it says of a row."""

    header: str
    value: Callable[[models.Model], Any]


def columns_of(model_admin: Any, request: HttpRequest) -> list[ShownColumn]:
    """The columns of an admin's list, as this account sees them."""
    return [
        ShownColumn(
            capfirst(str(label_for_field(name, model_admin.model, model_admin))),
            partial(value_of, name, model_admin),
        )
        for name in model_admin.get_list_display(request)
    ]


def value_of(name: Any, model_admin: Any, obj: models.Model) -> Any:
    """What a column says of a row: None where the page has a dash."""
    try:
        field, _attribute, value = lookup_field(name, obj, model_admin)
    except ObjectDoesNotExist:
        return None
    if field is None:
        return without_markup(value)
    return value if value is None else of_field(field, value)


def of_field(field: models.Field, value: Any) -> Any:
    """A stored value as the page words it: a choice by its label, a record by its name, millionths as a decimal."""
    if field.remote_field:
        return str(value)
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    return to_decimal(value) if isinstance(field, MillionthsField) else value


def without_markup(value: Any) -> Any:
    """What a person reads of a value that may be a piece of a page."""
    return html.unescape(strip_tags(value)) if hasattr(value, "__html__") else value

"""Model fields that several domains use."""

import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from config import millionths


class MillionthsFormField(forms.DecimalField):
    """Shows and takes a decimal; its clean value is an integer of millionths."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("decimal_places", 6)
        kwargs.setdefault("max_digits", 15)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return format(millionths.to_decimal(value).normalize(), "f")
        return value

    def clean(self, value: Any) -> int | None:
        number: Decimal | None = super().clean(value)
        return None if number is None else millionths.from_decimal(number)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return initial != self.clean(data)
        except ValidationError:
            return True


class MillionthsField(models.BigIntegerField):
    """An exact number kept as an integer of one millionth; forms show it as a decimal."""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return models.Field.formfield(self, form_class=MillionthsFormField, **kwargs)


YEARS = range(1900, 2101)
"""The years of which anything can be recorded: a day or a month of another year is a slip of the pen."""


def validate_month(value: str) -> None:
    """Refuses what is not a month written 2011-10."""
    year, _dash, month = value.partition("-")
    digits = len(value) == 7 and value.isascii() and year.isdecimal() and month.isdecimal()
    if not (digits and int(year) in YEARS and 1 <= int(month) <= 12):
        raise ValidationError(_("“%(value)s” is not a month; write it as 2011-10."), params={"value": value})


def validate_day(value: datetime.date) -> None:
    """Refuses a day that lies outside of any record's time."""
    if value.year not in YEARS:
        raise ValidationError(
            _("The year %(year)s cannot be right. Enter a day between %(first)s and %(last)s."),
            code="year",
            params={"year": str(value.year), "first": str(YEARS[0]), "last": str(YEARS[-1])},
        )

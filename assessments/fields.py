"""Fields of a scheme that are more than one number: the steps of a curve, the classes of townships."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.scoring.weights import UNGROUPED
from cadres.models import TownshipClass
from config.millionths import from_decimal, to_decimal

GROUPS = [*TownshipClass.Kind.choices, (UNGROUPED, _("without a class"))]
"""Classes of townships as choices. Offices of counties and cities have none."""

ARROW = re.compile(r"\s*(?:→|->|=>|=|:|：)\s*")
BETWEEN = re.compile(r"\s*[;；,，、\n]\s*")


def steps_in_words(steps: Any) -> str:
    """[[3000000, 4000000]] as “3 → 4”."""
    return "; ".join(f"{plain(value)} → {plain(points)}" for value, points in steps or ())


def plain(millionths: int) -> str:
    """An exact number without needless zeros: 12500000 → '12.5'."""
    return format(to_decimal(millionths).normalize(), "f")


class StepsFormField(forms.CharField):
    """Takes “3 → 4; 6 → 8”: from 3 on 4 points, from 6 on 8. Its clean value is a list of pairs of millionths."""

    default_error_messages = {
        "steps": _("“%(step)s” is not a step. Write value → points, for example 3 → 4; 6 → 8."),
    }

    def prepare_value(self, value: Any) -> Any:
        return steps_in_words(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[list[int]]:
        text = super().clean(value)
        return [self.step(part) for part in BETWEEN.split(text.strip()) if part]

    def step(self, text: str) -> list[int]:
        try:
            value, points = (from_decimal(Decimal(part)) for part in ARROW.split(text.strip()))
        except (ValueError, InvalidOperation, OverflowError):
            raise ValidationError(self.error_messages["steps"], code="steps", params={"step": text}) from None
        return [value, points]

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (initial or []) != self.clean(data)
        except ValidationError:
            return True


class StepsField(models.JSONField):
    """The steps of a curve as [[value from which, points], …], both in millionths."""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return models.Field.formfield(self, form_class=StepsFormField, **kwargs)


class SeveralOfField(models.JSONField):
    """Some of the `choices`, as a list of their keys; none of them: all."""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return forms.TypedMultipleChoiceField(
            choices=self.several,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label=self.verbose_name,
            help_text=self.help_text,
            empty_value=[],
        )

    def __init__(self, *args: Any, several: Any = (), **kwargs: Any) -> None:
        self.several = list(several)
        super().__init__(*args, **kwargs)

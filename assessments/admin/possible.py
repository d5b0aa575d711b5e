"""The verbs of this app as the admin calls them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError

from assessments.actions import NotPossible


def telling(verb: Callable[..., Any]) -> Callable[..., Any]:
    """The verb with its refusal as an error of the form."""

    def run(**values: Any) -> Any:
        try:
            return verb(**values)
        except NotPossible as refusal:
            raise ValidationError(str(refusal)) from refusal

    return run

"""What every record's page says about its recording: who entered it, when, by which import; who voided it, and why."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from config.facts import Recorded, Voidable
from config.naming import Names


class AboutMixin:
    """Two read-only fields for the admin of recorded facts."""

    model: Any

    def about(self) -> list[str]:
        """What every record of this model says about its own recording."""
        return [
            n for n, base in (("entered", Recorded), ("voided", Voidable)) if issubclass(self.model, base)
        ]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        obj = super().get_object(request, object_id, from_field)  # type: ignore[misc]
        if obj is not None:
            # The columns below are asked with the record alone.
            obj.looked_at_by = request.user
        return obj

    @admin.display(description=_("entered"))
    def entered(self, obj: Any) -> str:
        """Who entered a row, when, by which batch."""
        names = Names(obj.looked_at_by, [obj.recorded_by, obj.batch])
        parts = [names.writer(obj.recorded_by), in_short(obj.recorded_at), names.batch(obj.batch)]
        return " · ".join(part for part in parts if part)

    @admin.display(description=_("void"), empty_value=_("no"))
    def voided(self, obj: Any) -> str | None:
        """Who voided a row, when and why."""
        if obj.voided_at is None:
            return None
        names = Names(obj.looked_at_by, [obj.voided_by])
        return " · ".join([names.writer(obj.voided_by), in_short(obj.voided_at), obj.void_reason])


def in_short(moment: datetime.datetime) -> str:
    """A moment as a record's page shows it."""
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")

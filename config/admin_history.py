"""The journal beside a record: its history as a page, and the looks at what only some roles may read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from config.journal import actions as journal
from config.journal.history import Line, history_of


class HistoryMixin:
    """Shows the journal of a record in place of Django's log, and enters looks."""

    object_history_template = "admin/object_history.html"

    def tells(self, request: HttpRequest, obj: Model) -> bool:
        """Whether a record's page shows this account something that each look at is recorded."""
        return False

    def note_look(self, request: HttpRequest, obj: Model, lines: Iterable[Line] = ()) -> None:
        """Enters a look at a record, and at lines of its history, where they tell what is to be noted."""
        if self.tells(request, obj) or any(line.sensitive for line in lines):
            journal.record_look(obj=obj, by=request.user)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The journal of one record, in place of Django's log."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        lines = history_of(obj, request.user)
        self.note_look(request, obj, lines)
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("History: %(record)s") % {"record": obj},
            "lines": lines,
            "module_name": self.opts.verbose_name_plural,
            "object": obj,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)

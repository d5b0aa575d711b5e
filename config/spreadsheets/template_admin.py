"""The blank table of a kind of sheet, to be downloaded where it is imported."""

from __future__ import annotations

import io
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from config.spreadsheets.safe import file_name
from config.spreadsheets.template_book import template


class SheetTemplateMixin:
    """Gives an admin with a `kind` the address of its blank table."""

    def get_urls(self) -> list[Any]:
        name = "{}_{}_import_template".format(*self.get_model_info())  # type: ignore[attr-defined]
        view = self.admin_site.admin_view(self.template_view)  # type: ignore[attr-defined]
        return [path("import-template/", view, name=name), *super().get_urls()]  # type: ignore[misc]

    @method_decorator(require_GET)
    def template_view(self, request: HttpRequest) -> FileResponse:
        """The blank table, with the places of the account to choose from."""
        if not self.has_import_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        kind = self.kind  # type: ignore[attr-defined]
        title = _("%(kind)s (blank)") % {"kind": kind.title}
        return FileResponse(
            io.BytesIO(template(kind, request.user.scope)),  # type: ignore[union-attr]
            as_attachment=True,
            filename=file_name(title, timezone.localdate(), "xlsx"),
        )

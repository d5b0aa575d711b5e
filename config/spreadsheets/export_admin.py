"""The admin's face of exports: what a list shows, filtered and scoped."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from import_export.admin import ExportMixin
from import_export.forms import ExportForm

from config.spreadsheets.exporting import FORMATS
from config.spreadsheets.import_admin import CHANGE_LIST, staff_of
from config.spreadsheets.kinds import kind_named


class ListExportMixin(ExportMixin):
    """Adds the export of what a list shows, filtered and scoped, as .xlsx or .csv.

    What is exported are the columns of the kind named by `import_kind`, else `resource_classes`, which are
    `config.spreadsheets.exporting.ListResource`s.
    """

    import_kind = ""
    export_limit = 100_000
    """So many rows go into one file."""
    import_export_change_list_template = CHANGE_LIST
    export_template_name = "admin/spreadsheets/export.html"
    export_form_class = ExportForm

    def get_export_formats(self) -> list[Any]:
        return list(FORMATS)

    def get_resource_classes(self, request: HttpRequest) -> list[Any]:
        return [kind_named(self.import_kind).resource] if self.import_kind else list(self.resource_classes)

    def get_export_resource_kwargs(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        return {"scope": staff_of(request).scope}

    def get_export_data(self, file_format: Any, request: HttpRequest, queryset: Any, **kwargs: Any) -> Any:
        """The file; ValueError, which the page shows, if it would be too long."""
        if queryset.order_by()[self.export_limit :].exists():
            raise ValueError(
                _("The list has more than %(limit)s rows. Filter it and export the parts.")
                % {"limit": self.export_limit}
            )
        return super().get_export_data(file_format, request, queryset, **kwargs)

    def get_valid_export_item_pks(self, request: HttpRequest) -> Any:
        return self.get_export_queryset(request).values_list("pk", flat=True)

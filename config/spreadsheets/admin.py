"""The admin's face of imports and exports: django-import-export's buttons, forms and permissions before our stages."""

from __future__ import annotations

from import_export.admin import ExportMixin, ImportMixin


class SheetImportMixin(ImportMixin):
    """Adds the import of a kind of sheet to a model's list.

        class CadreAdmin(SheetImportMixin, ListExportMixin, ScopedAdmin):
            import_kind = "cadres"              # name in config.spreadsheets.kinds
            resource_classes = [CadreResource]  # what the list exports

    Either mixin also works alone. Both stand before ScopedAdmin.
    """

    import_kind = ""


class ListExportMixin(ExportMixin):
    """Adds the export of what a list shows, filtered and scoped, as .xlsx or .csv; needs `resource_classes`."""

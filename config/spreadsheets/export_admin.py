"""The admin's face of exports: what a list shows, filtered, searched, sorted and scoped, in one file."""

from __future__ import annotations

import tempfile
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ALL_VAR, ORDER_VAR, PAGE_VAR, SEARCH_VAR
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.forms import MultipleChoiceField, MultipleHiddenInput
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.admin import ExportMixin
from import_export.forms import ExportForm

from config.admin_lists import usable
from config.journal import actions as journal
from config.spreadsheets.export_formats import FORMATS, ListFormat
from config.spreadsheets.exporting import ListResource, ShownResource
from config.spreadsheets.kinds import kind_named
from config.spreadsheets.safe import file_name
from config.spreadsheets.shown import columns_of

NOT_A_FILTER = (PAGE_VAR, ORDER_VAR, ALL_VAR)
HIDDEN = "…"
"""Stands in the journal for what was searched: it may be a person's name."""


class ListExportMixin(ExportMixin):
    """Adds the export of what a list shows, as .xlsx or .csv; `ScopedAdmin` gives it to every list.

    A list that names an `import_kind` exports the columns of that kind, which can be imported again; every other list
    the columns that it shows.
    """

    import_kind = ""
    export_limit = 100_000
    """So many rows go into one file."""
    import_export_change_list_template = "admin/spreadsheets/change_list.html"
    export_template_name = "admin/spreadsheets/export.html"
    export_form_class = ExportForm

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Nobody takes out what they may not see."""
        return super().has_export_permission(request) and self.has_view_permission(request)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions: dict[str, Any] = super().get_actions(request)
        if self.has_export_permission(request):
            actions["export_chosen"] = (
                export_chosen,
                "export_chosen",
                gettext_lazy("Export the chosen rows"),
            )
        return actions

    def get_export_formats(self) -> list[Any]:
        return list(FORMATS)

    def get_resource_classes(self, request: HttpRequest) -> list[Any]:
        return [(self.import_kind and kind_named(self.import_kind).resource) or ShownResource]

    def list_resource(self, request: HttpRequest) -> ListResource:
        """The columns for this account."""
        [resource] = self.get_resource_classes(request)
        of_list = {"columns": columns_of(self, request)} if resource is ShownResource else {}
        made: ListResource = resource(scope=request.user.scope, **of_list)  # type: ignore[union-attr]
        return made

    def get_export_queryset(self, request: HttpRequest) -> QuerySet:
        try:
            return super().get_export_queryset(request)
        except IncorrectLookupParameters:
            raise BadRequest("The list has no such filter.") from None

    def get_valid_export_item_pks(self, request: HttpRequest) -> Any:
        """Of the rows that were chosen, those that the list shows to this account."""
        chosen = [key for key in request.POST.getlist("export_items") if usable(key)]
        return self.get_export_queryset(request).filter(pk__in=chosen).values_list("pk", flat=True)

    def init_request_context_data(self, request: HttpRequest, form: Any) -> dict[str, Any]:
        return self.export_context(request, form, self.get_export_queryset(request))

    def export_context(self, request: HttpRequest, form: Any, queryset: QuerySet) -> dict[str, Any]:
        """What the page tells: which columns, how many rows, and whether that is too many."""
        resource = self.list_resource(request)
        rows = resource.count(queryset, self.export_limit)
        return {
            **self.admin_site.each_context(request),
            "title": _("Export: %(list)s") % {"list": capfirst(self.opts.verbose_name_plural)},
            "opts": self.opts,
            "form": form,
            "columns": resource.headers(),
            "rows": rows,
            "too_long": self.too_long() if rows > self.export_limit else "",
            "export_url": self.export_url(request),
        }

    def export_url(self, request: HttpRequest) -> str:
        """Where the list is exported, filtered as it is."""
        url = reverse("{}:{}_{}_export".format(self.admin_site.name, *self.get_model_info()))
        return f"{url}?{request.GET.urlencode()}"

    def too_long(self) -> str:
        return _("The list has more than %(limit)s rows. Filter it and export the parts.") % {
            "limit": self.export_limit
        }

    def _do_file_export(
        self, file_format: ListFormat, request: HttpRequest, queryset: QuerySet, export_form: Any = None
    ) -> FileResponse:
        """The file, written to disk row by row, and its entry in the journal; ValueError, which the page shows, if it
        would be too long."""
        resource = self.list_resource(request)
        if resource.count(queryset, self.export_limit) > self.export_limit:
            raise ValueError(self.too_long())
        file = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
        rows = file_format.write(file, resource.headers(), resource.records(queryset))
        file.seek(0)
        told = {"rows": rows, "format": file_format.get_title(), "filter": filters_of(request)}
        journal.record_about_list(
            verb="export",
            model=self.model,
            by=request.user,
            told={**told, "chosen": "export_items" in request.POST},
        )
        return FileResponse(
            file,
            as_attachment=True,
            filename=self.get_export_filename(request, queryset, file_format),
            content_type=file_format.get_content_type(),
        )

    def get_export_filename(self, request: HttpRequest, queryset: QuerySet, file_format: ListFormat) -> str:
        return file_name(self.opts.verbose_name_plural, timezone.localdate(), file_format.get_extension())


def filters_of(request: HttpRequest) -> dict[str, str]:
    """How the list was filtered: names and values, but not what was searched."""
    return {
        name: HIDDEN if name == SEARCH_VAR else ",".join(values)[:100]
        for name, values in request.GET.lists()
        if name not in NOT_A_FILTER
    }


def export_chosen(model_admin: ListExportMixin, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
    """The action on the chosen rows of a list; where all of them are chosen, it is the export of the list."""
    if request.POST.get("select_across") == "1":
        return HttpResponseRedirect(model_admin.export_url(request))
    form = ExportForm(
        formats=model_admin.get_export_formats(), resources=model_admin.get_resource_classes(request)
    )
    chosen = [str(key) for key in queryset.values_list("pk", flat=True)]
    form.fields["export_items"] = MultipleChoiceField(
        widget=MultipleHiddenInput, required=False, initial=chosen, choices=[(key, key) for key in chosen]
    )
    context = model_admin.export_context(request, form, queryset)
    return TemplateResponse(request, model_admin.export_template_name, context)

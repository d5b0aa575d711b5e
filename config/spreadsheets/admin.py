"""The admin's face of imports and exports: django-import-export's buttons, forms and permissions before our stages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST
from import_export.admin import ExportMixin, ImportMixin
from import_export.forms import ExportForm

from config.admin import ReadOnlyAdmin
from config.spreadsheets import pending
from config.spreadsheets.exporting import FORMATS
from config.spreadsheets.forms import ConfirmForm, UploadForm, token_of
from config.spreadsheets.importing import NotWritten, Upload, carry_out, preview
from config.spreadsheets.kinds import Context, SheetKind, kind_named
from config.spreadsheets.models import Batch
from config.spreadsheets.planning import Plan
from config.spreadsheets.screens import preview_context
from config.spreadsheets.types import FileRefused

CHANGE_LIST = "admin/spreadsheets/change_list.html"


def staff_of(request: HttpRequest) -> Any:
    """The signed-in account: these views admit nobody else."""
    return request.user


class SheetImportMixin(ImportMixin):
    """Adds the import of a kind of sheet to a model's list.

        class CadreAdmin(SheetImportMixin, ListExportMixin, ScopedAdmin):
            import_kind = "cadres"  # name in config.spreadsheets.kinds; also says what is exported

    Either mixin also works alone. Both stand before ScopedAdmin. Upload → preview → confirm: nothing is written before
    the confirmation, and what is written is what was shown.
    """

    import_kind = ""
    import_export_change_list_template = CHANGE_LIST
    import_template_name = "admin/spreadsheets/upload.html"
    preview_template_name = "admin/spreadsheets/preview.html"

    @property
    def kind(self) -> SheetKind:
        return kind_named(self.import_kind)

    def get_urls(self) -> list[Any]:
        name = "{}_{}_import_preview".format(*self.get_model_info())
        own = path("import/<str:key>/", self.admin_site.admin_view(self.preview_view), name=name)
        return [own, *super().get_urls()]

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The upload form; a file that was sent is put by and its preview shown."""
        self.allow_import(request)
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            sent = form.cleaned_data["import_file"]
            waiting = pending.keep(
                kind=self.kind.name,
                upload=Upload(sent.name, sent.read()),
                as_of=form.cleaned_data["as_of"],
                staff_id=staff_of(request).pk,
            )
            return HttpResponseRedirect(self.preview_url(waiting.key))
        return self.upload_page(request, form)

    @method_decorator(require_GET)
    def preview_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """What importing the waiting file would do."""
        self.allow_import(request)
        waiting = pending.find(key, kind=self.kind.name, staff_id=staff_of(request).pk)
        if waiting is None:
            return self.gone(request)
        try:
            plan = preview(self.kind, waiting.upload(), self.context(request, waiting))
        except FileRefused as refusal:
            pending.erase(key)
            form = UploadForm({"as_of": waiting.as_of})
            form.errors["import_file"] = form.error_class([f"{waiting.name}: {refusal}"])
            return self.upload_page(request, form)
        return self.preview_page(request, waiting, plan)

    @method_decorator(require_POST)
    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Imports the waiting file once it is confirmed, and erases it."""
        self.allow_import(request)
        form = ConfirmForm(request.POST)
        if not form.is_valid():
            return self.gone(request)
        waiting = pending.find(form.cleaned_data["key"], kind=self.kind.name, staff_id=staff_of(request).pk)
        expected = form.fingerprint_for(waiting) if waiting else None
        if waiting is None or expected is None:
            return self.gone(request)
        try:
            plan, batch = carry_out(
                kind=self.kind,
                upload=waiting.upload(),
                context=self.context(request, waiting),
                by=request.user,
                expected=expected,
            )
        except NotWritten as reason:
            messages.error(request, str(reason))
            return HttpResponseRedirect(self.preview_url(waiting.key))
        except FileNotFoundError:
            return self.gone(request)
        pending.erase(waiting.key)
        self.tell(request, plan, batch)
        return HttpResponseRedirect(reverse("admin:{}_{}_changelist".format(*self.get_model_info())))

    def allow_import(self, request: HttpRequest) -> None:
        if not self.has_import_permission(request):
            raise PermissionDenied

    def context(self, request: HttpRequest, waiting: pending.Pending) -> Context:
        """Staff import into their own jurisdiction."""
        return Context(as_of=waiting.day, scope=staff_of(request).scope)

    def preview_url(self, key: str) -> str:
        return reverse("admin:{}_{}_import_preview".format(*self.get_model_info()), args=[key])

    def upload_page(self, request: HttpRequest, form: UploadForm) -> HttpResponse:
        context = {**self.page(request, _("Import: %(kind)s") % {"kind": self.kind.title}), "form": form}
        return TemplateResponse(request, self.import_template_name, context)

    def preview_page(self, request: HttpRequest, waiting: pending.Pending, plan: Plan) -> HttpResponse:
        token = token_of(waiting, plan.fingerprint())
        context = {
            **self.page(request, _("Preview: %(file)s") % {"file": waiting.name}),
            **preview_context(plan, self.kind.labels),
            "waiting": waiting,
            "confirm_form": ConfirmForm(initial={"key": waiting.key, "token": token}),
        }
        return TemplateResponse(request, self.preview_template_name, context)

    def page(self, request: HttpRequest, title: str) -> dict[str, Any]:
        request.current_app = self.admin_site.name
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.model._meta,
            "columns": [column.labels[0] for column in self.kind.layout.columns],
        }

    def gone(self, request: HttpRequest) -> HttpResponse:
        """The file was imported, has expired, or is another account's: they look the same."""
        messages.warning(
            request,
            _(
                "This file is not waiting any more: it has been imported, or a day has passed. Nothing was written now."
            ),
        )
        return HttpResponseRedirect(reverse("admin:{}_{}_import".format(*self.get_model_info())))

    def tell(self, request: HttpRequest, plan: Plan, batch: Batch | None) -> None:
        """The message after an import."""
        if batch is None:
            messages.info(request, _("Everything in this file is recorded already; nothing was written."))
            return
        done = (
            _("Imported: %(new)s new, %(changed)s changed, %(same)s the same, %(refused)s refused.")
            % plan.counts
        )
        url = reverse("admin:spreadsheets_batch_change", args=[batch.pk])
        messages.success(request, format_html('{} <a href="{}">{}</a>', done, url, _("See the batch")))


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


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    """Imports that were carried out."""

    list_display = (
        "id",
        "made_at",
        "kind",
        "file_name",
        "division_code",
        "made_by",
        "new",
        "changed",
        "refused",
    )
    list_filter = ("kind",)
    search_fields = ("file_name", "division_code")
    list_select_related = ("made_by",)
    fieldsets = (
        (None, {"fields": ("kind", "file_name", "file_sha256", "as_of", "division_code")}),
        (gettext_lazy("Who and when"), {"fields": ("made_by", "made_at")}),
        (gettext_lazy("Rows"), {"fields": ("new", "changed", "same", "refused", "ignored", "journal")}),
    )

    @admin.display(description=gettext_lazy("new"))
    def new(self, batch: Batch) -> int:
        return batch.counts.get("new", 0)

    @admin.display(description=gettext_lazy("changed"))
    def changed(self, batch: Batch) -> int:
        return batch.counts.get("changed", 0)

    @admin.display(description=gettext_lazy("same"))
    def same(self, batch: Batch) -> int:
        return batch.counts.get("same", 0)

    @admin.display(description=gettext_lazy("refused"))
    def refused(self, batch: Batch) -> int:
        return batch.counts.get("refused", 0)

    @admin.display(description=gettext_lazy("without data"))
    def ignored(self, batch: Batch) -> int:
        return batch.counts.get("ignored", 0)

    @admin.display(description=gettext_lazy("journal"))
    def journal(self, batch: Batch) -> str:
        url = reverse("admin:journal_entry_changelist") + f"?batch__id__exact={batch.pk}"
        return format_html('<a href="{}">{}</a>', url, _("What this batch wrote"))

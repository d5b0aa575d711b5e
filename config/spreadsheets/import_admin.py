"""The admin's face of imports: django-import-export's buttons, addresses and permissions before our stages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from import_export.admin import ImportMixin

from config.spreadsheets import pending
from config.spreadsheets.forms import ConfirmForm, UploadForm, token_of
from config.spreadsheets.importing import NotWritten, Upload, carry_out, preview
from config.spreadsheets.kinds import Context, SheetKind, kind_named
from config.spreadsheets.models import Batch
from config.spreadsheets.planning import Plan
from config.spreadsheets.screens import preview_context
from config.spreadsheets.template_admin import SheetTemplateMixin
from config.spreadsheets.types import FileRefused

CHANGE_LIST = "admin/spreadsheets/change_list.html"


def staff_of(request: HttpRequest) -> Any:
    """The signed-in account: these views admit nobody else."""
    return request.user


class SheetImportMixin(SheetTemplateMixin, ImportMixin):
    """Adds the import of a kind of sheet to a model's list.

        class CadreAdmin(SheetImportMixin, ScopedAdmin):
            import_kind = "cadres"  # name in config.spreadsheets.kinds; also says what is exported

    Upload → preview → confirm: nothing is written before
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

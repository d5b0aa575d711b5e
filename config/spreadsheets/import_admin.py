"""The admin's face of imports: django-import-export's buttons, addresses and permissions before our stages."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from import_export.admin import ImportMixin

from config.journal.refusals import hidden
from config.spreadsheets import actions, vault
from config.spreadsheets.copies import copy_of_refused, whole_copy
from config.spreadsheets.forms import ConfirmForm
from config.spreadsheets.import_pages import ImportPages, staff_of
from config.spreadsheets.importing import NotWritten, Upload
from config.spreadsheets.models import Batch
from config.spreadsheets.safe import file_name
from config.spreadsheets.template_admin import SheetTemplateMixin
from config.spreadsheets.types import FileRefused
from config.transactions import is_busy, somebody_else_is_at_it

CHANGE_LIST = "admin/spreadsheets/change_list.html"
COPIES: dict[str, tuple[Callable[[Batch], bytes], Any]] = {
    "marked": (whole_copy, gettext_lazy("marked")),
    "refused": (copy_of_refused, gettext_lazy("refused rows")),
}
"""The copies of a file that are handed out."""
State = Batch.State


class SheetImportMixin(ImportPages, SheetTemplateMixin, ImportMixin):
    """Adds the import of a kind of sheet to a model's list.

        class CadreAdmin(SheetImportMixin, ScopedAdmin):
            import_kind = "cadres"  # name in config.spreadsheets.kinds; also says what is exported

    Upload → preview → confirm: nothing is written before the confirmation, and what is written is what was shown. Long
    files are read and written in the background; the page of the import shows how far that is, whenever it is opened.
    """

    import_export_change_list_template = CHANGE_LIST

    def get_urls(self) -> list[Any]:
        name = "{}_{}_import".format(*self.get_model_info())
        views = (
            ("import/<str:key>/", self.import_view, "preview"),
            ("import/<str:key>/progress/", self.import_progress_view, "progress"),
            ("import/<str:key>/answer/", self.import_answer_view, "answer"),
            ("import/<str:key>/copy/<str:what>/", self.import_copy_view, "copy"),
            ("import/<str:key>/give-up/", self.import_give_up_view, "give_up"),
        )
        own = [path(at, self.admin_site.admin_view(view), name=f"{name}_{what}") for at, view, what in views]
        return [*own, *super().get_urls()]

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The upload form; a file that was sent is put by and its preview shown."""
        self.allow_import(request)
        form = self.upload_form(request, request.POST or None, request.FILES or None)
        if request.method != "POST" or not form.is_valid():
            return self.upload_page(request, form)
        sent = form.cleaned_data["import_file"]
        batch = actions.receive(
            kind=self.kind,
            upload=Upload(sent.name, sent.read()),
            as_of=form.cleaned_data["as_of"],
            codes=[code] if (code := form.cleaned_data.get("division")) else [],
            all_or_nothing=form.cleaned_data["all_or_nothing"],
            by=staff_of(request),
        )
        return HttpResponseRedirect(self.import_url(actions.plan_now_or_later(batch=batch), "preview"))

    @method_decorator([never_cache, require_GET])
    def import_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """An import as it stands: how far it is, its preview, or what became of it."""
        batch = self.batch_of(request, key)
        if batch is None:
            return self.gone(request)
        if batch.state == State.REFUSED:
            form = self.upload_form(request, {"as_of": batch.as_of.isoformat()})
            form.errors["import_file"] = form.error_class([f"{batch.file_name}: {batch.reason}"])
            return self.upload_page(request, form)
        if batch.state in (State.APPLIED, State.UNDONE):
            return HttpResponseRedirect(reverse("admin:spreadsheets_batch_change", args=[batch.pk]))
        if batch.state in (State.READING, State.CONFIRMED):
            return self.waiting_page(request, batch)
        if batch.state not in (State.ASKED, State.SHOWN):
            return self.gone(request)
        try:
            if batch.state == State.ASKED:
                return self.questions_page(request, batch, self.answers_form(request, batch))
            return self.preview_page(request, batch)
        except vault.Gone:
            return self.gone(request)

    @method_decorator([never_cache, require_GET])
    def import_progress_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """How far an import is, as JSON: {state, percent, waits}; percent is null while nobody can tell."""
        batch = self.batch_of(request, key)
        if batch is None:
            raise Http404
        job = batch.job
        return JsonResponse(
            {
                "over": not batch.is_under_way or batch.state not in (State.READING, State.CONFIRMED),
                "percent": job.progress_percent if job else None,
                "waits": bool(job and job.state == job.State.WAITING),
            }
        )

    @method_decorator(require_POST)
    def import_answer_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """Answers what was asked about the file; it is then planned anew."""
        batch = self.batch_of(request, key)
        try:
            if batch is None or batch.state not in (State.ASKED, State.SHOWN):
                return self.gone(request)
            form = self.answers_form(request, batch, request.POST)
            if not form.is_valid():
                return self.questions_page(request, batch, form)
            batch = actions.answer(batch=batch, by=staff_of(request), **form.answers())
        except (NotWritten, vault.Gone):
            return self.gone(request)
        return HttpResponseRedirect(self.import_url(batch, "preview"))

    @method_decorator(require_GET)
    def import_copy_view(self, request: HttpRequest, key: str, what: str) -> HttpResponseBase:
        """The file back with its mistakes marked, whole or only what is refused."""
        if what not in COPIES:
            raise Http404
        batch = self.batch_of(request, key)
        copy, title = COPIES[what]
        try:
            if batch is None:
                raise vault.Gone(key)
            data = copy(batch)
        except (vault.Gone, FileRefused):
            return self.gone(request)
        name = f"{batch.file_name.rpartition('.')[0] or batch.file_name}（{title}）"
        named = file_name(name, timezone.localdate(), "xlsx")
        return FileResponse(io.BytesIO(data), as_attachment=True, filename=named)

    @method_decorator(require_POST)
    def import_give_up_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """Gives up an import that is not written yet."""
        batch = self.batch_of(request, key)
        if batch is None:
            return self.gone(request)
        try:
            actions.give_up(batch=batch, by=staff_of(request))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(self.import_url(batch, "preview"))
        messages.info(request, _("The import was given up. Nothing was written, and the file is erased."))
        return HttpResponseRedirect(reverse("admin:{}_{}_import".format(*self.get_model_info())))

    @method_decorator(require_POST)
    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Writes the plan that was confirmed, at once or in the background."""
        self.allow_import(request)
        form = ConfirmForm(request.POST)
        batch = self.batch_of(request, form.cleaned_data["key"]) if form.is_valid() else None
        expected = form.fingerprint_for(batch) if batch else None
        if batch is None or expected is None:
            return self.gone(request)
        try:
            actions.confirm(batch=batch, by=staff_of(request), fingerprint=expected)
            batch = actions.apply_now_or_later(batch=batch)
        except (NotWritten, FileRefused) as reason:
            messages.error(request, str(reason))
            return HttpResponseRedirect(self.import_url(batch, "preview"))
        except OperationalError as error:
            if not is_busy(error):
                raise
            messages.error(request, somebody_else_is_at_it())
            return HttpResponseRedirect(self.import_url(batch, "preview"))
        except vault.Gone:
            return self.gone(request)
        if batch.state != State.APPLIED:
            return HttpResponseRedirect(self.import_url(batch, "preview"))
        self.tell(request, batch)
        return HttpResponseRedirect(reverse("admin:{}_{}_changelist".format(*self.get_model_info())))

    def allow_import(self, request: HttpRequest) -> None:
        if not self.has_import_permission(request):
            raise PermissionDenied

    def batch_of(self, request: HttpRequest, key: str) -> Batch | None:
        """The import with this key, if it is of this kind and this account's; else that it was asked for is noted."""
        self.allow_import(request)
        own = Batch.objects.filter(key=key, kind=self.kind.name, made_by=staff_of(request))
        batch = own.select_related("job").first()
        if batch is None:
            hidden(request, Batch)
        return batch

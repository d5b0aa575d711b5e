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
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from import_export.admin import ImportMixin

from config.jobs.models import worker_alive
from config.spreadsheets import actions, asking, plan_pages, vault
from config.spreadsheets.copies import copy_of_refused, whole_copy
from config.spreadsheets.forms import AnswersForm, ConfirmForm, UploadForm, token_of
from config.spreadsheets.importing import NotWritten, Upload
from config.spreadsheets.kinds import SheetKind, kind_named, places_within
from config.spreadsheets.models import Batch
from config.spreadsheets.questions import COLUMN, PLACE
from config.spreadsheets.safe import file_name
from config.spreadsheets.screens import HEADINGS, first_section, preview_context
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


def staff_of(request: HttpRequest) -> Any:
    """The signed-in account: these views admit nobody else."""
    return request.user


class SheetImportMixin(SheetTemplateMixin, ImportMixin):
    """Adds the import of a kind of sheet to a model's list.

        class CadreAdmin(SheetImportMixin, ScopedAdmin):
            import_kind = "cadres"  # name in config.spreadsheets.kinds; also says what is exported

    Upload → preview → confirm: nothing is written before the confirmation, and what is written is what was shown. Long
    files are read and written in the background; the page of the import shows how far that is, whenever it is opened.
    """

    import_kind = ""
    import_export_change_list_template = CHANGE_LIST
    import_template_name = "admin/spreadsheets/upload.html"

    @property
    def kind(self) -> SheetKind:
        return kind_named(self.import_kind)

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
            columns, places = form.answers(COLUMN), form.answers(PLACE)
            batch = actions.answer(batch=batch, by=staff_of(request), columns=columns, places=places)
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
        """The import with this key, if it is of this kind and this account's."""
        self.allow_import(request)
        own = Batch.objects.filter(key=key, kind=self.kind.name, made_by=staff_of(request))
        return own.select_related("job").first()

    def import_url(self, batch: Batch, view: str, *args: str) -> str:
        name = "admin:{}_{}_import_{}".format(*self.get_model_info(), view)
        return reverse(name, args=[batch.key, *args])

    def upload_page(self, request: HttpRequest, form: UploadForm) -> HttpResponse:
        context = {**self.page(request, _("Import: %(kind)s") % {"kind": self.kind.title}), "form": form}
        return TemplateResponse(request, self.import_template_name, context)

    def upload_form(self, request: HttpRequest, *data: Any) -> UploadForm:
        return UploadForm(*data, places=places_within(staff_of(request).scope))

    def answers_form(self, request: HttpRequest, batch: Batch, data: Any = None) -> AnswersForm:
        """The questions about a file. Raises vault.Gone."""
        places = places_within(staff_of(request).scope)
        questions = asking.kept(batch.key)
        return AnswersForm(data, questions=questions, labels=self.kind.labels, places=places)

    def questions_page(self, request: HttpRequest, batch: Batch, form: AnswersForm) -> HttpResponse:
        title = _("Please tell: %(file)s") % {"file": batch.file_name}
        context = {**self.page_of(request, batch, title), "answers_form": form}
        return TemplateResponse(request, "admin/spreadsheets/questions.html", context)

    def waiting_page(self, request: HttpRequest, batch: Batch) -> HttpResponse:
        """How far the work in the background is, or that it broke off."""
        context = {
            **self.page_of(request, batch, batch.file_name),
            "progress_url": self.import_url(batch, "progress"),
            "is_written": batch.state == State.CONFIRMED,
            "no_worker": batch.is_under_way and not worker_alive(),
            "problem": batch.job.sentence if batch.job else "",
        }
        return TemplateResponse(request, "admin/spreadsheets/waiting.html", context)

    def preview_page(self, request: HttpRequest, batch: Batch) -> HttpResponse:
        """The plan: numbers, then one page of one section."""
        summary = plan_pages.summary_of(batch.key)
        section = request.GET.get("section", "")
        section = section if section in HEADINGS else first_section(summary)
        number = request.GET.get("page", "")
        at = int(number) if number.isdecimal() and len(number) < 7 else 1
        context = {
            **self.page_of(request, batch, _("Preview: %(file)s") % {"file": batch.file_name}),
            **preview_context(summary, plan_pages.page_of(batch.key, summary, section, at), self.kind.labels),
            "answers_form": self.answers_form(request, batch),
            "marked_url": self.import_url(batch, "copy", "marked"),
            "refused_url": self.import_url(batch, "copy", "refused"),
            "stopped": batch.is_stopped_by(batch.counts),
        }
        return TemplateResponse(request, "admin/spreadsheets/preview.html", context)

    def page_of(self, request: HttpRequest, batch: Batch, title: str) -> dict[str, Any]:
        """What every page about an import needs."""
        return {
            **self.page(request, title),
            "batch": batch,
            "confirm_form": ConfirmForm(initial={"key": batch.key, "token": token_of(batch)}),
            "answer_url": self.import_url(batch, "answer"),
            "give_up_url": self.import_url(batch, "give_up"),
        }

    def page(self, request: HttpRequest, title: str) -> dict[str, Any]:
        request.current_app = self.admin_site.name
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.model._meta,
            "columns": [column.labels[0] for column in self.kind.layout.columns],
        }

    def gone(self, request: HttpRequest) -> HttpResponse:
        """The import was given up, has expired, or is another account's: they look the same."""
        messages.warning(
            request,
            _(
                "This file is not waiting any more: it has been imported, or a day has passed. Nothing was written now."
            ),
        )
        return HttpResponseRedirect(reverse("admin:{}_{}_import".format(*self.get_model_info())))

    def tell(self, request: HttpRequest, batch: Batch) -> None:
        """The message after an import."""
        done = (
            _("Imported: %(new)s new, %(changed)s changed, %(same)s the same, %(refused)s refused.")
            % batch.counts
        )
        url = reverse("admin:spreadsheets_batch_change", args=[batch.pk])
        messages.success(request, format_html('{} <a href="{}">{}</a>', done, url, _("See the batch")))

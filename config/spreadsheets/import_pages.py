"""The pages of an import: upload, questions, waiting, preview, and what is said when there is none."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from config.jobs.models import worker_alive
from config.spreadsheets import asking, plan_pages
from config.spreadsheets.forms import AnswersForm, ConfirmForm, UploadForm, token_of
from config.spreadsheets.kinds import SheetKind, kind_named, places_within
from config.spreadsheets.models import Batch
from config.spreadsheets.screens import HEADINGS, first_section, preview_context


def staff_of(request: HttpRequest) -> Any:
    """The signed-in account: these views admit nobody else."""
    return request.user


class ImportPages:
    """What the views of an import show."""

    import_kind = ""
    import_template_name = "admin/spreadsheets/upload.html"
    model: Any
    admin_site: Any
    get_model_info: Any

    @property
    def kind(self) -> SheetKind:
        return kind_named(self.import_kind)

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
            "is_written": batch.state == Batch.State.CONFIRMED,
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

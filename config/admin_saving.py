"""Saving a record's page: in one transaction, under lock, once, with its entries in the journal."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import DataError, IntegrityError, transaction
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from config.admin_lists import usable
from config.journal import actions as journal
from config.sending.once import in_one_transaction


class SavingMixin:
    """How an admin saves what its page sends."""

    model: Any

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        try:
            if request.method != "POST":
                return super().changeform_view(request, object_id, form_url, extra_context)
            return in_one_transaction(
                request, partial(self._save_page, request, object_id, form_url, extra_context)
            )
        except (DataError, IntegrityError):
            # Two forms at once, or a rule that only the database knows: nothing was written.
            messages.error(request, self.refused_by_database())
            return HttpResponseRedirect(request.get_full_path())

    @transaction.atomic
    def _save_page(self, request: HttpRequest, object_id: str | None, *args: Any) -> HttpResponse:
        self._hold(object_id)
        return super().changeform_view(request, object_id, *args)

    def _hold(self, object_id: str | None) -> None:
        """Lets nobody else write a record until the transaction ends, so that what is compared is what is changed."""
        if object_id is not None and usable(unquote(object_id)):
            list(self.model._base_manager.select_for_update().filter(pk=unquote(object_id)).values_list("pk"))

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm, change: bool) -> None:
        journal.save(obj=obj, by=request.user)

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: Any, change: bool) -> None:
        for obj in formset.save(commit=False):
            journal.save(obj=obj, by=request.user)
        formset.save_m2m()

    # The journal is the one log; Django's own stays empty.
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        return None

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        return None

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        return None

"""The base classes of every model's admin. What they are made of stands beside: the site (`admin_site`), the one rule
of jurisdiction (`admin_scoped`), saving (`admin_saving`), history and looks (`admin_history`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.admin_about import AboutMixin
from config.admin_going_on import GoingOnMixin
from config.admin_history import HistoryMixin
from config.admin_lists import CappedPaginator
from config.admin_pages import PagesMixin
from config.admin_saving import SavingMixin
from config.admin_scoped import ListedInline, ScopedInline, ScopedMixin
from config.admin_seen import seen_context
from config.admin_site import Waiting
from config.admin_verbs import VerbsMixin
from config.journal.refusals import hidden
from config.personal import is_erased
from config.sending.filled import mark_of
from config.sending.once import new_word
from config.spreadsheets.export_admin import ListExportMixin

__all__ = ["ListedInline", "Panel", "ReadOnlyAdmin", "ScopedAdmin", "ScopedInline", "ScopedMixin", "Waiting"]

ASKED_OF_A_FIELD = ("", "__exact", "__id__exact", "__isnull")
"""What Django's filters ask of a field that `list_filter` names: whether it equals a value, or has none."""


@dataclass(frozen=True)
class Panel:
    """A list of links under a record's form, e.g. a cadre's pairings."""

    title: Any
    links: list[tuple[str, str]]
    """Text and address."""
    empty: Any = ""


class ScopedAdmin(
    SavingMixin,
    HistoryMixin,
    AboutMixin,
    GoingOnMixin,
    PagesMixin,
    VerbsMixin,
    ListExportMixin,
    ScopedMixin,
    admin.ModelAdmin,
):
    """The base of every model's admin: scoped, journalled, exported, never deleting, quick on large tables."""

    list_per_page = 25
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    save_on_top = False
    actions_on_bottom = False

    def get_form(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, **kwargs)
        form.request = request
        form.typed_before = self.typed_before(request, obj)
        return form

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        fixed = getattr(obj, "is_void", False) or is_erased(obj)
        return super().has_change_permission(request, obj) and not fixed

    def choice_label(self, obj: Model) -> str:
        """How a record is named where it is chosen."""
        return str(obj)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Only what the list's own filters ask: any other lookup could guess a value that the list does not show."""
        allowed: set[str] = set()
        for item in self.get_list_filter(request):
            found = item[0] if isinstance(item, (tuple, list)) else item
            if isinstance(found, str):
                allowed |= {f"{found}{asked}" for asked in ASKED_OF_A_FIELD}
            else:
                allowed.add(found.parameter_name)
        return lookup in allowed

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        fixed = [f.name for f in self.opts.concrete_fields if not f.editable and not f.primary_key]
        return (*super().get_readonly_fields(request, obj), *fixed, *self.about())

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        fieldsets = list(super().get_fieldsets(request, obj))
        about = self.about()
        return [*fieldsets, (_("Record"), {"fields": about})] if obj and about else fieldsets

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        title = capfirst(self.opts.verbose_name_plural)
        context = {"buttons": self.buttons(request, None), "title": title, **(extra_context or {})}
        return super().changelist_view(request, context)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> Any:
        obj = kwargs.get("obj")
        context |= {**seen_context(context), "once": new_word(), "filled_by": mark_of(request.user)}
        self.tell_of_what_was_typed(request, self.typed_before(request, obj))
        if obj is not None:
            self.note_look(request, obj)
            context["buttons"] = self.buttons(request, obj)
            context["panels"] = self.panels(request, obj)
        return super().render_change_form(request, context, **kwargs)

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """Says that there is no such record, or not here: which of the two is told to nobody. Nor by the journal, in
        which every key stands that was asked for."""
        hidden(request, self.model, unquote(object_id))
        text = gettext(
            "There is no such record (%(kind)s), or it does not lie in the places of your account."
        )
        messages.warning(request, text % {"kind": opts.verbose_name})
        return HttpResponseRedirect(reverse("admin:index", current_app=self.admin_site.name))

    def panels(self, request: HttpRequest, obj: Model) -> list[Panel]:
        """What else there is to see about a record, under its form."""
        return []


class ReadOnlyAdmin(ScopedAdmin):
    """Records that only actions and commands write."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

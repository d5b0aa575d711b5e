"""The admin site, and the base classes that apply the one rule of jurisdiction to every model's admin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError, transaction
from django.db.models import Model, QuerySet
from django.forms import DateField, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.admin_about import AboutMixin
from config.admin_forms import FactForm, offer
from config.admin_going_on import GoingOnMixin, GoingOnSite
from config.admin_lists import CappedPaginator, usable
from config.admin_numbers import ExactNumbersMixin
from config.admin_pages import PagesMixin
from config.admin_seen import seen_context
from config.admin_verbs import VerbsMixin
from config.fields import validate_day
from config.journal import actions as journal
from config.journal.history import history_of
from config.personal import choosable, is_erased
from config.sending.filled import mark_of
from config.sending.once import in_one_transaction, new_word
from config.spreadsheets.export_admin import ListExportMixin

ASKED_OF_A_FIELD = ("", "__exact", "__id__exact", "__isnull")
"""What Django's filters ask of a field that `list_filter` names: whether it equals a value, or has none."""


@dataclass(frozen=True)
class Waiting:
    """Something that waits to be done by whoever is signed in: a sentence, how many, and where."""

    text: str
    count: int
    url: str


@dataclass(frozen=True)
class Panel:
    """A list of links under a record's form, e.g. a cadre's pairings."""

    title: Any
    links: list[tuple[str, str]]
    """Text and address."""
    empty: Any = ""


class AutocompleteView(AutocompleteJsonView):
    """Choices named as the target's admin names them, e.g. a cadre with place and number; nobody who was erased."""

    def get_queryset(self) -> QuerySet:
        return choosable(super().get_queryset())

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        return {"id": str(getattr(obj, to_field_name)), "text": self.model_admin.choice_label(obj)}


class YijiAdminSite(GoingOnSite):
    site_title = _("One Person, One Skill")
    site_header = _("One Person, One Skill · office")
    index_title = _("Overview")
    index_template = "admin/home.html"
    enable_nav_sidebar = False
    password_form: type[PasswordChangeForm] = AdminPasswordChangeForm
    """With what everybody changes the own password."""

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self._waiting: list[Callable[[HttpRequest], Iterator[Waiting]]] = []

    def waits(
        self, source: Callable[[HttpRequest], Iterator[Waiting]]
    ) -> Callable[[HttpRequest], Iterator[Waiting]]:
        """Registers a function that tells what waits to be done."""
        self._waiting.append(source)
        return source

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        apps = self._build_app_dict(request, app_label).values()
        order = {label: position for position, label in enumerate(settings.ADMIN_GROUPS)}
        return sorted(apps, key=lambda app: order.get(app["app_label"], len(order)))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        waiting = [item for source in self._waiting for item in source(request) if item.count]
        return super().index(request, {"waiting": waiting, **(extra_context or {})})

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """As Django's, with a form of this site's own."""
        request.current_app = self.name
        view = PasswordChangeView.as_view(
            form_class=self.password_form,
            template_name="admin/own_password.html",
            success_url=reverse("admin:password_change_done"),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        return view(request)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return AutocompleteView.as_view(admin_site=self)(request)


class ScopedMixin(ExactNumbersMixin):
    """Shows only what the signed-in account may see: rows, objects, and the choices of foreign keys."""

    form = FactForm

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).visible_to(request.user)  # type: ignore[misc]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
        if field is not None:
            offer(field, request, db_field.get_limit_choices_to())
        return field

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if db_field.is_relation and field is not None and hasattr(field.widget, "can_add_related"):
            # No buttons beside a choice: a record is added and changed on its own page.
            field.widget = field.widget.widget
        if isinstance(field, DateField):
            field.validators.append(validate_day)
        return field


class ScopedAdmin(
    AboutMixin, GoingOnMixin, PagesMixin, VerbsMixin, ListExportMixin, ScopedMixin, admin.ModelAdmin
):
    """The base of every model's admin: scoped, journalled, exported, never deleting, quick on large tables."""

    list_per_page = 25
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    save_on_top = False
    actions_on_bottom = False
    object_history_template = "admin/object_history.html"

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

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        title = capfirst(self.opts.verbose_name_plural)
        context = {"buttons": self.buttons(request, None), "title": title, **(extra_context or {})}
        return super().changelist_view(request, context)

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

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> Any:
        obj = kwargs.get("obj")
        context |= {**seen_context(context), "once": new_word(), "filled_by": mark_of(request.user)}
        self.tell_of_what_was_typed(request, self.typed_before(request, obj))
        if obj is not None:
            self._note_look(request, obj)
            context["buttons"] = self.buttons(request, obj)
            context["panels"] = self.panels(request, obj)
        return super().render_change_form(request, context, **kwargs)

    def tells(self, request: HttpRequest, obj: Model) -> bool:
        """Whether a record's page shows this account something that each look at is recorded."""
        return False

    def _note_look(self, request: HttpRequest, obj: Model) -> None:
        if self.tells(request, obj):
            journal.record_look(obj=obj, by=request.user)

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """Says that there is no such record, or not here: which of the two is told to nobody. Nor by the journal, in
        which every key stands that was asked for."""
        journal.record_refusal(request=request, model=self.model, key=unquote(object_id))
        text = gettext(
            "There is no such record (%(kind)s), or it does not lie in the places of your account."
        )
        messages.warning(request, text % {"kind": opts.verbose_name})
        return HttpResponseRedirect(reverse("admin:index", current_app=self.admin_site.name))

    def panels(self, request: HttpRequest, obj: Model) -> list[Panel]:
        """What else there is to see about a record, under its form."""
        return []

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The journal of one record, in place of Django's log."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        self._note_look(request, obj)
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("History: %(record)s") % {"record": obj},
            "lines": history_of(obj, request.user),
            "module_name": self.opts.verbose_name_plural,
            "object": obj,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)


class ReadOnlyAdmin(ScopedAdmin):
    """Records that only actions and commands write."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ScopedInline(ScopedMixin, admin.TabularInline):
    """The base of every inline."""

    extra = 0
    can_delete = False
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Each row together with the record that it lies under, of which its own name may speak."""
        keys = [field for field in self.opts.concrete_fields if field.remote_field]
        above = [key.name for key in keys if key.remote_field.model is self.parent_model]
        found = super().get_queryset(request).select_related(*above)
        if request.method == "POST" and self.has_change_permission(request):
            # As the record above them: nobody else writes them until this form is saved.
            return found.select_for_update(of=("self",))
        return found

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.request = request
        return formset


class ListedInline(ScopedInline):
    """Rows to look at; each is changed on its own page."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

"""The admin site, and the base classes that apply the one rule of jurisdiction to every model's admin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import model_ngettext
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from config.journal import actions as journal


@dataclass(frozen=True)
class Waiting:
    """Something that waits to be done by whoever is signed in: a sentence, how many, and where."""

    text: str
    count: int
    url: str


class YijiAdminSite(admin.AdminSite):
    site_title = _("One Person, One Skill")
    site_header = _("One Person, One Skill · office")
    index_title = _("Overview")
    index_template = "admin/home.html"
    enable_nav_sidebar = False

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


class ScopedMixin:
    """Shows only what the signed-in account may see: rows, objects, and the choices of foreign keys."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).visible_to(request.user)  # type: ignore[misc]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        target = db_field.remote_field.model
        if "queryset" not in kwargs and hasattr(target, "jurisdiction"):
            kwargs["queryset"] = target._default_manager.visible_to(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class ScopedAdmin(ScopedMixin, admin.ModelAdmin):
    """The base of every model's admin: scoped, journalled, never deleting, quick on large tables."""

    list_per_page = 25
    show_full_result_count = False
    save_on_top = False
    actions_on_bottom = False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm, change: bool) -> None:
        journal.save(obj=obj, by=request.user)

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: Any, change: bool) -> None:
        for obj in formset.save(commit=False):
            journal.save(obj=obj, by=request.user)
        formset.save_m2m()


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


def counted(count: int, model: type[Model]) -> str:
    """'3 visits': a number with the model's name in the right number."""
    return f"{count} {model_ngettext(model, count)}"

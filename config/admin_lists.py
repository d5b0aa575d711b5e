"""What lists are made of: a paginator that never counts to the end, and filters that show nothing out of scope."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

CAP = 20_000
"""So far a list counts, and so far one can page; beyond it, filter or search."""


class CappedPaginator(Paginator):
    """Counts at most CAP rows, so that no page of a large table waits for a count of it all."""

    @cached_property
    def _counted(self) -> int:
        return self.object_list.order_by().values("pk")[: CAP + 1].count()

    @property
    def count(self) -> int:
        return min(self._counted, CAP)

    @property
    def more(self) -> bool:
        """Whether there are more rows than are counted."""
        return self._counted > CAP


class ScopedRelatedFilter(admin.RelatedFieldListFilter):
    """The choices of a foreign key, only those that the signed-in account may see; one query."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
        target = field.remote_field.model
        visible = Q()
        if hasattr(target, "jurisdiction") and not request.user.scope.everything:
            visible = target.jurisdiction.condition(request.user.scope)
        ordering = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(include_blank=False, ordering=ordering, limit_choices_to=visible)


admin.FieldListFilter.register(lambda field: field.remote_field, ScopedRelatedFilter, take_priority=True)


class DefaultedFilter(admin.SimpleListFilter):
    """A filter that is always on: its first choice holds when nothing is chosen."""

    def value(self) -> str:
        return super().value() or str(self.lookup_choices[0][0])

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        for key, label in self.lookup_choices:
            yield {
                "selected": self.value() == str(key),
                "query_string": changelist.get_query_string({self.parameter_name: key}),
                "display": label,
            }


class MarkedFilter(DefaultedFilter):
    """Hides the rows that carry a mark, the time at which they got it, unless they are asked for."""

    column: str
    without: tuple[str, Any]
    marked: tuple[str, Any]
    """The two choices, as the address and as the page has them."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [self.without, self.marked, ("all", _("All"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "all":
            return queryset
        return queryset.filter(**{f"{self.column}__isnull": self.value() != self.marked[0]})


class StandingFilter(MarkedFilter):
    """Void rows or the others."""

    title = _("state")
    parameter_name = "state"
    column, without, marked = "voided_at", ("standing", _("Valid")), ("void", _("Void"))


class ErasedFilter(MarkedFilter):
    """People whose personal data were erased, or the others."""

    title = _("personal data")
    parameter_name = "erased"
    column, without, marked = "erased_at", ("kept", _("Kept")), ("erased", _("Erased"))


class InForceFilter(DefaultedFilter):
    """Dated facts: by default those that hold today or later."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("current", _("Holds")), ("ended", _("Ended")), ("void", _("Void")), ("all", _("All"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        today = timezone.localdate()
        match self.value():
            case "ended":
                return queryset.filter(voided_at=None, valid_to__lte=today)
            case "void":
                return queryset.exclude(voided_at=None)
            case "all":
                return queryset
        return queryset.filter(Q(valid_to=None) | Q(valid_to__gt=today), voided_at=None)


def linked(field_name: str) -> type[admin.SimpleListFilter]:
    """A filter that a link from another page sets (…?cadre=7): shown only then, and taken away with “All”."""

    class LinkedFilter(admin.SimpleListFilter):
        title = field_name
        parameter_name = field_name

        def __init__(self, request: HttpRequest, params: dict, model: type[Model], model_admin: Any) -> None:
            self.field = model._meta.get_field(field_name)
            self.title = self.field.verbose_name
            super().__init__(request, params, model, model_admin)

        def has_output(self) -> bool:
            return self.value() is not None

        def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
            value = self.value()
            if value is None or not usable(value):
                return []
            target = self.field.remote_field.model._default_manager.visible_to(request.user)
            return [(value, str(obj)) for obj in target.filter(pk=value)]

        def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
            value = self.value() or ""
            return queryset.filter(**{field_name: value}) if usable(value) else queryset.none()

    return LinkedFilter


def usable(key: str) -> bool:
    """Whether a text from an address can be a key: digits, and not more than a database's integer holds."""
    return key.isascii() and key.isdecimal() and len(key) <= 18

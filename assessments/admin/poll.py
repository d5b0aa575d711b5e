"""Evaluations by residents: the papers of a ballot, and under them a row for each cadre of the place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from assessments.actions.polls import check_poll, check_result
from assessments.models import Poll, PollResult
from cadres.admin.columns import CadreColumns
from cadres.admin.filters import place_filter
from cadres.admin.search import PersonSearch
from cadres.models import Cadre
from config.admin import ScopedAdmin, ScopedInline
from config.admin_forms import FactForm
from config.admin_lists import StandingFilter, linked
from config.admin_verbs import void_verb
from config.spreadsheets.admin import SheetImportMixin

COUNTS = ("very_satisfied", "satisfied", "fair", "poor", "no_opinion")
AT_ONCE = 80
"""So many cadres a page asks about; of a larger place the others follow once these are saved."""


class Named(forms.TextInput):
    """Shows who is meant, and sends the key unseen."""

    label = ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        return format_html(
            '{}<input type="hidden" name="{}" value="{}">', self.label, name, "" if value is None else value
        )


class ResultForm(FactForm):
    """A row for one cadre. Without a count it is no result."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = self.fields["cadre"].widget if "cadre" in self.fields else None
        if isinstance(widget, Named) and self.instance.cadre_id:
            widget.label = f"{self.instance.cadre.name} {self.instance.cadre.number}"

    def has_changed(self) -> bool:
        return any(name in self.changed_data for name in COUNTS)

    def rules(self) -> None:
        check_result(self.instance)


class ResultFormSet(BaseInlineFormSet):
    """Has a row ready for each cadre of the place of whom no result is recorded."""

    serving: dict[str, Cadre] = {}
    waiting: list[Cadre] = []

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        kwargs = super().get_form_kwargs(index)
        ready = None if index is None else index - self.initial_form_count()
        if ready is None or ready < 0:
            return kwargs
        if self.is_bound:
            # As the page was sent, whoever has been entered since.
            cadre = self.serving.get(str(self.data.get(f"{self.prefix}-{index}-cadre")))
        else:
            cadre = self.waiting[ready] if ready < len(self.waiting) else None
        return {**kwargs, "instance": PollResult(cadre=cadre)} if cadre else kwargs


class ResultInline(ScopedInline):
    model = PollResult
    form = ResultForm
    formset = ResultFormSet
    fields = ("cadre", *COUNTS)
    verbose_name_plural = _("results of cadres")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("cadre", "poll__division").order_by("pk")

    def has_add_permission(self, request: HttpRequest, obj: Poll | None = None) -> bool:
        return super().has_add_permission(request, obj) and obj is not None and not obj.is_void

    def has_change_permission(self, request: HttpRequest, obj: Poll | None = None) -> bool:
        """A result that stands is corrected on its own page."""
        return False

    def get_extra(self, request: HttpRequest, obj: Poll | None = None, **kwargs: Any) -> int:
        return len(waiting_of(obj)) if obj and self.has_add_permission(request, obj) else 0

    def get_max_num(self, request: HttpRequest, obj: Poll | None = None, **kwargs: Any) -> int:
        return obj.results.count() + self.get_extra(request, obj) if obj else 0

    def get_formset(self, request: HttpRequest, obj: Poll | None = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        if obj:
            formset.serving = {str(cadre.pk): cadre for cadre in serving_at(obj)}
            formset.waiting = waiting_of(obj)
        return formset

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "cadre":
            kwargs["widget"] = Named()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def serving_at(poll: Poll) -> QuerySet[Cadre]:
    """Who held a post in the place on the day of the poll."""
    found = Cadre.objects.identified().filter(posts__in=poll.division.posts.in_force(poll.held_on))
    return found.distinct().order_by("pinyin", "pk")


def waiting_of(poll: Poll) -> list[Cadre]:
    """Of these the first of whom no result is recorded."""
    return list(serving_at(poll).exclude(pk__in=poll.results.values("cadre"))[:AT_ONCE])


class PollForm(FactForm):
    def rules(self) -> None:
        check_poll(self.instance)


@admin.register(Poll)
class PollAdmin(ScopedAdmin):
    form = PollForm
    list_display = ("held_on", "kind", "division", "period", "handed_out", "returned", "valid", "counts")
    list_display_links = ("held_on", "kind")
    list_select_related = ("division", "period")
    list_filter = (StandingFilter, "kind", place_filter("division__code"), linked("period"))
    search_fields = ("division__name", "division__pinyin")
    search_help_text = _("Name or pinyin of the place")
    ordering = ("-held_on", "-id")
    autocomplete_fields = ("division", "period")
    readonly_fields = ("counts",)
    inlines = (ResultInline,)
    verbs = (void_verb(),)
    fieldsets = (
        (None, {"fields": ("kind", "division", "period", "held_on", "source")}),
        (
            _("Who took part"),
            {"fields": (("by_village_cadres", "by_deputies", "by_residents", "by_people_served"),)},
        ),
        (_("How they were chosen"), {"fields": ("sampling", "list_size", "seed")}),
        (_("Papers"), {"fields": (("handed_out", "returned", "valid"), "counts")}),
    )

    def get_inlines(self, request: HttpRequest, obj: Poll | None) -> Any:
        """The rows of the cadres follow once place and day are known."""
        return super().get_inlines(request, obj) if obj else ()

    def response_post_save_add(self, request: HttpRequest, obj: Poll) -> HttpResponse:
        """On to the results."""
        return HttpResponseRedirect(reverse("admin:assessments_poll_change", args=[obj.pk]))

    @admin.display(description=_("return large enough"), boolean=True)
    def counts(self, poll: Poll) -> bool | None:
        """No: so few valid papers came back that the results are missing, and count for nothing."""
        return None if poll.pk is None else not poll.is_small


@admin.register(PollResult)
class PollResultAdmin(SheetImportMixin, CadreColumns, PersonSearch, ScopedAdmin):
    import_kind = "polls"
    form = ResultForm
    list_display = ("poll", "cadre", "cadre_number", *COUNTS)
    list_display_links = ("poll", "cadre")
    list_select_related = ("poll__division", "cadre")
    list_filter = (place_filter("poll__division__code"), linked("poll"), linked("cadre"))
    ordering = ("-id",)
    readonly_fields = ("poll", "cadre")
    fieldsets = ((None, {"fields": ("poll", "cadre")}), (_("Papers"), {"fields": COUNTS}))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Results are entered under their evaluation."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: PollResult | None = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.poll.is_void)

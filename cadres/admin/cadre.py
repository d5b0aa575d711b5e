"""Cadres: the list, the page of one, and what is done with a cadre."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cadres import actions
from cadres.admin import extensions
from cadres.admin.cadre_verbs import VERBS
from cadres.admin.columns import current_posts, place_of
from cadres.admin.filters import InPostFilter, LearningFilter, ServingFilter
from cadres.admin.search import HELP, people
from cadres.models import Cadre, LearningGoal, Mastery, Post
from config.admin import ListedInline, Panel, ScopedAdmin
from config.admin_forms import FactForm, day, pick
from config.admin_lists import ErasedFilter
from config.admin_verbs import Verb
from config.spreadsheets.admin import SheetImportMixin


class EnrolForm(FactForm):
    """A new cadre comes with the first post."""

    division = pick(Post, "division")
    title = forms.CharField(label=_("title"), max_length=50, required=False)
    post_class = forms.ChoiceField(label=_("class"), choices=Post.PostClass.choices, initial="ordinary")
    on = day(label=_("from"))


class PostInline(ListedInline):
    model = Post
    fields = ("division", "title", "post_class", "main", "assessed", "valid_from", "valid_to", "remark")
    readonly_fields = ("remark",)
    ordering = ("-valid_from",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("division")

    @admin.display(description=_("remark"), empty_value="")
    def remark(self, post: Post) -> str:
        return gettext("void: %(reason)s") % {"reason": post.void_reason} if post.is_void else ""


class GoalInline(ListedInline):
    model = LearningGoal
    fields = ("skill", "need", "valid_from", "valid_to")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).standing().select_related("skill")


class MasteryInline(ListedInline):
    model = Mastery
    fields = ("skill", "level", "method", "verified_by", "verified_on")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).standing().select_related("skill")


@admin.register(Cadre)
class CadreAdmin(SheetImportMixin, ScopedAdmin):
    import_kind = "cadres"
    list_display = ("name", "number", "place", "post", "post_class", "gender", "birth", "phone")
    list_select_related = ()
    list_filter = (ServingFilter, InPostFilter, LearningFilter, "gender", "education", ErasedFilter)
    search_fields = ("name",)
    search_help_text = HELP
    ordering = ("pinyin", "id")
    inlines = (PostInline, GoalInline, MasteryInline)
    verbs = VERBS
    readonly_fields = ("identity",)
    PERSON = (
        _("Person"),
        {"fields": ("name", ("gender", "ethnicity"), "birth", "education", "phone", "remark")},
    )
    fieldsets = ((None, {"fields": ("number", "identity")}), PERSON)
    add_fieldsets = (PERSON, (_("First post"), {"fields": ("division", "title", "post_class", "on")}))

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related(current_posts(request.user))

    def get_list_filter(self, request: HttpRequest) -> Any:
        return (*self.list_filter, *extensions.list_filters)

    def get_verbs(self) -> tuple[Verb, ...]:
        return (*self.verbs, *extensions.verbs)

    def get_fieldsets(self, request: HttpRequest, obj: Cadre | None = None) -> Any:
        return super().get_fieldsets(request, obj) if obj else self.add_fieldsets

    def get_form(self, request: HttpRequest, obj: Cadre | None = None, **kwargs: Any) -> Any:
        return super().get_form(request, obj, **(kwargs if obj else {"form": EnrolForm, **kwargs}))

    def get_inlines(self, request: HttpRequest, obj: Cadre | None) -> Any:
        return self.inlines if obj else ()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        return (queryset.filter(people(search_term)) if search_term.strip() else queryset), False

    def save_model(self, request: HttpRequest, obj: Cadre, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        post = {name: form.cleaned_data[name] for name in ("division", "title", "post_class", "on")}
        actions.enrol(cadre=obj, by=request.user, **post)

    def panels(self, request: HttpRequest, obj: Cadre) -> list[Panel]:
        return [source(request, obj) for source in extensions.panels]

    def choice_label(self, cadre: Cadre) -> str:
        return " · ".join(part for part in (cadre.name, place_of(cadre), cadre.number) if part)

    @admin.display(description=_("place"), empty_value="–")
    def place(self, cadre: Cadre) -> str:
        return place_of(cadre)

    @admin.display(description=_("title"), empty_value="–")
    def post(self, cadre: Cadre) -> str:
        return cadre.current_posts[0].title if cadre.current_posts else ""

    @admin.display(description=_("class"), empty_value="–")
    def post_class(self, cadre: Cadre) -> str:
        return cadre.current_posts[0].get_post_class_display() if cadre.current_posts else ""

    @admin.display(description=_("ID number"), empty_value="–")
    def identity(self, cadre: Cadre) -> str:
        """Its end only: the number itself is not kept."""
        return f"…{cadre.id_last_two}" if cadre.id_last_two else ""

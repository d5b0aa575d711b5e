"""Objections to tables on notice: to be read by the office of the place, and answered by that of the table."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import linebreaks
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from assessments import actions
from assessments.actions.objections import contact_of, why_not_answered
from assessments.admin.possible import telling
from assessments.models import Objection, PublicAttempt
from assessments.models.objection import REASON_LENGTH
from assessments.public.objections import plain_number
from cadres.admin.filters import place_filter
from config.admin import ReadOnlyAdmin
from config.admin_forms import VerbForm
from config.admin_lists import linked
from config.admin_verbs import Verb
from config.naming import writers_in_sight

ANSWERS = "assessments.answer_objection"


class AnswerForm(VerbForm):
    decision = forms.ChoiceField(label=_("decision"), choices=Objection.Decision.choices)
    reason = forms.CharField(
        label=_("reason"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Whoever objected reads it, and the public with the table: name no person."),
    )


@telling
def _answer(*, obj: Objection, **values: Any) -> Objection:
    return actions.answer_objection(objection=obj, **values)


@admin.register(Objection)
class ObjectionAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "edition", "division", "received_at", "decision", "answered_by")
    list_select_related = ("edition__period", "edition__division", "division")
    list_filter = ("decision", place_filter("division__code"), linked("edition"))
    search_fields = ("reference__startswith",)
    search_help_text = _("Number, or its beginning")
    ordering = ("-id",)
    verbs = (
        Verb(
            "answer",
            _("Answer"),
            _answer,
            AnswerForm,
            permission=ANSWERS,
            fits=lambda objection: not objection.is_answered,
            why_not=why_not_answered,
            explain=_(
                "An answer stays as it is given. Where an objection is upheld, in whole or in part, the table is "
                "withdrawn "
                "and a new one is put on notice."
            ),
        ),
    )
    readonly_fields = ("number", "told", "reached_at")
    fieldsets = (
        (None, {"fields": ("number", "edition", "division", "received_at")}),
        (_("What was told"), {"fields": ("told", "reached_at")}),
        (_("Answer"), {"fields": ("decision", "reason", "answered_by", "answered_at")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        named = writers_in_sight(request.user, "answered_by")
        return super().get_queryset(request).select_related(*self.list_select_related).prefetch_related(named)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> Any:
        return super().get_search_results(request, queryset, plain_number(search_term))

    def tells(self, request: HttpRequest, obj: Objection) -> bool:
        """A look at what somebody told is entered in the journal."""
        return True

    @admin.display(description=_("number"))
    def number(self, objection: Objection) -> str:
        return str(objection)

    @admin.display(description=_("text"))
    def told(self, objection: Objection) -> str:
        return mark_safe(linebreaks(objection.text, autoescape=True))

    @admin.display(description=_("contact"), empty_value="–")
    def reached_at(self, objection: Objection) -> str | None:
        """For those who may answer; the others are told that there is one."""
        if objection.contact is None:
            return None
        return contact_of(objection) if objection.looked_at_by.has_perm(ANSWERS) else "……"


@admin.register(PublicAttempt)
class PublicAttemptAdmin(ReadOnlyAdmin):
    list_display = ("at", "kind")
    list_filter = ("kind",)
    ordering = ("-id",)
    fieldsets = ((None, {"fields": ("at", "kind")}),)

"""Commendations: proposed → approved by a second person → published."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments import actions
from assessments.admin.possible import telling
from assessments.admin.second_person import SecondPersonMixin, settling_verbs
from assessments.models import Commendation
from cadres.admin.filters import place_filter
from config.admin import ScopedAdmin
from config.admin_forms import FactForm
from config.admin_lists import StandingFilter, linked
from config.admin_verbs import Verb

State = Commendation.State


class CommendationForm(FactForm):
    def rules(self) -> None:
        """A star serves, or served, at the place that is named."""
        cadre, division = self.instance.cadre, self.instance.division
        if cadre and not cadre.posts.standing().filter(division=division).exists():
            raise ValidationError(
                {
                    "division": gettext("%(cadre)s has held no post in %(division)s.")
                    % {"cadre": cadre, "division": division}
                }
            )


@telling
def _publish(*, obj: Commendation, by: Any) -> Commendation:
    return actions.publish_commendation(commendation=obj, by=by)


@admin.register(Commendation)
class CommendationAdmin(SecondPersonMixin, ScopedAdmin):
    form = CommendationForm
    list_display = ("kind", "period", "division", "cadre", "skill", "rank", "state", "published_at")
    list_display_links = ("kind", "period")
    list_select_related = ("period", "division", "cadre", "skill")
    list_filter = (
        StandingFilter, "state", "kind", place_filter("division__code"), linked("period"), linked("cadre"),
    )  # fmt: skip
    search_fields = ("cadre__name", "division__name", "period__code")
    search_help_text = _("Name, place or period")
    ordering = ("-id",)
    autocomplete_fields = ("cadre", "division", "skill", "period")
    verbs = (
        *settling_verbs("commendation"),
        Verb(
            "publish",
            _("Publish"),
            _publish,
            permission="assessments.publish_commendation",
            fits=lambda one: one.state == State.APPROVED and not one.is_void,
            explain=_(
                "It is public at once: of a person the name, the township, the skill and the citation. One that was "
                "wrong is voided."
            ),
        ),
    )
    fieldsets = (
        (None, {"fields": ("kind", "cadre", "division", "skill", "period", "citation")}),
        (_("What it rests on"), {"fields": ("edition", "rank")}),
        (_("Second person"), {"fields": ("state", "proposed", "settled", "published_at")}),
    )

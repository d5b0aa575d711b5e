"""What the admin shows of proposals that a second person settles, and the buttons for it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from assessments import actions
from assessments.admin.possible import telling
from config.admin_about import in_short
from config.admin_forms import VerbForm
from config.admin_verbs import Verb, void_verb
from config.naming import Names


class ApproveForm(VerbForm):
    """Carries when the proposal that is looked at was last changed, so that no other is approved in its place."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.obj:
            self.initial["seen"] = self.obj.proposed_at.isoformat()

    def clean_seen(self) -> datetime.datetime:
        try:
            return datetime.datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            raise forms.ValidationError(_("Open the proposal again before you approve it.")) from None


class RefuseForm(VerbForm):
    reason = forms.CharField(label=_("reason"), max_length=200)


@telling
def _approve(*, obj: Any, by: Any, seen: datetime.datetime) -> Any:
    return actions.approve(proposal=obj, by=by, seen=seen)


@telling
def _refuse(*, obj: Any, by: Any, reason: str) -> Any:
    return actions.refuse(proposal=obj, by=by, reason=reason)


def is_open(proposal: Any) -> bool:
    """Whether it waits for a second person."""
    return proposal.state == "proposed" and not proposal.is_void


def own_proposal(proposal: Any, by: Any) -> Any:
    """Why the proposer cannot settle it."""
    if proposal.proposed_by_id != by.pk:
        return ""
    return _("You proposed it: approving, refusing, and voiding what is approved take a second person.")


def settling_verbs(model: str) -> tuple[Verb, ...]:
    """Approve, refuse, void: what is approved is voided by a second person too."""
    permission = f"assessments.approve_{model}"
    approve = Verb(
        "approve",
        _("Approve"),
        _approve,
        ApproveForm,
        permission,
        fits=is_open,
        why_not=own_proposal,
        explain=_("Somebody other than whoever proposed it approves it. After that it never changes."),
    )
    refuse = Verb("refuse", _("Refuse"), _refuse, RefuseForm, permission, fits=is_open, why_not=own_proposal)
    void = replace(
        void_verb(),
        permission=f"assessments.change_{model}",
        fits=lambda proposal: not proposal.is_void and proposal.state in ("proposed", "refused"),
    )
    revoke = replace(
        void,
        name="revoke",
        permission=permission,
        fits=lambda proposal: not proposal.is_void and proposal.state in ("approved", "published"),
        why_not=own_proposal,
        as_action=False,
    )
    return approve, refuse, void, revoke


class SecondPersonMixin:
    """For the admin of a model that is `Proposed`: a form saves a proposal, and two columns say who and when."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        found = super().get_readonly_fields(request, obj)  # type: ignore[misc]
        return (*found, "proposed", "settled")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may: bool = super().has_change_permission(request, obj)  # type: ignore[misc]
        return may and (obj is None or obj.state == "proposed")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if form.changed_data or not change:
            actions.propose(proposal=obj, by=request.user)

    @admin.display(description=_("proposed"))
    def proposed(self, obj: Any) -> str:
        names = Names(obj.looked_at_by, [obj.proposed_by])
        return f"{names.writer(obj.proposed_by)} · {in_short(obj.proposed_at)}"

    @admin.display(description=_("approved or refused"))
    def settled(self, obj: Any) -> str:
        if obj.settled_at is None:
            return "–"
        names = Names(obj.looked_at_by, [obj.settled_by])
        parts = [names.writer(obj.settled_by), in_short(obj.settled_at), obj.refusal]
        return " · ".join(part for part in parts if part)

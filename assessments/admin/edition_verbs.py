"""What is done with a table in the office: put on notice, withdraw, approve, publish, discard."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments import actions
from assessments.actions.editions import refuse_unheard
from assessments.admin.possible import telling
from assessments.models import Edition
from assessments.notice_days import earliest_end
from config.admin_forms import VerbForm, day
from config.admin_verbs import Verb

State = Edition.State


class SeenForm(VerbForm):
    """Carries when the table that is looked at was prepared, so that no other is taken in its place."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.obj:
            self.initial["seen"] = self.obj.prepared_at.isoformat()

    def clean_seen(self) -> datetime.datetime:
        try:
            return datetime.datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            raise forms.ValidationError(_("Open the table again before you go on.")) from None


class AnnounceForm(SeenForm):
    until = day(
        label=_("on notice until"),
        initial=lambda: earliest_end(timezone.localdate()),
        help_text=_(
            "First day on which the notice is over. It is set to the earliest day possible; public holidays are not "
            "taken "
            "into account: choose a later day where one lies in between."
        ),
    )


class ReasonForm(VerbForm):
    reason = forms.CharField(label=_("reason"), max_length=200)


class WithdrawForm(VerbForm):
    reason = forms.CharField(
        label=_("reason"), max_length=200, help_text=_("The public reads it: name nobody.")
    )


@telling
def _announce(*, obj: Edition, **values: Any) -> Edition:
    return actions.announce_edition(edition=obj, **values)


@telling
def _withdraw(*, obj: Edition, **values: Any) -> Edition:
    return actions.withdraw_edition(edition=obj, **values)


@telling
def _approve(*, obj: Edition, by: Any, seen: datetime.datetime) -> Edition:
    return actions.approve_edition(edition=obj, by=by, seen=seen)


@telling
def _publish(*, obj: Edition, by: Any) -> Edition:
    return actions.publish_edition(edition=obj, by=by)


@telling
def _discard(*, obj: Edition, **values: Any) -> None:
    actions.discard_edition(edition=obj, **values)


def why_not_approved(edition: Edition, by: Any) -> str:
    """Why a table on notice is not approved yet, as a sentence; "" where it can be."""
    if edition.prepared_by_id == by.pk:
        return gettext("Whoever prepared an edition cannot approve it. Ask a second person.")
    try:
        refuse_unheard(edition, timezone.localdate())
    except actions.NotPossible as refusal:
        return str(refusal)
    return ""


VERBS = (
    Verb(
        "announce",
        _("Put on notice"),
        _announce,
        AnnounceForm,
        permission="assessments.add_edition",
        fits=lambda edition: edition.state == State.DRAFT,
        explain=_(
            "The table is public as a notice at once, and anybody may object to it. From now on it is fixed: a "
            "mistake is "
            "put right by withdrawing it and putting a new one on notice."
        ),
    ),
    Verb(
        "approve",
        _("Approve"),
        _approve,
        SeenForm,
        permission="assessments.approve_edition",
        fits=lambda edition: edition.state == State.NOTICE,
        why_not=why_not_approved,
        explain=_(
            "Somebody other than whoever prepared the table approves it, once the notice is over and every "
            "objection is "
            "answered. After that it may be published."
        ),
    ),
    Verb(
        "publish",
        _("Publish"),
        _publish,
        permission="assessments.publish_edition",
        fits=lambda edition: edition.state == State.APPROVED,
        explain=_(
            "A published table is public at once and never changes. A correction is a new revision beside it."
        ),
    ),
    Verb(
        "withdraw",
        _("Withdraw"),
        _withdraw,
        WithdrawForm,
        permission="assessments.withdraw_edition",
        fits=lambda edition: edition.state in (State.NOTICE, State.APPROVED),
        explain=_(
            "The table is not shown any more; that it was withdrawn, and why, stays public. Compute the scores "
            "again, prepare "
            "a new table and put it on notice."
        ),
    ),
    Verb(
        "discard",
        _("Discard"),
        _discard,
        ReasonForm,
        permission="assessments.change_edition",
        fits=lambda edition: edition.state == State.DRAFT,
    ),
)

"""What follows from a computation, as buttons on its page: grades, proposals for the year, talks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments import actions
from assessments.actions.commendations import comparisons_of
from assessments.admin.possible import telling
from assessments.models import Edition, Period, ScoreRun, Talk
from assessments.public.risings import label_of
from config.admin_forms import VerbForm
from config.admin_verbs import Verb


class TalksForm(VerbForm):
    why = forms.ChoiceField(
        label=_("with whom"),
        choices=[("fail", _("who failed")), ("lowest", _("the lowest scores of each place"))],
    )
    count = forms.IntegerField(
        label=_("how many of each place"),
        min_value=1,
        max_value=50,
        initial=1,
        help_text=_("Of the lowest scores; whoever is equal to the last of them belongs to them."),
    )


@telling
def _give_grades(*, obj: ScoreRun, by: Any) -> None:
    actions.give_grades(run=obj, by=by)


@telling
def _propose_yearly(*, obj: ScoreRun, by: Any) -> None:
    actions.propose_yearly(run=obj, by=by)


@telling
def _propose_talks(*, obj: ScoreRun, by: Any, why: Talk.Why, count: int) -> None:
    actions.propose_talks(run=obj, why=why, count=count, by=by)


OF_A_RUN = (
    Verb(
        "grade",
        _("Give programme grades"),
        _give_grades,
        permission="assessments.add_programmegrade",
        explain=_(
            "Pass or fail for every cadre who was measured, by the rule of grades in force. Whoever was not measured "
            "gets no grade: missing is never a fail."
        ),
    ),
    Verb(
        "yearly",
        _("Propose yearly grades"),
        _propose_yearly,
        permission="assessments.add_yearlygrade",
        fits=lambda run: run.period.kind == Period.Kind.YEAR,
        explain=_("From the programme grades of the year. A person decides each of them."),
    ),
    Verb("talks", _("Propose talks"), _propose_talks, TalksForm, "assessments.add_talk"),
)


class SinceForm(VerbForm):
    since = forms.ChoiceField(label=_("compared with"), choices=())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = comparisons_of(self.obj) if self.obj else []
        self.fields["since"].choices = [(one["since"], label_of(one["since"])) for one in found]


@telling
def _propose_strongest(*, obj: Edition, by: Any) -> None:
    actions.propose_strongest(edition=obj, by=by)


@telling
def _propose_fastest(*, obj: Edition, by: Any, since: str) -> None:
    actions.propose_fastest(edition=obj, since=since, by=by)


@telling
def _propose_best_committees(*, obj: Edition, by: Any) -> None:
    actions.propose_best_committees(edition=obj, by=by)


def _ranks_townships(edition: Edition) -> bool:
    """Whether townships may be commended by a table."""
    return edition.state == Edition.State.PUBLISHED and edition.kind == Edition.Kind.TOWNSHIPS


OF_AN_EDITION = (
    Verb(
        "strongest",
        _("Propose the ten strongest"),
        _propose_strongest,
        permission="assessments.add_commendation",
        fits=_ranks_townships,
        explain=_(
            "A commendation for each township of the first ten places, all that share the tenth included."
        ),
    ),
    Verb(
        "fastest",
        _("Propose the ten fastest rising"),
        _propose_fastest,
        SinceForm,
        permission="assessments.add_commendation",
        fits=lambda edition: _ranks_townships(edition) and bool(comparisons_of(edition)),
        explain=_(
            "A commendation for each township of the first ten by its rise, all that share the tenth included; a rise "
            "that may be chance, whose range does not lie above zero as a whole, is left out."
        ),
    ),
    Verb(
        "committees",
        _("Propose the ten best committees"),
        _propose_best_committees,
        permission="assessments.add_commendation",
        fits=_ranks_townships,
        explain=_(
            "A commendation for the Party committee of each township whose leading team is among the first ten by the "
            "mean score of its leaders. How the programme goes is one main content of this commendation and not all "
            "of it: whoever approves looks at the rest."
        ),
    ),
)

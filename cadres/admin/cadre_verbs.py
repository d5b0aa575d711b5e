"""The buttons on a cadre's page, with what each asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cadres import actions
from cadres.models import Cadre, LearningGoal, Mastery, Post
from config.admin_forms import VerbForm, day, pick
from config.admin_verbs import Verb


class PostForm(VerbForm):
    """Title and class of a post; at first those of the present one."""

    title = forms.CharField(label=_("title"), max_length=50, required=False)
    post_class = forms.ChoiceField(label=_("class"), choices=Post.PostClass.choices, initial="ordinary")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        post = actions.post_on(self.obj, timezone.localdate()) if self.obj else None
        if post:
            self.initial = {"title": post.title, "post_class": post.post_class, **self.initial}


class TransferForm(PostForm):
    to = pick(Post, "division", label=_("to"))
    on = day(label=_("from"), help_text=_("First day in the new post; the former post ends the day before."))
    reason = forms.CharField(label=_("reason"), max_length=200, required=False)
    field_order = ("to", "title", "post_class", "on", "reason")


class AppointForm(PostForm):
    division = pick(Post, "division")
    on = day(label=_("from"))
    main = forms.BooleanField(label=_("main post"), required=False, initial=True)
    field_order = ("division", "title", "post_class", "main", "on")


class LeaveForm(VerbForm):
    on = day(label=_("left on"), help_text=_("First day out of post; every post that is still held ends."))
    reason = forms.CharField(label=_("reason"), max_length=200)


class GoalForm(VerbForm):
    skill = pick(LearningGoal, "skill")
    need = forms.ChoiceField(
        label=_("need"), choices=[("", _("not stated yet")), *LearningGoal.Need.choices], required=False
    )
    on = day(label=_("from"))


class MasteryForm(VerbForm):
    skill = pick(Mastery, "skill")
    level = forms.ChoiceField(label=_("degree of mastery"), choices=Mastery.Level.choices)
    method = forms.ChoiceField(label=_("how"), choices=Mastery.Method.choices)
    verified_by = forms.CharField(
        label=_("verified by"), max_length=50, help_text=_("Name and unit of the verifier.")
    )
    on = day(label=_("verified on"))


def _transfer(*, obj: Cadre, **values: Any) -> None:
    actions.transfer(cadre=obj, **values)


def _appoint(*, obj: Cadre, **values: Any) -> None:
    actions.appoint(cadre=obj, **values)


def _leave(*, obj: Cadre, **values: Any) -> None:
    actions.leave(cadre=obj, **values)


def _set_goal(*, obj: Cadre, **values: Any) -> None:
    actions.set_goal(cadre=obj, **values)


def _verify(*, obj: Cadre, **values: Any) -> None:
    actions.verify_mastery(cadre=obj, **values)


VERBS = (
    Verb("goal", _("Take up a skill"), _set_goal, GoalForm, "cadres.add_learninggoal", as_action=True),
    Verb("mastery", _("Record a mastery"), _verify, MasteryForm, "cadres.add_mastery", as_action=True),
    Verb("transfer", _("Transfer"), _transfer, TransferForm, "cadres.add_post"),
    Verb("appoint", _("Further post"), _appoint, AppointForm, "cadres.add_post"),
    Verb("leave", _("Has left"), _leave, LeaveForm, "cadres.change_post"),
)

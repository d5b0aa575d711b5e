"""Two pages of a scheme: beside another version, and what it would come to on the data of a period."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.fields import GROUPS
from assessments.gathering import rules_of
from assessments.models import Period, Scheme
from assessments.public.schemes import Rule, rule_in_words
from assessments.scoring.comparing import Balance, Move, changes
from assessments.what_if import Outcome, what_if
from cadres.codes import own_and_above
from cadres.models import Post
from config.admin_pages import Page
from config.millionths import to_text

KINDS = {"same": _("unchanged"), "changed": _("changed"), "new": _("new"), "dropped": _("dropped")}


class OtherForm(forms.Form):
    """Chooses the scheme to compare with."""

    other = forms.ModelChoiceField(label=_("compare with"), queryset=Scheme.objects.none(), empty_label=None)

    def __init__(self, *args: Any, others: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = others


def compare(request: HttpRequest, scheme: Scheme) -> dict[str, Any]:
    """The indicators of two schemes beside each other, those of this one first."""
    others = comparable(request, scheme)
    form = OtherForm(
        request.GET if "other" in request.GET else {"other": getattr(others.first(), "pk", "")}, others=others
    )
    other = form.cleaned_data["other"] if form.is_valid() else None
    return {"form": form, "other": other, "lines": list(lines_of(other, scheme)) if other else []}


def comparable(request: HttpRequest, scheme: Scheme) -> QuerySet:
    """The schemes of the same place that the account sees, the newest first, and the one that this one refines."""
    own = Scheme.objects.visible_to(request.user).filter(division=scheme.division)
    found = Scheme.objects.filter(Q(pk__in=own.values("pk")) | Q(pk=scheme.refines_id)).exclude(pk=scheme.pk)
    return found.select_related("division").order_by("-division__code", "-year", "-version")


def lines_of(before: Scheme, after: Scheme) -> Any:
    """For each indicator what became of it, and its words on both sides."""
    by_number = [dict(enumerate(one.indicators.order_by("position", "id"), 1)) for one in (before, after)]
    for change in changes(rules_of(before).values(), list(rules_of(after).values())):
        sides = [
            rule_in_words(indicators[rule.number]) if rule else None
            for rule, indicators in zip((change.before, change.after), by_number, strict=True)
        ]
        kind = "changed" if change.kind == "same" and reads_otherwise(*sides) else change.kind
        yield {"kind": kind, "label": KINDS[kind], "before": sides[0], "after": sides[1]}


def reads_otherwise(before: Rule | None, after: Rule | None) -> bool:
    """Whether two indicators differ in more than their names: also in the periods in which they count."""
    return before is not None and after is not None and replace(before, name="") != replace(after, name="")


class PeriodForm(forms.Form):
    """Chooses the period on whose data a scheme is tried."""

    period = forms.ModelChoiceField(
        label=_("on the data of"), queryset=Period.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].queryset = tried_on(scheme)


def tried_on(scheme: Scheme) -> QuerySet:
    """Periods that have been computed for the scheme's place or a superior of it, the newest first."""
    return Period.objects.filter(runs__division__code__in=own_and_above(scheme.division.code)).distinct()


def try_out(request: HttpRequest, scheme: Scheme) -> dict[str, Any]:
    """Who would gain and lose, and how the ranks would move, if the scheme had been in force in a period."""
    newest = tried_on(scheme).first()
    form = PeriodForm(
        request.GET if "period" in request.GET else {"period": getattr(newest, "pk", "")}, scheme=scheme
    )
    if not form.is_valid():
        return {
            "form": form,
            "refusal": gettext("No period has been computed here yet. Compute the scores of one first."),
        }
    period = form.cleaned_data["period"]
    current = Scheme.objects.valid_for(scheme.division.code, period.starts_on)
    if current is None or not scheme.indicators.exists():
        return {
            "form": form,
            "refusal": gettext("There is nothing to compare: give the scheme indicators first."),
        }
    return {"form": form, **in_words(what_if(scheme, period, current))}


def in_words(outcome: Outcome) -> dict[str, Any]:
    classes, groups = dict(Post.PostClass.choices), dict(GROUPS)
    people = [(gettext("everybody"), outcome.everybody)]
    people += [(classes[key], found) for key, found in outcome.by_class.items()]
    people += [(groups[key], found) for key, found in outcome.by_group.items()]
    return {
        "outcome": outcome,
        "people": [(label, found, signed(found.mean)) for label, found in people if counted(found)],
        "townships": [place_in_words(move) for move in outcome.townships],
    }


def counted(found: Balance) -> int:
    return found.gain + found.lose + found.same


def place_in_words(move: Move) -> dict[str, Any]:
    """A place's ranks and scores as they are shown."""
    return {
        "name": move.name,
        "code": move.code,
        "ranks": (move.rank_before or "–", move.rank_after or "–"),
        "climbed": climbed_in_words(move.climbed),
        "scores": tuple(
            "–" if one is None else to_text(one) for one in (move.score_before, move.score_after)
        ),
        "gained": signed(move.gained),
    }


def climbed_in_words(places: int | None) -> str:
    """↑ 3, ↓ 2, =; “–” where it had no rank on one side."""
    if places is None:
        return "–"
    return f"↑ {places}" if places > 0 else f"↓ {-places}" if places < 0 else "="


def signed(millionths: int | None) -> str:
    """With its sign: +1.25, −0.50; “–” where there is none."""
    if millionths is None:
        return "–"
    return ("+" if millionths > 0 else "−" if millionths < 0 else "±") + to_text(abs(millionths))


PAGES = (
    Page("compare", _("Compare with another version"), "admin/assessments/scheme/compare.html", compare),
    Page(
        "what-if",
        _("Try it on past data"),
        "admin/assessments/scheme/what_if.html",
        try_out,
        "assessments.change_scheme",
    ),
)

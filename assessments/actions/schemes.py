"""Adopting a scheme, beginning its next version, and refining the superior's."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from assessments.actions.errors import NotPossible
from assessments.models import Indicator, Scheme
from assessments.ready import ready_scheme
from assessments.refining import breaches
from cadres.models import Division, Staff
from config.journal import actions as journal


@transaction.atomic
def adopt_scheme(*, scheme: Scheme, by: Staff | None) -> Scheme:
    """Draft → adopted, from now on unchangeable. Its points add up to 100 for every class, and where the superior has
    a scheme in force it refines that one, inside its bounds."""
    scheme = Scheme.objects.select_for_update(of=("self",)).select_related("division").get(pk=scheme.pk)
    if scheme.state == Scheme.State.ADOPTED:
        raise NotPossible(_("The scheme “%(scheme)s” is adopted already.") % {"scheme": scheme})
    refuse_other_superior(scheme)
    try:
        scheme.check_weights()
        for indicator in scheme.indicators.all():
            indicator.clean()
    except ValidationError as error:
        raise NotPossible(" ".join(error.messages)) from error
    if found := list(breaches(scheme)):
        raise NotPossible(" ".join(found))
    scheme.state = Scheme.State.ADOPTED
    journal.save(obj=scheme, by=by, verb="adopt")
    return scheme


def refuse_other_superior(scheme: Scheme) -> None:
    """NotPossible unless it refines the scheme that its superior has in force on the day it takes effect, if any."""
    above = scheme_above(scheme.division, scheme.first_day)
    if above and scheme.refines_id != above.pk:
        raise NotPossible(
            _(
                "%(superior)s has the scheme “%(above)s” in force on %(day)s; a scheme below it refines that one. "
                "Begin from it with “Refine the superior's scheme”."
            )
            % {"superior": above.division, "above": above, "day": scheme.first_day}
        )


def scheme_above(division: Division, on: datetime.date) -> Scheme | None:
    """The scheme in force on a day of the nearest superior that has one."""
    parent = division.parent
    return Scheme.objects.valid_for(parent.code, on) if parent else None


@transaction.atomic
def begin_scheme(*, key: str, division: Division, year: int, by: Staff | None) -> Scheme:
    """A draft for a place and year from a ready scheme (`assessments.ready`), as the next version."""
    ready = ready_scheme(key)
    scheme = ready.scheme(division, year, next_version(division, year))
    journal.save(obj=scheme, by=by)
    for indicator in ready.indicators(scheme):
        journal.save(obj=indicator, by=by)
    return scheme


@transaction.atomic
def copy_scheme(*, scheme: Scheme, year: int, by: Staff | None) -> Scheme:
    """A draft with the same indicators, as the next version of the division's scheme of that year.

    In the year of the original it takes effect on the same day, in another one on the first of January.
    """
    copy = blank_copy(scheme, scheme.division, year)
    copy.refines = scheme.refines
    journal.save(obj=copy, by=by)
    for indicator in scheme.indicators.all():
        journal.save(obj=Indicator(scheme=copy, **values_of(indicator)), by=by)
    return copy


@transaction.atomic
def refine_scheme(*, scheme: Scheme, division: Division, by: Staff | None) -> Scheme:
    """A draft for a place below, in which every indicator refines the one of the adopted scheme it comes from."""
    if scheme.state != Scheme.State.ADOPTED:
        raise NotPossible(
            _("Only an adopted scheme is refined; “%(scheme)s” is a draft.") % {"scheme": scheme}
        )
    if not division.code.startswith(scheme.division.code) or division.pk == scheme.division_id:
        raise NotPossible(
            _("%(division)s does not lie below %(superior)s.")
            % {"division": division, "superior": scheme.division}
        )
    draft = blank_copy(scheme, division, scheme.year)
    draft.refines = scheme
    draft.own_points = 0
    journal.save(obj=draft, by=by)
    for indicator in scheme.indicators.all():
        values = values_of(indicator) | dict.fromkeys(BOUNDS) | {"refines": indicator}
        journal.save(obj=Indicator(scheme=draft, **values), by=by)
    return draft


@transaction.atomic
def refine_superior(*, division: Division, year: int, by: Staff | None) -> Scheme:
    """A draft for a place that refines the scheme which its superior has in force at the end of a year."""
    above = scheme_above(division, datetime.date(year, 12, 31))
    if above is None:
        raise NotPossible(
            _(
                "No place above %(division)s has an adopted scheme of %(year)s. A scheme of its own may be drafted."
            )
            % {"division": division, "year": year}
        )
    return refine_scheme(scheme=above, division=division, by=by)


BOUNDS = ("target_min", "target_max", "points_min", "points_max")


def blank_copy(scheme: Scheme, division: Division, year: int) -> Scheme:
    """The next version of a division's scheme of a year, with the caps and limits of another; not saved."""
    kept = ("name", "name_en", "own_points", "bonus_cap", "deduction_cap", "rank_minimum", "incomplete_limit")
    return Scheme(
        division=division,
        year=year,
        version=next_version(division, year),
        effective_from=scheme.effective_from if year == scheme.year else None,
        **{name: getattr(scheme, name) for name in kept},
    )


def next_version(division: Division, year: int) -> int:
    """The number of the next scheme of a division and year."""
    same = Scheme.objects.filter(division=division, year=year)
    return (same.aggregate(Max("version"))["version__max"] or 0) + 1


def values_of(indicator: Indicator) -> dict[str, object]:
    """All fields of an indicator but its key and scheme."""
    left_out = ("id", "scheme")
    names = [field.name for field in Indicator._meta.concrete_fields if field.name not in left_out]
    return {name: getattr(indicator, name) for name in names}

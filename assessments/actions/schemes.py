"""Adopting a scheme, and beginning its next version."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from assessments.actions.errors import NotPossible
from assessments.models import Indicator, Scheme
from cadres.models import Staff
from config.journal import actions as journal


@transaction.atomic
def adopt_scheme(*, scheme: Scheme, by: Staff | None) -> Scheme:
    """Draft → adopted, from now on unchangeable. Its points must add up to 100 for every class."""
    scheme = Scheme.objects.select_for_update().select_related("division").get(pk=scheme.pk)
    if scheme.state == Scheme.State.ADOPTED:
        raise NotPossible(_("The scheme “%(scheme)s” is adopted already.") % {"scheme": scheme})
    try:
        scheme.check_weights()
        for indicator in scheme.indicators.all():
            indicator.clean()
    except ValidationError as error:
        raise NotPossible(" ".join(error.messages)) from error
    scheme.state = Scheme.State.ADOPTED
    journal.save(obj=scheme, by=by, verb="adopt")
    return scheme


@transaction.atomic
def copy_scheme(*, scheme: Scheme, year: int, by: Staff | None) -> Scheme:
    """A draft with the same indicators, as the next version of the division's scheme of that year."""
    same = Scheme.objects.filter(division=scheme.division, year=year)
    version = (same.aggregate(Max("version"))["version__max"] or 0) + 1
    copy = Scheme(
        division=scheme.division, year=year, version=version, name=scheme.name, name_en=scheme.name_en
    )
    journal.save(obj=copy, by=by)
    copied = [f.name for f in Indicator._meta.concrete_fields if f.name not in ("id", "scheme")]
    for indicator in scheme.indicators.all():
        values = {name: getattr(indicator, name) for name in copied}
        journal.save(obj=Indicator(scheme=copy, **values), by=by)
    return copy

"""Adopting a scheme."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.errors import NotPossible
from assessments.models import Scheme
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
    except ValidationError as error:
        raise NotPossible(" ".join(error.messages)) from error
    scheme.state = Scheme.State.ADOPTED
    journal.save(obj=scheme, by=by, verb="adopt")
    return scheme

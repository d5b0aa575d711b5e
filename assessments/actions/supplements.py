"""Writes what stands beside a table when the table is prepared."""

from __future__ import annotations

from django.db import transaction

from assessments.models import Edition, EditionSupplement
from assessments.scoring.frozen import Inputs
from assessments.supplements import values_of
from cadres.models import Staff
from config.journal import actions as journal


@transaction.atomic
def write_supplement(*, edition: Edition, inputs: Inputs, by: Staff | None) -> EditionSupplement:
    """Computes ranges, groups, funnel, robustness and rises of a draft with these inputs; those of an earlier draft are
    replaced."""
    supplement = EditionSupplement.objects.filter(edition=edition).first() or EditionSupplement()
    supplement.edition = edition
    for name, value in values_of(edition, inputs).items():
        setattr(supplement, name, value)
    journal.save(obj=supplement, by=by, verb="prepare")
    return supplement

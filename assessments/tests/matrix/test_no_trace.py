"""What is done elsewhere leaves no trace here: no list, number, choice or task of an account changes by it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.tests.factories import PeriodFactory
from assessments.tests.matrix.channels import PLACED, page
from assessments.tests.matrix.world import World, fill
from config.testing import made_in

pytestmark = pytest.mark.django_db

NEWCOMER = {"city_administrator": "431302200"}
"""A township that is outside of the account's places; 431229100 for all others."""


def seen_by(office):
    """All that lists and the overview tell: rows, how many, the choices to narrow them by, and what waits."""
    found = {}
    for model in PLACED:
        opened = office.get(page(model, "changelist"), {"state": "all"})
        if opened.status_code == 200:
            rows = opened.context["cl"]
            choices = [str(c["display"]) for s in rows.filter_specs for c in s.choices(rows)]
            found[model] = (rows.result_count, [row.pk for row in rows.result_list], choices)
    waiting = office.get(reverse("admin:index")).context["waiting"]
    return found, [(item.text, item.count) for item in waiting]


@pytest.mark.parametrize("name", ["city_administrator", "county_administrator", "township_clerk", "auditor"])
def test_what_is_done_elsewhere_changes_nothing_here(name, office_of):
    office, township = office_of(name), NEWCOMER.get(name, "431229100")
    PeriodFactory(
        code=f"{timezone.localdate():%Y-%m}"
    )  # Periods belong to everybody: none newer comes with the records.
    before = seen_by(office)
    with made_in(township, seat=township[:6]):
        fill(World(), township)
    assert seen_by(office) == before

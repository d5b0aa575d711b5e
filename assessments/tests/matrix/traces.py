"""What an account is told in numbers and choices: lists, the ways to narrow them, what waits to be done."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from assessments.tests.factories import PeriodFactory
from assessments.tests.matrix.accounts import Office
from assessments.tests.matrix.channels import PLACED, page
from assessments.tests.matrix.channels.walking import in_any_state
from assessments.tests.matrix.world import World, fill
from config.journal.models import Entry
from config.testing import made_in

NEWCOMERS = {"city_administrator": "431302200", "approver": "431302200"}
"""For each account a township outside of its places; 431229100 for all others."""


def seen_by(office: Office) -> Any:
    """All that lists and the overview tell: rows, how many, the choices to narrow them by, and what waits."""
    found = {}
    for model in office.among(PLACED):
        own = own_entries(office) if model is Entry else set()
        opened = office.get(page(model, "changelist"), in_any_state(model))
        if opened.status_code == 200:
            rows = opened.context["cl"]
            choices = [str(c["display"]) for s in rows.filter_specs for c in s.choices(rows)]
            keys = [row.pk for row in rows.result_list if row.pk not in own]
            found[model] = (rows.result_count - len(own), keys, choices)
    waiting = office.get(reverse("admin:index")).context["waiting"]
    return found, [(item.text, item.count) for item in waiting]


def own_entries(office: Office) -> set[int]:
    """The entries that opening the lists makes, looks and refusals: they are the account's own doing."""
    return set(Entry.objects.filter(by=office.staff).values_list("pk", flat=True))


def no_trace(office: Office) -> None:
    """What is done elsewhere changes nothing that the account is told."""
    township = NEWCOMERS.get(office.name, "431229100")
    # Periods belong to everybody: none newer than this comes with the records.
    PeriodFactory(code=f"{timezone.localdate():%Y-%m}")
    before = seen_by(office)
    with made_in(township, seat=township[:6]):
        fill(World(), township)
    assert seen_by(office) == before

"""The words of this domain for asking: who was visited, when, within a pairing or outside one."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q

from config.facts import DatedQuerySet, VoidableQuerySet
from config.jurisdiction import ScopedQuerySet, within
from config.personal import start_of

__all__ = [
    "CategoryQuerySet", "DatedQuerySet", "HouseholdQuerySet", "ScopedQuerySet", "VisitQuerySet", "VoidableQuerySet",
]  # fmt: skip

PRIORITY = ("hardship", "party_hardship", "village_cadre", "large_producer", "grievance")
"""The categories of households to be visited first (C1)."""

SENSITIVE = ("hardship", "party_hardship", "grievance")
"""The categories that tell of hardship or dispute: for roles that need them alone, and each look is recorded."""
SEE_SENSITIVE = "villages.see_sensitive_householdcategory"
"""The permission to read them."""


class CategoryQuerySet(DatedQuerySet):
    def visible_to(self, staff: Any) -> Self:
        """The rows inside the jurisdiction of an account; those of hardship and dispute only if its role reads them."""
        found = super().visible_to(staff)
        return found if staff.has_perm(SEE_SENSITIVE) else found.exclude(category__in=SENSITIVE)


class HouseholdQuerySet(ScopedQuerySet):
    def identified(self) -> Self:
        """Households whose personal data have not been erased."""
        return self.filter(erased_at=None)

    def former(self, day: datetime.date) -> Self:
        """Identified households with which nothing has connected the programme since a day: entered before it, not
        visited since, in no category and tied to no cadre in post."""
        own = {name: find(name).standing().filter(household=OuterRef("pk")) for name in ABOUT_HOUSEHOLDS}
        posts = apps.get_model("cadres", "Post").objects.holding_from(day).filter(cadre=OuterRef("cadre"))
        return self.identified().filter(
            ~Exists(own["HouseholdCategory"].holding_from(day)),
            ~Exists(own["HouseholdPairing"].holding_from(day).filter(Exists(posts))),
            ~Exists(own["Visit"].filter(visited_on__gte=day)),
            recorded_at__lt=start_of(day),
        )

    def with_place(self) -> Self:
        """Adds `place`: the code of the township."""
        return self.annotate(place=F("village__township__code"))


ABOUT_HOUSEHOLDS = ("HouseholdCategory", "HouseholdPairing", "Visit")


def find(name: str) -> Any:
    """All rows of a model of this floor."""
    return apps.get_model("villages", name).objects


class VisitQuerySet(VoidableQuerySet):
    def between(self, start: datetime.date, end: datetime.date) -> Self:
        """Visits on the days of the half-open [start, end)."""
        return self.filter(visited_on__gte=start, visited_on__lt=end)

    def inside(self, code: str) -> Self:
        """Visits of diaries kept in the division with this code or below it."""
        return self.filter(within("division__code", code))

    def with_outside_pairing(self) -> Self:
        """Adds `outside_pairing`: the cadre was not paired with the village or the household on that day."""
        in_force = Q(valid_from=None) | Q(valid_from__lte=OuterRef("visited_on"))
        in_force &= Q(valid_to=None) | Q(valid_to__gt=OuterRef("visited_on"))
        own = Q(cadre=OuterRef("cadre"), voided_at=None) & in_force
        villages = apps.get_model("villages", "VillagePairing").objects.filter(
            own, village=OuterRef("village")
        )
        households = apps.get_model("villages", "HouseholdPairing").objects.filter(
            own, household=OuterRef("household")
        )
        return self.annotate(outside_pairing=~Exists(villages) & ~Exists(households))

"""What this floor adds to the page and the list of cadres."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.admin.extensions import cadre_filter, cadre_panel
from cadres.models import Cadre
from config.admin import Panel
from villages.models import HouseholdPairing, VillagePairing, Visit

RECENT = 5


@cadre_panel
def village_panel(request: HttpRequest, cadre: Cadre) -> Panel:
    """The villages that the cadre is paired with now."""
    found = VillagePairing.objects.visible_to(request.user).in_force(timezone.localdate()).filter(cadre=cadre)
    links = [
        (
            _("%(village)s (primary)") % {"village": p.village} if p.primary else str(p.village),
            reverse("admin:villages_villagepairing_change", args=[p.pk]),
        )
        for p in found.select_related("village").order_by("-primary", "pk")
    ]
    return Panel(_("Paired villages"), links, _("No pairing with a village."))


@cadre_panel
def household_panel(request: HttpRequest, cadre: Cadre) -> Panel:
    """The households that the cadre is paired with now."""
    found = (
        HouseholdPairing.objects.visible_to(request.user).in_force(timezone.localdate()).filter(cadre=cadre)
    )
    links = [
        (
            f"{p.household.village} {p.household}",
            reverse("admin:villages_householdpairing_change", args=[p.pk]),
        )
        for p in found.select_related("household__village").order_by("pk")[:20]
    ]
    return Panel(_("Paired households"), links, _("No pairing with a household."))


@cadre_panel
def visit_panel(request: HttpRequest, cadre: Cadre) -> Panel:
    """The newest diary entries, and the way to all of them."""
    found = Visit.objects.visible_to(request.user).standing().filter(cadre=cadre).select_related("village")
    links = [
        (f"{visit.visited_on} {visit.village}", reverse("admin:villages_visit_change", args=[visit.pk]))
        for visit in found.order_by("-visited_on", "-pk")[:RECENT]
    ]
    if links:
        links.append((_("All entries"), f"{reverse('admin:villages_visit_changelist')}?cadre={cadre.pk}"))
    if request.user.has_perm("villages.add_visit"):
        links.append((_("Enter a visit"), f"{reverse('admin:villages_visit_add')}?cadre={cadre.pk}"))
    return Panel(_("Visit diary"), links, _("No diary entry."))


@cadre_filter
class PairingFilter(admin.SimpleListFilter):
    """Serving cadres with and without a village."""

    title = gettext_lazy("pairing")
    parameter_name = "pairing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("none", gettext_lazy("without a village")), ("village", gettext_lazy("with a village"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        today = timezone.localdate()
        seen = VillagePairing.objects.visible_to(request.user)
        paired = Exists(seen.in_force(today).filter(cadre=OuterRef("pk")))
        match self.value():
            case "none":
                return queryset.serving_on(today).filter(~paired)
            case "village":
                return queryset.filter(paired)
        return queryset

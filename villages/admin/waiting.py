"""What waits to be done on this floor."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.models import Cadre
from config.admin import Waiting
from villages.models import VillagePairing


@admin.site.waits
def without_village(request: HttpRequest) -> Iterator[Waiting]:
    """Serving cadres whom no pairing ties to a village."""
    if not request.user.has_perm("villages.add_villagepairing"):
        return
    today = timezone.localdate()
    paired = VillagePairing.objects.in_force(today).filter(cadre=OuterRef("pk"))
    found = Cadre.objects.visible_to(request.user).serving_on(today).filter(~Exists(paired))
    url = reverse("admin:cadres_cadre_changelist") + "?pairing=none"
    yield Waiting(_("cadres are not paired with a village"), found.count(), url)

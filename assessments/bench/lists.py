"""Pages of the visit list in the admin, with about 2,000 visits and again with 1.8 million."""

from __future__ import annotations

from collections.abc import Iterator

from django.test import Client
from django.urls import reverse

from assessments.bench import Figure, timed
from cadres.models import Cadre, Division, Staff
from villages.models import Visit

Pages = dict[str, str]


def pages() -> Pages:
    """The addresses of the list's first pages, filters and searches, by what they are."""
    address = reverse("admin:villages_visit_changelist")
    cadre = Cadre.objects.filter(visits__isnull=False).order_by("pk")[:1].get()
    township = Division.objects.filter(code=Visit.objects.order_by("pk")[:1].get().division.code).get()
    oldest = Visit.objects.order_by("visited_on", "pk")[:1].get()
    found = {
        "first page": address,
        "the oldest page": f"{address}?older={oldest.visited_on}.{oldest.pk + 30}",
        "a month": f"{address}?month=2011-10",
        "a township": f"{address}?place={township.code}",
        "a county": f"{address}?place={township.code[:6]}",
        "not signed": f"{address}?entry=unsigned",
        "settling disputes, a month": f"{address}?purpose=mediation&month=2011-10",
        "void": f"{address}?state=void",
        "search by name": f"{address}?q={cadre.name}",
        "search by pinyin": f"{address}?q={cadre.pinyin}",
        "search by number": f"{address}?q={cadre.number}",
        "search for nobody": f"{address}?q=zzzz",
        "the form of a visit": reverse("admin:villages_visit_change", args=[oldest.pk]),
    }
    return found


def times() -> dict[str, float]:
    """How long each page takes for an account that sees everything."""
    Staff.objects.filter(username="bench").exists() or Staff.objects.create_superuser("bench", name="bench")
    client = Client()
    client.force_login(Staff.objects.get(username="bench"))
    found = {}
    for name, address in pages().items():
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}.")
        found[name] = timed(lambda address=address: client.get(address), 5)
    return found


def compared(few: dict[str, float], many: dict[str, float]) -> Iterator[Figure]:
    """The pages with many visits against the same pages with few."""
    count = Visit.objects.count()
    for name, seconds in many.items():
        yield Figure(f"visit list, {count:,} visits: {name}", seconds, few[name])

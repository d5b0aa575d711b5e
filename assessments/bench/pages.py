"""Public pages through the whole of Django, in one process, against an answer that does nothing."""

from __future__ import annotations

from collections.abc import Iterator

from django.test import Client

from assessments.bench import Figure, timed

ADDRESSES = {
    "home": "/",
    "table of 207 townships": "/tables/townships/2011-10/",
    "table of 207 townships as JSON": "/tables/townships/2011-10.json",
    "table of counties": "/tables/counties/2011-10/",
    "a township": "/places/431226106/",
    "list of tables": "/tables/",
}


def figures() -> Iterator[Figure]:
    """The shortest of ten requests each."""
    client = Client()
    nothing = timed(lambda: client.get("/robots.txt"), 10)
    yield Figure("public page: floor (robots.txt)", nothing)
    for name, address in ADDRESSES.items():
        if client.get(address).status_code != 200:
            raise RuntimeError(f"{address} did not answer with a page.")
        yield Figure(f"public page: {name}", timed(lambda address=address: client.get(address), 10), nothing)

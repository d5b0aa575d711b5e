"""Files that leave the site, and the pages by which files come in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urlencode

from assessments.tests.matrix.accounts import Office
from assessments.tests.matrix.channels.walking import (
    admin_of,
    channel,
    foreign,
    in_any_state,
    looks_missing,
    own,
)
from config.jurisdiction import own_models
from config.spreadsheets.models import Batch
from config.tests.test_registry import page


@channel(files=1, chosen=1)
def exports(office: Office) -> Iterator[str]:
    """Files hold no row of elsewhere, even where one was chosen."""
    for model in office.among(own_models()):
        address = page(model, "export")
        opened = office.get(address)
        if opened.status_code != 200:
            continue
        strangers = [obj.pk for obj in foreign(office, model)]
        everything = f"{address}?{urlencode(in_any_state(model))}"
        formats = range(len(admin_of(model).get_export_formats()))
        for number in office.one_of(formats):
            sent = {"format": number, "resource": 0, **dict.fromkeys(columns_of(opened), "on")}
            if office.post(address, sent).status_code == 200:
                yield "files"
            if office.post(everything, {**sent, "export_items": strangers}).status_code == 200:
                yield "chosen"


def columns_of(opened: Any) -> list[str]:
    """The boxes to tick of an export's form."""
    form = opened.context["form"]
    return [name for name in form.fields if name not in ("format", "resource", "export_items")]


@channel(kinds=1, batches=100)
def imports(office: Office) -> Iterator[str]:
    """The upload page and the blank table name own places alone; another account's import is none."""
    for model in office.among(own_models()):
        if not getattr(admin_of(model), "import_kind", "") or not hasattr(admin_of(model), "import_view"):
            continue
        if office.get(page(model, "import")).status_code == 200:
            yield "kinds"
        office.get(page(model, "import_template"))
        for batch in foreign(office, Batch) + own(office, Batch):
            for name, args in IMPORT_PAGES.items():
                for ask in (office.get, office.post):
                    at = partial(import_page, model, name, args)
                    looks_missing(office, ask, at, batch.key, never="n" * len(batch.key))
                    yield "batches"
        office.post(page(model, "process_import"), {"key": "x", "token": "x"})


def import_page(model: Any, name: str, args: tuple[str, ...], key: str) -> str:
    return page(model, name, key, *args)


IMPORT_PAGES: dict[str, tuple[str, ...]] = {
    "import_preview": (),
    "import_progress": (),
    "import_answer": (),
    "import_copy": ("marked",),
    "import_give_up": (),
}

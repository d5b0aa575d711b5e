"""Who wrote a record, and by which import, named to those alone who may see that account or that batch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model, Prefetch
from django.utils.translation import gettext as _


class Names:
    """The names of writers and batches as one account sees them: two queries, however many records there are."""

    def __init__(self, staff: Any, records: Iterable[Model | None]) -> None:
        self.staff = staff
        found = [record for record in records if record is not None]
        self._seen = {(staff._meta.model, staff.pk)}
        for model in {record._meta.model for record in found}:
            keys = {record.pk for record in found if record._meta.model is model}
            visible = model._default_manager.visible_to(staff).filter(pk__in=keys)
            self._seen |= {(model, key) for key in visible.values_list("pk", flat=True)}

    def writer(self, person: Model | None) -> str:
        """An account's name; who is no account is the server itself."""
        if person is None:
            return _("the server")
        return str(person) if self._sees(person) else _("another office")

    def batch(self, batch: Any) -> str:
        """A batch's name; '' without one."""
        if batch is None:
            return ""
        own = batch.made_by_id == self.staff.pk
        return str(batch) if own or self._sees(batch) else _("an import")

    def _sees(self, record: Model) -> bool:
        return (record._meta.model, record.pk) in self._seen


def writers_in_sight(staff: Any, key: str, to_attr: str | None = None) -> Prefetch:
    """For a list: the accounts that `key` leads to, None where the signed-in account may not see one."""
    return Prefetch(key, get_user_model()._default_manager.visible_to(staff), to_attr=to_attr)

"""Values that some roles alone read, and each look at which is entered in the journal. A model names its own, in
`sensitive`; its pages and lists keep to it themselves, its entries in the journal keep to it here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps


@dataclass(frozen=True)
class Sensitive:
    """Some values of one column, e.g. hardship among the categories of a household."""

    column: str
    values: tuple[str, ...]
    permission: str
    mask: Any
    """What everybody else reads in their place."""

    def is_in(self, values: dict[str, Any] | None) -> bool:
        """Whether one of them stands among the values of a row."""
        return bool(values) and values.get(self.column) in self.values  # type: ignore[union-attr]

    def masked(self, values: dict[str, Any] | None) -> dict[str, Any] | None:
        """The values of a row as everybody reads them."""
        return {**values, self.column: str(self.mask)} if values and self.is_in(values) else values


def sensitive_of(entry: Any) -> Sensitive | None:
    """What is sensitive in the record that an entry of the journal is about; None: nothing, or it is about a list."""
    try:
        model = apps.get_model(entry.model)
    except LookupError:
        return None
    return getattr(model, "sensitive", None) if entry.object_id is not None else None


def is_told_by(entry: Any) -> bool:
    """Whether an entry tells a sensitive value, before or after."""
    found = sensitive_of(entry)
    return found is not None and (found.is_in(entry.before) or found.is_in(entry.after))


def mask(entry: Any, staff: Any) -> Any:
    """The entry as this account may read it; from then on to be read, not to be saved."""
    found = sensitive_of(entry)
    if found is not None and not staff.has_perm(found.permission):
        entry.before, entry.after = found.masked(entry.before), found.masked(entry.after)
    return entry

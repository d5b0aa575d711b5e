"""What a row says otherwise about a stored record of this floor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model

from config.spreadsheets.cells import told_text
from config.spreadsheets.intents import Correction
from config.spreadsheets.planning import Draft
from config.spreadsheets.writing import Update


def corrected(
    draft: Draft,
    model: type[Model],
    pk: int,
    stored: Mapping[str, Any],
    said: Mapping[str, Any],
    shown: Callable[[Any], str] = str,
) -> None:
    """Notes and intends what a row says otherwise; what it leaves out changes nothing. A stored text is compared as it
    would be read."""
    after = {name: value for name, value in said.items() if as_read(stored[name]) != value}
    if not after:
        return
    for name, value in after.items():
        draft.change(name, "" if stored[name] is None else shown(stored[name]), shown(value))
    before = {name: stored[name] for name in after}
    draft.intent.append(Correction(model, Update(pk, before, after, draft.place)))


def as_read(stored: Any) -> Any:
    return told_text(stored) if isinstance(stored, str) else stored

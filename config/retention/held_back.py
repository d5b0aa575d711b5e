"""Who cannot be erased yet, because a seal of the journal over entries about them does not hold. The others go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import models

from config.journal.redacting import NotRedacted, told_under

Whom = list[tuple[type[models.Model], dict[int, int]]]
"""Of each model the records of which an erasure would empty the entries, each with the one that it is about."""


@dataclass
class HeldBack:
    """The unsound seals that a run has come upon, and how many they hold back, by the label of the kind of record."""

    seals: set[int] = field(default_factory=set)
    count: Counter[str] = field(default_factory=Counter)

    def free(self, label: str, keys: list[int], whom: Callable[[list[int]], Whom]) -> list[int]:
        """Those of these about whom nothing lies under the unsound seals found so far; the others are counted."""
        held: set[int] = set()
        for model, records in whom(keys) if self.seals else []:
            held |= {records[key] for key in told_under(self.seals, model._meta.label_lower, records)}
        self.count[label] += len(held)
        return [key for key in keys if key not in held]

    def learn(self, reason: NotRedacted) -> None:
        """Takes note of seals that do not hold; raises the reason where it names none, or none that is new."""
        new = set(reason.unsound) - self.seals
        if not new:
            raise reason
        self.seals |= new

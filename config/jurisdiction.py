"""The one rule of who sees what, in plain code: a record is visible where its division lies inside one of
the divisions that a staff account is assigned to. Statistical codes are hierarchical, so "inside" is a range."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q


def code_range(code: str) -> tuple[str, str]:
    """The half-open range of all codes inside a division, itself included: '431226' → ('431226', '431227')."""
    return code, str(int(code) + 1).zfill(len(code))


def within(path: str, code: str) -> Q:
    """Rows whose division code, found along `path`, lies inside the division `code`."""
    first, after = code_range(code)
    return Q(**{f"{path}__gte": first, f"{path}__lt": after})


@dataclass(frozen=True)
class Scope:
    """What a staff account may see: everything, or the divisions with these codes and all below them."""

    codes: tuple[str, ...] = ()
    everything: bool = False

    def covers(self, code: str) -> bool:
        """Whether the division with this code lies inside."""
        return self.everything or any(code.startswith(own) for own in self.codes)

    def q(self, path: str) -> Q:
        """The condition that a code found along `path` lies inside; matches nothing when the scope is empty."""
        if self.everything:
            return Q()
        condition = Q(pk__in=[])
        for code in self.codes:
            condition |= within(path, code)
        return condition


EVERYTHING = Scope(everything=True)


@dataclass(frozen=True)
class Reach:
    """How a model reaches a division. `condition` turns a scope into a filter on the model.

    A model declares it once, as the class attribute `jurisdiction`; see `through`, `everyone`, `by`.
    """

    condition: Callable[[Scope], Q]
    described: str
    path: str | None = field(default=None)


def through(path: str) -> Reach:
    """Reached through the division code stored at the end of `path`, e.g. through("township__code")."""
    return Reach(lambda scope: scope.q(path), f"through {path}", path)


def by(condition: Callable[[Scope], Q], described: str) -> Reach:
    """Reached by a condition of the model's own, e.g. a subquery."""
    return Reach(condition, described)


everyone = Reach(lambda scope: Q(), "shown to every staff account")
"""Catalogues and other records that belong to no place."""

nobody = Reach(lambda scope: Q(pk__in=[]), "shown to nobody")
"""What only the site itself reads; a superuser sees it."""


class ScopedQuerySet(models.QuerySet):
    """The queryset of every model of this site."""

    def visible_to(self, staff: Any) -> Self:
        """The rows inside the jurisdiction of a staff account (an object with `.scope`)."""
        return self.visible_in(staff.scope)

    def visible_in(self, scope: Scope) -> Self:
        """The rows inside a scope."""
        if scope.everything:
            return self
        return self.filter(self.model.jurisdiction.condition(scope))


def own_models() -> Iterator[type[models.Model]]:
    """Every model of this site's own apps."""
    for label in settings.ADMIN_GROUPS:
        yield from apps.get_app_config(label).get_models()

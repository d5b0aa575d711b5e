"""The words of this domain for asking: who serves where, who has mastered what."""

from __future__ import annotations

import datetime
from typing import Self

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from config.facts import DatedQuerySet, VoidableQuerySet
from config.jurisdiction import Scope, ScopedQuerySet, within
from config.personal import start_of

__all__ = [
    "CadreQuerySet", "DatedQuerySet", "DivisionQuerySet", "MasteryQuerySet", "PostQuerySet", "ScopedQuerySet",
    "TransferRequestQuerySet", "VoidableQuerySet", "cadre_condition", "either_side", "of_visible_cadre",
]  # fmt: skip


class DivisionQuerySet(ScopedQuerySet):
    def cities(self) -> Self:
        return self.filter(level="city")

    def counties(self) -> Self:
        return self.filter(level="county")

    def townships(self) -> Self:
        return self.filter(level="township")

    def inside(self, code: str) -> Self:
        """The division with this code and all below it."""
        return self.filter(within("code", code))


class PostQuerySet(DatedQuerySet):
    def main_assessed(self) -> Self:
        """The posts whose holders are assessed through them."""
        return self.filter(main=True, assessed=True)

    def inside(self, code: str) -> Self:
        """Posts in the division with this code or below it."""
        return self.filter(within("division__code", code))


class CadreQuerySet(ScopedQuerySet):
    def serving_on(self, day: datetime.date, code: str = "") -> Self:
        """Cadres with a post in force on a day, inside a division if its code is given."""
        posts = apps.get_model("cadres", "Post").objects.in_force(day).filter(cadre=OuterRef("pk"))
        return self.filter(Exists(posts.inside(code) if code else posts))

    def identified(self) -> Self:
        """Cadres whose personal data have not been erased."""
        return self.filter(erased_at=None)

    def former(self, day: datetime.date) -> Self:
        """Identified cadres who left before a day: no post holds on it or later (of those who never had a post: they
        were entered before it), and nobody asks for them."""
        posts = apps.get_model("cadres", "Post").objects.standing().filter(cadre=OuterRef("pk"))
        asked = apps.get_model("cadres", "TransferRequest").objects.undecided().filter(cadre=OuterRef("pk"))
        never = ~Exists(posts) & Q(recorded_at__lt=start_of(day))
        return self.identified().filter(
            Exists(posts) | never, ~Exists(posts.holding_from(day)), ~Exists(asked)
        )

    def with_place(self) -> Self:
        """Adds `place`: the code of the division of the post held last, as the journal is stamped with it."""
        posts = apps.get_model("cadres", "Post").objects.standing().filter(cadre=OuterRef("pk"))
        last = posts.order_by("-main", F("valid_from").desc(nulls_last=True))
        return self.annotate(place=Coalesce(Subquery(last.values("division__code")[:1]), Value("")))


class MasteryQuerySet(VoidableQuerySet):
    def verified_by_day(self, day: datetime.date) -> Self:
        """Standing masteries verified on this day or before."""
        return self.standing().filter(verified_on__lte=day)


def cadre_condition(scope: Scope) -> Q:
    """Cadres with a post inside the scope that holds today or later; those without any such post, with a former one.

    So both places see a cadre between the decision of a transfer and its day.
    Sets of keys rather than correlated EXISTS: under an OR, PostgreSQL would run those once a row.
    """
    posts = apps.get_model("cadres", "Post").objects.standing()
    present = posts.holding_from(timezone.localdate())
    inside = scope.q("division__code")
    here, once_here, anywhere = (
        found.values("cadre") for found in (present.filter(inside), posts.filter(inside), present)
    )
    return Q(pk__in=here) | (Q(pk__in=once_here) & ~Q(pk__in=anywhere))


def of_visible_cadre(scope: Scope) -> Q:
    """Rows whose `cadre` the scope shows."""
    cadres = apps.get_model("cadres", "Cadre").objects.visible_in(scope)
    return Q(cadre__in=cadres)


class TransferRequestQuerySet(ScopedQuerySet):
    def undecided(self) -> Self:
        """Requests that nobody has granted, refused or withdrawn yet."""
        return self.filter(state="requested")

    def decided_in(self, scope: Scope) -> Self:
        """Requests that are the business of a scope to decide: the cadre's present post lies inside."""
        return self.filter(scope.q("from_post__division__code"))


def either_side(scope: Scope) -> Q:
    """Transfer requests of which the releasing side or the asking side lies inside a scope."""
    if scope.everything:
        return Q()
    return scope.q("from_post__division__code") | scope.q("to_division__code")

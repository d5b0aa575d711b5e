"""How far a county's scheme may depart from the one that its superior has adopted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from assessments.fields import plain
from assessments.models import Indicator, Scheme

FIXED = ("measure", "section", "curve", "steps", "limit", "applies_to", "groups", "periods")
"""What an indicator that refines another takes over unchanged, beside what the bounds let free."""


def breaches(scheme: Scheme) -> Iterator[str]:
    """A sentence for each way in which a scheme leaves the bounds of the one it refines; none if it refines none."""
    if scheme.refines is None:
        return
    above = {indicator.pk: indicator for indicator in scheme.refines.indicators.all()}
    own = list(scheme.indicators.all())
    yield from breaches_of_limits(scheme, scheme.refines)
    yield from missing_indicators(above.values(), own)
    yield from refined_twice(above.values(), own)
    for indicator in own:
        if indicator.refines_id in above:
            yield from breaches_of(indicator, above[indicator.refines_id])
    yield from too_many_points_of_own(scheme.refines, own, above)


def breaches_of_limits(scheme: Scheme, above: Scheme) -> Iterator[str]:
    """The least number for a rank may not sink, nor the share without evaluation or the caps rise."""
    if scheme.rank_minimum < above.rank_minimum:
        yield _("The fewest cadres for a rank are %(number)s in the superior's scheme; here no fewer.") % {
            "number": above.rank_minimum
        }
    for name in ("incomplete_limit", "bonus_cap", "deduction_cap"):
        most, here = getattr(above, name), getattr(scheme, name)
        if most is not None and (here is None or here > most):
            label = Scheme._meta.get_field(name).verbose_name
            yield _("“%(field)s” is %(most)s in the superior's scheme; here no more.") % {
                "field": label,
                "most": plain(most),
            }


def missing_indicators(above: Iterable[Indicator], own: Iterable[Indicator]) -> Iterator[str]:
    """Every indicator above must turn up, unless its points may go down to none."""
    refined = {indicator.refines_id for indicator in own}
    for indicator in above:
        if indicator.pk not in refined and indicator.points_min != 0:
            yield _("The superior's indicator “%(name)s” is missing.") % {"name": indicator}


def refined_twice(above: Iterable[Indicator], own: Iterable[Indicator]) -> Iterator[str]:
    """An indicator above turns up once: two of it would have twice the points that its bounds allow."""
    times = Counter(indicator.refines_id for indicator in own)
    for indicator in above:
        if times[indicator.pk] > 1:
            yield _("The superior's indicator “%(name)s” stands here more than once.") % {"name": indicator}


def breaches_of(indicator: Indicator, above: Indicator) -> Iterator[str]:
    """What is fixed stays; target and points stay inside the bounds (without bounds: as they are)."""
    for name in FIXED:
        if getattr(indicator, name) != getattr(above, name):
            label = Indicator._meta.get_field(name).verbose_name
            yield _("“%(name)s”: “%(field)s” is fixed by the superior's scheme.") % {
                "name": indicator,
                "field": label,
            }
    for name in ("target", "points"):
        low, high = bounds(above, name)
        if not low <= getattr(indicator, name) <= high:
            label = Indicator._meta.get_field(name).verbose_name
            yield _("“%(name)s”: “%(field)s” must lie between %(low)s and %(high)s.") % {
                "name": indicator,
                "field": label,
                "low": plain(low),
                "high": plain(high),
            }


def bounds(above: Indicator, name: str) -> tuple[int, int]:
    """The lowest and highest target or points that a county may set."""
    fixed, low, high = (getattr(above, field) for field in (name, f"{name}_min", f"{name}_max"))
    return (fixed if low is None else low), (fixed if high is None else high)


def too_many_points_of_own(
    refined: Scheme, own: Iterable[Indicator], above: dict[int, Indicator]
) -> Iterator[str]:
    """Indicators that refine none may not have more points together than the superior's scheme leaves them."""
    points = sum(indicator.points for indicator in own if indicator.refines_id not in above)
    if points > refined.own_points:
        yield _(
            "Indicators of its own have %(points)s points; the superior's scheme leaves them %(most)s."
        ) % {
            "points": plain(points),
            "most": plain(refined.own_points),
        }

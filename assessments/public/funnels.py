"""The funnel of a table as plain coordinates: each place by its number of cadres and its score, and the limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from assessments.public.lines import Line
from assessments.scoring.funnel import Funnel
from config.millionths import ONE, to_text

WIDTH, HEIGHT = 640, 380
LEFT, RIGHT, TOP, BOTTOM = 48, 545, 14, 330
STEPS = 60
"""How many straight pieces make a limit."""

POSITIONS: Mapping[int, str | Promise] = {
    3: gettext_lazy("above three standard errors"),
    2: gettext_lazy("above two standard errors"),
    0: gettext_lazy("within two standard errors"),
    -2: gettext_lazy("below two standard errors"),
    -3: gettext_lazy("below three standard errors"),
}


@dataclass(frozen=True)
class Dot:
    """A place: where it stands in the picture, how far outside (0, 2 or 3 standard errors), and that in words."""

    x: int
    y: int
    line: Line
    beyond: int
    position: str


@dataclass(frozen=True)
class Limit:
    """Both limits of so many standard errors, and where their names stand at the right."""

    errors: int
    upper: str
    lower: str
    ends: tuple[int, int]


@dataclass(frozen=True)
class Picture:
    """Coordinates of the funnel. `mean` is its height and its value as text."""

    dots: list[Dot]
    limits: list[Limit]
    mean: tuple[int, str]
    scores: list[tuple[int, int]]
    sizes: list[tuple[int, int]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    bottom: int = BOTTOM

    @property
    def beyond(self) -> int:
        """How many places lie outside of two standard errors."""
        return sum(dot.beyond > 0 for dot in self.dots)


def picture_of(lines: Iterable[Line], stored: Mapping[str, Any]) -> Picture | None:
    """The picture of the ranked places; None where an edition has no funnel."""
    ranked = [line for line in lines if line.rank and line.n]
    if not stored or not ranked:
        return None
    funnel = Funnel(stored["mean"], stored["spread"])
    sizes = [line.n or 1 for line in ranked]
    scale = Scale(max(sizes), *bounds_of(ranked, funnel, min(sizes)))
    return Picture(
        dots=[dot_of(line, funnel, scale) for line in ranked],
        limits=[limit_of(funnel, scale, errors, min(sizes)) for errors in (2, 3)],
        mean=(scale.y(funnel.mean), to_text(funnel.mean)),
        scores=[(scale.y(points * ONE), points) for points in marks(scale.low // ONE, scale.high // ONE)],
        sizes=[(scale.x(n), n) for n in marks(0, scale.most)],
    )


@dataclass(frozen=True)
class Scale:
    """From a number of cadres, and a score in millionths, to the picture."""

    most: int
    low: int
    high: int

    def x(self, n: int) -> int:
        return LEFT + (RIGHT - LEFT) * n // self.most

    def y(self, score: int) -> int:
        return BOTTOM - (BOTTOM - TOP) * (score - self.low) // (self.high - self.low)


def bounds_of(lines: Iterable[Line], funnel: Funnel, fewest: int) -> tuple[int, int]:
    """The lowest and the highest score of the picture in full tens of points: every place and every limit fits in."""
    values = [line.millionths for line in lines] + list(funnel.limits(fewest, 3))
    ten = 10 * ONE
    low, high = min(values) // ten * ten, -(-max(values) // ten) * ten
    return (low, high) if low < high else (low - ten, low) if low else (0, ten)


def dot_of(line: Line, funnel: Funnel, scale: Scale) -> Dot:
    n = line.n or 1
    beyond = funnel.outside(line.millionths, n)
    return Dot(scale.x(n), scale.y(line.millionths), line, abs(beyond), str(POSITIONS[beyond]))


def limit_of(funnel: Funnel, scale: Scale, errors: int, fewest: int) -> Limit:
    """The two limits from the smallest place to the largest."""
    step = max(1, (scale.most - fewest) // STEPS)
    sizes = [*range(fewest, scale.most, step), scale.most]
    found = [(scale.x(n), *(scale.y(limit) for limit in funnel.limits(n, errors))) for n in sizes]
    return Limit(
        errors=errors,
        lower=" ".join(f"{x},{low}" for x, low, _high in found),
        upper=" ".join(f"{x},{high}" for x, _low, high in found),
        ends=(found[-1][1], found[-1][2]),
    )


def marks(first: int, last: int) -> range:
    """Round numbers from one end of an axis to the other, at most about ten."""
    step = next(
        step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10**9) if last - first <= 10 * step
    )
    return range(-(-first // step) * step, last + 1, step)

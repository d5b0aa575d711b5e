"""Points of bonuses and deductions as lists write them: +2, 扣1.5分, a column of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assessments.scoring.weights import HUNDRED
from config.millionths import from_decimal, to_decimal
from config.spreadsheets.cells import close_text, says_nothing
from config.spreadsheets.types import Cell

BONUS, DEDUCTION = "bonus", "deduction"
KINDS = ((DEDUCTION, re.compile("扣|减|罚|deduction")), (BONUS, re.compile("加|奖|bonus")))
POINTS = re.compile(r"(?P<word>[加奖扣减])?(?:分)?(?P<sign>[+\-−])?(?P<number>\d{1,3}(?:\.\d{1,6})?)分?")
SIGNS = {
    "+": BONUS,
    "-": DEDUCTION,
    "−": DEDUCTION,
    "加": BONUS,
    "奖": BONUS,
    "扣": DEDUCTION,
    "减": DEDUCTION,
}
REASON_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Found:
    """What a row's cells come to: kind, points in millionths, and the code of what is wrong with them."""

    kind: str | None = None
    points: int = 0
    problem: str = ""


def signed_points(kind: Cell, points: Cell, bonus: Cell = None, deduction: Cell = None) -> Found:
    """Kind and points of a row that has one of them, or both with the kind in a word or a sign; where two of them
    disagree, or nothing tells the kind, it is not guessed. Problems: POINTS_INVALID, POINTS_TWICE, POINTS_MISSING,
    ADJUSTMENT_KIND_UNKNOWN."""
    told = [
        (cell, by) for cell, by in ((points, None), (bonus, BONUS), (deduction, DEDUCTION)) if is_told(cell)
    ]
    if len(told) != 1:
        return Found(problem="POINTS_TWICE" if told else "POINTS_MISSING")
    [(cell, by_column)] = told
    found = POINTS.fullmatch(close_text(cell))
    number = from_decimal(Decimal(found["number"])) if found else 0
    if found is None or isinstance(cell, bool) or not 0 < number <= HUNDRED:
        return Found(problem="POINTS_INVALID")
    by_word = {code for code, words in KINDS if words.search(close_text(kind))}
    by_sign = {SIGNS[mark] for mark in (found["word"], found["sign"]) if mark}
    kinds = by_word | by_sign | ({by_column} if by_column else set())
    if len(kinds) != 1:
        return Found(points=number, problem="ADJUSTMENT_KIND_UNKNOWN")
    return Found(kinds.pop(), number)


def is_told(cell: Cell) -> bool:
    """Whether a cell tells points: 0 in the column of the other kind tells none."""
    text = close_text(cell)
    return not says_nothing(text) and text not in ("0", "0.0", "0分")


def shown(points: int) -> str | None:
    """Millionths as people write them; None for nothing."""
    return format(to_decimal(points).normalize(), "f") if points else None

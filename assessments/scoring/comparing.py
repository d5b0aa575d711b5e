"""Two versions of a scheme side by side, and what changing from one to the other does to a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessments.scoring.points import Rule
from assessments.scoring.tables import Table
from config.millionths import ratio


@dataclass(frozen=True, slots=True)
class Change:
    """An indicator in two versions; None where one of them does not have it."""

    before: Rule | None
    after: Rule | None

    @property
    def kind(self) -> str:
        """same, changed, dropped or new."""
        if self.before is None:
            return "new"
        if self.after is None:
            return "dropped"
        return "same" if content(self.before) == content(self.after) else "changed"


def content(rule: Rule) -> tuple:
    """What a rule asks and gives; its name and its place in the scheme are not part of it."""
    return (rule.section, rule.target, rule.points, rule.curve, rule.limit, rule.steps)


def changes(before: Iterable[Rule], after: Sequence[Rule]) -> list[Change]:
    """Indicators of the same measure for the same people, in the order of `after`, then the dropped ones."""
    left: dict[tuple, list[Rule]] = {}
    for rule in before:
        left.setdefault(identity(rule), []).append(rule)
    found = [
        Change(left[identity(rule)].pop(0) if left.get(identity(rule)) else None, rule) for rule in after
    ]
    return found + [Change(rule, None) for rules in left.values() for rule in rules]


def identity(rule: Rule) -> tuple:
    """By what an indicator is known again in another version."""
    return (rule.measure, rule.applies_to, rule.groups)


@dataclass(frozen=True, slots=True)
class Move:
    """A place under two schemes: score in millionths and rank, None where it has none."""

    code: str
    name: str
    score_before: int | None
    score_after: int | None
    rank_before: int | None
    rank_after: int | None

    @property
    def climbed(self) -> int | None:
        """Ranks won (positive) or lost; None unless it is ranked in both."""
        if self.rank_before is None or self.rank_after is None:
            return None
        return self.rank_before - self.rank_after

    @property
    def gained(self) -> int | None:
        """Millionths of a point won or lost; None unless it has both scores."""
        if self.score_before is None or self.score_after is None:
            return None
        return self.score_after - self.score_before


def moves(before: Table, after: Table) -> list[Move]:
    """Every place of both tables, in the order of the second."""
    ranked = {row["code"]: row for row in before.rows}
    found = []
    for row in [*after.rows, *after.unranked]:
        old = ranked.get(row["code"], {})
        numbers = (old.get("score_millionths"), row.get("score_millionths"), old.get("rank"), row.get("rank"))
        found.append(Move(row["code"], row["name"], *numbers))
    return found


@dataclass(frozen=True, slots=True)
class Balance:
    """Of people under two schemes: how many gain, lose and stay, and the mean change in millionths of a point."""

    gain: int
    lose: int
    same: int
    mean: int | None


def balance(before: Mapping[object, int], after: Mapping[object, int]) -> Balance:
    """Of those who have a total under both schemes."""
    changes = [after[key] - before[key] for key in before if key in after]
    gain, lose = sum(change > 0 for change in changes), sum(change < 0 for change in changes)
    mean = ratio(sum(changes), len(changes)) if changes else None
    return Balance(gain, lose, len(changes) - gain - lose, mean)

"""The merged ranges of a sheet, found by the rows that they begin in or reach into, however many there are."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from config.spreadsheets.types import Merge, Sheet


class Merges:
    """The merges of a sheet by their first row."""

    def __init__(self, sheet: Sheet) -> None:
        self.by_top: dict[int, list[Merge]] = defaultdict(list)
        for merge in sheet.merges:
            self.by_top[merge.top].append(merge)

    def beginning(self, row: int) -> Sequence[Merge]:
        """Those whose first row this is."""
        return self.by_top.get(row, ())


class Reaching:
    """Some of the merges of a sheet, on a walk down its rows."""

    def __init__(self, merges: Merges, first: int, wanted: Callable[[Merge], bool] | None = None) -> None:
        """Of the merges that begin in the row `first` or below, those that are `wanted`: all, if that is None."""
        self.merges, self.wanted = merges, wanted
        self.next = first
        self.current: list[Merge] = []

    def at(self, row: int) -> Sequence[Merge]:
        """Those that reach into a row; never asked about an earlier row than before."""
        for top in range(self.next, row + 1):
            self.current += filter(self.wanted, self.merges.beginning(top))
        self.next = max(self.next, row + 1)
        if self.current:
            self.current = [merge for merge in self.current if merge.bottom >= row]
        return self.current

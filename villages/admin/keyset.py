"""Lists of any length, newest first, paged by where one stands and not by counting.

A page is found by its first or last row, `visited_on` and `id`, through an index that ends in the two. So that no
filter ever walks a whole large table, one page looks through at most `REACH` rows of the walk; where that is not
enough to fill the page, it says how far it looked and offers to look further back.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import EmptyResultSet
from django.core.paginator import Paginator
from django.db import connections
from django.db.models import Q, QuerySet
from django.http import HttpRequest

OLDER, NEWER = "older", "newer"
LAST_KEY = 2**63 - 1
REACH = 12_000
"""So many rows of a walk are looked through for one page."""


@dataclass(frozen=True)
class Mark:
    """A row's place in the order: its day, and its key within the day."""

    day: datetime.date
    key: int

    @classmethod
    def read(cls, text: str) -> Mark | None:
        """From an address: 2011-10-05.17; None where it is not one."""
        day, _dot, key = text.partition(".")
        try:
            return cls(datetime.date.fromisoformat(day), int(key[:18]))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.day.isoformat()}.{self.key}"

    def older(self) -> Q:
        """Rows after this one in a list that runs from new to old. The first half is what an index needs."""
        return Q(visited_on__lte=self.day) & (Q(visited_on__lt=self.day) | Q(pk__lt=self.key))

    def newer(self) -> Q:
        return Q(visited_on__gte=self.day) & (Q(visited_on__gt=self.day) | Q(pk__gt=self.key))


@dataclass(frozen=True)
class Page:
    """The keys of a page's rows from new to old, and whether there is more on either side."""

    keys: list[int]
    older: Mark | None = None
    newer: Mark | None = None
    looked_back_to: datetime.date | None = None
    """Set where the page is not full because the walk was long: nothing older than this day was looked at."""


def find_page(
    rows: QuerySet, walks: Iterable[Q], matches: Q, size: int, mark: Mark | None, towards_newer: bool
) -> Page:
    """One page of `rows`.

    Each walk is a condition that an index on (…, visited_on, id) answers by itself: the rows of one cadre or one
    division, or Q() for all. Walks are disjoint; a page is merged from the best rows of each. `matches` are the
    further conditions, for which rows have to be looked at.
    """
    walks = list(walks)
    order = ("visited_on", "pk") if towards_newer else ("-visited_on", "-pk")
    beyond = Q() if mark is None else (mark.newer() if towards_newer else mark.older())
    edge = _edge(rows.filter(beyond), walks, order) if matches else None
    if edge is not None:
        matches &= Q(visited_on__lte=edge) if towards_newer else Q(visited_on__gte=edge)
    found = _merged(rows.filter(beyond & matches), walks, order, 0, size + 1)
    marks = [Mark(day, key) for day, key in found[:size]]
    more = len(found) > size
    last = marks[-1] if marks else None
    onward = last if more else edge and Mark(edge, LAST_KEY if towards_newer else 0)
    back = (marks[0] if marks else mark) if mark else None
    if towards_newer:
        return Page([m.key for m in reversed(marks)], older=back, newer=onward)
    return Page([m.key for m in marks], older=onward, newer=back, looked_back_to=None if more else edge)


def _edge(rows: QuerySet, walks: list[Q], order: tuple[str, ...]) -> datetime.date | None:
    """The day on which so many rows have been looked through as one page may; None if there are fewer."""
    each = REACH // max(len(walks), 1)
    days = [day for day, _key in _merged(rows, walks, order, each, 1, merge=False)]
    if not days:
        return None
    return min(days) if order[0] == "visited_on" else max(days)


def _merged(
    rows: QuerySet, walks: list[Q], order: tuple[str, ...], skip: int, size: int, merge: bool = True
) -> list[tuple[datetime.date, int]]:
    """Of each walk the rows [skip : skip + size] in order, and of these (if merged) the first `size`; one query.

    The statement is put together here because Django refuses a slice inside a union on SQLite, which takes it well
    from a subquery.
    """
    texts, params = [], []
    for walk in walks:
        part = rows.filter(walk).order_by(*order).values_list("visited_on", "pk")[skip : skip + size]
        try:
            text, values = part.query.sql_with_params()
        except EmptyResultSet:
            continue
        texts.append(f"SELECT * FROM ({text}) AS walk{len(texts)}")
        params += values
    if not texts:
        return []
    with connections[rows.db].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(texts), params)
        found = sorted(((_day(day), key) for day, key in cursor.fetchall()), reverse=order[0].startswith("-"))
    return found[:size] if merge else found


def _day(value: datetime.date | str) -> datetime.date:
    """A day as a database returns it from a union: SQLite has forgotten by then that it is one."""
    return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)


class KeysetPaginator(Paginator):
    """What Django's list asks of a paginator, about the one page that is shown."""

    def __init__(self, rows: list[Any], size: int) -> None:
        super().__init__(rows, max(size, len(rows), 1))


class KeysetChangeList(ChangeList):
    """A list that is paged by marks. Its admin says, by `walks(request, cl)`, which walks make up what is asked for."""

    page: Page

    def get_filters_params(self, params: dict[str, Any] | None = None) -> dict[str, Any]:
        found = super().get_filters_params(params)
        return {name: value for name, value in found.items() if name not in (OLDER, NEWER)}

    def get_query_string(self, new_params: Any = None, remove: Any = None) -> str:
        """Another filter or search begins at the newest row."""
        fresh = {OLDER: None, NEWER: None}
        return super().get_query_string({**fresh, **(new_params or {})}, remove)

    def get_results(self, request: HttpRequest) -> None:
        newer = Mark.read(self.params.get(NEWER, ""))
        mark = newer or Mark.read(self.params.get(OLDER, ""))
        rows, walks, matches = self.model_admin.walks(request, self)
        self.page = find_page(rows, walks, matches, self.list_per_page, mark, bool(newer))
        if newer and self.page.newer is None:
            # The top is reached: show a full first page.
            self.page = find_page(rows, walks, matches, self.list_per_page, None, False)
        self.result_list = self.model_admin.rows_of_page(request, self.page.keys)
        self.result_count = len(self.result_list)
        self.paginator = KeysetPaginator(self.result_list, self.list_per_page)
        self.full_result_count, self.show_full_result_count = self.result_count, False
        self.show_admin_actions, self.can_show_all, self.multi_page = True, False, False

    def get_ordering(self, request: HttpRequest, queryset: QuerySet) -> list[str]:
        return ["-visited_on", "-pk"]

    @property
    def older_url(self) -> str:
        return self.get_query_string({OLDER: self.page.older}) if self.page.older else ""

    @property
    def newer_url(self) -> str:
        return self.get_query_string({NEWER: self.page.newer}) if self.page.newer else ""

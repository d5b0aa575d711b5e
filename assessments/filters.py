"""Filtering and sorting a league table: over the frozen rows of one edition, never over live records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from assessments.public.lines import Line

KEYS = {
    "rank": lambda line: line.rank,
    "score": lambda line: line.millionths,
    "name": lambda line: line.name,
    "code": lambda line: line.code,
    "n": lambda line: line.n,
}
ORDERS = [(sign + key, key) for key in KEYS for sign in ("", "-")]


class Lines(list[Line]):
    """Lines in the place of a queryset, for django-filter."""

    model = None

    def all(self) -> Lines:
        return self


class TableFilter(django_filters.FilterSet):
    """County, name and order of a table; unranked places are filtered alike, and stay in the order of codes."""

    county = django_filters.ChoiceFilter(
        label=_("County"), method="in_county", empty_label=_("All counties"), choices=[]
    )
    name = django_filters.CharFilter(label=_("Name"), method="named", max_length=50)
    sort = django_filters.ChoiceFilter(label=_("Order"), method="sorted_by", choices=ORDERS)

    def __init__(self, data: Mapping[str, Any] | None, lines: Iterable[Line]) -> None:
        lines = Lines(lines)
        super().__init__(data, lines)
        counties = {line.county_code: line.county for line in lines if line.county}
        self.by_county = len(counties) > 1
        self.ranged = any(line.beside.range for line in lines)
        self.grouped = any(line.beside.group for line in lines)
        if self.by_county:
            self.filters["county"].extra["choices"] = sorted(counties.items())
        else:
            del self.filters["county"]

    def filter_queryset(self, queryset: Lines) -> Lines:
        for name, value in self.form.cleaned_data.items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    def in_county(self, lines: Lines, name: str, code: str) -> Lines:
        return Lines(line for line in lines if line.county_code == code)

    def named(self, lines: Lines, name: str, words: str) -> Lines:
        return Lines(line for line in lines if line.answers_to(words))

    def sorted_by(self, lines: Lines, name: str, order: str) -> Lines:
        ranked = sorted(
            (line for line in lines if line.rank),
            key=KEYS[order.removeprefix("-")],
            reverse=order.startswith("-"),
        )
        return Lines([*ranked, *(line for line in lines if not line.rank)])

    @property
    def ranked(self) -> list[Line]:
        return [line for line in self.qs if line.rank]

    @property
    def unranked(self) -> list[Line]:
        return [line for line in self.qs if not line.rank]

    @property
    def order(self) -> str:
        """The order shown: a key of KEYS, with a minus if descending."""
        return (self.form.cleaned_data.get("sort") if self.is_valid() else "") or "rank"

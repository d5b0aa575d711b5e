"""Exports: the rows of a list as columns of a sheet. They go by one by one and are never held together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from import_export.fields import Field
from import_export.resources import Resource

from config.jurisdiction import Scope
from config.spreadsheets.shown import ShownColumn

CHUNK = 2_000
"""So many rows are fetched at once."""


def column(name: str, header: str) -> Field:
    """A column of an export: the name of a value of its rows, and what stands in the header."""
    return Field(attribute=name, column_name=header)


class ListResource(Resource):
    """The rows of a list as columns of a sheet; nothing outside `scope` may show through them."""

    def __init__(self, scope: Scope, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.scope = scope

    @classmethod
    def get_display_name(cls) -> str:
        return cls.__name__

    def rows(self, queryset: QuerySet) -> QuerySet:
        """The rows with every column as a field or an annotation."""
        raise NotImplementedError

    def headers(self) -> list[str]:
        """What stands above the columns."""
        return [str(field.column_name) for field in self.fields.values()]

    def records(self, queryset: QuerySet) -> Iterator[Sequence[Any]]:
        """The values of each row, in one query."""
        names = [field.attribute for field in self.fields.values()]
        rows = self.rows(queryset.prefetch_related(None)).values_list(*names)
        return rows.iterator(chunk_size=CHUNK)

    def count(self, queryset: QuerySet, limit: int) -> int:
        """How many rows there are, counted up to one more than the limit."""
        return self.rows(queryset).order_by().values("pk")[: limit + 1].count()


class ShownResource(ListResource):
    """A list as its page shows it."""

    def __init__(self, columns: Iterable[ShownColumn], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.columns = list(columns)

    def rows(self, queryset: QuerySet) -> QuerySet:
        return queryset

    def headers(self) -> list[str]:
        return [column.header for column in self.columns]

    def records(self, queryset: QuerySet) -> Iterator[Sequence[Any]]:
        """The values of each row; what the list looks up besides is looked up for a chunk of rows at a time."""
        for obj in queryset.iterator(chunk_size=CHUNK):
            yield [column.value(obj) for column in self.columns]

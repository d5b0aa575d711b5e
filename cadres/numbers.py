"""The cadres' own stable numbers: eight digits, never given twice."""

from __future__ import annotations

from django.db import transaction

from cadres.models import NumberRange

KIND = "cadre"
FIRST = 10_000_000
"""Numbers begin with a digit other than zero, so that a spreadsheet that takes them for figures loses nothing."""


@transaction.atomic
def take_cadre_numbers(count: int) -> list[str]:
    """The next `count` free numbers; two takers at once never get the same, undone imports give none back."""
    NumberRange.objects.get_or_create(kind=KIND)
    counter = NumberRange.objects.select_for_update().get(kind=KIND)
    first = FIRST + counter.next
    counter.next += count
    counter.save()
    return [str(number) for number in range(first, first + count)]

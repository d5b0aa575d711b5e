"""Writes the diaries of a month and the receipt of the diary books."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

from assessments.demo import AS_OF, dice, moment
from assessments.demo.batches import close, ledger, silent_townships
from assessments.demo.diary import Entry, Keeper, month_of_township
from assessments.models.period import bounds_of
from cadres.models import Division, LearningGoal, Post
from config.spreadsheets.writing import batched, insert, reserve
from villages.actions import receive_diaries
from villages.models import Household, HouseholdPairing, Village, VillagePairing, Visit

AT_ONCE = 20_000


def step_of(month: str) -> str:
    """The name of the step that writes a month."""
    return f"diaries {month}"


@transaction.atomic
def keep_diaries(month: str) -> int:
    """Writes the visits of a month for all townships but the silent ones; how many visits."""
    book = ledger(step_of(month), on=received_on("", month))
    written = 0
    rows = rows_of(month, book.batch.pk)
    for some in batched(rows, AT_ONCE):
        for key, row in zip(reserve(Visit, len(some)), some, strict=True):
            row["id"] = key
        insert(Visit, some)
        written += len(some)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    hand_in(month)
    return close(book, written)


def rows_of(month: str, batch: int) -> Iterator[dict[str, Any]]:
    """The visits of a month, township by township, as rows for the database."""
    townships = dict(Division.objects.townships().order_by("code").values_list("code", "id"))
    silent = silent_townships()
    keepers = keepers_by_township()
    villages = defaultdict(list)
    for pk, township in Village.objects.order_by("code").values_list("id", "township__code"):
        villages[township].append(pk)
    for code, division in townships.items():
        if code in silent:
            continue
        entered = moment(received_on(code, month), hour=15)
        for entry in month_of_township(code, month, keepers[code], villages[code]):
            row = dict(zip(Entry._fields, entry, strict=True))
            row.update(division_id=division, recorded_at=entered, batch_id=batch)
            yield row


def received_on(township: str, month: str) -> datetime.date:
    """The day on which the books of a month come in: one of the first five of the next month."""
    return bounds_of(month)[2] + datetime.timedelta(days=dice("received", township, month).randrange(5))


def hand_in(month: str) -> None:
    """Records that the books of the month have been received."""
    silent, by_day = silent_townships(), defaultdict(list)
    for division in Division.objects.townships().exclude(code__in=silent):
        by_day[received_on(division.code, month)].append(division)
    for day, divisions in sorted(by_day.items()):
        receive_diaries(divisions=divisions, month=month, received_on=day, by=None)


def keepers_by_township() -> dict[str, list[Keeper]]:
    """Who keeps a diary where, by the code of the township, in the order of their numbers."""
    skills = {
        cadre: (skill, name, category)
        for cadre, skill, name, category in LearningGoal.objects.in_force(AS_OF)
        .order_by("cadre_id", "-skill__code")
        .values_list("cadre_id", "skill_id", "skill__name", "skill__category__name")
    }
    villages = dict(
        VillagePairing.objects.in_force(AS_OF).filter(primary=True).values_list("cadre_id", "village_id")
    )
    paired, living = defaultdict(list), defaultdict(list)
    for cadre, household in (
        HouseholdPairing.objects.in_force(AS_OF)
        .order_by("household_id")
        .values_list("cadre_id", "household_id")
    ):
        paired[cadre].append(household)
    for pk, village in Household.objects.order_by("id").values_list("id", "village_id"):
        living[village].append(pk)
    keepers = defaultdict(list)
    posts = Post.objects.in_force(AS_OF).main_assessed().order_by("division__code", "cadre__number")
    for cadre, number, code in posts.values_list("cadre_id", "cadre__number", "division__code"):
        if village := villages.get(cadre):
            friends = set(paired[cadre])
            others = tuple(home for home in living[village] if home not in friends)
            keepers[code].append(
                Keeper(number, cadre, village, tuple(paired[cadre]), others, *skills.get(cadre, ()))
            )
    return keepers

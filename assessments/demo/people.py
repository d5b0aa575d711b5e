"""What the roster does not tell: households, who is paired with them, which skills have been verified."""

from __future__ import annotations

import datetime
from collections import defaultdict

from django.db import transaction
from django.db.models import Exists, OuterRef

from assessments.demo import AS_OF, MONTHS, dice
from assessments.demo.batches import close, ledger
from assessments.demo.homes import GIVEN, SURNAMES, friends_of, homes_of
from assessments.models.period import bounds_of
from cadres.models import LearningGoal, Mastery, Post
from config.spreadsheets.writing import Ledger, reserve
from villages.models import Household, HouseholdCategory, HouseholdPairing, Village, VillagePairing

HOMES, FRIENDS, MASTERIES = "households", "pairings with households", "masteries"
VERIFIED = 0.87
OFFICES = ("农业局", "林业局", "畜牧水产局", "科技局", "农机局", "经管站")
METHODS = ("demonstration",) * 5 + ("result",) * 3 + ("examination", "certificate")
LEVELS = ("basic",) * 4 + ("skilled",) * 5 + ("teacher",)


@transaction.atomic
def make_homes() -> int:
    """Households of every village, with their categories; how many households."""
    book = ledger(HOMES)
    homes, places, reasons, reason_places = [], [], [], []
    for pk, code, township in Village.objects.order_by("code").values_list("id", "code", "township__code"):
        for home in homes_of(code):
            homes.append({"village_id": pk, "number": home.number, "head_name": home.head_name})
            places.append(township)
            reasons.append(home.categories)
    rows = []
    for key, home, place, categories in zip(
        reserve(Household, len(homes)), homes, places, reasons, strict=True
    ):
        home["id"] = key
        rows += [{"household_id": key, "category": name, "valid_from": AS_OF} for name in categories]
        reason_places += [place] * len(categories)
    for key, row in zip(reserve(HouseholdCategory, len(rows)), rows, strict=True):
        row["id"] = key
    book.add(Household, homes, places)
    book.add(HouseholdCategory, rows, reason_places)
    return close(book, len(homes))


@transaction.atomic
def make_friends() -> int:
    """Pairs each cadre with households of the primary village; how many pairings."""
    book = ledger(FRIENDS)
    give_villages(book)
    households = defaultdict(list)
    for pk, village in Household.objects.order_by("village", "number").values_list("id", "village_id"):
        households[village].append(pk)
    paired = (
        VillagePairing.objects.in_force(AS_OF)
        .filter(primary=True)
        .order_by("cadre__number")
        .values_list("cadre_id", "cadre__number", "village_id", "village__township__code")
    )
    rows, places = [], []
    for cadre, number, village, township in paired:
        for position in friends_of(number, len(households[village])):
            rows.append(
                {"cadre_id": cadre, "household_id": households[village][position], "valid_from": AS_OF}
            )
            places.append(township)
    for key, row in zip(reserve(HouseholdPairing, len(rows)), rows, strict=True):
        row["id"] = key
    book.add(HouseholdPairing, rows, places)
    return close(book, len(rows))


def give_villages(book: Ledger) -> None:
    """Ties cadres for whom the roster names no village to the first village of their township."""
    first = dict(Village.objects.order_by("-code").values_list("township_id", "id"))
    tied = VillagePairing.objects.in_force(AS_OF).filter(cadre=OuterRef("cadre"))
    posts = Post.objects.in_force(AS_OF).main_assessed().exclude(Exists(tied)).order_by("cadre__number")
    rows, places = [], []
    for cadre, division, code in posts.values_list("cadre_id", "division_id", "division__code"):
        if division in first:
            rows.append({"cadre_id": cadre, "village_id": first[division], "valid_from": AS_OF})
            places.append(code)
    for key, row in zip(reserve(VillagePairing, len(rows)), rows, strict=True):
        row["id"] = key
    book.add(VillagePairing, rows, places)


@transaction.atomic
def make_masteries() -> int:
    """Verifies the skill of most cadres on some day of the three months; how many masteries."""
    book = ledger(MASTERIES, on=bounds_of(MONTHS[-1])[2])
    codes = dict(Post.objects.in_force(AS_OF).filter(main=True).values_list("cadre_id", "division__code"))
    goals = (
        LearningGoal.objects.in_force(AS_OF)
        .order_by("cadre__number", "skill__code")
        .values_list("cadre_id", "cadre__number", "skill_id")
    )
    rows, places = [], []
    for cadre, number, skill in goals:
        if cadre in codes and (verified := mastery_of(number, codes[cadre])):
            rows.append({"cadre_id": cadre, "skill_id": skill, **verified})
            places.append(codes[cadre])
    for key, row in zip(reserve(Mastery, len(rows)), rows, strict=True):
        row["id"] = key
    book.add(Mastery, rows, places)
    return close(book, len(rows))


def mastery_of(number: str, township: str) -> dict[str, object] | None:
    """When, by whom and how a cadre's skill was verified; None: not yet. Some townships are quicker than others."""
    draw = dice("mastery", number)
    if draw.random() > VERIFIED:
        return None
    first, after = AS_OF, bounds_of(MONTHS[-1])[2]
    haste = dice("haste", township).uniform(0.6, 1.8)
    day = first + datetime.timedelta(days=int((after - first).days * draw.random() ** haste))
    return {
        "verified_on": day,
        "verified_by": f"{draw.choice(SURNAMES)}{draw.choice(GIVEN)}（{draw.choice(OFFICES)}）",
        "method": draw.choice(METHODS),
        "level": draw.choice(LEVELS),
    }

"""Importing lists of households."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.jurisdiction import Scope
from config.spreadsheets.actions import undo
from config.spreadsheets.kinds import Context
from villages.models import Household, HouseholdCategory, Village
from villages.sheets.values_households import categories
from villages.tests.sheets_cast import imported, planned, reasons, villages_and_skills, workbook
from villages.tests.test_import_admin import exported

HEADER = ("乡镇", "村名", "户号", "户主姓名", "户主身份证号", "类别")
AUTUMN = Context(as_of=datetime.date(2011, 9, 15))
NOVEMBER = Context(as_of=datetime.date(2011, 11, 1))


def household(number, **changes):
    row = {
        "township": "高村镇", "village": "西村", "number": number, "head": "李某", "id": "431299197503120019",
        "category": "困难户",
    }  # fmt: skip
    return tuple({**row, **changes}.values())


def households(*rows):
    return workbook(("农户名册",), HEADER, *rows, name="农户")


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town):
    villages_and_skills()


@pytest.mark.parametrize(
    ("cell", "found", "warnings"),
    [
        ("困难户", "hardship", ()), ("困难党员户", "party_hardship", ()),
        ("村主干户、种养大户", "village_cadre large_producer", ()),
        ("信访纠纷户", "grievance", ()), ("科技示范户", "science", ()), ("低保户", "hardship", ()),
        (None, None, ()),
        ("—", None, ()), ("外星户", None, ("CATEGORY_UNKNOWN",)),
        ("外星户，困难户", "hardship", ("CATEGORY_UNKNOWN",)),
    ],
)  # fmt: skip
def test_a_category_is_known_by_what_lists_call_it(cell, found, warnings):
    assert (categories(cell).value, categories(cell).warnings) == (found, warnings)


def test_a_row_makes_a_household_with_its_categories_from_the_as_of_date():
    plan, _batch = imported("households", households(household("012", category="困难户、种养大户")), AUTUMN)
    made = Household.objects.get()
    assert (made.number, made.head_name, made.village.name) == ("012", "李某", "西村")
    found = HouseholdCategory.objects.order_by("category").values_list("category", "valid_from")
    assert list(found) == [("hardship", AUTUMN.as_of), ("large_producer", AUTUMN.as_of)]
    assert plan.dropped == ("户主身份证号",)


def test_another_head_is_a_correction_and_what_is_empty_changes_nothing():
    imported("households", households(household("012")), AUTUMN)
    plan, _batch = imported(
        "households", households(household("012", head="李某某", category=None)), NOVEMBER
    )
    assert (plan.counts["changed"], Household.objects.get().head_name) == (1, "李某某")
    assert planned("households", households(household("012", head=None)), NOVEMBER).counts["same"] == 1
    assert HouseholdCategory.objects.get().valid_to is None


def test_rows_without_number_or_village_and_doubles_are_refused():
    rows = [
        household(None),
        household("1", village=None),
        household("2", village="无此村"),
        household("3"),
        household("3"),
    ]
    assert reasons(planned("households", households(*rows), AUTUMN)) == [
        (3, ["HOUSEHOLD_NUMBER_MISSING"]), (4, ["VILLAGE_MISSING"]), (5, ["VILLAGE_UNKNOWN"]),
        (7, ["DUPLICATE_HOUSEHOLD"]),
    ]  # fmt: skip


def test_the_code_of_a_village_tells_its_township(gaocun):
    village = Village.objects.filter(code__startswith=gaocun.code).earliest("code")
    data = workbook(("村代码", "户号", "户主姓名"), (village.code, "7", "某某"))
    plan, _batch = imported("households", data, AUTUMN)
    assert plan.counts["new"] == 1
    assert Household.objects.get().village == village


def test_the_code_of_a_village_of_elsewhere_tells_nothing(jinhe):
    village = Village.objects.filter(code__startswith=jinhe.code).earliest("code")
    data = workbook(("村代码", "户号", "户主姓名"), (village.code, "7", "某某"))
    plan = planned("households", data, Context(as_of=AUTUMN.as_of, scope=Scope(codes=("431226101",))))
    assert plan.counts["refused"] == 1


def test_households_of_elsewhere_are_refused():
    own = Context(as_of=AUTUMN.as_of, scope=Scope(codes=("431226101",)))
    plan = planned("households", households(household("1", township="锦和镇", village="南村")), own)
    assert plan.counts["refused"] == 1


@pytest.mark.parametrize("form", ["0", "1"])
def test_households_taken_out_come_back_as_the_same(signed_in, county_editor, form):
    rows = [
        household(str(n), category=word) for n, word in enumerate(("困难户", None, "科技示范户、信访纠纷户"))
    ]
    imported("households", households(*rows), AUTUMN)
    plan = planned("households", exported(signed_in(county_editor), "villages/household", form), NOVEMBER)
    assert (plan.counts["same"], plan.counts["rows"]) == (3, 3)


def test_a_corrected_head_is_put_back_when_the_import_is_undone():
    imported("households", households(household("1")), AUTUMN)
    before = list(Household.objects.values())
    _plan, batch = imported("households", households(household("1", head="周某"), household("2")), NOVEMBER)
    undo(batch=batch, by=None)
    assert list(Household.objects.values()) == before


def test_the_number_of_selects_does_not_grow_with_the_rows():
    def selects(count):
        file = households(*(household(f"{count}-{n}") for n in range(count)))
        with CaptureQueriesContext(connection) as queries:
            imported("households", file, AUTUMN)
        return sum(query["sql"].startswith("SELECT") for query in queries)

    assert selects(10) == selects(30)

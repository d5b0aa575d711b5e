"""Importing lists of masteries."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cadres.models import Cadre, LearningGoal, Mastery, Post, Role
from cadres.tests.factories import cadre_at, clerk
from config.journal.models import Entry
from config.jurisdiction import Scope
from config.spreadsheets.kinds import Context
from villages.sheets.mastery import KIND
from villages.sheets.values_mastery import LEVELS, METHODS, level, method
from villages.tests.sheets_cast import (
    id_number,
    imported,
    person,
    planned,
    reasons,
    roster,
    villages_and_skills,
    workbook,
)
from villages.tests.test_import_admin import exported

HEADER = (
    "乡镇", "姓名", "身份证号", "掌握技能", "认定日期", "掌握程度", "认定方式", "认定人",
)  # fmt: skip
AUTUMN = Context(as_of=datetime.date(2011, 9, 15))
DAY = datetime.date(2011, 9, 1)


def mastered(**changes):
    row = {
        "township": "高村镇", "name": "李华", "id": id_number(1), "skill": "柑橘栽培", "day": "2011-09-01",
        "level": "能独立操作", "method": "现场演示", "by": "县农业局 高级农艺师",
    }  # fmt: skip
    return tuple({**row, **changes}.values())


def masteries(*rows):
    return workbook(("技能掌握登记表",), HEADER, *rows, name="登记表")


@pytest.fixture(autouse=True)
def people(gaocun, jinhe, zhijiang_town):
    """李华 and 赵军 of Gaocun, known by name and identity number."""
    villages_and_skills()
    imported("cadres", roster(person(1), person(3)), AUTUMN)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("能独立操作", "skilled"), ("熟练", "skilled"), ("能在指导下操作", "basic"), ("基本掌握", "basic"),
        ("在农技员指导下独立操作", "basic"), ("能传授他人", "teacher"), ("能独立操作并指导群众", "teacher"),
        ("—", None), (None, None),
    ],
)  # fmt: skip
def test_a_degree_is_known_by_what_lists_call_it(cell, found):
    assert (level(cell).value, level(cell).reasons) == (found, ())


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("现场演示", "demonstration"), ("实地操作", "demonstration"), ("笔试", "examination"),
        ("实践成效", "result"), ("第三方证书", "certificate"), ("无", None),
    ],
)  # fmt: skip
def test_a_way_of_verifying_is_known_by_what_lists_call_it(cell, found):
    assert (method(cell).value, method(cell).reasons) == (found, ())


@pytest.mark.parametrize("cell", ["不能独立操作", "未熟练", "优", 3])
def test_what_is_denied_or_not_understood_is_no_degree(cell):
    assert (level(cell).value, level(cell).reasons) == (None, ("LEVEL_UNKNOWN",))


def test_the_words_offered_are_understood_and_cover_all_codes():
    offered = KIND.choices
    assert {level(word).value for word in offered["掌握程度"]} == set(Mastery.Level) == dict(LEVELS).keys()
    assert {method(word).value for word in offered["认定方式"]} == set(Mastery.Method) == dict(METHODS).keys()


def test_a_row_records_a_mastery_with_its_journal():
    plan, batch = imported("mastery", masteries(mastered()), AUTUMN)
    made = Mastery.objects.get()
    assert plan.counts["new"] == 1
    assert (made.cadre.name, made.skill.name, made.verified_on) == ("李华", "柑橘栽培", DAY)
    assert (made.level, made.method, made.verified_by) == ("skilled", "demonstration", "县农业局 高级农艺师")
    entry = Entry.objects.get(batch=batch, model="cadres.mastery")
    assert (entry.verb, entry.object_id, entry.division_code) == ("create", made.pk, "431226101")


def test_a_mastery_leaves_what_the_cadre_is_learning_alone():
    before = list(LearningGoal.objects.values())
    imported("mastery", masteries(mastered()), AUTUMN)
    assert list(LearningGoal.objects.values()) == before


def test_somebody_is_known_by_name_and_township_too():
    imported("mastery", masteries(mastered(name="赵军", id=None)), AUTUMN)
    assert Mastery.objects.get().cadre.name == "赵军"


def test_another_degree_of_the_same_day_is_a_correction():
    imported("mastery", masteries(mastered()), AUTUMN)
    plan, batch = imported("mastery", masteries(mastered(level="能传授他人")), AUTUMN)
    [change] = plan.rows[0].changes
    assert (change.field, change.old, change.new) == ("level", "能独立操作", "能传授他人")
    assert (Mastery.objects.get().level, plan.counts["changed"]) == ("teacher", 1)
    entry = Entry.objects.get(batch=batch, model="cadres.mastery")
    assert (entry.verb, entry.before, entry.after) == ("change", {"level": "skilled"}, {"level": "teacher"})


def test_empty_cells_change_nothing():
    imported("mastery", masteries(mastered()), AUTUMN)
    bare = masteries(mastered(level=None, method="—", by=None))
    plan, batch = imported("mastery", bare, AUTUMN)
    assert (plan.counts["same"], batch) == (1, None)


def test_a_later_day_and_another_skill_are_masteries_of_their_own():
    imported("mastery", masteries(mastered()), AUTUMN)
    plan = planned("mastery", masteries(mastered(day="2011-09-02"), mastered(skill="网箱养鱼")), AUTUMN)
    assert plan.counts["new"] == 2


def test_a_voided_mastery_does_not_stand_in_the_way():
    imported("mastery", masteries(mastered()), AUTUMN)
    Mastery.objects.update(voided_at=timezone.now(), void_reason="误录")
    assert planned("mastery", masteries(mastered()), AUTUMN).counts["new"] == 1


def test_a_new_mastery_says_how_well_how_and_by_whom():
    plan = planned("mastery", masteries(mastered(level=None, method=None, by=None)), AUTUMN)
    [draft] = plan.refused
    assert [(problem.code, problem.field) for problem in draft.problems] == [
        ("MASTERY_INCOMPLETE", name) for name in ("level", "method", "verified_by")
    ]


def test_a_row_is_refused_for_all_its_reasons():
    tomorrow = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()
    rows = [
        mastered(skill="屠龙术", day="去年", level="优", method="托梦"),
        mastered(day=tomorrow, skill=None),
        mastered(day="2011-09"),
        mastered(name="无此人", id=None, day=None),
        mastered(),
        mastered(level="能传授他人"),
    ]
    assert reasons(planned("mastery", masteries(*rows), AUTUMN)) == [
        (3, ["DATE_INVALID", "LEVEL_UNKNOWN", "MASTERED_SKILL_UNKNOWN", "METHOD_UNKNOWN"]),
        (4, ["MASTERED_SKILL_UNKNOWN", "MASTERY_IN_FUTURE"]),
        (5, ["DATE_INVALID"]),
        (6, ["CADRE_UNKNOWN", "DATE_INVALID"]),
        (8, ["DUPLICATE_MASTERY"]),
    ]


def test_masteries_of_elsewhere_are_refused():
    own = Context(as_of=AUTUMN.as_of, scope=Scope(codes=("431226102",)))
    plan = planned("mastery", masteries(mastered(), mastered(township=None)), own)
    assert [draft.row for draft in plan.refused] == [3, 4]


def test_a_number_does_not_lead_outside_the_chosen_divisions():
    file = workbook(
        ("干部编号", "掌握技能", "认定日期", "掌握程度", "认定方式", "认定人"),
        (Cadre.objects.get(name="李华").number, *mastered()[3:]),
    )
    assert planned("mastery", file, AUTUMN).counts["new"] == 1
    jinhe_only = Context(as_of=AUTUMN.as_of, codes=("431226102",))
    assert reasons(planned("mastery", file, jinhe_only)) == [(2, ["TOWNSHIP_OUTSIDE_COUNTY"])]


@pytest.mark.parametrize("form", ["0", "1"])
def test_masteries_taken_out_come_back_as_the_same(signed_in, county_editor, form):
    words = zip(KIND.choices["掌握程度"], KIND.choices["认定方式"], strict=False)
    rows = [
        mastered(level=how_well, method=how, day=f"2011-09-0{n}")
        for n, (how_well, how) in enumerate(words, 1)
    ]
    imported("mastery", masteries(*rows, mastered(name="赵军", id=id_number(3))), AUTUMN)
    Post.objects.filter(cadre__name="赵军").update(valid_to=datetime.date(2011, 10, 1))
    plan = planned("mastery", exported(signed_in(county_editor), "cadres/mastery", form), AUTUMN)
    assert (plan.counts["same"], plan.counts["rows"], plan.counts["refused"]) == (4, 4, 0)


@pytest.mark.parametrize(("role", "may"), [(Role.COUNTY_EDITOR, True), (Role.INSPECTOR, False)])
def test_who_may_record_masteries_may_import_them(signed_in, mayang, role, may):
    answer = signed_in(clerk(role, "431226")).get("/admin/cadres/mastery/import/")
    assert answer.status_code == (200 if may else 403)


def test_the_number_of_selects_does_not_grow_with_the_rows():
    for _n in range(12):
        cadre_at("431226101")
    numbers = list(Cadre.objects.values_list("number", flat=True))
    header = ("干部编号", "掌握技能", "认定日期", "掌握程度", "认定方式", "认定人")

    def selects(day, count):
        file = workbook(header, *((number, *mastered(day=day)[3:]) for number in numbers[:count]))
        with CaptureQueriesContext(connection) as queries:
            plan, _batch = imported("mastery", file, AUTUMN)
        assert plan.counts["new"] == count
        return sum(query["sql"].startswith("SELECT") for query in queries)

    assert selects("2011-09-01", 4) == selects("2011-09-02", 12)

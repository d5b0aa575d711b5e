"""Importing the lists that everything else refers to: divisions, villages, skills."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.models import Division, DivisionChange, Role, Skill, SkillAlias
from cadres.tests.factories import SkillCategoryFactory, clerk
from config.journal.models import Entry
from config.jurisdiction import Scope
from config.spreadsheets.kinds import Context, kind_named
from config.spreadsheets.planning import Problem
from config.spreadsheets.sentences import of_problem
from villages.models import Village
from villages.tests.factories import VillageFactory
from villages.tests.sheets_cast import imported, planned, reasons, villages_and_skills, workbook
from villages.tests.test_import_admin import exported

AUTUMN = Context(as_of=datetime.date(2011, 9, 15))
MAYANG = Context(as_of=AUTUMN.as_of, scope=Scope(codes=("431226",)))
HEADERS = {
    "divisions": ("代码", "名称", "上级", "英文名"),
    "skills": ("代码", "名称", "类别", "别名", "英文名"),
    "villages": ("乡镇", "村代码", "村名", "英文名"),
}
NEW = {
    "divisions": lambda n: (f"431226{n + 300}", f"第{n}乡", "麻阳苗族自治县", None),
    "skills": lambda n: (f"A0153-{n + 10}", f"第{n}样", "水果", f"又名{n}、俗称{n}", f"Skill {n}"),
    "villages": lambda n: ("高村镇", f"431226101{n + 300}", f"第{n}村", None),
}
LISTS = {
    "divisions": ("cadres", Division),
    "skills": ("cadres", Skill),
    "villages": ("villages", Village),
}
SAME = {
    "divisions": ("431226101", "高村镇", "麻阳苗族自治县", None),
    "skills": ("A0153-01", "柑橘栽培", "水果", None, None),
    "villages": ("高村镇", "431226101201", "西村", None),
}
CODE_AT = {"divisions": 0, "skills": 0, "villages": 1}
"""Where the code stands in a row; the name comes after it."""
INVALID = {
    "divisions": "DIVISION_CODE_INVALID", "skills": "SKILL_CODE_INVALID", "villages": "VILLAGE_CODE_INVALID",
}  # fmt: skip
every_list = pytest.mark.parametrize("kind", HEADERS)


def rows(kind, *records):
    """A file of this kind with these rows."""
    return workbook(HEADERS[kind], *records, name="表")


def without_code(kind, record):
    return tuple(None if at == CODE_AT[kind] else cell for at, cell in enumerate(record))


def counts(plan):
    return {name: plan.counts[name] for name in ("new", "changed", "same", "refused")}


def changes(plan):
    """What the rows would change, as (field, old, new)."""
    return [(one.field, one.old, one.new) for draft in plan.rows for one in draft.changes]


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town):
    villages_and_skills()


# All three


@every_list
def test_a_row_that_is_not_recorded_is_new_and_comes_back_as_the_same(kind):
    file = rows(kind, NEW[kind](1), NEW[kind](2), SAME[kind])
    plan, batch = imported(kind, file, AUTUMN)
    assert counts(plan) == {"new": 2, "changed": 0, "same": 1, "refused": 0}
    assert counts(planned(kind, file, AUTUMN))["same"] == 3
    model = LISTS[kind][1]
    made = Entry.objects.filter(batch=batch, model=model._meta.label_lower, verb="create").values("object_id")
    codes = {NEW[kind](n)[CODE_AT[kind]] for n in (1, 2)}
    assert set(model.objects.filter(pk__in=made).values_list("code", flat=True)) == codes


@every_list
def test_what_is_imported_is_as_what_a_form_would_save(kind):
    imported(kind, rows(kind, NEW[kind](1)), AUTUMN)
    made = LISTS[kind][1].objects.order_by("pk").last()
    before = (made.pinyin, made.name_en)
    made.full_clean()
    made.save()
    assert (made.pinyin, made.name_en) == before
    assert all(before)


@every_list
def test_an_empty_cell_changes_nothing(kind):
    LISTS[kind][1].objects.update(name_en="Told by hand")
    assert counts(planned(kind, rows(kind, SAME[kind]), AUTUMN))["same"] == 1


@every_list
def test_an_english_name_is_corrected(kind):
    file = rows(kind, (*SAME[kind][:-1], "Another"))
    plan, _batch = imported(kind, file, AUTUMN)
    assert [field for field, _old, _new in changes(plan)] == ["name_en"]
    assert counts(plan)["changed"] == 1
    assert LISTS[kind][1].objects.filter(name_en="Another").count() == 1


@every_list
def test_a_row_without_code_means_the_only_one_of_its_name(kind):
    plan = planned(kind, rows(kind, without_code(kind, SAME[kind]), without_code(kind, NEW[kind](1))), AUTUMN)
    assert counts(plan)["same"] == 1
    assert reasons(plan) == [(3, ["CODE_MISSING"])]


@every_list
def test_a_code_that_stands_twice_is_refused_the_second_time(kind):
    plan = planned(kind, rows(kind, NEW[kind](1), NEW[kind](1)), AUTUMN)
    assert reasons(plan) == [(3, ["DUPLICATE_ENTRY"])]
    assert plan.refused[0].problems[0].more == "表 2"


@every_list
def test_texts_that_cannot_be_kept_are_refused_with_all_reasons(kind):
    record = list(NEW[kind](1))
    record[CODE_AT[kind]], record[CODE_AT[kind] + 1] = "不是代码", "长" * 51
    assert reasons(planned(kind, rows(kind, record), AUTUMN)) == [
        (2, sorted(["TEXT_TOO_LONG", INVALID[kind]]))
    ]


@every_list
@pytest.mark.parametrize("form", ["0", "1"])
def test_what_is_taken_out_comes_back_as_the_same(signed_in, city_editor, kind, form):
    imported(kind, rows(kind, *(NEW[kind](n) for n in range(5))), AUTUMN)
    app, model = LISTS[kind]
    file = exported(signed_in(city_editor), f"{app}/{model._meta.model_name}", form)
    plan = planned(kind, file, Context(as_of=AUTUMN.as_of, scope=city_editor.scope))
    assert counts(plan) == {
        "new": 0,
        "changed": 0,
        "same": model.objects.visible_to(city_editor).count(),
        "refused": 0,
    }
    assert plan.counts["rows"] > 5
    assert (plan.unmapped, plan.dropped) == ((), ())


@every_list
def test_the_number_of_selects_does_not_grow_with_the_rows(kind):
    def selects(first, count):
        file = rows(kind, *(NEW[kind](n) for n in range(first, first + count)))
        with CaptureQueriesContext(connection) as queries:
            plan, _batch = imported(kind, file, AUTUMN)
        assert counts(plan)["new"] == count
        return sum(query["sql"].startswith("SELECT") for query in queries)

    assert selects(0, 5) == selects(5, 25)


@every_list
@pytest.mark.parametrize(
    ("role", "code", "status"),
    [
        (Role.CITY_ADMINISTRATOR, "4312", 200),
        (Role.CITY_EDITOR, "4312", 200),
        (Role.COUNTY_EDITOR, "431226", 403),
        (Role.TOWNSHIP_CLERK, "431226101", 403),
        (Role.INSPECTOR, "4312", 403),
        (Role.AUDITOR, "4312", 403),
    ],
)
def test_only_who_may_add_to_a_list_may_import_it(signed_in, kind, role, code, status):
    app, model = LISTS[kind]
    staff = clerk(role, code)
    address = f"/admin/{app}/{model._meta.model_name}/import/"
    assert signed_in(staff).get(address).status_code == status
    assert staff.has_perm(f"{app}.add_{model._meta.model_name}") == (status == 200)


# Divisions


def division(code, name=None, superior=None):
    return (code, name, superior, None)


def test_a_county_and_its_townships_come_in_together_in_any_order():
    file = rows(
        "divisions",
        division("431299101", "甲子镇", "丙寅县"),
        division("431299", "丙寅县", "4312"),
        division("431299102", "乙丑乡", "431299"),
    )
    plan, _batch = imported("divisions", file, AUTUMN)
    assert counts(plan)["new"] == 3
    town = Division.objects.get(code="431299101")
    assert (town.level, town.parent.name, town.parent.level, town.parent.parent.code) == (
        "township", "丙寅县", "county", "4312",
    )  # fmt: skip
    assert (town.name_en, town.pinyin) == ("Jiazi Town", "jiazizhen")


@pytest.mark.parametrize(
    "code", ["431226101000", 431226101000, "431226101", 431226101.0, "４３１２２６１０１"]
)
def test_published_codes_may_be_filled_up_with_noughts_and_be_numbers(code):
    assert counts(planned("divisions", rows("divisions", division(code, "高村镇")), AUTUMN))["same"] == 1


def test_a_code_of_a_village_or_of_no_level_is_no_code_of_a_division():
    file = rows("divisions", division("431226101201", "西村"), division("43122", "某地"))
    assert reasons(planned("divisions", file, AUTUMN)) == [
        (2, ["DIVISION_CODE_INVALID"]),
        (3, ["DIVISION_CODE_INVALID"]),
    ]


def test_a_new_name_comes_in_only_once_its_change_is_recorded():
    file = rows("divisions", division("431226101", "高村街道"))
    plan = planned("divisions", file, AUTUMN)
    assert reasons(plan) == [(2, ["DIVISION_RENAMED"])]
    assert plan.refused[0].problems[0].more == "高村镇"
    town = Division.objects.get(code="431226101")
    DivisionChange.objects.create(
        from_code="431226101", from_name="高村镇", county_code="431226", to=town, kind="renamed"
    )
    plan, _batch = imported("divisions", file, AUTUMN)
    town.refresh_from_db()
    assert (counts(plan)["changed"], town.name, town.pinyin) == (1, "高村街道", "gaocunjiedao")
    assert reasons(planned("divisions", rows("divisions", SAME["divisions"]), AUTUMN)) == [
        (2, ["DIVISION_RENAMED"])
    ]


@pytest.mark.parametrize(
    ("english", "cell", "found"),
    [
        ("Gaocun Town", None, "Gaocun Subdistrict"),
        ("Gaocun Town", "Gaocun Town", "Gaocun Subdistrict"),
        ("Gaocun", None, "Gaocun"),
        ("Gaocun Town", "New Gaocun", "New Gaocun"),
    ],
)
def test_the_usual_english_name_gives_way_with_the_old_name(english, cell, found):
    Division.objects.filter(code="431226101").update(name_en=english)
    DivisionChange.objects.create(
        from_code="431226101",
        from_name="高村镇",
        county_code="431226",
        to=Division.objects.get(code="431226101"),
        kind="renamed",
    )
    imported("divisions", rows("divisions", ("431226101", "高村街道", None, cell)), AUTUMN)
    assert Division.objects.get(code="431226101").name_en == found


def test_another_code_is_no_second_division():
    file = rows("divisions", division("431226177", "高村镇"))
    plan = planned("divisions", file, AUTUMN)
    assert reasons(plan) == [(2, ["DIVISION_RECODED"])]
    assert plan.refused[0].problems[0].more == "431226101"


def test_a_former_division_does_not_come_back():
    DivisionChange.objects.create(
        from_code="431226199", from_name="旧乡", county_code="431226", kind="absorbed"
    )
    file = rows("divisions", division("431226199", "旧乡"))
    assert reasons(planned("divisions", file, AUTUMN)) == [(2, ["DIVISION_FORMER"])]


def test_a_superior_must_be_there_and_be_the_one_of_the_code():
    file = rows(
        "divisions",
        division("431230101", "甲子镇"),
        division("431226301", "乙丑乡", "芷江侗族自治县"),
        division("431226302", "丙寅乡", "麻阳"),
    )
    assert reasons(planned("divisions", file, AUTUMN)) == [
        (2, ["SUPERIOR_UNKNOWN"]),
        (3, ["SUPERIOR_MISMATCH"]),
    ]


def test_a_township_under_a_refused_county_is_refused():
    file = rows("divisions", ("431299", None, None, "County"), division("431299101", "甲子镇"))
    assert reasons(planned("divisions", file, AUTUMN)) == [(2, ["NAME_MISSING"]), (3, ["SUPERIOR_UNKNOWN"])]


def test_one_name_in_two_counties_needs_superior_or_code(zhijiang_town):
    imported("divisions", rows("divisions", division("431228101", "高村镇")), AUTUMN)
    file = rows("divisions", (None, "高村镇", None, "Gaocun"), division(None, "高村镇", "芷江县"))
    assert reasons(planned("divisions", file, AUTUMN)) == [(2, ["NAME_AMBIGUOUS"])]


def test_divisions_of_elsewhere_are_refused_and_nothing_is_told_of_them():
    file = rows(
        "divisions",
        division("431228100", "别的镇"),
        (None, "芷江镇", None, "Zhijiang"),
        division("431226101", "高村镇"),
    )
    plan = planned("divisions", file, MAYANG)
    assert reasons(plan) == [(2, ["DIVISION_OUTSIDE"]), (3, ["CODE_MISSING"])]
    assert not any("芷江" in problem.more for draft in plan.refused for problem in draft.problems)


# Skills


def skill(code, name=None, category=None, aliases=None):
    return (code, name, category, aliases, None)


def test_a_skill_comes_in_with_its_wordings():
    imported(
        "skills",
        rows("skills", ("A0153-02", "柑橘贮藏", "水果", "橘子贮藏、柑桔保鲜，柑橘贮藏", "Storage")),
        AUTUMN,
    )
    made = Skill.objects.get(code="A0153-02")
    assert (made.name, made.name_en, made.category.name, made.pinyin) == (
        "柑橘贮藏", "Storage", "水果", "ganjuzhucang",
    )  # fmt: skip
    assert set(made.aliases.values_list("alias", flat=True)) == {"橘子贮藏", "柑桔保鲜"}


def test_without_an_english_name_the_chinese_one_stands_for_it():
    plan, _batch = imported("skills", rows("skills", skill("B1", "养蜂", "水果")), AUTUMN)
    assert plan.rows[0].warnings == ("ENGLISH_MISSING",)
    assert Skill.objects.get(code="B1").name_en == "养蜂"


def test_wordings_are_added_and_others_go_on():
    imported("skills", rows("skills", skill("A0153-01", aliases="种柑橘")), AUTUMN)
    plan, _batch = imported("skills", rows("skills", skill("A0153-01", aliases="种橘子、种柑橘")), AUTUMN)
    assert changes(plan) == [("aliases", "", "种橘子")]
    assert set(SkillAlias.objects.values_list("alias", flat=True)) == {"种柑橘", "种橘子"}


def test_the_journal_of_skills_is_kept_under_the_office_that_imports(city_editor):
    context = Context(as_of=AUTUMN.as_of, scope=city_editor.scope)
    file = rows("skills", NEW["skills"](1), skill("A0153-01", aliases="种柑橘"))
    _plan, batch = imported("skills", file, context, by=city_editor)
    entries = Entry.objects.filter(batch=batch).exclude(verb="import")
    assert entries.count() == entries.visible_to(city_editor).count() == 4


def test_a_category_and_a_name_are_corrected():
    SkillCategoryFactory(name="渔业", name_en="Fishery")
    plan, _batch = imported("skills", rows("skills", skill("a0411-01", "网箱养鱼技术", "渔业")), AUTUMN)
    made = Skill.objects.get(code="A0411-01")
    assert (made.name, made.pinyin, made.category.name) == ("网箱养鱼技术", "wangxiangyangyujishu", "渔业")
    assert set(changes(plan)) == {("category", "水果", "渔业"), ("name", "网箱养鱼", "网箱养鱼技术")}


def test_no_two_skills_answer_to_one_name_or_wording():
    SkillAlias.objects.create(alias="种柑橘", skill=Skill.objects.get(code="A0153-01"))
    file = rows(
        "skills",
        skill("B1", "柑橘栽培", "水果"),
        skill("B2", "种柑橘", "水果"),
        skill("B3", "养蜂", "水果", "种柑橘、柑橘栽培、蜜蜂养殖"),
        skill("A0411-01", "柑橘栽培"),
        skill("B4", "养蚕", "水果", "蚕"),
        skill("B5", "养桑蚕", "水果", "蚕"),
    )
    plan = planned("skills", file, AUTUMN)
    assert reasons(plan) == [
        (2, ["NAME_OF_ANOTHER"]), (3, ["NAME_OF_ANOTHER"]), (4, ["ALIAS_OF_ANOTHER"]), (5, ["NAME_OF_ANOTHER"]),
        (7, ["ALIAS_OF_ANOTHER"]),
    ]  # fmt: skip
    assert plan.refused[2].problems[0].more == "种柑橘 (A0153-01)、柑橘栽培 (A0153-01)"


def test_a_new_skill_says_why_it_cannot_come_in_with_all_reasons():
    file = rows("skills", skill("B1", aliases="柑橘栽培"), skill("B2", "养蜂", "无此类"))
    assert reasons(planned("skills", file, AUTUMN)) == [
        (2, ["ALIAS_OF_ANOTHER", "NAME_MISSING", "SKILL_CATEGORY_MISSING"]),
        (3, ["SKILL_CATEGORY_UNKNOWN"]),
    ]


def test_an_alias_that_is_too_long_is_refused():
    file = rows("skills", skill("A0153-01", aliases="长" * 51))
    assert reasons(planned("skills", file, AUTUMN)) == [(2, ["TEXT_TOO_LONG"])]


# Villages


def test_a_village_comes_in_under_the_township_of_its_code():
    file = workbook(
        ("村代码", "村名"), ("431226102202", "新村村民委员会"), ("431226102203", "河边社区居委会")
    )
    imported("villages", file, AUTUMN)
    made = Village.objects.get(code="431226102202")
    assert (made.name, made.township.name, made.name_en, made.pinyin) == (
        "新村", "锦和镇", "Xincun Village", "xincun",
    )  # fmt: skip
    assert Village.objects.get(code="431226102203").name == "河边社区"


def test_a_village_is_renamed_but_not_to_the_name_of_another():
    file = rows("villages", (None, "431226101201", "新西村", None), (None, "431226101202", "新西村", None))
    plan, _batch = imported("villages", file, AUTUMN)
    assert reasons(plan) == [(3, ["NAME_OF_ANOTHER"])]
    assert Village.objects.get(code="431226101201").name == "新西村"


def test_a_list_under_committees_is_the_same_as_one_of_villages():
    VillageFactory(code="431226101203", name="河边社区")
    file = rows(
        "villages", ("高村镇", None, "西村村委会", None), ("高村镇", "431226101203", "河边居委会", None)
    )
    assert counts(planned("villages", file, AUTUMN))["same"] == 2


def test_a_village_without_code_is_looked_for_in_the_township_named_around_it():
    file = workbook(
        ("锦和镇行政村名册",), ("序号", "村名", "英文名"), (1, "南村", "South"), (2, "西村", "West")
    )
    plan = planned("villages", file, AUTUMN)
    assert reasons(plan) == [(4, ["CODE_MISSING"])]
    assert plan.rows[0].place == "431226102"


def test_code_and_township_must_agree_and_be_there():
    file = rows(
        "villages",
        ("锦和镇", "431226101301", "甲子村", None),
        (None, "431226999301", "乙丑村", None),
        ("无此镇", None, "丙寅村", None),
        (None, "431226101302", None, "North"),
    )
    assert reasons(planned("villages", file, AUTUMN)) == [
        (2, ["VILLAGE_CODE_ELSEWHERE"]), (3, ["VILLAGE_WITHOUT_TOWNSHIP"]), (4, ["TOWNSHIP_UNKNOWN"]),
        (5, ["NAME_MISSING"]),
    ]  # fmt: skip


def test_villages_of_elsewhere_are_refused():
    file = rows(
        "villages",
        (None, "431228100201", "甲子村", None),
        ("芷江镇", None, "乙丑村", None),
        ("高村镇", None, "西村", None),
    )
    plan = planned("villages", file, MAYANG)
    assert reasons(plan) == [(2, ["DIVISION_OUTSIDE"]), (3, ["TOWNSHIP_OUTSIDE_COUNTY"])]


def test_a_refusal_is_a_sentence_in_chinese():
    file = rows("divisions", division("431226101", "高村街道"))
    [draft] = planned("divisions", file, AUTUMN).refused
    [problem] = draft.problems
    assert problem == Problem("DIVISION_RENAMED", "name", "高村街道", "B2", "高村镇")
    assert "高村镇" in of_problem(problem) and "区划变更" in of_problem(problem)
    assert str(kind_named("divisions").title) == "行政区划表"

"""Importing rosters: what a row makes, what changes, what is refused, and that nothing else happens."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.actions import transfer
from cadres.models import Cadre, LearningGoal, Post
from cadres.tests.factories import cadre_at, place
from config.journal.models import Entry
from config.jurisdiction import Scope
from config.spreadsheets.kinds import Context
from config.spreadsheets.models import Batch
from config.spreadsheets.report import report
from villages.models import VillagePairing
from villages.tests.sheets_cast import (
    ROSTER,
    id_number,
    imported,
    person,
    planned,
    reasons,
    roster,
    villages_and_skills,
    workbook,
)

SEPTEMBER = datetime.date(2011, 9, 15)
NOVEMBER = datetime.date(2011, 11, 1)
AUTUMN = Context(as_of=SEPTEMBER)


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town):
    villages_and_skills()


def test_a_row_makes_a_cadre_with_post_pairing_and_goal():
    plan, batch = imported("cadres", roster(person(1)), AUTUMN)
    cadre = Cadre.objects.get()
    assert (cadre.name, cadre.birth, cadre.pinyin, cadre.batch) == ("李华", "1975-03", "lihua", batch)
    post = cadre.posts.get()
    assert (post.division.code, post.title, post.post_class, post.valid_from) == (
        "431226101", "民政专干", "ordinary", SEPTEMBER,
    )  # fmt: skip
    assert VillagePairing.objects.get(primary=True).village.name == "西村"
    assert LearningGoal.objects.get().skill.code == "A0153-01"
    assert plan.counts == {"rows": 1, "new": 1, "changed": 0, "same": 0, "refused": 0, "ignored": 2}


def test_the_plan_writes_nothing():
    planned("cadres", roster(person(1)), AUTUMN)
    assert not Cadre.objects.exists()
    assert not Batch.objects.exists()


def test_the_same_file_twice_is_the_same():
    file = roster(*(person(serial) for serial in range(15)))
    imported("cadres", file, AUTUMN)
    plan, batch = imported("cadres", file, AUTUMN)
    assert plan.counts["same"] == 15
    assert batch is None
    assert Cadre.objects.count() == 15


def test_identity_numbers_are_kept_as_digests_only():
    imported("cadres", roster(person(1)), AUTUMN)
    cadre = Cadre.objects.get()
    assert len(cadre.id_digest) == 64
    assert cadre.id_last_two == id_number(1)[-2:]
    told = json.dumps(list(Entry.objects.values("before", "after")))
    assert id_number(1) not in told
    assert cadre.id_digest not in told


def test_every_row_written_has_one_journal_entry_of_the_batch():
    _plan, batch = imported("cadres", roster(person(1), person(2)), AUTUMN)
    written = Entry.objects.filter(batch=batch, verb="create").values_list("model", flat=True)
    models = ("cadres.cadre", "cadres.post", "villages.villagepairing", "cadres.learninggoal")
    assert sorted(written) == sorted(models * 2)
    assert Entry.objects.get(verb="import").object_id == batch.pk
    assert batch.division_code == "431226101"


def test_a_corrected_title_stays_one_post():
    imported("cadres", roster(person(1)), AUTUMN)
    plan, batch = imported("cadres", roster(person(1, title="计生专干")), Context(as_of=NOVEMBER))
    [draft] = plan.rows
    assert [(c.field, c.old, c.new) for c in draft.changes] == [("post_title", "民政专干", "计生专干")]
    assert Post.objects.get().title == "计生专干"
    entry = Entry.objects.get(batch=batch, verb="change")
    assert (entry.before, entry.after) == ({"title": "民政专干"}, {"title": "计生专干"})


def test_another_class_ends_the_post_and_opens_the_next():
    imported("cadres", roster(person(1)), AUTUMN)
    imported("cadres", roster(person(1, title="副镇长")), Context(as_of=NOVEMBER))
    old, new = Post.objects.order_by("valid_from")
    assert (old.post_class, old.valid_to) == ("ordinary", NOVEMBER)
    assert (new.post_class, new.valid_from, new.title) == ("leader", NOVEMBER, "副镇长")


def test_another_village_takes_the_place_of_the_former():
    imported("cadres", roster(person(1)), AUTUMN)
    imported("cadres", roster(person(1, village="东村")), Context(as_of=NOVEMBER))
    old, new = VillagePairing.objects.order_by("valid_from")
    assert (old.village.name, old.valid_to) == ("西村", NOVEMBER)
    assert (new.village.name, new.valid_from, new.primary) == ("东村", NOVEMBER, True)


def test_a_fact_of_the_same_day_is_corrected_in_place():
    imported("cadres", roster(person(1)), AUTUMN)
    imported("cadres", roster(person(1, village="东村", title="副镇长")), AUTUMN)
    assert VillagePairing.objects.get().village.name == "东村"
    assert Post.objects.get().post_class == "leader"


def test_a_file_does_not_reach_behind_a_later_fact():
    imported("cadres", roster(person(1)), Context(as_of=NOVEMBER))
    plan = planned("cadres", roster(person(1, title="副镇长")), AUTUMN)
    assert reasons(plan) == [(3, ["AS_OF_TOO_EARLY"])]


def test_another_skill_is_one_more_goal():
    imported("cadres", roster(person(1)), AUTUMN)
    imported("cadres", roster(person(1, skill="网箱养鱼")), Context(as_of=NOVEMBER))
    assert LearningGoal.objects.open_ended().count() == 2


def test_an_empty_cell_changes_nothing():
    imported("cadres", roster(person(1)), AUTUMN)
    plan = planned("cadres", roster(person(1, phone=None, education=None, title=None, village=None)), AUTUMN)
    assert plan.counts["same"] == 1


def test_who_is_in_post_in_another_township_is_refused():
    imported("cadres", roster(person(1)), AUTUMN)
    plan = planned("cadres", roster(person(1, township="锦和镇", village="南村")), AUTUMN)
    assert reasons(plan) == [(3, ["IN_POST_ELSEWHERE"])]


def test_the_first_row_about_a_person_wins():
    plan = planned("cadres", roster(person(1), person(1, phone="14100000099")), AUTUMN)
    assert reasons(plan) == [(4, ["DUPLICATE_ID"])]
    assert plan.refused[0].problems[0].more == "花名册 3"


def test_a_refused_row_does_not_stand_in_the_way_of_a_good_one():
    plan = planned("cadres", roster(person(1, village="无名村"), person(1)), AUTUMN)
    assert reasons(plan) == [(3, ["VILLAGE_UNKNOWN"])]
    assert [draft.row for draft in plan.rows] == [4]


def test_all_reasons_are_told():
    plan = planned("cadres", roster(person(1, gender="女", village="南村", remark="已调离")), AUTUMN)
    assert reasons(plan) == [(3, ["GENDER_ID_MISMATCH", "LEFT_POST", "VILLAGE_NOT_IN_TOWNSHIP"])]


def test_without_an_identity_number_name_and_township_recognise_a_person():
    imported("cadres", roster(person(1)), AUTUMN)
    plan = planned("cadres", roster(person(1, id_number=None)), AUTUMN)
    assert plan.counts["same"] == 1
    assert plan.rows[0].warnings == ("ID_ABSENT",)


def test_a_name_that_two_people_have_is_ambiguous():
    cadre_at("431226101", name="李华")
    cadre_at("431226101", name="李华")
    plan = planned("cadres", roster(person(1, id_number=None)), AUTUMN)
    assert reasons(plan) == [(3, ["PERSON_AMBIGUOUS"])]


def test_two_people_of_one_name_come_in_with_a_warning():
    plan = planned("cadres", roster(person(1), person(3, name="李华")), AUTUMN)
    assert [draft.warnings for draft in plan.rows] == [("SAME_NAME_IN_TOWNSHIP",)] * 2


def test_our_number_recognises_a_person_first():
    cadre = cadre_at("431226101", name="旧名")
    file = workbook(("干部编号", "姓名", "性别", "乡镇"), (cadre.number, "新名", "男", "高村镇"))
    plan, _batch = imported("cadres", file, AUTUMN)
    cadre.refresh_from_db()
    assert (cadre.name, cadre.pinyin) == ("新名", "xinming")
    assert plan.counts["changed"] == 1


def test_an_unknown_number_is_refused():
    file = workbook(("干部编号", "姓名", "性别", "乡镇"), ("99999999", "张明", "男", "高村镇"))
    assert reasons(planned("cadres", file, AUTUMN)) == [(2, ["NUMBER_UNKNOWN"])]


def test_rows_outside_the_jurisdiction_are_refused():
    own = Context(as_of=SEPTEMBER, scope=Scope(codes=("431226101",)))
    plan = planned("cadres", roster(person(1), person(3, township="锦和镇", village="南村")), own)
    assert reasons(plan) == [(4, ["TOWNSHIP_OUTSIDE_COUNTY"])]


def test_a_person_of_another_jurisdiction_is_neither_shown_nor_changed():
    imported("cadres", roster(person(1, township="锦和镇", village="南村", phone="14177777777")), AUTUMN)
    own = Context(as_of=SEPTEMBER, scope=Scope(codes=("431226101",)))
    plan, batch = imported("cadres", roster(person(1)), own)
    assert reasons(plan) == [(3, ["IN_POST_ELSEWHERE"])]
    assert set(Entry.objects.filter(batch=batch).values_list("model", flat=True)) == {
        "cadres.transferrequest",
        "spreadsheets.batch",
    }
    assert "锦和" not in json.dumps(report(plan), ensure_ascii=False)
    assert Cadre.objects.get().phone == "14177777777"


def test_the_former_village_of_somebody_who_came_from_elsewhere_ends_and_is_not_shown():
    imported("cadres", roster(person(1)), AUTUMN)
    transfer(cadre=Cadre.objects.get(), to=place("431226102"), on=NOVEMBER, by=None)
    own = Context(as_of=NOVEMBER, scope=Scope(codes=("431226102",)))
    plan, _batch = imported("cadres", roster(person(1, township="锦和镇", village="南村")), own)
    changes = {change.field: (change.old, change.new) for draft in plan.rows for change in draft.changes}
    old, new = VillagePairing.objects.order_by("valid_from")
    assert changes["village_code"] == ("—", new.village.code)
    assert (old.valid_to, new.valid_from) == (NOVEMBER, NOVEMBER)


def test_a_number_of_another_jurisdiction_looks_like_none():
    foreign = cadre_at("431228100", name="远人")
    own = Context(as_of=SEPTEMBER, scope=Scope(codes=("431226",)))
    file = workbook(("干部编号", "姓名", "性别", "乡镇"), (foreign.number, "远人", "男", "高村镇"))
    assert reasons(planned("cadres", file, own)) == [(2, ["NUMBER_UNKNOWN"])]


def test_the_report_has_the_fields_of_the_catalogue():
    told = report(planned("cadres", roster(person(1), person(1)), AUTUMN))
    assert told["sheets"] == [{"name": "花名册", "role": "data", "header_rows": [2]}]
    assert told["rows"] == [
        {
            "sheet": "花名册",
            "row": 3,
            "record": {
                "name": "李华", "gender": "男", "ethnicity": "苗族", "birth": "1975-03", "id_number": id_number(1),
                "phone": "14100000001", "education": "大专", "post_title": "民政专干", "post_class": "ordinary",
                "county_code": "431226", "township_code": "431226101", "village_code": "431226101201",
                "skill_code": "A0153-01", "remark": None,
            },
            "warnings": [],
            "status": "new",
        }
    ]  # fmt: skip
    assert told["refused"] == [{"sheet": "花名册", "row": 4, "name": "李华", "reasons": ["DUPLICATE_ID"]}]
    assert told["ignored"] == [
        {"sheet": "花名册", "row": 1, "kind": "title"},
        {"sheet": "花名册", "row": 2, "kind": "header"},
    ]
    assert told["counts"] == {"rows": 1, "new": 1, "changed": 0, "same": 0, "refused": 1, "ignored": 2}


@pytest.mark.parametrize("again", [False, True])
def test_the_number_of_selects_does_not_grow_with_the_rows(again):
    def selects(count):
        file = roster(*(person(serial) for serial in range(count)))
        if again:
            imported("cadres", file, AUTUMN)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            imported("cadres", file, Context(as_of=NOVEMBER))
        return sum(query["sql"].startswith("SELECT") for query in queries)

    assert selects(10) == selects(40)


def test_an_error_in_the_middle_leaves_nothing(monkeypatch):
    from config.spreadsheets import intents

    def fail(*args, **kwargs):
        raise RuntimeError("stop")

    monkeypatch.setattr(intents, "give_keys", fail)
    with pytest.raises(RuntimeError):
        imported("cadres", roster(person(1)), AUTUMN)
    assert not Batch.objects.exists()
    assert not Cadre.objects.exists()
    assert not Entry.objects.filter(verb="import").exists()


def test_a_table_without_a_column_of_names_is_refused():
    from config.spreadsheets.types import FileRefused

    with pytest.raises(FileRefused) as refusal:
        planned("cadres", workbook([label for label in ROSTER if label != "姓名"], ("1",) * 12), AUTUMN)
    assert refusal.value.code == "COLUMN_MISSING"


def test_a_sheet_a_person_comes_in_as_one_row_and_is_refused_by_the_cell_at_fault():
    def card(name, number):
        return workbook(
            ("高村镇干部登记表",),
            ("姓名", name, "性别", "男"),
            ("民族", "苗族", "身份证号", number),
            ("职务", "民政专干", "手机号码", "14100000001"),
            ("家庭成员", "姓名", "李某", None),
            name=name,
        )

    plan, batch = imported("cadres", card("李华", id_number(1)), AUTUMN)
    assert Cadre.objects.get().name == "李华"
    assert (plan.rows[0].row, batch.division_code) == (1, "431226101")
    plan = planned("cadres", card("王强", id_number(3)[:-1]), AUTUMN)
    [problem] = plan.refused[0].problems
    assert (problem.field, problem.cell) == ("id_number", "D3")

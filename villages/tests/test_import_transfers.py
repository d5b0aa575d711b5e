"""Importing lists of transfers."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cadres.actions import correct_post, transfer
from cadres.models import Cadre, Post, Role, TransferRequest
from cadres.tests.factories import DivisionChangeFactory, PostFactory, cadre_at, clerk, place
from cadres.transfer_requests import grant
from config.journal.models import Entry
from config.spreadsheets.actions import undo
from config.spreadsheets.kinds import Context
from config.spreadsheets.types import FileRefused
from villages.models import VillagePairing
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
from villages.tests.test_import_admin import confirmation, exported, upload
from villages.tests.test_import_undo import everything

HEADER = (
    "序号", "姓名", "身份证号", "原乡镇", "调入乡镇", "调动日期", "新任职务", "职务类别", "调动依据",
)  # fmt: skip
SEPTEMBER = datetime.date(2011, 9, 15)
DAY = datetime.date(2011, 10, 17)
ALL_POSTS = "/admin/cadres/post/export/?state=all"
AUTUMN = Context(as_of=SEPTEMBER)
LATER = Context(as_of=datetime.date(2011, 12, 1))


def moved(serial=1, **changes):
    """A row: 李华 (serial 1) goes from Gaocun to Jinhe."""
    row = {
        "serial": serial, "name": person(serial)[1], "id": id_number(serial), "left": "高村镇", "joined": "锦和镇",
        "day": "2011-10-17", "title": None, "class": None, "reason": None,
    }  # fmt: skip
    return tuple({**row, **changes}.values())


def transfers(*rows, header=HEADER, title="调动名册"):
    return workbook((title,), header, *rows, name="调动")


def by_number(cadre, **changes):
    """A file about a cadre who is known by number."""
    row = {"number": cadre.number, "joined": "锦和镇", "day": "2011-10-17", "title": None, **changes}
    return transfers(tuple(row.values()), header=("干部编号", "调入乡镇", "调动日期", "新任职务"))


@pytest.fixture(autouse=True)
def people(gaocun, jinhe, zhijiang_town):
    """李华 and 赵军 of Gaocun, in post and paired with a village since September."""
    villages_and_skills()
    imported("cadres", roster(person(1), person(3)), AUTUMN)


@pytest.fixture
def li():
    return Cadre.objects.get(name="李华")


@pytest.fixture
def gaocun_alone():
    """What the clerk of Gaocun imports under."""
    return Context(as_of=SEPTEMBER, scope=clerk(Role.TOWNSHIP_CLERK, "431226101").scope)


@pytest.fixture
def jinhe_clerk():
    return clerk(Role.TOWNSHIP_CLERK, "431226102")


@pytest.fixture
def jinhe_alone(jinhe_clerk):
    return Context(as_of=SEPTEMBER, scope=jinhe_clerk.scope)


def posts_of(cadre):
    """The posts of a cadre as (township, title, class, main, assessed, from, until)."""
    columns = ("division__code", "title", "post_class", "main", "assessed", "valid_from", "valid_to")
    return list(cadre.posts.order_by("valid_from", "pk").values_list(*columns))


# What a row does


def test_a_row_ends_the_post_and_opens_the_next_on_the_same_day(li):
    plan, batch = imported("transfers", transfers(moved()), AUTUMN)
    assert (plan.counts["new"], plan.counts["refused"]) == (1, 0)
    [change] = plan.rows[0].changes
    assert (change.old, change.new) == ("高村镇", "锦和镇")
    assert posts_of(li) == [
        ("431226101", "民政专干", "ordinary", True, True, SEPTEMBER, DAY),
        ("431226102", "民政专干", "ordinary", True, True, DAY, None),
    ]
    assert li.posts.get(valid_to=None).batch == batch


def told(cadre, since):
    """What the journal tells of the posts of a cadre after an entry, keys, times and batches aside."""
    entries = Entry.objects.filter(pk__gt=since, model="cadres.post", object_id__in=cadre.posts.values("pk"))
    return [
        (entry.verb, entry.division_code, entry.reason, entry.before and entry.before["valid_to"],
         entry.after["valid_to"], entry.after.get("title"), entry.after.get("post_class"))
        for entry in entries.order_by("pk")
    ]  # fmt: skip


def test_importing_rows_is_transferring_one_by_one(county_editor, jinhe):
    """The oracle: pairs of cadres alike in everything; one of each is imported, the other transferred by the action."""
    variants = (
        {},
        {"title": "副镇长", "post_class": "leader", "reason": "组干〔2011〕12号"},
        {"reason": "工作需要"},
        {"title": "司法助理员", "post_class": "ordinary"},
    )
    stored = (
        {"title": "镇长", "post_class": "leader"},
        {"assessed": False},
        {"valid_to": DAY},
        {"valid_to": datetime.date(2012, 1, 1), "valid_from": None},
    )
    pairs = [
        (cadre_at("431226101", **post), cadre_at("431226101", **post), v) for v in variants for post in stored
    ]
    for both in pairs:
        for cadre in both[:2]:
            PostFactory(cadre=cadre, division=place("431226102"), main=False, assessed=False)
    classes = {"leader": "领导", "ordinary": "一般"}
    rows = [
        (one.number, "锦和镇", DAY, v.get("title"), classes.get(v.get("post_class")), v.get("reason"))
        for one, _other, v in pairs
    ]
    header = ("干部编号", "调入乡镇", "到岗时间", "拟任职务", "职务类别", "文号")
    texts = [tuple(str(cell) if cell else None for cell in row) for row in rows]
    since = Entry.objects.order_by("pk").last().pk
    plan, _batch = imported("transfers", transfers(*texts, header=header), AUTUMN, by=county_editor)
    assert plan.counts["new"] == len(pairs)
    for _one, other, v in pairs:
        transfer(cadre=other, to=jinhe, on=DAY, by=county_editor, **v)
    for one, other, _v in pairs:
        assert posts_of(one) == posts_of(other)
        assert sorted(told(one, since), key=str) == sorted(told(other, since), key=str)


def test_pairings_goals_and_other_posts_go_on_as_after_the_action(li):
    before = list(VillagePairing.objects.values()) + list(li.goals.values())
    beside = PostFactory(cadre=li, main=False, assessed=False)
    imported("transfers", transfers(moved()), AUTUMN)
    assert list(VillagePairing.objects.values()) + list(li.goals.values()) == before
    beside.refresh_from_db()
    assert beside.valid_to is None


def test_a_transfer_may_lie_ahead_as_by_the_action(li):
    ahead = timezone.localdate() + datetime.timedelta(days=30)
    imported("transfers", transfers(moved(day=ahead.isoformat())), AUTUMN)
    assert li.posts.get(valid_to=None).valid_from == ahead


def test_a_row_without_a_day_means_the_as_of_date(li):
    imported("transfers", transfers(moved(day=None)), LATER)
    assert li.posts.get(valid_to=None).valid_from == LATER.as_of


def test_the_ground_of_the_transfer_stands_in_the_journal():
    header = ("姓名", "原乡镇", "调入乡镇", "调动日期", "调动原因", "文号")
    row = ("李华", "高村镇", "锦和镇", "2011-10-17", "工作需要", "组干〔2011〕12号")
    _plan, batch = imported("transfers", transfers(row, header=header), AUTUMN)
    entries = Entry.objects.filter(batch=batch, model="cadres.post")
    assert set(entries.values_list("verb", "division_code", "reason")) == {
        ("end", "431226101", "工作需要；组干〔2011〕12号"),
        ("create", "431226102", ""),
    }


# What the headers mean


@pytest.mark.parametrize(
    ("left", "joined"),
    [
        ("原乡镇", "调入乡镇"), ("原单位", "现单位"), ("现单位", "调入单位"), ("调出单位", "单位"),
        ("乡镇", "拟任单位"), ("原工作单位", "现工作单位"), ("所在乡镇", "去向"),
    ],
)  # fmt: skip
def test_the_side_that_a_header_means_follows_from_the_other_column(left, joined):
    for header in (("姓名", left, joined, "调动日期"), ("姓名", joined, left, "调动日期")):
        row = {"姓名": "李华", left: "高村镇", joined: "锦和镇", "调动日期": "2011-10-17"}
        plan = planned("transfers", transfers(tuple(row[name] for name in header), header=header), AUTUMN)
        assert [(draft.place, draft.record["from_code"]) for draft in plan.rows] == [
            ("431226102", "431226101")
        ]


@pytest.mark.parametrize("old", ["职务", "现任职务", "原任职务"])
def test_beside_a_new_title_another_one_is_the_old_one(old):
    row = {"姓名": "李华", "乡镇": "高村镇", old: "会计", "调入乡镇": "锦和镇", "拟任职务": "副镇长"}
    for header in (tuple(row), tuple(reversed(row))):
        plan = planned("transfers", transfers(tuple(row[name] for name in header), header=header), LATER)
        assert plan.rows[0].record["post_title"] == "副镇长"


def test_a_unit_and_a_title_may_share_a_cell(li):
    header = ("姓名", "原单位及职务", "现单位及职务", "任职时间")
    row = ("李华", "高村镇人民政府民政专干", "锦和镇副镇长", "2011-10-17")
    imported("transfers", transfers(row, header=header), AUTUMN)
    post = li.posts.get(valid_to=None)
    assert (post.division.name, post.title) == ("锦和镇", "副镇长")


def test_a_shared_cell_with_the_unit_alone_leaves_the_title_as_it_was(li):
    header = ("姓名", "原单位及职务", "现单位及职务", "任职时间")
    imported("transfers", transfers(("李华", "高村镇", "锦和镇", "2011-10-17"), header=header), AUTUMN)
    assert li.posts.get(valid_to=None).title == "民政专干"


def test_two_rows_of_headers_tell_the_sides_too(li):
    header = (None, "姓名", "调出", None, "调入", None, "到岗时间")
    below = (None, None, "单位", "职务", "单位", "职务", None)
    row = (1, "李华", "高村镇", "民政专干", "锦和镇", "副镇长", "2011-10-17")
    imported("transfers", workbook(("调动名册",), header, below, row), AUTUMN)
    post = li.posts.get(valid_to=None)
    assert (post.division.name, post.title) == ("锦和镇", "副镇长")


def test_one_column_of_townships_alone_is_no_list_of_transfers():
    header = ("序号", "姓名", "身份证号", "乡镇", "职务")
    with pytest.raises(FileRefused) as refused:
        planned("transfers", transfers((1, "李华", id_number(1), "锦和镇", "会计"), header=header), AUTUMN)
    assert refused.value.code == "COLUMN_MISSING"


def test_the_township_joined_may_stand_in_a_heading():
    rows = ((1, "李华", id_number(1), "高村镇", "2011-10-17"),)
    file = workbook(("调动名册",), ("序号", "姓名", "身份证号", "原乡镇", "调动日期"), ("锦和镇",), *rows)
    assert planned("transfers", file, AUTUMN).rows[0].place == "431226102"


# What is recorded already


def test_who_is_there_since_that_day_is_the_same():
    imported("transfers", transfers(moved(), moved(3, id=None)), AUTUMN)
    plan, batch = imported("transfers", transfers(moved(), moved(3, id=None), moved(1, day=None)), LATER)
    assert (plan.counts["same"], plan.counts["rows"], batch) == (3, 3, None)


def test_another_title_of_the_same_transfer_is_a_correction(li, county_editor):
    imported("transfers", transfers(moved()), AUTUMN)
    row = moved(title="副镇长")
    plan, batch = imported("transfers", transfers(row), AUTUMN, by=county_editor)
    assert [(c.field, c.old, c.new) for c in plan.rows[0].changes] == [
        ("post_title", "民政专干", "副镇长"), ("post_class", "ordinary", "leader"),
    ]  # fmt: skip
    imported_one = posts_of(li)
    undo(batch=batch, by=county_editor)
    post = li.posts.get(valid_to=None)
    post.title, post.post_class = "副镇长", "leader"
    correct_post(post=post, by=county_editor)
    assert posts_of(li) == imported_one


@pytest.mark.parametrize("form", ["0", "1"])
def test_posts_taken_out_come_back_as_the_same(signed_in, county_editor, li, form):
    imported("transfers", transfers(moved(title="副镇长", reason="组干12号"), moved(3, id=None)), AUTUMN)
    PostFactory(cadre=li, main=False, assessed=False, title="工会主席", valid_from=None)
    PostFactory(cadre=li, main=False, assessed=False, title="武装干事", valid_from=None)
    again = roster(person(1, township="锦和镇", title="干部", village="南村"))
    imported("cadres", again, LATER)
    assert li.posts.filter(main=True).count() == 3
    cadre_at("431226101", valid_from=None, valid_to=DAY)
    gone = cadre_at("431226101")
    transfer(cadre=gone, to=place("431228100"), on=DAY, by=None)
    newcomer = cadre_at("431228100", title=" 民政 专干 ")
    transfer(cadre=newcomer, to=place("431226101"), on=DAY, by=None)
    page = signed_in(county_editor).post(ALL_POSTS, {"format": form, "resource": "0"})
    plan = planned("transfers", page.getvalue(), Context(as_of=LATER.as_of, scope=county_editor.scope))
    assert (plan.counts["same"], plan.counts["rows"], plan.counts["refused"]) == (8, 8, 0)
    assert plan.unmapped == ()


def test_a_place_outside_the_jurisdiction_is_not_taken_out(signed_in, county_editor):
    cadre = cadre_at("431228100")
    transfer(cadre=cadre, to=place("431226101"), on=DAY, by=None)
    text = exported(signed_in(county_editor), "cadres/post", "1").decode()
    assert cadre.number in text and "芷江" not in text and "431228" not in text


# What cannot be


def test_a_row_is_refused_for_its_reasons(li):
    DivisionChangeFactory(from_code="431226180", from_name="石羊哨乡", kind="absorbed", to=place("431226101"))
    rows = [
        moved(7, name="无此人"),
        moved(name="赵军"),
        moved(left="锦和镇", joined="高村镇"),
        moved(joined="高村镇"),
        moved(joined="石羊哨乡"),
        moved(left="石羊哨乡"),
        moved(day="2011-09-15"),
        moved(day="去年"),
        moved(joined="乌有镇", left="无有乡"),
        moved(joined=None),
        moved(3, id=None, left=None),
        moved(3),
        moved(3, day="2011-11-01"),
        moved(id=None, day="2011-09-15"),
        moved(id=None, left="无有乡"),
        moved(7, left=None, day="去年"),
    ]
    assert reasons(planned("transfers", transfers(*rows), AUTUMN)) == [
        (3, ["CADRE_UNKNOWN"]),
        (4, ["ID_NAME_MISMATCH"]),
        (5, ["NOT_IN_POST_THERE"]),
        (6, ["TRANSFER_TO_SAME_PLACE"]),
        (7, ["TOWNSHIP_ABOLISHED"]),
        (8, ["TOWNSHIP_ABOLISHED"]),
        (9, ["NO_POST_BEFORE_TRANSFER"]),
        (10, ["DATE_INVALID"]),
        (11, ["TOWNSHIP_LEFT_UNKNOWN", "TOWNSHIP_UNKNOWN"]),
        (12, ["TOWNSHIP_MISSING"]),
        (13, ["TOWNSHIP_LEFT_MISSING"]),
        (15, ["TRANSFERRED_TWICE"]),
        (16, ["NO_POST_BEFORE_TRANSFER"]),
        (17, ["TOWNSHIP_LEFT_UNKNOWN"]),
        (18, ["CADRE_UNKNOWN", "DATE_INVALID"]),
    ]


def test_two_of_one_name_are_told_apart_by_number_only():
    cadre_at("431226101", name="李华")
    assert reasons(planned("transfers", transfers(moved(id=None)), AUTUMN)) == [(3, ["PERSON_AMBIGUOUS"])]


def test_a_transfer_does_not_reach_behind_a_later_post(li):
    imported("transfers", transfers(moved()), AUTUMN)
    rows = transfers(moved(day="2011-10-01"))
    assert reasons(planned("transfers", rows, AUTUMN)) == [(3, ["LATER_POST_RECORDED"])]


def test_who_has_left_is_not_transferred(li):
    li.posts.update(valid_to=datetime.date(2011, 10, 1))
    assert reasons(planned("transfers", transfers(moved()), AUTUMN)) == [(3, ["NO_POST_BEFORE_TRANSFER"])]


def test_a_post_beside_the_main_one_is_no_transfer(li):
    header = ("干部编号", "调入乡镇", "调动日期", "主要职务")
    file = transfers((li.number, "锦和镇", "2011-10-17", "否"), header=header)
    assert reasons(planned("transfers", file, AUTUMN)) == [(3, ["POST_BESIDE_UNKNOWN"])]


# Whose business it is


def test_the_receiving_place_asks(jinhe_alone, jinhe_clerk, li, county_editor):
    plan, batch = imported("transfers", transfers(moved(name="李桦")), jinhe_alone, by=jinhe_clerk)
    assert reasons(plan) == [(3, ["IN_POST_ELSEWHERE"])]
    asked = TransferRequest.objects.get()
    assert (asked.cadre, asked.to_division.code, asked.on, asked.name) == (li, "431226102", DAY, "李桦")
    assert (asked.batch, li.posts.count()) == (batch, 1)
    grant(request=asked, by=county_editor)
    assert planned("transfers", transfers(moved()), jinhe_alone).counts["same"] == 1


def test_a_person_is_asked_for_once(jinhe_alone, jinhe_clerk):
    imported("transfers", transfers(moved()), jinhe_alone, by=jinhe_clerk)
    plan = planned("transfers", transfers(moved(), moved(3), moved(3)), jinhe_alone)
    assert [draft.row for draft in plan.asks] == [4]


def test_a_name_elsewhere_is_not_looked_for(jinhe_alone):
    rows = transfers(moved(id=None), moved(id=None, name="无此人"))
    plan = planned("transfers", rows, jinhe_alone)
    assert reasons(plan) == [(3, ["TRANSFER_NEEDS_ID"]), (4, ["TRANSFER_NEEDS_ID"])]
    assert plan.asks == []


def test_where_somebody_elsewhere_serves_is_not_told(jinhe_alone, zhijiang_town):
    rows = (moved(left="高村镇"), moved(left="芷江镇"), moved(left=None))
    for row in rows:
        plan = planned("transfers", transfers(row), jinhe_alone)
        assert reasons(plan) == [(3, ["IN_POST_ELSEWHERE"])]
        assert len(plan.asks) == 1 and plan.refused[0].changes == ()


def test_the_releasing_place_is_told_to_grant(gaocun_alone):
    assert reasons(planned("transfers", transfers(moved()), gaocun_alone)) == [(3, ["TRANSFER_ELSEWHERE"])]


def test_a_number_does_not_lead_outside_the_chosen_divisions(li):
    imported("transfers", by_number(li), AUTUMN)
    header = ("干部编号", "调入乡镇代码", "调动日期", "新任职务")
    file = transfers((li.number, "431226102", "2011-10-17", "会计"), header=header)
    gaocun_only = Context(as_of=SEPTEMBER, codes=("431226101",))
    assert reasons(planned("transfers", file, gaocun_only)) == [(3, ["TRANSFER_ELSEWHERE"])]
    assert planned("transfers", file, AUTUMN).counts["changed"] == 1


def test_a_post_outside_the_chosen_divisions_is_asked_for_and_not_ended(li):
    jinhe_only = Context(as_of=SEPTEMBER, codes=("431226102",))
    plan, _batch = imported("transfers", transfers(moved()), jinhe_only)
    assert reasons(plan) == [(3, ["IN_POST_ELSEWHERE"])]
    assert (li.posts.get().valid_to, TransferRequest.objects.count()) == (None, 1)


def test_a_main_post_outside_does_not_end_through_one_inside(zhijiang_town, jinhe_alone):
    cadre = cadre_at("431228100")
    PostFactory(cadre=cadre, division=place("431226102"), main=False, assessed=False)
    plan = planned("transfers", by_number(cadre), jinhe_alone)
    assert reasons(plan) == [(3, ["IN_POST_ELSEWHERE"])]


def test_who_leaves_another_place_that_very_day_comes_without_its_name_being_told(zhijiang_town, jinhe_alone):
    cadre = cadre_at("431228100", valid_to=DAY)
    PostFactory(cadre=cadre, division=place("431226102"), main=False, assessed=False)
    header = ("干部编号", "原乡镇", "调入乡镇", "调动日期")
    file = transfers((cadre.number, "芷江镇", "锦和镇", "2011-10-17"), header=header)
    plan, _batch = imported("transfers", file, jinhe_alone)
    assert [(change.old, change.new) for change in plan.rows[0].changes] == [("—", "锦和镇")]
    assert cadre.posts.get(main=True, valid_to=None).division.code == "431226102"


@pytest.mark.parametrize(("role", "may"), [(Role.TOWNSHIP_CLERK, True), (Role.INSPECTOR, False)])
def test_who_may_enter_posts_may_import_transfers(signed_in, role, may):
    answer = signed_in(clerk(role, "431226")).get("/admin/cadres/post/import/")
    assert answer.status_code == (200 if may else 403)


def test_a_transfer_is_shown_before_it_is_carried_out(signed_in, county_editor, li, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    client = signed_in(county_editor)
    preview = upload(client, transfers(moved(title="副镇长")), url="/admin/cadres/post/import/")
    assert "高村镇 → 锦和镇" in preview.content.decode()
    assert li.posts.count() == 1
    client.post("/admin/cadres/post/process_import/", confirmation(preview))
    assert li.posts.get(valid_to=None).division.name == "锦和镇"


# Taken back, and what it costs


def test_undoing_puts_the_posts_back(county_editor):
    before = everything()
    _plan, batch = imported("transfers", transfers(moved(), moved(3)), AUTUMN, by=county_editor)
    assert Post.objects.filter(valid_to=DAY).count() == 2
    undo(batch=batch, by=county_editor)
    assert everything() == before


def test_undoing_takes_what_was_asked_for_back(jinhe_alone, jinhe_clerk):
    before = everything()
    _plan, batch = imported("transfers", transfers(moved()), jinhe_alone, by=jinhe_clerk)
    undo(batch=batch, by=jinhe_clerk)
    assert everything() == before


def test_the_number_of_selects_does_not_grow_with_the_rows():
    cadres = [cadre_at("431226101") for _n in range(16)]

    def selects(some):
        rows = [(cadre.number, "锦和镇", "2011-10-17", None) for cadre in some]
        file = transfers(*rows, header=("干部编号", "调入乡镇", "调动日期", "新任职务"))
        with CaptureQueriesContext(connection) as queries:
            plan, _batch = imported("transfers", file, AUTUMN)
        assert plan.counts["new"] == len(some)
        return sum(query["sql"].startswith("SELECT") for query in queries)

    assert selects(cadres[:4]) == selects(cadres[4:])

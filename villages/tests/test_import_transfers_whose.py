"""Whose business a transfer is: who carries it out, who asks, who is told nothing."""

import pytest

from cadres.models import Role, TransferRequest
from cadres.tests.factories import PostFactory, cadre_at, clerk, place
from cadres.transfer_requests import grant
from config.spreadsheets.kinds import Context
from villages.tests.sheets_cast import imported, planned, reasons
from villages.tests.test_import_admin import confirmation, upload
from villages.tests.transfers_cast import AUTUMN, DAY, SEPTEMBER, by_number, moved, transfers

pytestmark = pytest.mark.usefixtures("people")


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

"""Rows of a roster whose person is in post elsewhere: the import asks that place for a transfer."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.models import Cadre, Role, TransferRequest
from cadres.tests.factories import TransferRequestFactory, clerk
from cadres.transfer_requests import grant, refuse
from config.journal.models import Entry
from config.spreadsheets.actions import undo
from config.spreadsheets.kinds import Context
from config.spreadsheets.models import Batch
from config.spreadsheets.report import report
from villages.tests.factories import VillageFactory
from villages.tests.sheets_cast import imported, person, planned, reasons, roster, villages_and_skills
from villages.tests.test_import_admin import CONFIRM, confirmation, upload

SEPTEMBER = datetime.date(2011, 9, 15)
NOVEMBER = datetime.date(2011, 11, 1)
AUTUMN = Context(as_of=SEPTEMBER)


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town):
    villages_and_skills()
    VillageFactory(code="431228100201", name="北村")


@pytest.fixture
def mayang_clerk(mayang):
    return clerk(Role.COUNTY_EDITOR, "431226")


@pytest.fixture
def zhijiang_clerk(zhijiang_town):
    return clerk(Role.COUNTY_EDITOR, "431228")


@pytest.fixture
def in_zhijiang(zhijiang_clerk):
    """What the clerk of Zhijiang imports under."""
    return Context(as_of=NOVEMBER, codes=("431228",), scope=zhijiang_clerk.scope)


def moved(serial, **changes):
    """A row of Zhijiang's roster about a person who is in post in Gaocun."""
    return person(serial, **{"township": "芷江镇", "village": "北村", **changes})


def stored(*serials):
    """People in post in Gaocun."""
    imported("cadres", roster(*map(person, serials)), AUTUMN)


def test_a_row_about_somebody_elsewhere_stays_refused_and_asks(in_zhijiang, zhijiang_clerk, gaocun):
    stored(1)
    data = roster(moved(1), moved(2))
    plan, batch = imported("cadres", data, in_zhijiang, by=zhijiang_clerk)
    assert reasons(plan) == [(3, ["IN_POST_ELSEWHERE"])]
    assert (plan.counts["new"], plan.counts["refused"], len(plan.asks)) == (1, 1, 1)
    asked = TransferRequest.objects.get()
    assert (asked.cadre.posts.get().division, asked.to_division.code) == (gaocun, "431228100")
    assert (asked.on, asked.batch, asked.recorded_by) == (NOVEMBER, batch, zhijiang_clerk)


def test_requests_alone_make_a_batch(in_zhijiang, zhijiang_clerk):
    stored(1)
    _plan, batch = imported("cadres", roster(moved(1)), in_zhijiang, by=zhijiang_clerk)
    assert batch.division_code == "431228100"
    assert TransferRequest.objects.get().batch == batch


def test_a_preview_asks_nobody(in_zhijiang):
    stored(1)
    assert len(planned("cadres", roster(moved(1)), in_zhijiang).asks) == 1
    assert not TransferRequest.objects.exists()


def test_importing_again_asks_nothing_more(in_zhijiang, zhijiang_clerk):
    stored(1)
    imported("cadres", roster(moved(1)), in_zhijiang, by=zhijiang_clerk)
    plan, batch = imported("cadres", roster(moved(1)), in_zhijiang, by=zhijiang_clerk)
    assert reasons(plan) == [(3, ["IN_POST_ELSEWHERE"])]
    assert batch is None and TransferRequest.objects.count() == 1


def test_who_was_refused_may_be_asked_for_again(in_zhijiang, zhijiang_clerk, mayang_clerk):
    stored(1)
    imported("cadres", roster(moved(1)), in_zhijiang, by=zhijiang_clerk)
    refuse(request=TransferRequest.objects.get(), by=mayang_clerk, reason="工作离不开")
    imported("cadres", roster(moved(1)), in_zhijiang, by=zhijiang_clerk)
    assert TransferRequest.objects.undecided().count() == 1


def test_once_granted_the_same_file_comes_in(in_zhijiang, zhijiang_clerk, mayang_clerk):
    stored(1)
    imported("cadres", roster(moved(1)), in_zhijiang, by=zhijiang_clerk)
    grant(request=TransferRequest.objects.get(), by=mayang_clerk)
    plan = planned("cadres", roster(moved(1)), in_zhijiang)
    assert reasons(plan) == [] and plan.asks == []


def test_the_request_has_the_name_of_the_row_and_not_the_stored_one(in_zhijiang, zhijiang_clerk):
    stored(1)
    imported("cadres", roster(moved(1, name="李桦")), in_zhijiang, by=zhijiang_clerk)
    assert TransferRequest.objects.get().name == "李桦"
    assert not Cadre.objects.filter(name="李桦").exists()


def test_neither_clerk_sees_the_data_of_the_other(in_zhijiang, zhijiang_clerk, mayang_clerk):
    stored(1)
    _plan, batch = imported("cadres", roster(moved(1), moved(2)), in_zhijiang, by=zhijiang_clerk)
    assert Cadre.objects.visible_to(zhijiang_clerk).get().posts.get().division.code == "431228100"
    assert Cadre.objects.visible_to(mayang_clerk).get().posts.get().division.code == "431226101"
    assert not Batch.objects.visible_to(mayang_clerk).filter(pk=batch.pk).exists()
    assert not Entry.objects.visible_to(mayang_clerk).filter(batch=batch).exists()
    for staff in (zhijiang_clerk, mayang_clerk):
        assert TransferRequest.objects.visible_to(staff).count() == 1


def test_nothing_of_the_journal_or_the_report_names_whom_it_means(in_zhijiang, zhijiang_clerk):
    stored(1)
    plan, batch = imported("cadres", roster(moved(1, name="李桦")), in_zhijiang, by=zhijiang_clerk)
    known = Cadre.objects.get()
    told = str(list(Entry.objects.filter(batch=batch).values_list("before", "after"))) + str(report(plan))
    assert known.name not in told and known.number not in told and "431226" not in told
    assert not any("cadre_id" in (entry.after or {}) for entry in Entry.objects.filter(batch=batch))


def test_a_request_open_already_looks_no_different(in_zhijiang):
    stored(1, 2)
    TransferRequestFactory(cadre=Cadre.objects.order_by("pk").first())
    plan = planned("cadres", roster(moved(1), moved(2)), in_zhijiang)
    one, other = plan.refused
    assert [p.code for p in one.problems] == [p.code for p in other.problems]
    assert (one.warnings, one.changes) == (other.warnings, other.changes)


def test_a_row_with_another_fault_asks_nothing(in_zhijiang):
    stored(1)
    plan = planned("cadres", roster(moved(1, village="无名村")), in_zhijiang)
    assert plan.asks == []


def test_who_is_in_post_nowhere_is_not_asked_for(in_zhijiang):
    stored(1)
    cadre = Cadre.objects.get()
    cadre.posts.update(valid_to=datetime.date(2011, 10, 1))
    plan = planned("cadres", roster(moved(1)), in_zhijiang)
    assert reasons(plan) == [(3, ["IN_POST_ELSEWHERE"])]
    assert plan.asks == []


def test_a_person_in_two_rows_is_asked_for_once(in_zhijiang):
    stored(1)
    plan = planned("cadres", roster(moved(1), moved(1, phone="14100000099")), in_zhijiang)
    assert [draft.row for draft in plan.asks] == [3]


def test_whom_the_file_itself_keeps_in_place_is_not_asked_for():
    stored(1)
    rows = roster(person(1), person(1, township="锦和镇", village="南村"))
    plan = planned("cadres", rows, Context(as_of=NOVEMBER))
    assert plan.asks == [] and plan.counts["refused"] == 1


def test_what_is_asked_is_part_of_what_was_seen(in_zhijiang):
    stored(1)
    data = roster(moved(1))
    seen = planned("cadres", data, in_zhijiang).fingerprint()
    TransferRequestFactory(cadre=Cadre.objects.get())
    assert planned("cadres", data, in_zhijiang).fingerprint() != seen


def test_ten_requests_cost_as_many_reads_as_two(in_zhijiang, zhijiang_clerk):
    stored(*range(20))

    def reads(serials):
        with CaptureQueriesContext(connection) as captured:
            imported("cadres", roster(*map(moved, serials)), in_zhijiang, by=zhijiang_clerk)
        return sum(query["sql"].startswith("SELECT") for query in captured)

    assert reads(range(2)) == reads(range(2, 12))
    assert TransferRequest.objects.count() == 12


def test_undoing_the_import_takes_the_request_back(in_zhijiang, zhijiang_clerk):
    stored(1)
    _plan, batch = imported("cadres", roster(moved(1), moved(2)), in_zhijiang, by=zhijiang_clerk)
    undo(batch=batch, by=zhijiang_clerk)
    assert not TransferRequest.objects.exists()
    assert Cadre.objects.count() == 1


def test_an_import_whose_request_was_decided_is_not_undone(in_zhijiang, zhijiang_clerk, mayang_clerk):
    stored(1)
    _plan, batch = imported("cadres", roster(moved(1)), in_zhijiang, by=zhijiang_clerk)
    refuse(request=TransferRequest.objects.get(), by=mayang_clerk, reason="工作离不开")
    with pytest.raises(ValidationError) as refused:
        undo(batch=batch, by=zhijiang_clerk)
    assert "工作离不开" not in str(refused.value.messages)
    assert TransferRequest.objects.exists()


def test_requests_alone_are_confirmed_in_the_preview(zhijiang_clerk, signed_in, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    stored(1)
    client = signed_in(zhijiang_clerk)
    preview = upload(client, roster(moved(1)), as_of="2011-11-01")
    assert "高村" not in preview.content.decode().split("<main")[-1]
    client.post(CONFIRM, confirmation(preview))
    assert TransferRequest.objects.get().batch.made_by == zhijiang_clerk

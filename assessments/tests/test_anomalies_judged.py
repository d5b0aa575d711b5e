"""What is done with what was found: it is judged with a remark, shown beside the table, and never public."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments.actions import (
    NotPossible,
    approve_edition,
    confirm_anomaly,
    explain_anomaly,
    find_anomalies,
    prepare_edition,
    publish_edition,
    score,
)
from assessments.models import Anomaly, Edition, Score
from assessments.tests.factories import AnomalyFactory, ScoreFactory
from assessments.tests.notice import over
from assessments.tests.scored import TOWNS, adopted, scored, staffed
from cadres.models import Role
from cadres.tests.factories import PostFactory, StaffFactory, clerk, place
from config.journal.models import Entry
from config.tests.pages import sent_by
from villages.models import Visit

pytestmark = pytest.mark.django_db
LONG = "帮助农户修剪柑橘并讲解冬季管护技术"
LIST = "admin:assessments_anomaly_changelist"


@pytest.fixture
def run(city):
    """Two townships; of the two cadres of each, the second has three visits with one text."""
    adopted()
    staffed(cadres=3)
    Visit.objects.update(done=LONG)
    return scored()


@pytest.fixture
def judge(city):
    return StaffFactory(is_superuser=True)


def kinds(run):
    return sorted(run.anomalies.values_list("kind", flat=True))


def test_looking_counts_what_is_open_and_is_journalled_once(run, judge):
    assert find_anomalies(run=run, by=judge) == 4
    assert kinds(run) == ["copied_by_one"] * 2 + ["copied_in_place"] * 2
    entry = Entry.objects.get(model="assessments.scorerun", verb="find-anomalies")
    assert (entry.by, entry.object_id) == (judge, run.pk)


def test_looking_changes_no_score(run):
    before = list(Score.objects.order_by("pk").values())
    find_anomalies(run=run, by=None)
    assert list(Score.objects.order_by("pk").values()) == before


def test_looking_again_replaces_what_nobody_has_judged(run, judge):
    find_anomalies(run=run, by=None)
    judged = run.anomalies.first()
    explain_anomaly(anomaly=judged, remark="同一项工作分户记录", by=judge)
    Visit.objects.exclude(pk__in=judged.keys).update(done="")
    assert find_anomalies(run=run, by=None) == 0
    assert list(run.anomalies.values_list("pk", "state")) == [(judged.pk, "explained")]


def test_what_was_judged_is_not_asked_again_by_the_next_computation(run, judge):
    find_anomalies(run=run, by=None)
    for anomaly in run.anomalies.all():
        confirm_anomaly(anomaly=anomaly, remark="经查属实", by=judge)
    again = score(period=run.period, division=run.division, by=None)
    assert find_anomalies(run=again, by=None) == 0
    assert set(again.anomalies.values_list("state", "remark", "judged_by")) == {
        ("confirmed", "经查属实", judge.pk)
    }


def test_other_rows_are_another_question(run, judge):
    find_anomalies(run=run, by=None)
    for anomaly in run.anomalies.all():
        explain_anomaly(anomaly=anomaly, remark="同一项工作", by=judge)
    anomaly = run.anomalies.filter(kind="copied_by_one").first()
    Visit.objects.filter(pk=anomaly.keys[0]).update(signed=True)
    assert find_anomalies(run=run, by=None) == 0
    extra = Visit.objects.get(pk=anomaly.keys[0])
    extra.pk, extra.visited_on = None, extra.visited_on.replace(day=20)
    extra.save(force_insert=True)
    assert find_anomalies(run=run, by=None) == 2


def test_a_judgement_needs_a_remark(run, judge):
    find_anomalies(run=run, by=None)
    with pytest.raises(NotPossible):
        explain_anomaly(anomaly=run.anomalies.first(), remark=" ", by=judge)
    assert run.anomalies.open().count() == 4


def test_a_judgement_is_journalled_and_a_later_one_takes_its_place(run, judge):
    find_anomalies(run=run, by=None)
    anomaly = run.anomalies.first()
    explain_anomaly(anomaly=anomaly, remark="口头说明", by=judge)
    confirm_anomaly(anomaly=anomaly, remark="复查属实", by=judge)
    anomaly.refresh_from_db()
    assert (anomaly.state, anomaly.remark, anomaly.judged_by) == ("confirmed", "复查属实", judge)
    told = Entry.objects.filter(model="assessments.anomaly", object_id=anomaly.pk, verb="judge")
    assert list(told.order_by("pk").values_list("reason", flat=True)) == ["口头说明", "复查属实"]


@pytest.mark.parametrize(
    "values",
    [{"state": "explained"}, {"remark": "无"}, {"count": 0}, {"state": "confirmed", "remark": "无"}],
)
def test_the_database_refuses_a_judgement_without_remark_or_moment(values):
    anomaly = AnomalyFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Anomaly.objects.filter(pk=anomaly.pk).update(**values)


def test_the_database_keeps_what_was_judged(run, judge):
    find_anomalies(run=run, by=None)
    anomaly = explain_anomaly(anomaly=run.anomalies.first(), remark="同一项工作", by=judge)
    with pytest.raises(IntegrityError), transaction.atomic():
        Anomaly.objects.filter(pk=anomaly.pk).delete()


def test_details_hold_keys_and_numbers_and_no_text_of_the_rows(run):
    find_anomalies(run=run, by=None)
    for anomaly in run.anomalies.all():
        assert anomaly.details.keys() == {"month", "of", "rows"}
        assert LONG not in str(anomaly.details)


@pytest.fixture
def office(judge, signed_in):
    return signed_in(judge)


def test_the_page_of_an_anomaly_leads_to_its_rows_and_to_the_diary_of_the_month(run, office):
    find_anomalies(run=run, by=None)
    anomaly = run.anomalies.filter(kind="copied_by_one").first()
    page = office.get(reverse("admin:assessments_anomaly_change", args=[anomaly.pk])).content.decode()
    for key in anomaly.keys:
        assert reverse("admin:villages_visit_change", args=[key]) in page
    assert f"?cadre={anomaly.cadre_id}&amp;month=2011-10" in page


def test_chosen_anomalies_are_explained_together(run, office):
    find_anomalies(run=run, by=None)
    chosen = {"action": "explain", "_selected_action": list(run.anomalies.values_list("pk", flat=True))}
    asked = office.post(reverse(LIST), chosen)
    office.post(reverse(LIST), {**sent_by(asked), "remark": "统一组织的活动"})
    assert set(run.anomalies.values_list("state", "remark")) == {("explained", "统一组织的活动")}


def test_the_pages_of_the_run_and_of_the_draft_say_how_many_are_open(run, office):
    draft = prepare_edition(run=run, kind=Edition.Kind.TOWNSHIPS, by=None)
    pages = [
        reverse("admin:assessments_scorerun_change", args=[run.pk]),
        reverse("admin:assessments_edition_change", args=[draft.pk]),
    ]
    for page in pages:
        assert "尚未排查疑点" in office.get(page).content.decode()
    find_anomalies(run=run, by=None)
    for page in pages:
        told = office.get(page).content.decode()
        assert "待核实: 4" in told
        assert f"?run={run.pk}&amp;state__exact=open" in told
    assert "待核实 4 条" in office.get(pages[1]).content.decode()


def test_the_office_looks_from_the_page_of_the_run(run, office):
    address = reverse("admin:assessments_scorerun_verb", args=[run.pk, "anomalies"])
    office.post(address, sent_by(office.get(address)))
    run.refresh_from_db()
    assert run.anomalies_found_at and run.anomalies.count() == 4


@pytest.mark.parametrize(
    ("role", "may"), [(Role.COUNTY_EDITOR, True), (Role.TOWNSHIP_CLERK, False), (Role.APPROVER, False)]
)
def test_county_offices_judge_and_townships_read(role, may, city, signed_in):
    anomaly = AnomalyFactory()
    office = signed_in(clerk(role, TOWNS[0] if role == Role.TOWNSHIP_CLERK else "431226"))
    assert office.get(reverse("admin:assessments_anomaly_change", args=[anomaly.pk])).status_code == 200
    answer = office.get(reverse("admin:assessments_anomaly_verb", args=[anomaly.pk, "explain"]))
    assert answer.status_code == (200 if may else 403)


def test_a_row_that_an_account_may_not_see_is_not_named(city, signed_in):
    """An anomaly of Gaocun may name a score of before, of a place outside; its page leaves it out."""
    foreign = ScoreFactory(post=PostFactory(division=place("431228100")))
    anomaly = AnomalyFactory(
        kind="cadre_jumps",
        details={
            "month": "2011-10",
            "of": "assessments.score",
            "rows": [foreign.pk],
            "before": 0,
            "after": 1,
        },
    )
    address = reverse("admin:assessments_anomaly_change", args=[anomaly.pk])
    shown = {
        role: reverse("admin:assessments_score_change", args=[foreign.pk])
        in signed_in(clerk(role, code)).get(address).content.decode()
        for role, code in [(Role.CITY_EDITOR, "4312"), (Role.COUNTY_EDITOR, "431226")]
    }
    assert shown == {Role.CITY_EDITOR: True, Role.COUNTY_EDITOR: False}


def test_what_is_public_is_the_same_before_and_after(run, judge, client):
    edition = prepare_edition(run=run, kind=Edition.Kind.TOWNSHIPS, by=None)
    publish_edition(edition=approve_edition(edition=over(edition), by=judge), by=judge)
    table = {"kind": "townships", "period": "2011-10"}
    pages = [reverse("assessments:home"), reverse("assessments:place", args=[TOWNS[0]])]
    pages += [reverse(f"assessments:{name}", kwargs=table) for name in ("table", "table_csv", "table_json")]
    before = [client.get(page).content for page in pages]
    find_anomalies(run=run, by=None)
    assert [client.get(page).content for page in pages] == before


def test_a_row_that_another_place_keeps_is_not_shown_behind_it(run, signed_in):
    here, there = (Visit.objects.filter(division__code=code).first() for code in TOWNS)
    details = {"month": "2011-10", "of": "villages.visit", "rows": [here.pk, there.pk]}
    anomaly = AnomalyFactory(run=run, division=place(TOWNS[0]), cadre=here.cadre, count=2, details=details)
    client = signed_in(clerk(Role.TOWNSHIP_CLERK, TOWNS[0]))
    page = client.get(reverse("admin:assessments_anomaly_change", args=[anomaly.pk])).text
    assert reverse("admin:villages_visit_change", args=[here.pk]) in page
    assert reverse("admin:villages_visit_change", args=[there.pk]) not in page

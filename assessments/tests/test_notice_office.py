"""Notices and objections in the office: verbs, who sees what, and what waits to be done."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.actions import answer_objection
from assessments.models import Edition, Objection
from assessments.notice_days import earliest_end
from assessments.tests import public
from assessments.tests.notice import objection_to, put_on_notice
from cadres.models import Role
from cadres.tests.factories import clerk
from config.journal.models import Entry

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def table(gaocun, city_editor):
    return put_on_notice(public.edition(state="draft", prepared_by=city_editor))


def page(record, end="change", *args):
    return reverse(f"admin:assessments_{record._meta.model_name}_{end}", args=[record.pk, *args])


def waiting(desk):
    """What waits about tables and objections."""
    told = desk.get(reverse("admin:index")).context["waiting"]
    return {item.text: item.count for item in told if "日志" not in item.text}


def test_the_form_of_the_notice_proposes_the_earliest_end(signed_in, city_editor, city):
    draft = public.edition(state="draft")
    desk = signed_in(city_editor)
    form = desk.get(page(draft, "verb", "announce")).context["adminform"].form
    assert form["until"].value() == earliest_end(TODAY())
    desk.post(page(draft, "verb", "announce"), {"seen": form["seen"].value(), "until": form["until"].value()})
    draft.refresh_from_db()
    assert (draft.state, draft.announced_by) == ("notice", city_editor)


def test_the_approver_reads_why_a_table_is_not_approved_yet(signed_in, approver, table):
    shown = signed_in(approver).get(page(table)).text
    assert f"公示期至{table.notice_until}" in shown.replace(" ", "")
    assert signed_in(approver).post(page(table, "verb", "approve"), {"seen": "x"}).status_code == 403


def test_the_page_of_a_table_lists_its_objections_with_their_decisions(signed_in, approver, table):
    objection = objection_to(table, "431226101")
    panel = signed_in(approver).get(page(table)).context["panels"][-1]
    assert panel.links == [(f"{objection} · 高村镇 · 未答复", page(objection))]
    answer_objection(objection=objection, by=approver, decision="upheld", reason="属实")
    panel = signed_in(approver).get(page(table)).context["panels"][-1]
    assert panel.links[0][0].endswith("成立")


def test_an_objection_is_answered_by_its_form(signed_in, approver, table):
    objection = objection_to(table)
    sent = {"decision": "partly", "reason": "两天属实，已核减"}
    assert signed_in(approver).post(page(objection, "verb", "answer"), sent).status_code == 302
    objection.refresh_from_db()
    assert (objection.decision, objection.answered_by) == ("partly", approver)


def test_whoever_prepared_the_table_reads_why_they_do_not_answer(signed_in, city_editor, table):
    objection = objection_to(table)
    desk = signed_in(city_editor)
    assert "由他人" in desk.get(page(objection)).text
    assert desk.get(page(objection, "verb", "answer")).status_code == 403


def test_the_office_of_the_county_reads_what_concerns_its_townships_alone(
    signed_in, county_editor, table, zhijiang_town
):
    own, other = objection_to(table, "431226101", text="本县的事"), objection_to(table, "431228100", form="2")
    desk = signed_in(county_editor)
    assert "本县的事" in desk.get(page(own)).text
    assert desk.get(page(other)).status_code == 302
    assert desk.get(page(own, "verb", "answer")).status_code == 403
    assert not any("异议" in text for text in waiting(desk))


@pytest.mark.parametrize("role", [Role.TOWNSHIP_CLERK, Role.INSPECTOR])
def test_the_township_complained_of_does_not_read_it(signed_in, table, role):
    objection = objection_to(table, "431226101")
    assert signed_in(clerk(role, "431226101")).get(page(objection)).status_code == 403


def test_a_contact_is_shown_to_who_may_answer_and_each_look_is_in_the_journal(signed_in, approver, table):
    objection = objection_to(table, contact="0745-5822123")
    assert "0745-5822123" in signed_in(approver).get(page(objection)).text
    auditor = clerk(Role.AUDITOR, "4312")
    shown = signed_in(auditor).get(page(objection)).text
    assert "5822123" not in shown and "……" in shown
    assert set(Entry.objects.filter(verb="look").values_list("by", "object_id")) == {
        (approver.pk, objection.pk), (auditor.pk, objection.pk),
    }  # fmt: skip


def test_an_objection_is_found_by_its_number_as_it_is_written(signed_in, approver, table):
    objection_to(table, form="other")
    objection = objection_to(table)
    found = signed_in(approver).get(
        reverse("admin:assessments_objection_changelist"), {"q": str(objection).lower()}
    )
    assert list(found.context["cl"].result_list) == [objection]


def test_the_start_page_tells_of_objections_to_answer_and_leads_to_them(
    signed_in, approver, city_editor, table
):
    answered = objection_to(table, form="1")
    answer_objection(objection=answered, by=approver, decision="refused", reason="x")
    open_one = objection_to(table, form="2")
    told = waiting(signed_in(approver))
    assert told == {"条异议等待答复": 1}
    item = signed_in(approver).get(reverse("admin:index")).context["waiting"][0]
    assert list(signed_in(approver).get(item.url).context["cl"].result_list) == [open_one]
    assert waiting(signed_in(city_editor)) == {}


def test_the_start_page_tells_when_a_notice_is_over_and_when_a_table_has_to_be_withdrawn(
    signed_in, approver, city_editor, gaocun
):
    old = TODAY() - datetime.timedelta(days=9), TODAY()
    ready = put_on_notice(public.edition("2011-10", state="draft", prepared_by=city_editor), *old)
    wrong = put_on_notice(public.edition("2011-11", state="draft", prepared_by=city_editor), *old)
    objection = objection_to(wrong)
    assert waiting(signed_in(approver)) == {"张榜单公示期满，等待审定": 1, "条异议等待答复": 1}
    answer_objection(objection=objection, by=approver, decision="upheld", reason="属实")
    assert waiting(signed_in(approver)) == {
        "张榜单公示期满，等待审定": 1,
        "张公示中的榜单因异议成立须撤回": 1,
    }
    assert waiting(signed_in(city_editor)) == {"张公示中的榜单因异议成立须撤回": 1}
    signed_in(city_editor).post(page(wrong, "verb", "withdraw"), {"reason": "异议成立"})
    assert set(Edition.objects.values_list("pk", "state")) == {(ready.pk, "notice"), (wrong.pk, "withdrawn")}
    assert Objection.objects.count() == 1


def test_the_page_of_a_correction_shows_what_it_changes(signed_in, approver, city):
    public.edition()
    changed = [
        {"code": "431226101", "name": "高村镇", "before": {"rank": 2, "score": "88.25"}, "after": None}
    ]
    second = public.edition(revision=2, rows=public.TOWNSHIPS[:1], differences=changed)
    shown = signed_in(approver).get(page(second)).text
    assert "第2名，88.25分" in shown and "不在榜上" in shown

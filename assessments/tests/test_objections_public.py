"""The sheet on which anybody objects, and following an objection: without an account, a cookie or a script."""

import datetime
import re
from functools import partial

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from assessments.actions import answer_objection
from assessments.models import Objection, PublicAttempt
from assessments.public.objections import SHEET_SECONDS, new_sheet
from assessments.tests import public
from assessments.tests.notice import objection_to, put_on_notice
from assessments.throttle import origin_of
from cadres.tests.factories import place
from config.tests.moments import at_the_same_moment

pytestmark = pytest.mark.django_db
HOSTILE = "<img src=x onerror=alert(1)>{{ 7*7 }}{% load x %}"


@pytest.fixture
def table(gaocun):
    return put_on_notice(public.edition(state="draft"))


@pytest.fixture
def visitor():
    """A browser without cookies that is checked as strictly as in production."""
    return Client(enforce_csrf_checks=True)


def address(table):
    return f"/notices/{table.pk}/object/"


def filled(visitor, table, **told):
    """What a browser sends of the page of the sheet."""
    sheet = re.search(r'name="sheet" value="([^"]*)"', visitor.get(address(table)).text)[1]
    return {
        "sheet": sheet,
        "place": "431226101",
        "text": "下村天数少算两天",
        "contact": "",
        "website": "",
    } | told


def test_an_objection_is_sent_without_account_or_cookie_and_leads_to_its_number(visitor, table):
    answer = visitor.post(address(table), filled(visitor, table, contact="0745-5822123"))
    objection = Objection.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/objections/?number={objection}&received=1")
    assert (objection.division.code, objection.text) == ("431226101", "下村天数少算两天")
    page = visitor.get(answer.url)
    assert str(objection) in page.text and "请记下编号" in page.text
    assert not visitor.cookies


def test_the_place_can_be_chosen_by_the_address(visitor, table):
    page = visitor.get(address(table) + "?place=431226102").text
    assert '<option value="431226102" selected>' in page


def test_the_same_sheet_sent_twice_is_one_objection_and_leads_to_the_same_number(visitor, table):
    sent = filled(visitor, table)
    first, second = (visitor.post(address(table), sent) for _ in range(2))
    assert first.url == second.url
    assert Objection.objects.count() == 1


def test_another_text_on_a_sheet_that_was_sent_is_shown_anew_and_can_be_sent(visitor, table):
    sent = filled(visitor, table)
    visitor.post(address(table), sent)
    again = visitor.post(address(table), {**sent, "text": "还有一处"})
    assert again.status_code == 409 and "还有一处" in again.text
    sheet = re.search(r'name="sheet" value="([^"]*)"', again.text)[1]
    assert visitor.post(address(table), {**sent, "text": "还有一处", "sheet": sheet}).status_code == 302
    assert Objection.objects.count() == 2


@pytest.mark.parametrize("sheet", ["", "x", "WzEsIngiXQ:1abc:def"])
def test_a_sheet_that_this_site_did_not_write_is_refused_and_keeps_what_was_typed(visitor, table, sheet):
    answer = visitor.post(address(table), filled(visitor, table, sheet=sheet))
    assert answer.status_code == 400 and "下村天数少算两天" in answer.text
    assert not Objection.objects.exists()


def test_a_sheet_of_another_table_or_one_that_lay_open_too_long_is_refused(visitor, table, monkeypatch):
    other = put_on_notice(public.edition("2011-11", state="draft"))
    assert visitor.post(address(table), filled(visitor, table, sheet=new_sheet(other))).status_code == 400
    sent = filled(visitor, table)
    later = signing.time.time() + SHEET_SECONDS + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert visitor.post(address(table), sent).status_code == 400
    assert not Objection.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "  \n "),
        ("text", "x" * 2001),
        ("place", "431302199"),
        ("place", ""),
        ("contact", "请打电话"),
        ("contact", "1" * 101),
        ("website", "https://example.org"),
    ],
)
def test_what_is_filled_in_wrongly_is_told_beside_the_field_and_not_taken(visitor, table, field, value):
    answer = visitor.post(address(table), filled(visitor, table, **{field: value}))
    assert answer.status_code == 400 and 'class="wrong" role="alert"' in answer.text
    assert not Objection.objects.exists()


def test_a_text_of_ten_thousand_characters_comes_back_with_a_sentence_and_is_not_lost(visitor, table):
    answer = visitor.post(address(table), filled(visitor, table, text="长" * 10_000))
    assert answer.status_code == 400 and "2000" in answer.text
    assert "长" * 10_000 in answer.text


def test_a_body_that_is_too_long_is_not_read(visitor, table):
    answer = visitor.post(address(table), {"text": "x" * 140_000})
    assert answer.status_code == 413 and "太长" in answer.text


def test_hidden_characters_are_left_out_and_lines_stay(visitor, table):
    visitor.post(address(table), filled(visitor, table, text="一行\r\n二\u202e行\x07"))
    assert Objection.objects.get().text == "一行\n二行"


def test_who_sends_too_often_is_told_what_to_do_and_loses_nothing_typed(visitor, table, settings):
    settings.OBJECTIONS_AN_HOUR = 1
    visitor.post(address(table), filled(visitor, table))
    answer = visitor.post(address(table), filled(visitor, table, text="第二件事"))
    assert answer.status_code == 429
    assert "请一小时后再提交" in answer.text and "组织部" in answer.text and "第二件事" in answer.text
    assert Objection.objects.count() == 1


def test_markup_is_text_on_every_page_that_shows_it(visitor, table, approver, signed_in):
    answer = visitor.post(address(table), filled(visitor, table, text=HOSTILE, website=HOSTILE))
    assert "<img src=x" not in answer.text and "&lt;img" in answer.text
    visitor.post(address(table), filled(visitor, table, text=HOSTILE))
    objection = Objection.objects.get()
    office = signed_in(approver)
    shown = office.get(f"/admin/assessments/objection/{objection.pk}/change/").text
    assert "&lt;img src=x" in shown and "<img src=x" not in shown and "{{ 7*7 }}" in shown
    answer_objection(objection=objection, by=approver, decision="refused", reason=HOSTILE)
    for page in (f"/notices/{table.pk}/", f"/objections/?number={objection}"):
        assert "<img src=x" not in visitor.get(page).text
    assert "<img src=x" not in visitor.get("/objections/", {"number": HOSTILE}).text


def test_the_pages_of_sheet_and_number_are_kept_and_indexed_by_nobody(visitor, table):
    for page in (address(table), "/objections/"):
        answer = visitor.get(page)
        assert answer["Cache-Control"] == "no-store, private"
        assert "noindex" in answer["X-Robots-Tag"] and 'content="noindex"' in answer.text


def test_looking_at_the_sheet_writes_nothing(visitor, table):
    for ask in (visitor.get, visitor.head):
        ask(address(table))
    assert not Objection.objects.exists() and not PublicAttempt.objects.exists()


@pytest.mark.parametrize("typed", ["{0}", "{0}-{1}", " {1} {0}", "lower"])
def test_a_number_is_found_however_it_is_typed(visitor, table, typed):
    objection = objection_to(table, "431226101")
    halves = objection.reference[:4], objection.reference[4:]
    ways = {
        "{0}": objection.reference,
        "{0}-{1}": "-".join(halves),
        " {1} {0}": f" {halves[0]} {halves[1]} ",
        "lower": objection.reference.lower(),
    }
    page = visitor.get("/objections/", {"number": ways[typed]})
    assert page.status_code == 200 and "正在核查" in page.text and "高村镇" in page.text


def test_an_answered_objection_tells_decision_and_reason_and_never_text_or_contact(visitor, table, approver):
    objection = objection_to(table, "431226101", text="某某虚报", contact="0745-5822123")
    answer_objection(objection=objection, by=approver, decision="refused", reason="计分无误")
    page = visitor.get("/en/objections/", {"number": str(objection)}).text
    assert "refused" in page and "计分无误" in page
    assert "某某虚报" not in page and "5822123" not in page and str(approver) not in page


def test_wrong_numbers_are_counted_and_guessing_ends(visitor, table, settings):
    settings.WRONG_NUMBERS_AN_HOUR = 2
    objection = objection_to(table)
    for number in ("AAAA-AAAA", "CCCC-CCCC"):
        assert visitor.get("/objections/", {"number": number}).status_code == 404
    answer = visitor.get("/objections/", {"number": str(objection)})
    assert answer.status_code == 429 and "一小时后" in answer.text
    elsewhere = visitor.get("/objections/", {"number": str(objection)}, REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 200
    PublicAttempt.objects.update(at=timezone.now() - datetime.timedelta(hours=2))
    assert visitor.get("/objections/", {"number": str(objection)}).status_code == 200


def test_a_number_with_control_characters_is_a_wrong_number(visitor, table):
    assert visitor.get("/objections/", {"number": "7KHM\x003RTW"}).status_code == 404


def test_an_address_counts_as_what_one_subscriber_has():
    home = origin_of("2001:db8:1:2::5")
    assert home == origin_of("2001:db8:1:2:ffff::1") != origin_of("2001:db8:1:3::5")
    assert origin_of("203.0.113.9") != origin_of("203.0.113.10")


def test_an_ipv4_address_wrapped_in_ipv6_counts_as_itself():
    wrapped = origin_of("::ffff:203.0.113.9")
    assert wrapped == origin_of("203.0.113.9") != origin_of("::ffff:203.0.113.10")


def test_right_numbers_are_not_counted(visitor, table, settings):
    settings.WRONG_NUMBERS_AN_HOUR = 1
    objection = objection_to(table)
    for _ in range(4):
        assert visitor.get("/objections/", {"number": str(objection)}).status_code == 200


def test_the_same_sheet_sent_twice_at_the_same_moment_is_one_objection(transactional_db, lifted_guards):
    table = put_on_notice(public.edition(state="draft", rows=[public.row("431226101", 1)], unranked=[]))
    place("431226101")
    sent = filled(Client(), table)
    answers = at_the_same_moment([partial(Client().post, address(table), sent) for _ in range(2)])
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert Objection.objects.count() == 1

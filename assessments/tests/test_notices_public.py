"""Tables on notice as a visitor reads them, apart from the published ones."""

import datetime
import re

import pytest
from django.utils import timezone

from assessments.actions import answer_objection, withdraw_edition
from assessments.tests import public
from assessments.tests.notice import objection_to, put_on_notice
from cadres.models import Staff

pytestmark = pytest.mark.django_db
CANARY = "金丝雀人名"


@pytest.fixture
def table(gaocun):
    return put_on_notice(public.edition("2011-11", state="draft"))


def at(edition, end=""):
    return f"/notices/{edition.pk}/{end}"


def test_the_list_names_every_table_on_notice_with_its_last_day(client, table):
    public.edition("2011-10")
    page = client.get("/en/notices/").text
    assert f'href="/en{at(table)}"' in page
    assert f"to {table.notice_until - datetime.timedelta(days=1)}" in page
    assert "October 2011" not in page


def test_a_list_without_notices_says_so(client, city):
    assert "当前没有正在公示的榜单" in client.get("/notices/").text


def test_the_page_says_that_it_is_no_published_table_until_when_and_how_to_object(client, table):
    page = client.get(at(table)).text
    for text in ("公示", "高村镇", "88.25", "尚未审定", str(table.notice_until - datetime.timedelta(days=1))):
        assert text in page
    assert f'href="{at(table, "object/")}"' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "SHA-256" not in page


def test_a_table_on_notice_is_in_no_list_history_or_current_table(client, table):
    public.edition("2011-10")
    for address in ("/en/tables/", "/en/places/431226101/", "/en/method/"):
        assert "November 2011" not in client.get(address).text
    assert client.get("/tables/townships/2011-11/").status_code == 404
    assert client.get("/tables/townships/2011-11.json").status_code == 404


def test_the_front_page_tells_of_what_is_on_notice(client, table):
    page = client.get("/").text
    assert f'href="{at(table)}"' in page and "2011年11月" in page


def test_when_the_notice_is_over_nothing_is_offered_any_more(client, gaocun):
    today = timezone.localdate()
    table = put_on_notice(public.edition(state="draft"), today - datetime.timedelta(days=9), today)
    page = client.get(at(table)).text
    assert "object/" not in page and "高村镇" in page
    assert "本榜单已不再受理异议" in client.get(at(table, "object/")).text
    assert at(table) not in client.get("/").text


def test_a_withdrawn_table_says_why_and_shows_nothing_of_itself(client, table, city_editor):
    withdraw_edition(edition=table, by=city_editor, reason="异议成立，重新核算")
    page = client.get(at(table)).text
    assert "异议成立，重新核算" in page
    assert "高村镇" not in page
    assert at(table) not in client.get("/notices/").text


def test_a_withdrawn_table_leads_to_the_one_in_its_place_and_stands_in_its_list(client, table, city_editor):
    withdraw_edition(edition=table, by=city_editor, reason="异议成立，重新核算")
    assert "/tables/townships/2011-11/r1/" not in client.get(at(table)).text
    public.edition(period=table.period.code)
    assert 'href="/tables/townships/2011-11/r1/"' in client.get(at(table)).text
    published = client.get("/tables/townships/2011-11/").text
    assert f'href="{at(table)}"' in published and "异议成立，重新核算" in published


def test_a_published_table_is_led_to_from_where_it_was_on_notice(client, city):
    edition = public.edition()
    assert client.get(f"/en{at(edition)}").url == "/en/tables/townships/2011-10/r1/"


@pytest.mark.parametrize("number", ["0", "999", "9" * 18, "9" * 40, "x"])
def test_what_was_never_on_notice_is_not_found(client, city, number):
    draft = public.edition(state="draft")
    assert client.get(f"/notices/{number}/").status_code == 404
    assert client.get(at(draft)).status_code == 404
    assert client.get(at(draft, "object/")).status_code == 404


def test_counts_and_reasons_are_public_and_texts_and_contacts_are_not(client, table, approver):
    first = objection_to(table, "431226101", text="某某虚报天数", contact="0745-5822123")
    objection_to(table, text="某某虚报天数", form="second")
    answer_objection(objection=first, by=approver, decision="partly", reason="其中两天未签字，已核减")
    page = client.get(f"/en{at(table)}").text
    assert "Received: 2; answered: 1; upheld in whole or in part: 1." in page
    assert "partly upheld: 其中两天未签字，已核减" in page
    for secret in ("某某虚报天数", "5822123", first.reference, str(first)):
        assert secret not in page


def test_a_published_table_tells_of_its_notice_and_what_was_heard(client, city):
    heard = {"place": "高村镇", "place_en": "Gaocun Town", "decision": "refused", "reason": "计分无误"}
    edition = public.edition(state="notice")
    hearing = {"received": 3, "answered": 3, "upheld": 0, "answers": [heard]}
    public.change(
        edition,
        state="approved",
        approved_by=public.clerk("second"),
        approved_at=public.PUBLISHED_AT,
        hearing=hearing,
    )
    public.change(edition, state="published", published_at=public.PUBLISHED_AT, sha256="0" * 64)
    page = client.get("/en/tables/townships/2011-10/").text
    assert "from 2011-11-01 to 2011-11-07" in page
    assert "Received: 3; answered: 3" in page and "Gaocun Town</span>, refused: 计分无误" in page


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("end", ["", "object/"])
def test_no_person_is_named(client, table, language, end):
    Staff.objects.update(name=CANARY)
    rows = [public.row("431226101", 1, secretary=CANARY)]
    table = put_on_notice(public.edition(state="draft", rows=rows))
    assert CANARY not in client.get(language + at(table, end)).text


@pytest.mark.parametrize("address", ["/notices/", "/notices/{}/", "/notices/{}/object/", "/objections/"])
def test_pages_ask_for_no_cookie_have_nothing_inline_and_answer_head(client, table, address):
    address = address.format(table.pk)
    answer = client.get(address)
    assert not answer.cookies and "Cookie" not in answer.get("Vary", "")
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=|javascript:", answer.text)
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    html = answer.text
    assert html.count("<main") == html.count("<h1") == 1
    assert html.count("<table") == html.count("<caption")


@pytest.mark.parametrize("address", ["/notices/", "/notices/{}/"])
def test_an_unchanged_page_is_not_sent_again_and_is_not_written_to(client, table, address):
    address = address.format(table.pk)
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.post(address).status_code == 405


def test_every_link_of_an_english_page_stays_english(client, table):
    for address in ("/notices/", at(table), at(table, "object/"), "/objections/"):
        html = client.get("/en" + address).text
        switch = re.search(r'<li class="language"><a href="([^"]*)"', html)[1]
        links = set(re.findall(r'<a [^>]*href="(/[^"]*)"', html)) - {switch, "/en/admin/"}
        assert [link for link in links if not link.startswith(("/en/", "/admin/"))] == []


def test_a_notice_takes_few_queries_whatever_was_objected(client, table, django_assert_max_num_queries):
    for n in range(6):
        objection_to(table, form=f"f{n}", address=f"203.0.113.{n}")
    with django_assert_max_num_queries(3):
        client.get(at(table))

"""What all public pages have in common: languages, headers, few queries, nothing inline, plain error pages."""

import re

import pytest
from django.test import Client, override_settings

from assessments.tests import public
from assessments.tests.beside_cast import BESIDE

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/tables/",
    "/tables/townships/2011-10/",
    "/tables/townships/2011-10/r1/",
    "/tables/counties/2011-10/",
    "/tables/townships/2011-10/funnel/",
    "/tables/townships/2011-10/rising/",
    "/places/431226101/",
    "/places/431226/",
    "/method/",
]


@pytest.fixture
def tables(db):
    public.edition("2011-09")
    public.edition(beside=BESIDE)
    public.edition(kind="counties", rows=public.BOTH_COUNTIES, unranked=[])


def test_the_front_page_shows_headline_figures_and_first_places(client, tables):
    page = client.get("/en/").text
    figures = dict(re.findall(r"<dt>(.+?)</dt><dd>(.+?)</dd>", page))
    assert figures == {
        "Cadres assessed": "146",
        "Townships": "4",
        "Counties": "2",
        "Newest period": "October 2011",
    }
    assert "3 of 4 places are ranked" in page
    assert "Zhijiang Town" in page


def test_the_front_page_shows_ten_ranks_and_all_who_share_the_last(client):
    rows = [public.row(f"4312261{n:02d}", min(n, 10)) for n in range(1, 14)]
    public.edition(rows=rows[:11] + [row | {"rank": 12} for row in rows[11:]], unranked=[])
    assert client.get("/").text.count("/places/4312261") == 11


def test_before_the_first_publication_the_pages_say_so(client):
    assert "No table has been published yet." in client.get("/en/").text
    assert "No table has been published yet." in client.get("/en/tables/").text
    assert client.get("/en/method/").status_code == 404


def test_the_list_names_the_tables_of_a_year_by_period(client, tables):
    public.edition("2010-12")
    newest = client.get("/en/tables/").text
    assert newest.index("October 2011") < newest.index("September 2011")
    assert "December 2010" not in newest
    assert "?year=2010" in newest
    assert "December 2010" in client.get("/en/tables/", {"year": "2010"}).text


def test_the_method_says_target_and_points_of_each_indicator(client, tables):
    page = client.get("/en/method/").text
    for text in (
        "100-point scheme",
        "Days in the village",
        "days a month: 10",
        "in proportion to the target",
        "100",
    ):
        assert text in page


def test_a_table_links_to_the_method_by_which_it_was_made(client, tables):
    page = client.get("/en/tables/townships/2011-10/").text
    link = re.search(r'href="(/en/method/4312/2011/v\d+/)"', page)[1]
    assert client.get(link).status_code == 200


def test_a_scheme_without_a_published_table_is_not_public(client, tables):
    scheme = public.edition("2011-11", state="approved").run.scheme
    assert client.get(f"/method/4312/2011/v{scheme.version}/").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_an_english_page_stays_english(client, tables, page):
    html = client.get("/en" + page).text
    switch = re.search(r'<li class="language"><a href="([^"]*)"', html)[1]
    links = set(re.findall(r'<a [^>]*href="(/[^"]*)"', html)) - {switch, "/en/admin/"}
    assert [link for link in links if not link.startswith(("/en/", "/admin/"))] == []


@pytest.mark.parametrize("page", [*PAGES, "/tables/townships/2011-10/?county=431226&sort=-score"])
def test_the_language_switch_goes_to_the_same_page_and_back(client, tables, page):
    chinese, english = client.get(page), client.get("/en" + page)
    target = page.replace("&", "&amp;")
    assert f'href="/en{target}" lang="en"' in chinese.text
    assert f'href="{target}" lang="zh-Hans"' in english.text
    assert '<html lang="zh-hans">' in chinese.text
    assert '<html lang="en">' in english.text


@pytest.mark.parametrize("page", PAGES)
def test_search_engines_are_told_the_address_and_its_languages(client, tables, page):
    html = client.get(page + "?name=x").text
    assert f'<link rel="canonical" href="http://testserver{page}">' in html
    assert f'hreflang="en" href="http://testserver/en{page}">' in html
    assert f'hreflang="zh-Hans" href="http://testserver{page}">' in html


@pytest.mark.parametrize("page", PAGES)
def test_a_page_describes_itself_in_a_sentence(client, tables, page):
    described = re.search(r'<meta name="description" content="([^"]*)">', client.get("/en" + page).text)
    assert described[1].endswith(".")
    assert len(described[1].split()) > 5


def test_a_name_without_english_is_marked_as_chinese_on_an_english_page(client):
    public.edition(rows=[public.row("431226101", 1, name="高村镇", name_en="")], unranked=[])
    assert 'lang="zh-Hans">高村镇' in client.get("/en/tables/townships/2011-10/").text


@pytest.mark.parametrize("page", PAGES)
def test_pages_have_no_inline_style_or_script_and_pass_the_policy(client, tables, page):
    answer = client.get(page)
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=|javascript:", answer.text)
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert not re.search(r'(?:src|href)="https?://(?!testserver)', answer.text)


@pytest.mark.parametrize("page", PAGES)
def test_pages_have_landmarks_captions_and_scopes(client, tables, page):
    html = client.get(page).text
    assert html.count("<main") == html.count("<h1") == 1
    assert '<a class="skip" href="#content">' in html
    assert html.count("<table") == html.count("<caption")
    assert not re.search(r"<th(?! scope=)[ >]", html)


@pytest.mark.parametrize("page", PAGES)
def test_an_unchanged_page_is_not_sent_again(client, tables, page):
    first = client.get(page)
    again = client.get(page, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize(
    "page", [*PAGES, "/tables/townships/2011-10.json", "/tables/townships/2011-10.csv", "/robots.txt"]
)
def test_pages_answer_head_and_refuse_to_be_written_to(client, tables, page):
    answer = client.head(page)
    assert (answer.status_code, answer.content) == (200, b"")
    assert client.post(page).status_code == 405


@pytest.mark.parametrize("page", PAGES)
def test_pages_ask_for_no_cookie_and_differ_by_none(client, tables, page):
    answer = client.get(page)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize(("page", "most"), [(page, 3 if page == "/" else 2) for page in PAGES])
def test_a_page_takes_few_queries_whatever_the_size_of_the_data(
    client, tables, page, most, django_assert_max_num_queries
):
    with django_assert_max_num_queries(most):
        client.get(page)
    many = [public.row(f"4312261{n:02d}", n) for n in range(1, 60)]
    for number in range(1, 9):
        public.edition(f"2011-{number:02d}", rows=many, unranked=[])
        public.edition(f"2011-{number:02d}", kind="counties", rows=public.BOTH_COUNTIES, unranked=[])
    public.edition(revision=2, rows=many, unranked=[])
    with django_assert_max_num_queries(most) as asked:
        client.get(page)
    assert not [query for query in asked.captured_queries if "frozeninputs" in query["sql"]]


def test_robots_may_read_the_public_pages(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    assert answer.text == "User-agent: *\nDisallow: /admin/\n"


def test_an_unknown_address_is_answered_with_a_plain_page(client):
    answer = client.get("/en/nothing/here/")
    assert answer.status_code == 404
    assert "There is no page at this address." in answer.text
    assert "Resolver404" not in answer.text


@override_settings(ALLOWED_HOSTS=["testserver"])
def test_a_fault_is_answered_with_a_plain_page_without_internals(monkeypatch, tables):
    monkeypatch.setattr("assessments.views.home.newest", lambda kind: 1 / 0)
    answer = Client(raise_request_exception=False).get("/en/")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "ZeroDivisionError" not in answer.text

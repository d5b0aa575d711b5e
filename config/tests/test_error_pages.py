"""The pages for what goes wrong: they stand by themselves, say what to do, and tell nothing of the inside."""

import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.urls import path

from config.settings import BASE_DIR
from config.urls import urlpatterns as site_urls

SECRET = "/srv/yiji/secret-place: SELECT name FROM cadres_staff"


def unreadable(request: HttpRequest) -> None:
    raise SuspiciousOperation(SECRET)


def not_allowed(request: HttpRequest) -> None:
    raise PermissionDenied(SECRET)


def broken(request: HttpRequest) -> None:
    raise RuntimeError(SECRET)


def wrong_query(request: HttpRequest) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT a_column FROM a_table_that_is_missing")


urlpatterns = [
    path("broken/400/", unreadable),
    path("broken/403/", not_allowed),
    path("broken/500/", broken),
    path("broken/sql/", wrong_query),
    *site_urls,
]

PAGES = [
    ("/broken/400/", 400, "请返回后重试"),
    ("/broken/403/", 403, "请联系本单位账号管理人员"),
    ("/no/such/page/", 404, "该网址没有对应的页面"),
    ("/broken/500/", 500, "请稍后重试"),
]
INSIDE = re.compile(
    r"Traceback|Exception|Error\b|SELECT|secret-place|\.py\b|/site-packages|/srv/|Django|DEBUG|SECRET_KEY|"
    r"sqlite|psycopg|postgres|csrfmiddlewaretoken",
    re.IGNORECASE,
)


@pytest.fixture
def visitor(settings):
    """A visitor of a site in use; whatever breaks is shown as the site shows it."""
    settings.DEBUG = False
    settings.ROOT_URLCONF = "config.tests.test_error_pages"
    return Client(raise_request_exception=False)


def check(response, status, sentence):
    text = response.content.decode()
    assert response.status_code == status
    assert sentence in text
    assert '<html lang="zh-hans">' in text
    assert INSIDE.search(text) is None, INSIDE.search(text)
    assert str(BASE_DIR) not in text


# No test of a single page asks for a database: with one, every query is an error here.
@pytest.mark.parametrize(("address", "status", "sentence"), PAGES, ids=[str(page[1]) for page in PAGES])
def test_a_page_for_what_goes_wrong_needs_no_database_and_tells_nothing_of_the_inside(
    address, status, sentence, visitor
):
    check(visitor.get(address), status, sentence)


def test_a_form_without_its_token_is_refused_with_what_to_do(visitor):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    check(client.post("/admin/login/", {"username": "somebody"}), 403, "请返回并刷新页面")


def test_a_query_that_fails_is_not_shown(visitor, db):
    check(visitor.get("/broken/sql/"), 500, "请稍后重试")


def test_the_page_for_what_broke_asks_no_context_processor(visitor, settings):
    """Whatever fills the other pages may be what broke."""
    [engine] = settings.TEMPLATES
    processors = ["config.tests.test_error_pages.unreadable"]
    settings.TEMPLATES = [{**engine, "OPTIONS": {"context_processors": processors}}]
    check(visitor.get("/broken/500/"), 500, "请稍后重试")

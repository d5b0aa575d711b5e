"""The headers of every answer, of the public site and of the office, and of what goes wrong."""

import pytest
from django.test import Client

from config.tests.test_settings import PRODUCTION, manage

PAGES = ["/", "/en/", "/admin/login/", "/admin/", "/no/such/page/"]
UNSAFE = ("unsafe-inline", "unsafe-eval", "data:", "*", "http:", "https:")


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_tells_the_browser_what_it_may_do(address, db):
    headers = Client().get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("address", PAGES)
def test_the_policy_names_this_site_and_nothing_else(address, db):
    policy = Client().get(address).headers["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'self'"
    assert directives["frame-ancestors"] == directives["object-src"] == "'none'"
    assert directives["form-action"] == directives["base-uri"] == "'self'"
    assert [word for word in UNSAFE if word in policy] == []


def test_cookies_of_a_site_in_use_travel_over_https_alone_and_no_script_reads_the_session():
    ask = "from django.conf import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
    ask += "s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE, s.CSRF_COOKIE_SAMESITE)"
    assert manage("shell", "-v", "0", "-c", ask, **PRODUCTION).stdout.split() == ["True"] * 3 + ["Lax"] * 2

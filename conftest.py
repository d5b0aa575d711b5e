"""The shared cast: three counties' worth of places, the people who work in the admin, and how they sign in.

Mayang (431226) has the townships 431226101 and 431226102; Zhijiang (431228) has 431228100.
"""

import gc
import logging
import os
import shutil

import hypothesis
import pytest
from django.db import connection
from django.test import Client, override_settings
from playwright.sync_api import sync_playwright

from cadres.models import Role
from cadres.tests.factories import clerk, place
from config.spreadsheets import reading
from config.testing import lift_guards, lines_told_here
from config.tests.database import copied_from_what_is_kept
from config.tests.rule_sites import forgotten_at

# Playwright keeps an event loop in the thread of the tests; Django must not take its own calls for asynchronous ones.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Until the tests begin, next to nothing of what is made can be thrown away: it is not looked for.
gc.disable()

# A refused or missing page is no news here, and to write out where each of them was refused takes longer than the page.
logging.getLogger("django.request").setLevel(logging.ERROR)

# The same examples on every machine, so that a red suite is the change's own doing. To search for others:
# pytest --hypothesis-profile=default
hypothesis.settings.register_profile("repeatable", derandomize=True)
hypothesis.settings.load_profile("repeatable")


def pytest_addoption(parser):
    parser.addoption(
        "--without-rule", metavar="PATH:FUNCTION", help="as if this function applied no jurisdiction"
    )


def pytest_collection_finish():
    """What is loaded by now stays, and is not looked at again; what the tests leave is collected less often."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """The test database need not outlive a power failure: nothing waits for the disk."""
    options = connection.settings_dict["OPTIONS"]
    if connection.vendor == "sqlite":
        options["init_command"] += "PRAGMA synchronous=OFF;"
    else:
        options["options"] = "-c synchronous_commit=off"
    copied_from_what_is_kept()


@pytest.fixture(autouse=True)
def without_rule(request):
    """With --without-rule, every test runs as if that one function had forgotten the rule: some must fail."""
    site = request.config.getoption("--without-rule")
    if site is None:
        yield
        return
    with forgotten_at(site):
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """Accounts are made by the hundred; that a password is expensive to check is Django's own business."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True)
def parser_at_hand(request, monkeypatch):
    """Files are parsed in the tests' own process: to start one for each takes longer than all else that is done with a
    small file. Tests marked `parser_process` have the real one, which is bounded and may die."""
    if not request.node.get_closest_marker("parser_process"):
        monkeypatch.setattr(reading, "lines_of_child", lines_told_here)


@pytest.fixture
def city(db):
    return place("4312", "怀化市")


@pytest.fixture
def mayang(city):
    return place("431226", "麻阳苗族自治县")


@pytest.fixture
def gaocun(mayang):
    """A township of Mayang."""
    return place("431226101", "高村镇")


@pytest.fixture
def jinhe(mayang):
    """Another township of Mayang."""
    return place("431226102", "锦和镇")


@pytest.fixture
def zhijiang_town(city):
    """A township of another county, Zhijiang."""
    place("431228", "芷江侗族自治县")
    return place("431228100", "芷江镇")


@pytest.fixture
def city_editor(city):
    return clerk(Role.CITY_EDITOR, "4312", username="city")


@pytest.fixture
def city_administrator(city):
    return clerk(Role.CITY_ADMINISTRATOR, "4312", username="city-administrator")


@pytest.fixture
def county_editor(mayang):
    return clerk(Role.COUNTY_EDITOR, "431226", username="mayang")


@pytest.fixture
def township_clerk(gaocun):
    return clerk(Role.TOWNSHIP_CLERK, "431226101", username="gaocun")


@pytest.fixture
def approver(city):
    return clerk(Role.APPROVER, "4312", username="approver")


@pytest.fixture
def signed_in():
    """signed_in(staff) is a test client with that account's session."""

    def sign_in(staff):
        client = Client()
        client.force_login(staff)
        return client

    return sign_in


@pytest.fixture(scope="session")
def chromium():
    """A real browser. Without one installed the tests that need it are skipped, except in CI."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs a Chromium.")
        pytest.skip("No Chromium is installed.")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def site(live_server):
    """The address of a running site with a database of its own."""
    return live_server.url


@pytest.fixture(autouse=True)
def lifted_guards(request):
    """Tests that commit must clean up after themselves: their guards are lifted at the end and come back with the
    `post_migrate` that Django sends when it has emptied the tables."""
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not commits and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    lift_guards()


@pytest.fixture
def open_page(chromium, site):
    """open_page(width=…) is a page of the running site that collects, in `page.complaints`, what the browser says."""
    contexts = []

    def open_at(width=1280, height=900):
        context = chromium.new_context(viewport={"width": width, "height": height}, base_url=site)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on(
            "console", lambda m: page.complaints.append(m.text) if m.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield open_at
    for context in contexts:
        context.close()

"""Every kind of page in a real browser: nothing breaks the content security policy, nothing complains."""

import datetime

import pytest
from django.contrib import admin

from assessments.tests.addresses import addresses_of, everything, names
from assessments.tests.public import edition
from cadres.tests.factories import PASSWORD, StaffFactory
from config.spreadsheets import actions
from config.spreadsheets.importing import Upload
from config.spreadsheets.kinds import kind_named
from config.spreadsheets.models import Batch
from config.tests.factories import BatchFactory
from villages.tests.sheets_cast import person, roster, villages_and_skills
from villages.tests.test_import_answers import NOBODY_KNOWS

REPORT = """addEventListener("securitypolicyviolation", event =>
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))"""
TOLD_BY_STATUS = "the server responded with a status of 40"
"""What a browser says of every page that is refused or missing."""
PARTS = 3
"""So many tests share the addresses, so that no worker is alone with all of them at the end."""


@pytest.fixture
def chief(transactional_db):
    return StaffFactory(username="chief", is_superuser=True)


@pytest.fixture
def imports(chief, settings, tmp_path):
    """Imports in every state that has a page: being read, waiting for an answer, waiting to be confirmed."""
    settings.VAR_DIR = tmp_path
    villages_and_skills()
    for model_admin in admin.site._registry.values():
        if hasattr(model_admin, "import_view"):
            kind = model_admin.import_kind
            BatchFactory(kind=kind, state=Batch.State.READING, applied_at=None, made_by=chief)
    for data in (roster(person(1), person(2, gender="?")), NOBODY_KNOWS.encode()):
        batch = actions.receive(
            kind=kind_named("cadres"),
            upload=Upload("花名册.xlsx", data),
            as_of=datetime.date(2011, 9, 15),
            by=chief,
        )
        actions.plan_now_or_later(batch=batch)
    assert {"reading", "asked", "shown"} <= set(Batch.objects.values_list("state", flat=True))


def signed_in_page(open_page):
    page = open_page()
    page.add_init_script(REPORT)
    page.goto("/admin/login/")
    page.fill("input[name=username]", "chief")
    page.fill("input[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")
    return page


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_breaks_the_policy_or_makes_the_browser_complain(part, imports, open_page):
    edition()
    everything()
    page = signed_in_page(open_page)
    opened = 0
    for name in sorted(set(names()))[part::PARTS]:
        for address in addresses_of(name):
            status = page.goto(address).status
            assert status in (200, 403, 404), address
            complaints = [text for text in page.complaints if TOLD_BY_STATUS not in text]
            assert complaints == [], address
            opened += status == 200
    assert opened > 150 // PARTS


def test_a_page_that_breaks_the_policy_is_noticed(chief, open_page):
    page = signed_in_page(open_page)
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_timeout(100)
    assert any(text.startswith("policy: style-src") for text in page.complaints)

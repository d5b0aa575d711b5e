"""Signing in with a real browser: from the password to the office, with nothing that the browser complains of."""

from base64 import b32decode

import pytest
from django_otp.oath import TOTP

from cadres.models import Role
from cadres.tests.factories import PASSWORD, clerk

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page):
    page.goto("/admin/login/")
    page.fill("input[name=username]", "approver")
    page.fill("input[name=password]", PASSWORD)
    page.click("[type=submit]")


def shown_code(key):
    return f"{TOTP(key).token():06d}"


def test_an_approver_sets_it_up_keeps_the_codes_and_signs_in_again(settings, open_page, transactional_db):
    settings.SECOND_FACTOR_REQUIRED = True
    clerk(Role.APPROVER, "4312", username="approver")
    page = open_page()
    sign_in(page)
    page.wait_for_url("**/second-factor/set-up/**")
    assert page.evaluate("document.querySelector('img.qr').naturalWidth") > 100
    key = bytes_of(page.inner_text("code.key"))
    page.fill("input[name=code]", shown_code(key))
    page.click("input[type=submit]")
    page.wait_for_selector("ol.recovery-codes")
    codes = page.locator("ol.recovery-codes code").all_inner_texts()
    page.click("a.button")
    page.wait_for_url("**/admin/")

    page.click("#logout-form button")
    sign_in(page)
    page.wait_for_url("**/second-factor/code/**")
    page.fill("input[name=code]", "000000")
    page.click("input[type=submit]")
    page.wait_for_selector(".errorlist")
    page.fill("input[name=code]", codes[0])
    page.click("input[type=submit]")
    page.wait_for_url("**/admin/")
    assert page.complaints == []


def bytes_of(typed):
    """The key that a telephone makes of what was typed."""
    return b32decode(typed.replace(" ", ""))

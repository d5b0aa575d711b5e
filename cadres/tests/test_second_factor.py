"""The second factor: who needs one, how it is set up and given, what it opens, and how it is taken away."""

import datetime
from base64 import b32encode
from functools import partial

import pytest
from django.contrib import admin
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP, hotp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from assessments.tests.addresses import NO_PAGE, OFFICE
from cadres import second_factor
from cadres.models import Role
from cadres.tests.factories import PASSWORD, StaffFactory, clerk
from cadres.tests.telephone import KEY, code_of, with_device, wrong
from config.journal.models import Entry
from config.jurisdiction import own_models
from config.tests.moments import at_the_same_moment

pytestmark = pytest.mark.django_db
HOME, CODE, SET_UP = (reverse(name) for name in ("admin:index", "second_factor:code", "second_factor:set_up"))
OVERVIEW = reverse("second_factor:overview")


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def device(county_editor):
    return with_device(county_editor)[0]


@pytest.fixture
def codes(county_editor):
    return with_device(county_editor)[1]


@pytest.fixture
def browser(county_editor):
    """Somebody who knows the password of the county's editor."""
    client = Client()
    sent = {"username": county_editor.username, "password": PASSWORD, "next": HOME}
    assert client.post(reverse("admin:login"), sent).status_code == 302
    return client


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def is_in(client):
    return client.get(HOME).status_code == 200


def later(device, minutes):
    """Lets the last failure of a device be that long ago."""
    device.refresh_from_db()
    device.throttling_failure_timestamp -= datetime.timedelta(minutes=minutes)
    device.save()


@pytest.mark.parametrize("role", Role)
def test_administrators_approvers_and_auditors_need_one(role, city):
    needed = {Role.CITY_ADMINISTRATOR, Role.COUNTY_ADMINISTRATOR, Role.APPROVER, Role.AUDITOR}
    assert second_factor.is_required_of(clerk(role, "4312")) == (role in needed)


def test_a_superuser_needs_one(db):
    assert second_factor.is_required_of(StaffFactory(is_superuser=True))


def test_nobody_needs_one_where_the_setting_is_off(settings, approver, signed_in):
    settings.SECOND_FACTOR_REQUIRED = False
    assert is_in(signed_in(approver))


def test_whoever_needs_one_and_has_none_is_led_to_set_it_up_and_then_to_where_they_wanted(
    approver, signed_in
):
    client, wanted = signed_in(approver), reverse("admin:cadres_cadre_changelist")
    response = client.get(wanted)
    assert response.status_code == 302
    page = client.get(response.url)
    assert page.status_code == 200
    key = client.session["second-factor-key"]
    shown = client.post(response.url, {"code": f"{TOTP(bytes.fromhex(key)).token():06d}"})
    assert wanted in shown.text
    assert client.get(wanted).status_code == 200
    assert verbs()[-2:] == ["second-factor-set-up", "recovery-codes"]


def test_the_key_is_shown_as_text_and_as_a_picture(approver, signed_in):
    client = signed_in(approver)
    text = client.get(SET_UP).text
    key = client.session["second-factor-key"]
    assert typed(key) in text.replace(" ", "")
    picture = client.get(reverse("second_factor:qr"))
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content and b"style" not in picture.content
    assert "no-store" in picture["Cache-Control"]


def typed(key):
    """A key as it is typed into a telephone."""
    return b32encode(bytes.fromhex(key)).decode()


def test_a_wrong_code_sets_nothing_up(approver, signed_in):
    client = signed_in(approver)
    client.get(SET_UP)
    right = f"{TOTP(bytes.fromhex(client.session['second-factor-key'])).token():06d}"
    assert "errorlist" in client.post(SET_UP, {"code": wrong(right)}).text
    assert not TOTPDevice.objects.exists() and not StaticDevice.objects.exists()
    assert not is_in(client)


def test_an_account_has_one_device(county_editor, device):
    with pytest.raises(second_factor.ValidationError):
        with_device(county_editor)
    assert TOTPDevice.objects.count() == 1


def test_any_account_may_set_one_up(county_editor, signed_in):
    client = signed_in(county_editor)
    assert is_in(client)
    assert SET_UP in client.get(OVERVIEW).text
    assert client.get(SET_UP).status_code == 200


def test_after_the_password_the_code_is_asked_for(device, browser):
    assert browser.get(HOME).url == f"{CODE}?next=%2Fadmin%2F"
    response = browser.post(f"{CODE}?next={HOME}", {"code": code_of(device, steps=1)})
    assert response.url == HOME
    assert is_in(browser)
    assert verbs()[-1] == "second-factor"


def test_until_then_nothing_of_the_office_opens(device, browser):
    listed = {name for name in (*OFFICE, *NO_PAGE) if name.startswith(("admin:", "second_factor:"))}
    plain = listed - {"admin:app_list", "admin:logout", "admin:login", "admin:", "second_factor:code"}
    plain -= {"admin:view_on_site"}
    addresses = [reverse(name) for name in plain] + ["/admin/nothing-like-it/"]
    for model in own_models():
        start = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        addresses += [reverse(f"{start}_changelist"), reverse(f"{start}_change", args=[1])]
    for address in addresses:
        for response in (browser.get(address), browser.post(address, {"password1": "x"})):
            assert (response.status_code, response.url.split("?")[0]) == (302, CODE), address


def test_until_then_one_can_sign_out(device, browser):
    assert browser.post(reverse("admin:logout")).status_code == 200
    assert browser.get(HOME).url.startswith(reverse("admin:login"))


def test_public_pages_ask_for_nothing(device, browser):
    assert browser.get("/").status_code == 200


def test_a_code_works_once(device, browser):
    code = code_of(device, steps=1)
    browser.post(CODE, {"code": code})
    browser.post(reverse("admin:logout"))
    browser.post(reverse("admin:login"), {"username": "mayang", "password": PASSWORD, "next": HOME})
    browser.post(CODE, {"code": code})
    assert not is_in(browser)


def test_the_code_that_proved_the_key_does_not_sign_in(device, browser):
    browser.post(CODE, {"code": f"{hotp(device.bin_key, device.last_t):06d}"})
    assert not is_in(browser)


@pytest.mark.django_db(transaction=True)
def test_a_code_sent_twice_at_the_same_moment_opens_one_session(lifted_guards, mayang, signed_in):
    staff = clerk(Role.COUNTY_EDITOR, mayang.code)
    _device, codes = with_device(staff)
    browsers = [signed_in(staff) for _number in range(2)]
    at_the_same_moment([partial(client.post, CODE, {"code": codes[0]}) for client in browsers])
    assert [is_in(client) for client in browsers].count(True) == 1


def test_signing_in_again_asks_for_the_code_again(device, browser):
    browser.post(CODE, {"code": code_of(device, steps=1)})
    browser.post(reverse("admin:login"), {"username": "mayang", "password": PASSWORD, "next": HOME})
    assert not is_in(browser)


def test_a_code_may_be_typed_with_full_width_digits_and_spaces(device, browser):
    code = code_of(device, steps=1).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    browser.post(CODE, {"code": f" {code[:3]} {code[3:]} "})
    assert is_in(browser)


def test_the_code_of_another_account_is_no_use(county_editor, approver, browser):
    with_device(county_editor)
    other, _codes = second_factor.set_up(
        staff=approver, key="ab" * 20, code=f"{TOTP(bytes.fromhex('ab' * 20)).token():06d}"
    )
    browser.post(CODE, {"code": code_of(other, steps=1)})
    assert not is_in(browser)


def test_a_wrong_code_is_told_counted_and_journalled_without_a_person(device, browser, county_editor):
    code = wrong(code_of(device, steps=1))
    response = browser.post(CODE, {"code": code})
    assert "验证码不正确" in response.text
    assert f'value="{code}"' not in response.text
    device.refresh_from_db()
    assert device.throttling_failure_count == 1
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.object_id, entry.by_id) == ("second-factor-failed", county_editor.pk, None)


def test_after_wrong_codes_the_right_one_has_to_wait(device, browser):
    for _time in range(6):
        browser.post(CODE, {"code": wrong(code_of(device, steps=1))})
        later(device, minutes=1)
    TOTPDevice.objects.update(throttling_failure_count=12)
    assert "请等到" in browser.post(CODE, {"code": code_of(device, steps=1)}).text
    assert not is_in(browser)
    later(device, minutes=40)
    browser.post(CODE, {"code": code_of(device, steps=1)})
    assert is_in(browser)


def test_ten_recovery_codes_open_once_each(codes, browser, county_editor):
    assert len(set(codes)) == 10
    browser.post(CODE, {"code": f"{codes[0][:5]}-{codes[0][5:]}".upper()})
    assert is_in(browser)
    assert verbs()[-1] == "recovery-code"
    assert second_factor.codes_left(county_editor) == 9
    browser.post(reverse("admin:login"), {"username": "mayang", "password": PASSWORD, "next": HOME})
    browser.post(CODE, {"code": codes[0]})
    assert not is_in(browser)


def test_the_database_keeps_no_recovery_code(codes):
    assert not StaticToken.objects.filter(token__in=codes).exists()


def test_new_recovery_codes_take_the_place_of_the_old_ones(county_editor, codes, browser):
    device = second_factor.device_of(county_editor)
    browser.post(CODE, {"code": codes[0]})
    page = browser.post(OVERVIEW, {"code": code_of(device, steps=1)})
    assert page.text.count("<li><code>") == 10
    assert second_factor.codes_left(county_editor) == 10
    with pytest.raises(second_factor.ValidationError):
        second_factor.check(staff=county_editor, code=codes[1])


def test_whoever_has_another_telephone_sets_it_up_with_a_code_of_the_old_one(county_editor, device, browser):
    browser.post(CODE, {"code": code_of(device, steps=1)})
    assert browser.post(OVERVIEW, {"code": "000000", "another": "1"}).status_code == 200
    assert second_factor.device_of(county_editor) == device
    later(device, minutes=1)
    TOTPDevice.objects.update(last_t=-1)
    assert browser.post(OVERVIEW, {"code": code_of(device, steps=1), "another": "1"}).url == SET_UP
    assert second_factor.device_of(county_editor) is None
    assert verbs()[-1] == "second-factor-removed"


def test_no_code_and_no_key_stands_in_the_journal(codes, browser):
    browser.post(CODE, {"code": codes[0]})
    told = str(list(Entry.objects.values()))
    assert KEY not in told and not any(code in told for code in codes)


def test_a_page_leads_on_to_this_site_only(device, browser):
    response = browser.post(f"{CODE}?next=https://elsewhere.example/", {"code": code_of(device, steps=1)})
    assert response.url == HOME


def verb_address(staff):
    return reverse("admin:cadres_staff_verb", args=[staff.pk, "take-away-second-factor"])


def test_an_administrator_takes_away_what_somebody_below_has_lost(
    settings, city_administrator, county_editor, device, browser, signed_in
):
    settings.SECOND_FACTOR_REQUIRED = False
    browser.post(CODE, {"code": code_of(device, steps=1)})
    response = signed_in(city_administrator).post(verb_address(county_editor))
    assert response.status_code == 302
    assert not TOTPDevice.objects.exists() and not StaticToken.objects.exists()
    entry = Entry.objects.get(verb="second-factor-removed")
    assert (entry.object_id, entry.by_id) == (county_editor.pk, city_administrator.pk)


def test_nobody_takes_it_away_from_whoever_may_do_more(settings, city_administrator, approver, signed_in):
    settings.SECOND_FACTOR_REQUIRED = False
    with_device(approver)
    assert signed_in(city_administrator).post(verb_address(approver)).status_code == 403
    assert TOTPDevice.objects.exists()


def test_nobody_takes_away_the_own_one(county_editor, device, browser):
    browser.post(CODE, {"code": code_of(device, steps=1)})
    assert browser.post(verb_address(county_editor)).status_code in (302, 403)
    assert TOTPDevice.objects.exists()


def test_a_session_that_gave_a_device_of_before_is_asked_for_the_new_one(county_editor, device, browser):
    browser.post(CODE, {"code": code_of(device, steps=1)})
    second_factor.take_away(staff=county_editor, by=None)
    with_device(county_editor)
    assert not is_in(browser)


def test_a_command_on_the_server_helps_the_only_administrator(city_administrator):
    with_device(city_administrator)
    call_command("take_away_second_factor", city_administrator.username)
    assert second_factor.device_of(city_administrator) is None
    assert Entry.objects.get(verb="second-factor-removed").by is None


def test_the_command_says_that_there_is_no_such_account():
    with pytest.raises(CommandError):
        call_command("take_away_second_factor", "nobody")


def test_the_admin_has_pages_for_this_sites_own_models_only():
    assert set(admin.site._registry) == set(own_models())

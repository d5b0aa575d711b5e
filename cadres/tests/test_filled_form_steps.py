"""The filled form waits behind every step between the password and the office."""

import pytest
from django.urls import reverse

from cadres.models import Skill
from cadres.tests.factories import SkillFactory, StaffFactory
from cadres.tests.telephone import with_device
from config.sending.filled import FILLED
from config.tests.endings import sent_too_late, sign_in
from config.tests.pages import sent_by
from config.tests.test_filled_forms import KEPT_FOR_YOU
from config.tests.test_sent_twice import told

pytestmark = pytest.mark.django_db
CODE = reverse("second_factor:code")


@pytest.fixture
def chief():
    return StaffFactory(is_superuser=True)


@pytest.fixture
def office(chief, signed_in):
    return signed_in(chief)


@pytest.fixture
def address():
    return reverse("admin:cadres_skill_change", args=[SkillFactory(name="柑橘栽培").pk])


@pytest.fixture
def typed(office, address):
    return {**sent_by(office.get(address)), "name": "柑橘"}


def assert_filled(response):
    assert sent_by(response)["name"] == ["柑橘"] and KEPT_FOR_YOU in told(response)
    assert Skill.objects.get().name == "柑橘栽培"


def test_after_the_password_and_the_code_it_comes_back(office, chief, address, typed):
    asked = sent_too_late(office, address, typed)
    codes = with_device(chief)[1]
    [(led_to, _status), (step, _status)] = sign_in(office, chief, asked).redirect_chain
    assert (led_to, step) == (address, f"{CODE}?next={address.replace('/', '%2F')}")
    assert "柑橘" not in office.get(step).text
    office.post(step, {"code": "000000"})
    assert_filled(office.post(step, {"code": codes[0]}, follow=True))


def test_the_password_alone_shows_nothing_of_it(office, chief, address, typed):
    asked = sent_too_late(office, address, typed)
    with_device(chief)
    sign_in(office, chief, asked)
    assert office.get(address).status_code == 302
    assert FILLED in office.session


def test_a_step_that_comes_up_while_somebody_types_loses_nothing_either(office, chief, address, typed):
    codes = with_device(chief)[1]
    led = office.post(address, typed)
    assert led.url.startswith(f"{CODE}?next=")
    assert_filled(office.post(led.url, {"code": codes[0]}, follow=True))


def test_a_form_of_nobody_s_that_meets_a_step_is_led_to_the_step_alone(office, chief, address, typed):
    with_device(chief)
    assert office.post(address, {**typed, "_by": "1:forged"}).url == CODE
    assert FILLED not in office.session

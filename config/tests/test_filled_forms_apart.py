"""What was typed in a form sent too late is for its own account and its own page, and is never saved by itself."""

import json
import re
from io import StringIO

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cadres.models import LearningGoal, Skill
from cadres.tests.factories import PASSWORD, LearningGoalFactory, SkillFactory, StaffFactory
from config import corrections
from config.journal.models import Entry
from config.sending import filled
from config.sending.filled import FILLED, FILLED_BY, LARGEST, LONGEST
from config.tests.endings import LOGIN, carried_by, let_pass, sent_too_late, sign_in
from config.tests.pages import sent_by
from config.tests.test_filled_forms import KEPT_FOR_YOU
from config.tests.test_registry import page
from config.tests.test_sent_twice import told

TYPED = "只在表单里输入过"


@pytest.fixture
def chief(db):
    return StaffFactory(is_superuser=True)


@pytest.fixture
def office(chief, signed_in):
    return signed_in(chief)


@pytest.fixture
def address(db):
    return page(Skill, "change", SkillFactory(name="柑橘栽培").pk)


@pytest.fixture
def typed(office, address):
    return {**sent_by(office.get(address)), "name": TYPED}


@pytest.fixture
def asked(office, address, typed):
    """The sign-in page that answers the form."""
    return sent_too_late(office, address, typed)


def told_of_nothing(response):
    return response.status_code == 200 and TYPED not in response.text and KEPT_FOR_YOU not in told(response)


def plain(carries, staff):
    return filled._opened(carries, staff)


def test_the_sign_in_page_can_be_read_by_nobody(asked):
    assert carried_by(asked) and TYPED not in asked.text
    assert json.dumps(TYPED)[1:-1].encode() not in filled.urlsafe_b64decode(carried_by(asked))


def test_another_account_sees_nothing_of_it_and_has_nothing_of_it_in_its_session(office, asked):
    back = sign_in(office, StaffFactory(is_superuser=True), asked)
    assert told_of_nothing(back)
    assert FILLED not in office.session


def test_it_is_not_the_next_account_s_after_its_own_has_signed_in(office, chief, asked):
    sent = {"username": chief.username, "password": PASSWORD, "next": "/admin/", FILLED: carried_by(asked)}
    office.post(LOGIN, sent)
    assert FILLED in office.session
    other = StaffFactory(is_superuser=True)
    office.post(LOGIN, {"username": other.username, "password": PASSWORD, "next": "/admin/"})
    assert FILLED not in office.session


def test_another_page_sees_nothing_of_it_and_after_that_its_own_neither(office, chief, asked, address):
    other = page(Skill, "change", SkillFactory(name="刺绣").pk)
    assert told_of_nothing(sign_in(office, chief, asked, next=other))
    assert told_of_nothing(office.get(address))


def test_it_comes_back_once(office, chief, asked, address):
    assert TYPED in sign_in(office, chief, asked).text
    assert told_of_nothing(office.get(address))


def test_after_an_hour_it_is_gone(office, chief, asked, monkeypatch):
    now = filled.time.time
    monkeypatch.setattr(filled.time, "time", lambda: now() + LONGEST + 5)
    assert told_of_nothing(sign_in(office, chief, asked))


TAMPERED = {
    "its end": lambda found: found[:-6] + "AAAAAA",
    "cut off": lambda found: found[:20],
    "nonsense": lambda found: "no base64: é",
    "nothing": lambda found: "",
}


@pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED)
def test_a_value_that_was_tampered_with_is_passed_over(change, office, chief, asked):
    assert told_of_nothing(sign_in(office, chief, asked, **{FILLED: change(carried_by(asked))}))


def test_nobody_fills_in_a_form_in_the_name_of_another_account(office, typed, address):
    other = StaffFactory(is_superuser=True)
    signature = typed[FILLED_BY][0].partition(":")[2]
    let_pass(office)
    for mark in ("", str(other.pk), f"{other.pk}:{signature}"):
        asked = office.post(address, {**typed, FILLED_BY: mark})
        assert (asked.status_code, asked.url) == (302, f"{LOGIN}?next={address}")


def test_signing_in_leads_to_no_other_site(office, chief, asked):
    sent = {"username": chief.username, "password": PASSWORD, FILLED: carried_by(asked)}
    led = office.post(LOGIN, {**sent, "next": "https://example.com/"})
    assert led.url.startswith("/")


def test_nothing_is_stored_for_whoever_is_not_signed_in(asked):
    assert asked.status_code == 200
    kept = [session.get_decoded() for session in Session.objects.all()]
    assert not [session for session in kept if FILLED in session or TYPED in str(session)]


def test_what_nobody_came_back_to_goes_with_its_session(office, chief, asked):
    sent = {"username": chief.username, "password": PASSWORD, "next": "/admin/", FILLED: carried_by(asked)}
    office.post(LOGIN, sent)
    [session] = Session.objects.all()
    assert FILLED in session.get_decoded()
    Session.objects.update(expire_date=timezone.now())
    call_command("erase_expired_uploads", stdout=StringIO())
    assert not Session.objects.exists()


def test_a_failed_sign_in_keeps_nothing_of_it(office, chief, asked):
    sign_in(office, chief, asked, password="wrong")
    assert carried_by(asked)[:20] not in AccessAttempt.objects.get().post_data


def test_files_passwords_and_tokens_do_not_travel(office, chief, address, typed):
    sent = {
        **typed,
        "csrfmiddlewaretoken": "t" * 32,
        "password1": "a secret of mine",
        "old_Password": "a secret of mine",
        "file": SimpleUploadedFile("roster.csv", b"somebody's name"),
        "_save": "1",
    }
    asked = sent_too_late(office, address, sent)
    names = {name for name, _values in plain(carried_by(asked), chief)["typed"]}
    assert "name" in names
    assert not names & {
        "csrfmiddlewaretoken",
        "password1",
        "old_Password",
        "file",
        "_save",
        "_once",
        FILLED_BY,
    }


def test_more_than_can_be_carried_is_an_ordinary_sign_in(office, chief, address, typed):
    asked = sent_too_late(office, address, {**typed, "basis": "x" * LARGEST})
    assert (asked.status_code, asked.url) == (302, f"{LOGIN}?next={address}")
    led = office.post(LOGIN, {"username": chief.username, "password": PASSWORD, "next": address}, follow=True)
    assert told_of_nothing(led)


def careful_browser(staff):
    """A browser with which tokens are looked at."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff)
    return client


def token_in(response):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', response.text)[1]


def test_coming_back_saves_nothing_and_saving_takes_a_token_of_the_new_sign_in(chief, address):
    browser = careful_browser(chief)
    opened = browser.get(address)
    typed = {**sent_by(opened), "name": TYPED, "csrfmiddlewaretoken": token_in(opened)}
    asked = sent_too_late(browser, address, typed)
    back = sign_in(browser, chief, asked, csrfmiddlewaretoken=token_in(asked))
    assert TYPED in back.text and not Skill.objects.filter(name=TYPED).exists()
    assert not Entry.objects.filter(model="cadres.skill", verb="change").exists()

    assert "name" in sent_by(back)
    browser.post(address, {**sent_by(back), "csrfmiddlewaretoken": typed["csrfmiddlewaretoken"]})
    assert not Skill.objects.filter(name=TYPED).exists()
    again = browser.get(address)
    browser.post(address, {**sent_by(back), "csrfmiddlewaretoken": token_in(again)})
    assert Skill.objects.filter(name=TYPED).exists()


def test_a_page_from_before_a_sign_in_in_another_window_comes_back_filled(chief, address):
    browser = careful_browser(chief)
    opened = browser.get(address)
    typed = {**sent_by(opened), "name": TYPED, "csrfmiddlewaretoken": token_in(opened)}
    let_pass(browser)
    window = browser.get(address, follow=True)
    browser.post(
        LOGIN,
        {"username": chief.username, "password": PASSWORD, "csrfmiddlewaretoken": token_in(window)},
    )
    back = browser.post(address, typed, follow=True)
    assert back.redirect_chain == [(address, 302)]
    assert TYPED in back.text and KEPT_FOR_YOU in told(back)
    assert not Skill.objects.filter(name=TYPED).exists()


def test_what_another_site_sends_is_refused_as_ever(chief, address):
    browser = careful_browser(chief)
    assert browser.post(address, {"name": TYPED}).status_code == 403
    theirs = filled.mark_of(StaffFactory(is_superuser=True))
    assert browser.post(address, {"name": TYPED, FILLED_BY: theirs}).status_code == 403
    assert told_of_nothing(browser.get(address))


def test_whoever_may_no_longer_change_the_record_sees_nothing_but_the_record(office, chief, asked):
    chief.is_superuser = False
    chief.save()
    back = sign_in(office, chief, asked)
    assert back.status_code in (200, 403, 404) and TYPED not in back.text


def test_a_record_that_was_voided_meanwhile_is_shown_as_it_stands(office, chief):
    goal = LearningGoalFactory()
    address = page(LearningGoal, "change", goal.pk)
    typed = {**sent_by(office.get(address)), "taken_up_on": "2011-05-06"}
    asked = sent_too_late(office, address, typed)
    corrections.void(fact=goal, by=chief, reason="录入有误")
    back = sign_in(office, chief, asked)
    assert back.status_code == 200 and "录入有误" in back.text
    assert KEPT_FOR_YOU not in told(back) and not back.context["adminform"].form.is_bound


def test_the_sign_in_page_itself_is_never_carried(client, db):
    staff = StaffFactory(is_superuser=True)
    wrong = {
        "username": staff.username,
        "password": "wrong",
        FILLED_BY: filled.mark_of(staff),
        "next": "/admin/",
    }
    assert not carried_by(client.post(reverse("admin:login"), wrong))

"""Signing in: five failures lock a pair of account and address, and the journal tells of it all."""

import datetime

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse

from cadres.models import Staff
from config.journal.models import Entry
from config.journal.origin import address_of

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-enough-secret"
HERE, THERE = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def account(county_editor):
    county_editor.set_password(PASSWORD)
    county_editor.save()
    return county_editor


def sign_in(username="mayang", password=PASSWORD, address=HERE, **more):
    """The answer to a sign-in from an address."""
    sent = {"username": username, "password": password, "next": reverse("admin:index")}
    return Client(REMOTE_ADDR=address, **more).post(reverse("admin:login"), sent)


def fail(times, **where):
    return [sign_in(password="wrong", **where) for _ in range(times)][-1]


def journal():
    return [
        (entry.verb, entry.object_id, entry.by_id, entry.address) for entry in Entry.objects.order_by("pk")
    ]


def test_four_failures_lock_nobody_out(account):
    fail(4)
    assert sign_in().status_code == 302


def test_after_five_failures_even_the_right_password_is_refused_for_half_an_hour(account):
    assert fail(5).status_code == 429
    assert sign_in().status_code == 429
    AccessAttempt.objects.update(
        attempt_time=AccessAttempt.objects.get().attempt_time - datetime.timedelta(minutes=31)
    )
    assert sign_in().status_code == 302


def test_failures_while_locked_out_do_not_make_it_longer(account):
    fail(5)
    AccessAttempt.objects.update(
        attempt_time=AccessAttempt.objects.get().attempt_time - datetime.timedelta(minutes=29)
    )
    before = AccessAttempt.objects.get().attempt_time
    fail(1)
    assert AccessAttempt.objects.get().attempt_time == before


def test_the_same_account_from_elsewhere_and_another_account_from_here_stay_open(account, township_clerk):
    township_clerk.set_password(PASSWORD)
    township_clerk.save()
    fail(5)
    assert sign_in(address=THERE).status_code == 302
    assert sign_in(username="gaocun").status_code == 302


def test_a_success_forgets_the_failures_before_it(account):
    fail(4)
    sign_in()
    fail(4)
    assert sign_in().status_code == 302


def test_the_page_says_what_to_do_and_not_whether_there_is_such_an_account(account):
    known, unknown = fail(5), fail(5, username="nobody")
    assert "30分钟" in known.text and "管理员" in known.text
    assert known.text == unknown.text


def test_behind_a_proxy_the_visitor_counts_whom_the_proxy_has_seen(account, settings):
    settings.BEHIND_PROXY = True
    for number in range(5):
        fail(1, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}, {THERE}")
    assert sign_in(HTTP_X_FORWARDED_FOR=f"10.9.9.9, {THERE}").status_code == 429
    assert sign_in(HTTP_X_FORWARDED_FOR=HERE).status_code == 302


def test_what_is_no_address_is_none(rf):
    assert address_of(rf.get("/", REMOTE_ADDR="unix:")) is None


def test_the_journal_tells_of_sign_ins_failures_lock_outs_and_sign_outs(account):
    fail(1)
    sign_in()
    assert journal() == [
        ("sign-in-failed", account.pk, None, HERE),
        ("sign-in", account.pk, account.pk, HERE),
    ]
    fail(5, address=THERE)
    assert ("lock", account.pk, None, THERE) in journal()
    client = Client(REMOTE_ADDR=HERE)
    client.force_login(account)
    client.post(reverse("admin:logout"))
    assert journal()[-1] == ("sign-out", account.pk, account.pk, HERE)


def test_what_was_typed_as_a_name_is_never_kept(account):
    sign_in(username=PASSWORD, password="mayang")
    entry = Entry.objects.get()
    assert (entry.verb, entry.object_id, entry.after) == ("sign-in-failed", None, None)
    assert not Staff.objects.filter(username=PASSWORD).exists()


def test_what_is_changed_on_a_page_is_entered_with_the_address(account, signed_in, gaocun):
    client = signed_in(account)
    client.post(reverse("admin:cadres_cadre_export"), {"format": "1", "resource": ""}, REMOTE_ADDR=THERE)
    assert Entry.objects.get(verb="export").address == THERE

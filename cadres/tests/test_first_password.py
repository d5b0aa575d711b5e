"""First passwords: random, shown once, valid for a day, and changed before anything else opens."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cadres import first_passwords
from cadres.models import Role, Staff
from cadres.tests.factories import PASSWORD, clerk
from cadres.tests.telephone import with_device
from config.journal.models import Entry
from config.jurisdiction import own_models

pytestmark = pytest.mark.django_db
HOME, SIGN_IN, CHANGE = (reverse(f"admin:{name}") for name in ("index", "login", "password_change"))
HOUR = datetime.timedelta(hours=1)
OWN = "quiet-terraces-at-dawn"


@pytest.fixture
def administrator(mayang):
    return clerk(Role.COUNTY_ADMINISTRATOR, mayang.code, username="county-administrator")


@pytest.fixture
def first(township_clerk):
    """The first password of the township's clerk."""
    return first_passwords.give(staff=township_clerk, by=None)


def sign_in(password, client=None):
    return (client or Client()).post(SIGN_IN, {"username": "gaocun", "password": password, "next": HOME})


def change(client, old, new=OWN):
    return client.post(CHANGE, {"old_password": old, "new_password1": new, "new_password2": new})


def later(staff, by):
    """Lets the first password be older."""
    staff.refresh_from_db()
    staff.first_password_until -= by
    staff.save()


@pytest.fixture
def browser(first):
    """Whoever has signed in with the first password."""
    client = Client()
    assert sign_in(first, client).status_code == 302
    return client


def test_a_new_account_gets_one_which_its_administrator_sees_once(signed_in, administrator, gaocun):
    client = signed_in(administrator)
    sent = {"username": "newcomer", "name": "新来", "role": "township_clerk", "division": gaocun.pk}
    shown = client.post(reverse("admin:cadres_staff_add"), sent)
    password = shown.context["password"]
    assert password in shown.text
    assert "no-store" in shown["Cache-Control"]
    staff = Staff.objects.get(username="newcomer")
    assert staff.check_password(password)
    assert password not in client.get(reverse("admin:cadres_staff_change", args=[staff.pk])).text


def test_an_administrator_makes_another_one_after_being_asked(signed_in, administrator, township_clerk):
    client = signed_in(administrator)
    address = reverse("admin:auth_user_password_change", args=[township_clerk.pk])
    assert client.get(address).context["password"] == ""
    township_clerk.refresh_from_db()
    assert township_clerk.check_password(PASSWORD)
    password = client.post(address).context["password"]
    township_clerk.refresh_from_db()
    assert township_clerk.check_password(password) and first_passwords.must_be_changed(township_clerk)


def test_another_one_ends_the_sessions_of_before(signed_in, township_clerk):
    client = signed_in(township_clerk)
    first_passwords.give(staff=township_clerk, by=None)
    assert client.get(HOME).status_code == 302


def test_it_is_long_and_never_the_same(township_clerk):
    found = {first_passwords.give(staff=township_clerk, by=None) for _time in range(20)}
    assert len(found) == 20
    assert all(len(password.replace("-", "")) == 16 for password in found)


def test_the_journal_tells_of_it_without_it(administrator, township_clerk):
    password = first_passwords.give(staff=township_clerk, by=administrator)
    entry = Entry.objects.get(verb="first-password")
    assert (entry.object_id, entry.by_id) == (township_clerk.pk, administrator.pk)
    assert password not in str(list(Entry.objects.values()))


def test_until_it_is_changed_nothing_of_the_office_opens(browser):
    lists = [f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist" for model in own_models()]
    for address in map(
        reverse, ["admin:index", "admin:password_change_done", "second_factor:overview", *lists]
    ):
        for response in (browser.get(address), browser.post(address)):
            assert (response.status_code, response.url.split("?")[0]) == (302, CHANGE), address


def test_the_page_says_why_one_is_here(browser):
    assert "初始密码" in browser.get(CHANGE).text


def test_one_can_sign_out_instead(browser):
    assert browser.post(reverse("admin:logout")).status_code == 200


def test_after_the_change_the_office_opens_and_stays_open(browser, first, township_clerk):
    assert change(browser, first).status_code == 302
    assert browser.get(HOME).status_code == 200
    assert sign_in(first).status_code == 200
    again = Client()
    sign_in(OWN, again)
    assert again.get(HOME).status_code == 200
    entry = Entry.objects.get(verb="password")
    assert (entry.object_id, entry.by_id) == (township_clerk.pk, township_clerk.pk)


def test_the_same_password_is_no_change(browser, first):
    assert change(browser, first, first).status_code == 200
    assert browser.get(HOME).status_code == 302


def test_for_23_hours_it_opens(first, township_clerk):
    later(township_clerk, 23 * HOUR)
    assert sign_in(first).status_code == 302


def test_after_24_hours_the_right_password_is_told_to_ask_for_a_new_one(first, township_clerk):
    later(township_clerk, 24 * HOUR)
    response = sign_in(first)
    assert "请联系" in response.text and "24小时" in response.text
    assert Entry.objects.latest("pk").verb == "first-password-late"
    assert "_auth_user_id" not in response.client.session


def test_after_24_hours_a_wrong_password_learns_nothing(first, township_clerk):
    before = sign_in("wrong").text
    later(township_clerk, 24 * HOUR)
    after = sign_in("wrong").text
    assert "24小时" not in after
    assert message(after) == message(before)


def message(text):
    """What a page says above the form."""
    return text.split("errornote")[1].split("</p>")[0]


def test_a_password_of_ones_own_does_not_age(township_clerk):
    assert not first_passwords.is_too_late(township_clerk)
    first_passwords.replace_by_own(staff=township_clerk, password=OWN)
    assert township_clerk.first_password_until is None


def test_whoever_has_a_second_factor_gives_it_before_choosing_a_password(browser, township_clerk):
    with_device(township_clerk)
    assert browser.get(CHANGE).url.startswith(reverse("second_factor:code"))


def test_a_command_on_the_server_helps_the_only_administrator(administrator, capsys):
    call_command("new_first_password", administrator.username)
    administrator.refresh_from_db()
    assert administrator.check_password(capsys.readouterr().out.strip())
    assert administrator.first_password_until > timezone.now() + 23 * HOUR


def test_the_command_says_that_there_is_no_such_account():
    with pytest.raises(CommandError):
        call_command("new_first_password", "nobody")

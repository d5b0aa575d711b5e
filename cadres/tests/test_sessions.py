"""A session ends when nobody is there, half a day after the sign-in, and with its account."""

import pytest
from django.urls import reverse

from config.sessions import BEGAN, SEEN

pytestmark = pytest.mark.django_db
HOUR = 60 * 60


@pytest.fixture
def clerk(county_editor, signed_in):
    return signed_in(county_editor)


def later(client, **ago):
    """Lets a session be that many seconds older."""
    session = client.session
    for name, seconds in ago.items():
        session[name] -= seconds
    session.save()


def is_in(client):
    return client.get(reverse("admin:index")).status_code == 200


def test_fourteen_minutes_without_anybody_are_no_matter(clerk):
    later(clerk, **{SEEN: 14 * 60})
    assert is_in(clerk)
    later(clerk, **{SEEN: 14 * 60})
    assert is_in(clerk)


def test_after_fifteen_minutes_whoever_comes_is_asked_to_sign_in_and_led_back(clerk):
    later(clerk, **{SEEN: 16 * 60})
    address = reverse("admin:cadres_cadre_changelist")
    response = clerk.get(address, follow=True)
    assert response.redirect_chain == [(f"{reverse('admin:login')}?next={address}", 302)]
    assert "长时间未操作" in response.text


def test_twelve_hours_after_the_sign_in_a_session_ends_whatever_was_done(clerk):
    later(clerk, **{BEGAN: 12 * HOUR - 60})
    assert is_in(clerk)
    later(clerk, **{BEGAN: 120})
    assert not is_in(clerk)


def test_a_page_that_looks_by_itself_keeps_no_session_alive(clerk):
    later(clerk, **{SEEN: 10 * 60})
    clerk.get(reverse("admin:cadres_cadre_import_progress", args=["0" * 32]))
    later(clerk, **{SEEN: 6 * 60})
    assert not is_in(clerk)


def test_presence_is_written_once_a_minute_only(clerk):
    later(clerk, **{SEEN: 30})
    before = clerk.session[SEEN]
    assert is_in(clerk)
    assert clerk.session[SEEN] == before


def test_the_session_of_a_disabled_account_ends_at_the_next_request(clerk, county_editor):
    assert is_in(clerk)
    county_editor.is_active = False
    county_editor.save()
    assert not is_in(clerk)


def test_another_password_ends_the_sessions_of_the_old_one(clerk, county_editor):
    county_editor.set_password("another-long-secret")
    county_editor.save()
    assert not is_in(clerk)

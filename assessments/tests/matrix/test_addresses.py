"""Every address of the office is reached by a channel of the matrix: a new one without a channel fails here. Who has
not signed in walks them all, and reads nothing of anybody."""

import pytest

from assessments.tests.addresses import ASKED, PUBLIC, names
from assessments.tests.matrix.channels import CHANNELS

pytestmark = pytest.mark.django_db

NO_RECORD = {
    "admin:": "sends on",
    "admin:jsi18n": "a script",
    "admin:login": "opens for everybody",
    "admin:logout": "tells nothing",
    "admin:auth_user_password_change": "sends on to the verb that makes a first password",
    "second_factor:code": "about the own account",
    "second_factor:set_up": "about the own account",
    "second_factor:qr": "about the own account",
    "assessments:robots": "plain text",
}
"""Addresses behind which no record lies."""


def is_public(name):
    """Pages of tables published or on notice, the same for everybody (`test_public_fields.py`)."""
    return name in PUBLIC or name in ASKED or name.startswith("assessments:table_")


def test_every_address_has_a_channel(office_of):
    office = office_of("anonymous")
    for walk in CHANNELS.values():
        walk(office)
    asked_for = {name for name in names() if name not in NO_RECORD and not is_public(name)}
    assert asked_for - office.opened == set()

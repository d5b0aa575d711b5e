"""Every account through every channel: nothing of another place is read, named, found, counted or changed."""

import pytest

from assessments.tests.matrix.accounts import ACCOUNTS, SHUT_OUT
from assessments.tests.matrix.channels import CHANNELS, LEAST
from cadres.admin.cadre import PostInline
from cadres.models import Cadre

pytestmark = pytest.mark.django_db


MOST = {"home", "lists", "objects", "pages", "changes", "exports", "imports"}
READ = {"home", "lists", "objects"}
IN_BRIEF = {
    "county_administrator": MOST,
    "moved": READ,
    "city_editor": READ,
    "inspector": READ,
    "approver": READ,
    "nobody": {"home", "objects"},
    "ended": {"home", "objects"},
    "disabled": {"home", "objects"},
}
"""Accounts with the places of another one, or with none: what they may do is in `test_roles.py`; where, is seen in the
channels through which most is read."""

ELSEWHERE = {"anonymous"}
"""Who walks every channel in `test_addresses.py`."""

WALKS = [
    (name, walk)
    for name in ACCOUNTS
    for walk in CHANNELS
    if name not in ELSEWHERE and walk in IN_BRIEF.get(name, CHANNELS)
]

MAY_NOT = {
    ("auditor", "forms"): {"prefilled", "submitted"},
    ("auditor", "imports"): {"kinds"},
    ("auditor", "verbs"): {"own"},
    ("inspector", "imports"): {"kinds"},
    ("inspector", "exports"): {"files", "chosen"},
    ("approver", "imports"): {"kinds"},
    ("approver", "exports"): {"files", "chosen"},
}
"""What an account that sees something does not get to try, because its role may not do it anywhere."""


@pytest.mark.parametrize(("name", "channel"), WALKS)
def test_an_account_meets_its_own_places_alone(name, channel, office_of):
    tried = CHANNELS[channel](office_of(name))
    if name not in SHUT_OUT:
        nothing = MAY_NOT.get((name, channel), set())
        assert not nothing & tried.keys()
        too_little = {what: tried[what] for what, least in LEAST[channel].items() if tried[what] < least}
        assert too_little.keys() <= nothing, too_little


def test_rows_under_a_form_are_tried_where_they_offer_records(office_of, monkeypatch):
    """No such row can be added today: here, posts can, under a cadre."""
    monkeypatch.setattr(PostInline, "has_add_permission", lambda *args: True)
    office = office_of("county_editor")
    office.models = (Cadre,)
    assert CHANNELS["forms"](office)["in_rows"]

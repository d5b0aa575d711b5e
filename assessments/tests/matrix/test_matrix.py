"""Every account through every channel: nothing of another place is read, named, found, counted or changed."""

import pytest

from assessments.tests.matrix.accounts import ACCOUNTS, IN_BRIEF, SHUT_OUT
from assessments.tests.matrix.channels import CHANNELS, LEAST
from cadres.admin.cadre import PostInline
from cadres.models import Cadre

pytestmark = pytest.mark.django_db


ELSEWHERE = {"anonymous"}
"""Who walks every channel in `test_addresses.py`."""

WALKS = [
    (name, walk)
    for name in ACCOUNTS
    for walk in CHANNELS
    if name not in ELSEWHERE and walk in IN_BRIEF.get(name, CHANNELS)
]


@pytest.mark.parametrize(("name", "channel"), WALKS)
def test_an_account_meets_its_own_places_alone(name, channel, office_of):
    tried = CHANNELS[channel](office_of(name))
    if name not in SHUT_OUT:
        too_little = {what: tried[what] for what, least in LEAST[channel].items() if tried[what] < least}
        assert not too_little


def test_rows_under_a_form_are_tried_where_they_offer_records(office_of, monkeypatch):
    """No such row can be added today: here, posts can, under a cadre."""
    monkeypatch.setattr(PostInline, "has_add_permission", lambda *args: True)
    office = office_of("county_editor")
    office.models = (Cadre,)
    assert CHANNELS["forms"](office)["in_rows"]

"""Every account through every channel: nothing of another place is read, named, found, counted or changed."""

import pytest

from assessments.tests.matrix.accounts import ACCOUNTS
from assessments.tests.matrix.channels import CHANNELS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ACCOUNTS)
@pytest.mark.parametrize("channel", CHANNELS)
def test_an_account_meets_its_own_places_alone(name, channel, office_of):
    CHANNELS[channel](office_of(name))

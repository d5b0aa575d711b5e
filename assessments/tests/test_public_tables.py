"""The league tables as a visitor reads them."""

import pytest

from assessments.tests import public

pytestmark = pytest.mark.django_db

TABLE = "/tables/townships/2011-10/"


def test_a_published_table_is_shown(client):
    public.edition()
    page = client.get(TABLE)
    assert page.status_code == 200
    assert "高村镇" in page.text

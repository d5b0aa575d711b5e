"""The public pages are an allow-list: what stands in them is written down here, and no person is in it."""

import dataclasses

import pytest

from assessments.editions import PUBLIC_COLUMNS, UNRANKED_COLUMNS
from assessments.public import beside, lines, schemes
from assessments.tests import public
from cadres.models import Staff
from cadres.tests.factories import cadre_at

pytestmark = pytest.mark.django_db

CANARY = "金丝雀人名"
EVERY_PAGE = [
    "/",
    "/honours/",
    "/tables/",
    "/tables/townships/2011-10/",
    "/tables/townships/2011-10/r1/",
    "/tables/townships/2011-10.json",
    "/tables/townships/2011-10.csv",
    "/tables/townships/2011-10/funnel/",
    "/tables/townships/2011-10/rising/",
    "/places/431226101/",
    "/places/431228100/",
    "/method/",
    "/robots.txt",
]


def names(cls):
    return {field.name for field in dataclasses.fields(cls)}


def test_the_public_fields_of_a_place_are_these():
    assert names(lines.Line) == {
        "code", "name", "name_lang", "county", "county_lang", "url", "searchable", "rank", "score", "millionths", "n",
        "reason", "missing", "beside",
    }  # fmt: skip
    assert names(beside.Beside) == {
        "range", "runs", "bar", "group", "group_rank", "group_of", "strongest",
    }  # fmt: skip


def test_the_public_fields_of_an_indicator_are_these():
    assert names(schemes.Rule) == {"name", "target", "points", "whom", "curve"}


def test_the_public_fields_of_the_json_are_these():
    assert PUBLIC_COLUMNS == ("rank", "code", "name", "county", "score", "n")
    assert UNRANKED_COLUMNS == ("code", "name", "reason", "score", "n")


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("address", EVERY_PAGE)
def test_no_person_is_named_on_any_page(client, language, address):
    cadre_at("431226101", name=CANARY, title=CANARY)
    public.edition(
        rows=[public.row("431226101", 1, secretary=CANARY, cadres=[CANARY], note=CANARY)],
        unranked=[public.unranked("431228100", secretary=CANARY)],
    )
    Staff.objects.update(name=CANARY)
    answer = client.get(language + address)
    assert answer.status_code == 200
    assert CANARY not in answer.text

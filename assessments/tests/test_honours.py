"""The roll of honour: published commendations and nothing else; of a person the name, township, skill and citation."""

import dataclasses

import pytest
from django.utils import timezone

from assessments.actions import approve, publish_commendation
from assessments.models import Commendation
from assessments.public import honours
from assessments.tests.factories import CommendationFactory, PeriodFactory
from cadres.models import Cadre
from cadres.tests.factories import SkillFactory, StaffFactory, cadre_at, place
from config import corrections
from config.personal import erased_as

pytestmark = pytest.mark.django_db
CANARY = "金丝雀"


def publish(made, upto="published"):
    by = StaffFactory(name=CANARY)
    if upto in ("approved", "published"):
        made = approve(proposal=made, by=by)
    return publish_commendation(commendation=made, by=by) if upto == "published" else made


def star(name="滕某", **kwargs):
    place("431226", "麻阳苗族自治县")
    town = place("431226101", "高村镇")
    cadre = cadre_at(town.code, name=name, title=CANARY)
    Cadre.objects.filter(pk=cadre.pk).update(phone="13900000000", birth="1975-03", remark=CANARY)
    told = {
        "skill": SkillFactory(name="网箱养鱼", name_en="Cage fishing"),
        "period": PeriodFactory(code="2011"),
    }
    return CommendationFactory(cadre=cadre, division=town, **{**told, **kwargs})


def test_the_public_fields_of_an_honour_are_these():
    assert {field.name for field in dataclasses.fields(honours.Honour)} == {
        "name", "name_lang", "place", "place_lang", "county", "county_lang", "skill", "skill_lang", "citation",
        "citation_lang",
    }  # fmt: skip
    assert honours.COLUMNS == (
        "cadre__name", "division__name", "division__name_en", "division__parent__name", "division__parent__name_en",
        "skill__name", "skill__name_en", "citation",
    )  # fmt: skip


def test_of_a_star_the_page_tells_name_township_skill_and_citation(client):
    publish(star())
    text = client.get("/honours/").text
    assert all(word in text for word in ("学用之星", "滕某", "高村镇", "网箱养鱼", "带动二十户", "2011年"))
    assert not [word for word in (CANARY, "139", "1975", "苗族</") if word in text]


def test_the_page_in_english_marks_what_is_chinese(client):
    publish(star())
    text = client.get("/en/honours/").text
    assert "Cage fishing" in text and "Roll of honour" in text
    assert '<th scope="row" lang="zh-Hans">滕某</th>' in text


@pytest.mark.parametrize("upto", ["proposed", "approved"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_nothing_is_shown_that_is_not_published(client, upto, language):
    publish(star(), upto)
    answer = client.get(f"{language}/honours/")
    assert answer.status_code == 200
    assert "滕某" not in answer.text


def test_what_was_voided_is_public_no_more(client):
    made = publish(star())
    corrections.void(fact=made, by=StaffFactory(), reason="材料不实")
    answer = client.get("/honours/")
    assert "滕某" not in answer.text and "材料不实" not in answer.text


def test_nobody_whose_personal_data_were_erased_is_listed(client):
    made = publish(star())
    Cadre.objects.filter(pk=made.cadre_id).update(erased_at=timezone.now(), **erased_as(Cadre))
    assert "已清除" not in client.get("/honours/").text


def test_places_follow_in_the_order_of_their_ranks(client):
    period = PeriodFactory(code="2011")
    for code, rank in (("431226102", 2), ("431226101", 1)):
        town = place(code, f"第{rank}镇")
        place_of = {"kind": "strongest", "cadre": None, "skill": None, "division": town, "period": period}
        publish(CommendationFactory(rank=rank, citation="得分靠前", **place_of))
    text = client.get("/honours/").text
    assert text.index("十强乡镇") < text.index("第1镇") < text.index("第2镇")


def test_a_year_without_commendations_says_so(client):
    publish(star())
    answer = client.get("/honours/?year=2010")
    assert answer.status_code == 404
    assert "2010年没有公布的表彰" in answer.text


def test_the_page_costs_the_same_queries_however_many_are_commended(client, django_assert_num_queries):
    for number in range(3):
        publish(star(name=f"滕某{number}"))
    with django_assert_num_queries(3):
        client.get("/honours/")
    assert Commendation.objects.published().count() == 3

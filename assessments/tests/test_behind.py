"""How a number came about: the records behind it, and what each indicator brought a place."""

import datetime

import pytest
from django.urls import reverse

from assessments.actions import adopt_scheme, prepare_edition
from assessments.breakdown import breakdown_of
from assessments.evidence import SOURCES
from assessments.measures import registered
from assessments.models import Score
from assessments.scoring.segments import INCOMPLETE
from assessments.tests.factories import IndicatorFactory, SchemeFactory
from assessments.tests.plain import inputs, rule, segment, visited
from assessments.tests.scored import adopted, scored, staffed, visit_on
from cadres.models import Post, Role
from cadres.tests.factories import MasteryFactory, PostFactory, clerk, place
from config.millionths import ONE
from villages.models import Visit

GAOCUN, JINHE = "431226101", "431226102"


def test_every_measure_names_the_records_that_it_looks_at():
    assert SOURCES.keys() == registered().keys()


def test_an_indicator_brings_a_place_the_mean_over_the_days_in_post():
    people = [
        visited(GAOCUN, 10, cadre=1, days=30),
        visited(GAOCUN, 5, cadre=2, days=10),
        visited(JINHE, 1, cadre=3),
    ]
    breakdown = breakdown_of(inputs(people), GAOCUN)
    assert (breakdown.days, breakdown.lines[0].mean) == (40, (100 * 30 + 50 * 10) * ONE // 40)


def test_what_is_missing_or_does_not_apply_is_counted_apart():
    share = rule(number=2, measure="share", points=50, target=1, scales=False, nothing="not_applicable")
    values = ({"share": (0, 0)}, {"share": None}, {"share": (1, 2)})
    people = [
        segment(
            cadre=n,
            status=INCOMPLETE if one["share"] is None else "measured",
            values={"visit_days": (5, 1)} | one,
        )
        for n, one in enumerate(values)
    ]
    line = breakdown_of(inputs(people, [rule(points=50), share]), GAOCUN).lines[1]
    assert (line.mean, line.days, line.missing, line.not_applicable) == (25 * ONE, 31, 1, 1)


@pytest.fixture
def edition(db):
    staffed()
    adopted()
    return prepare_edition(run=scored(), kind="townships", by=None)


def test_a_place_opens_down_to_its_cadres_and_they_to_their_visits(edition, signed_in):
    client = signed_in(clerk(Role.CITY_EDITOR, "4312"))
    place = client.get(
        reverse("admin:assessments_edition_page", args=[edition.pk, "working"]), {"place": GAOCUN}
    )
    urls = {person["total"]: person["url"] for person in place.context["people"]}
    assert urls.keys() == {"10.00", "20.00"}
    segment = client.get(urls["20.00"])
    (item,) = segment.context["items"]
    (visits,) = item["groups"]
    assert (item["measured"], item["points"], visits["count"]) == ("2", "20.00", 2)
    found = Visit.objects.get(pk=int(visits["rows"][0][1].split("/")[-3]))
    assert found.cadre == Score.objects.get(total=20 * ONE, division__code=GAOCUN).cadre


def test_rows_entered_since_are_told_apart_from_those_behind_the_number(edition, signed_in):
    score = Score.objects.get(total=20 * ONE, division__code=GAOCUN)
    visit_on(score.cadre, GAOCUN, 20)
    page = signed_in(clerk(Role.CITY_EDITOR, "4312")).get(
        reverse("admin:assessments_score_page", args=[score.pk, "working"])
    )
    ((group,),) = (item["groups"] for item in page.context["items"])
    assert (group["count"], group["since"]) == (3, 1)
    assert "未计入得分：1 条" in page.text


def test_the_full_points_of_a_segment_are_those_that_it_could_have_had(db, signed_in):
    staffed()
    scheme = SchemeFactory(division=place("4312"))
    IndicatorFactory(scheme=scheme, points=50 * ONE)
    IndicatorFactory(scheme=scheme, measure="required_skills_met", points=50 * ONE, target=ONE)
    adopt_scheme(scheme=scheme, by=None)
    score = Score.objects.filter(run=scored(), total=20 * ONE).first()
    page = signed_in(clerk(Role.CITY_EDITOR, "4312")).get(
        reverse("admin:assessments_score_page", args=[score.pk, "working"])
    )
    found = [(item["measured"], item["points"], item["full"]) for item in page.context["items"]]
    assert found == [("2", "20.00", "100"), ("–", "不适用", "0")]


def test_what_another_place_sees_by_now_is_counted_and_not_shown(db, signed_in):
    staffed()
    scheme = SchemeFactory(division=place("4312"))
    IndicatorFactory(scheme=scheme, measure="skills_mastered", target=ONE)
    adopt_scheme(scheme=scheme, by=None)
    moved = Post.objects.filter(division__code=GAOCUN).first()
    moved.valid_to = datetime.date(2011, 10, 16)
    moved.save()
    PostFactory(cadre=moved.cadre, division=place(JINHE), valid_from=moved.valid_to)
    MasteryFactory(cadre=moved.cadre, verified_on=datetime.date(2011, 10, 1))
    score = Score.objects.get(run=scored(), post=moved)
    client = signed_in(clerk(Role.TOWNSHIP_CLERK, GAOCUN))
    page = client.get(reverse("admin:assessments_score_page", args=[score.pk, "working"]))
    ((group,),) = (item["groups"] for item in page.context["items"])
    assert (group["count"], group["hidden"], group["rows"]) == (1, 1, [])


def test_who_sees_one_township_alone_sees_its_people_alone(edition, signed_in):
    score = Score.objects.filter(division__code=JINHE).first()
    client = signed_in(clerk(Role.TOWNSHIP_CLERK, GAOCUN))
    hidden = client.get(reverse("admin:assessments_score_page", args=[score.pk, "working"]))
    assert hidden.status_code == 302

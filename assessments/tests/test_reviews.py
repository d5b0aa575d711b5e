"""Who reviews whom: a township's leaders by the county leader tied to it, all others by a leader of the township."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from assessments.actions import record_review
from assessments.models import Review, SuperiorTie
from assessments.tests.factories import PeriodFactory, ReviewFactory, SuperiorTieFactory
from cadres.tests.factories import PostFactory, cadre_at
from config.tests.pages import sent_by
from config.tests.test_registry import page

pytestmark = pytest.mark.django_db
DAY = datetime.date(2011, 12, 20)


@pytest.fixture
def half(db):
    return PeriodFactory(code="2011-H2")


@pytest.fixture
def mayor(gaocun):
    return cadre_at(gaocun.code, post_class="leader", title="镇长")


@pytest.fixture
def cadre(gaocun):
    return cadre_at(gaocun.code)


@pytest.fixture
def tie(gaocun):
    return SuperiorTieFactory(division=gaocun, leader="滕某某 副县长", valid_from=None, valid_to=None)


@pytest.fixture
def reviewed(half):
    def review(cadre, by=None, **told):
        told = {"period": half, "held_on": DAY, "grade": "good", **told}
        return record_review(cadre=cadre, by=by, **told)

    return review


def refused(review, *args, **told):
    with pytest.raises(ValidationError) as refusal:
        review(*args, **told)
    return refusal.value.message_dict


def test_a_leader_is_reviewed_by_the_county_leader_tied_to_the_township(reviewed, mayor, tie, gaocun):
    review = reviewed(mayor)
    assert (review.tie, review.reviewer, review.division) == (tie, "滕某某 副县长", gaocun)


def test_an_ordinary_cadre_is_reviewed_by_a_leader_of_the_township(reviewed, cadre, mayor):
    review = reviewed(cadre, superior=mayor)
    assert (review.tie, review.reviewer) == (None, f"{mayor.name} 镇长")


def test_a_leader_is_not_reviewed_by_a_colleague(reviewed, mayor, tie, gaocun):
    colleague = cadre_at(gaocun.code, post_class="leader")
    assert "superior" in refused(reviewed, mayor, superior=colleague)


def test_a_leader_of_a_township_to_which_nobody_is_tied_that_day_is_not_reviewed(reviewed, mayor, tie):
    SuperiorTie.objects.update(valid_to=DAY)
    assert "cadre" in refused(reviewed, mayor)


@pytest.mark.parametrize(
    "wrong", ["nobody", "the cadre", "an ordinary cadre", "a leader of another township"]
)
def test_an_ordinary_cadre_is_reviewed_by_nobody_else(reviewed, cadre, gaocun, jinhe, wrong):
    superior = {
        "nobody": lambda: None,
        "the cadre": lambda: cadre,
        "an ordinary cadre": lambda: cadre_at(gaocun.code),
        "a leader of another township": lambda: cadre_at(jinhe.code, post_class="leader"),
    }[wrong]()
    assert "superior" in refused(reviewed, cadre, superior=superior)


def test_what_counts_is_the_class_on_the_day_of_the_review(reviewed, cadre, mayor, tie):
    cadre.posts.update(valid_to=DAY)
    PostFactory(cadre=cadre, post_class="leader", valid_from=DAY)
    assert reviewed(cadre).tie == tie
    Review.objects.all()._raw_delete("default")
    assert reviewed(cadre, superior=mayor, held_on=datetime.date(2011, 12, 19)).superior == mayor


@pytest.mark.parametrize(
    "day",
    [datetime.date(2011, 6, 30), datetime.date(2099, 1, 1)],
    ids=["before the half-year", "in the future"],
)
def test_a_review_lies_in_time(reviewed, cadre, mayor, day):
    assert "held_on" in refused(reviewed, cadre, superior=mayor, held_on=day)


def test_somebody_out_of_post_is_not_reviewed(reviewed, cadre, mayor):
    cadre.posts.update(valid_to=DAY)
    assert "held_on" in refused(reviewed, cadre, superior=mayor)


def test_there_is_one_review_of_a_half_year(reviewed, cadre, mayor):
    reviewed(cadre, superior=mayor)
    refused(reviewed, cadre, superior=mayor, held_on=datetime.date(2011, 12, 21))


def test_the_database_lets_in_the_right_superior_alone(cadre, mayor, tie, gaocun, jinhe, half):
    made = {"period": half, "division": gaocun}
    wrong = [
        {"cadre": cadre, "superior": cadre},
        {"cadre": cadre, "superior": cadre_at(gaocun.code)},
        {"cadre": cadre, "superior": cadre_at(jinhe.code, post_class="leader")},
        {"cadre": cadre, "superior": None, "tie": tie},
        {"cadre": cadre, "superior": mayor, "tie": tie},
        {"cadre": cadre, "superior": mayor, "division": jinhe},
        {"cadre": cadre, "superior": mayor, "held_on": datetime.date(2010, 12, 31)},
        {"cadre": cadre, "superior": mayor, "period": PeriodFactory(code="2011-Q4")},
        {"cadre": mayor, "superior": cadre_at(gaocun.code, post_class="leader")},
        {"cadre": mayor, "superior": None, "tie": SuperiorTieFactory(division=jinhe, valid_from=None)},
        {"cadre": mayor, "superior": None},
    ]
    for told in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            ReviewFactory(**made | told)
    ReviewFactory(**made, cadre=cadre, superior=mayor)
    ReviewFactory(**made, cadre=mayor, superior=None, tie=tie)


def test_a_county_leader_who_is_a_cadre_here_does_not_review_themselves(reviewed, mayor, gaocun, half):
    tie = SuperiorTieFactory(division=gaocun, cadre=mayor, valid_from=None, valid_to=None)
    assert "cadre" in refused(reviewed, mayor)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewFactory(cadre=mayor, superior=None, tie=tie, division=gaocun)


def test_two_county_leaders_are_never_tied_to_a_township_on_the_same_day(
    tie, gaocun, jinhe, signed_in, county_editor
):
    with pytest.raises(IntegrityError), transaction.atomic():
        SuperiorTieFactory(division=gaocun, valid_from=datetime.date(2011, 5, 1), valid_to=None)
    office = signed_in(county_editor)
    sent = sent_by(office.get(page(SuperiorTie, "add")))
    sent |= {
        "division": gaocun.pk,
        "leader": "张某某 县委副书记",
        "valid_from": "2011-05-01",
        "valid_to": "2011-06-01",
    }
    told = office.post(page(SuperiorTie, "add"), sent)
    assert "滕某某" in str(told.context["errors"])
    SuperiorTie.objects.update(valid_to=datetime.date(2011, 5, 1))
    assert office.post(page(SuperiorTie, "add"), sent).status_code == 302


def test_the_page_of_a_review_says_who_reviewed_and_asks_for_no_county_leader(
    signed_in, county_editor, mayor, tie, half
):
    office = signed_in(county_editor)
    sent = sent_by(office.get(page(Review, "add")))
    sent |= {"cadre": mayor.pk, "period": half.pk, "held_on": DAY.isoformat(), "grade": "fairly_good"}
    assert office.post(page(Review, "add"), sent).status_code == 302
    review = Review.objects.get()
    assert "滕某某 副县长" in office.get(page(Review, "change", review.pk)).content.decode()

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cadres.actions import end, set_goal, verify_mastery, void
from cadres.models import Mastery
from cadres.tests.factories import SkillFactory, serving_cadre

DAY = datetime.date(2011, 10, 1)
HOW = {"verified_by": "县农业局", "method": "demonstration", "level": "skilled", "by": None}


def test_a_cadre_takes_up_a_skill(db):
    goal = set_goal(cadre=serving_cadre(), skill=SkillFactory(), by=None, need="market", on=DAY)
    assert goal.holds_on(DAY)


def test_the_same_skill_is_not_taken_up_twice_at_a_time(db):
    cadre, skill = serving_cadre(), SkillFactory()
    set_goal(cadre=cadre, skill=skill, by=None, on=DAY)
    with pytest.raises(ValidationError):
        set_goal(cadre=cadre, skill=skill, by=None, on=DAY)


def test_an_ended_goal_may_be_taken_up_again(db):
    cadre, skill = serving_cadre(), SkillFactory()
    goal = set_goal(cadre=cadre, skill=skill, by=None, on=DAY)
    end(fact=goal, on=datetime.date(2011, 11, 1), by=None)
    assert set_goal(cadre=cadre, skill=skill, by=None, on=datetime.date(2011, 11, 1)).pk


def test_a_goal_cannot_end_before_it_began(db):
    goal = set_goal(cadre=serving_cadre(), skill=SkillFactory(), by=None, on=DAY)
    with pytest.raises(ValidationError, match="2011-10-01"):
        end(fact=goal, on=DAY, by=None)


def test_what_is_void_cannot_be_ended_nor_voided_again(db):
    goal = set_goal(cadre=serving_cadre(), skill=SkillFactory(), by=None, on=DAY)
    void(fact=goal, by=None, reason="entered for another person")
    with pytest.raises(ValidationError):
        end(fact=goal, on=datetime.date(2011, 12, 1), by=None)
    with pytest.raises(ValidationError):
        void(fact=goal, by=None, reason="again")


def test_voiding_needs_a_reason(db):
    goal = set_goal(cadre=serving_cadre(), skill=SkillFactory(), by=None, on=DAY)
    with pytest.raises(ValidationError):
        void(fact=goal, by=None, reason=" ")


def test_a_mastery_names_its_verifier(db):
    mastery = verify_mastery(cadre=serving_cadre(), skill=SkillFactory(), on=DAY, **HOW)
    assert list(Mastery.objects.verified_by_day(DAY)) == [mastery]
    with pytest.raises(ValidationError):
        verify_mastery(cadre=serving_cadre(), skill=SkillFactory(), on=DAY, **{**HOW, "verified_by": ""})


def test_a_verification_in_the_future_is_refused(db):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        verify_mastery(cadre=serving_cadre(), skill=SkillFactory(), on=tomorrow, **HOW)
    assert "verified_on" in refused.value.error_dict

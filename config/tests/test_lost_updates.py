"""Two people at the same form, for every model that has one: the second is told, and nothing typed is lost."""

import datetime
import json
from functools import partial

import pytest
from django.contrib import admin
from django.db import Error, models, transaction

from assessments.models import Adjustment, Period
from cadres.models import Skill, SkillAlias
from cadres.tests.factories import SkillAliasFactory, SkillFactory, StaffFactory
from config.admin_seen import SEEN, key_of
from config.journal import actions as journal
from config.testing import factory_for
from config.tests.moments import at_the_same_moment
from config.tests.pages import sent_by
from config.tests.test_registry import every_model, page
from villages.models import DiarySubmission

FILLED = {
    DiarySubmission: {"month": "2011-10"},
    Adjustment: {"settled": False},
    Period: {"late_from": datetime.date(2011, 11, 6), "closed_from": datetime.date(2011, 11, 11)},
}
"""What a factory has to be told, so that its record could have been typed in."""


@pytest.fixture
def chief(db):
    return StaffFactory(is_superuser=True)


@pytest.fixture
def office(chief, signed_in):
    return signed_in(chief)


def marks_of(response):
    return json.loads(sent_by(response).get(SEEN, ["{}"])[0])


def other_value(field, value):
    """Another value that a column may hold."""
    if field.remote_field:
        return factory_for(field.remote_field.model).create()
    if isinstance(field, models.BooleanField):
        return not value
    if field.choices:
        return next(choice for choice, _label in field.flatchoices if choice not in (value, "", None))
    if getattr(field, "several", None):
        return [next(choice for choice, _label in field.several if choice not in (value or ()))]
    if isinstance(field, models.DateField):
        return (value or datetime.date(2011, 5, 5)) + datetime.timedelta(days=1)
    if isinstance(field, models.IntegerField):
        return (value or 0) + 1
    return f"{value or ''}改"


def changed_behind_the_back(obj, names):
    """(name, value) of the first of these columns that the database lets somebody else change; keys of other records
    last."""
    for name in sorted(names, key=lambda name: bool(obj._meta.get_field(name).remote_field)):
        field = obj._meta.get_field(name)
        value = other_value(field, field.value_from_object(obj))
        try:
            with transaction.atomic():
                type(obj)._base_manager.filter(pk=obj.pk).update(**{name: value})
            return name, value
        except Error:
            continue
    raise AssertionError(f"No column of {obj._meta.label} can be changed.")


@every_model
def test_a_page_that_can_be_changed_tells_what_it_showed(model, office):
    obj = factory_for(model).create(**FILLED.get(model, {}))
    opened = office.get(page(model, "change", obj.pk))
    changeable = admin.site._registry[model].has_change_permission(opened.wsgi_request, obj)
    assert bool(marks_of(opened).get(key_of(obj))) == changeable


@every_model
def test_whoever_saves_second_is_told_and_what_the_first_one_wrote_stays(model, office):
    obj = factory_for(model).create(**FILLED.get(model, {}))
    address = page(model, "change", obj.pk)
    opened = office.get(address)
    if key_of(obj) not in marks_of(opened):
        assert office.post(address, sent_by(opened)).status_code in (302, 403)
        return
    name, value = changed_behind_the_back(obj, marks_of(opened)[key_of(obj)])

    told = office.post(address, sent_by(opened))
    assert told.status_code == 200
    [conflict] = told.context["conflicts"]
    assert conflict.record == obj
    assert [(d.yours, d.theirs != "") for d in conflict.differences] == [(None, True)]

    # What nobody typed in shows what is recorded now: sending the page once more takes nothing back.
    assert office.post(address, sent_by(told)).status_code == 302
    obj.refresh_from_db()
    assert getattr(obj, name) == value


@pytest.fixture
def colleague(db):
    return StaffFactory(name="滕同事")


@pytest.fixture
def opened(office, colleague):
    """A skill's page, opened before a colleague changed the English name; with its address."""
    skill = SkillFactory(name="柑橘栽培", name_en="Citrus", basis="依据")
    address = page(Skill, "change", skill.pk)
    response = office.get(address)
    skill.name_en = "Citrus growing"
    journal.save(obj=skill, by=colleague)
    return address, response


def typed(response, **values):
    return {**sent_by(response), **values}


def test_both_versions_stand_side_by_side_with_who_wrote_the_other_and_when(office, opened):
    address, response = opened
    told = office.post(address, typed(response, name_en="Oranges", name="柑橘"))
    [conflict] = told.context["conflicts"]
    rows = {(d.theirs, d.yours) for d in conflict.differences}
    assert rows == {("柑橘栽培", "柑橘"), ("Citrus growing", "Oranges")}
    text = told.content.decode()
    assert all(words in text for words in ("滕同事", "Citrus growing", "Oranges", "其他人"))
    assert Skill.objects.get().name == "柑橘栽培"


def test_nothing_typed_is_lost_and_sending_it_again_is_a_decision_for_it(office, opened):
    address, response = opened
    told = office.post(address, typed(response, name_en="Oranges"))
    assert sent_by(told)["name_en"] == ["Oranges"]
    assert office.post(address, sent_by(told)).status_code == 302
    assert Skill.objects.get().name_en == "Oranges"


def test_a_mistake_in_the_form_does_not_make_it_forget_what_it_showed(office, opened):
    address, response = opened
    wrong = office.post(address, typed(response, name=""))
    [conflict] = wrong.context["conflicts"]
    assert {(d.theirs, d.yours) for d in conflict.differences} == {("Citrus growing", None), ("柑橘栽培", "")}
    assert Skill.objects.get().name_en == "Citrus growing"


def test_a_change_while_a_mistake_is_being_corrected_is_told_as_well(office, colleague):
    skill = SkillFactory(name_en="Citrus")
    address = page(Skill, "change", skill.pk)
    wrong = office.post(address, typed(office.get(address), name=""))
    Skill.objects.update(name_en="Citrus growing")
    assert office.post(address, typed(wrong, name="柑橘")).context["conflicts"]


def test_who_typed_the_same_as_the_first_one_is_not_bothered(office, opened):
    address, response = opened
    assert office.post(address, typed(response, name_en="Citrus growing")).status_code == 302


def test_a_row_under_the_record_is_watched_like_the_record(office):
    alias = SkillAliasFactory(alias="桔")
    address = page(Skill, "change", alias.skill.pk)
    response = office.get(address)
    SkillAlias.objects.update(alias="橘")
    [field] = [name for name in sent_by(response) if name.endswith("-0-alias")]
    told = office.post(address, typed(response, **{field: "柑"}))
    [conflict] = told.context["conflicts"]
    assert [(d.theirs, d.yours) for d in conflict.differences] == [("橘", "柑")]
    assert SkillAlias.objects.get().alias == "橘"
    assert office.post(address, sent_by(told)).status_code == 302
    assert SkillAlias.objects.get().alias == "柑"


def test_marks_that_cannot_be_read_stop_nobody(office, opened):
    address, response = opened
    for nonsense in ("", "no json", "[]", '{"cadres.skill-1": 5}'):
        assert office.post(address, typed(response, **{SEEN: nonsense})).status_code == 302


def test_of_two_that_save_at_the_same_moment_one_is_told(transactional_db, lifted_guards, signed_in):
    skill = SkillFactory(name="柑橘栽培")
    address = page(Skill, "change", skill.pk)
    offices = [signed_in(StaffFactory(is_superuser=True)) for _ in range(2)]
    sent = [typed(office.get(address), name=name) for office, name in zip(offices, "甲乙", strict=True)]
    answers = at_the_same_moment([partial(o.post, address, s) for o, s in zip(offices, sent, strict=True)])
    assert sorted(answer.status_code for answer in answers) == [200, 302]

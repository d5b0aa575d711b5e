"""A form that was filled in when its session ended comes back filled after signing in, for every form of the admin."""

import pytest
from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import AdminForm

from cadres.models import LearningGoal, Skill, SkillAlias
from cadres.tests.factories import (
    CadreFactory,
    LearningGoalFactory,
    PostFactory,
    SkillAliasFactory,
    SkillFactory,
    StaffFactory,
    place,
)
from config.admin_seen import SEEN, key_of
from config.journal.models import Entry
from config.sending.once import ONCE
from config.sessions import BEGAN
from config.testing import factory_for
from config.tests.endings import LOGIN, carried_by, sent_too_late, sign_in
from config.tests.pages import sent_by
from config.tests.test_lost_updates import FILLED as AS_TYPED
from config.tests.test_lost_updates import marks_of, other_value
from config.tests.test_registry import every_model, page
from config.tests.test_sent_twice import TELLS_ONCE, new_record, told
from villages.models import DiarySubmission

KEPT_FOR_YOU = "您的登录已过期。刚才填写的内容已为您保留，尚未保存，请核对后再保存。"


@pytest.fixture
def chief(db):
    return StaffFactory(is_superuser=True)


@pytest.fixture
def office(chief, signed_in):
    return signed_in(chief)


@pytest.fixture
def come_back(office, chief):
    """come_back(address, typed) is the page after the form was sent too late and the account has signed in again."""

    def go(address, typed, **how):
        asked = sent_too_late(office, address, typed, **how)
        assert asked.status_code == 200 and "login-form" in asked.text
        return sign_in(office, chief, asked)

    return go


def as_sent(typed, names):
    """The values under these names, as they travel: as text."""
    sent = {name: values if isinstance(values, list) else [values] for name, values in typed.items()}
    return {name: [str(value) for value in sent[name]] for name in names if name in sent}


def assert_filled(response, typed):
    """The page holds everything that was typed, says so, and carries another word than the page that was sent."""
    shown = sent_by(response)
    names = [name for name in shown if name != ONCE]
    assert as_sent(shown, names) == as_sent(typed, names)
    assert set(as_sent(typed, typed)) - {"_save"} <= set(shown)
    assert shown[ONCE] != as_sent(typed, [ONCE])[ONCE]
    assert KEPT_FOR_YOU in told(response)


def typed_over(obj, shown, fields):
    """What a browser sends when something else was typed in each of these fields."""
    other = {f.name: other_value(f, f.value_from_object(obj)) for f in fields if not f.remote_field}
    typed = {
        name: [str(one) for one in value]
        if isinstance(value, list)
        else ["on" if value is True else str(value)]
        for name, value in other.items()
        if value is not False
    }
    return {name: values for name, values in shown.items() if name not in other} | typed


@every_model
def test_a_changed_record_comes_back_as_it_was_typed_and_is_saved_by_sending_it_only(
    model, office, come_back
):
    obj = factory_for(model).create(**AS_TYPED.get(model, {}))
    address = page(model, "change", obj.pk)
    opened = office.get(address)
    marks = marks_of(opened).get(key_of(obj))
    if marks is None:
        assert not admin.site._registry[model].has_change_permission(opened.wsgi_request, obj)
        return
    typed = typed_over(obj, sent_by(opened), [model._meta.get_field(name) for name in marks])
    entries = Entry.objects.filter(verb="change").count()

    back = come_back(address, {**typed, "_save": "1"})
    assert_filled(back, typed)
    assert model._base_manager.filter(pk=obj.pk).values().get() == {
        field.attname: getattr(obj, field.attname) for field in model._meta.concrete_fields
    }
    assert Entry.objects.filter(verb="change").count() == entries


@every_model
def test_a_new_record_comes_back_as_it_was_typed_and_is_made_by_sending_it_only(model, office, come_back):
    opened = office.get(page(model, "add"))
    if opened.status_code == 403:
        assert not admin.site._registry[model].has_add_permission(opened.wsgi_request)
        return
    typed = {name: v for name, v in new_record(model, office, opened).items() if name in sent_by(opened) or v}
    there = model._default_manager.count()

    back = come_back(page(model, "add"), typed)
    shown = sent_by(back)
    asked = [name for name in sent_by(opened) if name != ONCE]
    assert as_sent(shown, asked) == as_sent(typed, asked)
    assert KEPT_FOR_YOU in told(back)
    assert model._default_manager.count() == there

    saved = office.post(page(model, "add"), shown)
    assert saved.status_code == (200 if model in TELLS_ONCE else 302)
    assert model._default_manager.count() == there + 1


def typed_into(field, shown):
    """Something that a person might type in a field of a verb's form."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return [str(record.pk) for record in field.queryset[:2]]
    if isinstance(field, forms.ModelChoiceField):
        return [str(record.pk) for record in field.queryset[:1]] or shown
    if isinstance(field, forms.ChoiceField):
        return [str(field.choices[-1][0])]
    if isinstance(field, forms.DateField):
        return ["2011-05-06"]
    if isinstance(field, forms.IntegerField):
        return ["7"]
    return ["on"] if isinstance(field, forms.BooleanField) else ["刚刚输入的内容"]


@every_model
def test_the_form_of_every_verb_comes_back_as_it_was_typed_and_nothing_is_done(model, office, come_back):
    obj = factory_for(model).create()
    place("431226101")
    for verb in admin.site._registry[model].get_verbs():
        address = page(model, "do", verb.name) if verb.on_list else page(model, "verb", obj.pk, verb.name)
        opened = office.get(address)
        if opened.status_code == 403:
            continue
        typed = sent_by(opened)
        adminform: AdminForm = opened.context["adminform"]
        for name, field in adminform.form.fields.items():
            if not field.widget.is_hidden and (found := typed_into(field, typed.get(name, []))):
                typed[name] = found
        entries = Entry.objects.exclude(verb__startswith="sign-").count()
        assert_filled(come_back(address, typed), typed)
        assert Entry.objects.exclude(verb__startswith="sign-").count() == entries


def test_several_places_that_were_ticked_come_back_ticked(office, come_back, gaocun, jinhe):
    address = page(DiarySubmission, "do", "receive") + "?month=2011-10"
    typed = {**sent_by(office.get(address)), "divisions": [str(gaocun.pk), str(jinhe.pk)]}
    back = come_back(address, typed)
    assert sent_by(back)["divisions"] == typed["divisions"]
    assert back.request["QUERY_STRING"] == "month=2011-10"
    assert not DiarySubmission.objects.exists()
    assert office.post(address, sent_by(back)).status_code == 302
    assert DiarySubmission.objects.count() == 2


def test_rows_under_the_record_come_back_changed_and_added(office, come_back):
    alias = SkillAliasFactory(alias="桔")
    address = page(Skill, "change", alias.skill.pk)
    typed = sent_by(office.get(address))
    [row] = [name for name in typed if name.endswith("-0-alias")]
    prefix = row.removesuffix("-0-alias")
    added = {f"{prefix}-1-id": "", f"{prefix}-1-alias": "柚", f"{prefix}-1-skill": str(alias.skill.pk)}
    typed |= {row: "柑", f"{prefix}-TOTAL_FORMS": "2", **added}
    back = come_back(address, typed)
    assert_filled(back, typed)
    assert [a.alias for a in SkillAlias.objects.all()] == ["桔"]
    assert office.post(address, sent_by(back)).status_code == 302
    assert sorted(SkillAlias.objects.values_list("alias", flat=True)) == ["柑", "柚"]


@pytest.fixture
def skill(db):
    return SkillFactory(name="柑橘栽培", name_en="Citrus")


def typed_for(office, skill, **values):
    return {**sent_by(office.get(page(Skill, "change", skill.pk))), "name": "柑橘", **values}


def test_twelve_hours_after_the_sign_in_it_comes_back_as_well(office, come_back, skill):
    typed = typed_for(office, skill)
    assert_filled(
        come_back(page(Skill, "change", skill.pk), typed, seconds=12 * 60 * 60 + 1, name=BEGAN), typed
    )


def test_when_the_browser_has_forgotten_the_session_it_comes_back_as_well(office, chief, skill):
    address, typed = page(Skill, "change", skill.pk), typed_for(office, skill)
    del office.cookies["sessionid"]
    assert_filled(sign_in(office, chief, office.post(address, typed)), typed)


def test_a_mistyped_password_loses_nothing(office, chief, skill):
    address, typed = page(Skill, "change", skill.pk), typed_for(office, skill)
    asked = sent_too_late(office, address, typed)
    again = sign_in(office, chief, asked, password="wrong")
    assert "login-form" in again.text
    assert_filled(sign_in(office, chief, again), typed)


def test_a_mistake_in_what_was_typed_is_told_when_it_comes_back(office, come_back, skill):
    typed = typed_for(office, skill, name="")
    back = come_back(page(Skill, "change", skill.pk), typed)
    assert_filled(back, typed)
    assert back.context["adminform"].form.errors.keys() == {"name"}


def test_what_somebody_else_changed_meanwhile_is_told_when_it_comes_back(office, come_back, skill):
    typed = typed_for(office, skill)
    Skill.objects.update(name="蜜橘")
    back = come_back(page(Skill, "change", skill.pk), typed)
    [conflict] = back.context["conflicts"]
    assert [(d.theirs, d.yours) for d in conflict.differences] == [("蜜橘", "柑橘")]
    assert sent_by(back)["name"] == ["柑橘"]
    assert Skill.objects.get().name == "蜜橘"


def test_the_old_marks_come_back_so_that_a_change_after_that_is_told_too(office, come_back, skill):
    typed = typed_for(office, skill)
    back = come_back(page(Skill, "change", skill.pk), typed)
    assert sent_by(back)[SEEN] == typed[SEEN]
    Skill.objects.update(name="蜜橘")
    assert office.post(page(Skill, "change", skill.pk), sent_by(back)).context["conflicts"]


def test_a_record_that_has_gone_out_of_sight_is_no_more_there_than_ever(mayang, county_editor, signed_in):
    post = PostFactory(division=place("431226101"), cadre=CadreFactory(name="滕建军"))
    office, address = signed_in(county_editor), page(type(post.cadre), "change", post.cadre.pk)
    typed = {**sent_by(office.get(address)), "name": "别的名字"}
    asked = sent_too_late(office, address, typed)
    type(post)._base_manager.filter(pk=post.pk)._raw_delete("default")
    led = sign_in(office, county_editor, asked)
    assert "别的名字" not in led.text and KEPT_FOR_YOU not in told(led)


def test_what_is_asked_for_chosen_rows_has_no_address_to_come_back_to_and_is_not_carried(office):
    goal, address = LearningGoalFactory(), page(LearningGoal, "changelist")
    opened = office.post(address, {"action": "void", "_selected_action": [goal.pk]})
    asked = sent_too_late(office, address, {**sent_by(opened), "reason": "录入有误"})
    assert (asked.status_code, asked.url) == (302, f"{LOGIN}?next={address}")


def test_the_sign_in_page_says_that_it_comes_back(office, skill):
    asked = sent_too_late(office, page(Skill, "change", skill.pk), typed_for(office, skill))
    assert "刚才填写的内容会在您重新登录后恢复到表单中。" in asked.text and carried_by(asked)
    assert asked["Cache-Control"].startswith("max-age=0")

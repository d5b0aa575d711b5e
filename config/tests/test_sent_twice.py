"""The same form sent twice is carried out once, for every model that has a form for a new record."""

import datetime
from functools import partial

import pytest
from django.contrib import admin
from django.utils import timezone

from cadres.models import Cadre, LearningGoal, Role, Skill, SkillAlias, Staff
from cadres.tests.factories import LearningGoalFactory, SkillFactory, StaffFactory, place
from config.admin_seen import SEEN
from config.journal.models import Entry
from config.sending.models import KEPT, Sent
from config.sending.once import ONCE
from config.testing import factory_for
from config.tests.moments import at_the_same_moment
from config.tests.pages import sent_by
from config.tests.test_lost_updates import FILLED
from config.tests.test_registry import every_model, page


@pytest.fixture
def office(db, signed_in):
    return signed_in(StaffFactory(is_superuser=True))


def told(response):
    return [str(message) for message in response.wsgi_request._messages]


def new_skill(office, **values):
    """What a browser sends for a new skill."""
    category = SkillFactory().category
    filled = {"code": "A9901-01", "name": "竹编", "name_en": "Weaving", "category": category.pk}
    return {**sent_by(office.get(page(Skill, "add"))), **filled, **values}


@every_model
def test_every_page_with_a_form_carries_a_word_of_its_own(model, office):
    obj = factory_for(model).create()
    model_admin = admin.site._registry[model]
    pages = [page(model, "change", obj.pk), page(model, "add")]
    pages += [
        page(model, "do", verb.name) if verb.on_list else page(model, "verb", obj.pk, verb.name)
        for verb in model_admin.get_verbs()
    ]
    for address in pages:
        opened = [office.get(address) for _ in range(2)]
        words = [sent_by(response).get(ONCE) for response in opened]
        if opened[0].status_code == 200:
            assert words[0] != words[1] and len(words[0][0]) == 32
        else:
            assert opened[0].status_code == 403


def test_a_new_record_sent_twice_is_one_row_and_both_lead_to_the_same_page(office):
    sent = {**new_skill(office), "_continue": "1"}
    first, second = (office.post(page(Skill, "add"), sent) for _ in range(2))
    made = Skill.objects.get(code="A9901-01")
    assert first.url == second.url == page(Skill, "change", made.pk)
    assert Entry.objects.filter(model="cadres.skill", object_id=made.pk, verb="create").count() == 1
    assert told(second)[-1].startswith("该表单此前已提交")


TYPED = {
    Cadre: lambda: {"division": place("431226101").pk},
    Staff: lambda: {"role": Role.COUNTY_EDITOR, "division": place("431226").pk},
}
"""What the form of a new record asks for that is no column of it."""


TELLS_ONCE = {Staff}
"""Records after which a page tells what is told this once: the first password."""


def new_record(model, office, opened):
    """What a browser sends to make the record that the factory makes, which is taken away again."""
    obj = factory_for(model).create(**FILLED.get(model, {}))
    shown = sent_by(office.get(page(model, "change", obj.pk)))
    copied = {name: values for name, values in shown.items() if name not in (ONCE, SEEN)}
    columns = {field.name: field.value_from_object(obj) for field in model._meta.concrete_fields}
    asked = opened.context["adminform"].form.fields
    fixed = {name: columns[name] for name in asked if name in columns and name not in copied}
    type(obj)._base_manager.filter(pk=obj.pk)._raw_delete("default")
    fixed = {name: value for name, value in fixed.items() if value not in (None, False)}
    return {**sent_by(opened), **fixed, **copied, **TYPED.get(model, dict)()}


@every_model
def test_every_form_for_a_new_record_makes_one_row_when_it_is_sent_twice(model, office):
    opened = office.get(page(model, "add"))
    if opened.status_code == 403:
        assert not admin.site._registry[model].has_add_permission(opened.wsgi_request)
        return
    sent = new_record(model, office, opened)
    there = model._default_manager.count()
    first, second = (office.post(page(model, "add"), sent) for _ in range(2))
    led_to = first.led_to if model in TELLS_ONCE else first.url
    assert (second.status_code, second.url) == (302, led_to)
    assert model._default_manager.count() == there + 1
    assert told(second)[-1].startswith("该表单此前已提交")


def test_a_form_with_a_mistake_can_be_sent_again(office):
    sent = new_skill(office, name="")
    assert office.post(page(Skill, "add"), sent).status_code == 200
    assert office.post(page(Skill, "add"), {**sent, "name": "竹编"}).status_code == 302
    assert Sent.objects.count() == 1


def test_who_goes_back_and_types_something_else_has_filled_in_another_form(office):
    sent = new_skill(office)
    office.post(page(Skill, "add"), sent)
    office.post(page(Skill, "add"), {**sent, "code": "A9902-01", "name": "刺绣"})
    assert Skill.objects.filter(code__in=["A9901-01", "A9902-01"]).count() == 2


def test_the_word_of_another_account_means_nothing(office, signed_in):
    sent = new_skill(office)
    office.post(page(Skill, "add"), sent)
    other = signed_in(StaffFactory(is_superuser=True))
    # Refused by the unique code, not led to what somebody else has made.
    assert other.post(page(Skill, "add"), sent).status_code == 200


def test_a_changed_record_sent_twice_is_no_conflict_with_oneself(office):
    skill = SkillFactory(name="柑橘栽培")
    address = page(Skill, "change", skill.pk)
    sent = {**sent_by(office.get(address)), "name": "柑橘"}
    assert [office.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert Entry.objects.filter(model="cadres.skill", object_id=skill.pk, verb="change").count() == 1


def test_a_verb_sent_twice_is_done_once_and_the_second_is_not_refused(office):
    goal = LearningGoalFactory()
    address = page(LearningGoal, "verb", goal.pk, "void")
    sent = {**sent_by(office.get(address)), "reason": "录入有误"}
    first, second = (office.post(address, sent) for _ in range(2))
    assert first.url == second.url
    assert Entry.objects.filter(model="cadres.learninggoal", object_id=goal.pk, verb="void").count() == 1


def test_an_action_on_chosen_rows_sent_twice_is_done_once(office):
    goals = LearningGoalFactory.create_batch(2)
    address = page(LearningGoal, "changelist")
    chosen = {"action": "void", "_selected_action": [goal.pk for goal in goals]}
    sent = {**sent_by(office.post(address, chosen)), "reason": "录入有误"}
    first, second = (office.post(address, sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert told(second)[-1].startswith("该表单此前已提交")
    assert Entry.objects.filter(model="cadres.learninggoal", verb="void").count() == 2


def test_a_second_sending_while_the_first_is_under_way_is_told_so(office):
    goal = LearningGoalFactory()
    address = page(LearningGoal, "verb", goal.pk, "void")
    sent = {**sent_by(office.get(address)), "reason": "录入有误"}
    office.post(address, sent)
    Sent.objects.update(url="")
    second = office.post(address, sent)
    assert second.url == page(LearningGoal, "change", goal.pk)
    assert told(second)[-1].startswith("该表单正在办理")


def test_what_was_sent_is_forgotten_after_a_day(office):
    office.post(page(Skill, "add"), new_skill(office))
    Sent.objects.update(sent_at=timezone.now() - KEPT - datetime.timedelta(minutes=1))
    office.post(page(Skill, "add"), new_skill(office, code="A9902-01", name="刺绣"))
    assert Sent.objects.count() == 1


def test_two_sendings_at_the_same_moment_are_one_row(transactional_db, lifted_guards, signed_in):
    staff = StaffFactory(is_superuser=True)
    skill = SkillFactory()
    offices = [signed_in(staff) for _ in range(2)]
    sent = {**sent_by(offices[0].get(page(SkillAlias, "add"))), "alias": "桔", "skill": skill.pk}
    add = page(SkillAlias, "add")
    answers = at_the_same_moment(
        [partial(office.post, add, {**sent, "_continue": "1"}) for office in offices]
    )
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url == page(SkillAlias, "change", SkillAlias.objects.get().pk)

"""The page of a cadre and what is done from it."""

import pytest
from django.urls import reverse

from cadres.models import Cadre, LearningGoal, Post
from cadres.tests.factories import PostFactory, SkillFactory, cadre_at
from config.admin_verbs import AT_ONCE

LIST = "/admin/cadres/cadre/"
ADD = "/admin/cadres/cadre/add/"


@pytest.fixture
def desk(signed_in, county_editor):
    return signed_in(county_editor)


def do(cadre, verb):
    return reverse("admin:cadres_cadre_verb", args=[cadre.pk, verb])


def errors_of(response):
    return set(response.context["adminform"].form.errors)


def test_a_new_cadre_is_entered_with_the_first_post(desk, gaocun):
    sent = {
        "name": "单雄",
        "division": gaocun.pk,
        "post_class": "leader",
        "title": "镇长",
        "on": "2011-10-01",
    }
    assert desk.post(ADD, sent).status_code == 302
    post = Cadre.objects.get().posts.get()
    assert (post.division, post.post_class, post.title) == (gaocun, "leader", "镇长")


def test_a_new_cadre_cannot_be_entered_elsewhere(desk, gaocun, zhijiang_town):
    sent = {"name": "单雄", "division": zhijiang_town.pk, "post_class": "leader", "on": "2011-10-01"}
    assert errors_of(desk.post(ADD, sent)) == {"division"}
    assert not Cadre.objects.exists()


def test_a_transfer_is_asked_for_on_a_page_that_knows_the_present_post(desk, gaocun):
    cadre = cadre_at(gaocun.code, title="镇长", post_class="leader")
    form = desk.get(do(cadre, "transfer")).context["adminform"].form
    assert (form["title"].value(), form["post_class"].value()) == ("镇长", "leader")


def test_a_cadre_is_transferred_within_the_county(desk, gaocun, jinhe):
    cadre = cadre_at(gaocun.code)
    sent = {"to": jinhe.pk, "on": "2011-10-17", "post_class": "ordinary", "title": "干部"}
    assert desk.post(do(cadre, "transfer"), sent).url == reverse("admin:cadres_cadre_change", args=[cadre.pk])
    assert cadre.posts.open_ended().get().division == jinhe


def test_nobody_transfers_out_of_the_own_jurisdiction(desk, gaocun, zhijiang_town):
    cadre = cadre_at(gaocun.code)
    sent = {"to": zhijiang_town.pk, "on": "2011-10-17", "post_class": "ordinary"}
    assert errors_of(desk.post(do(cadre, "transfer"), sent)) == {"to"}


def test_a_refused_verb_says_why_and_keeps_what_was_written(desk, gaocun, jinhe):
    cadre = cadre_at(gaocun.code)
    sent = {"to": jinhe.pk, "on": "2010-01-01", "post_class": "ordinary", "reason": "工作需要"}
    response = desk.post(do(cadre, "transfer"), sent)
    assert errors_of(response) == {"__all__"}
    assert "工作需要" in response.content.decode()


def test_a_verb_on_a_foreign_cadre_looks_like_one_on_nobody(desk, zhijiang_town):
    foreign = cadre_at(zhijiang_town.code)
    for verb in ("transfer", "leave", "goal", "pair"):
        assert desk.get(do(foreign, verb)).status_code == 302
        assert desk.get(reverse("admin:cadres_cadre_verb", args=[987654, verb])).status_code == 302


def test_an_unknown_verb_is_not_found(desk, gaocun):
    assert desk.get(do(cadre_at(gaocun.code), "dismiss")).status_code == 404


def test_who_may_only_look_has_no_verbs(signed_in, approver, gaocun):
    cadre = cadre_at(gaocun.code)
    client = signed_in(approver)
    assert client.get(reverse("admin:cadres_cadre_change", args=[cadre.pk])).context["buttons"] == []
    for verb in ("goal", "mastery", "transfer", "appoint", "leave", "pair"):
        assert client.get(do(cadre, verb)).status_code == 403


def test_several_cadres_take_up_a_skill_at_once_or_none_does(desk, gaocun):
    cadres, skill = [cadre_at(gaocun.code) for _number in range(3)], SkillFactory()
    chosen = {"action": "goal", "_selected_action": [cadre.pk for cadre in cadres], "confirmed": "1"}
    sent = chosen | {"skill": skill.pk, "on": "2011-10-01"}
    desk.post(LIST, sent | {"_selected_action": [cadres[0].pk]})
    desk.post(LIST, sent)
    assert LearningGoal.objects.count() == 1
    desk.post(LIST, sent | {"_selected_action": [cadre.pk for cadre in cadres[1:]]})
    assert LearningGoal.objects.count() == 3


def test_an_action_takes_so_many_at_once_and_no_more(desk, gaocun, monkeypatch):
    monkeypatch.setattr("config.admin_verbs.AT_ONCE", 2)
    cadres = [cadre_at(gaocun.code) for _number in range(3)]
    response = desk.post(
        LIST, {"action": "goal", "_selected_action": [cadre.pk for cadre in cadres]}, follow=True
    )
    assert AT_ONCE > 2
    assert "2" in str(next(iter(response.context["messages"])))


@pytest.mark.parametrize(
    ("choice", "names"),
    [("learning=no_goal", {"无目标"}), ("learning=learning", {"有目标"}), ("post=none", {"已离开"})],
)
def test_the_list_is_filtered_by_state_of_learning_and_post(desk, gaocun, choice, names):
    cadre_at(gaocun.code, name="无目标")
    LearningGoal.objects.create(cadre=cadre_at(gaocun.code, name="有目标"), skill=SkillFactory())
    cadre_at(gaocun.code, name="已离开", valid_to="2011-05-01")
    cl = desk.get(f"{LIST}?{choice}").context["cl"]
    assert {cadre.name for cadre in cl.result_list} == names


def test_the_places_offered_are_ones_own(desk, signed_in, city_editor, gaocun, jinhe, zhijiang_town):
    def offered(client, query=""):
        specs = client.get(f"{LIST}?{query}").context["cl"].filter_specs
        spec = next(spec for spec in specs if spec.parameter_name == "place")
        return [code for code, _name in spec.lookup_choices]

    assert offered(desk) == ["431226", gaocun.code, jinhe.code]
    assert offered(desk, "place=431228") == ["431226", gaocun.code, jinhe.code][:0]
    assert offered(signed_in(city_editor)) == ["431226", "431228"]
    assert offered(signed_in(city_editor), "place=431228") == ["431228", zhijiang_town.code]


def test_a_second_main_post_is_told_in_the_form_of_a_post(desk, gaocun, jinhe):
    cadre = cadre_at(gaocun.code)
    sent = {
        "cadre": cadre.pk,
        "division": jinhe.pk,
        "post_class": "ordinary",
        "main": "on",
        "valid_from": "2011-10-01",
    }
    assert errors_of(desk.post(reverse("admin:cadres_post_add"), sent)) == {"__all__"}
    assert Post.objects.count() == 1


def test_the_same_open_goal_is_told_in_its_form_although_no_form_shows_what_is_void(desk, gaocun):
    goal = LearningGoal.objects.create(cadre=cadre_at(gaocun.code), skill=SkillFactory())
    sent = {"cadre": goal.cadre_id, "skill": goal.skill_id, "need": "market"}
    assert errors_of(desk.post(reverse("admin:cadres_learninggoal_add"), sent)) == {"__all__"}


def test_a_concurrent_post_elsewhere_is_not_named(desk, gaocun, zhijiang_town):
    cadre = cadre_at(gaocun.code)
    PostFactory(cadre=cadre, division=zhijiang_town, main=False, assessed=False)
    pages = [LIST, reverse("admin:cadres_cadre_change", args=[cadre.pk])]
    assert all("芷江" not in desk.get(page).content.decode() for page in pages)

"""The diary as a clerk enters and reads it."""

import datetime

import pytest
from django.db import DataError
from django.urls import reverse

from cadres.tests.factories import cadre_at, place
from villages import actions
from villages.admin.visit import VisitAdmin
from villages.models import Visit
from villages.tests.factories import HouseholdFactory, VillageFactory, VisitFactory

LIST = "/admin/villages/visit/"
ADD = "/admin/villages/visit/add/"


@pytest.fixture
def desk(signed_in, township_clerk):
    return signed_in(township_clerk)


@pytest.fixture
def cadre(gaocun):
    return cadre_at(gaocun.code, name="单雄")


@pytest.fixture
def village(db):
    return VillageFactory()


def entry(cadre, village, **changed):
    values = {"cadre": cadre.pk, "village": village.pk, "visited_on": "2011-10-11", "purpose": "contact"}
    return values | {"done": "入户走访"} | changed


def errors_of(response):
    return set(response.context["adminform"].form.errors)


def shown(response):
    return [visit.pk for visit in response.context["cl"].result_list]


def test_a_visit_is_entered(desk, cadre, village, township_clerk):
    assert desk.post(ADD, entry(cadre, village)).status_code == 302
    visit = Visit.objects.get()
    assert (visit.division, visit.recorded_by) == (place("431226101"), township_clerk)


def test_the_next_page_of_the_book_begins_with_the_same_cadre_and_village(desk, cadre, village):
    response = desk.post(ADD, entry(cadre, village, _addanother="1"))
    assert f"cadre={cadre.pk}&village={village.pk}" in response.url


@pytest.mark.parametrize(
    ("field", "value"),
    [("visited_on", "2999-01-01"), ("visited_on", "2010-01-01"), ("visited_on", "yesterday"), ("done", "")],
)
def test_what_cannot_be_is_said_beside_its_field(desk, cadre, village, field, value):
    assert errors_of(desk.post(ADD, entry(cadre, village, **{field: value}))) == {field}


def test_a_household_of_another_village_is_said_beside_the_household(desk, cadre, village):
    household = HouseholdFactory()
    assert errors_of(desk.post(ADD, entry(cadre, village, household=household.pk))) == {"household"}


def test_a_visit_entered_twice_is_told_so(desk, cadre, village):
    desk.post(ADD, entry(cadre, village))
    assert errors_of(desk.post(ADD, entry(cadre, village))) == {"__all__"}
    assert Visit.objects.count() == 1


def test_neither_a_foreign_cadre_nor_a_foreign_village_can_be_sent(desk, cadre, village):
    foreign = cadre_at("431228100")
    elsewhere = VillageFactory(code="431228100201")
    assert errors_of(desk.post(ADD, entry(foreign, elsewhere))) == {"cadre", "village"}
    assert not Visit.objects.exists()


def test_a_prefilled_form_shows_no_foreign_name(desk, gaocun):
    foreign = cadre_at("431228100", name="赵外县")
    assert "赵外县" not in desk.get(ADD, {"cadre": foreign.pk}).content.decode()


def test_a_correction_is_saved_under_the_same_rules(desk, cadre, village):
    desk.post(ADD, entry(cadre, village))
    address = reverse("admin:villages_visit_change", args=[Visit.objects.get().pk])
    assert errors_of(desk.post(address, entry(cadre, village, visited_on="2010-01-01"))) == {"visited_on"}
    assert desk.post(address, entry(cadre, village, done="帮助秋收")).status_code == 302
    assert Visit.objects.get().done == "帮助秋收"


def test_a_void_visit_is_only_to_be_looked_at(desk, cadre, village):
    visit = VisitFactory(cadre=cadre, village=village)
    page = reverse("admin:villages_visit_change", args=[visit.pk])
    desk.post(f"{page.removesuffix('change/')}do/void/", {"reason": "entered twice"})
    visit.refresh_from_db()
    assert visit.void_reason == "entered twice"
    assert desk.post(page, entry(cadre, village, done="x")).status_code == 403


def test_several_visits_are_voided_with_one_reason(desk, cadre):
    visits = VisitFactory.create_batch(3, cadre=cadre)
    sent = {"action": "void", "_selected_action": [visit.pk for visit in visits[:2]]}
    assert "reason" in desk.post(LIST, sent).context["adminform"].form.fields
    desk.post(LIST, sent | {"confirmed": "1", "reason": "another book"})
    assert Visit.objects.exclude(voided_at=None).count() == 2


def test_a_foreign_visit_cannot_be_chosen_for_an_action(desk, cadre):
    foreign = VisitFactory(cadre=cadre_at("431228100"), division=place("431228100"))
    desk.post(LIST, {"action": "void", "_selected_action": [foreign.pk], "confirmed": "1", "reason": "x"})
    foreign.refresh_from_db()
    assert not foreign.is_void


@pytest.mark.parametrize("word", ["单雄", "单", "shan", "shanxiong", "sx", "Shan Xiong"])
def test_people_are_found_by_name_pinyin_and_initials(desk, cadre, word):
    mine = VisitFactory(cadre=cadre)
    VisitFactory(cadre=cadre_at("431226101", name="王五"))
    assert shown(desk.get(LIST, {"q": word})) == [mine.pk]


def test_people_are_found_by_number(desk, cadre):
    mine = VisitFactory(cadre=cadre)
    assert shown(desk.get(LIST, {"q": cadre.number})) == [mine.pk]
    assert shown(desk.get(LIST, {"q": "99999999"})) == []


def test_who_has_left_is_still_found_in_the_diary_of_the_place(desk, cadre, jinhe):
    mine = VisitFactory(cadre=cadre)
    cadre.posts.update(valid_to=datetime.date(2011, 11, 1))
    assert shown(desk.get(LIST, {"q": "shanxiong"})) == [mine.pk]


def test_the_list_of_a_county_holds_the_diaries_of_its_townships_newest_first(
    signed_in, county_editor, jinhe, gaocun
):
    old = VisitFactory(visited_on=datetime.date(2011, 10, 1))
    new = VisitFactory(cadre=cadre_at(jinhe.code), division=jinhe, visited_on=datetime.date(2011, 10, 9))
    VisitFactory(cadre=cadre_at("431228100"), division=place("431228100"))
    client = signed_in(county_editor)
    assert shown(client.get(LIST)) == [new.pk, old.pk]
    assert shown(client.get(LIST, {"place": gaocun.code})) == [old.pk]
    assert shown(client.get(LIST, {"place": "431228100"})) == []


def test_a_month_is_its_days_and_no_more(desk, gaocun):
    days = ("2011-09-30", "2011-10-01", "2011-10-31", "2011-11-01")
    visits = {day: VisitFactory(visited_on=datetime.date.fromisoformat(day)).pk for day in days}
    found = shown(desk.get(LIST, {"month": "2011-10"}))
    assert found == [visits["2011-10-31"], visits["2011-10-01"]]


@pytest.mark.parametrize("month", ["9999-12", "0000-01", "\x00", "２０１１-10", "2011-13", "x"])
def test_what_is_no_month_of_any_diary_is_passed_over(desk, gaocun, month):
    visit = VisitFactory()
    assert shown(desk.get(LIST, {"month": month})) == [visit.pk]


def test_households_are_offered_for_the_village_that_is_chosen(desk, village):
    inside, _outside = HouseholdFactory(village=village), HouseholdFactory()
    asked = {
        "app_label": "villages",
        "model_name": "visit",
        "field_name": "household",
        "of_village": village.pk,
    }
    answer = desk.get("/admin/autocomplete/", asked).json()
    assert [row["id"] for row in answer["results"]] == [str(inside.pk)]


def test_a_cadre_is_offered_with_place_and_number(desk, cadre):
    asked = {"app_label": "villages", "model_name": "visit", "field_name": "cadre", "term": "sx"}
    [row] = desk.get("/admin/autocomplete/", asked).json()["results"]
    assert cadre.number in row["text"]
    assert "高村镇" in row["text"]


def test_no_foreign_cadre_is_offered(desk, gaocun):
    foreign = cadre_at("431228100", name="单雄")
    asked = {"app_label": "villages", "model_name": "visit", "field_name": "cadre", "term": foreign.number}
    assert desk.get("/admin/autocomplete/", asked).json()["results"] == []


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_visit_on_a_day_of_an_impossible_year_is_refused_beside_the_day(desk, cadre, village, day):
    response = desk.post(ADD, entry(cadre, village, visited_on=day))
    assert errors_of(response) == {"visited_on"}


@pytest.mark.parametrize("key", ["x", "\x00", "9" * 30])
def test_a_prefilled_form_passes_over_what_is_no_key(desk, key):
    assert desk.get(ADD, {"cadre": key}).status_code == 200


def test_what_the_database_cannot_hold_is_said_in_a_sentence(desk, cadre, village, monkeypatch):
    def refuse(**values):
        raise DataError("value out of range")

    monkeypatch.setattr(actions, "save_visit", refuse)
    response = desk.post(ADD, entry(cadre, village), follow=True)
    assert [str(message) for message in response.context["messages"]] == [VisitAdmin.refused_by_database()]
    assert not Visit.objects.exists()

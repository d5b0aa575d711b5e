"""What is refused to somebody who is signed in stands in the journal: who, when, from where, what was asked for."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Scheme
from assessments.tests.factories import SchemeFactory
from cadres.models import Cadre, LearningGoal, Role
from cadres.tests.factories import LearningGoalFactory, cadre_at, clerk
from config.journal.models import Entry
from config.tests.test_registry import NEVER, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def county_administrator(mayang):
    return clerk(Role.COUNTY_ADMINISTRATOR, mayang.code)


def refusals():
    found = Entry.objects.filter(verb="refuse-access")
    return [(entry.by, entry.model, entry.object_id, entry.reason) for entry in found]


def test_a_page_that_the_role_may_not_open(signed_in, township_clerk):
    address = page(Scheme, "add")
    assert signed_in(township_clerk).get(address).status_code == 403
    assert refusals() == [(township_clerk, "assessments.scheme", None, f"GET {address}")]
    assert Entry.objects.get(verb="refuse-access").address == "127.0.0.1"
    assert Entry.objects.get(verb="refuse-access").division_code == "431226101"


def test_a_verb_that_the_role_may_not_do_though_its_transaction_rolls_back(signed_in, approver):
    goal = LearningGoalFactory()
    address = page(LearningGoal, "verb", goal.pk, "void")
    assert signed_in(approver).post(address, {"reason": "录入有误"}).status_code == 403
    assert refusals() == [(approver, "cadres.learninggoal", goal.pk, f"POST {address}")]


@pytest.mark.parametrize("what", ["change", "history"])
def test_a_record_of_elsewhere(what, signed_in, township_clerk, jinhe):
    cadre = cadre_at(jinhe.code)
    address = page(Cadre, what, cadre.pk)
    assert signed_in(township_clerk).get(address).status_code == 302
    assert refusals() == [(township_clerk, "cadres.cadre", cadre.pk, f"GET {address}")]


def test_a_record_of_elsewhere_to_which_a_form_is_sent(signed_in, township_clerk, jinhe):
    cadre = cadre_at(jinhe.code)
    for address in (page(Cadre, "change", cadre.pk), page(Cadre, "verb", cadre.pk, "leave")):
        signed_in(township_clerk).post(address, {"reason": "离开"})
    assert [refusal[2] for refusal in refusals()] == [cadre.pk, cadre.pk]


def test_a_record_that_never_was_looks_no_different_in_the_journal(signed_in, township_clerk):
    address = page(Cadre, "change", NEVER)
    signed_in(township_clerk).get(address)
    assert refusals() == [(township_clerk, "cadres.cadre", NEVER, f"GET {address}")]


def test_what_was_searched_or_typed_is_not_kept(signed_in, township_clerk):
    signed_in(township_clerk).post(page(Scheme, "add") + "?q=张三", {"name": "李四"})
    [(_by, _model, _key, reason)] = refusals()
    assert "张三" not in reason and "李四" not in reason


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in_and_nothing_is_entered(client, db):
    assert client.get(reverse("admin:index")).status_code == 302
    assert refusals() == []


def test_an_ordinary_day_enters_no_refusal(signed_in, county_editor):
    scheme = SchemeFactory(division=county_editor.current_assignments[0].division)
    office = signed_in(county_editor)
    for address in (reverse("admin:index"), page(Scheme, "changelist"), page(Scheme, "change", scheme.pk)):
        assert office.get(address).status_code == 200
    assert refusals() == []


def test_an_account_of_elsewhere_whose_password_is_asked_for_stands_in_the_journal(
    signed_in, county_administrator, zhijiang_town
):
    stranger = clerk(Role.TOWNSHIP_CLERK, zhijiang_town.code)
    signed_in(county_administrator).get(reverse("admin:auth_user_password_change", args=[stranger.pk]))
    assert Entry.objects.filter(verb="refuse-access", object_id=stranger.pk).exists()


def test_an_address_with_a_nul_is_refused_and_entered(township_clerk):
    office = Client(enforce_csrf_checks=True, raise_request_exception=False)
    office.force_login(township_clerk)
    assert office.post("/admin/cadres/cadre/1%00/change/", {}).status_code == 403


def test_a_refusal_at_an_address_of_no_model_is_a_refusal(township_clerk):
    office = Client(raise_request_exception=False)
    office.force_login(township_clerk)
    asked = {"app_label": "cadres", "model_name": "assignment", "field_name": "staff", "term": ""}
    assert office.get(reverse("admin:autocomplete"), asked).status_code == 403
    assert Entry.objects.filter(verb="refuse-access", object_id=township_clerk.pk).exists()

"""Ways around the rule of jurisdiction, the separation of roles and the journal of looks."""

import pytest
from django.test import Client
from django.urls import reverse

from cadres.models import Assignment, Cadre, Role, Staff
from cadres.tests.factories import AssignmentFactory, PostFactory, cadre_at, clerk
from config.journal.models import Entry
from config.tests.test_registry import NEVER, page
from villages.models import HouseholdCategory, VillagePairing
from villages.tests.factories import HouseholdCategoryFactory, VillageFactory, VillagePairingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county_administrator(mayang):
    return clerk(Role.COUNTY_ADMINISTRATOR, mayang.code)


@pytest.fixture
def across(gaocun, zhijiang_town):
    """A cadre of Mayang whose primary village lies in Zhijiang."""
    return VillagePairingFactory(
        cadre=cadre_at(gaocun.code), village=VillageFactory(code=f"{zhijiang_town.code}001")
    )


@pytest.mark.parametrize("on", ["2011-01-01", "2011-10-01"], ids=["that day", "later"])
def test_pairing_a_cadre_leaves_the_pairings_of_villages_elsewhere_alone(
    signed_in, township_clerk, across, on
):
    own = VillageFactory()
    before = VillagePairing.objects.filter(pk=across.pk).values().get()
    sent = {"village": own.pk, "primary": "on", "on": on}
    signed_in(township_clerk).post(page(Cadre, "verb", across.cadre_id, "pair"), sent)
    assert VillagePairing.objects.filter(pk=across.pk).values().get() == before


@pytest.mark.parametrize("asked", [{"place": "431228100"}, {"post": "leader"}], ids=str)
def test_a_list_of_cadres_is_not_narrowed_by_posts_elsewhere(
    signed_in, county_editor, gaocun, zhijiang_town, asked
):
    cadre = cadre_at(zhijiang_town.code, post_class="leader")
    PostFactory(cadre=cadre, division=gaocun, main=False, assessed=False)
    found = signed_in(county_editor).get(page(Cadre, "changelist"), asked)
    assert found.context["cl"].result_count == 0


def test_no_second_role_is_given_on_the_page_of_a_new_assignment(
    signed_in, county_administrator, gaocun, mayang
):
    staff = clerk(Role.TOWNSHIP_CLERK, gaocun.code)
    sent = {
        "staff": staff.pk,
        "role": Role.INSPECTOR,
        "division": mayang.pk,
        "valid_from": "2011-01-01",
        "_save": "1",
    }
    signed_in(county_administrator).post(page(Assignment, "add"), sent)
    assert Staff.objects.get(pk=staff.pk).roles == {Role.TOWNSHIP_CLERK}


def test_an_ended_role_does_not_come_back_beside_another(signed_in, county_administrator, gaocun, mayang):
    staff = clerk(Role.INSPECTOR, mayang.code)
    ended = staff.assignments.get()
    staff.assignments.update(valid_to="2012-01-01")
    AssignmentFactory(staff=staff, role=Role.TOWNSHIP_CLERK, division=gaocun, valid_from="2012-01-01")
    sent = {"valid_from": "2011-01-01", "valid_to": "", "_save": "1"}
    signed_in(county_administrator).post(page(Assignment, "change", ended.pk), sent)
    assert Staff.objects.get(pk=staff.pk).roles == {Role.TOWNSHIP_CLERK}


def test_the_journal_does_not_tell_whether_a_record_lies_elsewhere(
    signed_in, county_administrator, zhijiang_town
):
    office, journal = signed_in(county_administrator), page(Entry, "changelist")
    told = []
    for key in (cadre_at(zhijiang_town.code).pk, NEVER):
        office.get(page(Cadre, "change", key))
        told.append(office.get(journal, {"q": key, "verb": "refuse-access"}).context["cl"].result_count)
    assert told[0] == told[1]


def looks():
    return Entry.objects.filter(verb="look").count()


@pytest.mark.parametrize(
    ("method", "name"), [("post", "changelist"), ("head", "changelist"), ("get", "export")]
)
def test_however_a_list_is_asked_for_hardship_the_look_is_entered(signed_in, township_clerk, method, name):
    HouseholdCategoryFactory(category="hardship")
    address = page(HouseholdCategory, name) + "?category=hardship"
    answer = getattr(signed_in(township_clerk), method)(address)
    assert answer.status_code == 200
    assert looks() == 1


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


@pytest.mark.parametrize("asked", [{"pairing": "village"}], ids=str)
def test_a_list_of_cadres_is_not_narrowed_by_pairings_elsewhere(signed_in, county_editor, across, asked):
    found = signed_in(county_editor).get(page(Cadre, "changelist"), asked)
    assert found.context["cl"].result_count == 0


def test_a_refusal_at_an_address_of_no_model_is_a_refusal(township_clerk):
    office = Client(raise_request_exception=False)
    office.force_login(township_clerk)
    asked = {"app_label": "cadres", "model_name": "assignment", "field_name": "staff", "term": ""}
    assert office.get(reverse("admin:autocomplete"), asked).status_code == 403
    assert Entry.objects.filter(verb="refuse-access", object_id=township_clerk.pk).exists()

"""Nobody gives a right that is not their own, and nobody raises their own."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cadres import first_passwords
from cadres.accounts import assign, may_manage, open_account, roles_to_give
from cadres.models import Assignment, Role, Staff
from cadres.tests.factories import PASSWORD, AssignmentFactory, StaffFactory, clerk, place
from config.journal.models import Entry
from config.tests.test_registry import page


@pytest.fixture
def county_administrator(mayang):
    return clerk(Role.COUNTY_ADMINISTRATOR, mayang.code, username="county-administrator")


def form(**changed):
    return {"username": "newcomer", "name": "新来"} | changed


def test_an_administrator_opens_an_account_below(county_administrator, gaocun):
    staff = Staff(username="n", name="n")
    open_account(staff=staff, role=Role.TOWNSHIP_CLERK, division=gaocun, by=county_administrator)
    assert staff.is_staff and not staff.is_superuser
    assert staff.scope.codes == (gaocun.code,)


def test_no_account_is_opened_elsewhere(county_administrator, zhijiang_town):
    with pytest.raises(ValidationError):
        open_account(
            staff=Staff(username="n", name="n"), role=Role.TOWNSHIP_CLERK, division=zhijiang_town,
            by=county_administrator,
        )  # fmt: skip
    assert not Staff.objects.filter(username="n").exists()


@pytest.mark.parametrize("role", [Role.CITY_ADMINISTRATOR, Role.CITY_EDITOR, Role.APPROVER])
def test_no_role_is_given_that_may_do_more_than_ones_own(county_administrator, mayang, role):
    with pytest.raises(ValidationError):
        assign(staff=StaffFactory(), role=role, division=mayang, by=county_administrator)


def test_whoever_prepares_tables_cannot_make_an_approver(city_administrator):
    assert Role.APPROVER not in dict(roles_to_give(city_administrator))


def test_nobody_gives_themselves_a_role(city_administrator, mayang):
    with pytest.raises(ValidationError):
        assign(staff=city_administrator, role=Role.COUNTY_EDITOR, division=mayang, by=city_administrator)


def test_a_clerk_gives_no_role_at_all(township_clerk):
    assert roles_to_give(township_clerk) == []


def test_an_account_with_a_role_elsewhere_is_not_managed(county_administrator, gaocun, zhijiang_town):
    staff = clerk(Role.TOWNSHIP_CLERK, gaocun.code)
    assert may_manage(county_administrator, staff)
    assign(staff=staff, role=Role.TOWNSHIP_CLERK, division=zhijiang_town, by=None)
    assert not may_manage(county_administrator, staff)


def test_an_account_is_opened_on_its_page_with_its_first_role(signed_in, county_administrator, gaocun):
    sent = form(role="township_clerk", division=gaocun.pk)
    response = signed_in(county_administrator).post(reverse("admin:cadres_staff_add"), sent)
    assert response.status_code == 200
    staff = Staff.objects.get(username="newcomer")
    assert (staff.check_password(response.context["password"]), staff.roles) == (True, {"township_clerk"})
    assert "password" not in Entry.objects.get(model="cadres.staff", verb="create").after


def test_the_page_offers_neither_foreign_places_nor_higher_roles(
    signed_in, county_administrator, zhijiang_town
):
    sent = form(role="city_administrator", division=zhijiang_town.pk)
    response = signed_in(county_administrator).post(reverse("admin:cadres_staff_add"), sent)
    assert set(response.context["adminform"].form.errors) == {"division", "role"}
    assert not Staff.objects.filter(username="newcomer").exists()


def test_nobody_can_make_themselves_superuser(signed_in, county_administrator, gaocun):
    staff = clerk(Role.TOWNSHIP_CLERK, gaocun.code, username="below")
    rows = {"assignments-TOTAL_FORMS": 0, "assignments-INITIAL_FORMS": 0}
    sent = {
        "username": "below",
        "name": "x",
        "is_active": "on",
        "is_superuser": "on",
        "is_staff": "on",
        **rows,
    }
    signed_in(county_administrator).post(reverse("admin:cadres_staff_change", args=[staff.pk]), sent)
    staff.refresh_from_db()
    assert (staff.name, staff.is_superuser) == ("x", False)


def test_an_administrator_cannot_change_the_own_account(signed_in, county_administrator):
    address = reverse("admin:cadres_staff_change", args=[county_administrator.pk])
    assert signed_in(county_administrator).post(address, {"username": "x", "name": "x"}).status_code == 403


def test_a_superuser_is_invisible_and_keeps_the_password(signed_in, city_administrator):
    superuser = StaffFactory(is_superuser=True)
    Assignment.objects.create(staff=superuser, role=Role.CITY_EDITOR, division=place("4312"))
    client = signed_in(city_administrator)
    for name in ("cadres_staff_change", "auth_user_password_change"):
        response = client.post(reverse(f"admin:{name}", args=[superuser.pk]))
        assert response.status_code in (302, 403, 404)
    superuser.refresh_from_db()
    assert superuser.check_password(PASSWORD)


def test_a_new_password_of_somebody_below_is_journalled_without_it(signed_in, county_administrator, gaocun):
    staff = clerk(Role.TOWNSHIP_CLERK, gaocun.code)
    signed_in(county_administrator).post(reverse("admin:auth_user_password_change", args=[staff.pk]))
    staff.refresh_from_db()
    assert not staff.check_password(PASSWORD)
    entry = Entry.objects.get(verb="first-password")
    assert (entry.object_id, entry.before, entry.after) == (staff.pk, None, None)


def test_a_password_is_not_set_without_its_journal_row(signed_in, county_administrator, gaocun, monkeypatch):
    def fail(**values):
        raise RuntimeError

    monkeypatch.setattr(first_passwords, "record_about_account", fail)
    staff = clerk(Role.TOWNSHIP_CLERK, gaocun.code)
    client = signed_in(county_administrator)
    with pytest.raises(RuntimeError):
        client.post(reverse("admin:auth_user_password_change", args=[staff.pk]))
    staff.refresh_from_db()
    assert staff.check_password(PASSWORD)


def former(role, place):
    """An account whose only role has ended."""
    staff = clerk(role, place.code)
    staff.assignments.update(valid_to="2011-12-01")
    return staff


def test_a_former_account_is_managed_by_whoever_could_give_what_it_held(
    county_administrator, city_administrator, mayang, gaocun, city
):
    assert may_manage(county_administrator, former(Role.TOWNSHIP_CLERK, gaocun))
    assert not may_manage(county_administrator, former(Role.CITY_ADMINISTRATOR, mayang))
    assert not may_manage(county_administrator, former(Role.COUNTY_EDITOR, city))
    assert may_manage(city_administrator, former(Role.CITY_ADMINISTRATOR, mayang))


def test_an_account_that_never_held_a_role_is_the_superusers_alone(city_administrator):
    assert not may_manage(city_administrator, StaffFactory())
    assert may_manage(StaffFactory(is_superuser=True), StaffFactory())


def test_the_password_of_a_former_city_administrator_is_not_set_by_a_county(
    signed_in, county_administrator, mayang, city
):
    staff = former(Role.CITY_ADMINISTRATOR, city)
    Assignment.objects.create(
        staff=staff, role=Role.COUNTY_EDITOR, division=mayang, valid_from="2010-01-01", valid_to="2010-02-01"
    )
    address = reverse("admin:auth_user_password_change", args=[staff.pk])
    assert signed_in(county_administrator).post(address).status_code == 403
    staff.refresh_from_db()
    assert staff.check_password(PASSWORD)


def test_everybody_changes_the_own_password(signed_in, township_clerk):
    sent = {
        "old_password": PASSWORD,
        "new_password1": "another-long-one",
        "new_password2": "another-long-one",
    }
    response = signed_in(township_clerk).post(reverse("admin:password_change"), sent)
    assert response.status_code == 302
    township_clerk.refresh_from_db()
    assert township_clerk.check_password("another-long-one")


def test_a_role_is_ended_and_not_rewritten(signed_in, county_administrator, gaocun, jinhe):
    assignment = clerk(Role.TOWNSHIP_CLERK, gaocun.code).assignments.get()
    address = reverse("admin:cadres_assignment_change", args=[assignment.pk])
    sent = {
        "role": "county_administrator",
        "division": jinhe.pk,
        "valid_from": "2011-01-01",
        "valid_to": "2011-12-01",
    }
    signed_in(county_administrator).post(address, sent)
    assignment.refresh_from_db()
    assert (assignment.role, assignment.division) == ("township_clerk", gaocun)


def test_the_list_of_accounts_names_no_role_of_elsewhere(
    signed_in, county_administrator, gaocun, zhijiang_town
):
    staff = clerk(Role.TOWNSHIP_CLERK, gaocun.code)
    assign(staff=staff, role=Role.TOWNSHIP_CLERK, division=zhijiang_town, by=None)
    text = signed_in(county_administrator).get(reverse("admin:cadres_staff_changelist")).content.decode()
    assert gaocun.name in text
    assert zhijiang_town.name not in text


def test_an_account_holds_one_role_at_a_time(mayang, gaocun):
    staff = clerk(Role.INSPECTOR, mayang.code)
    with pytest.raises(ValidationError, match=r"another role|其他角色"):
        assign(staff=staff, role=Role.TOWNSHIP_CLERK, division=gaocun, by=None)


def test_an_account_may_hold_its_role_in_several_places(mayang, zhijiang_town):
    staff = clerk(Role.INSPECTOR, mayang.code)
    assign(staff=staff, role=Role.INSPECTOR, division=zhijiang_town, by=None)
    assert len(type(staff).objects.get(pk=staff.pk).current_assignments) == 2


def test_after_a_role_has_ended_another_may_begin(mayang, gaocun):
    staff = clerk(Role.INSPECTOR, mayang.code)
    staff.assignments.update(valid_to="2012-01-01")
    assign(staff=staff, role=Role.TOWNSHIP_CLERK, division=gaocun, by=None)
    assert type(staff).objects.get(pk=staff.pk).roles == {Role.TOWNSHIP_CLERK}


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


def test_the_database_refuses_two_roles_at_a_time(mayang, gaocun):
    staff = clerk(Role.TOWNSHIP_CLERK, gaocun.code)
    with pytest.raises(DatabaseError), transaction.atomic():
        AssignmentFactory(staff=staff, role=Role.INSPECTOR, division=mayang)
    ended = AssignmentFactory(
        staff=staff, role=Role.INSPECTOR, division=mayang, valid_from="2010-01-01", valid_to="2011-01-01"
    )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cadres_assignment SET valid_to = NULL WHERE id = %s", [ended.pk])

"""Why a household is to be visited first: hardship and dispute are read only by roles that need them, and each look is
entered in the journal. Lists, titles and files say no more than that it is to be visited first."""

import datetime

import pytest
from django.urls import reverse

from cadres.models import Role
from cadres.roles import _GRANTS
from cadres.tests.factories import clerk
from config.corrections import end, record
from config.journal.models import Entry
from config.spreadsheets.kinds import Context
from config.tests.factories import EntryFactory
from villages.models import HouseholdCategory
from villages.querysets import SENSITIVE
from villages.tests.factories import HouseholdCategoryFactory, HouseholdFactory
from villages.tests.sheets_cast import planned, workbook
from villages.tests.test_import_admin import exported

WORDS = ("困难户", "困难党员户", "信访", "矛盾纠纷", "hardship", "grievance")
READERS = (
    Role.CITY_ADMINISTRATOR,
    Role.CITY_EDITOR,
    Role.COUNTY_ADMINISTRATOR,
    Role.COUNTY_EDITOR,
    Role.TOWNSHIP_CLERK,
    Role.AUDITOR,
)
OTHERS = tuple(role for role in Role if role not in READERS)

HOUSEHOLDS = "admin:villages_household_changelist"
CATEGORIES = "admin:villages_householdcategory_changelist"

pytestmark = pytest.mark.django_db


@pytest.fixture
def household(gaocun):
    home = HouseholdFactory()
    for category in ("hardship", "grievance", "large_producer"):
        HouseholdCategoryFactory(household=home, category=category)
    return home


def account(role):
    return clerk(role, "4312" if role in (Role.CITY_ADMINISTRATOR, Role.CITY_EDITOR) else "431226")


def page_of(household):
    return reverse("admin:villages_household_change", args=[household.pk])


def looks():
    return Entry.objects.filter(verb="look")


def rows_of(response):
    return response.context["cl"].result_list


@pytest.mark.parametrize("role", Role)
def test_only_the_roles_that_need_it_read_hardship_and_dispute(role, household):
    found = set(HouseholdCategory.objects.visible_to(account(role)).values_list("category", flat=True))
    assert found == ({"hardship", "grievance", "large_producer"} if role in READERS else {"large_producer"})


@pytest.mark.parametrize("role", OTHERS)
def test_no_page_tells_other_roles_what_it_is(role, household, signed_in):
    client = signed_in(account(role))
    for address in (reverse(HOUSEHOLDS), reverse(CATEGORIES), page_of(household)):
        text = client.get(address).content.decode()
        assert not [word for word in WORDS if word in text]
    assert not looks().exists()


@pytest.mark.parametrize("role", OTHERS)
def test_the_page_of_a_category_of_hardship_does_not_exist_for_other_roles(role, household, signed_in):
    hidden = household.categories.get(category="hardship")
    address = reverse("admin:villages_householdcategory_change", args=[hidden.pk])
    assert signed_in(account(role)).get(address).status_code == 302


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("category", SENSITIVE)
def test_no_other_role_finds_households_by_it(role, category, household, signed_in):
    HouseholdFactory()
    for address in (HOUSEHOLDS, CATEGORIES):
        response = signed_in(account(role)).get(reverse(address), {"category": category})
        unasked = signed_in(account(role)).get(reverse(address))
        assert list(rows_of(response)) == list(rows_of(unasked))


@pytest.mark.parametrize("role", READERS)
def test_a_list_says_only_that_the_household_is_to_be_visited_first(role, household, signed_in):
    client = signed_in(account(role))
    [row] = rows_of(client.get(reverse(HOUSEHOLDS)))
    assert row.pk == household.pk
    shown = client.get(reverse(HOUSEHOLDS)).content.decode()
    assert "须先走访, 种养大户" in shown
    assert not looks().exists()


def test_a_look_at_the_page_of_a_household_is_recorded(household, signed_in, township_clerk):
    text = signed_in(township_clerk).get(page_of(household)).content.decode()
    assert "困难户" in text
    [look] = looks()
    assert (look.by, look.model, look.object_id) == (township_clerk, "villages.household", household.pk)
    assert (look.division_code, look.before, look.after) == ("431226101", None, None)


def test_a_household_without_hardship_or_dispute_is_looked_at_without_a_record(signed_in, township_clerk):
    home = HouseholdCategoryFactory(category="science").household
    signed_in(township_clerk).get(page_of(home))
    assert not looks().exists()


def test_a_look_at_the_page_and_at_the_history_of_a_category_is_recorded(
    household, signed_in, township_clerk
):
    category = household.categories.get(category="grievance")
    for name in ("change", "history"):
        address = reverse(f"admin:villages_householdcategory_{name}", args=[category.pk])
        assert signed_in(township_clerk).get(address).status_code == 200
    assert looks().filter(model="villages.householdcategory", object_id=category.pk).count() == 2


@pytest.mark.parametrize("address", [HOUSEHOLDS, CATEGORIES])
def test_to_ask_a_list_for_hardship_is_a_look_as_well(address, household, signed_in, township_clerk):
    response = signed_in(township_clerk).get(reverse(address), {"category": "hardship"})
    assert len(rows_of(response)) == 1
    [look] = looks()
    assert (look.by, look.object_id, look.after) == (township_clerk, None, {"category": "hardship"})


@pytest.fixture
def once_in_hardship(gaocun, county_editor):
    """A category that was entered as hardship and corrected to a large producer, with its two entries."""
    category = record(
        fact=HouseholdCategory(household=HouseholdFactory(), category="hardship"), by=county_editor
    )
    category.category = "large_producer"
    return record(fact=category, by=county_editor)


def entries_about(category):
    return Entry.objects.filter(model="villages.householdcategory", object_id=category.pk).exclude(
        verb="look"
    )


@pytest.mark.parametrize("role", (Role.CITY_ADMINISTRATOR, Role.COUNTY_ADMINISTRATOR, Role.AUDITOR))
def test_whoever_reads_of_hardship_in_an_entry_of_the_journal_has_looked_at_it(
    role, once_in_hardship, signed_in
):
    for entry in entries_about(once_in_hardship):
        reader = account(role)
        page = signed_in(reader).get(reverse("admin:journal_entry_change", args=[entry.pk]))
        assert "hardship" in page.text
        look = looks().get(by=reader)
        assert (look.model, look.object_id, look.division_code) == ("journal.entry", entry.pk, "431226101")


def test_a_list_of_the_journal_and_an_entry_that_tells_nothing_of_it_are_read_without_a_look(
    household, signed_in, township_clerk
):
    producer = household.categories.get(category="large_producer")
    end(fact=producer, on=datetime.date(2012, 1, 1), by=None)
    of_list = EntryFactory(
        verb="look", model="villages.householdcategory", object_id=None, after={"category": "hardship"}
    )
    auditor = signed_in(account(Role.AUDITOR))
    assert auditor.get(reverse("admin:journal_entry_changelist")).status_code == 200
    for entry in (entries_about(producer).get(), of_list):
        assert auditor.get(reverse("admin:journal_entry_change", args=[entry.pk])).status_code == 200
    assert not looks().exclude(pk=of_list.pk).exists()


def test_a_role_that_reads_the_journal_and_not_of_hardship_reads_the_mask(
    once_in_hardship, signed_in, approver, monkeypatch
):
    monkeypatch.setitem(_GRANTS, Role.APPROVER, _GRANTS[Role.APPROVER] | {"journal.view_entry"})
    for entry in entries_about(once_in_hardship):
        text = signed_in(approver).get(reverse("admin:journal_entry_change", args=[entry.pk])).text
        assert "须先走访" in text and not [word for word in WORDS if word in text]
    assert not looks().exists()


@pytest.mark.parametrize("role", OTHERS)
def test_the_history_of_what_was_hardship_once_tells_other_roles_the_mask(role, once_in_hardship, signed_in):
    address = reverse("admin:villages_householdcategory_history", args=[once_in_hardship.pk])
    text = signed_in(account(role)).get(address).text
    assert "须先走访" in text and not [word for word in WORDS if word in text]
    assert not looks().exists()


def test_the_history_of_what_was_hardship_once_is_a_look_and_its_page_is_none(
    once_in_hardship, signed_in, county_editor
):
    client = signed_in(county_editor)
    client.get(reverse("admin:villages_householdcategory_change", args=[once_in_hardship.pk]))
    assert not looks().exists()
    page = client.get(reverse("admin:villages_householdcategory_history", args=[once_in_hardship.pk]))
    assert "困难户" in page.text
    assert [look.object_id for look in looks()] == [once_in_hardship.pk]


def test_looks_do_not_crowd_the_history_of_a_household(household, signed_in, township_clerk):
    client = signed_in(township_clerk)
    client.get(page_of(household))
    history = client.get(reverse("admin:villages_household_history", args=[household.pk]))
    assert not history.context["lines"]


def test_a_file_says_only_that_the_household_is_to_be_visited_first(household, signed_in, county_editor):
    text = exported(signed_in(county_editor), "villages/household", "1").decode("utf-8-sig")
    assert "须先走访、种养大户" in text
    assert "困难户" not in text


def test_the_mask_read_from_a_file_changes_nothing(household):
    row = ("高村镇", household.village.name, household.number, "张某", "须先走访、种养大户")
    header = ("乡镇", "村名", "户号", "户主姓名", "类别")
    plan = planned("households", workbook(header, row), Context(as_of=datetime.date(2011, 12, 1)))
    assert plan.counts["same"] == 1
    assert [draft.warnings for draft in plan.rows] == [()]


def number_of_looks():
    return Entry.objects.filter(verb="look").count()


@pytest.mark.parametrize(
    ("method", "name"), [("post", "changelist"), ("head", "changelist"), ("get", "export")]
)
def test_however_a_list_is_asked_for_hardship_the_look_is_entered(signed_in, township_clerk, method, name):
    HouseholdCategoryFactory(category="hardship")
    address = reverse(f"admin:villages_householdcategory_{name}") + "?category=hardship"
    answer = getattr(signed_in(township_clerk), method)(address)
    assert answer.status_code == 200
    assert number_of_looks() == 1

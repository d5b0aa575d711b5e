"""The matrix bites: wherever the rule is forgotten in one place of the code, a test fails."""

import pytest
from django.apps import apps
from django.conf import settings

from assessments.tests.matrix.channels import CHANNELS
from assessments.tests.matrix.traces import no_trace
from config.tests.rule_sites import forgotten_at, sites

pytestmark = pytest.mark.django_db

WALKS = {**CHANNELS, "no_trace": no_trace}
EDITOR, ADMINISTRATOR = "county_editor", "county_administrator"
BITES = {
    "assessments/admin/on_cadre.py:consequence_panel": ("objects", "cadres.Cadre", EDITOR),
    "assessments/admin/on_cadre.py:score_panel": ("objects", "cadres.Cadre", EDITOR),
    "assessments/admin/waiting.py:books_missing": ("no_trace", "cadres.Division", EDITOR),
    "assessments/admin/waiting.py:editions_to_release": ("no_trace", "cadres.Division", "approver"),
    "assessments/admin/waiting.py:proposals_to_settle": ("no_trace", "cadres.Division", ADMINISTRATOR),
    "assessments/admin/waiting.py:schemes_in_draft": ("no_trace", "cadres.Division", EDITOR),
    "assessments/admin/waiting.py:talks_to_hold": ("no_trace", "cadres.Division", EDITOR),
    "assessments/admin/waiting.py:years_to_decide": ("no_trace", "cadres.Division", EDITOR),
    "assessments/querysets.py:TalkQuerySet.visible_to": ("lists", "assessments.Talk", EDITOR),
    "assessments/querysets.py:_inputs_condition": ("objects", "assessments.FrozenInputs", EDITOR),
    "cadres/admin/columns.py:current_posts": ("lists", "cadres.Cadre", EDITOR),
    "cadres/admin/filters.py:steps": ("lists", "cadres.Cadre", EDITOR),
    "cadres/admin/staff.py:StaffAdmin.get_queryset": ("lists", "cadres.Staff", ADMINISTRATOR),
    "cadres/admin/transfer_request.py:TransferRequestAdmin.get_queryset": (
        "lists",
        "cadres.TransferRequest",
        EDITOR,
    ),
    "cadres/admin/transfer_request.py:TransferRequestAdmin.get_search_results": (
        "searches",
        "cadres.TransferRequest",
        EDITOR,
    ),
    "cadres/admin/waiting.py:without_goal": ("no_trace", "cadres.Division", EDITOR),
    "cadres/models/staff.py:Staff.<lambda>": ("objects", "cadres.Staff", ADMINISTRATOR),
    "cadres/querysets.py:TransferRequestQuerySet.decided_in": ("no_trace", "cadres.Division", EDITOR),
    "cadres/querysets.py:cadre_condition": ("objects", "cadres.Cadre", EDITOR),
    "cadres/querysets.py:either_side": ("objects", "cadres.TransferRequest", EDITOR),
    "cadres/querysets.py:of_visible_cadre": ("objects", "cadres.LearningGoal", EDITOR),
    "cadres/sheets/divisions.py:superiors": ("imports", "cadres.Division", "city_administrator"),
    "cadres/sheets/places_offered.py:places_offered": ("imports", "cadres.Cadre", EDITOR),
    "cadres/sheets/resources.py:TransferResource.rows": ("exports", "cadres.Post", EDITOR),
    "cadres/sheets/transfers.py:townships_offered": ("imports", "cadres.Post", EDITOR),
    "config/admin.py:ScopedMixin.get_queryset": ("objects", "cadres.Post", EDITOR),
    "config/admin_lists.py:linked.LinkedFilter.lookups": ("narrowed", "villages.Visit", EDITOR),
    "config/journal/history.py:_names": ("objects", "cadres.Post", EDITOR),
    "config/journal/history.py:history_of": ("objects", "cadres.Cadre", EDITOR),
    "config/jurisdiction.py:ScopedQuerySet.visible_in": ("objects", "cadres.Cadre", EDITOR),
    "config/jurisdiction.py:ScopedQuerySet.visible_to": ("objects", "cadres.Cadre", EDITOR),
    "config/jurisdiction.py:through.<lambda>": ("objects", "villages.Visit", EDITOR),
    "config/naming.py:Names.__init__": ("objects", "villages.Visit", EDITOR),
    "config/naming.py:writers_in_sight": ("objects", "assessments.ScoreRun", EDITOR),
    "villages/admin/on_cadre.py:household_panel": ("objects", "cadres.Cadre", EDITOR),
    "villages/admin/on_cadre.py:village_panel": ("objects", "cadres.Cadre", EDITOR),
    "villages/admin/on_cadre.py:visit_panel": ("objects", "cadres.Cadre", EDITOR),
    "villages/admin/visit_filters.py:MonthFilter.lookups": ("no_trace", "villages.Visit", EDITOR),
    "villages/admin/waiting.py:without_village": ("no_trace", "cadres.Division", EDITOR),
    "villages/querysets.py:CategoryQuerySet.visible_to": ("lists", "villages.HouseholdCategory", EDITOR),
    "villages/sheets/choices.py:places_and_skills.within": ("imports", "villages.VillagePairing", EDITOR),
    "villages/sheets/resources.py:RosterResource.rows": ("exports", "cadres.Cadre", EDITOR),
    "villages/sheets/resources.py:open_main_post": ("exports", "cadres.Cadre", EDITOR),
    "villages/sheets/villages.py:townships": ("imports", "villages.Village", "city_administrator"),
}
"""Of each place that applies the rule: the channel, the kind of record and the account by which the matrix notices that
it has forgotten it."""


TRANSFERS, ACCOUNTS = "cadres/tests/test_transfer_requests.py::", "cadres/tests/test_transfer_and_leave.py::"
LISTS = "config/tests/test_admin_lists.py::"
BY_POST = LISTS + "test_a_list_of_cadres_is_not_narrowed_by_posts_elsewhere"
ELSEWHERE = {
    "cadres/actions.py:refuse_outside": ACCOUNTS
    + "test_a_transfer_does_not_end_a_post_outside_the_jurisdiction",
    "cadres/actions.py:refuse_overlap": ACCOUNTS + "test_an_overlap_names_no_place_outside_the_jurisdiction",
    "cadres/admin/filters.py:InPostFilter.queryset": LISTS
    + "test_a_list_of_cadres_is_not_narrowed_by_posts_elsewhere",
    "cadres/admin/filters.py:ServingFilter.queryset": LISTS
    + "test_a_list_of_cadres_is_not_narrowed_by_posts_elsewhere",
    "cadres/admin/transfer_request.py:can_decide": TRANSFERS + "test_each_side_is_offered_its_own_verbs",
    "cadres/admin/transfer_request.py:can_withdraw": TRANSFERS + "test_each_side_is_offered_its_own_verbs",
    "cadres/transfer_requests.py:ask_for_transfer": TRANSFERS + "test_only_the_place_that_would_receive_asks",
    "cadres/transfer_requests.py:to_decide": TRANSFERS + "test_the_asking_side_does_not_decide",
    "cadres/transfer_requests.py:withdraw": TRANSFERS
    + "test_the_asking_side_withdraws_and_the_releasing_side_does_not",
    "config/admin_lists.py:ScopedRelatedFilter.field_choices": LISTS
    + "test_the_choices_are_the_places_of_the_account",
    "villages/actions.py:pair_with_village": "villages/tests/test_pair.py::"
    "test_a_pairing_that_another_office_made_that_day_is_not_rewritten",
    "villages/actions.py:place": "villages/tests/test_record_visit.py::"
    "test_a_clerk_enters_no_day_that_another_place_keeps",
    "villages/admin/on_cadre.py:PairingFilter.queryset": LISTS
    + "test_a_list_of_cadres_is_not_narrowed_by_pairings_elsewhere",
    "villages/admin/village.py:HouseholdAdmin.tells": "villages/tests/test_sensitive_categories.py::"
    "test_no_page_tells_other_roles_what_it_is",
}
"""Of places that the matrix does not reach: the test that fails without the rule (`--without-rule`)."""
SHEETS = {site for site in sites() if "/sheets/" in site or "config/spreadsheets/" in site} - BITES.keys()
"""Behind imports: `villages/tests/test_kinds_across_borders.py`, and the tests of each kind of sheet."""
GUARDED_TWICE = {
    "assessments/admin/score.py:ScoreRunAdmin.panels": "a table lies where its computation lies",
    "villages/admin/village.py:HouseholdAdmin.get_search_results": "the rows found are those of the account",
    "villages/admin/visit.py:VisitAdmin.people": "the rows found are those of the account",
    "villages/admin/visit.py:VisitAdmin.places": "the rows found are those of the account",
}
"""Places that say the rule once more: what else keeps it."""


def test_every_place_that_applies_the_rule_is_accounted_for():
    assert set(sites()) == {*BITES, *ELSEWHERE, *SHEETS, *GUARDED_TWICE}


@pytest.mark.parametrize("test", sorted(set(ELSEWHERE.values())))
def test_the_tests_named_here_are_there(test):
    path, name = test.split("::")
    assert f"def {name}(" in (settings.BASE_DIR / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("site", BITES)
def test_the_matrix_notices_a_forgotten_rule(site, office_of):
    walk, label, account = BITES[site]
    office = office_of(account)
    office.models = (apps.get_model(label),)
    if (
        walk != "no_trace"
    ):  # What that one records cannot be recorded twice; `test_no_trace.py` walks it unbroken.
        WALKS[walk](office)
    with forgotten_at(site), pytest.raises(AssertionError):
        WALKS[walk](office)

"""The matrix bites: wherever the rule is forgotten in one place of the code, a test fails."""

import pytest
from django.apps import apps
from django.conf import settings

from assessments.tests.matrix import test_matrix, test_no_trace
from assessments.tests.matrix.channels import CHANNELS
from assessments.tests.matrix.traces import no_trace
from config.tests.rule_sites import forgotten_at, sites

pytestmark = pytest.mark.django_db

WALKS = {**CHANNELS, "no_trace": no_trace}
EDITOR, ADMINISTRATOR = "county_editor", "county_administrator"
BITES = {
    "assessments/admin/duty.py:EnterForm.missing": ("verbs", "assessments.Report", EDITOR),
    "assessments/admin/on_cadre.py:consequence_panel": ("links", "cadres.Cadre", EDITOR),
    "assessments/admin/on_cadre.py:score_panel": ("links", "cadres.Cadre", EDITOR),
    "assessments/admin/owing.py:reports_owed": ("no_trace", "cadres.Division", EDITOR),
    "assessments/admin/owing.py:reviews_owed": ("no_trace", "cadres.Division", EDITOR),
    "assessments/admin/owing.py:study_reports_owed": ("no_trace", "cadres.Division", EDITOR),
    "assessments/admin/waiting.py:books_missing": ("no_trace", "cadres.Division", EDITOR),
    "assessments/admin/waiting.py:editions_to_release": ("no_trace", "cadres.Division", EDITOR),
    "assessments/admin/waiting.py:objections_to_answer": ("no_trace", "cadres.Division", EDITOR),
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
    "config/admin_scoped.py:ScopedMixin.get_queryset": ("objects", "cadres.Post", EDITOR),
    "config/admin_lists.py:linked.LinkedFilter.lookups": ("narrowed", "villages.Visit", EDITOR),
    "config/journal/history.py:_names": ("links", "cadres.Post", EDITOR),
    "config/journal/history.py:history_of": ("links", "cadres.Cadre", EDITOR),
    "config/jurisdiction.py:ScopedQuerySet.visible_in": ("objects", "cadres.Cadre", EDITOR),
    "config/jurisdiction.py:ScopedQuerySet.visible_to": ("objects", "cadres.Cadre", EDITOR),
    "config/jurisdiction.py:through.<lambda>": ("objects", "villages.Visit", EDITOR),
    "config/naming.py:Names.__init__": ("objects", "villages.Visit", EDITOR),
    "config/naming.py:writers_in_sight": ("objects", "assessments.ScoreRun", EDITOR),
    "villages/admin/on_cadre.py:household_panel": ("links", "cadres.Cadre", EDITOR),
    "villages/admin/on_cadre.py:village_panel": ("links", "cadres.Cadre", EDITOR),
    "villages/admin/on_cadre.py:visit_panel": ("links", "cadres.Cadre", EDITOR),
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
    "assessments/admin/anomaly.py:rows_behind": "assessments/tests/test_anomalies_judged.py::"
    "test_a_row_that_another_place_keeps_is_not_shown_behind_it",
    "assessments/admin/behind.py:rows_of": "assessments/tests/test_behind.py::"
    "test_what_another_place_sees_by_now_is_counted_and_not_shown",
    "assessments/actions/checks.py:refuse_elsewhere": "assessments/tests/test_study_reports.py::"
    "test_a_clerk_enters_no_report_that_another_place_keeps",
    "assessments/admin/owing.py:OwingFilter.queryset": "assessments/tests/test_owing.py::"
    "test_a_list_of_cadres_is_not_narrowed_by_what_is_owed_elsewhere",
    "assessments/actions/objections.py:why_not_answered": "assessments/tests/test_objections.py::"
    "test_the_office_of_the_place_reads_and_that_of_the_table_decides",
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
BORDER = "villages/tests/test_import_beyond_the_border.py::"
ASKED_FOR, PLACES = (
    "villages/tests/test_import_transfers_whose.py::",
    "villages/tests/test_import_places_and_skills.py::",
)
BEHIND_IMPORTS = {
    "assessments/sheets/adjustments.py:deciding_place": "assessments/tests/test_import_adjustments.py::"
    "test_a_number_does_not_lead_to_a_cadre_of_another_place",
    "assessments/sheets/polls.py:place_of": "assessments/tests/test_import_polls.py::"
    "test_a_number_does_not_lead_to_results_that_another_place_keeps",
    "assessments/sheets/reviews.py:reviewed_by": "assessments/tests/test_import_reviews.py::"
    "test_a_number_does_not_lead_to_reviews_that_another_place_keeps",
    "assessments/sheets/studies.py:settle": "assessments/tests/test_import_studies.py::"
    "test_it_is_kept_where_the_cadre_ended_the_month",
    "cadres/sheets/divisions.py:Divisions.may_be_called": PLACES
    + "test_divisions_of_elsewhere_are_refused_and_nothing_is_told_of_them",
    "cadres/sheets/divisions.py:settle": PLACES
    + "test_divisions_of_elsewhere_are_refused_and_nothing_is_told_of_them",
    "cadres/sheets/filing.py:may_come_in": BORDER
    + "test_a_roster_changes_no_post_elsewhere_of_somebody_who_has_one_here",
    "cadres/sheets/moves.py:is_elsewhere": ASKED_FOR
    + "test_a_main_post_outside_does_not_end_through_one_inside",
    "cadres/sheets/moves.py:leaves_another": ASKED_FOR
    + "test_who_leaves_another_place_that_very_day_comes_without_its_name_being_told",
    "cadres/sheets/moves.py:move": ASKED_FOR
    + "test_who_leaves_another_place_that_very_day_comes_without_its_name_being_told",
    "cadres/sheets/people.py:People.numbered": BORDER
    + "test_a_diary_does_not_know_a_number_of_somebody_who_never_served_here",
    "cadres/sheets/people.py:Person.seen_by": "villages/tests/test_import_roster.py::"
    "test_a_number_of_another_jurisdiction_looks_like_none",
    "cadres/sheets/transfers.py:read_joined": ASKED_FOR
    + "test_a_number_does_not_lead_outside_the_chosen_divisions",
    "config/spreadsheets/kinds.py:Context.covers": BORDER
    + "test_a_roster_pairs_nobody_with_a_village_elsewhere",
    "config/spreadsheets/obstacles.py:describe_changes": "villages/tests/test_undo_obstacles.py::"
    "test_whoever_has_gone_elsewhere_since_is_not_named",
    "config/spreadsheets/obstacles.py:obstacles_of": "villages/tests/test_import_undo.py::"
    "test_what_lies_elsewhere_is_counted_and_not_named",
    "config/spreadsheets/undo.py:lies_elsewhere": "villages/tests/test_import_undo.py::"
    "test_nobody_undoes_what_lies_outside_the_own_jurisdiction",
    "villages/sheets/facts.py:shown": BORDER + "test_a_former_village_elsewhere_is_a_dash_in_the_preview",
    "villages/sheets/mastery.py:recognised": "villages/tests/test_import_mastery.py::"
    "test_a_number_does_not_lead_outside_the_chosen_divisions",
    "villages/sheets/roster.py:read_village": BORDER + "test_a_roster_pairs_nobody_with_a_village_elsewhere",
    "villages/sheets/villages.py:settle": PLACES + "test_villages_of_elsewhere_are_refused",
    "villages/sheets/visits.py:refuse_new": BORDER + "test_a_diary_enters_no_visit_to_a_village_elsewhere",
    "villages/sheets/visits.py:settle": BORDER
    + "test_a_diary_enters_no_visit_that_is_kept_where_the_main_post_is",
}
"""Of places behind imports: the same."""
GUARDED_TWICE = {
    "assessments/admin/anomaly.py:panel_of": "what is implausible lies where the computation lies",
    "assessments/admin/behind.py:people_of": "the cadres behind a table are in post where the table lies",
    "assessments/admin/scheme_pages.py:comparable": "the schemes of a place lie where the scheme lies that is open",
    "assessments/admin/edition.py:EditionAdmin.panels": "a place of a table lies where the table lies",
    "assessments/admin/score.py:ScoreRunAdmin.panels": "a table lies where its computation lies",
    "cadres/sheets/people.py:People.named": "a row names a township of the account's only, `PlaceIndex.township`",
    "cadres/sheets/people.py:People.namesakes": "as `People.named`",
    "cadres/sheets/skills.py:categories": "the categories of skills belong to everybody",
    "cadres/sheets/transfers.py:read_left": "of a post elsewhere `leaves_another` tells nothing, whatever was read",
    "villages/admin/village.py:HouseholdAdmin.get_search_results": "the rows found are those of the account",
    "villages/admin/visit.py:VisitAdmin.people": "the rows found are those of the account",
    "villages/admin/visit.py:VisitAdmin.places": "the rows found are those of the account",
    "villages/sheets/households.py:read_place": "a village elsewhere is refused by `roster.read_village`",
}
"""Places that say the rule once more: what else keeps it."""


def test_every_place_that_applies_the_rule_is_accounted_for():
    assert set(sites()) == {*BITES, *ELSEWHERE, *BEHIND_IMPORTS, *GUARDED_TWICE}


@pytest.mark.parametrize("test", sorted({*ELSEWHERE.values(), *BEHIND_IMPORTS.values()}))
def test_the_tests_named_here_are_there(test):
    path, name = test.split("::")
    assert f"def {name}(" in (settings.BASE_DIR / path).read_text(encoding="utf-8")


def test_each_of_these_walks_is_walked_with_every_rule_in_its_place():
    unbroken = {*test_matrix.WALKS, *((name, "no_trace") for name in test_no_trace.ACCOUNTS)}
    assert {(account, walk) for walk, _label, account in BITES.values()} <= unbroken


@pytest.mark.parametrize("site", BITES)
def test_the_matrix_notices_a_forgotten_rule(site, office_of):
    walk, label, account = BITES[site]
    office = office_of(account)
    office.models = (apps.get_model(label),)
    with forgotten_at(site), pytest.raises(AssertionError):
        WALKS[walk](office)

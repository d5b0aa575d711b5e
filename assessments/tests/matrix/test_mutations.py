"""The matrix bites: wherever the rule is forgotten in one place of the code, a test fails."""

import pytest
from django.apps import apps

from assessments.tests.matrix.channels import CHANNELS
from assessments.tests.matrix.traces import no_trace
from config.tests.rule_sites import forgotten_at

pytestmark = pytest.mark.django_db

WALKS = {**CHANNELS, "no_trace": no_trace}
EDITOR, ADMINISTRATOR = "county_editor", "county_administrator"
BITES = {
    "assessments/admin/on_cadre.py:score_panel": ("objects", "cadres.Cadre", EDITOR),
    "assessments/admin/waiting.py:books_missing": ("no_trace", "cadres.Division", EDITOR),
    "assessments/admin/waiting.py:editions_to_release": ("no_trace", "cadres.Division", "approver"),
    "assessments/admin/waiting.py:schemes_in_draft": ("no_trace", "cadres.Division", EDITOR),
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


@pytest.mark.parametrize("site", BITES)
def test_the_matrix_notices_a_forgotten_rule(site, office_of):
    walk, label, account = BITES[site]
    office = office_of(account)
    office.models = (apps.get_model(label),)
    with forgotten_at(site), pytest.raises(AssertionError):
        WALKS[walk](office)

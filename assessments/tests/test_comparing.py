"""Two versions of a scheme: what changed, and who would gain or lose by it."""

import pytest
from django.urls import reverse

from assessments.actions import copy_scheme
from assessments.models import Score, ScoreRun
from assessments.scoring.comparing import balance, changes, moves
from assessments.scoring.tables import table_of
from assessments.tests.factories import IndicatorFactory
from assessments.tests.plain import inputs, rule, visited
from assessments.tests.scored import OCTOBER, adopted, scored, staffed
from cadres.models import Role
from cadres.tests.factories import clerk
from config.millionths import ONE

GAOCUN, JINHE = "431226101", "431226102"


def kinds(before, after):
    return [change.kind for change in changes(before, after)]


def test_a_rule_that_only_moved_or_was_renamed_is_the_same():
    assert kinds([rule(number=1, name="下村")], [rule(number=3, name="走访天数")]) == ["same"]


def test_another_target_is_a_change_and_another_measure_is_not_the_same_rule():
    assert kinds([rule(target=10)], [rule(target=12)]) == ["changed"]
    assert kinds([rule()], [rule(measure="stay_days")]) == ["new", "dropped"]
    assert kinds([rule()], [rule(applies_to="leader"), rule(applies_to="ordinary")]) == [
        "new",
        "new",
        "dropped",
    ]


def test_two_rules_on_one_measure_are_told_apart_by_whom_they_are_for():
    both = [rule(applies_to="leader"), rule(applies_to="ordinary", target=5)]
    assert kinds(both, list(reversed(both))) == ["same", "same"]


def test_a_place_moves_by_ranks_and_by_points():
    people = [visited(GAOCUN, 10, cadre=1), visited(JINHE, 5, cadre=2)]
    before, after = (table_of(inputs(people, [rule(target=t)]), "townships") for t in (10, 20))
    found = {move.code: (move.climbed, move.gained) for move in moves(before, after)}
    assert found[GAOCUN] == (0, -50 * ONE)
    assert found[JINHE] == (0, -25 * ONE)


def test_who_has_a_total_on_both_sides_gains_loses_or_stays():
    found = balance({1: 5, 2: 5, 3: 5, 4: 5}, {1: 8, 2: 4, 3: 5, 9: 1})
    assert (found.gain, found.lose, found.same, found.mean) == (1, 1, 1, 1)


def test_nobody_to_compare_is_no_mean():
    assert balance({}, {}).mean is None


@pytest.fixture
def draft(db):
    """A draft of the city that asks for one day of visits instead of ten; October has been computed."""
    staffed()
    scheme = adopted()
    scored()
    copy = copy_scheme(scheme=scheme, year=2011, by=None)
    copy.indicators.update(target=ONE)
    return copy


def open_page(client, scheme, page, **query):
    return client.get(reverse("admin:assessments_scheme_page", args=[scheme.pk, page]), query)


def test_a_draft_is_tried_on_the_newest_computed_period_and_nothing_is_written(draft, signed_in):
    client = signed_in(clerk(Role.CITY_EDITOR, "4312"))
    page = open_page(client, draft, "what-if")
    outcome = page.context["outcome"]
    assert (outcome.period.code, outcome.everybody.gain, outcome.everybody.lose) == (OCTOBER, 4, 0)
    assert [move.gained for move in outcome.townships] == [85 * ONE] * 2
    assert (ScoreRun.objects.count(), Score.objects.count()) == (1, 4)


def test_two_versions_stand_side_by_side(draft, signed_in):
    IndicatorFactory(scheme=draft, measure="stay_days", points=10 * ONE)
    page = open_page(signed_in(clerk(Role.CITY_EDITOR, "4312")), draft, "compare")
    assert [line["kind"] for line in page.context["lines"]] == ["changed", "new"]


def test_an_indicator_that_counts_in_other_periods_now_is_changed(draft, signed_in):
    draft.indicators.update(target=10 * ONE, name="改了名", periods=["year"])
    page = open_page(signed_in(clerk(Role.CITY_EDITOR, "4312")), draft, "compare")
    assert [line["kind"] for line in page.context["lines"]] == ["changed"]
    draft.indicators.update(periods=[])
    page = open_page(signed_in(clerk(Role.CITY_EDITOR, "4312")), draft, "compare")
    assert [line["kind"] for line in page.context["lines"]] == ["same"]


def test_a_draft_of_the_city_is_no_county_s_business(draft, signed_in):
    client = signed_in(clerk(Role.COUNTY_EDITOR, "431226"))
    assert [open_page(client, draft, page).status_code for page in ("compare", "what-if")] == [302, 302]


def test_who_may_not_change_schemes_does_not_try_them_out(draft, signed_in):
    client = signed_in(clerk(Role.AUDITOR, "4312"))
    assert open_page(client, draft, "what-if").status_code == 403
    assert open_page(client, draft, "compare").status_code == 200

"""Programme grades from a computation, what is proposed for the year, and the decision by a person."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from assessments.actions import NotPossible, decide_yearly, give_grades, propose_yearly
from assessments.models import ProgrammeGrade, YearlyGrade
from assessments.tests.factories import GradeRuleFactory, ProgrammeGradeFactory, YearlyGradeFactory
from assessments.tests.graded import rule, run, scored
from cadres.tests.factories import place
from config import corrections
from config.journal.models import Entry
from config.millionths import ONE

pytestmark = pytest.mark.django_db
TOWN_CHANGED = datetime.date(2011, 4, 11)


def grades():
    return dict(ProgrammeGrade.objects.standing().values_list("cadre__name", "grade"))


def years():
    return dict(YearlyGrade.objects.standing().values_list("cadre__name", "proposed"))


def refused(sql, *parameters):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def test_each_measured_cadre_gets_a_grade_and_whoever_is_missing_none():
    rule()
    assert give_grades(run=run(甲=60, 乙=59, 丙=None), by=None) == 2
    assert grades() == {"甲": "pass", "乙": "fail"}


def test_a_cadre_is_graded_by_the_mean_over_the_segments_and_stamped_with_the_last_place():
    rule()
    made = run()
    scored(made, "丁", 40, days=100)
    scored(made, "丁", 70, town="431226102", days=265, starts_on=TOWN_CHANGED)
    give_grades(run=made, by=None)
    grade = ProgrammeGrade.objects.get()
    assert (grade.score, grade.grade, grade.division.code) == (61_780_822, "pass", "431226102")


def test_the_nearest_rule_of_its_day_counts():
    rule("4312", pass_mark=60 * ONE)
    rule("431226", pass_mark=70 * ONE)
    give_grades(run=run(甲=65, code="431226"), by=None)
    assert grades() == {"甲": "fail"}


def test_without_a_rule_nobody_is_graded():
    GradeRuleFactory(division=place("4312"))
    with pytest.raises(NotPossible, match="没有生效的等次规则"):
        give_grades(run=run(甲=60), by=None)


def test_grading_twice_gives_nobody_two_grades():
    rule()
    made = run(甲=60)
    assert [give_grades(run=made, by=None) for _ in range(2)] == [1, 0]
    assert ProgrammeGrade.objects.count() == 1


def test_a_later_computation_replaces_what_differs_and_what_was_proposed_from_it():
    rule()
    first = run(甲=60, 乙=80)
    give_grades(run=first, by=None)
    propose_yearly(run=first, by=None)
    give_grades(run=run(甲=50, 乙=80), by=None)
    assert grades() == {"甲": "fail", "乙": "pass"}
    assert years() == {"乙": "competent"}
    assert ProgrammeGrade.objects.count() == 3


def test_an_older_computation_is_not_graded():
    rule()
    older = run(甲=60)
    run(甲=61)
    with pytest.raises(NotPossible, match="已有更新的计分"):
        give_grades(run=older, by=None)


def test_a_grade_under_a_decision_is_not_replaced(city_editor):
    rule()
    first = run(甲=60)
    give_grades(run=first, by=None)
    propose_yearly(run=first, by=None)
    decide_yearly(yearly=YearlyGrade.objects.get(), decided_by="县委组织部", by=city_editor)
    with pytest.raises(NotPossible, match="有 1 名干部"):
        give_grades(run=run(甲=50), by=None)
    refused("UPDATE assessments_programmegrade SET voided_at = '2012-01-01', void_reason = 'x'")
    assert grades() == {"甲": "pass"}


def test_the_year_is_proposed_place_by_place_from_the_programme_grades(city_editor):
    rule(outstanding_share=ONE // 2)
    made = run(甲=95, 乙=91, 丙=60, 丁=59)
    scored(made, "戊", 99, town="431226102")
    give_grades(run=made, by=city_editor)
    assert propose_yearly(run=made, by=city_editor) == 5
    assert years() == {
        "甲": "outstanding", "乙": "outstanding", "丙": "competent", "丁": "not_competent", "戊": "competent",
    }  # fmt: skip
    assert Entry.objects.filter(verb__in=("grade", "propose"), by=city_editor).count() == 2


def test_a_month_makes_no_year():
    rule()
    made = run("2011-10", 甲=60)
    give_grades(run=made, by=None)
    with pytest.raises(NotPossible, match="全年"):
        propose_yearly(run=made, by=None)


def test_proposing_again_leaves_what_is_decided(city_editor):
    rule()
    made = run(甲=60, 乙=60)
    give_grades(run=made, by=None)
    propose_yearly(run=made, by=None)
    decide_yearly(
        yearly=YearlyGrade.objects.get(cadre__name="甲"), grade="basically_competent", reason="驻村天数不足",
        decided_by="县委组织部", by=city_editor,
    )  # fmt: skip
    assert propose_yearly(run=made, by=None) == 0
    assert YearlyGrade.objects.get(cadre__name="甲").grade == "basically_competent"


def decided(score=80, **values):
    yearly = YearlyGradeFactory(programme_grade__score=score * ONE, **values.pop("row", {}))
    return decide_yearly(yearly=yearly, by=None, **{"decided_by": "杨某 县委组织部", **values})


def test_whoever_decides_confirms_the_proposal_or_marks_up_or_down_with_a_reason():
    assert decided().grade == "competent"
    assert decided(grade="basically_competent", reason="驻村服务天数少").grade == "basically_competent"
    with pytest.raises(NotPossible, match="须说明理由"):
        decided(grade="basically_competent")


@pytest.mark.parametrize("grade", ["basically_competent", "competent", "outstanding"])
def test_a_fail_cannot_be_decided_to_be_anything_but_not_competent(grade):
    with pytest.raises(NotPossible, match="最高只能定为“不称职”"):
        decided(score=59, grade=grade, reason="工作突出", row={"proposed": "not_competent"})
    yearly = YearlyGradeFactory(programme_grade__score=59 * ONE, proposed="not_competent")
    refused(
        f"UPDATE assessments_yearlygrade SET grade = '{grade}', reason = 'x', decided_by = 'x', "
        "decided_at = '2012-01-01' WHERE id = %s",
        yearly.pk,
    )


def test_outstanding_needs_the_points_of_the_rule():
    with pytest.raises(NotPossible, match="90\\.00 分以上"):
        decided(score=89, grade="outstanding", reason="工作突出")
    yearly = YearlyGradeFactory(programme_grade__score=89 * ONE)
    refused(
        "UPDATE assessments_yearlygrade SET grade = 'outstanding', reason = 'x', decided_by = 'x', "
        "decided_at = '2012-01-01' WHERE id = %s",
        yearly.pk,
    )


def test_no_more_are_outstanding_than_the_place_has_room_for():
    always = rule(outstanding_share=ONE // 2)
    of_the_year = {"programme_grade__score": 95 * ONE, "programme_grade__rule": always}
    three = [YearlyGradeFactory(**of_the_year) for _ in range(3)]
    decide = {"grade": "outstanding", "reason": "工作突出", "decided_by": "县委组织部", "by": None}
    decide_yearly(yearly=three[0], **decide)
    with pytest.raises(NotPossible, match="优秀最多 1 人"):
        decide_yearly(yearly=three[1], **decide)


def test_the_year_is_decided_on_the_grade_of_that_year_alone():
    for period in ("2011-10", "2010"):
        yearly = YearlyGradeFactory(programme_grade__run__period__code=period)
        refused(
            "UPDATE assessments_yearlygrade SET grade = 'competent', decided_by = 'x', decided_at = '2012-01-01' "
            "WHERE id = %s",
            yearly.pk,
        )


def test_a_decision_stays():
    yearly = decided()
    with pytest.raises(NotPossible, match="请先作废"):
        decide_yearly(yearly=yearly, grade="not_competent", reason="x", decided_by="x", by=None)
    refused("UPDATE assessments_yearlygrade SET grade = 'not_competent', reason = 'x'")
    refused("DELETE FROM assessments_yearlygrade")
    refused("UPDATE assessments_yearlygrade SET year = 2012")


def test_what_was_voided_does_not_stand_again():
    corrections.void(fact=decided(), by=None, reason="误定")
    refused("UPDATE assessments_yearlygrade SET voided_at = NULL, void_reason = ''")
    corrections.void(fact=ProgrammeGrade.objects.get(), by=None, reason="误评")
    refused("UPDATE assessments_programmegrade SET voided_at = NULL, void_reason = ''")


def test_a_programme_grade_never_changes_and_follows_its_mark():
    ProgrammeGradeFactory()
    refused("UPDATE assessments_programmegrade SET score = 1, grade = 'fail'")
    refused("UPDATE assessments_programmegrade SET grade = 'fail'")
    refused("DELETE FROM assessments_programmegrade")


def test_a_rule_on_which_grades_rest_can_only_end():
    used = ProgrammeGradeFactory(rule=rule()).rule
    refused("UPDATE assessments_graderule SET pass_mark = 1 WHERE id = %s", used.pk)
    used.valid_to = "2012-01-01"
    used.save(update_fields=["valid_to"])


def test_two_rules_of_a_place_never_hold_on_the_same_day():
    GradeRuleFactory(division=place("4312"), valid_from="2011-01-01", valid_to="2012-01-01")
    with pytest.raises(IntegrityError), transaction.atomic():
        GradeRuleFactory(division=place("4312"), valid_from="2011-12-31", valid_to=None)
    GradeRuleFactory(division=place("4312"), valid_from="2012-01-01", valid_to=None)

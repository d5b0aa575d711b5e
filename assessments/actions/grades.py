"""From a computation to programme grades, from those to proposals for the year, and the decision by a person."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.actions.errors import NotPossible
from assessments.models import Grade, GradeRule, Period, ProgrammeGrade, ScoreRun, YearlyGrade
from assessments.scoring.grades import (
    FAIL,
    OUTSTANDING,
    is_allowed,
    outstanding_places,
    programme_grade,
    proposals,
)
from assessments.standings import standings_of
from cadres.models import Division, Staff
from config.journal import actions as journal
from config.millionths import to_text
from config.spreadsheets.writing import Update, insert, reserve, update

Values = dict[str, Any]


@transaction.atomic
def give_grades(*, run: ScoreRun, by: Staff | None) -> int:
    """Pass or fail for every cadre whom a computation measured, by the rule in force on the last day of its period;
    how many grades are new.

    Grades of an earlier computation for the same place and period that differ are voided, with what was proposed from
    them; NotPossible where a yearly grade has been decided on one of these.
    """
    run = newest(run)
    rule = rule_for(run)
    found = {one.cadre: one for one in standings_of(run)}
    if not found:
        raise NotPossible(_("Nothing is measured in this computation, so nobody can be graded."))
    rows = {cadre: grade_row(run, rule, one.division, one.score) for cadre, one in found.items()}
    stale, same = [], set()
    for grade in given_for(run):
        if stands(grade, rows.get(grade.cadre_id)):
            same.add(grade.cadre_id)
        else:
            stale.append(grade)
    replace(run, stale, by)
    new = [{"cadre_id": cadre, **row} for cadre, row in rows.items() if cadre not in same]
    write(ProgrammeGrade, new, by)
    fails = sum(row["grade"] == FAIL for row in rows.values())
    told = {"rule": rule.pk, "graded": len(rows), "failed": fails, "new": len(new), "voided": len(stale)}
    journal.record(verb="grade", obj=run, by=by, before=None, after=told)
    return len(new)


def newest(run: ScoreRun) -> ScoreRun:
    """The computation, locked; NotPossible if there is a newer one of the same place and period."""
    same = ScoreRun.objects.select_for_update(of=("self",)).select_related("division", "period")
    last = same.filter(division=run.division_id, period=run.period_id).order_by("-pk").first()
    assert last is not None, "the run itself is one"
    if last.pk != run.pk:
        raise NotPossible(_("There is a newer computation, %(run)s. Use that one.") % {"run": last})
    return last


def rule_for(run: ScoreRun) -> GradeRule:
    """The rule in force on the last day of the period, of the division or its nearest superior that has one."""
    day = run.period.ends_on - datetime.timedelta(days=1)
    rule = GradeRule.objects.valid_for(run.division.code, day)
    if rule is None:
        raise NotPossible(
            _("No rule of grades is in force in %(division)s on %(day)s. Enter one first.")
            % {"division": run.division, "day": day.isoformat()}
        )
    return rule


def grade_row(run: ScoreRun, rule: GradeRule, division: int, score: int) -> Values:
    """The fields of a programme grade that follow from a score."""
    return {
        "division_id": division,
        "period_id": run.period_id,
        "graded_for_id": run.division_id,
        "run_id": run.pk,
        "rule_id": rule.pk,
        "score": score,
        "pass_mark": rule.pass_mark,
        "grade": programme_grade(score, rule.pass_mark),
    }


def given_for(run: ScoreRun) -> Iterable[ProgrammeGrade]:
    """The standing grades of the place and period of a computation."""
    return ProgrammeGrade.objects.standing().filter(graded_for=run.division_id, period=run.period_id)


def stands(grade: ProgrammeGrade, row: Values | None) -> bool:
    """Whether a grade says what would be given now; the computation may be an older one."""
    said = ("division_id", "rule_id", "score")
    return row is not None and all(getattr(grade, name) == row[name] for name in said)


def replace(run: ScoreRun, stale: list[ProgrammeGrade], by: Staff | None) -> None:
    """Voids grades that no longer stand, and what was proposed from them."""
    keys = {grade.pk for grade in stale}
    # Locked, so that nobody decides meanwhile on what is voided here.
    yearly = YearlyGrade.objects.standing().select_related("division").select_for_update(of=("self",))
    resting = yearly.filter(
        programme_grade__graded_for=run.division_id, programme_grade__period=run.period_id
    )
    resting_on_stale = [one for one in resting if one.programme_grade_id in keys]
    decided = sum(one.is_decided for one in resting_on_stale)
    if decided:
        raise NotPossible(
            _("%(count)d yearly grades have been decided on grades that would change. Void these first.")
            % {"count": decided}
        )
    reason = _("graded again from computation %(number)d") % {"number": run.pk}
    void_all(YearlyGrade, resting_on_stale, by, reason)
    void_all(ProgrammeGrade, stale, by, reason)


def void_all(model: type[models.Model], rows: Iterable[Any], by: Staff | None, reason: str) -> None:
    """Marks rows as void, one statement."""
    told = {"voided_at": timezone.now(), "voided_by_id": by.pk if by else None, "void_reason": reason}
    update(model, [Update(row.pk, {}, told, "") for row in rows])


def write(model: type[models.Model], rows: list[Values], by: Staff | None) -> None:
    """Inserts new rows, with keys and who entered them; a fixed number of statements."""
    stamp = {"recorded_by_id": by.pk if by else None, "recorded_at": timezone.now()}
    for row, key in zip(rows, reserve(model, len(rows)), strict=True):
        row |= {"id": key, **stamp}
    insert(model, rows)


@transaction.atomic
def propose_yearly(*, run: ScoreRun, by: Staff | None) -> int:
    """A yearly grade for every cadre who has a programme grade of the year from this place, place by place, by the
    linked rules; how many proposals are new. What has been decided stays, what was proposed otherwise is voided."""
    run = newest(run)
    if run.period.kind != Period.Kind.YEAR:
        raise NotPossible(_("Yearly grades are proposed from the programme grades of a whole year."))
    grades = list(given_for(run).select_related("rule").order_by("division_id", "cadre_id"))
    if not grades:
        raise NotPossible(
            _("There are no programme grades of %(year)s. Give them first.") % {"year": run.period}
        )
    year = run.period.starts_on.year
    of_the_year = YearlyGrade.objects.select_for_update().standing().filter(year=year)
    there = {one.cadre_id: one for one in of_the_year}
    rows, stale = [], []
    for grade, proposed in proposed_for(grades):
        before = there.get(grade.cadre_id)
        if before and (
            before.is_decided or (before.programme_grade_id, before.proposed) == (grade.pk, proposed)
        ):
            continue
        stale += [before] if before else []
        rows.append(yearly_row(grade, year, proposed))
    void_all(YearlyGrade, stale, by, _("proposed again"))
    write(YearlyGrade, rows, by)
    told = {"year": year, "new": len(rows), "voided": len(stale)}
    journal.record(verb="propose", obj=run, by=by, before=None, after=told)
    return len(rows)


def proposed_for(grades: Iterable[ProgrammeGrade]) -> Iterable[tuple[ProgrammeGrade, str]]:
    """Each grade with what is proposed for the year; the grades come place by place."""
    for _division, here in groupby(grades, key=attrgetter("division_id")):
        by_cadre = {grade.cadre_id: grade for grade in here}
        scores = {cadre: grade.score for cadre, grade in by_cadre.items()}
        rule = max(by_cadre.values(), key=attrgetter("rule_id")).rule.plain
        for cadre, proposed in proposals(scores, rule).items():
            yield by_cadre[cadre], proposed


def yearly_row(grade: ProgrammeGrade, year: int, proposed: str) -> Values:
    """The fields of a proposed yearly grade."""
    return {
        "cadre_id": grade.cadre_id,
        "division_id": grade.division_id,
        "year": year,
        "programme_grade_id": grade.pk,
        "proposed": proposed,
    }


@transaction.atomic
def decide_yearly(
    *, yearly: YearlyGrade, decided_by: str, by: Staff | None, grade: str = "", reason: str = ""
) -> YearlyGrade:
    """A person's decision: as proposed (`grade` empty), or marked up or down with a reason, but never against the
    rule that links the year to the programme grade, and never more outstanding than the place has room for."""
    related = YearlyGrade.objects.select_related("programme_grade__rule__division", "cadre", "division")
    yearly = related.select_for_update(of=("self",)).get(pk=yearly.pk)
    if yearly.is_void or yearly.is_decided:
        raise NotPossible(
            _("“%(grade)s” is void, or decided already. Void it to decide anew.") % {"grade": yearly}
        )
    yearly.grade = grade or yearly.proposed
    yearly.reason, yearly.decided_by = reason.strip(), decided_by.strip()
    if not yearly.decided_by:
        raise NotPossible(_("Say who decided it: name and office."))
    if yearly.grade != yearly.proposed and not yearly.reason:
        raise NotPossible(_("Marking up or down needs a reason."))
    refuse_against_the_rule(yearly)
    yearly.decided_at = timezone.now()
    journal.save(obj=yearly, by=by, verb="decide", fields=("grade", "reason", "decided_by", "decided_at"))
    return yearly


def refuse_against_the_rule(yearly: YearlyGrade) -> None:
    """NotPossible, with the rule in words, for a grade that the link does not allow."""
    programme, rule = yearly.programme_grade, yearly.programme_grade.rule
    words = {
        "cadre": yearly.cadre,
        "year": yearly.year,
        "score": to_text(programme.score),
        "division": rule.division,
        "best": Grade(rule.fail_makes).label,
        "grade": Grade(yearly.grade).label,
        "from": to_text(rule.outstanding_from),
    }
    if not is_allowed(yearly.grade, programme.score, rule.plain):
        if programme.grade == FAIL:
            sentence = _(
                "%(cadre)s failed in the programme in %(year)s with %(score)s points. By the rule of %(division)s the "
                "yearly grade is then at best “%(best)s”; “%(grade)s” is not possible."
            )
        else:
            sentence = _(
                "%(cadre)s has %(score)s points in %(year)s. By the rule of %(division)s “outstanding” begins at "
                "%(from)s points."
            )
        raise NotPossible(sentence % words)
    if yearly.grade == OUTSTANDING:
        refuse_more_than_there_is_room_for(yearly)


def refuse_more_than_there_is_room_for(yearly: YearlyGrade) -> None:
    """NotPossible if the place has as many outstanding cadres in the year as its share allows."""
    # Two decisions for one place at the same moment wait for each other here.
    place = Division.objects.select_for_update().get(pk=yearly.division_id)
    here = YearlyGrade.objects.standing().filter(division=place, year=yearly.year)
    room = outstanding_places(here.count(), yearly.programme_grade.rule.plain)
    if here.filter(grade=OUTSTANDING).count() >= room:
        raise NotPossible(
            _(
                "In %(place)s at most %(room)d of %(count)d cadres may be outstanding in %(year)s, and so many are."
            )
            % {"place": place, "room": room, "count": here.count(), "year": yearly.year}
        )

"""From a computation to the published table, with a notice and objections, through the same verbs as in the office."""

from __future__ import annotations

import datetime

from assessments.actions import (
    announce_edition,
    answer_objection,
    approve,
    approve_edition,
    prepare_edition,
    propose,
    publish_edition,
    receive_objection,
    score,
    withdraw_edition,
)
from assessments.demo import AS_OF, moment
from assessments.models import Adjustment, Edition, Objection, ScoreRun
from cadres.models import Post, Staff
from config.millionths import ONE

OBJECTED_TO = "2011-11"
"""The month whose first table of townships is withdrawn after an objection; to the second one, one is refused."""
FOUNDED = "本镇一名干部十一月参加山火扑救，县里已决定加分，榜上没有计入，请核实。"
UPHELD = "经核实，该项加分已由县活动办公室决定，计分时漏录，异议成立。"
WITHDRAWN = "公示期间收到的异议经核实成立，补录后重新计分，再行公示。"
UNFOUNDED = "我们镇十一月下村天数应当更多，为什么排在后面？"
REFUSED = "经查阅民情日志，该镇十一月下村天数与上报一致，计分无误。"
DAYS_AFTER = 5
"""So many days after the end of a month its tables are put on notice, a corrected one so many days after that."""


def announced(run: ScoreRun, kind: str, by: Staff, day: datetime.date) -> Edition:
    """A table of a computation, put on notice on a day."""
    edition = prepare_edition(run=run, kind=kind, by=by)
    return announce_edition(edition=edition, by=by, at=moment(day))


def release(run: ScoreRun, kind: str, *, by: Staff, approver: Staff) -> None:
    """A table from the draft to the public."""
    day = run.period.ends_on + datetime.timedelta(days=DAYS_AFTER)
    again = Edition.objects.filter(period=run.period, kind=kind, division=run.division, state="withdrawn")
    corrected = again.exists()
    if corrected:
        day += datetime.timedelta(days=DAYS_AFTER)
    edition = announced(run, kind, by, day)
    if corrected:
        object_and_answer(edition, day, UNFOUNDED, Objection.Decision.REFUSED, REFUSED, approver)
    at = moment(edition.notice_until, hour=10)
    publish_edition(edition=approve_edition(edition=edition, by=approver, at=at), by=approver, at=at)


def object_and_correct(run: ScoreRun, by: Staff, second: Staff) -> ScoreRun:
    """Puts a table on notice to which somebody rightly objects: it is withdrawn, the bonus that was forgotten is
    entered, and the scores are computed again."""
    day = run.period.ends_on + datetime.timedelta(days=DAYS_AFTER)
    edition = announced(run, Edition.Kind.TOWNSHIPS, by, day)
    objection = object_and_answer(edition, day, FOUNDED, Objection.Decision.UPHELD, UPHELD, second)
    withdraw_edition(edition=edition, by=by, reason=WITHDRAWN, at=objection.answered_at)
    enter_forgotten(objection, run, by)
    return score(period=run.period, division=run.division, by=by)


def object_and_answer(
    edition: Edition, day: datetime.date, text: str, decision: str, reason: str, second: Staff
) -> Objection:
    """An objection to the last place of a table, and its answer on the next day."""
    objection = receive_objection(
        edition=edition,
        place=edition.rows[-1]["code"],
        text=text,
        contact="",
        form=f"demo {edition.period} {decision}",
        address=None,
        at=moment(day, hour=15),
    )
    at = moment(day + datetime.timedelta(days=1))
    return answer_objection(objection=objection, by=second, decision=decision, reason=reason, at=at)


def enter_forgotten(objection: Objection, run: ScoreRun, by: Staff) -> None:
    """The bonus of a cadre of the place that was objected to, who has none yet: a second might go beyond the cap."""
    given = Adjustment.objects.filter(period=run.period).values("cadre")
    posts = Post.objects.in_force(AS_OF).main_assessed().filter(division=objection.division)
    posts = posts.exclude(cadre__in=given)
    bonus = Adjustment(
        cadre_id=posts.order_by("cadre__number").values_list("cadre_id", flat=True)[0],
        division_id=objection.division.parent_id,
        period=run.period,
        kind=Adjustment.Kind.BONUS,
        points=5 * ONE,
        reason="参加山火扑救",
        decided_by="县活动办公室",
        recorded_at=objection.answered_at,
    )
    approve(proposal=propose(proposal=bonus, by=None), by=by)

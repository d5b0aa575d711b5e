"""What is done with schemes, scores and editions, with reports, reviews and polls, and what follows from them. Every
verb takes `by=` (a staff account; None: a command on the server), is one transaction, writes its journal row, and
refuses with a plain sentence: `NotPossible`, or a ValidationError by field where a form asks."""

from assessments.actions.anomalies import confirm_anomaly, explain_anomaly, find_anomalies
from assessments.actions.commendations import (
    propose_best_committees,
    propose_fastest,
    propose_strongest,
)
from assessments.actions.editions import (
    announce_edition,
    approve_edition,
    discard_edition,
    prepare_edition,
    publish_edition,
    withdraw_edition,
)
from assessments.actions.errors import NotPossible
from assessments.actions.grades import decide_yearly, give_grades, propose_yearly
from assessments.actions.objections import answer_objection, receive_objection
from assessments.actions.polls import record_poll
from assessments.actions.proposals import approve, propose, publish_commendation, refuse
from assessments.actions.refreshing import refresh_scores
from assessments.actions.reports import hand_in_reports
from assessments.actions.reviews import record_review
from assessments.actions.runs import open_period, score
from assessments.actions.schemes import (
    adopt_scheme,
    begin_scheme,
    copy_scheme,
    refine_scheme,
    refine_superior,
)
from assessments.actions.studies import HandedIn, hand_in_study_report, hand_in_study_reports
from assessments.actions.talks import drop_talk, follow_up_talk, hold_talk, propose_talks
from assessments.actions.workings import make_working_link, open_working_link

__all__ = [
    "HandedIn",
    "NotPossible",
    "adopt_scheme",
    "announce_edition",
    "answer_objection",
    "approve",
    "approve_edition",
    "begin_scheme",
    "confirm_anomaly",
    "copy_scheme",
    "decide_yearly",
    "discard_edition",
    "drop_talk",
    "explain_anomaly",
    "find_anomalies",
    "follow_up_talk",
    "give_grades",
    "hand_in_reports",
    "hand_in_study_report",
    "hand_in_study_reports",
    "hold_talk",
    "make_working_link",
    "open_period",
    "open_working_link",
    "prepare_edition",
    "propose",
    "propose_best_committees",
    "propose_fastest",
    "propose_strongest",
    "propose_talks",
    "propose_yearly",
    "publish_commendation",
    "publish_edition",
    "receive_objection",
    "record_poll",
    "record_review",
    "refine_scheme",
    "refine_superior",
    "refresh_scores",
    "refuse",
    "score",
    "withdraw_edition",
]

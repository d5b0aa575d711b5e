"""What is done with schemes, scores and editions, and what follows from them. Every verb takes `by=` (a staff account;
None: a command on the server), is one transaction, writes its journal row, and raises `NotPossible` with a plain
sentence."""

from assessments.actions.commendations import propose_strongest
from assessments.actions.editions import approve_edition, discard_edition, prepare_edition, publish_edition
from assessments.actions.errors import NotPossible
from assessments.actions.grades import decide_yearly, give_grades, propose_yearly
from assessments.actions.proposals import approve, propose, publish_commendation, refuse
from assessments.actions.runs import open_period, score
from assessments.actions.schemes import adopt_scheme, copy_scheme
from assessments.actions.talks import drop_talk, follow_up_talk, hold_talk, propose_talks

__all__ = [
    "NotPossible",
    "adopt_scheme",
    "approve",
    "approve_edition",
    "copy_scheme",
    "decide_yearly",
    "discard_edition",
    "drop_talk",
    "follow_up_talk",
    "give_grades",
    "hold_talk",
    "open_period",
    "prepare_edition",
    "propose",
    "propose_strongest",
    "propose_talks",
    "propose_yearly",
    "publish_commendation",
    "publish_edition",
    "refuse",
    "score",
]

"""What is done with schemes, scores and editions. Every verb takes `by=` (a staff account; None: a command on the
server), is one transaction, writes its journal row, and raises `NotPossible` with a plain sentence."""

from assessments.actions.editions import (
    announce_edition,
    approve_edition,
    discard_edition,
    prepare_edition,
    publish_edition,
    withdraw_edition,
)
from assessments.actions.errors import NotPossible
from assessments.actions.objections import answer_objection, receive_objection
from assessments.actions.runs import open_period, score
from assessments.actions.schemes import adopt_scheme, copy_scheme
from assessments.actions.workings import make_working_link, open_working_link

__all__ = [
    "NotPossible",
    "adopt_scheme",
    "announce_edition",
    "answer_objection",
    "approve_edition",
    "copy_scheme",
    "discard_edition",
    "make_working_link",
    "open_period",
    "open_working_link",
    "prepare_edition",
    "publish_edition",
    "receive_objection",
    "score",
    "withdraw_edition",
]

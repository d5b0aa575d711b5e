"""What is done with schemes, scores and editions. Every verb takes `by=` (a staff account; None: a command on the
server), is one transaction, writes its journal row, and raises `NotPossible` with a plain sentence."""

from assessments.actions.anomalies import confirm_anomaly, explain_anomaly, find_anomalies
from assessments.actions.editions import approve_edition, discard_edition, prepare_edition, publish_edition
from assessments.actions.errors import NotPossible
from assessments.actions.refreshing import refresh_scores
from assessments.actions.runs import open_period, score
from assessments.actions.schemes import (
    adopt_scheme,
    begin_scheme,
    copy_scheme,
    refine_scheme,
    refine_superior,
)

__all__ = [
    "NotPossible",
    "adopt_scheme",
    "approve_edition",
    "begin_scheme",
    "confirm_anomaly",
    "copy_scheme",
    "discard_edition",
    "explain_anomaly",
    "find_anomalies",
    "open_period",
    "prepare_edition",
    "publish_edition",
    "refine_scheme",
    "refine_superior",
    "refresh_scores",
    "score",
]

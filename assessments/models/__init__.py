from assessments.models.adjustment import Adjustment
from assessments.models.edition import Edition, FrozenInputs
from assessments.models.objection import Objection, PublicAttempt
from assessments.models.period import Period
from assessments.models.scheme import Indicator, Scheme
from assessments.models.score import Score, ScoreItem, ScoreRun
from assessments.models.working import WorkingLink

__all__ = [
    "Adjustment",
    "Edition",
    "FrozenInputs",
    "Indicator",
    "Objection",
    "Period",
    "PublicAttempt",
    "Scheme",
    "Score",
    "ScoreItem",
    "ScoreRun",
    "WorkingLink",
]

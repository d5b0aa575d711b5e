from assessments.models.adjustment import Adjustment
from assessments.models.anomaly import Anomaly
from assessments.models.edition import Edition, FrozenInputs
from assessments.models.period import Period
from assessments.models.scheme import Indicator, Scheme
from assessments.models.score import Score, ScoreItem, ScoreRun

__all__ = [
    "Adjustment",
    "Anomaly",
    "Edition",
    "FrozenInputs",
    "Indicator",
    "Period",
    "Scheme",
    "Score",
    "ScoreItem",
    "ScoreRun",
]

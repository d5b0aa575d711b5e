from assessments.models.adjustment import Adjustment
from assessments.models.anomaly import Anomaly
from assessments.models.edition import Edition, FrozenInputs
from assessments.models.indicator import Indicator
from assessments.models.period import Period
from assessments.models.scheme import Scheme
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

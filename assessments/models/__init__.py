from assessments.models.adjustment import Adjustment
from assessments.models.edition import Edition, FrozenInputs
from assessments.models.period import Period
from assessments.models.scheme import Indicator, Scheme
from assessments.models.score import Score, ScoreItem, ScoreRun
from assessments.models.supplement import EditionSupplement

__all__ = [
    "Adjustment",
    "Edition",
    "EditionSupplement",
    "FrozenInputs",
    "Indicator",
    "Period",
    "Scheme",
    "Score",
    "ScoreItem",
    "ScoreRun",
]

from assessments.models.adjustment import Adjustment
from assessments.models.award import Award
from assessments.models.commendation import Commendation
from assessments.models.edition import Edition, FrozenInputs
from assessments.models.grade import Grade, GradeRule, ProgrammeGrade, YearlyGrade
from assessments.models.period import Period
from assessments.models.scheme import Indicator, Scheme
from assessments.models.score import Score, ScoreItem, ScoreRun
from assessments.models.talk import Talk

__all__ = [
    "Adjustment",
    "Award",
    "Commendation",
    "Edition",
    "FrozenInputs",
    "Grade",
    "GradeRule",
    "Indicator",
    "Period",
    "ProgrammeGrade",
    "Scheme",
    "Score",
    "ScoreItem",
    "ScoreRun",
    "Talk",
    "YearlyGrade",
]

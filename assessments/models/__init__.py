from assessments.models.adjustment import Adjustment
from assessments.models.anomaly import Anomaly
from assessments.models.award import Award
from assessments.models.commendation import Commendation
from assessments.models.duty import Report, ReportingDuty
from assessments.models.edition import Edition, FrozenInputs
from assessments.models.grade import Grade, GradeRule, ProgrammeGrade, YearlyGrade
from assessments.models.indicator import Indicator
from assessments.models.objection import Objection, PublicAttempt
from assessments.models.period import Period
from assessments.models.poll import Poll, PollResult
from assessments.models.review import Review, SuperiorTie
from assessments.models.scheme import Scheme
from assessments.models.score import Score, ScoreItem, ScoreRun
from assessments.models.study import StudiedSkill, StudyReport
from assessments.models.supplement import EditionSupplement
from assessments.models.talk import Talk
from assessments.models.working import WorkingLink

__all__ = [
    "Adjustment",
    "Anomaly",
    "Award",
    "Commendation",
    "Edition",
    "EditionSupplement",
    "FrozenInputs",
    "Grade",
    "GradeRule",
    "Indicator",
    "Objection",
    "Period",
    "Poll",
    "PollResult",
    "ProgrammeGrade",
    "PublicAttempt",
    "Report",
    "ReportingDuty",
    "Review",
    "Scheme",
    "Score",
    "ScoreItem",
    "ScoreRun",
    "StudiedSkill",
    "StudyReport",
    "SuperiorTie",
    "Talk",
    "WorkingLink",
    "YearlyGrade",
]

from assessments.models.adjustment import Adjustment
from assessments.models.anomaly import Anomaly
from assessments.models.duty import Report, ReportingDuty
from assessments.models.edition import Edition, FrozenInputs
from assessments.models.indicator import Indicator
from assessments.models.objection import Objection, PublicAttempt
from assessments.models.period import Period
from assessments.models.poll import Poll, PollResult
from assessments.models.review import Review, SuperiorTie
from assessments.models.scheme import Scheme
from assessments.models.score import Score, ScoreItem, ScoreRun
from assessments.models.study import StudiedSkill, StudyReport
from assessments.models.supplement import EditionSupplement
from assessments.models.working import WorkingLink

__all__ = [
    "Adjustment",
    "Anomaly",
    "Edition",
    "EditionSupplement",
    "FrozenInputs",
    "Indicator",
    "Objection",
    "Period",
    "Poll",
    "PollResult",
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
    "WorkingLink",
]

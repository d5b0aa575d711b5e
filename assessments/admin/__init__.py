from assessments.admin import (
    adjustment,
    award,
    commendation,
    edition,
    grade,
    on_cadre,
    period,
    scheme,
    score,
    talk,
    waiting,
)

__all__ = [
    "adjustment",
    "award",
    "commendation",
    "edition",
    "grade",
    "on_cadre",
    "period",
    "scheme",
    "score",
    "talk",
    "waiting",
]

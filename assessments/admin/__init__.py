from assessments.admin import (
    adjustment,
    duty,
    edition,
    on_cadre,
    owing,
    period,
    poll,
    review,
    scheme,
    score,
    study,
    waiting,
)

__all__ = [
    "adjustment",
    "duty",
    "edition",
    "on_cadre",
    "owing",
    "period",
    "poll",
    "review",
    "scheme",
    "score",
    "study",
    "waiting",
]

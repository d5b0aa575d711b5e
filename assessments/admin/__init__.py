from assessments.admin import (
    adjustment,
    edition,
    objection,
    on_cadre,
    period,
    scheme,
    score,
    waiting,
    working,
)

__all__ = [
    "adjustment",
    "edition",
    "objection",
    "on_cadre",
    "period",
    "scheme",
    "score",
    "waiting",
    "working",
]

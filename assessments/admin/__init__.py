from assessments.admin import adjustment, edition, on_cadre, period, scheme, score, supplement, waiting

__all__ = ["adjustment", "edition", "on_cadre", "period", "scheme", "score", "supplement", "waiting"]

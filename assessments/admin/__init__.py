from assessments.admin import adjustment, anomaly, edition, on_cadre, period, scheme, score, waiting

__all__ = ["adjustment", "anomaly", "edition", "on_cadre", "period", "scheme", "score", "waiting"]

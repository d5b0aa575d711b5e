from villages.admin import diary, on_cadre, pairing, village, visit, waiting

__all__ = ["diary", "on_cadre", "pairing", "village", "visit", "waiting"]

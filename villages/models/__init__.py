from villages.models.pairing import HouseholdPairing, VillagePairing
from villages.models.village import Household, HouseholdCategory, Village
from villages.models.visit import DiarySubmission, Visit

__all__ = [
    "DiarySubmission",
    "Household",
    "HouseholdCategory",
    "HouseholdPairing",
    "Village",
    "VillagePairing",
    "Visit",
]

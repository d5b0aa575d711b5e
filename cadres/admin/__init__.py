from cadres.admin import cadre, division, learning, post, signing_in, skill, staff, transfer_request, waiting

__all__ = [
    "cadre",
    "division",
    "learning",
    "post",
    "signing_in",
    "skill",
    "staff",
    "transfer_request",
    "waiting",
]

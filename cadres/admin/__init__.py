from cadres.admin import cadre, division, learning, post, skill, staff, waiting

__all__ = ["cadre", "division", "learning", "post", "skill", "staff", "waiting"]

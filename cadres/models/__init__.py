from cadres.models.cadre import Cadre, NumberRange, Post
from cadres.models.division import Division, DivisionChange
from cadres.models.skill import LearningGoal, Mastery, RequiredSkill, Skill, SkillAlias, SkillCategory
from cadres.models.staff import Assignment, Role, Staff
from cadres.models.township_class import TownshipClass
from cadres.models.transfer_request import TransferRequest

__all__ = [
    "Assignment",
    "Cadre",
    "Division",
    "DivisionChange",
    "LearningGoal",
    "Mastery",
    "NumberRange",
    "Post",
    "RequiredSkill",
    "Role",
    "Skill",
    "SkillAlias",
    "SkillCategory",
    "Staff",
    "TownshipClass",
    "TransferRequest",
]

"""Lists of skills (技能清单): code, name, category and the wordings under which rosters name the skill.

Wordings that a row names are added; others go on. No two skills may answer to one name or wording.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from cadres.models import Skill, SkillAlias, SkillCategory
from cadres.pinyin import pinyin
from cadres.sheets.entries import LABELS, NAME_EN, Entries, Stored, conclude, read_text
from cadres.sheets.resources import SkillResource
from cadres.sheets.rows import read_lost
from cadres.sheets.values.skills import SEPARATORS
from config.jurisdiction import Scope
from config.spreadsheets.cells import close_text, free_text, says_nothing
from config.spreadsheets.intents import Birth, intents_of, write_in_order
from config.spreadsheets.kinds import Context, SheetKind
from config.spreadsheets.planning import Draft, Plan, drafts_of
from config.spreadsheets.types import Cell, Column, Kind, Reading
from config.spreadsheets.writing import Ledger

CODE = Column("code", ("技能代码", "技能编码", "技能编号", "技术代码", "代码", "编码"), key=True)
NAME = Column("name", ("技能名称", "技能", "技术名称", "技术", "实用技术", "实用技术名称", "名称"))
CATEGORY = Column(
    "category", ("类别", "技能类别", "技能门类", "门类", "分类", "所属类别", "技术类别", "专业类别")
)
ALIASES = Column("aliases", ("别名", "又名", "俗称", "其他叫法", "其他名称", "别称", "常用叫法", "曾用名"))
BASIS = Column("basis", ("依据", "来源", "出处"))
LAYOUT = Kind(name="skills", columns=(CODE, NAME, CATEGORY, ALIASES, NAME_EN, BASIS), minimum=2)
LONGEST = {"name": 50, "category": 50, "name_en": 100, "basis": 100}
LONGEST_ALIAS = 50
CODE_FORM = re.compile(r"[0-9A-Z][0-9A-Z.\-]{0,9}")
KEPT = ("name", "name_en", "basis")
"""What a row says about a skill as it is stored."""


class Skills(Entries):
    """The skills there are, their wordings and categories. Three SELECTs."""

    def __init__(self, context: Context) -> None:
        self.office = context.scope.codes[0] if len(context.scope.codes) == 1 else ""
        """A skill belongs to no place: its journal is kept under the office of whoever imports."""
        rows = Skill.objects.order_by("code").values("pk", "code", "pinyin", "category_id", *KEPT)
        super().__init__(Stored(row["pk"], key(row["code"]), row) for row in rows)
        aliases = [
            (alias, key(code)) for alias, code in SkillAlias.objects.values_list("alias", "skill__code")
        ]
        self.aliases = {key(alias): code for alias, code in aliases}
        self.own_words = {(code, key(word)) for alias, code in aliases for word in wordings(alias)}
        """A wording with a separator in it is read as several."""
        self.category_names = dict(SkillCategory.objects.order_by("pk").values_list("pk", "name"))
        self.categories = {key(name): pk for pk, name in self.category_names.items()}

    def owners(self, words: str) -> set[str]:
        """The codes of the skills that answer to a name or wording."""
        by_alias = self.aliases.get(key(words))
        return self.called(words) | ({by_alias} if by_alias else set())


def key(words: str) -> str:
    """A wording as rosters are compared with it."""
    return close_text(words).upper()


def plan(reading: Reading, context: Context) -> list[Draft]:
    """A draft for every row of a list of skills."""
    skills = Skills(context)
    drafts = drafts_of(reading, lambda draft: read_row(draft, skills))
    for draft in drafts:
        settle(draft, skills)
    return drafts


def read_row(draft: Draft, skills: Skills) -> None:
    """The cells of a row as a record."""
    values = draft.source.values  # type: ignore[union-attr]
    read_lost(draft)
    code = close_text(values.get("code")).upper()
    draft.record["code"] = None if says_nothing(code) else code
    if draft.record["code"] and code not in skills.stored and not CODE_FORM.fullmatch(code):
        draft.refuse("SKILL_CODE_INVALID", "code")
    for field, longest in LONGEST.items():
        read_text(draft, field, longest, joined=field in ("name", "category"))
    draft.name = draft.record["name"] or draft.record["code"] or ""
    read_aliases(draft)


def read_aliases(draft: Draft) -> None:
    """The wordings of a row, each once, with 、 between."""
    told = wordings(draft.source.values.get("aliases"))  # type: ignore[union-attr]
    if any(len(alias) > LONGEST_ALIAS for alias in told):
        draft.refuse("TEXT_TOO_LONG", "aliases", more=str(LONGEST_ALIAS))
    draft.record["aliases"] = "、".join(told) or None


def wordings(cell: Cell) -> list[str]:
    """The wordings in a cell, each once."""
    text = cell if isinstance(cell, str) else free_text(cell)
    parts = SEPARATORS.split(text.replace("，", "、").replace("；", "、"))
    told = dict.fromkeys("".join(free_text(part).split()) for part in parts)
    return [part for part in told if not says_nothing(close_text(part))]


def settle(draft: Draft, skills: Skills) -> None:
    """What a row would write, or why it cannot."""
    draft.intent = []
    if draft.refused:
        return
    code = skills.code_of(draft, skills.called)
    if code is None:
        return
    draft.place = skills.office
    stored = skills.stored.get(code)
    judge_name(draft, code, stored, skills)
    judge_category(draft, stored, skills)
    aliases = new_aliases(draft, code, skills)
    if draft.refused:
        return
    skill = correct(draft, stored, skills) if stored else bear(draft, code, skills)
    add_aliases(draft, code, skill, aliases, skills)
    conclude(draft, new=stored is None)


def judge_name(draft: Draft, code: str, stored: Stored | None, skills: Skills) -> None:
    """Refuses a new skill without a name, and a name to which another skill answers."""
    name = draft.record["name"]
    if name is None:
        if stored is None:
            draft.refuse("NAME_MISSING", "name")
    elif not (stored and stored.is_called(name)) and (others := skills.owners(name) - {code}):
        draft.refuse("NAME_OF_ANOTHER", "name", more=min(others))


def judge_category(draft: Draft, stored: Stored | None, skills: Skills) -> None:
    """Refuses a category that is not recorded, and a new skill without one."""
    category = draft.record["category"]
    if category is None:
        if stored is None:
            draft.refuse("SKILL_CATEGORY_MISSING", "category")
    elif key(category) not in skills.categories:
        draft.refuse("SKILL_CATEGORY_UNKNOWN", "category")


def new_aliases(draft: Draft, code: str, skills: Skills) -> list[str]:
    """The wordings that the skill does not answer to yet; refuses the row where another skill does."""
    told = draft.record["aliases"].split("、") if draft.record["aliases"] else []
    told = [alias for alias in told if (code, key(alias)) not in skills.own_words]
    taken = [f"{alias} ({min(others)})" for alias in told if (others := skills.owners(alias) - {code})]
    if taken:
        draft.refuse("ALIAS_OF_ANOTHER", "aliases", more="、".join(taken))
    own = {key(draft.record["name"] or ""), key(skills.names.get(code, ""))}
    return [alias for alias in told if key(alias) not in own and skills.aliases.get(key(alias)) != code]


def correct(draft: Draft, stored: Stored, skills: Skills) -> int:
    """Corrects what a row says otherwise about a stored skill."""
    record = draft.record
    said = {name: record[name] for name in KEPT if record[name]}
    if "name" in said:
        told = {"name": said["name"], "pinyin": pinyin(said["name"])}
        said = (
            {name: v for name, v in said.items() if name != "name"}
            if stored.is_called(said["name"])
            else said | told
        )
    before = skills.category_names[stored.values["category_id"]]
    if record["category"] and key(record["category"]) != key(before):
        said["category_id"] = skills.categories[key(record["category"])]
        draft.change("category", before, record["category"])
    skills.correct(draft, Skill, stored, said)
    return stored.pk


def bear(draft: Draft, code: str, skills: Skills) -> Birth:
    """A skill that is not recorded yet. Without an English name the Chinese one stands for it."""
    record = draft.record
    if record["name_en"] is None:
        draft.warn("ENGLISH_MISSING")
    values = {
        "category_id": skills.categories[key(record["category"])],
        "name": record["name"],
        "name_en": record["name_en"] or record["name"],
        "pinyin": pinyin(record["name"]),
        "basis": record["basis"] or "",
    }
    return skills.bear(draft, Skill, code, values)


def add_aliases(draft: Draft, code: str, skill: Birth | int, aliases: list[str], skills: Skills) -> None:
    """The wordings that a row adds to a skill."""
    for alias in aliases:
        skills.aliases[key(alias)] = code
        draft.intent.append(Birth(SkillAlias, {"alias": alias, "skill_id": skill}, draft.place))
    if aliases:
        draft.change("aliases", "", "、".join(aliases))


def write(plan: Plan, ledger: Ledger) -> None:
    """Writes every new and changed row of a plan."""
    write_in_order(ledger, (Skill, SkillAlias), *intents_of(plan))


def categories(scope: Scope) -> Mapping[str, tuple[str, ...]]:
    """The categories that the blank table offers."""
    return {"类别": tuple(SkillCategory.objects.visible_in(scope).values_list("name", flat=True))}


KIND = SheetKind(
    name="skills",
    title=_("list of skills"),
    layout=LAYOUT,
    model="cadres.skill",
    plan=plan,
    write=write,
    resource=SkillResource,
    required=(("name",),),
    choices_within=categories,
    example={
        "代码": "A0153-09",
        "名称": "柑橘贮藏与保鲜",
        "类别": "水果",
        "别名": "柑橘保鲜、橘子贮藏",
        "英文名": "Storing citrus fruit",
    },
    labels={**LABELS, "category": _("category"), "aliases": _("wordings"), "basis": _("basis")},
)

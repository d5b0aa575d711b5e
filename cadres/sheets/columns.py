"""The columns by which sheets tell about a person: what they are called, and what a record calls them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.spreadsheets.types import Column

NUMBER = Column("number", ("干部编号", "人员编号"), key=True)
NAME = Column(
    "name",
    ("姓名", "干部姓名", "名字", "帮扶责任人姓名", "责任人姓名"),
    person=True,
    alone=(
        "学员姓名", "学员", "学员名单", "参训学员", "参训学员姓名", "参训人员", "参训人员姓名", "参训干部",
        "培训人员", "培训对象", "参加人员", "参会人员", "结对干部", "结对人员", "帮扶干部", "帮扶人", "帮扶人员",
        "帮扶责任人", "责任人", "联系干部", "驻村干部", "包村干部", "联村干部", "下派干部", "走访人", "走访人员",
        "走访干部", "工作人员", "人员姓名", "人员名单", "人员", "干部", "干部名单", "名单", "队员", "工作队员",
        "队员姓名",
    ),
)  # fmt: skip
ID_NUMBER = Column(
    "id_number",
    (
        "身份证号",
        "身份证号码",
        "公民身份号码",
        "公民身份证号码",
        "居民身份证号码",
        "身份证",
        "身份证件号码",
        "身份证编号",
    ),
)
COUNTY = Column(
    "county", ("县市区", "县（市、区）", "县(市区)", "县区", "所在县", "所属县", "所在县市区", "区县")
)
TOWNSHIP = Column(
    "township",
    (
        "乡镇", "所在乡镇", "所属乡镇", "乡镇名称", "乡镇街道", "乡镇（街道）", "乡（镇）", "乡镇/街道", "乡镇办",
        "镇乡", "乡镇单位", "单位", "工作单位", "所在单位", "单位名称",
    ),
)  # fmt: skip
TOWNSHIP_CODE = Column("township_code", ("乡镇代码", "乡镇编码", "乡镇街道代码"))
SKILL = Column(
    "skill",
    (
        "所学技能", "所学技术", "所学实用技术", "学习技能", "学习技术", "技能", "技术", "技能名称", "掌握技能",
        "掌握技术", "实用技能", "实用技术", "学习内容", "技术专长", "所学专长",
    ),
)  # fmt: skip
SKILL_CODE = Column("skill_code", ("技能代码", "技能编码", "技术代码"))
REMARK = Column("remark", ("备注", "备考"))

STATUS = Column(
    "status",
    ("人员状态",),
    exact=(
        "干部状态", "状态", "在职状态", "在岗状态", "任职状态", "人员现状", "目前状态", "现状",
        "在职情况", "在岗情况", "在职在岗情况", "是否在职", "是否在岗", "是否在任", "在职", "在岗", "在职与否",
        "在岗与否", "是否退休", "是否离休", "是否离退休", "是否调离", "是否调出", "是否离职", "是否离岗",
        "是否去世", "是否已故",
    ),
)  # fmt: skip
"""Whether somebody is still in post."""

WHO = (NUMBER, NAME, ID_NUMBER, COUNTY, TOWNSHIP, TOWNSHIP_CODE)
"""Enough to say whom a row means."""

ABOUT = (
    Column("gender", ("性别",)),
    Column("ethnicity", ("民族", "族别")),
    Column("birth", ("出生年月", "出生日期", "出生年月日", "出生时间", "出生", "生日")),
    Column(
        "phone",
        ("手机号码", "手机", "手机号", "电话", "联系电话", "电话号码", "联系方式", "移动电话", "联系手机"),
    ),
    Column("education", ("学历", "文化程度", "最高学历", "教育程度"), multiple=True),
    Column(
        "post_title",
        (
            "职务",
            "工作单位及职务",
            "单位及职务",
            "单位职务",
            "现任职务",
            "职务名称",
            "所任职务",
            "职位",
            "岗位",
            "工作岗位",
            "现任职位",
        ),
    ),
    Column("post_class", ("职务类别", "干部类别", "人员类别")),
    SKILL,
    SKILL_CODE,
    STATUS,
    REMARK,
)
"""What a sheet may say about the person besides."""

PRIVATE = (
    "家庭住址",
    "家庭地址",
    "住址",
    "家庭成员",
    "家庭主要成员",
    "家庭情况",
    "配偶姓名",
    "子女姓名",
    "银行账号",
)
"""Labels of what the site never keeps about a cadre."""

LABELS = {
    "number": _("number"),
    "name": _("full name"),
    "id_number": _("ID number"),
    "gender": _("sex"),
    "ethnicity": _("ethnic group"),
    "birth": _("born"),
    "phone": _("telephone"),
    "education": _("education"),
    "post_title": _("title"),
    "post_class": _("class"),
    "county_code": _("county"),
    "township": _("township"),
    "township_code": _("township"),
    "skill": _("skill"),
    "skill_code": _("skill"),
    "status": _("in post or not"),
    "remark": _("remark"),
}
"""The fields of a record, for people."""

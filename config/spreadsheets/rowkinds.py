"""What a row is that holds no record: by its words, and by where it stands."""

import re

from config.spreadsheets.types import Cell

SUBTOTAL = re.compile(r".{0,12}(小计|分计)([:：(（].*)?")
TOTAL = re.compile(r"(合计|总计|共计|累计|总数|全[县市镇乡区]合计|.{0,12}(合计|总计))([:：(（].*)?")
FOOTER = re.compile(
    r"(填表|填报|制表|审核|审批|经办|复核|统计|报送|录入)(人|单位|日期|时间|人签名)?([(（].*?[)）])?[:：]"
    r"|(单位|部门)?(负责人|主管领导|分管领导|联系人|联系电话|党委书记|书记|组织委员|单位|日期|时间|盖章|签字|签名)([(（].*?[)）])?[:：]"
    r"|[(（](盖章|签章|公章)"
)
NOTE = re.compile(r"(备?注|说明|附注|填表说明|填表须知|注意事项?|温馨提示)[:：\d一二三1]|[※★]|注[:：]?$")
UNIT_LINE = re.compile(
    r"(单位|部门|日期|时间|截止|截至|制表|填表|填报|报送|审核|联系人|电话|盖章)[^:：]{0,8}[:：]|[(（](盖章|公章)"
    r"|^[(（]?\d{4}年\d{1,2}月(\d{1,2}日)?[)）]?$|^单位[:：]"
)
EXAMPLE_MARK = re.compile(r"^[(（【]?(示例|例|样例|范例|举例|例如|填写示例)")
NOBODY = re.compile(r"某某|××|XX|ＸＸ|✕✕|[某×][甲乙丙]|^[\u4e00-\u9fff]某$")
PLACE = re.compile(
    r"([镇乡]|街道|街道办事处|办事处|[县市区]|农场|林场|管委会|局|办|站|所|中心|村|社区)([(（].*[)）])?$|[(（]\d+人[)）]$"
)
LONGEST_HEADING = 30


def squeezed(cell: Cell) -> str:
    """A text cell without white space; "" for anything else."""
    return "".join(cell.split()) if isinstance(cell, str) else ""


def sum_or_end(text: str) -> str | None:
    """total, subtotal, footer or note by the squeezed text of a row's first filled cell; else None."""
    if SUBTOTAL.fullmatch(text):
        return "subtotal"
    if TOTAL.fullmatch(text):
        return "total"
    if NOTE.match(text):
        return "note"
    if FOOTER.match(text):
        return "footer"
    return None


def above_header(text: str) -> str:
    """What a row above a header is: note, unit_line or title."""
    if NOTE.match(text):
        return "note"
    return "unit_line" if UNIT_LINE.search(text) else "title"


def is_nobody(cell: Cell) -> bool:
    """Whether a person's name, or a place's, is a stand-in such as 王某某 or ××村."""
    return isinstance(cell, str) and NOBODY.search(cell) is not None


def reads_as_heading(text: str) -> bool:
    """Whether a text that stands alone in the column of names is a place and not a person."""
    return len(text) > 4 or PLACE.search(text) is not None

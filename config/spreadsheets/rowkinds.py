"""What a row is that holds no record, by its words. Where it stands is the affair of `verdicts`."""

import re

from config.spreadsheets.types import Cell

HEAD_COUNT = r"[共计]?[\d一二三四五六七八九十百千零〇两]+[人名个]?"
ONLY_COUNT = re.compile(HEAD_COUNT)
AFTER_SUM = rf"(?:人数|人员|\w?数)?(?:[:：(（].*|{HEAD_COUNT})?"
SUBTOTAL = re.compile(rf".{{0,12}}(?:小计|分计|本页计|页计){AFTER_SUM}")
TOTAL = re.compile(
    rf"(?:.{{0,12}}(?:合计|总计)|共计|累计|总数|总人数|人数合计|合共){AFTER_SUM}|共{HEAD_COUNT}|总共.*|计[:：].*"
)
ENDS_IN_COLON = r"(?:[(（].*?[)）])?[:：]"
FOOTER = re.compile(
    r"(?:填表|填报|制表|制单|审核|审批|审签|经办|复核|统计|报送|录入|校对|核对|填写)(?:人|单位|日期|时间|员)?"
    rf"(?:签名|签字|签章|盖章)?{ENDS_IN_COLON}"
    r"|.{0,8}(?:负责人|领导|联系人|联系电话|电话|书记|委员|部长|乡长|镇长|主任|单位|部门|日期|时间|盖章|签字|签名|签章)"
    rf"(?:签名|签字|签章|盖章)?{ENDS_IN_COLON}"
    r"|[(（](?:盖章|签章|公章|签字|签名)"
)
OF_POST = re.compile(r".{0,8}(?:书记|委员|部长|乡长|镇长|主任|领导|负责人)(?:[(（].*?[)）])?[:：]$")
"""A post with a colon, which may stand before its holder in a table as well as under it."""
SIGNATURE = re.compile(
    r"政府|委员会|党委|办事处|章|[:：]|[委局办部院校所站会县镇乡]$|\d.*[年月日]|^[一二]\S*[年月日]"
)
"""Words that sign a table."""
SIGNED = re.compile(r"(?:填表|填报|制表|审核|审批|经办|复核)(?:人|日期|时间|单位)(?:签名|签字|签章)?")
"""The words of a footer that stand alone in their cell, their colon forgotten."""
NOTE = re.compile(
    r"(?:备?注|说明|附注|附|填表说明|填表须知|填报说明|填报要求|注意事项?|温馨提示|特别说明)(?:[:：]|[(（]?[\d一二三][)）.、．])"
    r"|[(（]注|注$"
)
NOTE_MARK = re.compile(r"[※★☆*＊▲].{4}")
TITLE_WORDS = re.compile(
    r"(?:名册|名单|台账|台帐|登记表|登记册|汇总表|统计表|情况表|一览表|信息表|明细表|基本情况|册|(?<!代)表)(?:[(（].*[)）])?$"
)
OF_PAPER = re.compile(
    r"第?[\d一二三四五六七八九十]+页.*|共.*页|续表?|(?:附件|附表|表|编号)[\d一二三四五六七八九十]*|.*密.{0,4}|单位[:：].{1,2}"
)
"""Words that number or mark a sheet of paper and head no rows."""
NUMBER = r"[\d一二三四五六七八九十]{1,3}"
DAY = rf"(?:\d{{4}}|[一二][〇○零一二三四五六七八九]{{3}})年(?:{NUMBER}月)?(?:{NUMBER}日)?"
UNIT_LINE = re.compile(
    r"(?:单位|部门|日期|时间|截止|截至|制表|填表|填报|报送|审核|联系人|电话|盖章)[^:：]{0,8}[:：]|[(（](?:盖章|公章)"
    rf"|^[(（]?(?:截止|截至|统计时间|数据截止)?(?:日期|时间)?(?:到|至)?{DAY}(?:止|底|前)?[)）]?$"
    r"|^[(（]?\d{4}[.\-/]\d{1,2}(?:[.\-/]\d{1,2})?[)）]?$|^单位[:：]"
)
EXAMPLE_MARK = re.compile(r"^[(（【\[]?(?:(?:填写|填报)?示例|样例|范例|举例|例如|例(?:[)）】\]:：\d]|$))")
EXAMPLE_AFTER = re.compile(r"[(（【\[](?:示例|例|样例|范例|举例)[)）】\]]$")
NOBODY = re.compile(r"某某|××|XX|ＸＸ|✕✕|[×ＸX○〇]{2,}|[某×][甲乙丙]|^[\u4e00-\u9fff]某$")
NOWHERE = re.compile(r"^(?:某某?|×+|X{2,}|Ｘ{2,}|✕+|[○〇]{2,})(?:[县市区镇乡村]|街道|社区)")
STAND_INS = frozenset("某×XＸ✕○〇")
PLACE = re.compile(
    r"([镇乡]|街道|街道办事处|办事处|[县市区]|农场|林场|管委会|局|办|站|所|中心|村|社区)([(（].*[)）])?$|[(（]\d+人[)）]$"
)
GROUP_WORDS = re.compile(
    r"干部|人员|班子|领导|机关|站所|单位|部门|名单|编制|公务员|事业|工勤|以上|以下|情况|部分|[:：]"
)
ORDINAL = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?|第[一二三四五六七八九十]{1,3}[组批]?")
NAME_DOT = re.compile("[一-鿿][·•・‧∙][一-鿿]")
"""Between the parts of a long name: 买买提·艾力."""
NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]")
LONGEST_HEADING = 30


def squeezed(cell: Cell) -> str:
    """A text cell without white space; "" for anything else."""
    return "".join(cell.split()) if isinstance(cell, str) else ""


def sum_of(text: str) -> str | None:
    """total or subtotal, by the squeezed text of a cell; else None."""
    if SUBTOTAL.fullmatch(text):
        return "subtotal"
    return "total" if TOTAL.fullmatch(text) else None


def end_of(text: str, lone: bool = True) -> str | None:
    """note or footer, by the squeezed text of a row's first filled cell; else None. `lone`: nothing else is there."""
    if NOTE.match(text) or (lone and NOTE_MARK.match(text)):
        return "note"
    return "footer" if FOOTER.match(text) or SIGNED.fullmatch(text) else None


def sum_or_end(text: str) -> str | None:
    """total, subtotal, footer or note by the squeezed text of a row's first filled cell; else None."""
    return sum_of(text) or end_of(text)


def above_header(text: str) -> str:
    """What a row above a header is: note, unit_line or title."""
    if NOTE.match(text) or NOTE_MARK.match(text):
        return "note"
    if TITLE_WORDS.search(text) and not re.search("[:：]", text):
        return "title"
    return "unit_line" if UNIT_LINE.search(text) else "title"


def is_nobody(cell: Cell) -> bool:
    """Whether a person's name is a stand-in such as 王某某, or is marked as an example."""
    text = squeezed(cell)
    return bool(NOBODY.search(text) or EXAMPLE_MARK.match(text) or EXAMPLE_AFTER.search(text))


def is_nowhere(cell: Cell) -> bool:
    """Whether a place is a stand-in such as ××村."""
    return isinstance(cell, str) and cell[:1] in STAND_INS and NOWHERE.match(squeezed(cell)) is not None


def reads_as_heading(text: str) -> bool:
    """Whether a text that stands alone in the column of names is a place or a group and not a person."""
    long = len(text) > 4 and NAME_DOT.search(text) is None
    return (
        long
        or NUMBERED.match(text) is not None
        or PLACE.search(text) is not None
        or GROUP_WORDS.search(text) is not None
    )

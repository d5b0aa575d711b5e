"""The surnames of nearly everybody who is called in the Chinese way."""

COMMON = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫"
    "孔向汤滕舒米瞿粟满蒲欧易聂宁印禹伍佘佟冉庹鲁岳翟施樊梅阳柳文褚常温季殷葛祝左单涂章洪仇费项盛柯霍鲍俞"
    "耿靳倪齐"
)
DOUBLE = (
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|司徒|司空|夏侯|轩辕|端木|百里|南宫|西门|独孤|澹台"
    "|公冶|钟离|闻人|濮阳|淳于|单于|太史|申屠|仲孙|呼延|万俟|赫连|拓跋|第五"
)


def begins_with_surname(name: str) -> bool:
    """Whether a name begins with a common surname of one character."""
    return name[:1] in COMMON

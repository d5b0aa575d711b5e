"""The words of which the names of units and of posts are made that every township has."""

from functools import lru_cache

BODIES = (
    "镇 乡 街道 乡镇 城镇 集镇 中共 机关 党委 党工委 党政 党建 党群 党务 党支部 党总支 支部 总支 政府 "
    "人民政府 人大 主席团 政协 纪委 纪工委 纪检 监察 监督 组织 宣传 统战 政法 群团 工会 妇联 妇女 团委 "
    "共青团 青年 武装 武装部 人武部 人民 班子 领导 办事处"
)
FIELDS = (
    "综治 维稳 信访 司法 公安 派出 警务 交警 法庭 治安 禁毒 消防 应急 安全 安监 生产 民政 社保 社会 保障 "
    "劳动 人社 就业 残联 老龄 退役 军人 事务 移民 扶贫 民宗 民族 宗教 财政 财经 经管 经营 经济 审计 统计 "
    "税务 国税 地税 工商 市场 监管 质监 物价 金融 信用 农业 农村 农技 农机 农经 林业 林技 水利 水管 水务 "
    "防汛 抗旱 畜牧 兽医 动物 防疫 检疫 水产 烟草 烤烟 种子 植保 土肥 能源 生态 环保 环境 卫生 计生 计划 "
    "生育 人口 医疗 健康 合管 新农合 农合 防保 敬老 福利 文化 广播 广电 电视 体育 旅游 教育 学区 联校 科技 "
    "科协 国土 资源 土地 规划 建设 城建 村建 村镇 城管 城市 城乡 交通 公路 运管 道路 电力 供电 电信 邮政 "
    "通信 企业 工业 商务 招商 项目 重点 工程 园区 政务 便民 服务 社区 综合 行政 执法 办事 管理 执行 指导 "
    "推广 技术 工作 协调 小组 专项 督查 督导 档案 机要 文秘 秘书 后勤 办公 公共 事业 供销 粮食 粮油 食品 "
    "药品 食药 药监 新型 合作 基层 党风 廉政 政策 法制 法律 调解 矛盾 纠纷 群众 老干 老干部 老年 关工委 "
    "计生协 协会 防火 森林 河道 水库 电管 新村 社会保障 计划生育 三农 两新 五保 低保 优抚 双拥 征地 拆迁 "
    "维护 稳定 治理 保护 保洁 市政 市容 绿化 开发 发展 改革 保密 党校 烟叶 文艺 文明 创建 三支一扶 大学生 村官"
)
ENDINGS = (
    "中心 办公室 室 办 站 所 站所 科 股 队 大队 中队 组 院 校 社 局 分局 部 库 厂 场 会 委 委员会 单位 部门 "
    "公司 医院 卫生院 敬老院 信用社 供销社 粮站 银行 完小 小学 中学 学校 中心小学 幼儿园 九年制"
)
PEOPLE = (
    "干部 人员 职工 主任 科员 办事员 调研员 书记 委员 主席 部长 所长 站长 镇长 乡长 队长 校长 院长 局长 股长 "
    "组长 科长 会长 社长 会计 出纳 文书 司机 员 长 专干 专员 干事 职员 技术员 协管员 联络员 信息员 统计员 "
    "辅导员 农艺师 工程师 教师 医生 护士 民警 法官 工勤 工人 公务员 代表"
)
ABOUT_POSTS = (
    "常务 第一 副 正 代 代理 挂职 专职 兼职 兼 兼任 原 现 现任 任 拟任 试用 见习 助理 科级 正科级 副科级 "
    "股级 副科 正科 享受 待遇 分管 主管 主抓 主持 负责 协管 协助 联系 全面 日常 选调生 大学生 村官 三支一扶 "
    "特派 特派员 聘用 聘任 临时 借调 抽调 女 的 和 及 与 驻村 包村 联村 驻 包 片 退居二线 二线 改任 非领导 "
    "职务 提前 离岗 保留 正乡级 副乡级 处级 副处级 正处级 第二 第三 第四 一般 普通 中层 后备 军转 选派 下派 "
    "到村 在编 在岗 招聘 合同制 事业编 编制 一级 二级 三级 四级 高级 中级 初级 助 级 全国 省 市 县 区"
)
OF_UNITS = frozenset(f"{BODIES} {FIELDS} {ENDINGS} 干部 人员 职工 本 和 与 及".split())
OF_POSTS = frozenset(f"{BODIES} {FIELDS} {ENDINGS} {PEOPLE} {ABOUT_POSTS}".split())
ENDING = frozenset((*ENDINGS.split(), "社区"))
LONGEST = max(map(len, OF_POSTS))


@lru_cache(maxsize=8192)
def heads(text: str, words: frozenset[str]) -> tuple[str, ...]:
    """What a text begins with, where all that follows is made of these words: the shortest first, "" if the whole text
    is; at last the text itself."""
    generic = [False] * len(text) + [True]
    for start in range(len(text) - 1, -1, -1):
        ends = range(start + 1, min(len(text), start + LONGEST) + 1)
        generic[start] = any(generic[end] and text[start:end] in words for end in ends)
    return tuple(text[:at] for at, of_words in enumerate(generic) if of_words)


def is_common(text: str, words: frozenset[str]) -> bool:
    """Whether a text is made of these words."""
    return heads(text, words)[0] == ""


def without_first_words(text: str, words: frozenset[str]) -> str:
    """A text without the words that it begins with; 和平 stays what it is."""
    begins = [at for at in range(len(text), 0, -1) if is_common(text[:at], words)]
    return text[begins[0] :] if begins and begins[0] != len(text) - 1 else text

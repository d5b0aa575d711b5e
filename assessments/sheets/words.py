"""What the sheets of this floor call codes, in what they offer and export."""

DEMOCRATIC, SATISFACTION = "democratic", "satisfaction"
POLL_WORDS = {DEMOCRATIC: "民主评议", SATISFACTION: "满意度测评"}

TAKING_PART = {
    "by_village_cadres": "村干部",
    "by_deputies": "两代表一委员",
    "by_residents": "群众代表",
    "by_people_served": "服务对象",
}
"""Who may take part in an evaluation."""

PAPERS = ("list_size", "handed_out", "returned", "valid")
"""Numbers of an evaluation: people on the list, and papers."""
COUNTS = ("very_satisfied", "satisfied", "fair", "poor", "no_opinion")
"""What the papers may say of a cadre, the best first."""

GRADE_WORDS = {"good": "好", "fairly_good": "较好", "fair": "一般", "poor": "差"}
"""Grades of reviews."""

ADJUSTMENT_WORDS = {"bonus": "加分", "deduction": "扣分"}
STATE_WORDS = {"proposed": "待审定", "approved": "已审定", "refused": "不同意"}

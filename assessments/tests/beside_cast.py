"""What stands beside the small tables of `public.py`."""

PLACES = {
    "431228100": {"low": 1, "high": 2, "alike": [[1, 1], [2, 2]]},
    "431226101": {
        "low": 1,
        "high": 3,
        "alike": [[1, 2]],
        "group": "mountain",
        "group_rank": 1,
        "group_of": 2,
    },
    "431226102": {"low": 2, "high": 2, "alike": []},
}
FUNNEL = {"mean": 80_000_000, "spread": 20_000_000}
ROBUST = {
    "of": 10, "least": 8, "median": 9,
    "changes": [
        {"name": "下村天数", "name_en": "Days", "factor": 80, "stay": 8, "fall_out": ["431226101"], "come_in": []},
        {"name": "签字率", "name_en": "Signed", "factor": 120, "stay": 10, "fall_out": [], "come_in": []},
    ],
}  # fmt: skip


def rise(rank, code, change, **other):
    told = {
        "low": change - 1_000_000,
        "high": change + 1_000_000,
        "before": 50_000_000,
        "after": 50_000_000 + change,
    }
    return {"rank": rank, "code": code, "change": change, "n_before": 40, "n_after": 42} | told | other


RISING = [
    {
        "since": "2011-09", "revision": 1, "refused": "", "minimum": 5, "fastest": 3, "began_low": 1,
        "rows": [
            rise(1, "431226101", 3_210_000),
            rise(2, "431226102", 500_000, low=None, high=None),
            rise(3, "431228100", -400_000),
        ],
        "without_room": ["431228100"],
        "left_out": {"431226105": "unranked_now"},
    },
    {"since": "2010-10", "revision": 2, "refused": "other_version"},
]  # fmt: skip
BESIDE = {"places": PLACES, "funnel": FUNNEL, "robustness": ROBUST, "rising": RISING}

"""Published editions for the tests of the public pages: small tables, made by hand and frozen like real ones."""

from __future__ import annotations

import datetime
from typing import Any

from assessments.editions import hash_of
from assessments.hearing import hearing_of
from assessments.models import Edition
from assessments.tests.factories import (
    EditionFactory,
    EditionSupplementFactory,
    IndicatorFactory,
    PeriodFactory,
    SchemeFactory,
    ScoreRunFactory,
)
from assessments.tests.notice import put_on_notice
from cadres.models import Staff
from cadres.tests.factories import place
from config.millionths import ONE

PUBLISHED_AT = datetime.datetime(2011, 11, 8, 1, 30, tzinfo=datetime.UTC)
NOTICE_FROM = datetime.date(2011, 11, 1)
COUNTIES = {"431226": ("麻阳苗族自治县", "Mayang"), "431228": ("芷江侗族自治县", "Zhijiang")}


def row(code: str, rank: int, score: str = "80.00", **other: Any) -> dict[str, Any]:
    """A ranked place as an edition freezes it."""
    county, county_en = COUNTIES[code[:6]]
    whole, cents = score.split(".")
    return {
        "rank": rank,
        "code": code,
        "name": f"地方{code[-3:]}",
        "name_en": f"Place {code[-3:]}",
        "county": county,
        "county_en": county_en,
        "score": score,
        "score_millionths": int(whole) * ONE + int(cents) * ONE // 100,
        "n": 40,
        "adjustment": "0.00",
        "sections": {"contact": score},
    } | other


def unranked(code: str, reason: str = "no_diary", **other: Any) -> dict[str, Any]:
    """An unranked place as an edition freezes it."""
    county, county_en = COUNTIES[code[:6]]
    frozen = {"code": code, "name": f"地方{code[-3:]}", "name_en": f"Place {code[-3:]}", "county": county}
    return frozen | {"county_en": county_en, "reason": reason} | other


TOWNSHIPS = [
    row("431228100", 1, "91.50", name="芷江镇", name_en="Zhijiang Town", n=61),
    row("431226101", 2, "88.25", name="高村镇", name_en="Gaocun Town", n=52),
    row("431226102", 2, "88.25", name="锦和镇", name_en="Jinhe Town", n=33),
]
SILENT = [unranked("431226105", name="江口墟镇", name_en="Jiangkouxu Town")]
BOTH_COUNTIES = [
    row("431228", 1, "91.50", name="芷江侗族自治县", name_en="Zhijiang", n=61, missing=0),
    row("431226", 2, "88.25", name="麻阳苗族自治县", name_en="Mayang", n=85, missing=1),
]


def edition(
    period: str = "2011-10",
    state: str = "published",
    division: str = "4312",
    notice: tuple[datetime.date, datetime.date] | None = None,
    **fields: Any,
) -> Edition:
    """An edition brought as far as `state` by the way that the database allows: draft, notice (on these days),
    approved, published."""
    at = place(division, "怀化市" if division == "4312" else "")
    month = PeriodFactory(code=period)
    beside = fields.pop("beside", None)
    run = fields.pop("run", None) or ScoreRunFactory(division=at, period=month, scheme=scheme_of(at))
    fields = {"rows": TOWNSHIPS, "unranked": SILENT, "prepared_by": clerk("first")} | fields
    made = EditionFactory(division=at, period=month, run=run, scheme_name="百分制考核方案 v1", **fields)
    if beside is not None:
        EditionSupplementFactory(edition=made, **beside)
    if state == "draft":
        return made
    put_on_notice(made, *(notice or (NOTICE_FROM, PUBLISHED_AT.date())))
    if state in ("approved", "published"):
        heard = {"approved_by": clerk("second"), "approved_at": PUBLISHED_AT, "hearing": hearing_of(made)}
        change(made, state="approved", **heard)
    if state == "published":
        made.published_at = PUBLISHED_AT
        change(made, state=state, published_at=PUBLISHED_AT, sha256=hash_of(made, made.rows, made.unranked))
    return made


def clerk(username: str) -> Staff:
    """The same account each time, without a password: hashing one takes long."""
    return Staff.objects.get_or_create(username=username)[0]


def change(made: Edition, **fields: Any) -> None:
    """Writes these fields alone; the database lets an approved edition change in no other."""
    for name, value in fields.items():
        setattr(made, name, value)
    made.save(update_fields=fields)


def scheme_of(division: Any) -> Any:
    """An adopted scheme of one indicator."""
    scheme = SchemeFactory(division=division)
    IndicatorFactory(scheme=scheme)
    scheme.state = "adopted"
    scheme.save()
    return scheme

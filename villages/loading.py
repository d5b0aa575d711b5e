"""Loading the villages, from the same file as the divisions."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cadres.loading import LEVEL_BELOW_DIVISIONS
from cadres.models import Division
from cadres.pinyin import place_pinyin
from cadres.place_names import english_name
from config.loading import Counts, Row, upsert
from villages.models import Village

# The source lists part of the villages under the name of their committee, once with a doubled last character.
_COMMITTEE = re.compile(
    r"^(?P<name>.+?)(?P<kind>社区居民|社区居|社区村|居民|居|村村民|村村|村民|村)委员?会+$"
)


def village_name(listed: str) -> str:
    """The village's own name, without its committee: 仰溪铺村村委会 → 仰溪铺村, 枫响铃居委会 → 枫响铃社区."""
    match = _COMMITTEE.match(listed)
    if not match:
        return listed
    return match["name"] + ("社区" if match["kind"].startswith(("社区", "居")) else "村")


@transaction.atomic
def load_villages(*, rows: list[Row], by: Any) -> Counts:
    """Creates or updates the villages among rows of `cadres.loading.read_divisions`; their townships must be there."""
    townships = dict(Division.objects.townships().values_list("code", "id"))
    wanted = []
    for row in rows:
        if row["level"] != LEVEL_BELOW_DIVISIONS:
            continue
        if row["parent_code"] not in townships:
            raise row.wrong(_("there is no township %(code)s.") % {"code": row["parent_code"]})
        if not re.fullmatch(r"\d{12}", row["code"]):
            raise row.wrong(_("a village's code has 12 digits."))
        name = village_name(row["name"])
        wanted.append(
            {
                "code": row["code"],
                "township_id": townships[row["parent_code"]],
                "name": name,
                "name_en": english_name(name),
                "pinyin": place_pinyin(name),
            }
        )
    return upsert(model=Village, key=("code",), wanted=wanted, by=by)

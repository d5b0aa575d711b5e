"""What is said under a table: the draws behind the ranges, who shares place ten, how far the weights matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assessments.models import Edition
from assessments.public.beside import supplement_of
from assessments.public.wording import named
from assessments.scoring.strongest import TEN


def underneath(edition: Edition) -> dict[str, Any]:
    """What is said under a table; nothing of an edition from before there were ranges."""
    supplement = supplement_of(edition)
    if supplement is None:
        return {}
    return {
        "replicates": f"{supplement.replicates:,}",
        "model": supplement.model_name,
        "seed": str(supplement.seed),
        "funnel": bool(supplement.funnel),
        "robust": robust_in_words(edition, supplement.robustness),
        "shared": shared_in_words(edition.rows),
    }


def shared_in_words(rows: Sequence[Mapping[str, Any]]) -> str:
    """That more than ten are among the ten strongest, where place ten is shared; '' where it is not."""
    first = sum(row["rank"] <= TEN for row in rows)
    if first <= TEN or first == len(rows):
        return ""
    return _("Place ten is shared, so %(first)s places are marked as the strongest.") % {"first": first}


@dataclass(frozen=True)
class Weight:
    """One changed weight: the indicator, the change in percent, and who falls out of the strongest."""

    name: str
    name_lang: str
    percent: str
    fall_out: str


@dataclass(frozen=True)
class Robust:
    """A sentence on how many of the strongest stay, and the changes under which some do not."""

    sentence: str
    weights: list[Weight]


def robust_in_words(edition: Edition, found: Mapping[str, Any]) -> Robust | None:
    """How far the ten strongest depend on the weights; None where fewer are ranked."""
    if not found:
        return None
    told = {"of": found["of"], "least": found["least"], "median": found["median"]}
    if found["least"] == found["of"]:
        sentence = _("All %(of)s strongest places stay so whichever weight is changed.") % told
    else:
        sentence = _(
            "Of the %(of)s strongest places at least %(least)s stay so whichever weight is changed, and in the "
            "median %(median)s."
        )
        sentence %= told
    names = {row["code"]: named(row["name"], row.get("name_en", ""))[0] for row in edition.rows}
    weights = [weight_in_words(change, names) for change in found["changes"] if change["fall_out"]]
    return Robust(sentence, weights)


def weight_in_words(change: Mapping[str, Any], names: Mapping[str, str]) -> Weight:
    name, name_lang = named(change["name"], change["name_en"])
    percent = f"{change['factor'] - 100:+d} %".replace("-", "−")
    return Weight(
        name,
        name_lang,
        percent,
        pgettext("between items", ", ").join(names[code] for code in change["fall_out"]),
    )

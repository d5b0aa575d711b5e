"""What became of the objections to a table, as anybody may read it: counts, decisions and reasons, never a text."""

from __future__ import annotations

from typing import Any

from assessments.models import Edition, Objection


def hearing_of(edition: Edition) -> dict[str, Any]:
    """`received`, `answered`, `upheld` (in whole or in part), and `answers`: place, decision and reason of each that is
    answered, the first received first."""
    objections = Objection.objects.filter(edition=edition)
    answered = objections.answered().order_by("pk")
    columns = ("division__name", "division__name_en", "decision", "reason")
    return {
        **objections.counts(),
        "answers": [
            {"place": name, "place_en": name_en, "decision": decision, "reason": reason}
            for name, name_en, decision, reason in answered.values_list(*columns)
        ],
    }

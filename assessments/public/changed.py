"""What a correction changed, as lines ready to be shown; the same for the public and for the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Edition
from assessments.public.wording import named, reason_in_words


@dataclass(frozen=True)
class Changed:
    """A place that stands otherwise than in the former revision, before and after in words; `name_lang` is set where
    the name is in another language than the page."""

    code: str
    name: str
    name_lang: str
    url: str
    before: str
    after: str


def changed_lines(edition: Edition) -> list[Changed]:
    """What a table changes of the published one that it corrects, as it was frozen with it."""
    return [changed_line(found) for found in edition.differences or []]


def changed_line(found: Mapping[str, Any]) -> Changed:
    name, name_lang = named(found["name"], found.get("name_en", ""))
    return Changed(
        code=found["code"],
        name=name,
        name_lang=name_lang,
        url=reverse("assessments:place", args=[found["code"]]),
        before=in_words(found["before"]),
        after=in_words(found["after"]),
    )


def in_words(standing: Mapping[str, Any] | None) -> str:
    """“rank 3, score 81.50”, the reason why there is no rank, or that the place was not in that table."""
    if standing is None:
        return _("not in the table")
    if "reason" in standing:
        return reason_in_words(standing["reason"])
    return _("rank %(rank)s, score %(score)s") % standing

"""A frozen edition as lines ready to be shown: an allow-list of fields, every number a string made beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from assessments.models import Edition
from assessments.public.beside import NOTHING, Beside, beside_of, places_beside
from assessments.public.wording import named, reason_in_words
from cadres.pinyin import initials, pinyin


@dataclass(frozen=True)
class Line:
    """One place of a table, ranked or not. `name_lang` and `county_lang` are set where a name is in another
    language than the page; `millionths` serves only to sort; `reason` is a sentence, empty if ranked; `missing` is
    how many townships of a county are left out for want of diaries. `beside` is what stands beside the rank; without
    range where the edition has none."""

    code: str
    name: str
    name_lang: str
    county: str
    county_lang: str
    url: str
    searchable: tuple[str, str]
    rank: int | None = None
    score: str = ""
    millionths: int = 0
    n: int | None = None
    reason: str = ""
    missing: int = 0
    beside: Beside = NOTHING

    @property
    def county_code(self) -> str:
        return self.code[:6]

    def answers_to(self, words: str) -> bool:
        """Whether a search for these words finds the place: Chinese, English, pinyin, its initials, or the code."""
        wanted = folded(words)
        name, name_en = self.searchable
        texts = (folded(name), folded(name_en), pinyin(name), initials(name))
        return any(wanted in text for text in texts) or self.code.startswith(wanted)


def folded(text: str) -> str:
    """For comparison: without blanks and capitals."""
    return "".join(text.split()).casefold()


def lines_of(edition: Edition) -> list[Line]:
    """The ranked places in their frozen order, then the unranked ones."""
    beside = places_beside(edition)
    ranked = [ranked_line(row, beside_of(row, beside, len(edition.rows))) for row in edition.rows]
    return ranked + [unranked_line(row) for row in edition.unranked]


def ranked_line(row: Mapping[str, Any], beside: Beside = NOTHING) -> Line:
    return Line(
        **_place(row),
        rank=row["rank"],
        score=row["score"],
        millionths=row["score_millionths"],
        n=row["n"],
        missing=row.get("missing", 0),
        beside=beside,
    )


def unranked_line(row: Mapping[str, Any]) -> Line:
    return Line(
        **_place(row), reason=reason_in_words(row["reason"]), score=row.get("score", ""), n=row.get("n")
    )


def _place(row: Mapping[str, Any]) -> dict[str, Any]:
    name, name_lang = named(row["name"], row.get("name_en", ""))
    of_county = len(row["code"]) > 6
    county, county_lang = named(row["county"], row.get("county_en", "")) if of_county else ("", "")
    return {
        "code": row["code"],
        "name": name,
        "name_lang": name_lang,
        "county": county,
        "county_lang": county_lang,
        "url": reverse("assessments:place", args=[row["code"]]),
        "searchable": (row["name"], row.get("name_en", "")),
    }

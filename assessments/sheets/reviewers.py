"""The right superior of a review that a row tells of: a leader of the place, or the county leader tied to it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from assessments.actions.reviews import LONGEST
from assessments.models import SuperiorTie
from cadres.models import Post
from cadres.sheets.people import Held, People, Person
from config.spreadsheets.cells import close_text
from config.spreadsheets.planning import Draft

LEADER = Post.PostClass.LEADER


@dataclass(frozen=True, slots=True)
class Tie:
    """A county leader tied to a township, as stored."""

    pk: int
    leader: str
    cadre_id: int | None
    valid_from: datetime.date | None
    valid_to: datetime.date | None

    def holds_on(self, day: datetime.date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )


class Superiors:
    """Who reviews whom. One SELECT beside those of the people."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.ties: dict[int, list[Tie]] = defaultdict(list)
        columns = ("pk", "leader", "cadre_id", "valid_from", "valid_to")
        for division, *row in (
            SuperiorTie.objects.standing().order_by("pk").values_list("division_id", *columns)
        ):
            self.ties[division].append(Tie(*row))
        self.leaders: dict[int, list[tuple[Person, Held]]] = defaultdict(list)
        for person in people.by_pk.values():
            for post in person.posts:
                if post.post_class == LEADER:
                    self.leaders[post.division_id].append((person, post))

    def reviewer(self, draft: Draft, person: Person, post: Held, day: datetime.date) -> dict[str, Any] | None:
        """The columns of a review that say who held it; None where the row is refused."""
        if post.post_class == LEADER:
            return self.county_leader(draft, person, post, day)
        return self.leader_of_the_place(draft, person, post, day)

    def county_leader(
        self, draft: Draft, person: Person, post: Held, day: datetime.date
    ) -> dict[str, Any] | None:
        """A leader is reviewed by the county leader tied to the township on the day."""
        tie = next((tie for tie in self.ties[post.division_id] if tie.holds_on(day)), None)
        told = close_text(draft.record["reviewer"])
        if tie is None:
            draft.refuse("TIE_MISSING", "reviewer", show=False)
        elif tie.cadre_id == person.pk:
            draft.refuse("REVIEWS_THEMSELVES", "reviewer")
        elif told and told not in close_text(tie.leader) and name_in(tie.leader) not in told:
            draft.refuse("REVIEWER_NOT_TIED", "reviewer", more=tie.leader)
        else:
            return {"tie_id": tie.pk, "superior_id": None, "reviewer": tie.leader}
        return None

    def leader_of_the_place(
        self, draft: Draft, person: Person, post: Held, day: datetime.date
    ) -> dict[str, Any] | None:
        """An ordinary cadre is reviewed by a leader of the same place, told by number or by name."""
        number, told = draft.record["reviewer_number"], close_text(draft.record["reviewer"])
        if not number and not told:
            draft.refuse("REVIEWER_MISSING", "reviewer")
            return None
        leading = {one.pk: (one, held) for one, held in self.holding(post.division_id, day)}
        found = [
            (one, held)
            for one, held in leading.values()
            if (one.number == number if number else is_called(told, one.name, held.title))
        ]
        if len(found) != 1:
            code = "REVIEWER_AMBIGUOUS" if found else "REVIEWER_UNKNOWN"
            draft.refuse(code, "reviewer")
            return None
        [(superior, held)] = found
        if superior is person:
            draft.refuse("REVIEWS_THEMSELVES", "reviewer")
            return None
        named = f"{superior.name} {held.title}".strip()[:LONGEST]
        return {"tie_id": None, "superior_id": superior.pk, "reviewer": named}

    def holding(self, division: int, day: datetime.date) -> list[tuple[Person, Held]]:
        """The leaders of a division on a day, each with the main post last, so that it is the one that counts."""
        held = [(person, post) for person, post in self.leaders[division] if post.holds_on(day)]
        return sorted(held, key=lambda pair: (pair[1].main, -pair[1].pk))


def is_called(told: str, name: str, title: str) -> bool:
    """Whether a text names somebody, perhaps with the office before or behind: 田某某镇长."""
    plain, office = close_text(name), close_text(title)
    before, found, behind = told.partition(plain)
    return bool(found) and all(rest in office or rest == "同志" for rest in (before, behind))


def name_in(leader: str) -> str:
    """The name of a county leader, written before the office."""
    return close_text((leader.split() or [leader])[0])

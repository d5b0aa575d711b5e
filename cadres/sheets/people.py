"""The cadres there are, as sheets know them: by our number, by identity number, by name and township."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from cadres.identity import digests_of
from cadres.models import Cadre, Post
from config.jurisdiction import Scope

FIELDS = ("name", "gender", "ethnicity", "birth", "phone", "education", "remark")
"""What sheets say about a person and the site keeps as it is."""


@dataclass(slots=True)
class Held:
    """A post as stored."""

    pk: int
    cadre_id: int
    division_id: int
    code: str
    title: str
    post_class: str
    main: bool
    valid_from: datetime.date | None
    valid_to: datetime.date | None

    def holds_on(self, day: datetime.date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )


@dataclass(slots=True)
class Person:
    """A cadre as stored, with the standing posts."""

    pk: int
    number: str
    values: dict[str, str]
    digest: str
    digest_version: int | None
    last_two: str
    posts: list[Held] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.values["name"]

    @property
    def main_post(self) -> Held | None:
        """The open main post."""
        return next((post for post in self.posts if post.main and post.valid_to is None), None)

    def main_post_on(self, day: datetime.date) -> Held | None:
        return next((post for post in self.posts if post.main and post.holds_on(day)), None)

    def post_on(self, day: datetime.date) -> Held | None:
        """The main post held on a day; where there is none, another post held on it."""
        held = (post for post in self.posts if post.holds_on(day))
        return min(held, key=lambda post: (not post.main, post.pk), default=None)

    def last_main_post(self, first: datetime.date, after: datetime.date) -> Held | None:
        """The main post held on the last day in post of the half-open days [first, after)."""
        held = (
            post
            for post in self.posts
            if post.main
            and (post.valid_from is None or post.valid_from < after)
            and (post.valid_to is None or post.valid_to > first)
        )
        return max(held, key=lambda post: post.valid_from or datetime.date.min, default=None)

    def seen_by(self, scope: Scope) -> bool:
        """Whether a scope shows this cadre: the rule of `cadres.querysets.cadre_condition`."""
        if scope.everything:
            return True
        today = timezone.localdate()
        present = [p for p in self.posts if p.valid_to is None or p.valid_to > today] or self.posts
        return any(scope.covers(post.code) for post in present)


class People:
    """All cadres whose personal data are kept, found by number, digest, or name and township. Two SELECTs."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        columns = ("pk", "number", *FIELDS, "id_digest", "id_digest_version", "id_last_two")
        self.by_pk: dict[int, Person] = {}
        for pk, number, *rest in Cadre.objects.identified().order_by().values_list(*columns):
            values = dict(zip(FIELDS, rest[:-3], strict=True))
            self.by_pk[pk] = Person(pk, number, values, *rest[-3:])
        held = ("pk", "cadre_id", "division_id", "division__code", "title", "post_class", "main")
        for row in (
            Post.objects.standing()
            .filter(cadre__erased_at=None)
            .order_by()
            .values_list(*held, "valid_from", "valid_to")
        ):
            self.by_pk[row[1]].posts.append(Held(*row))
        self.by_number = {person.number: person for person in self.by_pk.values()}
        self.by_digest = {(p.digest_version, p.digest): p for p in self.by_pk.values() if p.digest}
        self.by_name: dict[tuple[str, str], list[Person]] = defaultdict(list)
        for person in self.by_pk.values():
            for code in {post.code for post in person.posts if post.main}:
                self.by_name[person.name, code].append(person)

    def numbered(self, number: str, on: datetime.date | None = None) -> Person | None:
        """The cadre with our number, if the scope shows it, or shows what was recorded of it on a day: where it served
        then."""
        person = self.by_number.get(number)
        if person is None or person.seen_by(self.scope):
            return person
        post = person.post_on(on) if on else None
        return person if post and self.scope.covers(post.code) else None

    def identified(self, id_number: str) -> Person | None:
        """The cadre with this identity number, wherever in post; the caller asks whether the scope shows it."""
        return next((self.by_digest[key] for key in digests_of(id_number) if key in self.by_digest), None)

    def named(
        self, name: str, code: str, id_number: str | None, on: datetime.date | None, claimed: set[int]
    ) -> list[Person]:
        """Who of this name may be meant: the main post on the day (None: the open one) is in this township, no other
        row names the person by number or identity number, and the person's own identity number is not another."""
        if not self.scope.covers(code):
            return []
        return [
            person
            for person in self.by_name.get((name, code), ())
            if person.pk not in claimed
            and not (id_number and person.digest)
            and (post := person.main_post_on(on) if on else person.main_post)
            and post.code == code
        ]

    def namesakes(self, name: str, code: str, claimed: set[int]) -> list[Person]:
        """Who of this name is in post in a township, has an identity number, and is not named by it in any row."""
        return [
            person
            for person in (self.by_name.get((name, code), ()) if self.scope.covers(code) else ())
            if person.digest
            and person.pk not in claimed
            and person.main_post
            and person.main_post.code == code
        ]


def identity_changes(person: Person, id_number: str | None) -> dict[str, Any]:
    """Whether the row tells an identity number that is not the stored one: {"id_number": …} or nothing."""
    if not id_number or any((person.digest_version, person.digest) == key for key in digests_of(id_number)):
        return {}
    return {"id_number": id_number}

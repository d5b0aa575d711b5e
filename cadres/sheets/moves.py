"""What a row of a list of transfers does: as `cadres.actions.transfer` would, or why it cannot."""

from __future__ import annotations

import datetime

from cadres.models import Post
from cadres.sheets.people import Held, People, Person
from cadres.sheets.rows import Catalogue
from cadres.sheets.values.post import post_title
from config.spreadsheets.intents import Birth, Correction
from config.spreadsheets.kinds import Context
from config.spreadsheets.planning import Draft, Status
from config.spreadsheets.writing import Update

ONE_DAY = datetime.timedelta(days=1)
ELSEWHERE = ""
"""Stands for the code of a township left that lies outside of what whoever imports is responsible for."""
BESIDE = "否"
"""What the column of main posts says of a post beside the main one."""


class Register(Catalogue):
    """Places, people, and the main posts that are not assessed. Seven SELECTs."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.people = People(context.scope)
        posts = Post.objects.standing().filter(main=True, assessed=False).order_by()
        self.unassessed = set(posts.values_list("pk", flat=True))


def day_of(draft: Draft, as_of: datetime.date) -> datetime.date:
    """The first day in the new post; where none is told, the as-of date."""
    told = draft.record["moved_on"]
    return datetime.date.fromisoformat(told) if told else as_of


def settle(draft: Draft, person: Person, register: Register) -> None:
    """What a row about a stored cadre would write, or why it cannot."""
    begun = begun_post(draft, person, register)
    if begun:
        correct(draft, begun, register)
        draft.status = Status.CHANGED if draft.intent else Status.SAME
    elif draft.record["main"] == BESIDE:
        draft.refuse("POST_BESIDE_UNKNOWN", "main")
    else:
        move(draft, person, register)


def begun_post(draft: Draft, person: Person, register: Register) -> Held | None:
    """The post that the row tells of, if it is recorded: in that township since that day or, where the row tells no
    day, without an end. Of several beside the main post, rather the one with that title."""
    day, title = day_of(draft, register.context.as_of), draft.record["post_title"]
    posts = [
        post
        for post in person.posts
        if post.code == draft.place
        and post.main == (draft.record["main"] != BESIDE)
        and (post.valid_from == day if draft.record["moved_on"] else post.valid_to is None)
    ]
    return next((post for post in posts if title_of(post, register) == title), posts[0] if posts else None)


def title_of(post: Held, register: Register) -> str | None:
    """A stored title as it reads in a sheet."""
    return post_title(post.title, register.places.names_of(post.code)).value


def correct(draft: Draft, post: Held, register: Register) -> None:
    """Corrects the title or the class that a row tells otherwise about a recorded post."""
    told = {"title": draft.record["post_title"], "post_class": draft.record["post_class"]}
    stored = {"title": title_of(post, register), "post_class": post.post_class}
    after = {name: value for name, value in told.items() if value and value != stored[name]}
    for name, field in (("title", "post_title"), ("post_class", "post_class")):
        if name in after:
            draft.change(field, getattr(post, name), after[name])
    if after:
        before = {name: getattr(post, name) for name in after}
        draft.intent.append(Correction(Post, Update(post.pk, before, after, post.code)))


def move(draft: Draft, person: Person, register: Register) -> None:
    """Ends the main post of the day before and opens the next; title and class stay unless they are told."""
    day = day_of(draft, register.context.as_of)
    old = person.main_post_on(day - ONE_DAY)
    if is_elsewhere(old, person, day, register):
        draft.refuse("IN_POST_ELSEWHERE", "from_township")
    elif old is None:
        draft.refuse("NO_POST_BEFORE_TRANSFER", "moved_on")
    elif leaves_another(draft, old, register):
        draft.refuse("NOT_IN_POST_THERE", "from_township")
    elif old.code == draft.place:
        draft.refuse("TRANSFER_TO_SAME_PLACE", "township")
    elif any(
        post.main and post is not old and (post.valid_to is None or post.valid_to > day)
        for post in person.posts
    ):
        draft.refuse("LATER_POST_RECORDED", "moved_on")
    else:
        draft.status = Status.NEW
        names, shown = register.places.names, register.context.scope.covers(old.code)
        draft.change("township", names[old.code] if shown else "—", names[draft.place])
        draft.intent += [*ended(draft, old, day), opened(draft, old, day, register)]


def is_elsewhere(old: Held | None, person: Person, day: datetime.date, register: Register) -> bool:
    """Whether the transfer would end, or meets, a main post outside of what whoever imports is responsible for."""
    met = person.main_post if old is None else old if old.valid_to != day else None
    return met is not None and not register.context.covers(met.code)


def leaves_another(draft: Draft, old: Held, register: Register) -> bool:
    """Whether the row names another township than the one that the person leaves; of one elsewhere nothing is told."""
    named = draft.record["from_code"]
    return named is not None and named != old.code and register.context.covers(old.code)


def ended(draft: Draft, old: Held, day: datetime.date) -> list[Correction]:
    """The end of the former post, unless it ends on that day anyway."""
    if old.valid_to == day:
        return []
    before, after = {"valid_to": old.valid_to}, {"valid_to": day}
    reason = draft.record["reason"] or ""
    return [Correction(Post, Update(old.pk, before, after, old.code, verb="end", reason=reason))]


def opened(draft: Draft, old: Held, day: datetime.date, register: Register) -> Birth:
    """The new main post."""
    return Birth(
        Post,
        {
            "cadre_id": old.cadre_id,
            "division_id": register.division_ids[draft.place],
            "title": draft.record["post_title"] or old.title,
            "post_class": draft.record["post_class"] or old.post_class,
            "assessed": old.pk not in register.unassessed,
            "valid_from": day,
        },
        draft.place,
    )

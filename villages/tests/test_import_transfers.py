"""Importing lists of transfers: what a row does, and what it costs."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cadres.actions import transfer
from cadres.models import Post
from cadres.tests.factories import PostFactory, cadre_at, place
from config.journal.models import Entry
from config.spreadsheets.actions import undo
from villages.models import VillagePairing
from villages.tests.sheets_cast import imported
from villages.tests.test_import_undo import everything
from villages.tests.transfers_cast import AUTUMN, DAY, LATER, SEPTEMBER, moved, posts_of, transfers

pytestmark = pytest.mark.usefixtures("people")


# What a row does


def test_a_row_ends_the_post_and_opens_the_next_on_the_same_day(li):
    plan, batch = imported("transfers", transfers(moved()), AUTUMN)
    assert (plan.counts["new"], plan.counts["refused"]) == (1, 0)
    [change] = plan.rows[0].changes
    assert (change.old, change.new) == ("高村镇", "锦和镇")
    assert posts_of(li) == [
        ("431226101", "民政专干", "ordinary", True, True, SEPTEMBER, DAY),
        ("431226102", "民政专干", "ordinary", True, True, DAY, None),
    ]
    assert li.posts.get(valid_to=None).batch == batch


def told(cadre, since):
    """What the journal tells of the posts of a cadre after an entry, keys, times and batches aside."""
    entries = Entry.objects.filter(pk__gt=since, model="cadres.post", object_id__in=cadre.posts.values("pk"))
    return [
        (entry.verb, entry.division_code, entry.reason, entry.before and entry.before["valid_to"],
         entry.after["valid_to"], entry.after.get("title"), entry.after.get("post_class"))
        for entry in entries.order_by("pk")
    ]  # fmt: skip


def test_importing_rows_is_transferring_one_by_one(county_editor, jinhe):
    """The oracle: pairs of cadres alike in everything; one of each is imported, the other transferred by the action."""
    variants = (
        {},
        {"title": "副镇长", "post_class": "leader", "reason": "组干〔2011〕12号"},
        {"reason": "工作需要"},
        {"title": "司法助理员", "post_class": "ordinary"},
    )
    stored = (
        {"title": "镇长", "post_class": "leader"},
        {"assessed": False},
        {"valid_to": DAY},
        {"valid_to": datetime.date(2012, 1, 1), "valid_from": None},
    )
    pairs = [
        (cadre_at("431226101", **post), cadre_at("431226101", **post), v) for v in variants for post in stored
    ]
    for both in pairs:
        for cadre in both[:2]:
            PostFactory(cadre=cadre, division=place("431226102"), main=False, assessed=False)
    classes = {"leader": "领导", "ordinary": "一般"}
    rows = [
        (one.number, "锦和镇", DAY, v.get("title"), classes.get(v.get("post_class")), v.get("reason"))
        for one, _other, v in pairs
    ]
    header = ("干部编号", "调入乡镇", "到岗时间", "拟任职务", "职务类别", "文号")
    texts = [tuple(str(cell) if cell else None for cell in row) for row in rows]
    since = Entry.objects.order_by("pk").last().pk
    plan, _batch = imported("transfers", transfers(*texts, header=header), AUTUMN, by=county_editor)
    assert plan.counts["new"] == len(pairs)
    for _one, other, v in pairs:
        transfer(cadre=other, to=jinhe, on=DAY, by=county_editor, **v)
    for one, other, _v in pairs:
        assert posts_of(one) == posts_of(other)
        assert sorted(told(one, since), key=str) == sorted(told(other, since), key=str)


def test_pairings_goals_and_other_posts_go_on_as_after_the_action(li):
    before = list(VillagePairing.objects.values()) + list(li.goals.values())
    beside = PostFactory(cadre=li, main=False, assessed=False)
    imported("transfers", transfers(moved()), AUTUMN)
    assert list(VillagePairing.objects.values()) + list(li.goals.values()) == before
    beside.refresh_from_db()
    assert beside.valid_to is None


def test_a_transfer_may_lie_ahead_as_by_the_action(li):
    ahead = timezone.localdate() + datetime.timedelta(days=30)
    imported("transfers", transfers(moved(day=ahead.isoformat())), AUTUMN)
    assert li.posts.get(valid_to=None).valid_from == ahead


def test_a_row_without_a_day_means_the_as_of_date(li):
    imported("transfers", transfers(moved(day=None)), LATER)
    assert li.posts.get(valid_to=None).valid_from == LATER.as_of


def test_the_ground_of_the_transfer_stands_in_the_journal():
    header = ("姓名", "原乡镇", "调入乡镇", "调动日期", "调动原因", "文号")
    row = ("李华", "高村镇", "锦和镇", "2011-10-17", "工作需要", "组干〔2011〕12号")
    _plan, batch = imported("transfers", transfers(row, header=header), AUTUMN)
    entries = Entry.objects.filter(batch=batch, model="cadres.post")
    assert set(entries.values_list("verb", "division_code", "reason")) == {
        ("end", "431226101", "工作需要；组干〔2011〕12号"),
        ("create", "431226102", ""),
    }


# Taken back, and what it costs


def test_undoing_puts_the_posts_back(county_editor):
    before = everything()
    _plan, batch = imported("transfers", transfers(moved(), moved(3)), AUTUMN, by=county_editor)
    assert Post.objects.filter(valid_to=DAY).count() == 2
    undo(batch=batch, by=county_editor)
    assert everything() == before


def test_undoing_takes_what_was_asked_for_back(jinhe_alone, jinhe_clerk):
    before = everything()
    _plan, batch = imported("transfers", transfers(moved()), jinhe_alone, by=jinhe_clerk)
    undo(batch=batch, by=jinhe_clerk)
    assert everything() == before


def test_the_number_of_selects_does_not_grow_with_the_rows():
    cadres = [cadre_at("431226101") for _n in range(16)]

    def selects(some):
        rows = [(cadre.number, "锦和镇", "2011-10-17", None) for cadre in some]
        file = transfers(*rows, header=("干部编号", "调入乡镇", "调动日期", "新任职务"))
        with CaptureQueriesContext(connection) as queries:
            plan, _batch = imported("transfers", file, AUTUMN)
        assert plan.counts["new"] == len(some)
        return sum(query["sql"].startswith("SELECT") for query in queries)

    assert selects(cadres[:4]) == selects(cadres[4:])

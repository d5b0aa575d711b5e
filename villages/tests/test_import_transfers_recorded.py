"""Lists of transfers about what is recorded already."""

import pytest

from cadres.actions import correct_post, transfer
from cadres.tests.factories import PostFactory, cadre_at, place
from config.spreadsheets.actions import undo
from config.spreadsheets.kinds import Context
from villages.tests.sheets_cast import imported, person, planned, roster
from villages.tests.test_import_admin import exported
from villages.tests.transfers_cast import ALL_POSTS, AUTUMN, DAY, LATER, moved, posts_of, transfers

pytestmark = pytest.mark.usefixtures("people")


def test_who_is_there_since_that_day_is_the_same():
    imported("transfers", transfers(moved(), moved(3, id=None)), AUTUMN)
    plan, batch = imported("transfers", transfers(moved(), moved(3, id=None), moved(1, day=None)), LATER)
    assert (plan.counts["same"], plan.counts["rows"], batch) == (3, 3, None)


def test_another_title_of_the_same_transfer_is_a_correction(li, county_editor):
    imported("transfers", transfers(moved()), AUTUMN)
    row = moved(title="副镇长")
    plan, batch = imported("transfers", transfers(row), AUTUMN, by=county_editor)
    assert [(c.field, c.old, c.new) for c in plan.rows[0].changes] == [
        ("post_title", "民政专干", "副镇长"), ("post_class", "ordinary", "leader"),
    ]  # fmt: skip
    imported_one = posts_of(li)
    undo(batch=batch, by=county_editor)
    post = li.posts.get(valid_to=None)
    post.title, post.post_class = "副镇长", "leader"
    correct_post(post=post, by=county_editor)
    assert posts_of(li) == imported_one


@pytest.mark.parametrize("form", ["0", "1"])
def test_posts_taken_out_come_back_as_the_same(signed_in, county_editor, li, form):
    imported("transfers", transfers(moved(title="副镇长", reason="组干12号"), moved(3, id=None)), AUTUMN)
    PostFactory(cadre=li, main=False, assessed=False, title="工会主席", valid_from=None)
    PostFactory(cadre=li, main=False, assessed=False, title="武装干事", valid_from=None)
    again = roster(person(1, township="锦和镇", title="干部", village="南村"))
    imported("cadres", again, LATER)
    assert li.posts.filter(main=True).count() == 3
    cadre_at("431226101", valid_from=None, valid_to=DAY)
    gone = cadre_at("431226101")
    transfer(cadre=gone, to=place("431228100"), on=DAY, by=None)
    newcomer = cadre_at("431228100", title=" 民政 专干 ")
    transfer(cadre=newcomer, to=place("431226101"), on=DAY, by=None)
    page = signed_in(county_editor).post(ALL_POSTS, {"format": form, "resource": "0"})
    plan = planned("transfers", page.getvalue(), Context(as_of=LATER.as_of, scope=county_editor.scope))
    assert (plan.counts["same"], plan.counts["rows"], plan.counts["refused"]) == (8, 8, 0)
    assert plan.unmapped == ()


def test_a_place_outside_the_jurisdiction_is_not_taken_out(signed_in, county_editor):
    cadre = cadre_at("431228100")
    transfer(cadre=cadre, to=place("431226101"), on=DAY, by=None)
    text = exported(signed_in(county_editor), "cadres/post", "1").decode()
    assert cadre.number in text and "芷江" not in text and "431228" not in text

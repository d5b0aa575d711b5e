"""What the journal's own verbs write."""

import datetime

import pytest

from cadres.models import Post
from cadres.tests.factories import PostFactory
from config.journal import actions as journal
from config.journal.models import Entry
from villages.models import Household
from villages.tests.factories import HouseholdFactory

pytestmark = pytest.mark.django_db


def test_a_change_of_what_the_journal_omits_is_saved_and_told_without_its_value():
    household = HouseholdFactory(head_name="张某")
    household.head_name = "李某"
    journal.save(obj=household, by=None)
    assert Household.objects.get().head_name == "李某"
    entry = Entry.objects.get(model="villages.household")
    assert (entry.verb, entry.before, entry.after) == ("change", {}, {})


def test_what_cannot_be_entered_in_the_journal_is_not_saved(monkeypatch):
    def full(**kwargs):
        raise OSError("no space left")

    household = HouseholdFactory(head_name="张某")
    monkeypatch.setattr(journal, "record", full)
    household.head_name = "李某"
    with pytest.raises(OSError):
        journal.save(obj=household, by=None)
    with pytest.raises(OSError):
        journal.save(obj=HouseholdFactory.build(village=household.village), by=None)
    assert list(Household.objects.values_list("head_name", flat=True)) == ["张某"]


def test_an_unchanged_row_writes_nothing():
    journal.save(obj=HouseholdFactory(), by=None)
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "act",
    [
        lambda post: journal.end(obj=post, on=datetime.date(2011, 11, 1), by=None),
        lambda post: journal.void(obj=post, by=None, reason="entered twice"),
    ],
)
def test_ending_or_voiding_a_stale_object_brings_nothing_back(act):
    stale = PostFactory(title="干部")
    Post.objects.update(title="镇长")
    act(stale)
    assert Post.objects.get().title == "镇长"
    assert "title" not in Entry.objects.get(model="cadres.post").after

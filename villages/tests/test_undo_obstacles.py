import pytest
from django.core.exceptions import ValidationError

from assessments.tests.factories import ScoreFactory
from cadres.models import Cadre, Post
from config.journal import actions as journal
from config.spreadsheets.actions import undo
from config.spreadsheets.models import Batch
from config.spreadsheets.undo import obstacles_of
from config.spreadsheets.writing import Ledger, Update
from villages.tests.sheets_cast import imported, person, roster, villages_and_skills
from villages.tests.test_import_undo import AUTUMN, NOVEMBER


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town):
    villages_and_skills()


@pytest.mark.django_db(transaction=True)
def test_a_score_of_a_new_post_of_an_old_cadre_is_named():
    imported("cadres", roster(person(1)), AUTUMN)
    for title in ("镇长", "党委书记", "镇党委书记"):
        _plan, batch = imported("cadres", roster(person(1, title=title)), NOVEMBER)
        print(
            title, list(Post.objects.values("pk", "title", "post_class", "valid_from", "valid_to", "batch"))
        )
        if Post.objects.filter(batch=batch).exists():
            break
    post = Post.objects.get(batch=batch)
    ScoreFactory(post=post, cadre=post.cadre, division=post.division)
    found = obstacles_of(batch, None)
    print("OBSTACLES", found)
    with pytest.raises(ValidationError):
        undo(batch=batch, by=None)


def test_aside_keeps_the_earliest():
    imported("cadres", roster(person(1)), AUTUMN)
    cadre = Cadre.objects.get()
    was = cadre.id_last_two
    batch = Batch.objects.create(kind="cadres", file_name="f", file_sha256="0" * 64, as_of=NOVEMBER.as_of)
    ledger = Ledger(batch)
    ledger.change(Cadre, [Update(cadre.pk, {"id_last_two": was}, {"id_last_two": "21"}, "431226")])
    ledger.change(Cadre, [Update(cadre.pk, {"id_last_two": "21"}, {"id_last_two": "22"}, "431226")])
    batch.kept_aside = ledger.aside
    batch.save()
    journal.record(verb="import", obj=batch, by=None, before=None, after=journal.snapshot(batch), batch=batch)
    undo(batch=batch, by=None)
    assert Cadre.objects.get().id_last_two == was

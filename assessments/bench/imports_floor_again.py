"""The floor of a roster that comes again: read, normalise, compare with what is stored. Nothing is written."""

from __future__ import annotations

from pathlib import Path

from assessments.bench.imports_floor import OF_PERSON, Places, said_by
from cadres.identity import identity_of
from cadres.models import Cadre, LearningGoal, Post
from villages.models import VillagePairing


def changed_rows(path: Path) -> int:
    """How many rows of a roster say something else than is stored."""
    stored = stored_by_digest()
    rows = said_by(path, Places())
    return sum(stored.get(identity_of(row.id_number).digest) != row[:-1] for row in rows)


def stored_by_digest() -> dict[str, tuple[str, ...]]:
    """What is stored of everybody, in the order of `Said`, by the digest of the identity number. Four SELECTs."""
    posts = Post.objects.open_ended().filter(main=True)
    post_of = {
        cadre: (title, of_class, code)
        for cadre, title, of_class, code in posts.values_list(
            "cadre_id", "title", "post_class", "division__code"
        )
    }
    pairings = VillagePairing.objects.open_ended().filter(primary=True)
    village_of = dict(pairings.values_list("cadre_id", "village__code"))
    skill_of = dict(LearningGoal.objects.open_ended().values_list("cadre_id", "skill__code"))
    return {
        digest: (*person, *post_of[pk], village_of.get(pk, ""), skill_of.get(pk, ""))
        for pk, digest, *person in Cadre.objects.values_list("pk", "id_digest", *OF_PERSON)
    }

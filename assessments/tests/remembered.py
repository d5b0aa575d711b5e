"""A cadre who left and a household that nobody has met since, both written all over the database with words that occur
nowhere else, and where such words are still found."""

import datetime
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from axes.models import AccessAttempt
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from assessments.actions import decide_yearly, follow_up_talk, hold_talk
from assessments.tests.factories import (
    AdjustmentFactory,
    AwardFactory,
    CommendationFactory,
    TalkFactory,
    YearlyGradeFactory,
)
from cadres import transfer_requests
from cadres.actions import appoint, leave, set_goal, verify_mastery
from cadres.models import Cadre, Division, Skill
from cadres.tests.factories import clerk
from config import corrections
from config.journal import actions as journal
from config.journal.models import Entry
from config.spreadsheets.actions import receive, undo
from config.spreadsheets.importing import Upload
from config.spreadsheets.kinds import Context, kind_named
from config.tests.factories import EntryFactory, SentFactory
from villages.actions import pair_with_household, record_visit
from villages.models import Household, HouseholdCategory, Village
from villages.tests.sheets_cast import diary, id_number, imported, person, roster, villages_and_skills, visit

LONG_AGO = datetime.datetime(2012, 5, 1, tzinfo=datetime.UTC)
NAME, FORMER_NAME, HEAD = "檀雀", "檀鹭", "蒲鹂"
WORDS = (
    NAME, FORMER_NAME, HEAD, "tanque", "1951-07", "14100000077",
    "鹇话", "鹇职", "鹇由", "鹇验", "鹇议", "鹇注", "鹇号", "鹇撤",
)  # fmt: skip
"""What must not be found any more."""


def everything_about_them() -> tuple[Cadre, Household]:
    """Both, entered through imports, by hand and by commands, with all that the journal tells of it."""
    villages_and_skills()
    a_cadre()
    cadre, household = Cadre.objects.get(name=NAME), a_household()
    learnt(cadre)
    visited(cadre, household)
    asked_for(cadre)
    judged(cadre)
    leave(cadre=cadre, on=datetime.date(2012, 6, 1), by=None, reason="鹇由 退休")
    left_overs()
    return cadre, household


def a_cadre() -> None:
    """From rosters: with a former name, corrected; and once more by an import that is undone."""
    autumn = Context(as_of=datetime.date(2011, 9, 15))
    row = {"birth": "1951.07", "phone": "14100000077", "title": "鹇职", "id_number": id_number(7, "19510712")}
    imported("cadres", roster(person(1), person(7, name=FORMER_NAME, **row)), autumn)
    cadre = Cadre.objects.get(name=FORMER_NAME)
    cadre.name, cadre.remark = NAME, "鹇注"
    journal.save(obj=cadre, by=None)
    imported("cadres", roster(person(7, name=NAME, **{**row, "phone": "14100000078"})), autumn)
    _plan, batch = imported("visits", diary(visit(name=NAME, done="鹇话 误录", suggestions="鹇议")), autumn)
    undo(batch=batch, by=None)


def a_household() -> Household:
    household = Household(
        village=Village.objects.get(name="西村"), number="鹇号7", head_name=HEAD, recorded_at=LONG_AGO
    )
    journal.save(obj=household, by=None)
    category = HouseholdCategory(
        household=household, category="hardship", valid_from=datetime.date(2011, 1, 1), recorded_at=LONG_AGO
    )
    corrections.record(fact=category, by=None)
    corrections.end(fact=category, on=datetime.date(2012, 1, 1), by=None, reason="鹇由 脱贫")
    return household


def learnt(cadre: Cadre) -> None:
    skill = Skill.objects.get(name="网箱养鱼")
    goal = set_goal(cadre=cadre, skill=skill, by=None, on=datetime.date(2011, 10, 1))
    corrections.void(fact=goal, by=None, reason="鹇撤")
    verify_mastery(
        cadre=cadre, skill=skill, on=datetime.date(2011, 11, 1), verified_by="鹇验 农业局", method="result",
        level="skilled", by=None,
    )  # fmt: skip


def visited(cadre: Cadre, household: Household) -> None:
    """Three visits, one corrected and one void; paired, and a second post."""
    pairing = pair_with_household(cadre=cadre, household=household, on=datetime.date(2011, 10, 1), by=None)
    corrections.end(fact=pairing, on=datetime.date(2012, 1, 1), by=None, reason="鹇由")
    village = household.village
    told = {
        "purpose": "contact",
        "done": "鹇话",
        "suggestions": "鹇议",
        "by": None,
        "village": village,
        "cadre": cadre,
    }
    visits = [
        record_visit(visited_on=datetime.date(2011, 10, day), household=household, **told)
        for day in (1, 2, 3)
    ]
    record_visit(visited_on=datetime.date(2011, 10, 4), **told)
    visits[0].done = "鹇话 更正"
    corrections.record(fact=visits[0], by=None)
    corrections.void(fact=visits[1], by=None, reason="鹇撤 重复")
    township = Division.objects.get(code="431226101")
    appoint(cadre=cadre, division=township, on=datetime.date(2012, 1, 1), by=None, title="鹇职", main=False)


def judged(cadre: Cadre) -> None:
    """A bonus, an award, a yearly grade marked down, a talk that was held and followed up, a commendation."""
    AdjustmentFactory(cadre=cadre, reason="鹇由", decided_by="鹇验 县委")
    AwardFactory(cadre=cadre, reason="鹇由", decided_by="鹇验 县委")
    yearly = YearlyGradeFactory(programme_grade__cadre=cadre)
    told = {"grade": "basically_competent", "reason": "鹇由", "decided_by": "鹇验 县委"}
    decide_yearly(yearly=yearly, by=None, **told)
    held_on, due_on = datetime.date(2012, 1, 10), datetime.date(2012, 4, 10)
    talk = hold_talk(
        talk=TalkFactory(cadre=cadre), talker="鹇验", held_on=held_on, record="鹇话", due_on=due_on, by=None
    )
    follow_up_talk(talk=talk, closed_on=due_on, finding="鹇议", by=None)
    CommendationFactory(cadre=cadre, citation="鹇话")


def asked_for(cadre: Cadre) -> None:
    """A request of another place that was refused, and one that was withdrawn."""
    jinhe = Division.objects.get(code="431226102")
    for settle, told in ((transfer_requests.refuse, {"reason": "鹇由"}), (transfer_requests.withdraw, {})):
        on = datetime.date(2012, 1, 1)
        request = transfer_requests.ask_for_transfer(cadre=cadre, to=jinhe, on=on, name=NAME, by=None)
        settle(request=request, by=None, **told)


def left_overs() -> None:
    """What the machinery keeps: the journal of an import undone long ago, sessions, forms that were sent, sign-ins, an
    uploaded file."""
    EntryFactory(verb="undo", object_id=10**9, before={"name": NAME}, after=None, at=LONG_AGO)
    session = SessionStore()
    session["_messages"] = NAME
    session.save()
    Session.objects.update(expire_date=LONG_AGO)
    SentFactory(url=f"/admin/cadres/cadre/?q={NAME}", sent_at=LONG_AGO)
    attempt = AccessAttempt.objects.create(username=NAME, get_data=NAME, post_data="", failures_since_start=1)
    AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=LONG_AGO)
    by = clerk("township_clerk", "431226101")
    upload = Upload("file.xlsx", roster(person(7, name=NAME)))
    receive(kind=kind_named("cadres"), upload=upload, as_of=timezone.localdate(), by=by)


def others() -> dict[str, list[tuple]]:
    """What is recorded about everybody else, entries of the journal included."""
    kept = Cadre.objects.exclude(name__in=(NAME, "已清除"))
    tables = [kept, Division.objects.all()]
    tables += [
        getattr(cadre, name).all() for cadre in kept for name in ("posts", "goals", "visits", "scores")
    ]
    keys = {"cadres.cadre": kept.values("pk")}
    for label, rows in keys.items():
        tables.append(Entry.objects.filter(model=label, object_id__in=rows))
    return {str(number): list(rows.order_by("pk").values_list()) for number, rows in enumerate(tables)}


def texts_of_tables() -> Iterator[tuple[str, str]]:
    """Every table of the database as text, whatever its columns; JSON with its escapes undone."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            text = "\n".join(str(value) for row in cursor.fetchall() for value in row)
            yield table, re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


def words_in_tables(words: Iterable[str] = WORDS) -> dict[str, list[str]]:
    """Which of the words stand in which table."""
    found = {table: [word for word in words if word in text] for table, text in texts_of_tables()}
    return {table: here for table, here in found.items() if here}


def words_in_files(folder: Path) -> dict[str, list[str]]:
    """Which of the words stand in which file below a folder, or in the file itself."""
    paths = [folder] if folder.is_file() else [path for path in folder.rglob("*") if path.is_file()]
    found = {str(path): [word for word in WORDS if stands_in(word, path.read_bytes())] for path in paths}
    return {path: here for path, here in found.items() if here}


def stands_in(word: str, data: bytes) -> bool:
    """Whether bytes hold a word, as text or escaped as in JSON."""
    return word.encode() in data or word.encode("ascii", "backslashreplace") in data

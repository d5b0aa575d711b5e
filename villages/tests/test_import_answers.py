"""What a file leaves unclear is asked on the screen, and the answer holds for the next file of the layout."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cadres.models import Cadre, Post
from cadres.tests.factories import place
from config.spreadsheets.models import Batch
from villages.tests.sheets_cast import villages_and_skills
from villages.tests.test_import_admin import CONFIRM, UPLOAD, confirmation

UNKNOWN_HEADER = "姓名,所属板块,性别,职务\n赵军,高村镇,男,民政专干\n李秀英,锦和镇,女,林业专干\n"
NOBODY_KNOWS = "何人,尊姓大名,年岁,行当\n1,赵军,36,民政专干\n2,李秀英,41,林业专干\n"
NO_TOWNSHIP = "姓名,性别,职务,手机号码\n赵军,男,民政专干,14100000001\n"


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


def send(client, text, **said):
    file = SimpleUploadedFile("花名册.csv", text.encode())
    return client.post(UPLOAD, {"import_file": file, "as_of": "2011-09-15", **said}, follow=True)


def answer(client, page, **said):
    return client.post(f"{page.request['PATH_INFO']}answer/", said, follow=True)


def question_about(page, words):
    form = page.context["answers_form"]
    return next(name for name, question in form.questions.items() if question.words == words)


def test_a_file_whose_columns_nobody_knows_is_asked_about_and_then_read(signed_in, county_editor):
    client = signed_in(county_editor)
    page = send(client, NOBODY_KNOWS, division="431226101")
    assert Batch.objects.get().state == "asked"
    said = {question_about(page, "尊姓大名"): "name", question_about(page, "行当"): "post_title"}
    told = answer(client, page, **said)
    batch = Batch.objects.get()
    assert batch.state == "shown"
    assert batch.answers["columns"]["尊姓大名"] == "name"
    assert [row.name for row in told.context["rows"]] == ["赵军", "李秀英"]


def test_the_answer_about_columns_is_remembered_for_the_next_file_of_the_layout(signed_in, county_editor):
    client = signed_in(county_editor)
    page = send(client, NOBODY_KNOWS)
    answer(client, page, **{question_about(page, "尊姓大名"): "name"})
    send(client, NOBODY_KNOWS.replace("赵军", "钱进"))
    latest = Batch.objects.order_by("pk").last()
    assert latest.state == "shown"
    assert latest.answers["columns"]["尊姓大名"] == "name"


def test_another_office_is_asked_anew(signed_in, county_editor, city_administrator):
    client = signed_in(county_editor)
    page = send(client, NOBODY_KNOWS)
    answer(client, page, **{question_about(page, "尊姓大名"): "name"})
    send(signed_in(city_administrator), NOBODY_KNOWS)
    assert Batch.objects.order_by("pk").last().state == "asked"


def test_a_township_that_the_file_tells_nowhere_is_asked_for(signed_in, county_editor):
    client = signed_in(county_editor)
    page = send(client, NO_TOWNSHIP)
    [name] = page.context["answers_form"].questions
    assert page.context["answers_form"].questions[name].rows == 1
    page = answer(client, page, **{name: "431226101"})
    assert not page.context["answers_form"].questions
    client.post(CONFIRM, confirmation(page))
    assert Cadre.objects.get().name == "赵军"
    assert Post.objects.get().division == place("431226101")


def test_which_township_a_whole_file_is_about_is_never_remembered(signed_in, county_editor):
    client = signed_in(county_editor)
    page = send(client, NO_TOWNSHIP)
    [name] = page.context["answers_form"].questions
    answer(client, page, **{name: "431226101"})
    assert send(client, NO_TOWNSHIP).context["answers_form"].questions


def test_an_answer_outside_the_jurisdiction_is_no_answer(signed_in, county_editor):
    client = signed_in(county_editor)
    page = send(client, NO_TOWNSHIP)
    [name] = page.context["answers_form"].questions
    assert answer(client, page, **{name: "431228001"}).context["answers_form"].errors
    assert Batch.objects.get().answers == {}


def test_the_choice_of_a_division_narrows_what_comes_in(signed_in, county_editor):
    client = signed_in(county_editor)
    page = send(client, UNKNOWN_HEADER.replace("所属板块", "乡镇"), division="431226101")
    assert [row.name for row in page.context["rows"]] == ["李秀英"]
    assert Batch.objects.get().codes == ["431226101"]
    assert send(client, NO_TOWNSHIP, division="431228").context["form"].errors["division"]

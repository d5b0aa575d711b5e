"""Which passwords are refused."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from cadres.models import Role
from cadres.place_names import proper_name
from cadres.tests.factories import PASSWORD, clerk

LETTERS = "quiet-terraces-in-the-morning-"


@pytest.mark.parametrize("length", [12, 128])
def test_from_twelve_to_128_characters_are_taken(length):
    validate_password((LETTERS * 5)[:length])


@pytest.mark.parametrize("length", [11, 129])
def test_shorter_or_longer_ones_are_refused(length):
    with pytest.raises(ValidationError):
        validate_password((LETTERS * 5)[:length])


@pytest.mark.parametrize(
    "password",
    [
        "my-Yiji-password-1",
        "y i j i forever and ever",
        "一技之长走遍天下都不怕",
        "we-are-the-ZuZhiBu-2011",
        "ｙｉｊｉ-in-full-width",
        "organised by 组织部 2011",
    ],
)
def test_words_of_the_programme_are_refused(password):
    with pytest.raises(ValidationError, match="密码中含有"):
        validate_password(password)


@pytest.fixture
def holder(gaocun):
    return clerk(Role.TOWNSHIP_CLERK, gaocun.code, username="liu0701", name="刘小山")


@pytest.mark.parametrize(
    "password",
    [
        "liu-0701-is-my-name",
        "liuxiaoshan-and-dog",
        "刘小山的密码一二三四五六",
        "gaocun-my-township",
        "高村的早晨安安静静真好",
        "mayang-oranges-2011",
        "Huai Hua by the river",
    ],
)
def test_the_names_of_the_account_its_holder_and_its_places_are_refused(holder, password):
    with pytest.raises(ValidationError, match="密码中含有"):
        validate_password(password, holder)


def test_names_of_other_places_are_taken(holder):
    validate_password("zhijiang-flying-field", holder)


def test_the_sentence_names_the_word(holder):
    with pytest.raises(ValidationError, match="高村"):
        validate_password("高村的早晨安安静静真好", holder)


def test_whoever_chooses_a_password_is_told_so(holder, signed_in):
    sent = {"old_password": PASSWORD, "new_password1": "mayang-oranges-2011"}
    sent["new_password2"] = sent["new_password1"]
    page = signed_in(holder).post(reverse("admin:password_change"), sent)
    assert "密码中含有“mayang”" in page.text
    holder.refresh_from_db()
    assert holder.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("name", "proper"),
    [
        ("麻阳苗族自治县", "麻阳"),
        ("高村镇", "高村"),
        ("怀化市", "怀化"),
        ("靖州苗族侗族自治县", "靖州"),
        ("辰溪县", "辰溪"),
    ],
)
def test_a_place_is_known_by_its_name_proper(name, proper):
    assert proper_name(name) == proper

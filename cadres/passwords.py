"""What a password may not be, besides what Django refuses."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cadres.codes import own_and_above
from cadres.models import Division, Staff
from cadres.pinyin import name_pinyin, pinyin, place_pinyin
from cadres.place_names import proper_name

LONGEST = 128
PROGRAMME_WORDS = ("yiji", "oneskill", "zuzhibu", "dangzheng", "ganbu", "一技", "组织部", "党政办", "干部")
"""What whoever guesses a password of this site tries first."""
SHORTEST_WORD, SHORTEST_CHINESE_WORD = 4, 2
"""Shorter words stand in passwords by chance."""


class MaximumLengthValidator:
    """Refuses passwords so long that checking them is a burden."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        return _("A password has at most %(longest)d characters.") % {"longest": LONGEST}


class ContextWordsValidator:
    """Refuses passwords with a word of the programme, of the account, or of its places in them, in characters or in
    pinyin, whatever stands between the letters."""

    def validate(self, password: str, user: Any = None) -> None:
        written = letters_of(password)
        for word in (*PROGRAMME_WORDS, *words_of(user)):
            if letters_of(word) in written:
                raise ValidationError(
                    _(
                        "The password contains “%(word)s”, which whoever wants to guess it tries first. Choose words "
                        "that have nothing to do with you, your place or the programme."
                    ),
                    code="context_word",
                    params={"word": word},
                )

    def get_help_text(self) -> str:
        return _("A password contains neither the account's name nor its place nor a word of the programme.")


def letters_of(text: str) -> str:
    """Letters, digits and characters alone, in lower case: 'Yi-Ji 2011' → 'yiji2011'."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).lower() if sign.isalnum())


def words_of(staff: Staff | None) -> Iterator[str]:
    """What is known of an account to everybody: its name, its holder's, and those of its places and their superiors."""
    if staff is None or staff.pk is None:
        return
    places = {name: place_pinyin(name) for name in map(proper_name, names_of_places(staff))}
    found = (
        staff.username,
        staff.name,
        name_pinyin(staff.name)[0],
        pinyin(staff.name),
        *places,
        *places.values(),
    )
    for word in found:
        letters = letters_of(word)
        if len(letters) >= (SHORTEST_WORD if letters.isascii() else SHORTEST_CHINESE_WORD):
            yield word


def names_of_places(staff: Staff) -> list[str]:
    """The names of the divisions of today, and of all above them."""
    codes = {assignment.division.code for assignment in staff.current_assignments}
    reach = {above for code in codes for above in own_and_above(code)}
    return list(Division.objects.filter(code__in=reach).values_list("name", flat=True))

"""The sheet on which anybody objects to a table on notice: its fields, and the word that makes it count once."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from assessments.models import Edition
from assessments.models.objection import CONTACT_LENGTH, TEXT_LENGTH
from assessments.public.lines import lines_of

SALT = "assessments.objection.sheet"
SHEET_SECONDS = 4 * 60 * 60
"""So long a page can lie open before it is sent."""
LEAST_DIGITS = 7
"""A telephone number has so many at least."""
HIDDEN_KINDS = {"Cc", "Cf"}
"""Control characters, and those that turn the direction of what follows: nobody means to write them."""


def new_sheet(edition: Edition) -> str:
    """The word of a page about to be shown: signed, for this table alone, good for some hours and for one sending."""
    return signing.dumps([edition.pk, secrets.token_hex(16)], salt=SALT)


def sheet_key(word: str, edition: Edition) -> str:
    """What is kept of a word so that it counts once. signing.BadSignature if this site did not write it for this table,
    or did so too long ago."""
    number, nonce = signing.loads(word, salt=SALT, max_age=SHEET_SECONDS)
    if number != edition.pk:
        raise signing.BadSignature
    return hashlib.sha256(nonce.encode()).hexdigest()


def plain_number(typed: str) -> str:
    """A number of an objection as it is stored, however it was typed: 7khm 3rtw → 7KHM3RTW. Without control
    characters, for which no database is asked."""
    return re.sub(r"[\s\x00-\x1f\-–—]", "", unicodedata.normalize("NFKC", typed)).upper()


def visible(text: str) -> str:
    """A text without hidden characters; lines stay lines."""
    kept = (c for c in text.replace("\r\n", "\n") if c == "\n" or unicodedata.category(c) not in HIDDEN_KINDS)
    return "".join(kept).strip()


class ObjectionForm(forms.Form):
    """What somebody without an account writes: which place, what is wrong, and how to reach them, if they want to."""

    place = forms.ChoiceField(label=_("What it is about"))
    text = forms.CharField(
        label=_("What is wrong, and how you know"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Only the offices that examine it read this. It is never published."),
    )
    contact = forms.CharField(
        label=_("Telephone or mail address (you can leave this empty)"),
        max_length=CONTACT_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("For questions alone. It is kept encrypted, and erased after the answer."),
    )
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = sorted(lines_of(edition), key=lambda line: line.code)
        named = [(line.code, f"{line.county} {line.name}".strip()) for line in places]
        self.fields["place"].choices = [(edition.division.code, _("The table as a whole")), *named]

    def clean_text(self) -> str:
        text = visible(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError(_("Say what is wrong."))
        return text

    def clean_contact(self) -> str:
        contact = visible(self.cleaned_data["contact"])
        if contact and "@" not in contact and sum(c.isdecimal() for c in contact) < LEAST_DIGITS:
            raise forms.ValidationError(_("This is neither a telephone number nor a mail address."))
        return contact

    def clean_website(self) -> str:
        """People do not see this field; programs that fill in every form do."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                _("This field has to stay empty. If your browser filled it in, empty it and send again.")
            )
        return ""

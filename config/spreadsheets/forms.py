"""The forms of an import in the admin: choose a file, then confirm what was shown."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from config.fields import validate_day
from config.spreadsheets.asking import ANSWERED
from config.spreadsheets.kinds import Places
from config.spreadsheets.models import Batch
from config.spreadsheets.questions import COLUMN
from config.spreadsheets.reading import limits_of_site
from config.spreadsheets.refusals import sentence
from config.spreadsheets.types import Question
from config.spreadsheets.vault import KEPT_SECONDS

SALT = "config.spreadsheets.confirm"
COUNTY = 6
"""Length of a county's code."""


class UploadForm(forms.Form):
    """A file, and the day on which its facts start."""

    import_file = forms.FileField(
        label=_("File"),
        help_text=_(
            "An Excel, WPS, OpenDocument or CSV file. Nothing is written before you have seen the preview."
        ),
    )
    as_of = forms.DateField(
        label=_("As of"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[validate_day],
        help_text=_("Facts without a date of their own, such as posts and pairings, start on this day."),
    )

    all_or_nothing = forms.BooleanField(
        label=_("All or nothing"),
        required=False,
        help_text=_(
            "One refused row stops the whole file. Otherwise the good rows are imported, and the refused stay out."
        ),
    )

    def __init__(self, *args: Any, places: Places = (), **kwargs: Any) -> None:
        """`places`: the counties and townships of whoever imports."""
        super().__init__(*args, **kwargs)
        counties = [place for place in places if len(place[0]) == COUNTY]
        offered = counties if len(counties) > 1 else [place for place in places if place not in counties]
        if len(offered) > 1:
            self.fields["division"] = forms.ChoiceField(
                label=_("The file is about"),
                required=False,
                choices=[("", _("all of my jurisdiction")), *offered],
                help_text=_("Names of places are looked for here, and rows of other places are refused."),
            )

    def clean_import_file(self) -> Any:
        """Refuses a file by its size alone, before it is read or put by."""
        file, limits = self.cleaned_data["import_file"], limits_of_site()
        if file.size > limits.file_bytes:
            raise forms.ValidationError(sentence("FILE_TOO_LARGE", limits), code="too_large")
        return file

    def clean_as_of(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day lies in the future. Choose today or an earlier day."))
        return day


def token_of(batch: Batch) -> str:
    """What the confirm button sends back: the account, the file and the plan that was shown, signed."""
    return signing.dumps([batch.made_by_id, batch.file_sha256, batch.fingerprint], salt=SALT)


class ConfirmForm(forms.Form):
    """The signed plan that the person has seen."""

    key = forms.CharField(widget=forms.HiddenInput)
    token = forms.CharField(widget=forms.HiddenInput)

    def fingerprint_for(self, batch: Batch) -> str | None:
        """The fingerprint of the confirmed plan; None if the token is of another account, file or day."""
        try:
            told: Any = signing.loads(self.cleaned_data["token"], salt=SALT, max_age=KEPT_SECONDS)
        except signing.BadSignature:
            return None
        staff_id, sha256, fingerprint = told
        return fingerprint if (staff_id, sha256) == (batch.made_by_id, batch.file_sha256) else None


class AnswersForm(forms.Form):
    """What a file leaves unclear: a choice for each question, the likeliest answers first."""

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Question],
        labels: Mapping[str, Any],
        places: Places,
        **kwargs: Any,
    ) -> None:
        """`labels`: fields of the kind in words; `places`: the divisions of whoever imports."""
        super().__init__(*args, **kwargs)
        self.questions = {f"question_{at}": question for at, question in enumerate(questions)}
        for name, question in self.questions.items():
            self.fields[name] = (
                column_choice(question, labels) if question.kind == COLUMN else place_choice(question, places)
            )

    def answers(self) -> dict[str, dict[str, str]]:
        """The answers as a batch keeps them: columns, places, wholes; of places only those that were answered."""
        told: dict[str, dict[str, str]] = {name: {} for name in ANSWERED}
        for name, question in self.questions.items():
            said = self.cleaned_data[name]
            if question.kind == COLUMN:
                told["columns"][question.words] = said
            elif said:
                told["wholes" if question.whole else "places"][question.words] = said
        return told


def column_choice(question: Question, labels: Mapping[str, Any]) -> forms.ChoiceField:
    """Which field a column is, or none."""
    known = [(name, labels[name]) for name in question.candidates if name in labels]
    return forms.ChoiceField(
        label=_("Column “%(words)s”") % {"words": question.words},
        required=False,
        choices=[("", _("none of these: leave it unread")), *known],
        help_text=_("Sheet %(sheet)s, row %(row)s; the first values: %(samples)s")
        % {
            "sheet": question.sheet or "—",
            "row": question.row,
            "samples": "、".join(question.samples) or "—",
        },
    )


def place_choice(question: Question, places: Places) -> forms.ChoiceField:
    """Which division is meant, the likeliest first."""
    first = [place for place in places if place[0] in question.candidates]
    rest = [place for place in places if place not in first]
    return forms.ChoiceField(
        label=_("“%(words)s”") % {"words": question.words} if question.words else _("The whole file"),
        required=False,
        choices=[("", _("not known: the rows stay refused")), *first, *rest],
        help_text=ngettext(
            "Sheet %(sheet)s, from row %(row)s on: %(rows)s row waits for it.",
            "Sheet %(sheet)s, from row %(row)s on: %(rows)s rows wait for it.",
            question.rows,
        )
        % {"sheet": question.sheet or "—", "row": question.row, "rows": question.rows},
    )

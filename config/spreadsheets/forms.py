"""The forms of an import in the admin: choose a file, then confirm what was shown."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.fields import validate_day
from config.spreadsheets.models import Batch
from config.spreadsheets.reading import limits_of_site
from config.spreadsheets.refusals import sentence
from config.spreadsheets.vault import KEPT_SECONDS

SALT = "config.spreadsheets.confirm"


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

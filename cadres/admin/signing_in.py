"""The forms of signing in: the password of an account, and the choice of one's own."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cadres import first_passwords
from cadres.models import Staff
from config.journal.actions import record_about_account


class SignInForm(AdminAuthenticationForm):
    """Tells whoever typed the right password that it is too late for it; nobody else learns so."""

    def confirm_login_allowed(self, user: Staff) -> None:
        super().confirm_login_allowed(user)
        if first_passwords.is_too_late(user):
            record_about_account(verb="first-password-late", account=user, by=None)
            raise ValidationError(
                _(
                    "This first password was valid for 24 hours. Ask the administrator of your place for a new one."
                ),
                code="first_password_late",
            )


class OwnPasswordForm(AdminPasswordChangeForm):
    """Everybody chooses the own password, and another one than before."""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        chosen = values.get("new_password1")
        if chosen and chosen == values.get("old_password"):
            self.add_error("new_password2", _("This is the password that you have. Choose another one."))
        return values

    def save(self, commit: bool = True) -> Staff:
        first_passwords.replace_by_own(staff=self.user, password=self.cleaned_data["new_password1"])
        return self.user


admin.site.login_form = SignInForm
admin.site.password_form = OwnPasswordForm

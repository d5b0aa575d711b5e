"""Signing in: what the journal tells of it, and what is said to whoever is locked out."""

from __future__ import annotations

from typing import Any

from axes.signals import user_locked_out
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_otp import DEVICE_ID_SESSION_KEY

from cadres.models import Staff
from config.journal.actions import record_about_account


@receiver(user_logged_in)
def signed_in(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    # Whoever signs in again gives the second factor again.
    request.session.pop(DEVICE_ID_SESSION_KEY, None)
    record_about_account(verb="sign-in", account=user, by=user)


@receiver(user_logged_out)
def signed_out(sender: Any, user: Any, **kwargs: Any) -> None:
    if user is not None:
        record_about_account(verb="sign-out", account=user, by=user)


@receiver(user_login_failed)
def failed(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    """Nobody has signed in: whoever it was is not known to be the holder of the account."""
    record_about_account(verb="sign-in-failed", account=account_of(credentials.get("username")), by=None)


@receiver(user_locked_out)
def locked(sender: Any, username: str, **kwargs: Any) -> None:
    record_about_account(verb="lock", account=account_of(username), by=None)


def account_of(username: str | None) -> Staff | None:
    """The account with this name, if there is one."""
    return Staff.objects.filter(username=username or "").first()


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: Any) -> HttpResponse:
    """The page for whoever has failed too often. It is the same whether there is such an account or not."""
    context = {
        **admin.site.each_context(request),
        "minutes": int(settings.AXES_COOLOFF_TIME.total_seconds() // 60),
        "limit": settings.AXES_FAILURE_LIMIT,
    }
    return render(request, "admin/locked_out.html", context, status=429)

"""The pages of the second factor: to give it, to set it up, to renew its recovery codes."""

from __future__ import annotations

import io
from base64 import b32encode
from typing import Any

import segno
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from cadres import second_factor
from config.admin_forms import take_over

KEY = "second-factor-key"
"""Name in a session: the key that has been shown and that no code has confirmed yet."""


class CodeInput(forms.TextInput):
    """Comes back empty: a code that was refused is never sent again."""

    def format_value(self, value: Any) -> str:
        return ""


class CodeForm(forms.Form):
    """Asks for one code."""

    code = forms.CharField(
        label=gettext_lazy("sign-in code"),
        max_length=40,
        widget=CodeInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false", "size": 16}
        ),
    )


def ask_code(request: HttpRequest) -> HttpResponse:
    """Asks for the code after the password, then leads on."""
    device = second_factor.device_of(request.user)
    if device is None or second_factor.has_given(request, device):
        return onward(request)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            second_factor.enter(
                request, second_factor.check(staff=request.user, code=form.cleaned_data["code"])
            )
            return onward(request)
        except ValidationError as error:
            take_over(form, error)
    return page(request, "code", _("Second factor"), form=form)


def set_up(request: HttpRequest) -> HttpResponse:
    """Shows a key for the telephone, asks for a code as proof, then shows the recovery codes this once."""
    if second_factor.device_of(request.user):
        return redirect("second_factor:overview")
    key = request.session.setdefault(KEY, default_key())
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            code = form.cleaned_data["code"]
            device, codes = second_factor.set_up(staff=request.user, key=key, code=code)
            del request.session[KEY]
            second_factor.enter(request, device)
            return show_codes(request, codes)
        except ValidationError as error:
            take_over(form, error)
    return page(request, "set_up", _("Set up the second factor"), form=form, key=in_fours(key))


def qr(request: HttpRequest) -> HttpResponse:
    """The key of the session as a picture, for the telephone's camera."""
    if KEY not in request.session:
        raise Http404
    address = TOTPDevice(user=request.user, key=request.session[KEY]).config_url
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", scale=4, light="#fff")
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


def overview(request: HttpRequest) -> HttpResponse:
    """What the account has; for a code, new recovery codes or the way to another telephone."""
    device = second_factor.device_of(request.user)
    form = CodeForm(request.POST or None)
    if device and form.is_valid():
        try:
            second_factor.check(staff=request.user, code=form.cleaned_data["code"])
            return renew(request)
        except ValidationError as error:
            take_over(form, error)
    left = second_factor.codes_left(request.user)
    return page(request, "overview", _("Second factor"), form=form, device=device, left=left)


def renew(request: HttpRequest) -> HttpResponse:
    """Does what the button says."""
    if "another" in request.POST:
        second_factor.take_away(staff=request.user, by=request.user)
        return redirect("second_factor:set_up")
    return show_codes(request, second_factor.make_recovery_codes(staff=request.user))


def show_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """The page that shows recovery codes, in two halves each; there is no other."""
    half = second_factor.CODE_LENGTH // 2
    shown = [f"{code[:half]}-{code[half:]}" for code in codes]
    return page(request, "recovery_codes", _("Recovery codes"), codes=shown, next=destination(request))


def page(request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponse:
    """A page of the second factor, by the name of its template."""
    common = {**admin.site.each_context(request), "title": title}
    return TemplateResponse(request, f"admin/second_factor/{name}.html", {**common, **context})


def onward(request: HttpRequest) -> HttpResponse:
    """Leads to where the request wanted to go."""
    return HttpResponseRedirect(destination(request))


def destination(request: HttpRequest) -> str:
    """Where the request wanted to go before it was led here, on this site only; the home page otherwise."""
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("admin:index")


def in_fours(key: str) -> str:
    """A key as it is typed into a telephone: base32 in groups of four."""
    text = b32encode(bytes.fromhex(key)).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))

"""The pages of the second factor, for whoever is signed in."""

from django.contrib import admin
from django.urls import path

from cadres import second_factor_pages as pages

app_name = "second_factor"
office = admin.site.admin_view
urlpatterns = [
    path("", office(pages.overview), name="overview"),
    path("code/", office(pages.ask_code), name="code"),
    path("set-up/", office(pages.set_up), name="set_up"),
    path("set-up/qr.svg", office(pages.qr), name="qr"),
]

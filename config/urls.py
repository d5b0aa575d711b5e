"""Addresses: the admin, and the public site (Chinese without a prefix, English under /en/)."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/second-factor/", include("cadres.urls")),
    path("admin/", admin.site.urls),
    *i18n_patterns(path("", include("assessments.urls")), prefix_default_language=False),
]

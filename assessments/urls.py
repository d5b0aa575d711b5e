"""Public addresses of the league tables."""

from django.urls import URLPattern

app_name = "assessments"
urlpatterns: list[URLPattern] = []

"""The admin site as an app, so that `django.contrib.admin` uses ours."""

from django.contrib.admin.apps import AdminConfig


class SiteConfig(AdminConfig):
    default_site = "config.admin_site.YijiAdminSite"

    def ready(self) -> None:
        super().ready()
        from config import checks  # noqa: F401

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SendingConfig(AppConfig):
    name = "config.sending"
    label = "sending"
    verbose_name = _("Forms that were sent")

"""What happened, in words."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "create": _("entered"),
    "open": _("opened"),
    "change": _("changed"),
    "end": _("ended"),
    "void": _("marked as void"),
    "import": _("import carried out"),
    "undo": _("import undone"),
    "cancel": _("cancelled"),
    "export": _("exported"),
    "look": _("looked at"),
    "password": _("password set"),
    "adopt": _("adopted"),
    "score": _("computed"),
    "prepare": _("prepared"),
    "propose": _("proposed"),
    "grade": _("graded"),
    "decide": _("decided"),
    "hold": _("talk held"),
    "follow-up": _("followed up"),
    "drop": _("dropped"),
    "discard": _("discarded"),
    "approve": _("approved"),
    "publish": _("published"),
    "ask": _("asked for"),
    "grant": _("granted"),
    "refuse": _("refused"),
    "refuse-access": _("access refused"),
    "withdraw": _("withdrawn"),
    "sign-in": _("signed in"),
    "sign-in-failed": _("sign-in failed"),
    "lock": _("locked out"),
    "second-factor": _("second factor given"),
    "recovery-code": _("recovery code used"),
    "second-factor-failed": _("sign-in failed: second factor"),
    "second-factor-set-up": _("second factor set up"),
    "recovery-codes": _("recovery codes made"),
    "second-factor-removed": _("second factor taken away"),
    "first-password": _("first password made"),
    "first-password-late": _("sign-in failed: first password no longer valid"),
    "sign-out": _("signed out"),
    "erase": _("personal data erased"),
    "prune": _("entries past their time removed"),
}


def in_words(verb: str) -> str:
    """A verb of the journal as people say it; one that is not known here as it is written."""
    return str(VERBS.get(verb, verb))

"""Every way in which a record can reach somebody through the office. A channel walks all models as one account; the
office itself fails at the first word of a place that is not the account's."""

from assessments.tests.matrix.channels import files, forms, lists, records  # noqa: F401
from assessments.tests.matrix.channels.walking import CHANNELS, LEAST, PLACED, foreign, own
from config.tests.test_registry import page

__all__ = ["CHANNELS", "LEAST", "PLACED", "foreign", "own", "page"]

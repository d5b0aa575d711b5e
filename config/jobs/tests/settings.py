"""The site as the worker's processes see it in tests: the database of the test, the sample's work, short times."""

import os

from config.settings import *  # noqa: F403

INSTALLED_APPS += ["config.jobs.tests.sample"]  # noqa: F405
DATABASES["default"]["NAME"] = os.environ["YIJI_TEST_DATABASE"]  # noqa: F405
JOB_TIMING = {"lease": 1, "beat": 0.2, "poll": 0.05, "retry": 0, "grace": 0.2}

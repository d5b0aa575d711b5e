"""Which passwords are refused."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

LETTERS = "quiet-terraces-in-the-morning-"


@pytest.mark.parametrize("length", [12, 128])
def test_from_twelve_to_128_characters_are_taken(length):
    validate_password((LETTERS * 5)[:length])


@pytest.mark.parametrize("length", [11, 129])
def test_shorter_or_longer_ones_are_refused(length):
    with pytest.raises(ValidationError):
        validate_password((LETTERS * 5)[:length])

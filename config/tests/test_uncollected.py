"""The search for cycles rests while many rows are made, and only then."""

import gc

import pytest

from config.uncollected import uncollected


def test_the_search_rests_and_is_taken_up_again() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_taken_up_again_after_a_fault() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_inside_of_another_one_it_goes_on_resting() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()

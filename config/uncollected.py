"""Work that makes many objects at once and no cycles among them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Python does not search for cycles meanwhile: among a hundred thousand new rows there are none, and looking at all
    of them again and again takes up to a quarter of the time. What nobody refers to is let go as ever."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()

"""Which function does which kind of work.

An app registers its functions in its `jobs.py`, which is imported when the site starts. A function has its effect in
one transaction, together with `running.finish()` or guarded by the state of what it works on: a worker may be killed at
any moment, and the job is then run again from its start.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from config.jobs.running import Running

Function = Callable[["Running"], None]


@dataclass(frozen=True)
class Kind:
    """A kind of work: its function and its name in words."""

    function: Function
    title: Any


_KINDS: dict[str, Kind] = {}


def job(name: str, *, title: Any) -> Callable[[Function], Function]:
    """Registers a function as the work called `name`, e.g. "spreadsheets.plan"; `title` says it in words."""

    def register(function: Function) -> Function:
        if name in _KINDS:
            raise ValueError(f"Two functions want to be the work {name!r}.")
        _KINDS[name] = Kind(function, title)
        return function

    return register


def function_of(name: str) -> Function:
    """The function of a kind of work; LookupError if there is none."""
    if name not in _KINDS:
        raise LookupError(f"No function is registered as the work {name!r}.")
    return _KINDS[name].function


def title_of(name: str) -> str:
    """A kind of work in words; one that is not known (any more) as it is written."""
    return str(_KINDS[name].title) if name in _KINDS else name

"""How long things take in the background; all times in seconds."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Timing:
    """The times of workers. A site changes them by the setting JOB_TIMING, e.g. {"lease": 120}."""

    lease: float = 60
    """So long a job belongs to a worker that gives no sign; then another one may take it."""
    beat: float = 10
    """After so long a worker gives its next sign at the latest, and extends its lease."""
    poll: float = 0.5
    """So long an idle worker waits before it looks again; progress is written no more often than this."""
    retry: float = 5
    """So long, times the attempts made, an interrupted job waits before it is run again."""
    grace: float = 10
    """So long a job may go on when its worker is told to stop; then it is given back."""
    longest: float = 60 * 60
    """A job that runs longer is stopped and has failed."""


def timing() -> Timing:
    """The times that hold here: those of the settings before the standing ones."""
    return Timing(**getattr(settings, "JOB_TIMING", {}))

"""A worker: carries out what has been put off to the background."""

import os
import signal
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand

from config.jobs.worker import Shift


def parent_is_gone(pid: int) -> Callable[[], bool]:
    """Asks whether the process that started this one has ended."""
    return lambda: os.getppid() != pid


class Command(BaseCommand):
    requires_system_checks = []
    help = "Carries out the work in the background, one job after the other, until it is told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Stop when nothing waits any more.")
        parser.add_argument(
            "--until-parent-exits",
            type=int,
            metavar="PID",
            help="Stop when the process that started this one, with this number, has ended.",
        )

    def handle(self, *args: Any, once: bool, until_parent_exits: int | None, **options: Any) -> None:
        shift = Shift(parent_is_gone(until_parent_exits)) if until_parent_exits else Shift()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: shift.stop())
        shift.work(once=once)

"""The worker's end of a job's process: starting it, handing it the job, listening to it, ending it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
from dataclasses import asdict

from django.conf import settings

from config.jobs.claims import Claim, Ending, Outcome
from config.jobs.models import Job

COMMAND = [sys.executable, "-m", "config.jobs.child"]
LAST_WORDS = 5
"""So long, in seconds, a process has to go once its job is over."""


class Process:
    """A process that waits for one job. In a session of its own, so that Ctrl-C reaches the worker alone."""

    def __init__(self) -> None:
        self._popen = subprocess.Popen(
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=settings.BASE_DIR,
            start_new_session=True,
            bufsize=0,
        )
        self._heard = b""
        self._silent = False
        self.progress = (0, 0)
        """Done, and to be done in all, as the job told last."""
        self.outcome: Outcome | None = None
        """How the job ended; None while it runs."""

    @property
    def alive(self) -> bool:
        return self._popen.poll() is None

    def hand_over(self, held: Claim) -> None:
        """Gives it the job."""
        self._say(json.dumps(asdict(held)))

    def ask_to_stop(self) -> None:
        """Tells the job that it is to be cancelled; it stops when it next tells its progress."""
        self._say("cancel")

    def listen(self, seconds: float) -> bool:
        """Waits so long at most for news; whether the job goes on."""
        ready, _, _ = select.select([self._out], [], [], seconds)
        if ready:
            data = os.read(self._out, 65536)
            self._heard += data
            self._silent = not data
        *lines, self._heard = self._heard.split(b"\n")
        for line in lines:
            self._note(json.loads(line))
        if self._silent and self.outcome is None:
            self.outcome = Outcome(Ending.AGAIN, Job.Problem.CRASHED.value)
        return self.outcome is None

    def end(self) -> None:
        """Waits for its end, and ends it if that takes too long."""
        self._hang_up()
        try:
            self._popen.wait(LAST_WORDS)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()

    def kill(self) -> None:
        """Ends it at once; what it has not committed is undone by the database."""
        self._popen.kill()
        self.end()

    @property
    def _out(self) -> int:
        assert self._popen.stdout is not None
        return self._popen.stdout.fileno()

    def _say(self, text: str) -> None:
        assert self._popen.stdin is not None
        # One that has died is noticed when nothing is heard from it.
        with contextlib.suppress(BrokenPipeError):
            self._popen.stdin.write(text.encode() + b"\n")

    def _hang_up(self) -> None:
        for pipe in (self._popen.stdin, self._popen.stdout):
            assert pipe is not None
            pipe.close()

    def _note(self, news: dict) -> None:
        if "outcome" in news:
            told = news["outcome"]
            self.outcome = Outcome(Ending(told["ending"]), told["problem"], told["message"])
        else:
            self.progress = (news["done"], news["total"])

"""The bridge of one open set."""
import os
import platform
import time
import uuid

from segue_core.polled import PolledLink

from . import live_set, settings, topics
from .commands import registry

VERSION = "0.1.0"
BUDGET_SECONDS = 0.008
_SETTINGS_SECONDS = 5.0


class Host:
    """Live calls `poll` on its main thread; nothing here has a thread of its own. `say` writes to the status bar."""

    def __init__(self, say, log, clock=time.monotonic):
        self._say = say
        self._log = log
        self._clock = clock
        self._link = None
        self._told = ""
        self._next_try = clock()
        live_set.begin()

    @property
    def session(self):
        """The wire's side of this bridge; None until there are settings."""
        return None if self._link is None else self._link.session

    def poll(self):
        """A little work. The first one comes when the set is there."""
        if self._link is None:
            self._connect()
            return
        topics.look(self._log)
        self._link.poll(BUDGET_SECONDS)
        self._tell("Segue is connected." if self._link.session.connected else "Segue waits for its runner.")

    def close(self, reason):
        """Ends all calls and says goodbye."""
        if self._link is not None:
            self._link.close(reason)
        topics.forget()

    def _connect(self):
        if self._clock() < self._next_try:
            return
        try:
            address, key = settings.read()
        except (OSError, ValueError, KeyError) as error:
            self._next_try = self._clock() + _SETTINGS_SECONDS
            self._log("Segue: %s" % error)
            self._tell("Segue has no settings. Install its bridge again.")
            return
        self._link = PolledLink(address, key, identity(), registry, log=self._log)

    def _tell(self, text):
        if text != self._told:
            self._told = text
            self._say(text)


def identity():
    """The facts of the hello message. A session is one opened set."""
    return {
        "bridge": {"name": "ableton", "version": VERSION},
        "app": {
            "id": "live",
            "name": "Ableton Live",
            "version": live_set.version(),
            "python": platform.python_version(),
            "pid": os.getpid(),
            "os": platform.platform()[:80],
        },
        "session": str(uuid.uuid4()),
    }

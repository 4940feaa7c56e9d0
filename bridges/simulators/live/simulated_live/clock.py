"""Callbacks of Live's main thread: its timers."""
from .guard import Guarded, check_thread


class Timer(Guarded):
    """`Live.Base.Timer`: calls back every `interval` milliseconds. An error that escapes stops it for good."""

    _world = None

    def __init__(self, callback, interval, repeat=False, start=False):
        check_thread()
        self._callback = callback
        self._seconds = interval / 1000.0
        self._repeat = repeat
        self._due = None
        self._broken = False
        if start:
            self.start()

    @property
    def running(self):
        return self._due is not None

    def start(self):
        """Begins to count."""
        self._due = None if self._broken else self._world.now + self._seconds
        if self not in self._world.timers:
            self._world.timers.append(self)

    def stop(self):
        """Ends it until the next start."""
        self._due = None
        if self in self._world.timers:
            self._world.timers.remove(self)

    restart = start

    def _tick(self, now):
        if self._due is None or now < self._due - 1e-9:
            return
        self._due = now + self._seconds if self._repeat else None
        try:
            self._callback()
        except Exception as error:
            self._broken = True
            self.stop()
            self._world.complain("a timer stopped", error)

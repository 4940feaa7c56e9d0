"""How long to wait before dialling again."""
import random

FIRST_DELAY = 0.5
LAST_DELAY = 30.0


class Backoff:
    """Seconds that double from 0.5 to 30, each shortened at random so that bridges do not dial in step."""

    def __init__(self):
        self._delay = FIRST_DELAY

    def next(self):
        """The seconds to wait now."""
        delay = self._delay * random.uniform(0.5, 1.0)
        self._delay = min(self._delay * 2, LAST_DELAY)
        return delay

    def reset(self):
        """A connection was good."""
        self._delay = FIRST_DELAY

    def give_up(self):
        """The runner refused us: dialling soon again cannot help."""
        self._delay = LAST_DELAY

"""Listeners that come and go with the objects they listen to."""
from . import live_set


class Listeners:
    """Adds listeners and removes them all again. An object that is gone has lost its own already."""

    def __init__(self):
        self._added = []

    def add(self, thing, name, callback):
        """Calls back when a property changes. Nothing may be changed inside: Live refuses it."""
        getattr(thing, "add_%s_listener" % name)(callback)
        self._added.append((thing, name, callback))

    def clear(self):
        """Removes all of them."""
        added, self._added = self._added, []
        for thing, name, callback in added:
            try:
                if live_set.is_there(thing):
                    getattr(thing, "remove_%s_listener" % name)(callback)
            except (RuntimeError, TypeError, AttributeError):
                pass  # the set went away in between


class Flag:
    """What a listener may do: note that there is something to look at."""

    def __init__(self):
        self._up = True

    def raise_(self):
        """Something has changed."""
        self._up = True

    def lower(self):
        """Whether it was raised since the last time; true at first."""
        was, self._up = self._up, False
        return was

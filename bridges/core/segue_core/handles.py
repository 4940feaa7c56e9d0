"""Names for the application's objects that hold for one session and never point at another object."""
import itertools

from .failure import Failure


class Handles:
    """Gives out handles such as `track:7`. `is_alive(thing)` says whether the application still has it.

    `numbers` is where the numbers come from: a program that outlives its sessions goes on counting, so that a handle
    of an earlier session names nothing.
    """

    def __init__(self, kind, is_alive, numbers=None):
        self._kind = kind
        self._is_alive = is_alive
        self._numbers = itertools.count(1) if numbers is None else numbers
        self._handles = {}
        self._things = {}

    def of(self, thing, identity):
        """The handle of a thing. `identity` is what the application knows it by, e.g. `track._live_ptr`."""
        handle = self._handles.get(identity)
        if handle is not None and self._lives(handle):
            return handle
        handle = "%s:%d" % (self._kind, next(self._numbers))
        self._handles[identity] = handle
        self._things[handle] = thing
        return handle

    def get(self, handle):
        """The thing itself. Raises `stale_handle` when it is gone."""
        if handle in self._things and self._lives(handle):
            return self._things[handle]
        self._things.pop(handle, None)
        hint = "Read the document again; the %s was deleted or belongs to another session." % self._kind
        raise Failure("stale_handle", "There is no %s any more." % handle, hint, retryable=True)

    def _lives(self, handle):
        try:
            return bool(self._is_alive(self._things[handle]))
        except Exception:  # a deleted object of an application may raise anything when touched
            return False

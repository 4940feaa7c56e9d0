"""What all objects of Live have in common: guards, properties, listeners, a pointer, and an end."""
import itertools
import re

from . import facts
from .errors import no_signature
from .guard import Guarded, check_thread

_pointers = itertools.count(0x10000, 0x40)
_LISTENER = re.compile(r"^(?:(add|remove)_(\w+)_listener|(\w+)_has_listener)$")


class Vector(tuple):
    """The read-only sequence in which Live hands out several things."""


class Prop:
    """A property. `kind` converts as Live's wrapper does; `_check_<name>` of the owner may refuse or snap a value,
    `_after_<name>` follows every change.
    """

    def __init__(self, kind, default=None, writable=True, listen=True):
        self.kind = kind
        self.default = default
        self.writable = writable
        self.listen = listen

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, owner, kind=None):
        return self if owner is None else owner._values.get(self.name, self.default)

    def __set__(self, owner, value):
        if not self.writable:
            raise AttributeError("can't set attribute")
        owner._world.check_change()
        value = self.convert(owner, value)
        check = getattr(owner, "_check_" + self.name, None)
        owner._write(self.name, value if check is None else check(value))

    def convert(self, owner, value):
        """Numbers become wider, never narrower; truth may be a number."""
        fits = isinstance(value, {float: (int, float), int: int, bool: int, str: str}.get(self.kind, object))
        if not fits:
            raise no_signature("None", "None", owner, value)
        return self.kind(value) if self.kind in (float, int, bool, str) else value


class LiveObject(Guarded):
    """Base of the object model. A dead object equals None, and touching it raises ArgumentError."""

    _observable = ()

    def __init__(self, world, parent=None):
        self._world = world
        self._parent = parent
        self._values = {}
        self._listeners = {}
        self._alive = True
        self._live_ptr = next(_pointers)

    def __getattribute__(self, name):
        get = object.__getattribute__
        if name[0] == "_" and name != "_live_ptr":
            return get(self, name)
        check_thread()
        if not get(self, "_alive"):
            raise no_signature("None", "None", self)
        kind = type(self).__name__
        if get(self, "_world").missing and kind + "." + name in get(self, "_world").missing:
            raise AttributeError("'%s' object has no attribute '%s'" % (kind, name))
        return get(self, name)

    def __setattr__(self, name, value):
        if name[0] != "_":
            getattr(self, name)
            if not hasattr(getattr(type(self), name, None), "__set__"):
                raise AttributeError("can't set attribute")
        object.__setattr__(self, name, value)

    def __getattr__(self, name):
        match = None if name[0] == "_" else _LISTENER.match(name)
        if match is None or not self._observes(match.group(2) or match.group(3)):
            raise AttributeError("'%s' object has no attribute '%s'" % (type(self).__name__, name))
        verb, told, asked = match.groups()
        if asked:
            return lambda callback: callback in self._listeners.get(asked, ())
        return lambda callback: (self._add if verb == "add" else self._remove)(told, callback)

    def __eq__(self, other):
        return self is other or (other is None and not self._alive)

    def __ne__(self, other):
        return not self == other

    __hash__ = object.__hash__

    @property
    def canonical_parent(self):
        return self._parent

    def _observes(self, name):
        if type(self).__name__ + "." + name in self._world.missing:
            return False
        prop = getattr(type(self), name, None)
        return name in self._observable or (isinstance(prop, Prop) and prop.listen)

    def _add(self, name, callback):
        check_thread()
        if not callable(callback):
            raise no_signature("None", "add_%s_listener" % name, self, callback)
        known = self._listeners.setdefault(name, [])
        if callback in known:
            raise RuntimeError(facts.text("listener_twice"))
        known.append(callback)

    def _remove(self, name, callback):
        check_thread()
        if callback not in self._listeners.get(name, ()):
            raise RuntimeError(facts.text("listener_unknown"))
        self._listeners[name].remove(callback)

    def _write(self, name, value):
        """A change that can be undone."""
        old = self._values.get(name, getattr(type(self), name).default)
        self._put(name, value)
        self._world.undo.note(lambda: self._write(name, old))

    def _put(self, name, value):
        """A change that comes from Live itself."""
        old = self._values.get(name, getattr(type(self), name).default)
        self._values[name] = value
        if old is value or (old == value and type(old) is type(value)):
            return
        after = getattr(self, "_after_" + name, None)
        if after is not None:
            after()
        self._notify(name)

    def _notify(self, *names):
        for name in names:
            for callback in list(self._listeners.get(name, ())):
                self._world.notify(callback)

    def _die(self):
        self._alive = False
        self._listeners.clear()

"""Parameters: only the listed ones exist, menus take only their tokens, a value replaces an expression."""
import enum

from .errors import tdAttributeError, tdError
from .guard import Guarded


class ParMode(enum.Enum):
    """What a parameter takes its value from."""

    CONSTANT = 0
    EXPRESSION = 1
    EXPORT = 2
    BIND = 3


class Par(Guarded):
    """One parameter. `default` is a value, a list (a menu), None (a button) or {} (a reference to an operator)."""

    def __init__(self, owner, name, default):
        self.owner = owner
        self.name = name
        self._menu = default if isinstance(default, list) else None
        self.isPulse = default is None
        self.isOP = default == {}
        self.isMenu = self._menu is not None
        self.default = self._menu[0] if self._menu else "" if self.isOP or self.isPulse else default
        self.isToggle = isinstance(default, bool)
        self.isNumber = isinstance(default, (int, float)) and not self.isToggle
        self.isString = isinstance(default, str)
        self.readOnly = False
        self._mode, self._expr = ParMode.CONSTANT, ""
        self._value = self.default
        self.pulses = 0

    @property
    def menuNames(self):
        return list(self._menu or ())

    @property
    def val(self):
        return self._value

    @val.setter
    def val(self, value):
        self._set(value)

    def eval(self):
        """The value now: an operator or None for a reference."""
        if self.mode is ParMode.EXPRESSION:
            value = self._cast(self.owner.world.evaluate(self._expr, self.owner))
        else:
            value = self._value
        if self.isOP:
            return self.owner.world.find(value, self.owner.parent()) if value not in ("", None) else None
        return value

    def pulse(self, value=1, frames=0, seconds=0):
        """Presses the button."""
        if not self.isPulse:
            raise tdError("%s is no button." % self.name)
        self.pulses += 1
        self.owner.changed(self.name)

    def reset(self):
        """Back to the default."""
        self._set(self.default)

    def _set(self, value):
        if self.isPulse:
            raise tdError("%s is a button." % self.name)
        world, owner = self.owner.world, self.owner
        kept = world.stubborn.get((owner.OPType, self.name))
        new = self._cast(value) if kept is None else kept
        old = (self._value, self._mode, self._expr)
        self._value, self._mode, self._expr = new, ParMode.CONSTANT, ""
        world.undo.note(lambda: self._put(old))
        owner.changed(self.name)

    def _put(self, state):
        old = (self._value, self._mode, self._expr)
        self._value, self._mode, self._expr = state
        self.owner.world.undo.note(lambda: self._put(old))
        self.owner.changed(self.name)

    def _cast(self, value):
        if self.isMenu:
            if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < len(self._menu):
                return self._menu[value]
            if value not in self._menu:
                raise tdError("%r is not in the menu of %s." % (value, self.name))
            return value
        if self.isOP:
            return value.path if hasattr(value, "path") else str(value)
        if self.isToggle:
            return bool(value)
        if self.isNumber:
            return int(value) if isinstance(self.default, int) else float(value)
        return str(value)

    @property
    def mode(self):
        return self._mode

    @mode.setter
    def mode(self, mode):
        self._mode = mode

    @property
    def expr(self):
        return self._expr

    @expr.setter
    def expr(self, text):
        if not text:
            self._expr, self._mode = "", ParMode.CONSTANT
            return
        old = (self._value, self._mode, self._expr)
        self._expr, self._mode = str(text), ParMode.EXPRESSION
        self.owner.world.undo.note(lambda: self._put(old))


class Pars:
    """`op.par`: attribute access raises for a name that is not there, `par["name"]` gives None."""

    def __init__(self, owner, table):
        object.__setattr__(self, "_owner", owner)
        object.__setattr__(self, "_pars", {name: Par(owner, name, default) for name, default in table.items()})

    def __getattr__(self, name):
        found = self._pars.get(name)
        if found is None:
            raise tdAttributeError("%s has no parameter %s." % (self._owner.path, name))
        return found

    def __setattr__(self, name, value):
        getattr(self, name).val = value

    def __getitem__(self, name):
        return self._pars.get(name)

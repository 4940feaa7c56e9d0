"""A knob of a device or of the mixer."""
from . import facts
from .enums import AutomationState, ParameterState
from .model import LiveObject, Prop, Vector


class DeviceParameter(LiveObject):
    """`value` is between `min` and `max`; with `items` it is the index of one of them."""

    name = Prop(str, "", writable=False)
    value = Prop(float, 0.0)
    state = Prop(object, ParameterState.enabled, writable=False)
    automation_state = Prop(object, AutomationState.none, writable=False)

    def __init__(self, world, parent, name, low=0.0, high=1.0, default=0.0, items=None):
        LiveObject.__init__(self, world, parent)
        self._range = (float(low), float(len(items) - 1 if items else high))
        self._items = items
        self._default = float(default)
        # Of all knobs, only faders, pans and switches change what is heard here.
        self._heard = name in ("Track Volume", "Track Panning", "Track Activator", "Device On")
        self._values.update(name=name, value=float(default))

    @property
    def original_name(self):
        return self._values["name"]

    @property
    def min(self):
        return self._range[0]

    @property
    def max(self):
        return self._range[1]

    @property
    def default_value(self):
        if self._items:
            raise RuntimeError(facts.text("no_default_of_quantized"))
        return self._default

    @property
    def is_quantized(self):
        return bool(self._items)

    @property
    def is_enabled(self):
        return self.state != ParameterState.disabled

    @property
    def value_items(self):
        if not self._items:
            raise RuntimeError(facts.text("no_items_of_continuous"))
        return Vector(self._items)

    def str_for_value(self, value):
        """The value as Live shows it."""
        return self._items[int(round(value))] if self._items else "%.2f" % value

    def begin_gesture(self):
        """The hand takes the knob."""

    def end_gesture(self):
        """The hand lets go."""

    def re_enable_automation(self):
        """Follows its automation again."""
        if self.automation_state == AutomationState.overridden:
            self._put("automation_state", AutomationState.playing)

    def __str__(self):
        return self.str_for_value(self.value)

    def _check_value(self, value):
        if not self.is_enabled:
            raise RuntimeError(facts.text("parameter_disabled"))
        if not self._range[0] <= value <= self._range[1]:
            raise RuntimeError(facts.text("value_out_of_range"))
        if self.automation_state == AutomationState.playing:
            self._put("automation_state", AutomationState.overridden)
        return float(round(value)) if self._items else value

    def _after_value(self):
        if self._heard:
            self._world.transport.cut()

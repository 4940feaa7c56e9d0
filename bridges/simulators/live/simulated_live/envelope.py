"""The automation of one parameter in a Session clip."""
from .model import LiveObject


class Envelope(LiveObject):
    """Steps: (time, length, value). A later step covers an earlier one."""

    def __init__(self, world, clip, parameter):
        LiveObject.__init__(self, world, clip)
        self._parameter = parameter
        self._steps = ()

    def insert_step(self, time, length, value):
        """Holds a value for a time."""
        self._world.check_change()
        low, high = self._parameter._range
        self._set(self._steps + ((float(time), float(length), min(high, max(low, float(value)))),))

    def value_at_time(self, time):
        """The value at a time of the clip."""
        return self._value(time)

    def _value(self, time):
        for start, length, value in reversed(self._steps):
            if start <= time < start + length:
                return value
        return self._parameter._values["value"]

    def _set(self, steps):
        old, self._steps = self._steps, steps
        self._world.undo.note(lambda: self._set(old))

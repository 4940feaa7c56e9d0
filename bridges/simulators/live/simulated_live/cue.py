"""A locator of the arrangement."""
from .model import LiveObject, Prop


class CuePoint(LiveObject):
    """Has a name and a time in beats."""

    name = Prop(str, "")
    time = Prop(float, 0.0, writable=False)

    def jump(self):
        """Goes there."""
        self._world.check_change()
        self._world.transport.locate(self._values["time"])

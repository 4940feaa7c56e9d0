"""Devices in a track's chain, native ones only, as `facts.json` lists them."""
from .enums import DeviceType
from .model import LiveObject, Prop, Vector
from .parameter import DeviceParameter


class DeviceView(LiveObject):
    """How it is shown."""

    is_collapsed = Prop(bool, False)


class Device(LiveObject):
    """An instrument or effect. Its first parameter is the switch."""

    name = Prop(str, "")

    _observable = ("parameters", "is_active")

    def __init__(self, world, parent, title, made_of):
        LiveObject.__init__(self, world, parent)
        self._title = title
        self._made_of = made_of
        self._values["name"] = title
        self._parameters = [DeviceParameter(world, self, "Device On", default=1, items=["Off", "On"])]
        for row in made_of["parameters"]:
            self._parameters.append(DeviceParameter(world, self, **row))
        self._view = DeviceView(world, self)

    @property
    def class_name(self):
        return self._made_of["class"]

    @property
    def class_display_name(self):
        return self._title

    @property
    def type(self):
        return DeviceType(self._made_of["type"])

    @property
    def parameters(self):
        return Vector(self._parameters)

    @property
    def view(self):
        return self._view

    @property
    def can_have_chains(self):
        return bool(self._made_of.get("chains"))

    @property
    def can_have_drum_pads(self):
        return self._made_of["class"] == "DrumGroupDevice"

    @property
    def is_active(self):
        return self._parameters[0]._values["value"] > 0

    def _set_alive(self, alive):
        for part in self._parameters + [self._view]:
            part._alive = alive
        self._alive = alive

    def _die(self):
        self._set_alive(False)

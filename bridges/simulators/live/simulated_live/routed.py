"""The routing properties of a track."""
from . import facts, routing
from .errors import no_signature
from .model import Vector

_NAMES = {"master": "master track", "group": "group tracks", "return": "return tracks"}


class Routed:
    """Part of Track. What is set must be one of those that are available."""

    observable = tuple(
        "%s%s_routing_%s" % (available, way, what)
        for available, whats in (("", ("type", "channel")), ("available_", ("types", "channels")))
        for way in ("input", "output")
        for what in whats
    )

    @property
    def available_input_routing_types(self):
        self._may_route("available_input_routing_types", ("midi", "audio"))
        return Vector(routing.inputs_of(self))

    @property
    def available_output_routing_types(self):
        self._may_route("available_output_routing_types", ("midi", "audio", "group", "return"))
        return Vector(routing.outputs_of(self))

    @property
    def available_input_routing_channels(self):
        return Vector(routing.input_channels_of(self, self.input_routing_type))

    @property
    def available_output_routing_channels(self):
        return Vector(routing.output_channels_of(self, self.output_routing_type))

    @property
    def input_routing_type(self):
        self._may_route("input_routing_type", ("midi", "audio"))
        known = routing.inputs_of(self)
        return next((one for one in known if self._input and one == self._input[0]), known[0])

    @input_routing_type.setter
    def input_routing_type(self, kind):
        self._world.check_change()
        self._must_be(kind, self.available_input_routing_types, "input_routing_type")
        self._reroute("input", (kind, None))

    @property
    def input_routing_channel(self):
        known = routing.input_channels_of(self, self.input_routing_type)
        wanted = self._input[1] if self._input else None
        return next((one for one in known if one == wanted), known[0])

    @input_routing_channel.setter
    def input_routing_channel(self, channel):
        self._world.check_change()
        self._must_be(channel, self.available_input_routing_channels, "input_routing_channel")
        self._reroute("input", (self.input_routing_type, channel))

    @property
    def output_routing_type(self):
        self._may_route("output_routing_type", ("midi", "audio", "group", "return"))
        known = routing.outputs_of(self)
        first = next(one for one in known if one.category.name in ("parent_group_track", "master"))
        return next((one for one in known if self._output and one == self._output[0]), first)

    @output_routing_type.setter
    def output_routing_type(self, kind):
        self._world.check_change()
        self._must_be(kind, self.available_output_routing_types, "output_routing_type")
        self._reroute("output", (kind, None))

    @property
    def output_routing_channel(self):
        known = routing.output_channels_of(self, self.output_routing_type)
        wanted = self._output[1] if self._output else None
        return next((one for one in known if one == wanted), known[0])

    @output_routing_channel.setter
    def output_routing_channel(self, channel):
        self._world.check_change()
        self._must_be(channel, self.available_output_routing_channels, "output_routing_channel")
        self._reroute("output", (self.output_routing_type, channel))

    def _must_be(self, value, known, name):
        if not isinstance(value, (routing.RoutingType, routing.RoutingChannel)):
            raise no_signature("None", "None", self, value)
        if value not in known:
            raise ValueError(facts.text("routing_not_available") % name)

    def _may_route(self, name, kinds):
        if self._kind not in kinds:
            raise RuntimeError(facts.text("no_routing") % (name, _NAMES.get(self._kind, "tracks")))

    def _reroute(self, way, value):
        old = getattr(self, "_" + way)
        setattr(self, "_" + way, value)
        self._world.undo.note(lambda: self._reroute(way, old))
        self._world.transport.cut()
        self._notify(way + "_routing_type", way + "_routing_channel")

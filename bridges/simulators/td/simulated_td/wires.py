"""Connectors: an input holds one wire, an output any number; families do not mix."""
from .errors import tdError
from .guard import Guarded


class Connector(Guarded):
    """One input or output of an operator."""

    def __init__(self, owner, index, is_input):
        self.owner = owner
        self.index = index
        self.isInput = is_input
        self.isOutput = not is_input
        self._wires = []

    @property
    def connections(self):
        return list(self._wires)

    def connect(self, target):
        """Draws a wire from this output to an input, or to the first input of an operator (and the other way)."""
        other = target
        if not isinstance(target, Connector):
            ends = target.inputConnectors if self.isOutput else target.outputConnectors
            if not ends:
                raise tdError("%s has nothing to connect to." % target.path)
            other = ends[0]
        source, end = (self, other) if self.isOutput else (other, self)
        if source.owner.family != end.owner.family:
            raise tdError("A %s cannot be connected to a %s." % (source.owner.family, end.owner.family))
        end._replace(source)

    def disconnect(self):
        """Takes the wires off."""
        if self.isInput:
            self._replace(None)
        else:
            for end in list(self._wires):
                end._replace(None)

    def _replace(self, source):
        before = self._wires[0] if self._wires else None
        if before is not None:
            before._wires.remove(self)
        self._wires = [] if source is None else [source]
        if source is not None:
            source._wires.append(self)
        world = self.owner.world
        world.edits += 1
        world.undo.note(lambda: self._replace(before))

"""How loud a track is heard."""
from .enums import RoutingTypeCategory
from .mixer import gain_of


class Heard:
    """Part of Track."""

    def _sounds(self):
        return self._kind != "midi" or self._instrument() is not None

    def _to_master(self):
        return self._output is None or self._output[0].category != RoutingTypeCategory.none

    def _audible(self):
        if self._kind == "master":
            return True
        related = [self] + ([self._group] if self._group else [])
        soloed = [one for one in self._parent._tracks if one._values.get("solo", False)]
        inside = any(one._group is self for one in soloed)
        heard = not soloed or inside or any(one in soloed for one in related)
        return heard and not any(one._values.get("mute", False) for one in related)

    def _gains(self):
        """(left, right) of its mixer, mute and solo included."""
        if not self._audible():
            return 0.0, 0.0
        mixer = self._mixer
        gain, pan = gain_of(mixer._volume._values["value"]), mixer._panning._values["value"]
        gain *= mixer._activator._values["value"]
        return gain * min(1.0, 1.0 - pan), gain * min(1.0, 1.0 + pan)

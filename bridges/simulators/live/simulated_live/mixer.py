"""The mixer of a track."""
from . import facts
from .model import LiveObject, Vector
from .parameter import DeviceParameter

UNITY = 0.85


class MixerDevice(LiveObject):
    """Volume from 0 to 1 (0.85 is 0 dB), panning from -1 to 1, a send per return track; the main track's has more."""

    _observable = ("sends",)

    def __init__(self, world, track):
        LiveObject.__init__(self, world, track)
        self._volume = DeviceParameter(world, self, "Track Volume", default=UNITY)
        self._panning = DeviceParameter(world, self, "Track Panning", -1, 1, 0)
        self._activator = DeviceParameter(world, self, "Track Activator", default=1, items=["Off", "On"])
        self._sends = []
        self._of_main = {}
        if track._kind == "master":
            for name, low, default in (("crossfader", -1, 0), ("cue_volume", 0, UNITY), ("song_tempo", 0, 0.1)):
                title = name.replace("_", " ").title()
                self._of_main[name] = DeviceParameter(world, self, title, low, 1, default)

    @property
    def crossfader(self):
        return self._main("crossfader")

    @property
    def cue_volume(self):
        return self._main("cue_volume")

    @property
    def song_tempo(self):
        return self._main("song_tempo")

    @property
    def volume(self):
        return self._volume

    @property
    def panning(self):
        return self._panning

    @property
    def track_activator(self):
        return self._activator

    @property
    def sends(self):
        return Vector(self._sends)

    def _main(self, name):
        if name not in self._of_main:
            raise RuntimeError(facts.text("main_mixer_only") % name)
        return self._of_main[name]

    def _follow(self, returns):
        """One send per return track."""
        while len(self._sends) < len(returns):
            self._sends.append(DeviceParameter(self._world, self, "Send " + chr(65 + len(self._sends)), 0, 1, 0))
        while len(self._sends) > len(returns):
            self._sends.pop()._die()
        self._notify("sends")

    def _set_alive(self, alive):
        own = [self._volume, self._panning, self._activator] + list(self._of_main.values())
        for parameter in own + self._sends:
            parameter._alive = alive
        self._alive = alive


def gain_of(volume):
    """The factor of a fader's position: 0.85 is 1, the upper part is linear in decibels, 0 is silence."""
    if volume <= 0:
        return 0.0
    if volume >= 0.4:
        return 10 ** ((volume - UNITY) * 40 / 20)
    return 10 ** ((0.4 - UNITY) * 2) * (volume / 0.4) ** 2

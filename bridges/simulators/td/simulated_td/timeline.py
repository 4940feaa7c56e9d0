"""Time: the timeline of the project, and the time since the start."""
from .guard import Guarded


class AbsoluteTime(Guarded):
    """`absTime`: frames and seconds since the start. They stand still while the timeline of the project does."""

    frame = 0
    seconds = 0.0


class Timeline(Guarded):
    """`op.time`: plays from `rangeStart` to `rangeEnd` and loops. Frames count from 1."""

    def __init__(self):
        self.reset()

    def reset(self):
        """As in a new project."""
        self.frame = 1.0
        self.rate = 60.0
        self.play = True
        self.loop = True
        self.start = self.rangeStart = 1.0
        self.end = self.rangeEnd = 600.0
        self.tempo = 120.0
        self.signature1 = self.signature2 = 4

    @property
    def seconds(self):
        return (self.frame - 1) / self.rate

    @seconds.setter
    def seconds(self, seconds):
        self.frame = min(max(1 + seconds * self.rate, self.rangeStart), self.rangeEnd)

    def advance(self, frames=1):
        """So many frames further, if it plays."""
        if not self.play:
            return
        self.frame += frames
        if self.frame > self.rangeEnd:
            self.frame = self.rangeStart if self.loop else self.rangeEnd


class Project(Guarded):
    """`project`."""

    def __init__(self, timeline):
        self._timeline = timeline
        self.name = "live set.toe"
        self.folder = "/projects/Füße 🎛"
        self.realTime = True

    @property
    def cookRate(self):
        return self._timeline.rate

    @cookRate.setter
    def cookRate(self, rate):
        self._timeline.rate = float(rate)


class App(Guarded):
    """`app`."""

    def __init__(self):
        self.version = "2025"
        self.build = "33070"
        self.product = "TouchDesigner Non-Commercial"
        self.osName = "Simulated"

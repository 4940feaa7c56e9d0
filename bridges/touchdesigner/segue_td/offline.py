"""Leaves real time for a range of frames, and puts everything back."""
import td

from segue_core.failure import Failure

from . import place

_KEPT = ("play", "loop", "rate", "start", "end", "rangeStart", "rangeEnd", "frame")
_running = []


def frame_ended(frame):
    """Told by the clock of the component at the end of every frame."""
    for offline in list(_running):
        offline.frame_ended(frame)


class Offline:
    """With it, every frame is played in order, however long it takes. `rate`: frames per second, else as it is."""

    def __init__(self, rate=None):
        self._rate = rate
        self.on_frame_end = lambda frame: None
        self._range = None

    def __enter__(self):
        time = place.timeline()
        self._before = {name: getattr(time, name) for name in _KEPT}
        self._real_time = td.project.realTime
        time.play = False
        td.project.realTime = False
        if self._rate is not None:
            time.rate = self._rate
        _running.append(self)
        return self

    def start(self, start, end):
        """Plays from one frame to another, both included, once."""
        time = place.timeline()
        time.loop = False
        time.start, time.end = min(time.start, start), max(time.end, end)
        time.rangeStart, time.rangeEnd = start, end
        time.frame = start
        self._range = (start, end)
        time.play = True

    def frame_ended(self, frame):
        """One frame has been cooked."""
        if self._range is not None and self._range[0] <= frame <= self._range[1]:
            self.on_frame_end(frame)

    def check(self):
        """Raises `app_busy` when a person has stopped or moved the timeline."""
        time = place.timeline()
        if not time.play or (time.rangeStart, time.rangeEnd) != self._range or td.project.realTime:
            message = "The timeline was stopped or changed while it was needed."
            raise Failure("app_busy", message, "Leave the timeline alone and try again.", retryable=True)

    def __exit__(self, *_):
        _running.remove(self)
        time = place.timeline()
        time.play = False
        for name in _KEPT[1:] + _KEPT[:1]:
            setattr(time, name, self._before[name])
        td.project.realTime = self._real_time

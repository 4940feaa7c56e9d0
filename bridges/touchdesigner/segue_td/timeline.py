"""timeline.set: where the project is in time."""
import math

from segue_core.failure import verify

from . import place
from .registry import SPECS, command


@command(SPECS["timeline.set"])
def set_timeline(call, sec, playing, tempo, roomSec):
    time = place.timeline()
    if tempo is not None:
        time.tempo = tempo
        verify("Tempo", tempo, float(time.tempo), 1e-3)
    if sec is not None:
        _reach(call, time, sec, roomSec)
        time.seconds = sec
        verify("Second", sec, float(time.seconds), 1.0 / time.rate)
    if playing is not None:
        time.play = playing
        verify("Playing", playing, bool(time.play))
    return {
        "sec": float(time.seconds),
        "frame": float(time.frame),
        "fps": float(time.rate),
        "playing": bool(time.play),
        "tempo": float(time.tempo),
        "rangeEnd": float(time.rangeEnd),
    }


def _reach(call, time, sec, room):
    """Makes the range long enough: TouchDesigner goes nowhere outside of it, and loops at its end. Frames count from 1."""
    first, last = 1 + math.floor(sec * time.rate), 1 + math.ceil((sec + room) * time.rate)
    # twice the room at once, so that it is not a little longer after every move
    reached = last + math.ceil(room * time.rate)
    if first < time.rangeStart:
        time.start = min(time.start, first)
        time.rangeStart = first
        call.warn("The range of the timeline now begins at frame %d." % first)
    if last > time.rangeEnd:
        time.end = max(time.end, reached)
        time.rangeEnd = reached
        call.warn("The range of the timeline now ends at frame %d." % reached)

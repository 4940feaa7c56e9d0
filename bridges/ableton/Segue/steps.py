"""Waiting for Live, and writing with reading back."""
from segue_core.failure import Failure, verify
from segue_core.pump import WAIT

# A tick is 10 ms or more.
PATIENCE_TICKS = 200
# Live keeps numbers of devices and mixers with 24 bits.
TOLERANCE = 1e-4


def until(true, what, ticks=PATIENCE_TICKS):
    """Waits until `true()`, giving the main thread back. Raises `verify_failed` naming what never happened."""
    for _ in range(ticks):
        if true():
            return
        yield WAIT
    if not true():
        raise Failure("verify_failed", "Live did not do it: %s." % what, "Try again.", retryable=True)


def write(changes):
    """Sets `(thing, property, value, title)` one by one, lets Live take them, and reads each back."""
    for thing, name, value, _ in changes:
        setattr(thing, name, value)
    yield WAIT
    for thing, name, value, title in changes:
        found = getattr(thing, name)
        if isinstance(value, (str, bool)):
            verify(title, value, type(value)(found))
        else:
            verify(title, value, found, TOLERANCE * max(1.0, abs(value)))


def put(thing, name, value, title):
    """One change for `write`; none when the value is None."""
    return [] if value is None else [(thing, name, value, title)]


def color_of(thing):
    """The colour of a thing as #rrggbb."""
    return "#%06x" % (int(thing.color) & 0xFFFFFF)


def set_color(thing, color):
    """Live takes the nearest colour of its palette, so it is not compared."""
    if color is not None:
        thing.color = int(color[1:], 16)

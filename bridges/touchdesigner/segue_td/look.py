"""chop.read and top.snapshot: what an operator holds now."""
from segue_core.failure import Failure

from . import files, handles
from .registry import SPECS, command

_MOST_VALUES = 100000


@command(SPECS["chop.read"])
def read_channels(call, op, channels):
    chop = handles.find_family(op, "CHOP")
    found = chop.chans("*") if channels is None else [_channel(chop, name) for name in channels]
    samples = int(chop.numSamples)
    if samples * len(found) > _MOST_VALUES:
        message = "%s holds %d values." % (chop.path, samples * len(found))
        raise Failure("too_large", message, "Name fewer channels; at most %d values go at once." % _MOST_VALUES)
    rows = [{"name": one.name, "values": [float(value) for value in one.vals]} for one in found]
    return {"rate": float(chop.rate), "samples": samples, "channels": rows}


@command(SPECS["top.snapshot"])
def snapshot(call, op, path, quality):
    top = handles.find_family(op, "TOP")
    top.cook(force=True)
    data = bytes(top.saveByteArray(".jpg", quality=quality))
    if not data:
        raise Failure("app_error", "%s gave no picture." % top.path, "Look at its errors.", retryable=True)
    files.write(path, data)
    return {"path": path, "width": int(top.width), "height": int(top.height), "bytes": len(data)}


def _channel(chop, name):
    found = chop[name]
    if found is None:
        raise Failure("invalid_args", "%s has no channel %s." % (chop.path, name))
    return found

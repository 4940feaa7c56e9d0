"""What moves a parameter: expressions, written here and never taken from outside."""
from segue_core.failure import Failure, verify

from . import pars

_CHANNEL = "op(%r)[%r].eval()*%r+%r"
_TIMELINE = "min(max((me.time.seconds-%r)/%r,0),1)*%r+%r"


def attach(op, par, drive):
    """Lets a drive move a parameter. What was there comes back when it fails."""
    if not par.isNumber or par.isToggle:
        raise Failure("invalid_args", "%s of %s is not a number." % (par.name, op.path))
    text = _channel(op, drive) if drive["by"] == "channel" else _timeline(drive)
    put_back = pars.keep(par)
    try:
        par.expr = text
        verify("The expression of %s" % par.name, text, par.expr)
        par.eval()
    except Exception:
        put_back()
        raise


def _channel(op, drive):
    source = op.parent().op(drive["op"])
    if source is None or source.family != "CHOP":
        raise Failure("invalid_args", "There is no CHOP %s beside %s." % (drive["op"], op.path))
    if source[drive["channel"]] is None:
        message = "%s has no channel %s." % (source.path, drive["channel"])
        names = ", ".join(channel.name for channel in source.chans("*"))
        raise Failure("invalid_args", message, "It has %s." % (names or "none"))
    return _CHANNEL % (str(drive["op"]), str(drive["channel"]), float(drive["scale"]), float(drive["offset"]))


def _timeline(drive):
    seconds = float(drive["endSec"]) - float(drive["startSec"])
    if seconds <= 0:
        raise Failure("invalid_args", "The movement ends before it begins.")
    way = float(drive["to"]) - float(drive["from"])
    return _TIMELINE % (float(drive["startSec"]), seconds, way, float(drive["from"]))

"""routing.*: where tracks take their sound from and send it to. Categories do not depend on Live's language."""
import Live

from segue_core.failure import Failure, verify
from segue_core.pump import WAIT

from . import refs
from .registry import SPECS, command

_CATEGORIES = ("external", "rewire", "resampling", "master", "track", "parent_group_track", "none", "invalid")


@command(SPECS["routing.list"])
def list_routings(call, track, end):
    found = refs.track(track)
    types = _ask(found, "available_%s_routing_types" % end)
    channels = _ask(found, "available_%s_routing_channels" % end)
    return {
        "current": _now(found, end),
        "types": [{"name": one.display_name, "category": category_of(one)} for one in types],
        "channels": [one.display_name for one in channels],
    }


@command(SPECS["routing.set"])
def set_routing(call, track, end, to, channel):
    found = refs.track(track)
    types = _ask(found, "available_%s_routing_types" % end)
    if "category" in to:
        wanted = of_category(types, to["category"])
    elif "track" in to:
        wanted = of_track(types, refs.track(to["track"]))
    else:
        wanted = next((one for one in types if one.display_name == to["name"]), None)
    if wanted is None:
        names = ", ".join(one.display_name for one in types)
        raise Failure("invalid_args", "%s cannot be connected to that; it can to %s." % (found.name, names))
    yield from connect(found, end, wanted, channel)
    return _now(found, end)


def connect(track, end, kind, channel=None):
    """Chooses a routing type, and a channel by name if one is given, and reads both back."""
    name = "%s_routing_type" % end
    setattr(track, name, kind)
    yield WAIT
    verify("Routing of %s" % track.name, kind.display_name, getattr(track, name).display_name)
    if channel is None:
        return
    channels = getattr(track, "available_%s_routing_channels" % end)
    wanted = next((one for one in channels if one.display_name == channel), None)
    if wanted is None:
        names = ", ".join(one.display_name for one in channels)
        raise Failure("invalid_args", "There is no channel “%s”; there are %s." % (channel, names))
    setattr(track, "%s_routing_channel" % end, wanted)
    yield WAIT
    verify("Channel of %s" % track.name, channel, getattr(track, "%s_routing_channel" % end).display_name)


def category_of(kind):
    """The category of a routing type as a word."""
    known = Live.Track.RoutingTypeCategory
    return next((name for name in _CATEGORIES if getattr(known, name, None) == kind.category), "invalid")


def of_category(types, category):
    """The routing type of a category; of resampling also by its English name, where Live tells no category."""
    found = next((one for one in types if category_of(one) == category), None)
    if found is None and category == "resampling":
        found = next((one for one in types if one.display_name == "Resampling"), None)
    return found


def of_track(types, track):
    """The routing type that stands for a track."""
    return next((one for one in types if getattr(one, "attached_object", None) == track), None)


def _ask(track, name):
    try:
        return list(getattr(track, name))
    except RuntimeError as error:
        raise Failure("invalid_args", "%s has no such routing: %s" % (track.name, error), "Choose another track.")


def _now(track, end):
    kind = getattr(track, "%s_routing_type" % end)
    channel = getattr(track, "%s_routing_channel" % end)
    return {"type": kind.display_name, "category": category_of(kind), "channel": channel.display_name}

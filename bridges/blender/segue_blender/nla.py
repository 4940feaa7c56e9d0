"""nla.*: actions as strips on tracks."""
import bpy

from segue_core.failure import Failure

from .edit import edits, reads
from .names import find
from .objects import editable, find_object, refresh
from .rna import put


@reads("nla.list")
def list_nla(call, object, uid):
    return _fact(find_object(object, uid))


@edits("nla.push")
def push_nla(call, object, uid, action, track, start, repeat):
    item = editable(find_object(object, uid))
    data = item.animation_data or item.animation_data_create()
    current = data.action
    wanted = current if action is None else find(bpy.data.actions, action, "action")
    if wanted is None:
        raise Failure("invalid_args", "“%s” has no current action." % item.name, "Set keys first, or name an action.")
    made = data.nla_tracks.new()
    if track is not None:
        made.name = track
    begin = int(wanted.frame_range[0]) if start is None else start
    try:
        strip = made.strips.new(wanted.name, begin, wanted)
    except RuntimeError as error:
        data.nla_tracks.remove(made)
        message = "“%s” does not fit “%s”: %s" % (wanted.name, item.name, str(error).strip())
        raise Failure("invalid_args", message, "Choose an action of the same kind.")
    if hasattr(strip, "action_slot") and wanted == current:  # 4.4
        strip.action_slot = data.action_slot
    put(strip, "repeat", repeat)
    if wanted == current:
        data.action = None
    refresh()
    return _fact(item)


def push_down(data):
    """Turns the action that plays into a strip below whatever follows."""
    theirs = data.action
    slot = getattr(data, "action_slot", None)
    data.action = None
    strip = data.nla_tracks.new().strips.new(theirs.name, int(theirs.frame_range[0]), theirs)
    if slot is not None:
        strip.action_slot = slot


def _fact(item):
    data = item.animation_data
    tracks = [] if data is None else data.nla_tracks
    return {
        "object": item.name,
        "action": data.action.name if data is not None and data.action else None,
        "tracks": [
            {"name": track.name, "mute": track.mute, "strips": [_strip(strip) for strip in track.strips]}
            for track in tracks
        ],
    }


def _strip(strip):
    return {
        "name": strip.name,
        "action": strip.action.name if strip.action else None,
        "start": strip.frame_start,
        "end": strip.frame_end,
        "influence": strip.influence,
    }

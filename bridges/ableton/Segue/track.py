"""track.*: tracks and their strips of the mixer."""
from segue_core.failure import Failure

from . import live_set, refs, told
from .registry import SPECS, command
from .steps import put, set_color, until, write


@command(SPECS["track.list"])
def list_tracks(call):
    facts = []
    for track in refs.tracks():
        if live_set.is_there(track):
            facts.append(told.track(track))
        yield
    return {"tracks": facts}


@command(SPECS["track.create"])
def create(call, kind, name, index, color):
    song = live_set.song()
    if index is not None and index > len(song.tracks):
        raise Failure("invalid_args", "The set has %d tracks." % len(song.tracks), "Leave the place empty.")
    if kind == "return":
        made = yield from _made("return_tracks", song.create_return_track)
    else:
        create_track = song.create_midi_track if kind == "midi" else song.create_audio_track
        made = yield from _made("tracks", create_track, -1 if index is None else index)
    yield from write(put(made, "name", name or None, "Name"))
    set_color(made, color)
    return told.track(made)


@command(SPECS["track.delete"])
def delete(call, track):
    found = refs.track(track)
    song = live_set.song()
    name, handle = found.name, live_set.handle_of("track", found)
    index = refs.place_of(found, song.tracks)
    if index is not None:
        song.delete_track(index)
    elif found == song.master_track:
        raise Failure("invalid_args", "The main track cannot be deleted.")
    else:
        song.delete_return_track(refs.place_of(found, song.return_tracks))
    yield from until(lambda: not live_set.is_there(found), "%s (%s) is still there" % (name, handle))
    return {"name": name}


@command(SPECS["track.duplicate"])
def duplicate(call, track, name):
    found = refs.own_track(track)
    song = live_set.song()
    made = yield from _made("tracks", song.duplicate_track, refs.place_of(found, song.tracks))
    yield from write(put(made, "name", name or None, "Name"))
    return told.track(made)


@command(SPECS["track.set"])
def set_track(call, track, name, color, arm, mute, solo, monitoring, volume, pan, sends):
    found = refs.track(track)
    mixer = found.mixer_device
    if arm is not None and not getattr(found, "can_be_armed", False):
        raise Failure("invalid_args", "%s cannot be armed." % found.name, "Choose an audio or MIDI track.")
    if len(sends) > len(mixer.sends):
        raise Failure("invalid_args", "%s has %d sends." % (found.name, len(mixer.sends)))
    changes = put(found, "name", name, "Name") if name != "" else []
    changes += put(found, "arm", arm, "Arm") + put(found, "mute", mute, "Mute") + put(found, "solo", solo, "Solo")
    if monitoring is not None:
        changes.append((found, "current_monitoring_state", told.MONITORING.index(monitoring), "Monitoring"))
    changes += put(mixer.volume, "value", volume, "Volume") + put(mixer.panning, "value", pan, "Pan")
    for index, level in enumerate(sends):
        changes += put(mixer.sends[index], "value", level, "Send %d" % (index + 1))
    yield from write(changes)
    if name == "":
        found.name = ""  # Live gives a name of its own
    set_color(found, color)
    return told.track(found)


def _made(kind, create_one, *args):
    """Makes a track and waits until the set has it. Of a copied group with all in it, the group is the first."""
    song = live_set.song()
    before = list(getattr(song, kind))
    create_one(*args)
    fresh = []

    def has_come():
        fresh[:] = [one for one in getattr(song, kind) if one not in before]
        return fresh

    yield from until(has_come, "the new track is not there")
    return fresh[0]

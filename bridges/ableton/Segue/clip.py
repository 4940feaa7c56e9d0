"""clip.*: clips in slots and in the arrangement."""
import os

from segue_core.failure import Failure

from . import live_set, refs, told
from .registry import SPECS, command
from .steps import put, set_color, until, write


def _lacks(method, version):
    """A probe: tracks of this Live have no such method."""

    def probe():
        has = hasattr(live_set.song().master_track, method)
        return None if has else "This needs Live %s; this is %s." % (version, live_set.version())

    return probe


@command(SPECS["clip.create"])
def create(call, track, scene, length, name):
    owner = _track_for(track, midi=True)
    slot = _empty_slot(owner, scene)
    slot.create_clip(length)
    yield from until(lambda: slot.has_clip, "the new clip is not there")
    yield from write(put(slot.clip, "name", name or None, "Name"))
    return told.clip(slot.clip)


@command(SPECS["clip.arrange"], probe=_lacks("create_midi_clip", "12"))
def arrange(call, track, start, length, name):
    owner = _track_for(track, midi=True)
    made = yield from _arranged(owner, start, lambda: owner.create_midi_clip(start, length))
    yield from write(put(made, "name", name or None, "Name"))
    return told.clip(made)


@command(SPECS["clip.audio"], probe=_lacks("create_audio_clip", "12.0.5"))
def create_audio(call, track, file, scene, start, name):
    owner = _track_for(track, midi=False)
    if not os.path.isfile(file):
        raise Failure("invalid_args", "There is no file %s." % file, "Choose a sound file on this computer.")
    # Live reads and analyses the file before it goes on.
    call.busy(10000, "Live reads %s" % os.path.basename(file))
    if scene is None:
        made = yield from _arranged(owner, start, lambda: owner.create_audio_clip(file, start))
    else:
        slot = _empty_slot(owner, scene)
        slot.create_audio_clip(file)
        yield from until(lambda: slot.has_clip, "the new clip is not there")
        made = slot.clip
    yield from write(put(made, "name", name or None, "Name"))
    return told.clip(made)


@command(SPECS["clip.delete"])
def delete(call, clip):
    found = yield from refs.clip(clip)
    name = found.name
    owner, row = refs.place_of_clip(found)
    if row is None:
        owner.delete_clip(found)
    else:
        owner.clip_slots[row].delete_clip()
    yield from until(lambda: not live_set.is_there(found), "%s is still there" % (name or "the clip"))
    return {"name": name}


@command(SPECS["clip.set"])
def set_clip(call, clip, name, color, looping, loopStart, loopEnd, muted, gain, pitch, warping):
    found = yield from refs.clip(clip)
    if not found.is_audio_clip and not gain is pitch is warping is None:
        raise Failure("invalid_args", "%s is a MIDI clip: it has no gain, pitch or warp." % found.name)
    changes = put(found, "name", name, "Name") + put(found, "warping", warping, "Warp")
    changes += put(found, "looping", looping, "Loop") + put(found, "muted", muted, "Off")
    ends = put(found, "loop_start", loopStart, "Loop start") + put(found, "loop_end", loopEnd, "Loop end")
    # A loop never ends before it starts, not even between two writes.
    changes += ends[::-1] if loopStart is not None and loopStart >= found.loop_end else ends
    changes += put(found, "gain", gain, "Gain") + put(found, "pitch_coarse", pitch, "Transpose")
    yield from write(changes)
    set_color(found, color)
    return told.clip(found)


@command(SPECS["clip.fire"])
def fire(call, clip):
    found = yield from _session_clip(clip)
    found.fire()
    return told.clip(found)


@command(SPECS["clip.stop"])
def stop(call, clip):
    found = yield from _session_clip(clip)
    found.stop()
    return told.clip(found)


def _session_clip(ref):
    found = yield from refs.clip(ref)
    if found.is_arrangement_clip:
        raise Failure("invalid_args", "%s is in the arrangement; only session clips are started." % found.name)
    return found


def _track_for(ref, midi):
    owner = refs.own_track(ref)
    if owner.is_foldable or bool(owner.has_midi_input) != midi:
        raise Failure("invalid_args", "%s is no %s track." % (owner.name, "MIDI" if midi else "audio"))
    return owner


def _empty_slot(owner, scene):
    row = refs.place_of(refs.scene(scene), live_set.song().scenes)
    slot = owner.clip_slots[row]
    if slot.has_clip:
        raise Failure("invalid_args", "The slot has the clip “%s” already." % slot.clip.name, "Delete it first.")
    return slot


def _arranged(owner, start, make):
    """Makes an arrangement clip and waits until the track has it."""
    before = list(owner.arrangement_clips)
    make()
    fresh = []

    def has_come():
        fresh[:] = [one for one in owner.arrangement_clips if one not in before and abs(one.start_time - start) < 1e-3]
        return fresh

    yield from until(has_come, "the new clip is not in the arrangement")
    return fresh[0]

"""The files of a bounce: waits until Live has finished them, and keeps the range that was wanted."""
import os

from segue_core.failure import Failure
from segue_core.pump import WAIT

from .. import live_set
from . import sound

# Live names a file up to three seconds after a recording has ended; slow disks take longer.
_SETTLE_TICKS = 2000
_STABLE_TICKS = 20
_TRIES = 6
_RETRY_TICKS = 50
# A recording may begin or end within a buffer of the sound engine.
_SHORT_SECONDS = 0.1


def finish(temp):
    """Waits until the file of a temporary track is whole, or never will be. Value: its path or None."""
    size, stable = None, 0
    for _ in range(_SETTLE_TICKS):
        clip = _recorded(temp.track) if temp.clip is None else temp.clip
        if not live_set.is_there(clip):
            return None
        path = "" if clip.is_recording else clip.file_path
        found = os.path.getsize(path) if path and os.path.isfile(path) else None
        stable = stable + 1 if found is not None and found == size and found > sound.LEAST_BYTES else 0
        if stable >= _STABLE_TICKS:
            return path
        size = found
        yield WAIT
    return None


def keep(temp, plan, take):
    """Copies the range out of Live's file. Value: the row of the result."""
    yield {"message": "Live finishes %s" % temp.track.name}
    source = yield from finish(temp)
    if source is None:
        raise Failure("verify_failed", "Live wrote no file for %s." % temp.source.name, retryable=True)
    offset = max(0.0, plan.start - temp.clip.start_time) if not plan.session else 0.0
    wanted = take.seconds(plan.beats)
    if wanted is None:
        warning = "The tempo changes, so the files go on a little after the range."
        plan.warnings += [] if warning in plan.warnings else [warning]
    path = plan.path_for(temp.source, os.path.splitext(source)[1].lower())
    span = (take.seconds(offset) or 0.0, wanted)
    made = yield from _copy(source, path, span)
    plan.written.append(path)
    if wanted is not None and made.seconds < wanted - _SHORT_SECONDS:
        message = "%.2f seconds were due, %.2f were recorded." % (wanted, made.seconds)
        raise Failure("verify_failed", message, "Bounce again.", retryable=True)
    whole = plan.is_master(temp.source)
    return {
        "track": None if whole else live_set.handle_of("track", temp.source),
        "name": temp.source.name,
        "path": path,
        "bytes": made.bytes,
        "sha256": made.sha256,
        "seconds": made.seconds,
        "sampleRate": made.rate,
    }


def remove(path):
    """A file that is not wanted any more, if it is there."""
    try:
        os.remove(path)
    except OSError:
        pass


def _recorded(track):
    """What a temporary track has recorded, in the arrangement or in a slot."""
    if not live_set.is_there(track):
        return None
    clips = list(track.arrangement_clips) + [slot.clip for slot in track.clip_slots if slot.has_clip]
    return clips[0] if clips else None


def _copy(source, path, span):
    """Tries a few times: other programs look at new files as well."""
    for left in reversed(range(_TRIES)):
        try:
            return (yield from sound.copy_range(source, path, span))
        except OSError as error:
            if left == 0:
                message = "%s cannot be copied: %s" % (source, error.strerror or error)
                raise Failure("app_error", message, "Choose another folder.")
        for _ in range(_RETRY_TICKS):
            yield WAIT

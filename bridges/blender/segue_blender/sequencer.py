"""sequencer.*: sounds, films and pictures on channels."""
import os

import bpy

from segue_core.failure import Failure

from . import document
from .document import scene
from .edit import edits, reads
from .file import sync
from .names import require_name, unknown
from .rate import per_second
from .rna import kept, put
from .written import written

_FORMATS = {"16": "S16", "24": "S24", "32f": "F32"}
_CHANNELS = 32


def strips_of(current, make=False):
    """The strips of a scene: `strips` from 4.4 on, `sequences` before. Empty without a sequencer."""
    editor = current.sequence_editor
    if editor is None and make:
        editor = current.sequence_editor_create()
    if editor is None:
        return ()
    return editor.strips if hasattr(editor, "strips") else editor.sequences


@edits("sequencer.sound.add")
def add_sound(call, sound, name, frame, channel, volume):
    strip = _add("sound", sound, name, frame, channel)
    if strip.sound.samplerate == 0:  # what is no sound is taken as an empty one
        _refuse(strip, sound, "sound")
    put(strip, "volume", volume)
    return _fact(strip)


@edits("sequencer.movie.add")
def add_movie(call, movie, name, frame, channel):
    strip = _add("movie", movie, name, frame, channel)
    if not strip.elements or strip.elements[0].orig_width == 0:
        _refuse(strip, movie, "film")
    return _fact(strip)


@edits("sequencer.image.add")
def add_image(call, image, name, frame, channel, frames):
    strip = _add("image", image, name, frame, channel)
    if strip.elements[0].orig_width == 0:
        _refuse(strip, image, "picture")
    strip.frame_final_duration = frames
    kept("length", frames, strip.frame_final_duration)
    return _fact(strip)


def _add(kind, path, name, frame, channel):
    document.require_file(path)
    strips = strips_of(scene(), make=True)
    label = require_name(name or os.path.splitext(document.named(path))[0][:40])
    try:
        strip = getattr(strips, "new_" + kind)(label, path, channel or 1, frame)
    except RuntimeError as error:
        message = "%s cannot be read: %s" % (document.named(path), str(error).strip())
        raise Failure("invalid_args", message, "Use another file.", detail={"kind": "input"})
    strip.channel = channel if channel is not None else _free_channel(strip)
    kept("first frame", frame, int(strip.frame_final_start))
    return strip


def _free_channel(strip):
    """The lowest channel on which nothing overlaps the strip."""
    taken = {
        other.channel
        for other in strips_of(scene())
        if other != strip
        and other.frame_final_start < strip.frame_final_end
        and strip.frame_final_start < other.frame_final_end
    }
    free = [channel for channel in range(1, _CHANNELS + 1) if channel not in taken]
    if not free:
        _remove(strip)
        raise Failure("invalid_args", "All %d channels are taken there." % _CHANNELS, "Choose another frame.")
    return free[0]


def _refuse(strip, path, word):
    _remove(strip)
    message = "%s cannot be read as a %s." % (document.named(path), word)
    raise Failure("invalid_args", message, "Use another file.", detail={"kind": "input"})


def _remove(strip):
    strips_of(scene()).remove(strip)


@reads("sequencer.list")
def list_strips(call):
    strips = sorted(strips_of(scene()), key=lambda one: (one.channel, one.frame_final_start))
    return {"strips": [_fact(strip) for strip in strips]}


@edits("sequencer.remove")
def remove_strip(call, strip):
    known = {one.name: one for one in strips_of(scene())}
    if strip not in known:
        raise unknown("strip", strip, list(known))
    _remove(known[strip])
    if strip in [one.name for one in strips_of(scene())]:
        raise Failure("verify_failed", "“%s” is still there." % strip, retryable=True)
    return {"removed": strip}


@reads("sequencer.mixdown")
def mix_down(call, path, depth):
    current = scene()
    if not any(strip.type == "SOUND" for strip in strips_of(current)):
        raise Failure("invalid_args", "The sequencer has no sound.", "Add one first.")
    part = os.path.join(os.path.dirname(path), ".part-%d.wav" % os.getpid())
    try:
        bpy.ops.sound.mixdown(filepath=part, container="WAV", codec="PCM", format=_FORMATS[depth], check_existing=False)
        sync(part)
        os.replace(part, path)
    except (RuntimeError, FileNotFoundError) as error:
        message = "The sound could not be written: %s" % str(error).strip()
        raise Failure("app_error", message, "Look for space on the disk and for missing sounds.")
    finally:
        if os.path.exists(part):
            os.remove(part)
    frames = current.frame_end - current.frame_start + 1
    return dict(written(call, path, "audio/wav"), seconds=frames / per_second(current.render))


def _fact(strip):
    return {
        "name": strip.name,
        "type": strip.type,
        "channel": strip.channel,
        "start": strip.frame_final_start,
        "end": strip.frame_final_end,
        "mute": strip.mute,
        "volume": strip.volume if strip.type == "SOUND" else None,
    }

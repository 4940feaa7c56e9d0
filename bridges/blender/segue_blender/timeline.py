"""timeline.*: where the scene is in time. Playing needs a window."""
import math

import bpy

from segue_core.failure import Failure

from .document import scene
from .edit import edits, reads
from .rate import frame_rate, per_second, set_rate
from .rna import kept


@reads("timeline.get")
def get_timeline(call):
    return _fact()


@edits("timeline.set")
def set_timeline(call, frame, sec, start, end, fps, playing):
    current = scene()
    if playing is not None and bpy.app.background:
        message = "This Blender has no window, so nothing plays."
        raise Failure("not_available", message, "Open Blender with its add-on, or leave “Playing” empty.")
    first = current.frame_start if start is None else start
    last = current.frame_end if end is None else end
    if first > last:
        raise Failure("invalid_args", "The range would end before it starts.", "Set both ends.")
    # Blender moves the other end along when they would cross
    current.frame_end = max(last, current.frame_start)
    current.frame_start, current.frame_end = first, last
    kept("range", [first, last], [current.frame_start, current.frame_end])
    if fps is not None:
        set_rate(current.render, fps)
    if frame is None and sec is not None:
        frame = current.frame_start + sec * per_second(current.render)
    if frame is not None:
        whole = math.floor(frame)
        current.frame_set(whole, subframe=frame - whole)
        kept("frame", frame, current.frame_current + current.frame_subframe)
    if playing is not None:
        _play(playing)
    return _fact()


def is_playing():
    """Whether the timeline runs; None without a window."""
    if bpy.app.background:
        return None
    return any(window.screen.is_animation_playing for window in bpy.context.window_manager.windows)


def seconds():
    """Where the scene is, in seconds from its first frame."""
    current = scene()
    frames = current.frame_current + current.frame_subframe - current.frame_start
    return round(frames / per_second(current.render), 6)


def _play(wanted):
    windows = bpy.context.window_manager.windows
    if wanted == is_playing() or not len(windows):
        return
    window = windows[0]
    with bpy.context.temp_override(window=window, screen=window.screen):
        if wanted:
            # a slow scene leaves frames out instead of falling behind
            bpy.ops.screen.animation_play(sync=True)
        else:
            bpy.ops.screen.animation_cancel(restore_frame=False)
    kept("playing", wanted, is_playing())


def _fact():
    current = scene()
    return {
        "frame": current.frame_current,
        "sec": seconds(),
        "start": current.frame_start,
        "end": current.frame_end,
        "fps": frame_rate(current.render),
        "playing": is_playing(),
    }

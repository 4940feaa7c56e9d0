"""One undo step per request, where there is a window to undo in."""
from contextlib import contextmanager

import bpy

from segue_core.registry import registry

from .edit import EDITS
from .window import require_idle


@contextmanager
def undo_step(call):
    """After a change that went well, a step that Edit ▸ Undo takes back at once. Busy while Blender renders."""
    changes = call.name in EDITS and not bpy.app.background
    if changes:
        require_idle()
    yield
    if changes and not _only_moves(call) and bpy.ops.ed.undo_push.poll():
        bpy.ops.ed.undo_push(message="Segue: %s" % call.name)


def _only_moves(call):
    """Where the timeline stands, and whether it plays, is nothing to take back: it may be moved many times a minute."""
    kept = call.name == "timeline.set" and [call.args.get(name) for name in ("start", "end", "fps")]
    return kept == [None] * 3


registry.around = undo_step

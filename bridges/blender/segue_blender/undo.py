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
    if changes and bpy.ops.ed.undo_push.poll():
        bpy.ops.ed.undo_push(message="Segue: %s" % call.name)


registry.around = undo_step

"""document.bringBack and file.openInWindow: the document that a person has open."""
import os

import bpy

from segue_core.failure import Failure, app_busy
from segue_core.registry import command

from . import document
from .document import SPECS
from .file import sync


def _no_window():
    return "This Blender has no window." if bpy.app.background else None


def require_idle():
    """Raises `app_busy` while Blender renders or bakes."""
    for job, words in (("RENDER", "Blender renders."), ("OBJECT_BAKE", "Blender bakes.")):
        if bpy.app.is_job_running(job):
            raise app_busy(words)


@command(SPECS["document.bringBack"], probe=_no_window)
def bring_back(call, path):
    require_idle()
    if bpy.data.filepath and os.path.realpath(path) == os.path.realpath(bpy.data.filepath):
        raise Failure("app_error", "%s is the file that is open." % path, "Choose another name.")
    bpy.ops.wm.save_as_mainfile(filepath=path, copy=True, relative_remap=True, check_existing=False)
    return {
        "path": path,
        "bytes": sync(path),
        "document": os.path.basename(bpy.data.filepath) or None,
        "unsaved": bpy.data.is_dirty,
    }


@command(SPECS["file.openInWindow"], probe=_no_window)
def open_in_window(call, path, discard):
    require_idle()
    document.require_file(path)
    if bpy.data.is_dirty and not discard:
        raise app_busy("The open document has changes that are not saved. Save it first.")
    document.changed()
    try:
        bpy.ops.wm.open_mainfile(filepath=path, load_ui=True, use_scripts=False)
    except RuntimeError as error:
        message = "%s cannot be opened: %s" % (document.named(path), str(error).strip())
        raise Failure("app_error", message, "Open it in Blender and save it again.", detail={"kind": "input"})
    return {"path": path}

"""file.open and file.save: a person's file is opened with its scripts off and never written over."""
import os

import bpy

from segue_core.failure import Failure
from segue_core.registry import command

from . import document
from .document import SPECS


@command(SPECS["file.open"])
def open_file(call, path, key):
    document.require_file(path)
    if document.is_open(key):
        return {"loaded": False, "savedWith": saved_with()}
    document.changed()
    try:
        bpy.ops.wm.open_mainfile(filepath=path, load_ui=False, use_scripts=False)
    except RuntimeError as error:
        message = "%s cannot be opened: %s" % (document.named(path), str(error).strip())
        raise Failure("app_error", message, "Open it in Blender and save it again.", detail={"kind": "input"})
    document.opened(key)
    return {"loaded": True, "savedWith": saved_with()}


def saved_with():
    """The Blender version that wrote the open file, e.g. 3.0.40."""
    return ".".join(str(number) for number in bpy.data.version)


@command(SPECS["file.save"])
def save_copy(call, path):
    if bpy.data.filepath and os.path.realpath(path) == os.path.realpath(bpy.data.filepath):
        message = "%s is the file that is open; Segue never saves over it." % path
        raise Failure("app_error", message, "Choose another name.")
    try:
        bpy.ops.file.pack_all()
    except RuntimeError as error:  # a missing image is no reason not to save; scene.snapshot lists it
        print("segue: not everything could be packed: %s" % error, flush=True)
    bpy.ops.wm.save_as_mainfile(filepath=path, copy=True, compress=True, check_existing=False)
    return {"path": path, "bytes": sync(path)}


def sync(path):
    """Waits until a file is on disk; its size in bytes."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return os.path.getsize(path)

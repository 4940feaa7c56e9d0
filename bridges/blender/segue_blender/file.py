"""file.open, file.closure and file.save: a person's file is never written over, and its scripts run only when trusted."""
import os

import bpy

from segue_core.failure import Failure
from segue_core.registry import command

from . import closure, document, grants, trust
from .document import SPECS


@command(SPECS["file.open"], probe=document.no_window)
def open_file(call, path, key):
    facts = _open(path, key, [])
    return {"loaded": facts["loaded"], "savedWith": facts["savedWith"]}


@command(SPECS["file.openTrusted"], probe=document.no_window)
def open_trusted_file(call, path, key, trusted, grant):
    grants.check("scripts", ",".join(sorted(trusted)), grant)
    return _open(path, key, trusted)


_scripts = {"scripts": False, "strangers": []}


def _open(path, key, trusted):
    document.require_file(path)
    whole = "\n".join([key] + sorted(trusted))
    if document.is_open(whole):
        return dict(_scripts, loaded=False, savedWith=saved_with())
    document.changed()
    try:
        scripts, strangers = trust.open_trusted(path, trusted)
    except RuntimeError as error:
        message = "%s cannot be opened: %s" % (document.named(path), str(error).strip())
        raise Failure("app_error", message, "Open it in Blender and save it again.", detail={"kind": "input"})
    document.opened(whole)
    _scripts.update(scripts=scripts, strangers=strangers[:200])
    return dict(_scripts, loaded=True, savedWith=saved_with())


def saved_with():
    """The Blender version that wrote the open file, e.g. 3.0.40."""
    return ".".join(str(number) for number in bpy.data.version)


@command(SPECS["file.closure"])
def list_closure(call):
    return {"files": [{"path": path, "of": needed} for path, needed in closure.files()]}


@command(SPECS["file.save"])
def save_copy(call, path):
    if bpy.data.filepath and os.path.realpath(path) == os.path.realpath(bpy.data.filepath):
        message = "%s is the file that is open; Segue never saves over it." % path
        raise Failure("app_error", message, "Choose another name.")
    try:
        bpy.ops.file.pack_all()
    except RuntimeError as error:  # a missing image is no reason not to save; scene.snapshot lists it
        print("segue: not everything could be packed: %s" % error, flush=True)
    if bpy.data.filepath:  # the copy lies elsewhere, and may be moved
        bpy.ops.file.make_paths_absolute()
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

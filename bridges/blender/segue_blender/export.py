"""export.gltf: the open scene as one binary file."""
import os

import bpy

from segue_core.failure import Failure
from segue_core.registry import command

from .app import exporters
from .document import SPECS
from .file import sync


@command(SPECS["export.gltf"])
def export_gltf(call, path):
    if "gltf" not in exporters():
        message = "This Blender cannot write glTF: its add-on or numpy is missing."
        raise Failure("not_available", message, "Use a build from blender.org, or install numpy for it.")
    part = os.path.join(os.path.dirname(path), ".part-%s.glb" % os.getpid())
    try:
        bpy.ops.export_scene.gltf(filepath=part, export_format="GLB", check_existing=False)
        size = sync(part)
        os.replace(part, path)
    finally:
        if os.path.exists(part):
            os.remove(part)
    return {"path": path, "bytes": size}

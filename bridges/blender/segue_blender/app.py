"""app.info: what this Blender is and can do, probed."""
import importlib.util
import platform

import bpy

from segue_core.registry import command

from . import devices, engines
from .document import SPECS, scene


def version():
    """The version as three numbers, e.g. 3.4.1."""
    return ".".join(str(number) for number in bpy.app.version)


@command(SPECS["app.info"])
def info(call):
    return {
        "version": version(),
        "python": platform.python_version(),
        "background": bpy.app.background,
        "engines": engines.available(scene()),
        "denoiser": engines.has_denoiser(),
        "device": devices.enabled()[0],
        "exporters": exporters(),
    }


def exporters():
    """What can be written. `hasattr` on `bpy.ops` is true for any name, hence `dir`."""
    has_numpy = importlib.util.find_spec("numpy") is not None
    places = (
        ("gltf", bpy.ops.export_scene, "gltf"),
        ("fbx", bpy.ops.export_scene, "fbx"),
        ("obj", bpy.ops.wm, "obj_export"),
        ("usd", bpy.ops.wm, "usd_export"),
        ("alembic", bpy.ops.wm, "alembic_export"),
    )
    found = [name for name, group, operator in places if operator in dir(group)]
    # The glTF add-on imports numpy, which some builds of Blender lack.
    return [name for name in found if has_numpy or name != "gltf"]

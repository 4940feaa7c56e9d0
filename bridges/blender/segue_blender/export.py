"""export.*: the open scene, or some of its objects, as a file that is there whole or not at all."""
import os

import bpy

from segue_core.failure import Failure

from .app import exporters
from .document import scene
from .edit import reads
from .file import sync
from .objects import find_object
from .written import written

_MIMES = {".glb": "model/gltf-binary", ".obj": "model/obj"}
_WHY_NOT = {
    "gltf": "This Blender cannot write glTF: its add-on or numpy is missing.",
    "fbx": "This Blender cannot write FBX: its add-on or numpy is missing.",
    "obj": "This Blender cannot write OBJ.",
    "usd": "This Blender was built without USD.",
    "alembic": "This Blender was built without Alembic.",
}


def _probe(kind):
    return lambda: None if kind in exporters() else _WHY_NOT[kind]


@reads("export.gltf", probe=_probe("gltf"))
def export_gltf(call, path, objects, animation):
    def write(part):
        bpy.ops.export_scene.gltf(
            filepath=part,
            export_format="GLB",
            check_existing=False,
            use_selection=bool(objects),
            export_animations=animation,
        )

    return _export(call, path, ".glb", objects, write)


@reads("export.obj", probe=_probe("obj"))
def export_obj(call, path, objects):
    def write(part):
        bpy.ops.wm.obj_export(
            filepath=part,
            check_existing=False,
            export_selected_objects=bool(objects),
            export_materials=False,
        )

    return _export(call, path, ".obj", objects, write)


@reads("export.fbx", probe=_probe("fbx"))
def export_fbx(call, path, objects, animation):
    def write(part):
        bpy.ops.export_scene.fbx(
            filepath=part,
            check_existing=False,
            use_selection=bool(objects),
            bake_anim=animation,
        )

    return _export(call, path, ".fbx", objects, write)


@reads("export.usd", probe=_probe("usd"))
def export_usd(call, path, objects, range):
    def write(part):
        bpy.ops.wm.usd_export(
            filepath=part,
            check_existing=False,
            selected_objects_only=bool(objects),
            export_animation=range,
        )

    return _export(call, path, ".usdc", objects, write)


@reads("export.alembic", probe=_probe("alembic"))
def export_alembic(call, path, objects, range):
    current = scene()
    now = current.frame_current
    first, last = (current.frame_start, current.frame_end) if range else (now, now)

    def write(part):
        bpy.ops.wm.alembic_export(
            filepath=part,
            check_existing=False,
            selected=bool(objects),
            start=first,
            end=last,
            as_background_job=False,
        )

    return _export(call, path, ".abc", objects, write)


def _export(call, path, ending, objects, write):
    """Exporters go by the ending of a name, so the part has it too."""
    part = os.path.join(os.path.dirname(path), ".part-%s%s" % (os.getpid(), ending))
    try:
        with Selection([find_object(name) for name in objects]):
            write(part)
        sync(part)
        os.replace(part, path)
    except (RuntimeError, FileNotFoundError) as error:
        message = "The file could not be written: %s" % str(error).strip()[-500:]
        raise Failure("app_error", message, "Look for space on the disk and for objects that cannot be exported.")
    finally:
        if os.path.exists(part):
            os.remove(part)
    return written(call, path, _MIMES.get(ending, "application/octet-stream"))


class Selection:
    """Context in which just these objects are selected; none named leaves the selection alone."""

    def __init__(self, items):
        self._items = items
        self._before = []

    def __enter__(self):
        if not self._items:
            return
        layer = bpy.context.view_layer
        self._before = [item for item in layer.objects if item.select_get()]
        for item in self._items:
            if item.name not in layer.objects:
                message = "“%s” is hidden or in a collection that is left out." % item.name
                raise Failure("invalid_args", message, "Show it first.")
        self._select(self._items)

    def __exit__(self, *_):
        if self._items:
            self._select(self._before)

    def _select(self, wanted):
        for item in bpy.context.view_layer.objects:
            item.select_set(item in wanted)

"""import.model: what others made comes into the open scene."""
import contextlib

import bpy

from segue_core.failure import Failure

from . import document
from .collection import find_collection, layer_of
from .document import scene
from .edit import edits
from .names import require_name
from .objects import fact, refresh

# How each kind begins, where it does so at all; then its endings.
_BEGINNINGS = (
    ("gltf", b"glTF"),
    ("fbx", b"Kaydara FBX Binary"),
    ("usd", b"PXR-USDC"),
    ("usd", b"#usda"),
    ("alembic", b"Ogawa"),
    ("alembic", b"\x89HDF"),
)
_ENDINGS = {
    ".glb": "gltf",
    ".gltf": "gltf",
    ".obj": "obj",
    ".fbx": "fbx",
    ".usd": "usd",
    ".usda": "usd",
    ".usdc": "usd",
    ".usdz": "usd",
    ".abc": "alembic",
}
_OBJ_LINES = (b"v ", b"vn ", b"vt ", b"o ", b"g ", b"mtllib ")


@edits("import.model")
def import_model(call, model, format, collection):
    document.require_file(model)
    kind = kind_of(model) if format == "auto" else format
    run = _importer(kind)
    before = set(bpy.data.objects)
    with _into(collection) as target, _old_numpy():
        try:
            run(filepath=model)
        except RuntimeError as error:
            _take_back(before)
            message = "%s cannot be read as %s: %s" % (document.named(model), kind, _last_line(error))
            raise Failure("invalid_args", message, "Export it again, or choose its format.", detail={"kind": "input"})
    refresh()
    found = [item for item in scene().objects if item not in before]
    if not found:
        message = "Nothing came out of %s." % document.named(model)
        raise Failure("invalid_args", message, "Look into the file: it may be empty.", detail={"kind": "input"})
    for item in found:
        _move(item, target)
    return {"format": kind, "objects": [fact(item) for item in found]}


def kind_of(path):
    """The format of a model, by how it begins, then by its ending."""
    with open(path, "rb") as stream:
        head = stream.read(4096)
    for kind, beginning in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    for ending, kind in _ENDINGS.items():
        if path.lower().endswith(ending):
            return kind
    if any(line.startswith(_OBJ_LINES) for line in head.splitlines()):
        return "obj"
    message = "%s is no model that can be read here." % document.named(path)
    raise Failure("invalid_args", message, "Use glTF, OBJ or FBX.", detail={"kind": "input"})


def _importer(kind):
    groups = {
        "gltf": (bpy.ops.import_scene, "gltf"),
        "fbx": (bpy.ops.import_scene, "fbx"),
        "obj": (bpy.ops.wm, "obj_import"),
        "usd": (bpy.ops.wm, "usd_import"),
        "alembic": (bpy.ops.wm, "alembic_import"),
    }
    group, name = groups[kind]
    if name not in dir(group):
        message = "This Blender cannot read %s." % kind
        raise Failure("not_available", message, "Use another format, or a build from blender.org.")
    return getattr(group, name)


@contextlib.contextmanager
def _into(name):
    """Importers put things into the active collection; the one named is made when missing."""
    layers = bpy.context.view_layer
    before = layers.active_layer_collection
    target = scene().collection
    if name is not None:
        try:
            target = find_collection(name)
        except Failure:
            target = bpy.data.collections.new(require_name(name))
            scene().collection.children.link(target)
    layer = layer_of(target)
    if layer is None or layer.exclude:
        raise Failure("invalid_args", "“%s” is left out of the view layer." % target.name, "Choose another one.")
    layers.active_layer_collection = layer
    try:
        yield target
    finally:
        layers.active_layer_collection = before


def _move(item, target):
    """glTF puts everything into the scene itself, whatever is active."""
    top = scene().collection
    if target != top and item.name in top.objects:
        if item.name not in target.objects:
            target.objects.link(item)
        top.objects.unlink(item)


@contextlib.contextmanager
def _old_numpy():
    """glTF of Blender 3.x uses `numpy.bool`, which numpy 1.24 took away (its release notes); Debian pairs the two."""
    try:
        import numpy
    except ImportError:
        yield
        return
    missing = "bool" not in numpy.__dict__
    if missing:
        numpy.bool = bool
    try:
        yield
    finally:
        if missing:
            del numpy.bool


def _take_back(before):
    for item in [one for one in bpy.data.objects if one not in before]:
        bpy.data.objects.remove(item)


def _last_line(error):
    lines = [line for line in str(error).splitlines() if line.strip()]
    return lines[-1].strip()[:300] if lines else "no reason was given"

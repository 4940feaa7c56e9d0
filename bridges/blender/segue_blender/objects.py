"""The objects of the open scene: found by name and number, and told about."""
import itertools
import math

import bpy

from segue_core.failure import Failure
from segue_core.handles import Handles

from .document import scene
from .names import find

_numbers = itertools.count(1)


def _lives(item):
    """Touching an object that was deleted raises."""
    return scene().objects.get(item.name) == item


_handles = [Handles("object", _lives, _numbers)]


def forget():
    """Blender has made its objects anew: after loading a file or an undo, every reference to an old one may crash."""
    _handles[0] = Handles("object", _lives, _numbers)


def uid_of(item):
    """The number of an object for this session. 4.1 has its own, which also outlives an undo."""
    own = getattr(item, "session_uid", None)
    return own if own is not None else int(_handles[0].of(item, item.as_pointer()).split(":")[1])


def find_object(name, uid=None, kind=None):
    """The object that is meant. Raises `invalid_args` or `stale_handle`; `kind` is Blender's type it must have."""
    item = find(scene().objects, name, "object") if uid is None else _numbered(name, uid)
    if kind is not None and item.type != kind:
        message = "“%s” is no %s." % (item.name, kind.lower())
        others = [one.name for one in scene().objects if one.type == kind]
        hint = "There is %s." % ", ".join(sorted(others)[:12]) if others else "The scene has none."
        raise Failure("invalid_args", message, hint)
    return item


def editable(item):
    """Refuses what belongs to a linked file."""
    if item.library is not None:
        message = "“%s” is linked from %s and cannot be changed here." % (item.name, item.library.name)
        raise Failure("invalid_args", message, "Append it instead, or change the other file.")
    return item


def _numbered(name, uid):
    if "session_uid" not in bpy.types.ID.bl_rna.properties:
        return _handles[0].get("object:%d" % uid)
    for item in scene().objects:
        if item.session_uid == uid:
            return item
    message = "The object “%s” with the number %d is gone." % (name, uid)
    raise Failure("stale_handle", message, "Read the scene again.", retryable=True)


def fact(item):
    """What is told about an object."""
    return {
        "name": item.name,
        "uid": uid_of(item),
        "type": item.type,
        "location": list(item.location),
        "rotation": degrees_of(item),
        "scale": list(item.scale),
        "parent": item.parent.name if item.parent else None,
        "collections": [one.name for one in item.users_collection],
        "data": item.data.name if item.data else None,
        "materials": [slot.material.name for slot in item.material_slots if slot.material],
        "hideRender": item.hide_render,
        "hideViewport": item.hide_viewport,
    }


def degrees_of(item):
    """How an object is turned around x, y and z, in degrees, whatever way of turning it uses."""
    if item.rotation_mode == "QUATERNION":
        euler = item.rotation_quaternion.to_euler()
    elif item.rotation_mode == "AXIS_ANGLE":
        # mathutils would need a quaternion made of an axis first; a matrix does the same
        euler = item.matrix_basis.to_euler()
    else:
        euler = item.rotation_euler
    return [math.degrees(turn) for turn in euler]


def refresh():
    """Lets Blender work out what follows from a change, such as world matrices."""
    bpy.context.view_layer.update()

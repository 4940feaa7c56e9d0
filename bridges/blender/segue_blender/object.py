"""object.*: making, changing and listing the objects of the scene."""
import bpy

from segue_core.failure import Failure

from . import primitives
from .collection import find_collection, holder_of, inside
from .document import scene
from .edit import edits, reads
from .names import rename, require_name
from .objects import editable, fact, find_object, refresh
from .rna import plain, put
from .transform import matrix_of, place, set_matrix


@edits("object.create")
def create_object(call, kind, name, size, location, rotation, scale, text, points, collection):
    name = require_name(name or kind.capitalize())
    holder = holder_of(collection)
    if kind == "empty":
        data = None
    elif kind == "text":
        data = primitives.text_of(name, size, text)
    elif kind == "curve":
        data = primitives.curve_of(name, size, points)
    else:
        data = primitives.mesh_of(kind, name, size)
    item = bpy.data.objects.new(name, data)
    if data is None:
        item.empty_display_size = size / 2
    holder.objects.link(item)
    place(item, location, rotation, scale)
    return fact(item)


@edits("object.delete")
def delete_object(call, object, uid, children):
    item = find_object(object, uid)
    gone = [item] + (list(item.children_recursive) if children else [])
    kept_places = [] if children else [(child, child.matrix_world.copy()) for child in item.children]
    for child, matrix in kept_places:
        child.parent = None
        child.matrix_world = matrix
    names = [one.name for one in gone]
    for one in gone:
        data = one.data
        bpy.data.objects.remove(one)
        if data is not None and data.users == 0:
            bpy.data.batch_remove([data])
    refresh()
    left = [name for name in names if name in scene().objects]
    if left:
        raise Failure("verify_failed", "“%s” is still there." % left[0], retryable=True)
    return {"deleted": names}


@edits("object.duplicate")
def duplicate_object(call, object, uid, name, linked, location, rotation, scale):
    item = find_object(object, uid)
    twin = item.copy()
    if item.data is not None and not linked:
        twin.data = item.data.copy()
    if item.animation_data is not None and item.animation_data.action is not None and not linked:
        twin.animation_data.action = item.animation_data.action.copy()
    if name is not None:
        twin.name = require_name(name)
    for holder in item.users_collection or [scene().collection]:
        holder.objects.link(twin)
    place(twin, location, rotation, scale)
    return fact(twin)


@edits("object.set")
def set_object(call, object, uid, name, hideRender, hideViewport, colour, properties):
    item = editable(find_object(object, uid))
    if name is not None:
        rename(bpy.data.objects, item, name)
    if hideRender is not None:
        put(item, "hide_render", hideRender)
    if hideViewport is not None:
        put(item, "hide_viewport", hideViewport)
    if colour is not None:
        put(item, "color", colour)
    for key, value in properties.items():
        _set_property(item, key, value)
    item.update_tag()
    refresh()
    return dict(fact(item), properties={key: _tell(item[key]) for key in item.keys() if key != "_RNA_UI"})


def _set_property(item, key, value):
    """A custom property; a number where one animates must stay a float, or the curve becomes steps."""
    if isinstance(item.get(key), float) and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    item[key] = value
    if plain_property(item[key]) != value:
        raise Failure("verify_failed", "The property “%s” did not keep %r." % (key, value), retryable=True)


def plain_property(value):
    """A custom property as JSON."""
    if hasattr(value, "to_dict"):
        return value.to_dict()
    return value.to_list() if hasattr(value, "to_list") else plain(value)


def _tell(value):
    try:
        return plain_property(value)
    except TypeError:  # what an add-on keeps there may be anything
        return str(value)[:200]


@edits("object.transform")
def transform_object(call, object, uid, location, rotation, scale, matrix, relative):
    item = editable(find_object(object, uid))
    if matrix is not None:
        set_matrix(item, matrix)
    else:
        place(item, location, rotation, scale, relative)
    return dict(fact(item), matrix=matrix_of(item))


@edits("object.parent")
def parent_object(call, object, uid, parent, keepPlace):
    item = editable(find_object(object, uid))
    above = None if parent is None else find_object(parent)
    one = above
    while one is not None:
        if one == item:
            message = "“%s” hangs below “%s” itself." % (above.name, item.name)
            raise Failure("invalid_args", message, "Set it free first.")
        one = one.parent
    refresh()
    matrix = item.matrix_world.copy()
    item.parent = above
    item.matrix_parent_inverse.identity()
    if keepPlace:
        item.matrix_world = matrix
    refresh()
    if item.parent != above:
        raise Failure("verify_failed", "“%s” did not take its parent." % item.name, retryable=True)
    return fact(item)


@reads("object.list")
def list_objects(call, type, collection, name, limit):
    among = scene().objects if collection is None else inside(find_collection(collection))
    fitting = [
        item for item in among if (type is None or item.type == type) and name.lower() in item.name.lower()
    ]
    return {"objects": [fact(item) for item in fitting[:limit]], "total": len(fitting)}

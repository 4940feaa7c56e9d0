"""collection.*: the folders of a scene."""
import bpy

from segue_core.failure import Failure

from .document import scene
from .edit import edits
from .names import rename, require_name, unknown
from .objects import editable, find_object, refresh
from .rna import put


def find_collection(name):
    """A collection of the open scene."""
    known = scene().collection.children_recursive
    found = next((item for item in known if item.name == name), None)
    if found is None:
        raise unknown("collection", name, [item.name for item in known])
    return found


def holder_of(name):
    """Where something new goes: that collection, or the scene itself for None."""
    return scene().collection if name is None else find_collection(name)


def inside(item):
    """All objects of a collection and of those in it, each once."""
    return list(item.all_objects)


def layer_of(item, above=None):
    """What the view layer keeps about a collection; None when it is not in the view layer."""
    above = above or bpy.context.view_layer.layer_collection
    if above.collection == item:
        return above
    for child in above.children:
        found = layer_of(item, child)
        if found is not None:
            return found
    return None


def parent_of(item):
    """Name of the collection that holds another one; None when the scene does."""
    known = scene().collection.children_recursive
    return next((one.name for one in known if item.name in one.children), None)


def _fact(item):
    layer = layer_of(item)
    return {
        "name": item.name,
        "parent": parent_of(item),
        "objects": [one.name for one in item.objects],
        "hideRender": item.hide_render,
        "hideViewport": item.hide_viewport,
        "excluded": layer is not None and layer.exclude,
    }


@edits("collection.create")
def create_collection(call, name, parent):
    holder = holder_of(parent)
    item = bpy.data.collections.new(require_name(name))
    holder.children.link(item)
    refresh()
    return _fact(item)


@edits("collection.link")
def link_object(call, object, uid, collection, only):
    item, target = find_object(object, uid), editable(find_collection(collection))
    if item.name not in target.objects:
        target.objects.link(item)
    if only:
        for other in item.users_collection:
            if other != target:
                other.objects.unlink(item)
    refresh()
    if item.name not in target.objects:
        raise Failure("verify_failed", "“%s” did not take “%s”." % (target.name, item.name), retryable=True)
    return _fact(target)


@edits("collection.unlink")
def unlink_object(call, object, uid, collection):
    item, target = find_object(object, uid), editable(find_collection(collection))
    if item.name in target.objects:
        if len(item.users_collection) == 1:
            message = "“%s” is in no other collection, so it would be lost." % item.name
            raise Failure("invalid_args", message, "Put it into another collection first, or delete it.")
        target.objects.unlink(item)
    refresh()
    return _fact(target)


@edits("collection.set")
def set_collection(call, collection, name, hideRender, hideViewport, exclude):
    item = editable(find_collection(collection))
    if name is not None:
        rename(bpy.data.collections, item, name)
    if hideRender is not None:
        put(item, "hide_render", hideRender)
    if hideViewport is not None:
        put(item, "hide_viewport", hideViewport)
    if exclude is not None:
        layer = layer_of(item)
        if layer is None:
            raise Failure("invalid_args", "“%s” is not in the view layer." % item.name)
        put(layer, "exclude", exclude)
    refresh()
    return _fact(item)

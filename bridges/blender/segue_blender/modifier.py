"""modifier.*: the stack of an object."""
import bpy

from segue_core.failure import Failure

from .edit import edits, reads
from .geometry_nodes import find_group
from .names import find, require_name
from .objects import editable, find_object, refresh
from .rna import put_given, read_all, set_all

# Of every modifier; told and set apart from its own values.
_COMMON = frozenset(item.identifier for item in bpy.types.Modifier.bl_rna.properties) | {"node_group"}


def find_modifier(item, name):
    """A modifier of an object by name."""
    return find(item.modifiers, name, "modifier on “%s”" % item.name)


@edits("modifier.add")
def add_modifier(call, object, uid, type, name, group, values):
    item = editable(find_object(object, uid))
    if group is not None and type != "NODES":
        raise Failure("invalid_args", "Only the kind NODES takes a node group.", "Leave the group empty.")
    tree = None if group is None else find_group(group)
    label = require_name(name or type.replace("_", " ").capitalize())
    try:
        made = item.modifiers.new(label, type)
    except (TypeError, RuntimeError) as error:
        raise Failure("not_available", "This Blender has no %s: %s" % (type, str(error).strip()))
    if made is None:
        message = "“%s” takes no modifier of the kind %s." % (item.name, type)
        raise Failure("invalid_args", message, "Choose a mesh, or another kind.")
    try:
        if tree is not None:
            made.node_group = tree
        set_all(made, values, "“%s”" % made.name, _COMMON)
    except Failure:
        item.modifiers.remove(made)
        raise
    refresh()
    return _fact(item, made)


@edits("modifier.set")
def set_modifier(call, object, uid, modifier, values, showViewport, showRender):
    item = editable(find_object(object, uid))
    found = find_modifier(item, modifier)
    set_all(found, values, "“%s”" % found.name, _COMMON)
    put_given(found, {"show_viewport": showViewport, "show_render": showRender})
    refresh()
    return _fact(item, found)


@edits("modifier.remove")
def remove_modifier(call, object, uid, modifier):
    item = editable(find_object(object, uid))
    item.modifiers.remove(find_modifier(item, modifier))
    refresh()
    return {"object": item.name, "modifiers": [one.name for one in item.modifiers]}


@reads("modifier.list")
def list_modifiers(call, object, uid):
    item = find_object(object, uid)
    return {"modifiers": [_fact(item, one) for one in item.modifiers]}


def _fact(item, modifier):
    return {
        "object": item.name,
        "name": modifier.name,
        "type": modifier.type,
        "showViewport": modifier.show_viewport,
        "showRender": modifier.show_render,
        "values": read_all(modifier, _COMMON),
    }

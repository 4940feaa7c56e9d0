"""scene.tree: the open scene in its order."""
import bpy

from .collection import parent_of
from .document import scene
from .edit import reads
from .objects import uid_of
from .sequencer import strips_of


@reads("scene.tree")
def look_at_tree(call, limit):
    current = scene()
    lights = [item for item in current.objects if item.type == "LIGHT"]
    return {
        "scene": current.name,
        "scenes": [item.name for item in bpy.data.scenes],
        "objects": _some(list(_in_order(current)), limit, _object),
        "collections": _some(current.collection.children_recursive, limit, _collection),
        "materials": _some(bpy.data.materials, limit, lambda item: {"name": item.name, "users": item.users}),
        "lights": _some(lights, limit, _light),
        "nodeGroups": _some(bpy.data.node_groups, limit, lambda item: {"name": item.name, "type": item.bl_idname}),
        "actions": _some(bpy.data.actions, limit, _action),
        "world": current.world.name if current.world else None,
        "markers": len(current.timeline_markers),
        "strips": len(strips_of(current)),
    }


def _some(items, limit, tell):
    return {"items": [tell(item) for item in items[:limit]], "total": len(items)}


def _in_order(current):
    """Objects with their depth, parents before their children, both by name."""
    below = {}
    for item in current.objects:
        above = item.parent if item.parent is not None and item.parent.name in current.objects else None
        below.setdefault(above, []).append(item)
    open_ones = [(item, 0) for item in sorted(below.get(None, ()), key=_name, reverse=True)]
    while open_ones:
        item, depth = open_ones.pop()
        yield item, depth
        open_ones += [(child, depth + 1) for child in sorted(below.get(item, ()), key=_name, reverse=True)]


def _name(item):
    return item.name


def _object(placed):
    item, depth = placed
    data = item.animation_data
    return {
        "name": item.name,
        "uid": uid_of(item),
        "type": item.type,
        "parent": item.parent.name if item.parent else None,
        "depth": depth,
        "collections": [one.name for one in item.users_collection],
        "modifiers": [{"name": one.name, "type": one.type} for one in item.modifiers],
        "constraints": [one.name for one in item.constraints],
        "materials": [slot.material.name for slot in item.material_slots if slot.material],
        "action": data.action.name if data is not None and data.action else None,
        "drivers": 0 if data is None else len(data.drivers),
        "visible": item.visible_get(),
        "vertices": len(item.data.vertices) if item.type == "MESH" else None,
    }


def _collection(item):
    return {"name": item.name, "parent": parent_of(item), "objects": len(item.objects)}


def _light(item):
    return {"name": item.name, "kind": item.data.type.lower(), "energy": item.data.energy}


def _action(item):
    start, end = item.frame_range
    return {"name": item.name, "users": item.users, "start": start, "end": end}

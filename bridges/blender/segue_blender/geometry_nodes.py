"""geometry.*: what a geometry-nodes modifier can be given."""
import bpy

from segue_core.failure import Failure

from .edit import edits, reads
from .names import find, unknown
from .objects import editable, find_object, refresh
from .rna import kept, plain

# 4.x names the kind of a socket by its class (NodeSocketFloat), 3.x by a word (VALUE).
_KINDS = {"VALUE": "FLOAT", "COLOR": "RGBA", "BOOL": "BOOLEAN", "INTEGER": "INT", "ROTATION": "VECTOR"}
_LENGTHS = {"VECTOR": 3, "RGBA": 4}
_POOLS = {
    "OBJECT": ("objects", "object"),
    "COLLECTION": ("collections", "collection"),
    "MATERIAL": ("materials", "material"),
    "IMAGE": ("images", "picture"),
    "TEXTURE": ("textures", "texture"),
}
_SHOWN = ("FLOAT", "INT", "BOOLEAN", "STRING", "MENU", *_LENGTHS, *_POOLS)


def find_group(name):
    """A geometry node group of the file."""
    groups = {item.name: item for item in bpy.data.node_groups if item.bl_idname == "GeometryNodeTree"}
    if name not in groups:
        raise unknown("geometry node group", name, list(groups))
    return groups[name]


@reads("geometry.inputs")
def list_inputs(call, object, uid, modifier):
    return _fact(*_find(object, uid, modifier))


@edits("geometry.set")
def set_inputs(call, object, uid, modifier, values):
    item, found = _find(object, uid, modifier)
    editable(item)
    sockets = inputs_of(found.node_group)
    wanted = [(_named(sockets, name), value) for name, value in values.items()]
    fitted = [(socket, _fit(socket, value)) for socket, value in wanted]
    before = [(socket.identifier, found.get(socket.identifier)) for socket, _ in wanted]
    try:
        for socket, value in fitted:
            _set(found, socket, value)
    except Failure:
        for identifier, value in before:
            found[identifier] = value
        raise
    item.update_tag()
    refresh()
    return _fact(item, found)


def _find(name, uid, modifier):
    item = find_object(name, uid)
    with_nodes = {one.name: one for one in item.modifiers if one.type == "NODES" and one.node_group}
    if modifier is not None and modifier not in with_nodes:
        raise unknown("geometry-nodes modifier on “%s”" % item.name, modifier, list(with_nodes))
    if modifier is None and len(with_nodes) != 1:
        message = "“%s” has %d modifiers with geometry nodes." % (item.name, len(with_nodes))
        raise Failure("invalid_args", message, "Say which one: %s" % (", ".join(with_nodes) or "there is none."))
    return item, with_nodes[modifier] if modifier is not None else next(iter(with_nodes.values()))


class Socket:
    """An input of a node group, whatever the version."""

    def __init__(self, item, kind):
        self.name, self.identifier = item.name, item.identifier
        self.kind = _KINDS.get(kind, kind)
        self.least, self.most = getattr(item, "min_value", None), getattr(item, "max_value", None)


def inputs_of(tree):
    """The inputs of a node group that hold a value, in order."""
    if hasattr(tree, "interface"):  # 4.0
        items = [one for one in tree.interface.items_tree if one.item_type == "SOCKET" and one.in_out == "INPUT"]
        found = [Socket(one, one.socket_type.replace("NodeSocket", "").upper()) for one in items]
    else:
        found = [Socket(one, one.type) for one in tree.inputs]
    return [one for one in found if one.kind in _SHOWN]


def _named(sockets, name):
    same = [one for one in sockets if name in (one.identifier, one.name)]
    if not same:
        raise unknown("input", name, [one.name for one in sockets])
    exact = [one for one in same if one.identifier == name]
    if len(same) > 1 and not exact:
        message = "There are %d inputs “%s”." % (len(same), name)
        raise Failure("invalid_args", message, "Use one of %s." % ", ".join(one.identifier for one in same))
    return (exact or same)[0]


def _fit(socket, value):
    """`value` in the kind that the input keeps: another kind would be taken and then ignored."""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    length = _LENGTHS.get(socket.kind)
    if socket.kind in _POOLS and isinstance(value, str):
        pool, word = _POOLS[socket.kind]
        return find(getattr(bpy.data, pool), value, word) if value else None
    if socket.kind == "STRING" and isinstance(value, str):
        return value
    if socket.kind == "BOOLEAN" and isinstance(value, bool):
        return value
    if socket.kind == "RGBA" and isinstance(value, list) and len(value) == 3:
        value = value + [1.0]
    if length is not None and isinstance(value, list) and len(value) == length:
        return [float(one) for one in value]
    if socket.kind in ("FLOAT", "INT", "MENU") and is_number:
        _require_range(socket, value)
        if socket.kind == "FLOAT" or value == int(value):
            return float(value) if socket.kind == "FLOAT" else int(value)
    raise Failure("invalid_args", "“%s” is of kind %s and cannot be %r." % (socket.name, socket.kind.lower(), value))


def _require_range(socket, value):
    if socket.least is not None and not socket.least <= value <= socket.most:
        message = "“%s” must be from %g to %g." % (socket.name, socket.least, socket.most)
        raise Failure("invalid_args", message)


def _set(modifier, socket, value):
    """A yes or no is a whole number up to 3.4: kept as what is there."""
    if isinstance(value, bool) and type(modifier.get(socket.identifier)) is int:
        value = int(value)
    try:
        modifier[socket.identifier] = value
    except TypeError as error:
        raise Failure("invalid_args", "“%s” does not take that: %s" % (socket.name, error))
    kept("“%s”" % socket.name, plain(value), modifier.get(socket.identifier))


def _read(modifier, socket):
    value = plain(modifier.get(socket.identifier))
    return bool(value) if socket.kind == "BOOLEAN" and value is not None else value


def _fact(item, modifier):
    inputs = [
        {
            "name": socket.name,
            "identifier": socket.identifier,
            "type": socket.kind,
            "value": _read(modifier, socket),
            "min": socket.least if isinstance(socket.least, (int, float)) else None,
            "max": socket.most if isinstance(socket.most, (int, float)) else None,
        }
        for socket in inputs_of(modifier.node_group)
    ]
    return {"object": item.name, "modifier": modifier.name, "inputs": inputs}

"""The Principled shader: its inputs by the names of Blender 3 and of Blender 4."""
from segue_core.failure import Failure

from .names import unknown
from .rna import plain, put

# Renamed in 4.0 (release notes, Principled BSDF rewrite).
_RENAMED = (
    ("Subsurface", "Subsurface Weight"),
    ("Specular", "Specular IOR Level"),
    ("Transmission", "Transmission Weight"),
    ("Clearcoat", "Coat Weight"),
    ("Clearcoat Roughness", "Coat Roughness"),
    ("Clearcoat Normal", "Coat Normal"),
    ("Sheen", "Sheen Weight"),
    ("Emission", "Emission Color"),
)
_OTHER_NAME = {**dict(_RENAMED), **{new: old for old, new in _RENAMED}}
_LENGTHS = {"RGBA": 4, "VECTOR": 3}


def find_shader(material):
    """The Principled shader of a material. Raises `invalid_args` when it has none."""
    if material.use_nodes and material.node_tree is not None:
        for node in material.node_tree.nodes:
            if node.type == "BSDF_PRINCIPLED":
                return node
    message = "“%s” has no Principled shader." % material.name
    raise Failure("invalid_args", message, "Choose another material, or create one.")


def find_input(node, name):
    """An input by either of its names."""
    found = node.inputs.get(name) or node.inputs.get(_OTHER_NAME.get(name, ""))
    if found is None or not hasattr(found, "default_value"):
        known = [item.name for item in node.inputs if hasattr(item, "default_value")]
        raise unknown("input of the shader", name, known)
    return found


def fit(socket, value):
    """`value` as an input takes it: a grey for a colour, an opaque colour for three numbers."""
    length = _LENGTHS.get(socket.type)
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if length is None and is_number:
        return float(value)
    if length == 4 and is_number:
        return [value, value, value, 1.0]
    if length == 4 and isinstance(value, list) and len(value) == 3:
        return value + [1.0]
    if isinstance(value, list) and len(value) == length:
        return value
    needed = "%d numbers" % length if length else "a number"
    raise Failure("invalid_args", "“%s” needs %s, not %r." % (socket.name, needed, value))


def set_inputs(node, values):
    """Sets inputs by name, all or none. Raises `invalid_args` for one that a link feeds."""
    wanted = [(find_input(node, name), value) for name, value in values.items()]
    for socket, _ in wanted:
        if socket.is_linked:
            message = "“%s” is fed by a link." % socket.name
            raise Failure("invalid_args", message, "Take the link off in Blender, or set what feeds it.")
    fitted = [(socket, fit(socket, value)) for socket, value in wanted]
    before = [(socket, plain(socket.default_value)) for socket, _ in wanted]
    try:
        for socket, value in fitted:
            put(socket, "default_value", value, socket.name)
    except Failure:
        for socket, value in before:
            socket.default_value = value
        raise


def read_inputs(node):
    """Values of the inputs that no link feeds."""
    return {
        socket.name: plain(socket.default_value)
        for socket in node.inputs
        if hasattr(socket, "default_value") and not socket.is_linked and socket.enabled
    }

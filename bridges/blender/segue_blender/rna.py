"""Values of Blender's properties: checked before they are set, read back afterwards."""
import bpy

from segue_core.failure import Failure, verify

from .names import find, unknown

# Single precision keeps about seven digits.
PRECISION = 1e-5
_NUMBERS = ("INT", "FLOAT")
_PATHS = ("FILE_PATH", "DIR_PATH", "FILE_NAME", "BYTE_STRING")
_POOLS = {
    "Object": ("objects", "object"),
    "Collection": ("collections", "collection"),
    "Material": ("materials", "material"),
    "Texture": ("textures", "texture"),
    "Image": ("images", "picture"),
    "NodeTree": ("node_groups", "node group"),
    "GeometryNodeTree": ("node_groups", "node group"),
}


def kept(what, wanted, found):
    """`found` as plain JSON. Raises `verify_failed` when Blender did not keep what was set."""
    found = plain(found)
    if isinstance(wanted, (list, tuple)):
        if not isinstance(found, list) or len(found) != len(wanted):
            return verify(what, list(wanted), found)
        return [kept("%s[%d]" % (what, i), one, found[i]) for i, one in enumerate(wanted)]
    if isinstance(wanted, (int, float)) and isinstance(found, (int, float)):
        return verify(what, wanted, found, PRECISION * max(1.0, abs(wanted)))
    return verify(what, plain(wanted), found)


def put(owner, name, value, what=None):
    """Sets one attribute and reads it back. What Blender refuses is `invalid_args`."""
    what = what or name
    try:
        setattr(owner, name, value)
    except (TypeError, ValueError, AttributeError) as error:
        raise Failure("invalid_args", "%s cannot be %r: %s" % (what, value, str(error).strip()))
    return kept(what, value, getattr(owner, name))


def put_given(owner, values):
    """Sets those attributes whose value is not None."""
    for name, value in values.items():
        if value is not None:
            put(owner, name, value)


def plain(value):
    """A value of Blender as JSON: arrays as lists, data-blocks as their names."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, bpy.types.ID):
        return value.name
    return [plain(one) for one in value]


def settable(owner, leave_out=()):
    """The simple properties of `owner` that a person can set, by name."""
    found = {}
    for item in owner.bl_rna.properties:
        if item.identifier in leave_out or item.is_readonly or item.is_hidden or item.type == "COLLECTION":
            continue
        if item.type == "STRING" and item.subtype in _PATHS:
            continue
        if item.type == "POINTER" and item.fixed_type.identifier not in _POOLS:
            continue
        found[item.identifier] = item
    return found


def read_all(owner, leave_out=()):
    """Every simple property as JSON."""
    return {name: plain(getattr(owner, name)) for name in settable(owner, leave_out)}


def set_all(owner, values, what, leave_out=()):
    """Sets properties by name, all or none; `what` names their owner for a person."""
    known = settable(owner, leave_out)
    for name in values:
        if name not in known:
            raise unknown("value of %s" % what, name, list(known))
    wanted = {name: _fit(known[name], value, "%s of %s" % (name, what)) for name, value in values.items()}
    before = {name: _copy(getattr(owner, name)) for name in wanted}
    try:
        for name, value in wanted.items():
            put(owner, name, value, "%s of %s" % (name, what))
    except Failure:
        for name, value in before.items():
            setattr(owner, name, value)
        raise


def _copy(value):
    return value if value is None or isinstance(value, (bool, int, float, str, bpy.types.ID)) else plain(value)


def _fit(item, value, what):
    """`value` as the property takes it. Raises `invalid_args` when it cannot."""
    if item.type == "POINTER":
        return _find_pointer(item, value, what)
    if item.type == "ENUM":
        return _find_choice(item, value, what)
    if getattr(item, "is_array", False):
        if not isinstance(value, list) or len(value) != item.array_length:
            raise Failure("invalid_args", "%s needs %d numbers." % (what, item.array_length))
        return [_fit_one(item, one, what) for one in value]
    return _fit_one(item, value, what)


def _fit_one(item, value, what):
    if item.type == "STRING" and isinstance(value, str):
        return value
    if item.type == "BOOLEAN" and isinstance(value, bool):
        return value
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if item.type not in _NUMBERS or not is_number or (item.type == "INT" and value != int(value)):
        raise Failure("invalid_args", "%s cannot be %r: it is of kind %s." % (what, value, item.type.lower()))
    if not item.hard_min <= value <= item.hard_max:
        raise Failure("invalid_args", "%s must be from %g to %g." % (what, item.hard_min, item.hard_max))
    return int(value) if item.type == "INT" else value


def _find_choice(item, value, what):
    known = [one.identifier for one in item.enum_items]
    if item.is_enum_flag or not known:
        raise Failure("invalid_args", "%s cannot be set here." % what)
    if value not in known:
        raise unknown("choice for %s" % what, str(value), known)
    return value


def _find_pointer(item, value, what):
    pool, word = _POOLS[item.fixed_type.identifier]
    if not isinstance(value, str):
        raise Failure("invalid_args", "%s needs the name of a %s." % (what, word))
    return find(getattr(bpy.data, pool), value, word) if value else None

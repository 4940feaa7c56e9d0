"""light.*"""
import math

import bpy

from segue_core.failure import Failure

from .document import scene
from .edit import edits
from .names import require_name
from .objects import editable, fact, find_object
from .rna import put_given
from .transform import place

# Which attribute holds what, by kind of light.
_SIZES = {"POINT": "shadow_soft_size", "SPOT": "shadow_soft_size", "AREA": "size"}
_ANGLES = {"SPOT": "spot_size", "SUN": "angle"}
_BLENDS = {"SPOT": "spot_blend"}


@edits("light.create")
def create_light(call, kind, name, location, rotation, scale, **shine):
    item = bpy.data.objects.new(require_name(name), bpy.data.lights.new(name, kind.upper()))
    scene().collection.objects.link(item)
    try:
        place(item, location, rotation, scale)
        _set_shine(item, **shine)
    except Failure:
        bpy.data.lights.remove(item.data)  # takes the object along
        raise
    return _fact(item)


@edits("light.set")
def set_light(call, object, uid, kind, **shine):
    item = editable(find_object(object, uid, "LIGHT"))
    before = item.data.type
    if kind is not None:
        item.data.type = kind.upper()  # makes another Python object of it, so nobody keeps one
    try:
        _set_shine(item, **shine)
    except Failure:
        item.data.type = before
        raise
    return _fact(item)


def _set_shine(item, energy, colour, size, angle, blend, shadow):
    light = item.data
    wanted = {"energy": energy, "color": colour, "use_shadow": shadow}
    for table, value, word in ((_SIZES, size, "size"), (_ANGLES, angle, "angle"), (_BLENDS, blend, "soft edge")):
        if value is None:
            continue
        if light.type not in table:
            message = "A light of the kind %s has no %s." % (light.type.lower(), word)
            raise Failure("invalid_args", message, "Leave it empty, or choose another kind.")
        wanted[table[light.type]] = math.radians(value) if word == "angle" else value
    put_given(light, wanted)


def _fact(item):
    light = item.data
    angle = _read(light, _ANGLES)
    return dict(
        fact(item),
        kind=light.type.lower(),
        energy=light.energy,
        colour=list(light.color),
        size=_read(light, _SIZES),
        angle=None if angle is None else math.degrees(angle),
        blend=_read(light, _BLENDS),
        shadow=light.use_shadow,
    )


def _read(light, table):
    return getattr(light, table[light.type]) if light.type in table else None

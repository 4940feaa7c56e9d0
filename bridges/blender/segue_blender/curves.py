"""F-curves wherever a version of Blender keeps them: in the action (to 4.3), in its slots (4.4 on)."""
from array import array

import bpy

CONSTANT, LINEAR, BEZIER = range(3)


def curves_of(owner):
    """The f-curves that move a data-block, as something with `find`, `new` and `remove`; None without an action."""
    data = owner.animation_data
    if data is None or data.action is None:
        return None
    slot = getattr(data, "action_slot", None)
    if slot is None:
        return getattr(data.action, "fcurves", None)
    for layer in data.action.layers:
        for strip in layer.strips:
            bag = strip.channelbag(slot)
            if bag is not None:
                return bag.fcurves
    return None


def find_curve(owner, path, index):
    """The f-curve of one number, or None."""
    found = curves_of(owner)
    return None if found is None else found.find(path, index=max(0, index))


def ensure_curve(owner, path, index):
    """The f-curve of one number, made when missing, with the action that holds it."""
    data = owner.animation_data or owner.animation_data_create()
    if data.action is None:
        data.action = bpy.data.actions.new("%sAction" % owner.name)
    return curve_maker(owner, data.action)(path, index)


def curve_maker(owner, action):
    """A function (path, index) → f-curve, for an action that `owner` has already."""
    data = owner.animation_data
    if hasattr(action, "fcurve_ensure_for_datablock"):  # 5.0
        return lambda path, index: action.fcurve_ensure_for_datablock(owner, path, index=max(0, index))
    if hasattr(data, "action_slot"):  # 4.4: an action without a slot animates nothing
        fcurves = _slot_curves(owner, data, action)
    else:
        fcurves = action.fcurves
    return lambda path, index: fcurves.find(path, index=max(0, index)) or fcurves.new(path, index=max(0, index))


def _slot_curves(owner, data, action):
    if data.action_slot is None:
        data.action_slot = action.slots.new(id_type=owner.id_type, name=owner.name)
    layer = action.layers[0] if len(action.layers) else action.layers.new("Layer")
    strip = layer.strips[0] if len(layer.strips) else layer.strips.new(type="KEYFRAME")
    return strip.channelbag(data.action_slot, ensure=True).fcurves


def remove_curve(owner, curve):
    """Takes an f-curve away."""
    curves_of(owner).remove(curve)


def fill(curve, frames, heights, way):
    """Gives an empty curve its keys. Works without numpy, which some builds of Blender lack."""
    pairs = array("f", bytes(8 * len(frames)))
    pairs[0::2], pairs[1::2] = frames, heights
    points = curve.keyframe_points
    points.add(len(frames))
    points.foreach_set("co", pairs)
    points.foreach_set("interpolation", array("i", [way]) * len(frames))
    curve.update()

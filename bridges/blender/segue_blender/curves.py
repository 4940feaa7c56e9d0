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


class Keys:
    """Keys at the same frames for any number of curves. Works without numpy, which some builds of Blender lack."""

    def __init__(self, frames, way):
        self._count = len(frames)
        self._pairs = array("f", bytes(8 * self._count))
        self._pairs[0::2] = frames
        self._ways = self._all(way)
        self._plain = None

    def fill(self, curve, heights):
        """Gives an empty curve its keys."""
        curve.keyframe_points.add(self._count)
        self._set(curve, heights)

    def refill(self, curve, heights):
        """Gives a curve that `fits` its keys in place of the ones it has, which saves making them."""
        if self._plain is None:
            # What a person may have done to the old ones.
            settings = (("handle_left_type", "AUTO_CLAMPED"), ("handle_right_type", "AUTO_CLAMPED"))
            settings += (("easing", "AUTO"), ("type", "KEYFRAME"))
            of_keys = bpy.types.Keyframe.bl_rna.properties
            self._plain = [(name, self._all(of_keys[name].enum_items[word].value)) for name, word in settings]
        for name, values in self._plain:
            curve.keyframe_points.foreach_set(name, values)
        self._set(curve, heights)

    def fits(self, curve):
        """Whether a curve has as many keys and nothing that a new one has not."""
        changed = curve.mute or curve.extrapolation != "CONSTANT" or len(curve.modifiers)
        return not changed and len(curve.keyframe_points) == self._count

    def _set(self, curve, heights):
        self._pairs[1::2] = heights
        curve.keyframe_points.foreach_set("co", self._pairs)
        curve.keyframe_points.foreach_set("interpolation", self._ways)
        curve.update()

    def _all(self, value):
        return array("i", [value]) * self._count

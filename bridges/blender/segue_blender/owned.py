"""Actions that Segue made: written over by the next keys, and never mixed with what a person made."""
import bpy

from .curves import curve_maker, curves_of
from .nla import push_down

_OWNED = "segue"


def reusable(owner):
    """The action of ours that moves this data-block and nothing else, or None."""
    data = owner.animation_data
    action = None if data is None else data.action
    return action if action is not None and action.get(_OWNED) and action.users == 1 else None


def remove_owned(kept):
    """Removes the other actions that Segue made, and with them the curves they drove."""
    for action in [action for action in bpy.data.actions if action.get(_OWNED) and action not in kept]:
        bpy.data.actions.remove(action)


def own_curves(owner, numbers, keys):
    """Gives `owner` an action of ours; returns a function (path, index) → curve, empty or one that `keys` fit.

    Curves of an earlier action that are not among `numbers`, pairs of path and index, go. An action that a person made
    keeps playing below it, as a track.
    """
    action = reusable(owner)
    if action is None:
        return curve_maker(owner, _make_action(owner))
    found = curves_of(owner)
    for curve in list(found or ()):
        if (curve.data_path, curve.array_index) not in numbers or not keys.fits(curve):
            found.remove(curve)
    return curve_maker(owner, action)


def _make_action(owner):
    data = owner.animation_data or owner.animation_data_create()
    if data.action is not None:
        push_down(data)
    action = bpy.data.actions.new("Segue %s" % owner.name)
    action[_OWNED] = True
    data.action = action
    return action

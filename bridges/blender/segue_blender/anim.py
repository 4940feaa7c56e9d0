"""anim.keys.set: whole curves at once, in actions that Segue owns."""
import json
import sys
from array import array

import bpy

from segue_core.failure import Failure
from segue_core.registry import command

from . import document
from .document import SPECS

OWNED = "segue"
# The object whose custom properties carry the curves into a person's own scene.
CONTRACT = "SEGUE"
LINEAR = 1
_STEP = 64


@command(SPECS["anim.keys.set"])
def set_keys(call, file, startFrame, fps):
    document.require_file(file)
    header, values = read_tracks(file)
    document.changed()
    scene = document.scene()
    scene.render.fps = max(1, round(fps["num"] / fps["den"]))
    scene.render.fps_base = scene.render.fps * fps["den"] / fps["num"]
    scene.frame_start = startFrame
    scene.frame_end = startFrame + header["samples"] - 1
    remove_owned()
    frames = array("f", range(startFrame, startFrame + header["samples"]))
    curves, missing = {}, []
    for done, track in enumerate(header["channels"]):
        if done % _STEP == 0:
            yield {"fraction": done / len(header["channels"]), "message": "Writing keys"}
        target = find_target(track)
        if target is None:
            missing.append(track)
            continue
        owner, path, index = target
        if owner not in curves:
            curves[owner] = make_action(owner)
        start = done * len(frames)
        write_curve(curves[owner](path, index), frames, values[start : start + len(frames)])
    scene.frame_set(startFrame)
    keys = (len(header["channels"]) - len(missing)) * header["samples"]
    return {"keys": keys, "objects": len(curves), "missing": missing}


def read_tracks(path):
    """The header, and all values track after track. Raises when the file is not as long as its header says."""
    with open(path, "rb") as stream:
        header = json.loads(stream.readline().decode("utf-8"))
        body = stream.read()
    if len(body) != 4 * len(header["channels"]) * header["samples"]:
        raise Failure("app_error", "%s is not a whole tracks file." % document.named(path), "Run the step again.")
    values = array("f")
    values.frombytes(body)
    if sys.byteorder == "big":
        values.byteswap()
    return header, values


def remove_owned():
    """Removes every action that Segue made, and with it the curves it drove."""
    for action in [action for action in bpy.data.actions if action.get(OWNED)]:
        bpy.data.actions.remove(action)


def find_target(track):
    """`ring07:location:2` as (data-block, path, index); None when the scene has no such thing.

    The object `SEGUE` and custom properties are made when missing.
    """
    name, path, index = track.rsplit(":", 2)
    owner = bpy.data.objects.get(name)
    if owner is None and name == CONTRACT:
        owner = bpy.data.objects.new(CONTRACT, None)
        document.scene().collection.objects.link(owner)
    if owner is None:
        return None
    if path.startswith("data."):
        owner, path = owner.data, path[len("data.") :]
    if path.startswith('["'):
        ensure_property(owner, path[2:-2])
    try:
        owner.path_resolve(path)
    except (ValueError, AttributeError):
        return None
    return owner, path, max(0, int(index))


def ensure_property(owner, name):
    """A custom property that holds a float; an integer would cut the curve into steps."""
    if not isinstance(owner.get(name), float):
        owner[name] = 0.0


def make_action(owner):
    """Gives `owner` an action of ours; returns a function (path, index) → curve.

    An action that a person made keeps playing below it, as a track.
    """
    data = owner.animation_data or owner.animation_data_create()
    if data.action is not None:
        theirs = data.action
        data.action = None
        start = int(theirs.frame_range[0])
        data.nla_tracks.new().strips.new(theirs.name, start, theirs)
    action = bpy.data.actions.new("Segue %s" % owner.name)
    action[OWNED] = True
    data.action = action
    if hasattr(action, "fcurve_ensure_for_datablock"):  # 5.0
        return lambda path, index: action.fcurve_ensure_for_datablock(owner, path, index=index)
    if hasattr(data, "action_slot"):  # 4.4: an action without a slot animates nothing
        slot = action.slots.new(id_type=owner.id_type, name=owner.name)
        data.action_slot = slot
        bag = action.layers.new("Segue").strips.new(type="KEYFRAME").channelbag(slot, ensure=True)
        return lambda path, index: bag.fcurves.new(path, index=index)
    return lambda path, index: action.fcurves.new(path, index=index)


def write_curve(curve, frames, values):
    """One linear key per frame. Works without numpy, which some builds of Blender lack."""
    pairs = array("f", bytes(8 * len(frames)))
    pairs[0::2] = frames
    pairs[1::2] = values
    points = curve.keyframe_points
    points.add(len(frames))
    points.foreach_set("co", pairs)
    points.foreach_set("interpolation", array("i", [LINEAR]) * len(frames))
    curve.update()

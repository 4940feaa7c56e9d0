"""anim.keys.set: whole curves at once, in actions that Segue owns."""
import json
import sys
from array import array

import bpy

from segue_core.failure import Failure

from . import document
from .curves import LINEAR, curve_maker, fill
from .edit import edits
from .nla import push_down
from .rate import set_rate

OWNED = "segue"
# The object whose custom properties carry the curves into a person's own scene.
CONTRACT = "SEGUE"
_STEP = 64


@edits("anim.keys.set")
def set_keys(call, file, startFrame, fps):
    document.require_file(file)
    header, values = read_tracks(file)
    scene = document.scene()
    set_rate(scene.render, fps)
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
        fill(curves[owner](path, index), frames, values[start : start + len(frames)], LINEAR)
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
        push_down(data)
    action = bpy.data.actions.new("Segue %s" % owner.name)
    action[OWNED] = True
    data.action = action
    return curve_maker(owner, action)

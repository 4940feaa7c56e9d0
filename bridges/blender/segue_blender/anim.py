"""anim.keys.set: whole curves at once, in actions that Segue owns."""
import json
import sys
from array import array

import bpy

from segue_core.failure import Failure

from . import document
from .curves import LINEAR, Keys
from .edit import edits
from .owned import own_curves, remove_owned, reusable
from .rate import set_rate

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
    keys = Keys(array("f", range(startFrame, startFrame + header["samples"])), LINEAR)
    targets = [find_target(track) for track in header["channels"]]
    numbers = {}
    for owner, path, index in filter(None, targets):
        numbers.setdefault(owner, set()).add((path, index))
    remove_owned([reusable(owner) for owner in numbers])
    curves = {owner: own_curves(owner, wanted, keys) for owner, wanted in numbers.items()}
    for done, target in enumerate(targets):
        if done % _STEP == 0:
            yield {"fraction": done / len(targets), "message": "Writing keys"}
        if target is None:
            continue
        owner, path, index = target
        curve = curves[owner](path, index)
        write = keys.refill if len(curve.keyframe_points) else keys.fill
        write(curve, values[done * header["samples"] : (done + 1) * header["samples"]])
    scene.frame_set(startFrame)
    missing = [track for track, target in zip(header["channels"], targets) if target is None]
    written = (len(targets) - len(missing)) * header["samples"]
    return {"keys": written, "objects": len(curves), "missing": missing}


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

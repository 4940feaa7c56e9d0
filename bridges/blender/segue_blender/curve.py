"""curve.*: keys of one number."""
from array import array

from segue_core.failure import Failure

from . import document
from .anim import read_tracks
from .animated import Animated, find_owner
from .curves import BEZIER, CONSTANT, LINEAR, Keys, curves_of, ensure_curve, find_curve, remove_curve
from .document import scene
from .edit import edits, reads
from .names import unknown
from .objects import refresh
from .rate import per_second
from .rna import kept

_WAYS = {"constant": CONSTANT, "linear": LINEAR, "bezier": BEZIER}
_STEP = 1 << 16


@edits("curve.keys.set")
def set_keys(call, owner, name, path, index, keys, interpolation, replace):
    target = Animated(owner, name, path, index)
    values = {key["frame"]: key["value"] for key in keys}
    if not replace:
        earlier = find_curve(target.owner, target.path, index)
        if earlier is not None:
            values = {**{key.co.x: key.co.y for key in earlier.keyframe_points}, **values}
    frames = sorted(values)
    heights = [values[frame] for frame in frames]
    curve = _write(target, array("f", frames), array("f", heights), interpolation)
    _verify(target, curve, frames, heights)
    return _fact(owner, name, target.owner, curve)


@edits("curve.from_channel")
def set_from_channel(call, owner, name, path, index, curves, channel, scale, offset, startFrame, interpolation):
    target = Animated(owner, name, path, index)
    document.require_file(curves)
    header, values = read_tracks(curves)
    if channel not in header["channels"]:
        raise unknown("curve in the file", channel, header["channels"])
    count = header["samples"]
    first = header["channels"].index(channel) * count
    step = per_second(scene().render) * header["rate"]["den"] / header["rate"]["num"]
    frames, heights = array("f"), array("f")
    for start in range(0, count, _STEP):
        yield {"fraction": start / count, "message": "Writing keys"}
        some = range(start, min(count, start + _STEP))
        frames.extend(startFrame + step * i for i in some)
        heights.extend(values[first + i] * scale + offset for i in some)
    curve = _write(target, frames, heights, interpolation)
    _verify(target, curve, frames, heights)
    return _fact(owner, name, target.owner, curve)


@reads("curve.get")
def read_curve(call, owner, name, path, index, limit):
    target = Animated(owner, name, path, index)
    curve = _find(target)
    keys = [
        {"frame": key.co.x, "value": key.co.y, "interpolation": key.interpolation.lower()}
        for key in curve.keyframe_points[:limit]
    ]
    return {"curve": _fact(owner, name, target.owner, curve), "keys": keys, "now": target.value}


@reads("curve.list")
def list_curves(call, owner, name):
    item = find_owner(owner, name)
    owners = [item] + ([item.node_tree] if getattr(item, "node_tree", None) else [])
    found = [(one, curve) for one in owners for curve in curves_of(one) or ()]
    return {"curves": [_fact(owner, name, one, curve) for one, curve in found[:5000]]}


@edits("curve.remove")
def remove_keys(call, owner, name, path, index):
    target = Animated(owner, name, path, index)
    curve = find_curve(target.owner, target.path, index)
    had = curve is not None
    if had:
        remove_curve(target.owner, curve)
    return {"removed": had}


def _find(target):
    curve = find_curve(target.owner, target.path, target.index)
    if curve is None:
        known = [one.data_path for one in curves_of(target.owner) or ()]
        raise unknown("curve on “%s”" % target.owner.name, target.path, sorted(set(known)))
    return curve


def _write(target, frames, heights, interpolation):
    """All keys of a curve at once, in place of those it has. `frames` must rise."""
    earlier = find_curve(target.owner, target.path, target.index)
    if earlier is not None:
        remove_curve(target.owner, earlier)
    curve = ensure_curve(target.owner, target.path, target.index)
    Keys(frames, _WAYS[interpolation]).fill(curve, heights)
    scene().frame_set(scene().frame_current)
    refresh()
    return curve


def _verify(target, curve, frames, heights):
    """The curve itself, and what it makes of the number: a driver or a lock may be in its way."""
    points = curve.keyframe_points
    if len(points) != len(frames):
        message = "The curve has %d keys instead of %d." % (len(points), len(frames))
        raise Failure("verify_failed", message, "Two keys may lie on one frame.")
    if not len(frames):
        return
    for at in (0, len(frames) - 1):
        kept("key %d" % at, [frames[at], heights[at]], list(points[at].co))
    if target.kind == "material":  # one that nothing shows is not worked out
        return
    now = curve.evaluate(scene().frame_current)
    if abs(target.value - now) > 1e-3 * max(1.0, abs(now)) + 0.5 * _is_whole(target):
        message = "“%s” is %g where its curve says %g." % (target.path, target.value, now)
        raise Failure("verify_failed", message, "Look for a driver, a muted curve or limits of that property.")


def _is_whole(target):
    found = target.owner.path_resolve(target.path)
    return not isinstance(found if target.index < 0 else found[target.index], float)


def _fact(kind, name, owner, curve):
    points = curve.keyframe_points
    return {
        "owner": kind,
        "name": name or owner.name,
        "path": curve.data_path,
        "index": curve.array_index,
        "action": owner.animation_data.action.name,
        "keys": len(points),
        "range": [points[0].co.x, points[-1].co.x] if len(points) else None,
    }

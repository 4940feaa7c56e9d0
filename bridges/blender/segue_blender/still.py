"""render.still and preview.frame: one picture."""
import os
import struct
import time

import bpy
from mathutils import Vector

from segue_core.exchange import whole
from segue_core.failure import Failure

from .document import scene
from .edit import reads
from .objects import find_object, refresh
from .render import PATIENCE, interrupt, prepare
from .settings import Settings
from .written import written

_SHADINGS = {"material": "MATERIAL", "object": "OBJECT", "random": "RANDOM", "texture": "TEXTURE"}
_WATCHES = "Segue preview"


@reads("render.still")
def render_still(call, path, frame, engine, width, height, samples, camera, region):
    current = scene()
    with Settings() as settings:
        prepare(settings, engine, width, height, samples)
        _look_through(settings, current, camera)
        if current.camera is None:
            raise Failure("invalid_args", "The scene has no camera.", "Create one, or choose one.")
        if region is not None:
            _set_region(settings, current.render, region)
        return _write(call, settings, current, path, frame)


@reads("preview.frame")
def preview_frame(call, path, frame, width, camera, shading):
    current = scene()
    render = current.render
    height = max(1, round(width * render.resolution_y / render.resolution_x))
    watcher = None
    with Settings() as settings:
        prepare(settings, "workbench", width, height, 8)
        look = current.display.shading
        settings.set(look, "light", "STUDIO")
        settings.set(look, "color_type", _SHADINGS[shading])
        settings.set(render, "use_border", False)
        settings.set(render, "use_sequencer", False)
        settings.set(render, "use_compositing", False)
        _look_through(settings, current, camera)
        try:
            if current.camera is None:
                watcher = _watch_all(current, render.resolution_x / render.resolution_y)
                settings.set(current, "camera", watcher)
            return _write(call, settings, current, path, frame)
        finally:
            if watcher is not None:
                current.camera = None
                bpy.data.cameras.remove(watcher.data)


def _look_through(settings, current, name):
    if name is not None:
        settings.set(current, "camera", find_object(name, kind="CAMERA"))


def _set_region(settings, render, region):
    if region["left"] >= region["right"] or region["bottom"] >= region["top"]:
        raise Failure("invalid_args", "The part is empty.", "Left below right, bottom below top.")
    settings.set(render, "use_border", True)
    settings.set(render, "use_crop_to_border", True)
    for side, name in (("left", "min_x"), ("bottom", "min_y"), ("right", "max_x"), ("top", "max_y")):
        settings.set(render, "border_" + name, region[side])


def _watch_all(current, aspect):
    """A camera from the front right above that sees every object."""
    corners = [
        item.matrix_world @ Vector(corner)
        for item in current.objects
        if item.type not in ("CAMERA", "LIGHT") and not item.hide_render
        for corner in item.bound_box
    ] or [Vector((-1, -1, -1)), Vector((1, 1, 1))]
    least = Vector([min(corner[axis] for corner in corners) for axis in range(3)])
    most = Vector([max(corner[axis] for corner in corners) for axis in range(3)])
    middle, radius = (least + most) / 2, max((most - least).length / 2, 0.01)
    camera = bpy.data.cameras.new(_WATCHES)
    item = bpy.data.objects.new(_WATCHES, camera)
    current.collection.objects.link(item)
    # the ball around everything fits the narrow side of the picture
    half_angle = camera.angle / 2 / max(1.0, aspect)
    distance = radius * 1.1 / half_angle
    item.location = middle + Vector((0.6, -0.9, 0.5)).normalized() * distance
    item.rotation_euler = (middle - item.location).to_track_quat("-Z", "Y").to_euler()
    camera.clip_end = distance * 4
    refresh()
    return item


def _write(call, settings, current, path, frame):
    """Renders the frame into a file that gets its name when it is whole."""
    before = current.frame_current
    started = time.monotonic()
    try:
        if frame is not None:
            current.frame_set(frame)
        at = current.frame_current
        with whole(path) as part:
            settings.set(current.render, "filepath", part)
            with call.interruptible(interrupt, PATIENCE):
                bpy.ops.render.render(write_still=True)
            call.check()
            width, height = _size_of(part)
    finally:
        if current.frame_current != before:
            current.frame_set(before)
    return dict(
        written(call, path, "image/png"),
        frame=at,
        width=width,
        height=height,
        engine=current.render.engine,
        seconds=time.monotonic() - started,
    )


def _size_of(path):
    """Width and height of a PNG file, from its header (PNG specification, IHDR)."""
    if not os.path.isfile(path):
        raise Failure("app_error", "The picture was not written.", "Look for space on the disk.")
    with open(path, "rb") as stream:
        head = stream.read(24)
    if head[:8] != b"\x89PNG\r\n\x1a\n" or len(head) < 24:
        raise Failure("app_error", "The picture is no whole PNG.", "Look for space on the disk.")
    return struct.unpack(">II", head[16:24])

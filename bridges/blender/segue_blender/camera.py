"""camera.*: cameras, and turning things towards a place."""
import bpy
from mathutils import Vector

from segue_core.failure import Failure

from .document import scene
from .edit import edits
from .names import require_name
from .objects import editable, fact, find_object, refresh
from .rna import put, put_given
from .transform import place

_PROJECTIONS = {"perspective": "PERSP", "orthographic": "ORTHO", "panoramic": "PANO"}
_FOLLOWS = "Segue aim"


@edits("camera.create")
def create_camera(call, name, location, rotation, scale, **optics):
    item = bpy.data.objects.new(require_name(name), bpy.data.cameras.new(name))
    scene().collection.objects.link(item)
    place(item, location, rotation, scale)
    if scene().camera is None and optics["active"] is None:
        optics["active"] = True
    _set_optics(item, **optics)
    return _fact(item)


@edits("camera.set")
def set_camera(call, object, uid, **optics):
    item = editable(find_object(object, uid, "CAMERA"))
    _set_optics(item, **optics)
    return _fact(item)


def _set_optics(item, projection, lens, sensor, orthoScale, shiftX, shiftY, near, far, active, **focus):
    camera = item.data
    given = {
        "type": _PROJECTIONS.get(projection),
        "lens": lens,
        "sensor_width": sensor,
        "ortho_scale": orthoScale,
        "shift_x": shiftX,
        "shift_y": shiftY,
        "clip_start": near,
        "clip_end": far,
    }
    put_given(camera, given)
    _set_focus(camera.dof, **focus)
    if active:
        put(scene(), "camera", item)
    elif active is False and scene().camera == item:
        scene().camera = None


def _set_focus(dof, blur, fStop, focusDistance, focusObject):
    put_given(dof, {"use_dof": blur, "aperture_fstop": fStop, "focus_distance": focusDistance})
    if focusDistance is not None:
        dof.focus_object = None
    if focusObject is not None:
        dof.focus_object = find_object(focusObject)


def _fact(item):
    camera, dof = item.data, item.data.dof
    words = {kind: word for word, kind in _PROJECTIONS.items()}
    return dict(
        fact(item),
        projection=words.get(camera.type, camera.type),
        lens=camera.lens,
        sensor=camera.sensor_width,
        orthoScale=camera.ortho_scale,
        shiftX=camera.shift_x,
        shiftY=camera.shift_y,
        near=camera.clip_start,
        far=camera.clip_end,
        blur=dof.use_dof,
        fStop=dof.aperture_fstop,
        focusDistance=dof.focus_distance,
        focusObject=dof.focus_object.name if dof.focus_object else None,
        active=scene().camera == item,
    )


@edits("camera.aim")
def aim(call, object, uid, target, point, follow):
    item = editable(find_object(object, uid))
    if (target is None) == (point is None):
        raise Failure("invalid_args", "Say either a target or a point.", "Fill in one of the two.")
    aimed = None if target is None else find_object(target)
    if aimed == item:
        raise Failure("invalid_args", "“%s” cannot look at itself." % item.name, "Choose another target.")
    if follow and aimed is None:
        raise Failure("invalid_args", "A point cannot be followed.", "Choose an object as the target.")
    for old in [one for one in item.constraints if one.name.startswith(_FOLLOWS)]:
        item.constraints.remove(old)
    if follow:
        constraint = item.constraints.new("TRACK_TO")
        constraint.name = _FOLLOWS
        constraint.target = aimed
        constraint.track_axis, constraint.up_axis = "TRACK_NEGATIVE_Z", "UP_Y"
    refresh()
    there = Vector(point) if aimed is None else aimed.matrix_world.translation.copy()
    if not follow:
        _look_at(item, there)
    _check_aim(item, there)
    return fact(item)


def _look_at(item, there):
    """Cameras and lights look along their -z, with y up."""
    matrix = item.matrix_world
    turned = (there - matrix.translation).to_track_quat("-Z", "Y").to_matrix().to_4x4()
    scale = matrix.to_scale()
    for axis in range(3):
        turned.col[axis] = turned.col[axis] * scale[axis]
    turned.translation = matrix.translation
    item.matrix_world = turned
    refresh()


def _check_aim(item, there):
    towards = there - item.matrix_world.translation
    looks = -item.matrix_world.to_3x3().col[2]
    if towards.length > 1e-6 and towards.angle(looks) > 1e-3:
        message = "“%s” does not look there: something else turns it." % item.name
        raise Failure("verify_failed", message, "Look at its constraints and drivers.")

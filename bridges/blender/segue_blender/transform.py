"""Where objects are, how they are turned and how large."""
import math

from mathutils import Euler, Matrix

from segue_core.failure import Failure

from .objects import degrees_of, refresh
from .rna import kept, put

# A matrix goes through a location, a rotation and a scale, each in single precision.
_MATRIX_PRECISION = 1e-3


def place(item, location, rotation, scale, relative=False):
    """Sets what is not None; rotation in degrees around x, y and z. Relative adds, and multiplies the scale."""
    if relative:
        location = location and [a + b for a, b in zip(item.location, location)]
        rotation = rotation and [a + b for a, b in zip(degrees_of(item), rotation)]
        scale = scale and [a * b for a, b in zip(item.scale, scale)]
    if location is not None:
        put(item, "location", location)
    if rotation is not None:
        turn(item, rotation)
    if scale is not None:
        put(item, "scale", scale)
    refresh()


def turn(item, degrees):
    """Turns an object in the way of turning it uses."""
    mode = item.rotation_mode
    euler = Euler([math.radians(one) for one in degrees], "XYZ")
    if mode == "QUATERNION":
        item.rotation_quaternion = euler.to_quaternion()
    elif mode == "AXIS_ANGLE":
        axis, angle = euler.to_quaternion().to_axis_angle()
        item.rotation_axis_angle = (angle, *axis)
    else:
        put(item, "rotation_euler", list(euler), "rotation")
        return
    refresh()
    found = Euler([math.radians(one) for one in degrees_of(item)], "XYZ").to_matrix()
    kept("rotation", [list(row) for row in euler.to_matrix()], [list(row) for row in found])


def set_matrix(item, numbers):
    """Puts an object where a world matrix says, row by row. A matrix that shears is refused."""
    wanted = Matrix([numbers[row * 4 : row * 4 + 4] for row in range(4)])
    if abs(wanted.determinant()) < 1e-12:
        raise Failure("invalid_args", "The matrix squeezes the object flat.", "Use a scale other than 0.")
    before = item.matrix_world.copy()
    item.matrix_world = wanted
    refresh()
    size = max(1.0, max(abs(number) for number in numbers))
    found = matrix_of(item)
    if any(abs(a - b) > _MATRIX_PRECISION * size for a, b in zip(numbers, found)):
        item.matrix_world = before
        refresh()
        detail = {"wanted": numbers, "found": found}
        hint = "Use a matrix of location, rotation and scale only; a shear or a constraint cannot be kept."
        raise Failure("verify_failed", "“%s” cannot take that matrix." % item.name, hint, detail=detail)


def matrix_of(item):
    """The world matrix, row by row."""
    return [number for row in item.matrix_world for number in row]

"""Meshes and curves of the shapes that can be made."""
import math

import bmesh
import bpy

_ROUND = 32


def mesh_of(kind, name, size):
    """A mesh of one kind, `size` across, with texture coordinates."""
    shape = bmesh.new()
    shape.loops.layers.uv.new("UVMap")
    _BUILD[kind](shape, size / 2)
    mesh = bpy.data.meshes.new(name)
    shape.to_mesh(mesh)
    shape.free()
    return mesh


def _cube(shape, half):
    bmesh.ops.create_cube(shape, size=half * 2, calc_uvs=True)


def _sphere(shape, half):
    bmesh.ops.create_uvsphere(shape, u_segments=_ROUND, v_segments=_ROUND // 2, radius=half, calc_uvs=True)


def _icosphere(shape, half):
    bmesh.ops.create_icosphere(shape, subdivisions=3, radius=half, calc_uvs=True)


def _plane(shape, half):
    bmesh.ops.create_grid(shape, x_segments=1, y_segments=1, size=half, calc_uvs=True)


def _grid(shape, half):
    bmesh.ops.create_grid(shape, x_segments=10, y_segments=10, size=half, calc_uvs=True)


def _circle(shape, half):
    bmesh.ops.create_circle(shape, cap_ends=True, segments=_ROUND, radius=half, calc_uvs=True)


def _cone(shape, half, top=0.0):
    sizes = {"radius1": half, "radius2": top, "depth": half * 2}
    bmesh.ops.create_cone(shape, cap_ends=True, segments=_ROUND, calc_uvs=True, **sizes)


def _cylinder(shape, half):
    _cone(shape, half, half)


def _monkey(shape, half):
    bmesh.ops.create_monkey(shape, calc_uvs=True)
    bmesh.ops.scale(shape, vec=(half, half, half), verts=shape.verts)


def _torus(shape, half):
    """A ring whose tube is a quarter as thick as the ring is wide."""
    tube = half / 4
    around, across = _ROUND, _ROUND // 2
    points = [
        [_on_torus(half - tube, tube, 2 * math.pi * i / around, 2 * math.pi * k / across) for k in range(across)]
        for i in range(around)
    ]
    rows = [[shape.verts.new(point) for point in row] for row in points]
    layer = shape.loops.layers.uv.active
    for i in range(around):
        for k in range(across):
            corners = ((i, k), (i + 1, k), (i + 1, k + 1), (i, k + 1))
            face = shape.faces.new([rows[a % around][b % across] for a, b in corners])
            for loop, (a, b) in zip(face.loops, corners):
                loop[layer].uv = (a / around, b / across)


def _on_torus(ring, tube, turn, tilt):
    out = ring + tube * math.cos(tilt)
    return out * math.cos(turn), out * math.sin(turn), tube * math.sin(tilt)


_BUILD = {
    "cube": _cube,
    "sphere": _sphere,
    "icosphere": _icosphere,
    "plane": _plane,
    "grid": _grid,
    "circle": _circle,
    "cone": _cone,
    "cylinder": _cylinder,
    "monkey": _monkey,
    "torus": _torus,
}


def text_of(name, size, words):
    """A text of that height."""
    curve = bpy.data.curves.new(name, "FONT")
    curve.body = words
    curve.size = size
    curve.align_x = curve.align_y = "CENTER"
    return curve


def curve_of(name, size, points):
    """A smooth curve through points; a circle when there are none."""
    half = size / 2
    circle = [(half, 0, 0), (0, half, 0), (-half, 0, 0), (0, -half, 0)]
    curve = bpy.data.curves.new(name, "CURVE")
    curve.dimensions = "3D"
    spline = curve.splines.new("BEZIER")
    spline.use_cyclic_u = not points
    through = points or circle
    spline.bezier_points.add(len(through) - 1)
    for point, place in zip(spline.bezier_points, through):
        point.co = place
        point.handle_left_type = point.handle_right_type = "AUTO"
    return curve
